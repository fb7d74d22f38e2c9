"""Cells of a query workbook: the answers that a lead returned, and beside them what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from shpdocs.answers.values.formulas import quote_formula
from shpdocs.figures.prefill import Prefill, is_as_issued
from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import MUST
from shpdocs.workbook.layout import Row, Slot
from shpdocs.workbook.write.book import Book, Sheet, ensure_written, label_width
from shpdocs.workbook.write.plan import QUERY_WIDTH, PlacedGrid, Plan, query_key


def write_returned_answer(
    book: Book, sheet: Sheet, at: tuple[int, int], slot: Slot, cell: RawCell | None, prefill: Prefill, style: str
) -> None:
    """Write an answer back into its cell: what is accepted or carried and untouched looks so, all else is the lead's own."""
    if cell is None:
        sheet.write_blank(*at, None, book.answer_style(style, slot.asked.kind))
        return
    name = "carried" if is_as_issued(cell, prefill.cells, slot.pointer) else style
    value = cell.value
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    shown = book.answer_style(name, slot.asked.kind, cell.number_format, is_number=is_number)
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
