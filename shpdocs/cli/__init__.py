"""The edge: one module a command, each returning an exit code."""

import gc

# Objects, until cycles are searched for: a small command ends before, a long one stays small. Set before Typer is loaded, which
# alone would be searched thirty times.
gc.set_threshold(200_000)
