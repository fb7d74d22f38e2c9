"""What a workbook is issued with beside its questions: cells that are filled in, where they come from, last year's range."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct, field

Typed = str | int | float


class Prefill(Struct, frozen=True):
    """What a workbook is issued with beside its questions.

    `cells` gives what cells hold, by JSON pointer, as a lead would type it; `origins` the period that a carried text or
    row comes from, by the pointer of the text or row; `ranges` the smallest and largest figure of last year's quarters,
    by the pointer of the measure or part; `corrected` says which figures of earlier quarters were corrected after they were printed,
    by the cell's pointer. `before` gives what the last return said where this one asks anew, by pointer and as
    a paper shows it; `origins` has its period by the pointer of the table. `sent` is the SHA-256 of the workbook as it was
    sent, '' if it was not sent yet.
    `unprinted` are the answers that it says no public paper prints ('/tables/risks', '/tables/risks/owner'), None if it says nothing.
    """

    cells: Mapping[str, Typed] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, str] = field(default_factory=dict)
    sent: str = ""
    unprinted: tuple[str, ...] | None = None


def is_among(answers: Collection[str], item: str) -> bool:
    """Whether an item ('/tables/risks/owner') is among these, by itself or with its whole answer ('/tables/risks')."""
    return item in answers or "/".join(item.split("/")[:3]) in answers
