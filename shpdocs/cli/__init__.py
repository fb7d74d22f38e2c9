"""The edge: one module a command, each returning an exit code. A command loads what it needs when it is called."""
