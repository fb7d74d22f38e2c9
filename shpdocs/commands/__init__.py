"""The commands: issue, check, collect, status, assemble and the rest, each one function with a typed result."""
