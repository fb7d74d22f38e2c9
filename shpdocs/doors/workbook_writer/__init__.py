"""The door to XlsxWriter: a layout becomes a workbook. Same layout and answers, same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook

from shpdocs.doors.workbook_writer.book import Book, Sheet, Typed, list_names
from shpdocs.doors.workbook_writer.grid import write_grid
from shpdocs.doors.workbook_writer.lists import write_lists
from shpdocs.doors.workbook_writer.start import write_start
from shpdocs.rules.layout import Layout
from shpdocs.words.returns import Stamp
from shpdocs.words.settings import Settings


def write_workbook(layout: Layout, settings: Settings, stamp: Stamp, prefilled: Mapping[str, Typed]) -> bytes:
    """Return the workbook (.xlsx) that asks what the layout asks, with the prefilled answers in their cells.

    `prefilled` gives what a cell is issued with by JSON pointer, as a lead would type it.
    """
    stream = BytesIO()
    workbook = Workbook(
        stream,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": {"font_name": "Arial", "font_size": 11},
        },
    )
    book = Book(workbook, {}, list_names(layout))
    _describe(workbook, layout, settings, stamp)
    write_start(book, workbook.add_worksheet("Start", Sheet), layout, settings, stamp)
    for grid in layout.grids:
        write_grid(book, workbook.add_worksheet(grid.sheet, Sheet), grid, layout, settings, prefilled)
    if book.lists:
        write_lists(book, workbook.add_worksheet("Lists", Sheet))
    workbook.close()
    return stream.getvalue()


def _describe(workbook: Workbook, layout: Layout, settings: Settings, stamp: Stamp) -> None:
    """Document properties. The date is the period's last month: the clock has no part in the bytes."""
    year, month = layout.period.last_month.split("-")
    workbook.set_properties(
        {
            "title": f"{layout.definition.title}: return for {layout.period.words}",
            "subject": str(stamp),
            "author": settings.partnership,
            "company": settings.council,
            "created": datetime(int(year), int(month), 1),
        }
    )
    workbook.set_custom_property("shpdocs-stamp", str(stamp))
