"""The edge: one module a command, each returning an exit code."""
