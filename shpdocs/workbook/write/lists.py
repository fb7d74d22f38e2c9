"""The Lists sheet: the choices of every dropdown, where anyone can see them."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from shpdocs.model.workbook import LISTS, LISTS_ABOUT, LISTS_HEADINGS
from shpdocs.workbook.heights import row_pixels
from shpdocs.workbook.write.book import ALLOWED, Book, mark_up, must, print_setup

_WIDTHS = (70, 60)
_HEADING = 3


def write_lists(book: Book, sheet: Worksheet) -> None:
    """Every list of choices under the others, in one table; a name for the choices of each."""
    sheet.write_string(0, 0, LISTS, book.style("title"))
    sheet.set_row_pixels(0, 32)
    sheet.write_string(1, 0, LISTS_ABOUT, book.style("line"))
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    row = _HEADING
    for choices, (name, label) in book.lists.items():
        first = row + 1
        for choice in choices:
            row += 1
            sheet.write_string(row, 0, label, book.style("label"))
            sheet.write_string(row, 1, choice, book.style("label"))
            sheet.set_row_pixels(row, row_pixels(zip((label, choice), _WIDTHS, strict=True)))
        must(book.workbook.define_name(name, f"=Lists!$B${first + 1}:$B${row + 1}"), "a list")
    mark_up(book, sheet, (_HEADING, row), "Choices", LISTS_HEADINGS)
    print_setup(sheet, is_wide=True)
    sheet.repeat_rows(_HEADING)
    sheet.protect("", ALLOWED)
