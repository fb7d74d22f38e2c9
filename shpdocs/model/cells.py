"""The names of cells: 'B24' is row 24, column 2, both counted from 1."""

from __future__ import annotations

import re

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
