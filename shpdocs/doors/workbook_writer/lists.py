"""The Lists sheet: the choices of every dropdown, where anyone can see them."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from shpdocs.doors.workbook_writer.book import ALLOWED, Book, must, print_setup
from shpdocs.words.workbook import cell_name


def write_lists(book: Book, sheet: Worksheet) -> None:
    """The choices of every dropdown, one list a column, on a sheet that can be seen."""
    sheet.write_string(0, 0, "Lists", book.style("title"))
    sheet.write_string(1, 0, "The choices of the dropdowns in this workbook. Nothing to fill in here.", book.style("line"))
    for number, (choices, (name, label)) in enumerate(book.lists.items()):
        sheet.set_column(number, number, 28)
        sheet.write_string(2, number, label, book.style("heading"))
        for row, choice in enumerate(choices, 3):
            sheet.write_string(row, number, choice, book.style("label"))
        letters = cell_name(1, number + 1).rstrip("1")
        must(book.workbook.define_name(name, f"=Lists!${letters}$4:${letters}${len(choices) + 3}"), "a list")
    print_setup(sheet, is_wide=True)
    sheet.protect("", ALLOWED)
