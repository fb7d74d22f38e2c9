"""What a spreadsheet sees: the value of a cell as its formulas know it, and numbers, texts and cells as formulas write them."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeGuard

from shpdocs.answers.formulas import CONSTANTS, ERRORS, evaluate
from shpdocs.answers.values import json_number
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.returns import RawCell

LONGEST_TEXT = 255  # characters of a text in a formula
_NO_BREAK = "\u00a0"
_ALIKE = 2.0**-48  # LibreOffice takes numbers for equal that differ by less than this part of them
_DAY_ZERO = datetime(1899, 12, 30)  # day 0 of a spreadsheet's calendar

Value = str | int | float | bool | None
ERROR = object()


class CellError(Exception):
    """A cell that a condition looks at holds an error: then the condition does not hold."""


def as_text(text: str) -> str:
    """A text as it stands between the quotation marks of a formula.

    Raises:
        ShpdocsError: it is longer than Excel allows there; Excel would take the whole file for damaged.
    """
    if letters_in_excel(text) > LONGEST_TEXT:
        raise ShpdocsError(
            "The workbook cannot hold a formula: a text in the definition is too long for Excel.", f"Shorten '{text[:60]}…'."
        )
    return text.replace('"', '""')


def blank_formula(address: str) -> str:
    """The formula that says whether a cell, or each of a range, holds nothing that can be seen."""
    return f"{length(address)}=0"


def is_blank(value: Value) -> bool:
    """Whether a value is nothing, or a text of spaces and of what cannot be printed."""
    if not isinstance(value, str):
        return value is None
    return all(ord(letter) <= 32 or letter == _NO_BREAK for letter in value)


def require_value(value: object) -> Value:
    """A value, or CellError if it is an error."""
    if value is ERROR:
        raise CellError
    assert value is None or isinstance(value, str | int | float | bool)
    return value


def length(address: str) -> str:
    """The formula of how many letters of a cell can be seen."""
    return f'LEN(TRIM(CLEAN(SUBSTITUTE({address},"{_NO_BREAK}",""))))'


def letters_in_excel(text: str) -> int:
    """The length of a text as Excel counts it: some letters are two."""
    return len(text.encode("utf-16-le")) // 2


def trimmed(text: str) -> str:
    """Text as TRIM leaves it: one space between words, none at the ends; other white space stays."""
    return " ".join(word for word in text.split(" ") if word)


def number_formula(cell: str) -> str:
    """The formula that says whether a cell holds a number, which LibreOffice takes a logical value for."""
    return f"AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell})))"


def is_number(value: Value) -> TypeGuard[int | float]:
    """Whether a value is a number; a logical value is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def equal(first: float, second: float) -> bool:
    """Whether two numbers are the same to a spreadsheet."""
    return first == second or abs(first - second) < abs(first) * _ALIKE


def less(first: float, second: float) -> bool:
    """Whether a number is the smaller one to a spreadsheet."""
    return first < second and not equal(first, second)


def literal(value: float) -> str:
    """A number as a formula writes it."""
    return format(Decimal(repr(value)), "f").removesuffix(".0")


def value_of(cell: RawCell) -> object:
    """A cell's value as a formula sees it: dates and times are numbers, TRUE() is a logical value, a sum its result.

    What any other formula comes to is not known here; it counts as something that is no number, and `collect` asks.
    """
    value = _result(cell.formula) if cell.formula else cell.value
    if cell.is_error or cell.is_unclear or cell.formula.lstrip("=") in ERRORS:  # LibreOffice saves an error as a formula
        return ERROR
    if isinstance(value, datetime):
        return (value - _DAY_ZERO).total_seconds() / 86_400
    if isinstance(value, date):
        return (value - _DAY_ZERO.date()).days
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    return value


def _result(formula: str) -> object:
    """What a formula comes to, if that can be known here, else its text."""
    result = evaluate(formula)
    return CONSTANTS.get(formula.upper(), formula) if result is None else json_number(result)
