"""Conditions on single answers, and on the rows of an open table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from shpdocs.workbook.conditions.condition import (
    ERROR,
    Addresses,
    Cells,
    Condition,
    all_of,
    any_of,
    as_text,
    blank_formula,
    equal,
    every,
    is_blank,
    is_number,
    length,
    less,
    literal,
    negated,
    require_value,
    some,
    trimmed,
)

_COMPARED = 120  # characters of a text that are compared: room for letters that a program counts as two


def unanswered(pointer: str) -> Condition:
    """Nothing stands in the cell, or an error, which is no answer."""
    return Condition(
        lambda at: f"IF(ISERROR({at.cell(pointer)}),TRUE,{blank_formula(at.cell(pointer))})",
        lambda cells: cells.values.get(pointer) is ERROR or is_blank(cells.value(pointer)),
    )


def blank(pointer: str) -> Condition:
    """Nothing stands in the cell, or nothing that can be seen."""
    return Condition(lambda at: blank_formula(at.cell(pointer)), lambda cells: is_blank(cells.value(pointer)))


def filled(pointer: str) -> Condition:
    """Something stands in the cell."""
    return negated(blank(pointer))


def number(pointer: str) -> Condition:
    """The cell holds a number; a logical value is none, though LibreOffice counts it as one."""
    return Condition(
        lambda at: f"AND(ISNUMBER({at.cell(pointer)}),NOT(ISLOGICAL({at.cell(pointer)})))",
        lambda cells: is_number(cells.value(pointer)),
    )


def words_other_than(pointer: str, known: Sequence[str]) -> Condition:
    """The cell holds a text, and none of these (in lower case)."""

    def formula(at: Addresses) -> str:
        cell = at.cell(pointer)
        listed = ",".join(f'LOWER(TRIM({cell}))="{as_text(word)}"' for word in known)
        return f"AND(ISTEXT({cell}),NOT(OR({listed})))" if known else f"ISTEXT({cell})"

    return Condition(
        formula, lambda cells: isinstance(cells.value(pointer), str) and trimmed(str(cells.value(pointer))).lower() not in known
    )


def unreadable(pointer: str, known: Sequence[str]) -> Condition:
    """The cell holds a text with letters or '<' in it, or without a digit, which no reading takes for a number; none of the known words."""

    def test(cells: Cells) -> bool:
        text = str(cells.value(pointer))
        return text.upper() != text.lower() or "<" in text

    has_letters = Condition(
        lambda at: f'OR(NOT(EXACT(UPPER({at.cell(pointer)}),LOWER({at.cell(pointer)}))),ISNUMBER(FIND("<",{at.cell(pointer)})))', test
    )
    return all_of(filled(pointer), words_other_than(pointer, known), any_of(has_letters, without_digit(pointer)))


def logical(pointer: str) -> Condition:
    """The cell holds TRUE or FALSE."""
    return Condition(lambda at: f"ISLOGICAL({at.cell(pointer)})", lambda cells: isinstance(cells.value(pointer), bool))


def or_error(pointer: str, condition: Condition) -> Condition:
    """The cell holds an error, or the condition on it holds."""
    return Condition(
        lambda at: f"IF(ISERROR({at.cell(pointer)}),TRUE,{condition.formula(at)})",
        lambda cells: cells.values.get(pointer) is ERROR or condition.test(cells),
    )


def without_digit(pointer: str) -> Condition:
    """The cell holds a text without a digit, which is no date, month or sum of money."""
    digits = ",".join(f'"{digit}"' for digit in range(10))
    return Condition(
        lambda at: f"AND(ISTEXT({at.cell(pointer)}),COUNT(FIND({{{digits}}},{at.cell(pointer)}))=0)",
        lambda cells: isinstance(cells.value(pointer), str) and not any(letter in "0123456789" for letter in str(cells.value(pointer))),
    )


def sum_over(pointers: Sequence[str], last: str, high: float) -> Condition:
    """The last cell holds a number, and the numbers in the cells come to more than `high` already; what is no number counts as none."""

    def test(cells: Cells) -> bool:
        values = [cells.value(pointer) for pointer in (*pointers, last)]
        return is_number(values[-1]) and less(high, sum(float(str(value)) for value in values if is_number(value)))

    def formula(at: Addresses) -> str:
        return f"AND({number(last).formula(at)},SUM({','.join(at.cell(pointer) for pointer in (*pointers, last))})>{literal(high)})"

    return Condition(formula, test)


def outside(pointers: Sequence[str], low: float | None, high: float | None) -> Condition:
    """The cells all hold numbers whose sum is under `low` or over `high`."""
    numbers = [number(pointer) for pointer in pointers]

    def formula(at: Addresses) -> str:
        total = f"SUM({','.join(at.cell(pointer) for pointer in pointers)})" if len(pointers) > 1 else at.cell(pointers[0])
        bounds = [f"{total}{sign}{literal(bound)}" for sign, bound in (("<", low), (">", high)) if bound is not None]
        return f"AND({','.join(condition.formula(at) for condition in numbers)},OR({','.join(bounds)}))"

    def test(cells: Cells) -> bool:
        if not every(condition.test(cells) for condition in numbers):
            return False
        total = sum(float(str(cells.value(pointer))) for pointer in pointers)
        return (low is not None and less(total, low)) or (high is not None and less(high, total))

    return Condition(formula, test)


def with_decimals(pointer: str) -> Condition:
    """The cell holds a number that is not whole. IF keeps INT from texts, of which it makes an error."""

    def formula(at: Addresses) -> str:
        return f"IF({number(pointer).formula(at)},{at.cell(pointer)}<>INT({at.cell(pointer)}),FALSE)"

    def test(cells: Cells) -> bool:
        value = cells.value(pointer)
        return is_number(value) and not equal(float(str(value)), floor(float(str(value))))

    return Condition(formula, test)


def share_of_one(pointer: str) -> Condition:
    """The cell holds a number between 0 and 1, neither of the two."""

    def test(cells: Cells) -> bool:
        value = float(str(cells.value(pointer))) if is_number(cells.value(pointer)) else 0
        return less(0, value) and less(value, 1)

    return all_of(number(pointer), Condition(lambda at: f"AND({at.cell(pointer)}>0,{at.cell(pointer)}<1)", test))


def other_than(pointer: str, issued: str | int | float) -> Condition:
    """The cell holds something, and not just what it was issued with."""
    if isinstance(issued, str):
        known = trimmed(issued).lower()[:_COMPARED]
        same = Condition(
            lambda at: f'LEFT(LOWER(TRIM({at.cell(pointer)})),{_COMPARED})="{as_text(known)}"',
            lambda cells: isinstance(cells.value(pointer), str) and trimmed(str(cells.value(pointer))).lower()[:_COMPARED] == known,
        )
        return all_of(filled(pointer), negated(same))
    is_issued = all_of(number(pointer), negated(outside((pointer,), issued, issued)))
    return all_of(filled(pointer), negated(is_issued))


def as_long_as(pointer: str, text: str) -> Condition:
    """The cell's text is as long as this one: nobody seems to have touched it. Programs count some letters as two."""
    least, most = len(text), len(text.encode("utf-16-le")) // 2

    def test(cells: Cells) -> bool:
        value = cells.value(pointer)
        return isinstance(value, str) and least <= len(value) <= most

    return all_of(
        filled(pointer),
        Condition(lambda at: f"AND(LEN({at.cell(pointer)})>={least},LEN({at.cell(pointer)})<={most})", test),
    )


def error_in(table: str, columns: Sequence[str]) -> Condition:
    """An error stands in an open table."""
    return Condition(
        lambda at: f"SUMPRODUCT({'+'.join(f'ISERROR({at.column(table, column)})' for column in columns)})>0",
        lambda cells: any(row.get(column) is ERROR for row in cells.rows.get(table, ()) for column in columns),
    )


def row_lacks(table: str, columns: Sequence[str], wanted: str) -> Condition:
    """A row of an open table has an answer in some column and none in this one."""
    return Condition(
        lambda at: f"SUMPRODUCT({lacking_rows(at, table, columns, wanted)})>0",
        lambda cells: some(_has_any(row, columns) and is_blank(require_value(row.get(wanted))) for row in cells.rows.get(table, ())),
    )


def fewer_rows(table: str, columns: Sequence[str], fewest: int) -> Condition:
    """Fewer rows of an open table have an answer than must."""
    return Condition(
        lambda at: f"SUMPRODUCT(--({_any_length(at, table, columns)}>0))<{fewest}",
        lambda cells: sum(_has_any(row, columns) for row in cells.rows.get(table, ())) < fewest,
    )


def lacking_rows(at: Addresses, table: str, columns: Sequence[str], wanted: str) -> str:
    """The array that is 1 for each row with an answer in some column and none in the wanted one."""
    return f"({_any_length(at, table, columns)}>0)*({length(at.column(table, wanted))}=0)"


def no_rows(at: Addresses, table: str, columns: Sequence[str]) -> str:
    """The formula that says whether an open table has no row with an answer."""
    return f"SUMPRODUCT(--({_any_length(at, table, columns)}>0))=0"


def _any_length(at: Addresses, table: str, columns: Sequence[str]) -> str:
    return "(" + "+".join(length(at.column(table, column)) for column in columns) + ")"


def _has_any(row: Mapping[str, object], columns: Sequence[str]) -> bool:
    return some(not is_blank(require_value(row.get(column))) for column in columns)
