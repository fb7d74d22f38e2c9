"""Cells by row and column, both counted from 1: their names ('B24' is row 24, column 2), and those within a span."""

from __future__ import annotations

import re
from collections.abc import Collection

_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
NO_CELL = (0, 0)


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Return a cell's name: (24, 2) is B24."""
    return f"{column_letters(column)}{row}"


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def cell_at(name: str) -> tuple[int, int]:
    """Return the row and the column that a cell's name gives: B24 is (24, 2). What is no name of a cell is NO_CELL."""
    match = _NAME.fullmatch(name)
    return (int(match[2]), column_number(match[1])) if match else NO_CELL


def cell_count(span: tuple[int, int, int, int]) -> int:
    """How many cells a span has; it is given by its first row and column and its last."""
    top, first, bottom, last = span
    return (bottom - top + 1) * (last - first + 1)


def within(span: tuple[int, int, int, int], places: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of some places (in a set or a dict) that a span covers. No more is looked at than the span or the places hold."""
    top, first, bottom, last = span
    if cell_count(span) <= len(places):
        covered = ((row, column) for row in range(top, bottom + 1) for column in range(first, last + 1))
        return [place for place in covered if place in places]
    return [place for place in places if top <= place[0] <= bottom and first <= place[1] <= last]
