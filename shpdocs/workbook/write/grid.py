"""A grid's sheet: head, headings as an Excel table, rows of labels and answers, their states and guards."""

from __future__ import annotations

import re
from datetime import date

from shpdocs.figures.prefill import Prefill, Typed
from shpdocs.model.cells import cell_name
from shpdocs.model.settings import Settings
from shpdocs.workbook.find import defined_name
from shpdocs.workbook.heights import row_pixels
from shpdocs.workbook.layout import COMPARISON_COLUMNS, NEW_ROW, NOT_ASKED, REFERENCE, STATE, Column, Grid, Layout, Row, Slot
from shpdocs.workbook.write.book import ALLOWED, INDENT, Book, Sheet, must, print_setup, quoted, room
from shpdocs.workbook.write.guards import write_guards
from shpdocs.workbook.write.plan import Placed, Survey, head_lines, query_key
from shpdocs.workbook.write.query_cells import marks_of, write_marks, write_replayed
from shpdocs.workbook.write.states import colour_answers, colour_states, new_row, open_row_state, row_state, write_state

_EVERYWHERE = "A1:XFD1048576"
_ROOM, _ROOM_OPEN = 4, 2  # lines an empty narrative is issued with, and one in an open table
_NUMBER = re.compile(r"\d+(\.\d+)?")
_OWN = {"autofilter": True, "sort": True, "insert_rows": True, "delete_rows": True}  # what leads may do to their own rows


def write_grid(book: Book, sheet: Sheet, grid: Grid, layout: Layout, settings: Settings, prefill: Prefill, survey: Survey) -> None:
    """Title, identity and guidance; then the headings; then the rows, as an Excel table."""
    placed = survey.grids[grid.key]
    for number, column in enumerate(placed.columns):
        sheet.set_column(number, number, column.width, _under(book, placed, number))
    _write_head(book, sheet, placed, head_lines(grid, layout, settings))
    write_table(book, sheet, placed, prefill, survey)
    colour_answers(book, sheet, survey, placed)
    sheet.freeze_panes(placed.first, 0)
    print_setup(sheet, is_wide=True)
    if not grid.open_table:  # an open table is printed with the rows that the lead adds
        sheet.print_area(0, 0, placed.last, len(placed.columns) - 2)  # the Reference column is not printed
    sheet.repeat_rows(0, placed.heading)  # with the marking, on every page
    sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE, "formula_unlocked": _EVERYWHERE})
    sheet.protect("", ALLOWED | (_OWN if grid.open_table else {}))


def _under(book: Book, placed: Placed, number: int) -> object:
    """How the cells under an open table's rows are issued: unlocked and of the column's kind, for rows that the lead adds."""
    table = placed.grid.open_table
    column = next((column for column in table.columns if column.key == placed.columns[number].key), None) if table else None
    return book.answer_style("more", column.asked.kind) if column else None


def _write_head(book: Book, sheet: Sheet, placed: Placed, lines: list[str]) -> None:
    """The lines over the headings, and the guidance of the columns."""
    sheet.write_string(0, 0, placed.grid.title, book.style("title"))
    sheet.set_row_pixels(0, 32)
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line, book.style("line"))
        sheet.set_row_pixels(row, 20)
    if placed.grid.open_table:  # the columns are unlocked, their head is not
        for row in range(1 + len(lines)):
            for number in range(1, len(placed.columns)):
                sheet.write_blank(row, number, None, book.style("line"))
    columns = placed.columns
    if any(column.guidance for column in columns):
        for number, column in enumerate(columns):
            sheet.write_string(placed.heading - 1, number, column.guidance, book.style("guidance"))
        sheet.set_row_pixels(placed.heading - 1, row_pixels((column.guidance, column.width - INDENT) for column in columns))
    sheet.set_row_pixels(placed.heading, row_pixels((column.label, _heading_room(placed, column.width)) for column in columns))


def _heading_room(placed: Placed, width: int) -> float:
    """Characters of bold type in a heading; the indent takes some, a filter button more."""
    return room(width) - (3 if placed.grid.open_table else 0)


def write_table(book: Book, sheet: Sheet, placed: Placed, prefill: Prefill, survey: Survey) -> None:
    """Headings and rows with everything that belongs to them: names, states, answers as issued, guards."""
    grid = placed.grid
    _write_headings(book, sheet, placed)
    state = placed.column(STATE.key)
    for number, row in enumerate(grid.rows):
        at = placed.first + number
        for column, cell in enumerate(row.cells):
            _write_cell(book, sheet, placed, number, column, cell, prefill, survey)
        write_marks(book, sheet, placed, row, number, survey)
        if grid.open_table:
            told = open_row_state(survey, placed, grid.open_table, row, number)
        else:
            told = row_state(survey, placed, row, number)
            sheet.write_string(at, placed.column(REFERENCE.key), row.key, book.style("reference"))
        write_state(book, sheet, at, state, told, "own-state" if grid.open_table else "state")
        sheet.set_row_pixels(at, _row_height(placed, row, prefill, survey, told[1]))
    write_guards(book, sheet, placed)
    colour_states(book, sheet, placed.first, placed.heading + len(grid.rows), state)


def _row_height(placed: Placed, row: Row, prefill: Prefill, survey: Survey, state: str) -> int:
    """Room for the labels, for what is carried or came, for the state, what is asked, and a first few lines of a narrative."""
    grid = placed.grid
    texts = [
        (cell, column.width - INDENT) if isinstance(cell, str) else (_text_of(cell, prefill, survey), column.width)
        for column, cell in zip(grid.columns, row.cells, strict=True)
    ]
    has_narrative = any(cell.asked.kind == "narrative" for cell in row.cells if isinstance(cell, Slot))
    lines = (_ROOM_OPEN if grid.open_table else _ROOM) if has_narrative else 1
    return row_pixels([*texts, (state, room(STATE.width)), *marks_of(row, survey)], lines)


def _text_of(slot: Slot, prefill: Prefill, survey: Survey) -> str:
    """What a cell is issued with, as text."""
    if survey.query_content is None:
        return str(prefill.cells.get(slot.pointer, ""))
    return survey.query_content.cells[slot.pointer].entered if slot.pointer in survey.query_content.cells else ""


def _write_headings(book: Book, sheet: Sheet, placed: Placed) -> None:
    """The headings, marked up as a table so that a screen reader says them; a name on each, so that it is found again."""
    grid = placed.grid
    headings = [{"header": column.label, "header_format": book.style(_heading_style(placed, column))} for column in placed.columns]
    options = {"name": _table_name(grid), "columns": headings, "autofilter": grid.open_table is not None, "style": None}
    last = placed.heading + len(grid.rows)
    must(sheet.add_table(placed.heading, 0, last, len(placed.columns) - 1, options), "a table")
    for number, column in enumerate(placed.columns):
        at = cell_name(placed.heading + 1, number + 1)
        absolute = f"${at.rstrip('0123456789')}${placed.heading + 1}"
        if column.key not in map(query_key, placed.queried):  # what is asked is not read again
            must(book.workbook.define_name(defined_name(grid, column), f"={quoted(grid.sheet)}!{absolute}"), "a name")


def _heading_style(placed: Placed, column: Column) -> str:
    if column.key in map(query_key, placed.queried):
        return "query-heading"
    return "answer-heading" if column.is_answer else "heading"


def _table_name(grid: Grid) -> str:
    return "Table_" + grid.key.replace("-", "_")


def _write_cell(book: Book, sheet: Sheet, placed: Placed, number: int, at: int, cell: str | Slot, prefill: Prefill, survey: Survey) -> None:
    """Write what a grid's cell is issued with: `number` is its row within the grid, `at` its column among the grid's own."""
    key, table = placed.grid.columns[at].key, placed.grid.open_table
    row, column = placed.first + number, placed.column(key)
    if isinstance(cell, Slot):
        value = prefill.cells.get(cell.pointer)
        name = "answer" if cell.asked.required or placed.grid.key == "sign-off" else "optional"
        if survey.query_content:
            write_replayed(book, sheet, row, column, cell, survey.query_content.cells.get(cell.pointer), prefill, name)
        else:
            style = book.answer_style("carried" if value is not None else name, cell.asked.kind)
            _write_answer(sheet, row, column, value, cell, style)
    elif key in COMPARISON_COLUMNS and _NUMBER.fullmatch(cell):
        sheet.write_number(row, column, float(cell), book.style("label-number", "#,##0" if "." not in cell else ""))
    elif table and cell == NEW_ROW:
        formula, value = new_row(survey, placed, table, placed.grid.rows[number], number)
        sheet.write_formula(row, column, formula, book.style("own-label"), value)
    else:
        style = "not-asked" if cell == NOT_ASKED else "own-label" if table else "label"
        sheet.write_string(row, column, cell, book.style(style, "@"))


def _write_answer(sheet: Sheet, row: int, column: int, value: Typed | None, slot: Slot, style: object) -> None:
    """Write what an answer cell is issued with; a date as a date."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str) and slot.asked.kind == "date":
        sheet.write_datetime(row, column, date.fromisoformat(value), style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)
