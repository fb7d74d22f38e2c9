"""Guards: what a cell allows while the lead types, as data validations; and the Lists sheet, with the choices of every dropdown."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from typing import Any

from xlsxwriter.worksheet import Worksheet

from shpdocs.answers.kinds import Guard, guard_of
from shpdocs.model.workbook import LISTS, LISTS_ABOUT
from shpdocs.workbook.layout import STATE, Slot, row_pixels
from shpdocs.workbook.write.book import ALLOWED, Book, add_table, ensure_written, print_setup, write_head
from shpdocs.workbook.write.plan import PlacedGrid, query_key

_LISTS_HEADINGS = ("Where it is used", "Choice")

_LIST_WIDTHS = (70, 60)
_LISTS_HEADING = 3  # row of the headings on the Lists sheet, counted from 0
_REFUSE_TYPING = {
    "validate": "custom",
    "value": "=FALSE",
    "error_type": "stop",
    "error_title": "Please leave this",
    "error_message": "The workbook fills in this cell itself. Press Escape.",
}


def write_guards(book: Book, sheet: Worksheet, placed: PlacedGrid) -> None:
    """One data validation for each run of cells in a column that allow the same.

    In an open table it reaches the rows that the lead may add. If that can be sorted, its cells that are no answers are not locked,
    and refuse to be typed into instead.
    """
    grid = placed.grid
    for at, column in enumerate(grid.columns):
        number, row = placed.column(column.key), placed.first
        for guard, run in groupby(_guard(row.cells[at]) for row in grid.rows):
            after = row + len(list(run))
            if guard is not None:
                last = placed.last if grid.open_table else after - 1
                ensure_written(sheet.data_validation(row, number, last, number, _validation(book, guard)), f"the guard of {grid.sheet}")
            row = after
        if grid.is_sortable and not column.is_answer:
            _refuse_typing(sheet, placed, column.key)
    for key in (STATE.key, *map(query_key, placed.queried)) if grid.is_sortable else ():
        _refuse_typing(sheet, placed, key)


def _refuse_typing(sheet: Worksheet, placed: PlacedGrid, key: str) -> None:
    number = placed.column(key)
    ensure_written(sheet.data_validation(placed.first, number, placed.last_issued, number, _REFUSE_TYPING), "a guard")


def _guard(cell: str | Slot) -> Guard | None:
    return guard_of(cell.asked) if isinstance(cell, Slot) else None


def _validation(book: Book, guard: Guard) -> dict[str, Any]:
    options: dict[str, Any] = {"ignore_blank": True, "input_message": guard.hint, "input_title": "What to enter"}
    options |= {"error_type": "stop" if guard.stop else "warning", "error_title": "Please check", "error_message": guard.fault}
    if guard.test == "list":
        return options | {"validate": "list", "source": f"={book.plan.lists[guard.choices][0]}"}
    if guard.test == "date":
        span = {"criteria": "between", "minimum": datetime(1990, 1, 1), "maximum": datetime(2100, 12, 31)}
        return options | {"validate": "date"} | span
    if guard.test in ("whole", "decimal", "length"):
        low = -1_000_000_000 if guard.minimum is None else guard.minimum
        high = 1_000_000_000_000 if guard.maximum is None else guard.maximum
        return options | {"validate": guard.test, "criteria": "between", "minimum": low, "maximum": high}
    return {"validate": "any", "input_message": guard.hint, "input_title": "What to enter"}


def write_lists(book: Book) -> None:
    """Every list of choices under the others, in one table; a name for the choices of each."""
    sheet = book.sheet(LISTS)
    write_head(book, sheet, LISTS, [LISTS_ABOUT], _LIST_WIDTHS)
    row = _LISTS_HEADING
    for choices, (name, label) in book.plan.lists.items():
        first = row + 1
        for choice in choices:
            row += 1
            sheet.write_string(row, 0, label, book.style("label"))
            sheet.write_string(row, 1, choice, book.style("label"))
            sheet.set_row_pixels(row, row_pixels(zip((label, choice), _LIST_WIDTHS, strict=True)))
        ensure_written(book.workbook.define_name(name, f"=Lists!$B${first + 1}:$B${row + 1}"), "a list")
    add_table(book, sheet, (_LISTS_HEADING, row), "Choices", _LISTS_HEADINGS)
    print_setup(sheet, is_wide=True)
    sheet.repeat_rows(_LISTS_HEADING)
    sheet.protect("", ALLOWED)
