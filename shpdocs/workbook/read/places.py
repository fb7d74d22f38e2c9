"""Rows, columns, cells and spans as a sheet's part names them, and the columns and rows that are not shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from shpdocs.model.cells import column_number
from shpdocs.model.workbook import Span
from shpdocs.workbook.read.package import UnreadableError

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
COLUMNS: dict[str, int] = {}  # by their letters, as far as they have been met
_DIGITS = "0123456789"
TRUE = ("1", "true")


def row_number(digits: str) -> int:
    """The number of a row.

    Raises:
        UnreadableError: there is no such row.
    """
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 7 and digits[0] != "0") or int(digits) > LAST_ROW:
        raise UnreadableError
    return int(digits)


def _column(letters: str) -> int:
    if letters not in COLUMNS:
        if not (letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3):
            raise UnreadableError
        number = column_number(letters)
        if number > LAST_COLUMN:
            raise UnreadableError
        COLUMNS[letters] = number
    return COLUMNS[letters]


def place_of(name: str) -> tuple[int, int]:
    """The row and column of a cell.

    Raises:
        UnreadableError: there is no such cell.
    """
    letters = name.rstrip(_DIGITS)
    return row_number(name[len(letters) :]), _column(letters)


def span_of(reference: str) -> Span | None:
    """The span that 'B2:D9', 'B2', 'B:B' or '2:9' names; None if it names none."""
    first, _, last = reference.replace("$", "").partition(":")
    try:
        top, left = _corner(first, 1, 1)
        bottom, right = _corner(last or first, LAST_ROW, LAST_COLUMN)
    except UnreadableError:
        return None
    return (min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _corner(name: str, row: int, column: int) -> tuple[int, int]:
    letters = name.rstrip(_DIGITS)
    digits = name[len(letters) :]
    if not name:
        raise UnreadableError
    return (row_number(digits) if digits else row), (_column(letters) if letters else column)


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
