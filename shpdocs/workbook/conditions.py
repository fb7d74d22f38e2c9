"""Conditions on answer cells, each with its two readings side by side: as a formula of the workbook, and in Python.

The workbook's Check sheet is made of the formulas; `collect` holds the same conditions itself, over the cells as they
came. A cell's value is what a spreadsheet knows of it: text, number, logical value, nothing, or an error. Texts are
blank if they hold nothing but spaces and what cannot be printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import floor

from msgspec import Struct

from shpdocs.workbook.spreadsheet import (
    ERROR,
    CellError,
    Value,
    as_text,
    blank_formula,
    equal,
    is_blank,
    is_number,
    length,
    less,
    letters_in_excel,
    literal,
    number_formula,
    require_value,
    trimmed,
)

_COMPARED = 120  # characters of a text that are compared: room for letters that a program counts as two


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
    """All of the conditions hold. Every one is looked at, as a formula does, so that an error in any of them counts."""
    return Condition(
        lambda at: f"AND({','.join(condition.formula(at) for condition in conditions)})",
        lambda cells: False not in [condition.test(cells) for condition in conditions],
    )


def any_of(*conditions: Condition) -> Condition:
    """One of the conditions holds; every one is looked at."""
    return Condition(
        lambda at: f"OR({','.join(condition.formula(at) for condition in conditions)})",
        lambda cells: True in [condition.test(cells) for condition in conditions],
    )


def negated(condition: Condition) -> Condition:
    """The condition does not hold."""
    return Condition(lambda at: f"NOT({condition.formula(at)})", lambda cells: not condition.test(cells))


def or_error(pointer: str, condition: Condition) -> Condition:
    """The cell holds an error, or the condition on it holds."""
    return Condition(
        lambda at: f"IF(ISERROR({at.cell(pointer)}),TRUE,{condition.formula(at)})",
        lambda cells: cells.values.get(pointer) is ERROR or condition.test(cells),
    )


# --- one cell ---------------------------------------------------------------------------------------------------------


def _on_cell(pointer: str, formula: Callable[[str], str], test: Callable[[Value], bool]) -> Condition:
    """A condition on one cell: the formula given its address, and the same over its value."""
    return Condition(lambda at: formula(at.cell(pointer)), lambda cells: test(cells.value(pointer)))


def blank(pointer: str) -> Condition:
    """Nothing stands in the cell, or nothing that can be seen."""
    return _on_cell(pointer, blank_formula, is_blank)


def filled(pointer: str) -> Condition:
    """Something stands in the cell."""
    return negated(blank(pointer))


def unanswered(pointer: str) -> Condition:
    """Nothing stands in the cell, or an error, which is no answer."""
    return or_error(pointer, blank(pointer))


def number(pointer: str) -> Condition:
    """The cell holds a number; a logical value is none, though LibreOffice counts it as one."""
    return _on_cell(pointer, number_formula, is_number)


def logical(pointer: str) -> Condition:
    """The cell holds TRUE or FALSE."""
    return _on_cell(pointer, lambda cell: f"ISLOGICAL({cell})", lambda value: isinstance(value, bool))


def words_other_than(pointer: str, known: Sequence[str]) -> Condition:
    """The cell holds a text, and none of these (in lower case)."""

    def formula(cell: str) -> str:
        listed = ",".join(f'LOWER(TRIM({cell}))="{as_text(word)}"' for word in known)
        return f"AND(ISTEXT({cell}),NOT(OR({listed})))" if known else f"ISTEXT({cell})"

    return _on_cell(pointer, formula, lambda value: isinstance(value, str) and trimmed(value).lower() not in known)


def without_digit(pointer: str) -> Condition:
    """The cell holds a text without a digit, which is no date, month or sum of money."""
    digits = ",".join(f'"{digit}"' for digit in range(10))
    return _on_cell(
        pointer,
        lambda cell: f"AND(ISTEXT({cell}),COUNT(FIND({{{digits}}},{cell}))=0)",
        lambda value: isinstance(value, str) and not any(letter in "0123456789" for letter in value),
    )


def unreadable(pointer: str, known: Sequence[str]) -> Condition:
    """The cell holds a text with letters or '<' in it, or without a digit, which no reading takes for a number; none of the known words."""
    has_letters = _on_cell(
        pointer,
        lambda cell: f'OR(NOT(EXACT(UPPER({cell}),LOWER({cell}))),ISNUMBER(FIND("<",{cell})))',
        lambda value: str(value).upper() != str(value).lower() or "<" in str(value),
    )
    return all_of(filled(pointer), words_other_than(pointer, known), any_of(has_letters, without_digit(pointer)))


def with_decimals(pointer: str) -> Condition:
    """The cell holds a number that is not whole. IF keeps INT from texts, of which it makes an error."""
    return _on_cell(
        pointer,
        lambda cell: f"IF({number_formula(cell)},{cell}<>INT({cell}),FALSE)",
        lambda value: is_number(value) and not equal(float(value), floor(float(value))),
    )


def share_of_one(pointer: str) -> Condition:
    """The cell holds a number between 0 and 1, neither of the two."""
    is_between = _on_cell(
        pointer,
        lambda cell: f"AND({cell}>0,{cell}<1)",
        lambda value: is_number(value) and less(0, float(value)) and less(float(value), 1),
    )
    return all_of(number(pointer), is_between)


def other_than(pointer: str, issued: str | int | float) -> Condition:
    """The cell holds something, and not just what it was issued with."""
    if not isinstance(issued, str):
        return all_of(filled(pointer), negated(all_of(number(pointer), negated(outside((pointer,), issued, issued)))))
    known = trimmed(issued).lower()[:_COMPARED]
    is_issued = _on_cell(
        pointer,
        lambda cell: f'LEFT(LOWER(TRIM({cell})),{_COMPARED})="{as_text(known)}"',
        lambda value: isinstance(value, str) and trimmed(value).lower()[:_COMPARED] == known,
    )
    return all_of(filled(pointer), negated(is_issued))


def as_long_as(pointer: str, text: str) -> Condition:
    """The cell's text is as long as this one: nobody seems to have touched it. Programs count some letters as two."""
    least, most = len(text), letters_in_excel(text)
    is_as_long = _on_cell(
        pointer,
        lambda cell: f"AND(LEN({cell})>={least},LEN({cell})<={most})",
        lambda value: isinstance(value, str) and least <= len(value) <= most,
    )
    return all_of(filled(pointer), is_as_long)


# --- sums of cells ----------------------------------------------------------------------------------------------------


def outside(pointers: Sequence[str], low: float | None, high: float | None) -> Condition:
    """The cells all hold numbers whose sum is under `low` or over `high`."""

    def total(at: Addresses) -> str:
        return _sum_formula(at, pointers) if len(pointers) > 1 else at.cell(pointers[0])

    bounds = []
    if low is not None:
        bounds.append(Condition(lambda at: f"{total(at)}<{literal(low)}", lambda cells: less(_sum(cells, pointers), low)))
    if high is not None:
        bounds.append(Condition(lambda at: f"{total(at)}>{literal(high)}", lambda cells: less(high, _sum(cells, pointers))))
    return all_of(*map(number, pointers), any_of(*bounds))


def sum_over(pointers: Sequence[str], last: str, high: float) -> Condition:
    """The last cell holds a number, and the numbers in the cells come to more than `high` already; what is no number counts as none."""
    cells_summed = (*pointers, last)
    is_over = Condition(lambda at: f"{_sum_formula(at, cells_summed)}>{literal(high)}", lambda cells: less(high, _sum(cells, cells_summed)))
    return all_of(number(last), is_over)


def given_away(pointer: str, others: Sequence[str], total: str) -> Condition:
    """The cell is blank, the others of its sum and its total hold numbers, and the total is larger than the others come to."""
    is_less = Condition(
        lambda at: f"{_sum_formula(at, others)}<{at.cell(total)}",
        lambda cells: less(_sum(cells, others), float(cells.value(total) or 0)) if is_number(cells.value(total)) else False,
    )
    return all_of(blank(pointer), *map(number, (*others, total)), is_less)


def _sum_formula(at: Addresses, pointers: Sequence[str]) -> str:
    return f"SUM({','.join(map(at.cell, pointers))})"


def _sum(cells: Cells, pointers: Sequence[str]) -> float:
    return sum(float(value) for value in map(cells.value, pointers) if is_number(value))


# --- the rows of an open table ----------------------------------------------------------------------------------------


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
        lambda cells: True in [_lacks(row, columns, wanted) for row in cells.rows.get(table, ())],
    )


def fewer_rows(table: str, columns: Sequence[str], fewest: int) -> Condition:
    """Fewer rows of an open table have an answer than must."""
    return Condition(
        lambda at: f"{used_rows(at, table, columns)}<{fewest}",
        lambda cells: sum(_has_any(row, columns) for row in cells.rows.get(table, ())) < fewest,
    )


def lacking_rows(at: Addresses, table: str, columns: Sequence[str], wanted: str) -> str:
    """The array that is 1 for each row with an answer in some column and none in the wanted one."""
    return f"({_any_length(at, table, columns)}>0)*({blank_formula(at.column(table, wanted))})"


def used_rows(at: Addresses, table: str, columns: Sequence[str]) -> str:
    """The formula of how many rows of an open table have an answer."""
    return f"SUMPRODUCT(--({_any_length(at, table, columns)}>0))"


def _any_length(at: Addresses, table: str, columns: Sequence[str]) -> str:
    return "(" + "+".join(length(at.column(table, column)) for column in columns) + ")"


def _has_any(row: Mapping[str, object], columns: Sequence[str]) -> bool:
    return False in [is_blank(require_value(row.get(column))) for column in columns]


def _lacks(row: Mapping[str, object], columns: Sequence[str], wanted: str) -> bool:
    return _has_any(row, columns) and is_blank(require_value(row.get(wanted)))
