"""Kinds of answer: what each is (`kind`), and how a cell is read as one (`reading`)."""

from shpdocs.answers.kinds.kind import KINDS, Guard, Kind, Schema, bounds, wanted
from shpdocs.answers.kinds.reading import read_answer

__all__ = ["KINDS", "Guard", "Kind", "Schema", "bounds", "read_answer", "wanted"]
