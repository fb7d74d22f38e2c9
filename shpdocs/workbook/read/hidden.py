"""Columns and rows of a sheet that are not shown: marked as hidden, or without width or height."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from shpdocs.workbook.read.places import LAST_COLUMN

TRUE = ("1", "true")


def is_hidden(attributes: dict[str, str], size: str) -> bool:
    """Whether a row or column is hidden, or its size ('ht', 'width') is nothing."""
    written = attributes.get(size, "")
    return attributes.get("hidden") in TRUE or bool(written and not written.strip("0."))


@dataclass(slots=True)
class HiddenColumns:
    """The columns of a sheet that are hidden."""

    flags: bytearray = field(default_factory=bytearray)

    def take(self, attributes: dict[str, str]) -> None:
        """Take in what an element says of the columns from 'min' to 'max'."""
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if is_hidden(attributes, "width") and first.isdecimal() and last.isdecimal() and len(first + last) < 12:
            self._hide(max(int(first), 1), min(int(last), LAST_COLUMN))

    def _hide(self, first: int, last: int) -> None:
        self.flags = self.flags or bytearray(LAST_COLUMN + 1)
        if first <= last:
            self.flags[first : last + 1] = b"\1" * (last + 1 - first)

    def among(self, places: Iterable[tuple[int, int]]) -> frozenset[int]:
        """The hidden columns of those cells."""
        return frozenset(column for _, column in places if self.flags[column]) if self.flags else frozenset()
