"""What a condition is made of: cells and their values, addresses, and the two readings side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from shpdocs.model.errors import ShpdocsError

LONGEST_TEXT = 255  # characters of a text in a formula
_NO_BREAK = "\u00a0"
_ALIKE = 2.0**-48  # LibreOffice takes numbers for equal that differ by less than this part of them

Value = str | int | float | bool | None
ERROR = object()


class CellError(Exception):
    """A cell that a condition looks at holds an error: then the condition does not hold."""


class Cells(Struct, frozen=True):
    """The values of a workbook's answer cells: by JSON pointer, and for open tables row after row by column."""

    values: Mapping[str, object]
    rows: Mapping[str, Sequence[Mapping[str, object]]]

    def value(self, pointer: str) -> Value:
        """A cell's value.

        Raises:
            CellError: the cell holds an error.
        """
        return require_value(self.values.get(pointer))


class Addresses(Struct, frozen=True):
    """Where answer cells stand, as formulas write it: one cell by pointer, an open table's column by table and key."""

    cell: Callable[[str], str]
    column: Callable[[str, str], str]


class Condition(Struct, frozen=True):
    """One condition: the formula that says whether it holds, given addresses, and the same over values."""

    formula: Callable[[Addresses], str]
    test: Callable[[Cells], bool]

    def holds(self, cells: Cells) -> bool:
        """Whether the condition holds; an error in a cell it looks at means that it does not."""
        try:
            return self.test(cells)
        except CellError:
            return False


def all_of(*conditions: Condition) -> Condition:
    """All of the conditions hold."""
    return Condition(
        lambda at: f"AND({','.join(condition.formula(at) for condition in conditions)})",
        lambda cells: every(condition.test(cells) for condition in conditions),
    )


def any_of(*conditions: Condition) -> Condition:
    """One of the conditions holds."""
    return Condition(
        lambda at: f"OR({','.join(condition.formula(at) for condition in conditions)})",
        lambda cells: some(condition.test(cells) for condition in conditions),
    )


def negated(condition: Condition) -> Condition:
    """The condition does not hold."""
    return Condition(lambda at: f"NOT({condition.formula(at)})", lambda cells: not condition.test(cells))


def as_text(text: str) -> str:
    """A text as it stands between the quotation marks of a formula.

    Raises:
        ShpdocsError: it is longer than Excel allows there; Excel would take the whole file for damaged.
    """
    if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
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


def every(parts: Iterable[bool]) -> bool:
    """Whether all hold. Every part is looked at, as a formula does, so that an error in any of them counts."""
    return False not in tuple(parts)


def some(parts: Iterable[bool]) -> bool:
    """Whether one holds; every part is looked at."""
    return True in tuple(parts)


def trimmed(text: str) -> str:
    """Text as TRIM leaves it: one space between words, none at the ends; other white space stays."""
    return " ".join(word for word in text.split(" ") if word)


def is_number(value: Value) -> bool:
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
