"""A grid's sheet: head, headings as an Excel table, rows of labels and answers, and a guard on every answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from textwrap import wrap
from typing import Any

from xlsxwriter.worksheet import Worksheet

from shpdocs.doors.workbook_writer.book import ALLOWED, Book, Typed, must, print_setup, quoted
from shpdocs.rules.find import REFERENCE, name_of
from shpdocs.rules.heights import row_pixels
from shpdocs.rules.kinds import KINDS, Guard
from shpdocs.rules.layout import Column, Grid, Layout, Row, Slot
from shpdocs.words.settings import Settings
from shpdocs.words.workbook import cell_name

_LINE_WIDTH = 125  # characters
_ROOM, _ROOM_OPEN = 4, 2  # lines an empty narrative is issued with, and one in an open table


def write_grid(book: Book, sheet: Worksheet, grid: Grid, layout: Layout, settings: Settings, prefilled: Mapping[str, Typed]) -> None:
    """Title, identity and guidance; then the headings; then the rows, as an Excel table."""
    columns = (*grid.columns, REFERENCE)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    identity = f"{layout.definition.title} · {layout.period.words} · {settings.partnership} · {settings.marking}"
    heading = _write_head(book, sheet, grid, identity)
    _write_table(book, sheet, grid, columns, heading)
    for number, row in enumerate(grid.rows, heading + 1):
        for at, cell in enumerate(row.cells):
            _write_cell(book, sheet, number, at, cell, prefilled)
        sheet.write_string(number, len(grid.columns), row.key, book.style("reference"))
        sheet.set_row_pixels(number, _row_height(grid, row, prefilled))
    _write_guards(book, sheet, grid, heading + 1)
    sheet.freeze_panes(heading + 1, 0)
    print_setup(sheet, is_wide=True)
    sheet.print_area(0, 0, heading + len(grid.rows), len(grid.columns) - 1)  # the Reference column is not printed
    sheet.repeat_rows(heading)
    sheet.protect("", ALLOWED | ({"insert_rows": True} if grid.open_table else {}))


def _write_head(book: Book, sheet: Worksheet, grid: Grid, identity: str) -> int:
    """The lines over the headings; return the row, counted from 0, in which the headings stand."""
    sheet.write_string(0, 0, grid.title, book.style("title"))
    sheet.set_row_pixels(0, 32)
    lines = [identity, *wrap(grid.guidance, max(_LINE_WIDTH, sum(column.width for column in grid.columns)))]
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line, book.style("line"))
    heading = 1 + len(lines)
    if any(column.guidance for column in grid.columns):
        for number, column in enumerate(grid.columns):
            sheet.write_string(heading, number, column.guidance, book.style("guidance"))
        sheet.set_row_pixels(heading, row_pixels((column.guidance, column.width) for column in grid.columns))
        heading += 1
    sheet.set_row_pixels(heading, row_pixels((column.label, column.width * 0.9) for column in grid.columns))
    return heading


def _row_height(grid: Grid, row: Row, prefilled: Mapping[str, Typed]) -> int:
    """Room for the labels, for what is prefilled, and for a first few lines of a narrative."""
    texts = [
        (cell if isinstance(cell, str) else str(prefilled.get(cell.pointer, "")), column.width)
        for column, cell in zip(grid.columns, row.cells, strict=True)
    ]
    has_narrative = any(cell.asked.kind == "narrative" for cell in row.cells if isinstance(cell, Slot))
    return row_pixels(texts, (_ROOM_OPEN if grid.open_table else _ROOM) if has_narrative else 1)


def _write_table(book: Book, sheet: Worksheet, grid: Grid, columns: tuple[Column, ...], heading: int) -> None:
    """The headings, marked up as a table so that a screen reader says them; a name on each, so that it is found again."""
    headings = [
        {"header": column.label, "header_format": book.style("answer-heading" if column.is_answer else "heading")} for column in columns
    ]
    options = {"name": _table_name(grid), "columns": headings, "autofilter": False, "style": None}
    last = heading + len(grid.rows)
    must(sheet.add_table(heading, 0, last, len(columns) - 1, options), "a table")
    for number, column in enumerate(columns):
        at = cell_name(heading + 1, number + 1)
        absolute = f"${at.rstrip('0123456789')}${heading + 1}"
        must(book.workbook.define_name(name_of(grid, column), f"={quoted(grid.sheet)}!{absolute}"), "a name")


def _table_name(grid: Grid) -> str:
    return "Table_" + grid.key.replace("-", "_")


def _write_cell(book: Book, sheet: Worksheet, row: int, column: int, cell: str | Slot, prefilled: Mapping[str, Typed]) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, book.style("label"))
        return
    number_format = KINDS[cell.asked.kind].number_format
    style = book.style("answer", "" if number_format == "General" else number_format)
    value = prefilled.get(cell.pointer)
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def _write_guards(book: Book, sheet: Worksheet, grid: Grid, first_row: int) -> None:
    """One data validation for each run of cells in a column that allow the same."""
    for number in range(len(grid.columns)):
        guards = [_guard(row.cells[number]) for row in grid.rows]
        at = first_row
        for guard, run in groupby(guards):
            length = len(list(run))
            if guard is not None:
                last = at + length - 1
                must(sheet.data_validation(at, number, last, number, _validation(book, guard)), f"the guard of {grid.sheet}")
            at += length


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
