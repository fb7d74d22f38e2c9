"""Conditions on the rows of an open table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shpdocs.workbook.conditions.condition import ERROR, Addresses, Condition, is_blank, length, require_value, some


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
