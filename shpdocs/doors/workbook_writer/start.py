"""The Start sheet: who, what, until when, how, and links to every sheet."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from shpdocs.doors.workbook_writer.book import ALLOWED, Book, must, print_setup, quoted
from shpdocs.rules.heights import row_pixels
from shpdocs.rules.layout import Layout
from shpdocs.words.returns import Stamp
from shpdocs.words.settings import Settings
from shpdocs.words.workbook import STAMP_NAME

_STEPS = (
    "1. Go through the sheets listed below, in order.",
    "2. Fill in the cream cells under the brown headings. Everything else is locked, without a password.",
    "3. Give every figure for the quarter; if there is none, choose why. Zero is a figure: enter 0.",
    "4. Enter percentages as plain numbers: 45 for 45%.",
    "5. Save the workbook as .xlsx and send it back. Do not change the Reference column.",
)
_START_WIDTH = 92  # characters


def write_start(book: Book, sheet: Worksheet, layout: Layout, settings: Settings, stamp: Stamp) -> None:
    """Write the facts, the stamp, the steps and the links."""
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, _START_WIDTH)
    sheet.write_string(0, 0, f"{layout.definition.title}, {layout.period}", book.style("title"))
    sheet.set_row_pixels(0, 32)
    facts = [
        ("Partnership", settings.partnership),
        ("Sub-group", layout.definition.title),
        ("Period", layout.period.words),
        ("Marking", settings.marking),
        ("Questions to", settings.contact),
        ("About", layout.definition.about),
        ("Reference", str(stamp)),
    ]
    row = 2
    for label, value in facts:
        if value:
            sheet.write_string(row, 0, label, book.style("strong"))
            sheet.write_string(row, 1, value, book.style("label"))
            sheet.set_row_pixels(row, row_pixels([(value, _START_WIDTH)]))
            row += 1
    book.workbook.define_name(STAMP_NAME, f"=Start!$B${row}")
    row = _write_steps(book, sheet, row + 1)
    sheet.write_string(row, 0, "Sheet", book.style("heading"))
    sheet.write_string(row, 1, "What it asks", book.style("heading"))
    for grid in layout.grids:
        row += 1
        must(sheet.write_url(row, 0, f"internal:{quoted(grid.sheet)}!A1", book.style("link"), grid.sheet), "a link")
        sheet.write_string(row, 1, grid.guidance, book.style("label"))
        sheet.set_row_pixels(row, row_pixels([(grid.guidance, _START_WIDTH)]))
    print_setup(sheet, is_wide=False)
    sheet.protect("", ALLOWED)


def _write_steps(book: Book, sheet: Worksheet, row: int) -> int:
    sheet.write_string(row, 0, "How to fill it in", book.style("strong"))
    for step in _STEPS:
        sheet.write_string(row, 1, step, book.style("label"))
        sheet.set_row_pixels(row, row_pixels([(step, _START_WIDTH)]))
        row += 1
    return row + 1
