"""The oracle at scale: random workbooks, filled in, with faults planted: each is told once, at its true cell, and nothing else."""

from tests.reliability.planted.oracle import KINDS, Figures, Through, run

__all__ = ["KINDS", "Figures", "Through", "run"]
