"""A grid's sheet: head, headings as an Excel table, rows of labels and answers, their states and guards."""

from __future__ import annotations

import re
from datetime import date

from shpdocs.answers.kinds import kind_of
from shpdocs.model.cells import cell_name
from shpdocs.model.prefill import Prefill, Typed
from shpdocs.model.settings import Settings
from shpdocs.workbook.find import defined_name
from shpdocs.workbook.layout import COMPARISON_COLUMNS, NEW_ROW, NOT_ASKED, REFERENCE, STATE, Column, Grid, Layout, Row, Slot, row_pixels
from shpdocs.workbook.write.book import ALLOWED, INDENT, Book, Sheet, ensure_written, label_width, print_setup, quoted_sheet
from shpdocs.workbook.write.guards import write_guards
from shpdocs.workbook.write.plan import PlacedGrid, Plan, head_lines, query_key
from shpdocs.workbook.write.queries import query_texts, write_queries_beside, write_returned_answer
from shpdocs.workbook.write.states import colour_answers, colour_states, new_row_note, open_row_state, row_state, write_state

_EVERYWHERE = "A1:XFD1048576"
_NARRATIVE_LINES, _NARRATIVE_LINES_OPEN = 4, 2  # lines an empty narrative is issued with, and one in an open table
_NUMBER = re.compile(r"\d+(\.\d+)?")
# what leads may do to rows that they add
_ALLOWED_IN_OPEN_TABLES = {
    "autofilter": True,
    "sort": True,
    "insert_rows": True,
    "delete_rows": True,
}


def write_grid(book: Book, sheet: Sheet, grid: Grid, layout: Layout, settings: Settings, prefill: Prefill, plan: Plan) -> None:
    """Title, identity and guidance; then the headings; then the rows, as an Excel table."""
    placed = plan.grids[grid.key]
    for number, column in enumerate(placed.columns):
        sheet.set_column(number, number, column.width, _column_format(book, placed, number))
    _write_head(book, sheet, placed, head_lines(grid, layout, settings))
    write_table(book, sheet, placed, prefill, plan)
    colour_answers(book, sheet, plan, placed)
    sheet.freeze_panes(placed.first, 0)
    print_setup(sheet, is_wide=True)
    if not grid.open_table:  # an open table is printed with the rows that the lead adds
        sheet.print_area(0, 0, placed.last, len(placed.columns) - 2)  # the Reference column is not printed
    sheet.repeat_rows(0, placed.heading)  # with the marking, on every page
    sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE, "formula_unlocked": _EVERYWHERE})
    sheet.protect("", ALLOWED | (_ALLOWED_IN_OPEN_TABLES if grid.open_table else {}))


def _column_format(book: Book, placed: PlacedGrid, number: int) -> object:
    """How the cells under an open table's rows are issued: unlocked and of the column's kind, for rows that the lead adds."""
    table = placed.grid.open_table
    column = next((column for column in table.columns if column.key == placed.columns[number].key), None) if table else None
    return book.answer_style("more", kind_of(column.asked)) if column else None


def _write_head(book: Book, sheet: Sheet, placed: PlacedGrid, lines: list[str]) -> None:
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
    sheet.set_row_pixels(placed.heading, row_pixels((column.label, _heading_width(placed, column.width)) for column in columns))


def _heading_width(placed: PlacedGrid, width: int) -> float:
    """Characters of bold type in a heading; the indent takes some, a filter button more."""
    return label_width(width) - (3 if placed.grid.open_table else 0)


def write_table(book: Book, sheet: Sheet, placed: PlacedGrid, prefill: Prefill, plan: Plan) -> None:
    """Headings and rows with everything that belongs to them: names, states, answers as issued, guards."""
    grid = placed.grid
    _write_headings(book, sheet, placed)
    state_column = placed.column(STATE.key)
    for number, row in enumerate(grid.rows):
        at = placed.first + number
        for column, cell in enumerate(row.cells):
            _write_cell(book, sheet, placed, number, column, cell, prefill, plan)
        write_queries_beside(book, sheet, placed, row, number, plan)
        if grid.open_table:
            row_text = open_row_state(plan, placed, grid.open_table, row, number)
        else:
            row_text = row_state(plan, placed, row, number)
            sheet.write_string(at, placed.column(REFERENCE.key), row.key, book.style("reference"))
        write_state(book, sheet, at, state_column, row_text, "unlocked-state" if grid.open_table else "state")
        sheet.set_row_pixels(at, _row_height(placed, row, prefill, plan, row_text[1]))
    write_guards(book, sheet, placed)
    colour_states(book, sheet, placed.first, placed.heading + len(grid.rows), state_column)


def _row_height(placed: PlacedGrid, row: Row, prefill: Prefill, plan: Plan, state: str) -> int:
    """Room for the labels, for what is carried or came, for the state, what is asked, and a first few lines of a narrative."""
    grid = placed.grid
    texts = [
        (cell, column.width - INDENT) if isinstance(cell, str) else (_issued_text(cell, prefill, plan), column.width)
        for column, cell in zip(grid.columns, row.cells, strict=True)
    ]
    has_narrative = any(kind_of(cell.asked).words == "paragraphs" for cell in row.cells if isinstance(cell, Slot))
    lines = (_NARRATIVE_LINES_OPEN if grid.open_table else _NARRATIVE_LINES) if has_narrative else 1
    return row_pixels([*texts, (state, label_width(STATE.width)), *query_texts(row, plan)], lines)


def _issued_text(slot: Slot, prefill: Prefill, plan: Plan) -> str:
    """What a cell is issued with, as text."""
    if plan.query_content is None:
        return str(prefill.cells.get(slot.pointer, ""))
    return plan.query_content.cells[slot.pointer].entered if slot.pointer in plan.query_content.cells else ""


def _write_headings(book: Book, sheet: Sheet, placed: PlacedGrid) -> None:
    """The headings, marked up as a table so that a screen reader says them; a name on each, so that it is found again."""
    grid = placed.grid
    headings = [{"header": column.label, "header_format": book.style(_heading_style(placed, column))} for column in placed.columns]
    options = {"name": _table_name(grid), "columns": headings, "autofilter": grid.open_table is not None, "style": None}
    last = placed.heading + len(grid.rows)
    ensure_written(sheet.add_table(placed.heading, 0, last, len(placed.columns) - 1, options), "a table")
    for number, column in enumerate(placed.columns):
        at = cell_name(placed.heading + 1, number + 1)
        absolute = f"${at.rstrip('0123456789')}${placed.heading + 1}"
        if column.key not in map(query_key, placed.queried):  # what is asked is not read again
            ensure_written(book.workbook.define_name(defined_name(grid, column), f"={quoted_sheet(grid.sheet)}!{absolute}"), "a name")


def _heading_style(placed: PlacedGrid, column: Column) -> str:
    if column.key in map(query_key, placed.queried):
        return "query-heading"
    return "answer-heading" if column.is_answer else "heading"


def _table_name(grid: Grid) -> str:
    return "Table_" + grid.key.replace("-", "_")


def _write_cell(book: Book, sheet: Sheet, placed: PlacedGrid, number: int, at: int, cell: str | Slot, prefill: Prefill, plan: Plan) -> None:
    """Write what a grid's cell is issued with: `number` is its row within the grid, `at` its column among the grid's own."""
    key, table = placed.grid.columns[at].key, placed.grid.open_table
    row, column = placed.first + number, placed.column(key)
    if isinstance(cell, Slot):
        value = prefill.cells.get(cell.pointer)
        name = "answer" if cell.asked.required or placed.grid.key == "sign-off" else "optional"
        if plan.query_content:
            write_returned_answer(book, sheet, (row, column), cell, plan.query_content.cells.get(cell.pointer), prefill, name)
        else:
            style = book.answer_style("carried" if value is not None else name, kind_of(cell.asked))
            _write_answer(sheet, row, column, value, cell, style)
    elif key in COMPARISON_COLUMNS and _NUMBER.fullmatch(cell):
        sheet.write_number(row, column, float(cell), book.style("label-number", "#,##0" if "." not in cell else ""))
    elif table and cell == NEW_ROW:
        formula, value = new_row_note(plan, placed, table, placed.grid.rows[number], number)
        sheet.write_formula(row, column, formula, book.style("unlocked-label"), value)
    else:
        style = "not-asked" if cell == NOT_ASKED else "unlocked-label" if table else "label"
        sheet.write_string(row, column, cell, book.style(style, "@"))


def _write_answer(sheet: Sheet, row: int, column: int, value: Typed | None, slot: Slot, style: object) -> None:
    """Write what an answer cell is issued with; a date as a date."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str) and kind_of(slot.asked).cell == "date":
        sheet.write_datetime(row, column, date.fromisoformat(value), style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)
