"""A grid's sheet: head, headings as an Excel table, rows of labels and answers, their states and guards."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from shpdocs.answers.formulas import quote_formula
from shpdocs.answers.kinds import kind_of
from shpdocs.workbook.find import defined_name
from shpdocs.workbook.layout import COMPARISON_COLUMNS, LEFT_BLANK, NEW_ROW, NOT_ASKED, REFERENCE, STATE, Grid, Row, Slot, row_pixels
from shpdocs.workbook.revisions import is_as_issued
from shpdocs.workbook.write.book import ALLOWED, INDENT, Book, Sheet, add_table, ensure_written, label_width, print_setup, write_head
from shpdocs.workbook.write.guards import write_guards
from shpdocs.workbook.write.plan import PlacedGrid, Plan, query_key, quoted_sheet
from shpdocs.workbook.write.queries import query_texts, write_queries_beside
from shpdocs.workbook.write.states import colour_answers, colour_states, new_row_note, open_row_state, row_state, write_state

_EVERYWHERE = "A1:XFD1048576"
_NARRATIVE_LINES, _NARRATIVE_LINES_OPEN = 4, 2  # lines an empty narrative is issued with, and one in an open table
_NUMBER = re.compile(r"\d+(\.\d+)?")
# what leads may do to rows that they add; the latter where nothing in them is locked
_ALLOWED_IN_OPEN_TABLES = {"autofilter": True, "insert_rows": True}
_ALLOWED_IF_SORTABLE = {"sort": True, "delete_rows": True}


def write_grid(book: Book, placed: PlacedGrid) -> None:
    """Title, identity and guidance; then the headings; then the rows, as an Excel table."""
    grid = placed.grid
    sheet = book.sheet(grid.sheet)
    for number, column in enumerate(placed.columns):
        sheet.set_column(number, number, column.width, _column_format(book, placed, number))
    _write_lines(book, sheet, placed)
    write_table(book, sheet, placed)
    sheet.freeze_panes(placed.first, 0)
    print_setup(sheet, is_wide=True)
    if not grid.open_table:  # an open table is printed with the rows that the lead adds
        sheet.print_area(0, 0, placed.last, len(placed.columns) - 2)  # the Reference column is not printed
    sheet.repeat_rows(0, placed.heading)  # with the marking, on every page
    sheet.ignore_errors({"number_stored_as_text": _EVERYWHERE, "formula_unlocked": _EVERYWHERE})
    sheet.protect("", ALLOWED | (_ALLOWED_IN_OPEN_TABLES if grid.open_table else {}) | (_ALLOWED_IF_SORTABLE if grid.is_sortable else {}))


def _column_format(book: Book, placed: PlacedGrid, number: int) -> object:
    """How the cells under an open table's rows are issued: unlocked and of the column's kind, for rows that the lead adds."""
    table = placed.grid.open_table
    column = next((column for column in table.columns if column.key == placed.columns[number].key), None) if table else None
    return book.answer_style("more", kind_of(column.asked)) if column else None


def _write_lines(book: Book, sheet: Sheet, placed: PlacedGrid) -> None:
    """The lines over the headings, and the guidance of the columns."""
    lines = [book.plan.order.identity, *placed.grid.guidance_lines]
    write_head(book, sheet, placed.grid.title, lines)
    for row in range(1, len(lines) + 1):
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


def write_table(book: Book, sheet: Sheet, placed: PlacedGrid) -> None:
    """Headings and rows with everything that belongs to them: names, states, answers as issued, guards, colours."""
    grid, plan = placed.grid, book.plan
    _write_headings(book, sheet, placed)
    state_column = placed.column(STATE.key)
    for number, row in enumerate(grid.rows):
        at = placed.first + number
        for column, cell in zip(grid.columns, row.cells, strict=True):
            if isinstance(cell, Slot):
                name = "answer" if cell.asked.required or grid.key == "sign-off" else "optional"
                _write_answer(book, sheet, at, placed.column(column.key), cell, name)
            else:
                _write_label(book, sheet, placed, number, column.key, cell)
        write_queries_beside(book, sheet, placed, row, number)
        if grid.open_table:
            state = open_row_state(plan, placed, grid.open_table, row, number)
        else:
            state = row_state(plan, placed, row, number)
            sheet.write_string(at, placed.column(REFERENCE.key), row.key, book.style("reference"))
        write_state(book, sheet, at, state_column, state, "unlocked-state" if grid.is_sortable else "state")
        sheet.set_row_pixels(at, _row_height(plan, grid, row, state[1]))
    write_guards(book, sheet, placed)
    colour_states(book, sheet, placed.first, placed.last_issued, state_column)
    colour_answers(book, sheet, placed)


def _row_height(plan: Plan, grid: Grid, row: Row, state: str) -> int:
    """Room for the labels, for what is carried or came, for the state, what is asked, and a first few lines of a narrative."""
    labels = [(cell, column.width - INDENT) for column, cell in zip(grid.columns, row.cells, strict=True) if isinstance(cell, str)]
    slots = tuple(grid.slots(row))
    answers = [(plan.entries[slot.pointer].entered, column.width) for column, slot in slots if slot.pointer in plan.entries]
    has_narrative = any(kind_of(slot.asked).words == "paragraphs" for _, slot in slots)
    lines = (_NARRATIVE_LINES_OPEN if grid.open_table else _NARRATIVE_LINES) if has_narrative else 1
    return row_pixels([*labels, *answers, (state, label_width(STATE.width)), *query_texts(row, plan)], lines)


def _write_headings(book: Book, sheet: Sheet, placed: PlacedGrid) -> None:
    """The headings as a table, and a name on each, so that it is found again."""
    grid, query_keys = placed.grid, set(map(query_key, placed.queried))
    styles = [
        "query-heading" if column.key in query_keys else "answer-heading" if column.is_answer else "heading" for column in placed.columns
    ]
    labels = tuple(column.label for column in placed.columns)
    name = "Table_" + grid.key.replace("-", "_")
    add_table(book, sheet, (placed.heading, placed.last_issued), name, labels, styles, with_filter=grid.open_table is not None)
    for column in placed.columns:
        if column.key not in query_keys:  # what is asked is not read again
            cell = f"{quoted_sheet(grid.sheet)}!{placed.absolute(column.key, -1)}"
            ensure_written(book.workbook.define_name(defined_name(grid, column), f"={cell}"), "a name")


def _write_label(book: Book, sheet: Sheet, placed: PlacedGrid, number: int, key: str, text: str) -> None:
    """Write a text of a grid's row that is no answer: `number` is its row within the grid."""
    row, column, table = placed.first + number, placed.column(key), placed.grid.open_table
    lock = "unlocked-" if placed.grid.is_sortable else ""
    if key in COMPARISON_COLUMNS and _NUMBER.fullmatch(text):
        sheet.write_number(row, column, float(text), book.style("label-number", "#,##0" if "." not in text else ""))
    elif table and text == NEW_ROW:
        formula, value = new_row_note(book.plan, placed, table, placed.grid.rows[number], number)
        sheet.write_formula(row, column, formula, book.style(f"{lock}label"), value)
    elif text:
        style = "not-asked" if text in (NOT_ASKED, LEFT_BLANK) else f"{lock}label"
        sheet.write_string(row, column, text, book.style(style, "@"))
    else:
        sheet.write_blank(row, column, None, book.style(f"{lock}label"))


def _write_answer(book: Book, sheet: Sheet, row: int, column: int, slot: Slot, style: str) -> None:
    """Write what an answer cell is issued with: what is accepted or carried and untouched looks so, all else is the lead's own."""
    kind, cell = kind_of(slot.asked), book.plan.entries.get(slot.pointer)
    if cell is None:
        sheet.write_blank(row, column, None, book.answer_style(style, kind))
        return
    name = "carried" if is_as_issued(cell, book.plan.order.prefill.cells, slot.pointer) else style
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    shown = book.answer_style(name, kind, cell.number_format, is_number=is_number)
    if cell.formula:
        ensure_written(sheet.write_formula(row, column, quote_formula(cell.formula), shown, cell.formula), "an answer that came")
    elif cell.is_error:
        sheet.write_formula(row, column, f"={value}", shown, value)  # as LibreOffice saves an error; XlsxWriter has no other way
    elif isinstance(value, bool):
        sheet.write_formula(row, column, f"={str(value).upper()}()", shown, value)  # LibreOffice makes a number of a logical value
    elif isinstance(value, datetime | date | time):
        sheet.write_datetime(row, column, value, shown)
    elif isinstance(value, str):
        ensure_written(sheet.write_string(row, column, value, shown), "an answer")
    else:
        sheet.write_number(row, column, value, shown)
