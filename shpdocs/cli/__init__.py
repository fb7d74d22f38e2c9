"""Floor 8, the edge: one module a command, each returning an exit code."""
