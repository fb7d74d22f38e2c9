"""Conditions on answer cells, each with its two readings side by side: as a formula of the workbook, and in Python.

The workbook's Check sheet is made of the formulas; `collect` holds the same conditions itself, over the cells as they
came. A cell's value is what a spreadsheet knows of it: text, number, logical value, nothing, or an error. Texts are
blank if they hold nothing but spaces and what cannot be printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor

_NO_BREAK = "\u00a0"
LONGEST_TEXT = 255  # characters of a text in a formula
_COMPARED = 120  # characters of a text that are compared: room for letters that a program counts as two
_ALIKE = 2.0**-48  # LibreOffice takes numbers for equal that differ by less than this part of them

Value = str | int | float | bool | None


class CellError(Exception):
    """A cell that a condition looks at holds an error: then the condition does not hold."""


ERROR = object()


@dataclass(frozen=True)
class Cells:
    """The values of a workbook's answer cells: by JSON pointer, and for open tables row after row by column."""

    values: Mapping[str, object]
    rows: Mapping[str, Sequence[Mapping[str, object]]]

    def value(self, pointer: str) -> Value:
        """A cell's value.

        Raises:
            CellError: the cell holds an error.
        """
        return _sound(self.values.get(pointer))


@dataclass(frozen=True)
class Addresses:
    """Where answer cells stand, as formulas write it: one cell by pointer, an open table's column by table and key."""

    cell: Callable[[str], str]
    column: Callable[[str, str], str]


@dataclass(frozen=True)
class Condition:
    """One condition: the formula that says whether it holds, given addresses, and the same over values."""

    formula: Callable[[Addresses], str]
    test: Callable[[Cells], bool]

    def holds(self, cells: Cells) -> bool:
        """Whether the condition holds; an error in a cell it looks at means that it does not."""
        try:
            return self.test(cells)
        except CellError:
            return False


def _sound(value: object) -> Value:
    if value is ERROR:
        raise CellError
    assert value is None or isinstance(value, str | int | float | bool)
    return value


def blank(pointer: str) -> Condition:
    """Nothing stands in the cell, or nothing that can be seen."""
    return Condition(lambda at: f"{_length(at.cell(pointer))}=0", lambda cells: not _seen(cells.value(pointer)))


def filled(pointer: str) -> Condition:
    """Something stands in the cell."""
    return negated(blank(pointer))


def number(pointer: str) -> Condition:
    """The cell holds a number; a logical value is none, though LibreOffice counts it as one."""
    return Condition(
        lambda at: f"AND(ISNUMBER({at.cell(pointer)}),NOT(ISLOGICAL({at.cell(pointer)})))",
        lambda cells: _is_number(cells.value(pointer)),
    )


def words_other_than(pointer: str, known: Sequence[str]) -> Condition:
    """The cell holds a text, and none of these (in lower case)."""
    listed = ",".join(f'LOWER(TRIM({{0}}))="{as_text(word)}"' for word in known)
    return Condition(
        lambda at: f"AND(ISTEXT({at.cell(pointer)}),NOT(OR({listed.format(at.cell(pointer))})))",
        lambda cells: isinstance(cells.value(pointer), str) and _trimmed(str(cells.value(pointer))).lower() not in known,
    )


def unreadable(pointer: str, known: Sequence[str]) -> Condition:
    """The cell holds a text with letters or '<' in it, which no reading takes for a number; none of the known words."""

    def test(cells: Cells) -> bool:
        text = str(cells.value(pointer))
        return text.upper() != text.lower() or "<" in text

    has_letters = Condition(
        lambda at: f'OR(NOT(EXACT(UPPER({at.cell(pointer)}),LOWER({at.cell(pointer)}))),ISNUMBER(FIND("<",{at.cell(pointer)})))', test
    )
    return both(words_other_than(pointer, known), has_letters)


def outside(pointers: Sequence[str], low: float | None, high: float | None) -> Condition:
    """The cells all hold numbers whose sum is under `low` or over `high`."""
    numbers = [number(pointer) for pointer in pointers]

    def formula(at: Addresses) -> str:
        total = f"SUM({','.join(at.cell(pointer) for pointer in pointers)})" if len(pointers) > 1 else at.cell(pointers[0])
        bounds = [f"{total}{sign}{_literal(bound)}" for sign, bound in (("<", low), (">", high)) if bound is not None]
        return f"AND({','.join(one.formula(at) for one in numbers)},OR({','.join(bounds)}))"

    def test(cells: Cells) -> bool:
        if not _all(one.test(cells) for one in numbers):
            return False
        total = sum(float(str(cells.value(pointer))) for pointer in pointers)
        return (low is not None and _less(total, low)) or (high is not None and _less(high, total))

    return Condition(formula, test)


def with_decimals(pointer: str) -> Condition:
    """The cell holds a number that is not whole."""

    def test(cells: Cells) -> bool:
        value = cells.value(pointer)
        return _is_number(value) and not _equal(float(str(value)), floor(float(str(value))))

    return both(number(pointer), Condition(lambda at: f"{at.cell(pointer)}<>INT({at.cell(pointer)})", test))


def share_of_one(pointer: str) -> Condition:
    """The cell holds a number between 0 and 1, neither of the two."""

    def test(cells: Cells) -> bool:
        value = float(str(cells.value(pointer))) if _is_number(cells.value(pointer)) else 0
        return _less(0, value) and _less(value, 1)

    return both(number(pointer), Condition(lambda at: f"AND({at.cell(pointer)}>0,{at.cell(pointer)}<1)", test))


def other_than(pointer: str, issued: str | int | float) -> Condition:
    """The cell holds something, and not just what it was issued with."""
    if isinstance(issued, str):
        known = _trimmed(issued).lower()[:_COMPARED]
        same = Condition(
            lambda at: f'LEFT(LOWER(TRIM({at.cell(pointer)})),{_COMPARED})="{as_text(known)}"',
            lambda cells: isinstance(cells.value(pointer), str) and _trimmed(str(cells.value(pointer))).lower()[:_COMPARED] == known,
        )
        return both(filled(pointer), negated(same))
    is_issued = both(number(pointer), negated(outside((pointer,), issued, issued)))
    return both(filled(pointer), negated(is_issued))


def as_long_as(pointer: str, text: str) -> Condition:
    """The cell's text is as long as this one: nobody seems to have touched it. Programs count some letters as two."""
    least, most = len(text), len(text.encode("utf-16-le")) // 2

    def test(cells: Cells) -> bool:
        value = cells.value(pointer)
        return isinstance(value, str) and least <= len(value) <= most

    return both(
        filled(pointer),
        Condition(lambda at: f"AND(LEN({at.cell(pointer)})>={least},LEN({at.cell(pointer)})<={most})", test),
    )


def row_lacks(table: str, columns: Sequence[str], wanted: str) -> Condition:
    """A row of an open table has an answer in some column and none in this one."""
    return Condition(
        lambda at: f"SUMPRODUCT({lacking_rows(at, table, columns, wanted)})>0",
        lambda cells: _any(_has_any(row, columns) and not _seen(_sound(row.get(wanted))) for row in cells.rows.get(table, ())),
    )


def fewer_rows(table: str, columns: Sequence[str], fewest: int) -> Condition:
    """Fewer rows of an open table have an answer than must."""
    return Condition(
        lambda at: f"SUMPRODUCT(--({_any_length(at, table, columns)}>0))<{fewest}",
        lambda cells: sum(_has_any(row, columns) for row in cells.rows.get(table, ())) < fewest,
    )


def lacking_rows(at: Addresses, table: str, columns: Sequence[str], wanted: str) -> str:
    """The array that is 1 for each row with an answer in some column and none in the wanted one."""
    return f"({_any_length(at, table, columns)}>0)*({_length(at.column(table, wanted))}=0)"


def both(*conditions: Condition) -> Condition:
    """All of the conditions hold."""
    return Condition(
        lambda at: f"AND({','.join(one.formula(at) for one in conditions)})",
        lambda cells: _all(one.test(cells) for one in conditions),
    )


def either(*conditions: Condition) -> Condition:
    """One of the conditions holds."""
    return Condition(
        lambda at: f"OR({','.join(one.formula(at) for one in conditions)})",
        lambda cells: _any(one.test(cells) for one in conditions),
    )


def negated(condition: Condition) -> Condition:
    """The condition does not hold."""
    return Condition(lambda at: f"NOT({condition.formula(at)})", lambda cells: not condition.test(cells))


def as_text(text: str) -> str:
    """A text as it stands between the quotation marks of a formula: at most 255 characters, or Excel takes the file for damaged."""
    assert len(text) <= LONGEST_TEXT, text
    return text.replace('"', '""')


def _all(parts: Iterable[bool]) -> bool:
    """Whether all hold. Every part is looked at, as a formula does, so that an error in any of them counts."""
    return False not in tuple(parts)


def _any(parts: Iterable[bool]) -> bool:
    """Whether one holds; every part is looked at."""
    return True in tuple(parts)


def _length(address: str) -> str:
    return f'LEN(TRIM(CLEAN(SUBSTITUTE({address},"{_NO_BREAK}",""))))'


def _any_length(at: Addresses, table: str, columns: Sequence[str]) -> str:
    return "(" + "+".join(_length(at.column(table, column)) for column in columns) + ")"


def _has_any(row: Mapping[str, object], columns: Sequence[str]) -> bool:
    return _any(_seen(_sound(row.get(column))) for column in columns)


def _seen(value: Value) -> bool:
    if not isinstance(value, str):
        return value is not None
    return any(ord(letter) > 32 and letter != _NO_BREAK for letter in value)


def _trimmed(text: str) -> str:
    """Text as TRIM leaves it: one space between words, none at the ends; other white space stays."""
    return " ".join(word for word in text.split(" ") if word)


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _equal(first: float, second: float) -> bool:
    return first == second or abs(first - second) < abs(first) * _ALIKE


def _less(first: float, second: float) -> bool:
    return first < second and not _equal(first, second)


def _literal(value: float) -> str:
    """A number as a formula writes it."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
