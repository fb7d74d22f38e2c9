"""Rows, cells and spans as a sheet's part names them, and whether they are shown."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from shpdocs.model.cells import NO_CELL, cell_at, column_number
from shpdocs.model.workbook import Span

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
TRUE = ("1", "true")
_CORNER = re.compile(r"([A-Z]{1,3})?([1-9][0-9]{0,6})?")


def place_of(name: str) -> tuple[int, int]:
    """The row and column of a cell; NO_CELL if no sheet has one of that name."""
    row, column = cell_at(name)
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else NO_CELL


def row_number(digits: str) -> int:
    """The number of a row; 0 if no sheet has one of that number."""
    number = int(digits) if digits.isdecimal() and digits.isascii() and len(digits) <= len(str(LAST_ROW)) else 0
    return number if digits[:1] != "0" and number <= LAST_ROW else 0


def span_of(reference: str) -> Span | None:
    """The span that 'B2:D9', 'B2', 'B:B' or '2:9' names; None if it names none."""
    first, _, last = reference.replace("$", "").partition(":")
    (top, left), (bottom, right) = _corner(first, 1, 1), _corner(last or first, LAST_ROW, LAST_COLUMN)
    return (min(top, bottom), min(left, right), max(top, bottom), max(left, right)) if top and bottom else None


def _corner(name: str, row: int, column: int) -> tuple[int, int]:
    match = _CORNER.fullmatch(name)
    if not match or not name:
        return NO_CELL
    row, column = int(match[2] or row), column_number(match[1]) if match[1] else column
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else NO_CELL


def is_hidden(element: Element, size: str) -> bool:
    """Whether a row or column is hidden, or its size ('ht', 'width') is nothing."""
    written = element.get(size)
    return element.get("hidden") in TRUE or bool(written and not written.strip("0."))
