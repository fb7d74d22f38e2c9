"""Fault runs: a command is killed, finds the disk full or read-only, or runs beside others; nothing in force is ever damaged."""

from tests.reliability.crashes.figures import Count, Figures, run

__all__ = ["Count", "Figures", "run"]
