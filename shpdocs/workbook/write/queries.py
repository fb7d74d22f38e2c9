"""What a query workbook asks: on its Queries sheet, with a link to each cell, and beside the answers that a lead returned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from shpdocs.answers.formulas import quote_formula
from shpdocs.answers.kinds import kind_of
from shpdocs.model.cells import cell_name
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import (
    IN_FILE,
    MUST,
    QUERIES,
    QUERIES_ABOUT,
    QUERIES_MORE,
    QUERIES_TITLE,
    QUERY_HEADINGS,
    QUERY_TO_DO,
    WHOLE_FILE,
    WHOLE_SHEET,
)
from shpdocs.workbook.layout import Row, Slot, row_pixels
from shpdocs.workbook.queries import Query, QueryContent
from shpdocs.workbook.revisions import is_as_issued
from shpdocs.workbook.write.book import ALLOWED, INDENT, Book, Sheet, add_table, ensure_written, label_width, print_setup, quoted_sheet
from shpdocs.workbook.write.plan import QUERY_WIDTH, PlacedGrid, Plan, query_key

_WIDTHS = (7, 20, 18, 15, 32, 46, 46)
_MOST_LISTED = 2000  # lines: Excel allows some 65,000 links a sheet


def write_queries(book: Book, sheet: Sheet, query_content: QueryContent, plan: Plan, identity: str) -> None:
    """Title, whose it is, what to do, and one row for each query."""
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.write_string(0, 0, QUERIES_TITLE, book.style("title"))
    sheet.set_row_pixels(0, 32)
    lines = [identity, *_lines(query_content)]
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line, book.style("line"))
        sheet.set_row_pixels(row, 20)
    heading = len(lines) + 2
    listed = query_content.queries[:_MOST_LISTED]
    for number, query in enumerate(listed, 1):
        _write_query(book, sheet, heading + number, number, query, plan)
    add_table(book, sheet, (heading, heading + max(len(listed), 1)), QUERIES, QUERY_HEADINGS)
    sheet.freeze_panes(heading + 1, 0)
    print_setup(sheet, is_wide=True)
    sheet.repeat_rows(0, heading)  # with the marking, on every page
    sheet.protect("", ALLOWED)


def _lines(query_content: QueryContent) -> list[str]:
    """What to do, in a few sentences."""
    lines = [QUERIES_ABOUT[0].format(file=query_content.file), *QUERIES_ABOUT[1:]]
    more = len(query_content.queries) - _MOST_LISTED
    return lines + ([QUERIES_MORE.format(listed=f"{_MOST_LISTED:,}", more=f"{more:,}")] if more > 0 else [])


def _write_query(book: Book, sheet: Sheet, row: int, number: int, query: Query, plan: Plan) -> None:
    sheet.write_number(row, 0, number, book.style("label-number"))
    sheet.write_string(row, 1, QUERY_TO_DO[query.mark], book.style("query-to-do" if query.mark == MUST else "query-odd"))
    goal, cell = _goal(query, plan)
    place = query.problem.place
    sheet.write_string(row, 2, goal or place.sheet or WHOLE_FILE[0], book.style("label", "@"))
    if goal:
        ensure_written(sheet.write_url(row, 3, f"internal:{quoted_sheet(goal)}!{cell}", book.style("link"), cell), "a link")
    else:
        at = f"{place.cell}{IN_FILE}" if place.cell else WHOLE_SHEET if place.sheet else WHOLE_FILE[1]
        sheet.write_string(row, 3, at, book.style("label", "@"))
    texts = (query.entered, query.what, query.needed)
    for column, text in enumerate(texts, 4):
        sheet.write_string(row, column, text, book.style("label", "@"))
    widths = zip(texts, (label_width(width) for width in _WIDTHS[4:]), strict=True)
    sheet.set_row_pixels(row, row_pixels([*widths, (goal or place.sheet, _WIDTHS[2] - INDENT), ("" if goal else at, _WIDTHS[3] - INDENT)]))


def _goal(query: Query, plan: Plan) -> tuple[str, str]:
    """The sheet and cell of this workbook at which a query stands; '' if it stands at none."""
    if query.pointer in plan.cells:
        return plan.cell_of(query.pointer)
    if query.grid in plan.grids:
        placed = plan.grids[query.grid]
        return placed.grid.sheet, cell_name(placed.heading + 1, 1)
    return "", ""


def write_returned_answer(
    book: Book, sheet: Sheet, at: tuple[int, int], slot: Slot, cell: RawCell | None, prefill: Prefill, style: str
) -> None:
    """Write an answer back into its cell: what is accepted or carried and untouched looks so, all else is the lead's own."""
    if cell is None:
        sheet.write_blank(*at, None, book.answer_style(style, kind_of(slot.asked)))
        return
    name = "carried" if is_as_issued(cell, prefill.cells, slot.pointer) else style
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    shown = book.answer_style(name, kind_of(slot.asked), cell.number_format, is_number=is_number)
    if cell.formula:
        ensure_written(sheet.write_formula(*at, quote_formula(cell.formula), shown, cell.formula), "an answer that came")
    elif cell.is_error:
        sheet.write_formula(*at, f"={value}", shown, value)  # as LibreOffice saves an error; XlsxWriter has no other way
    elif isinstance(value, bool):
        sheet.write_formula(*at, f"={str(value).upper()}()", shown, value)  # LibreOffice makes a number of a logical value
    elif isinstance(value, datetime | date | time):
        sheet.write_datetime(*at, value, shown)
    elif isinstance(value, str):
        ensure_written(sheet.write_string(*at, value, shown), "an answer that came")
    else:
        sheet.write_number(*at, value, shown)


def write_queries_beside(book: Book, sheet: Sheet, placed: PlacedGrid, row: Row, number: int, plan: Plan) -> None:
    """What is asked about the answers of a row, each beside its cell; nothing elsewhere in these columns.

    In an open table they are unlocked, so that it can be sorted.
    """
    lock = "unlocked-" if placed.grid.open_table else ""
    cells = dict(zip((column.key for column in placed.grid.columns), row.cells, strict=True))
    for key in placed.queried:
        cell, at = cells[key], (placed.first + number, placed.column(query_key(key)))
        queries = plan.queries_at.get(cell.pointer, ()) if isinstance(cell, Slot) else ()
        if queries:
            style = "query-to-do" if any(query.mark == MUST for query in queries) else "query-odd"
            sheet.write_string(*at, "\n".join(query.words for query in queries), book.style(f"{lock}{style}"))
        else:
            sheet.write_blank(*at, None, book.style(f"{lock}query-none"))


def query_texts(row: Row, plan: Plan) -> Iterator[tuple[str, float]]:
    """What is asked about each answer of a row, with the characters that its column has room for."""
    for cell in row.cells:
        if isinstance(cell, Slot) and cell.pointer in plan.queries_at:
            yield "\n".join(query.words for query in plan.queries_at[cell.pointer]), label_width(QUERY_WIDTH)
