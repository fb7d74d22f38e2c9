"""What a query workbook asks: on its Queries sheet, with a link to each cell, and beside the answers that a lead returned."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.cells import cell_name
from shpdocs.model.workbook import MUST, ODD, QUERIES
from shpdocs.workbook.layout import Row, Slot, row_pixels
from shpdocs.workbook.queries import Query, QueryContent
from shpdocs.workbook.write.book import ALLOWED, INDENT, Book, Sheet, add_table, label_width, print_setup, write_head, write_link
from shpdocs.workbook.write.plan import QUERY_WIDTH, PlacedGrid, Plan, query_key

_QUERY_HEADINGS = ("No.", "What to do", "Sheet", "Cell", "What was entered", "What is wrong", "What is needed")
_QUERIES_TITLE = f"{QUERIES} on the return that came"
_QUERIES_ABOUT = (  # over the list; the file's name stands in the first
    "This asks about the file “{file}”. Your answers stand in this workbook as they came: correct them here and send it back.",
    "Put right what is marked !. Look at what is marked ?: correct it, or leave it if it is right and say so when you send it back.",
    "Follow the link under Cell: the same words stand beside that cell. Where there is no link, the place is in the file that came.",
)
_QUERIES_MORE = "The first {listed} are listed; {more} more stand beside their cells."
_QUERY_TO_DO = {MUST: f"{MUST} Must be put right", ODD: f"{ODD} Please look at"}
_WHOLE_FILE = ("The whole workbook", "The whole file")  # the sheet and the cell of a query about neither
_WHOLE_SHEET = "The whole sheet"
_IN_FILE = " in the file that came"  # after the name of a cell that is not in the query workbook

_WIDTHS = (7, 20, 18, 15, 32, 46, 46)
_MOST_LISTED = 2000  # lines: Excel allows some 65,000 links a sheet


def write_queries(book: Book, query_content: QueryContent) -> None:
    """Title, whose it is, what to do, and one row for each query."""
    sheet = book.sheet(QUERIES)
    lines = [book.plan.order.identity, *_lines(query_content)]
    write_head(book, sheet, _QUERIES_TITLE, lines, _WIDTHS)
    for row in range(1, len(lines) + 1):
        sheet.set_row_pixels(row, 20)
    heading = len(lines) + 2
    listed = query_content.queries[:_MOST_LISTED]
    for number, query in enumerate(listed, 1):
        _write_query(book, sheet, heading + number, number, query)
    add_table(book, sheet, (heading, heading + max(len(listed), 1)), QUERIES, _QUERY_HEADINGS)
    sheet.freeze_panes(heading + 1, 0)
    print_setup(sheet, is_wide=True)
    sheet.repeat_rows(0, heading)  # with the marking, on every page
    sheet.protect("", ALLOWED)


def _lines(query_content: QueryContent) -> list[str]:
    """What to do, in a few sentences."""
    lines = [_QUERIES_ABOUT[0].format(file=query_content.file), *_QUERIES_ABOUT[1:]]
    more = len(query_content.queries) - _MOST_LISTED
    return lines + ([_QUERIES_MORE.format(listed=f"{_MOST_LISTED:,}", more=f"{more:,}")] if more > 0 else [])


def _write_query(book: Book, sheet: Sheet, row: int, number: int, query: Query) -> None:
    sheet.write_number(row, 0, number, book.style("label-number"))
    sheet.write_string(row, 1, _QUERY_TO_DO[query.mark], book.style("query-to-do" if query.mark == MUST else "query-odd"))
    goal, cell = _goal(query, book.plan)
    place = query.problem.place
    sheet.write_string(row, 2, goal or place.sheet or _WHOLE_FILE[0], book.style("label", "@"))
    if goal:
        write_link(book, sheet, row, 3, (goal, cell), cell)
    else:
        at = f"{place.cell}{_IN_FILE}" if place.cell else _WHOLE_SHEET if place.sheet else _WHOLE_FILE[1]
        sheet.write_string(row, 3, at, book.style("label", "@"))
    texts = (query.entered, query.what, query.needed)
    for column, text in enumerate(texts, 4):
        sheet.write_string(row, column, text, book.style("label", "@"))
    widths = zip(texts, (label_width(width) for width in _WIDTHS[4:]), strict=True)
    sheet.set_row_pixels(row, row_pixels([*widths, (goal or place.sheet, _WIDTHS[2] - INDENT), ("" if goal else at, _WIDTHS[3] - INDENT)]))


def _goal(query: Query, plan: Plan) -> tuple[str, str]:
    """The sheet and cell of this workbook at which a query stands; '' if it stands at none."""
    if query.pointer in plan.places:
        return plan.cell_of(query.pointer)
    if query.grid in plan.grids:
        placed = plan.grids[query.grid]
        return placed.grid.sheet, cell_name(placed.heading + 1, 1)
    return "", ""


def write_queries_beside(book: Book, sheet: Sheet, placed: PlacedGrid, row: Row, number: int) -> None:
    """What is asked about the answers of a row, each beside its cell; nothing elsewhere in these columns.

    In a table that can be sorted they are not locked.
    """
    lock = "unlocked-" if placed.grid.is_sortable else ""
    slots = {column.key: slot for column, slot in placed.grid.slots(row)}
    for key in placed.queried:
        at = (placed.first + number, placed.column(query_key(key)))
        queries = book.plan.queries_at.get(slots[key].pointer, ()) if key in slots else ()
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
