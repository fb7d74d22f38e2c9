"""Guards: what a cell allows while the lead types, as data validations."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any

from xlsxwriter.worksheet import Worksheet

from shpdocs.answers.kinds import KINDS, Guard
from shpdocs.workbook.layout import Slot
from shpdocs.workbook.write.book import Book, must
from shpdocs.workbook.write.plan import Placed, query_key

_OURS = {
    "validate": "custom",
    "value": "=FALSE",
    "error_type": "stop",
    "error_title": "Please leave this",
    "error_message": "The workbook fills in this cell itself. Press Escape.",
}


def write_guards(book: Book, sheet: Worksheet, placed: Placed) -> None:
    """One data validation for each run of cells in a column that allow the same.

    In an open table it reaches the rows that the lead may add; its cells that are no answers are unlocked, so that the
    table can be sorted, and refuse to be typed into instead.
    """
    grid = placed.grid
    for at, column in enumerate(grid.columns):
        number = placed.column(column.key)
        row = placed.first
        for guard, run in groupby(_guard(of.cells[at]) for of in grid.rows):
            length = len(list(run))
            if guard is not None:
                last = placed.last if grid.open_table else row + length - 1
                must(sheet.data_validation(row, number, last, number, _validation(book, guard)), f"the guard of {grid.sheet}")
            row += length
        if grid.open_table and not column.is_answer:
            must(sheet.data_validation(placed.first, number, placed.heading + len(grid.rows), number, _OURS), "a guard")
    for key in ("_state", *map(query_key, placed.queried)) if grid.open_table else ():
        ours = placed.column(key)
        must(sheet.data_validation(placed.first, ours, placed.heading + len(grid.rows), ours, _OURS), "a guard")


def _guard(cell: str | Slot) -> Guard | None:
    return KINDS[cell.asked.kind].guard(cell.asked) if isinstance(cell, Slot) else None


def _validation(book: Book, guard: Guard) -> dict[str, Any]:
    options: dict[str, Any] = {"ignore_blank": True, "input_message": guard.hint, "input_title": "What to enter"}
    options |= {"error_type": "stop" if guard.stop else "warning", "error_title": "Please check", "error_message": guard.fault}
    if guard.test == "list":
        return options | {"validate": "list", "source": f"={book.lists[guard.choices][0]}"}
    if guard.test == "date":
        span = {"criteria": "between", "minimum": datetime(1990, 1, 1), "maximum": datetime(2100, 12, 31)}
        return options | {"validate": "date"} | span
    if guard.test in ("whole", "decimal", "length"):
        low = -1_000_000_000 if guard.minimum is None else guard.minimum
        high = 1_000_000_000_000 if guard.maximum is None else guard.maximum
        return options | {"validate": guard.test, "criteria": "between", "minimum": low, "maximum": high}
    return {"validate": "any", "input_message": guard.hint, "input_title": "What to enter"}
