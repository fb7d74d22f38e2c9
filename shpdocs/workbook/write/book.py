"""A workbook being written: shared formats, lists of choices and page set-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shpdocs.answers.kinds import Kind
from shpdocs.model.errors import ShpdocsError
from shpdocs.workbook.write.plan import Plan, quoted_sheet

_LONGEST_FORMULA = 8192  # characters, in Excel
_INK, _ANSWER_INK, _LINE = "#1F3864", "#7A4B00", "#A6A6A6"
_ANSWER_FILL, _OPTIONAL_FILL, _CARRIED_FILL = "#FFF1C4", "#FFFAE8", "#E8F0FA"
_TO_DO_INK, _TO_DO_FILL, _ODD_INK, _ODD_FILL, _DONE_INK = "#8A1C00", "#FCE1D8", "#5C4300", "#FFE699", "#1E5B2C"
_CELL = {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE}
INDENT = 1.5  # characters that the indent of a label takes
_LABEL = _CELL | {"align": "left", "indent": 1}  # texts that are no answers keep a little off the lines
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _INK},
    "verdict": {"bold": True, "font_size": 14, "font_color": _INK},
    "line": {"font_color": "#404040"},
    "guidance": {"italic": True, "font_color": "#404040", "text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "heading": _LABEL | {"bold": True, "font_color": "#FFFFFF", "bg_color": _INK},
    "answer-heading": _LABEL | {"bold": True, "font_color": "#FFFFFF", "bg_color": _ANSWER_INK},
    "label": _LABEL,
    "label-number": _CELL | {"align": "right", "indent": 1},
    "strong": _LABEL | {"bold": True},
    "not-asked": _LABEL | {"font_color": "#595959", "italic": True},
    "query-heading": _LABEL | {"bold": True, "font_color": "#FFFFFF", "bg_color": _TO_DO_INK},
    "query-to-do": _LABEL | {"bg_color": _TO_DO_FILL, "font_color": _TO_DO_INK, "bold": True},
    "query-odd": _LABEL | {"bg_color": _ODD_FILL, "font_color": _ODD_INK, "bold": True},
    "query-none": _CELL,
    "reference": _CELL | {"font_size": 9, "font_color": "#595959"},
    "answer": _CELL | {"bg_color": _ANSWER_FILL, "locked": False},
    "optional": _CELL | {"bg_color": _OPTIONAL_FILL, "locked": False},
    "carried": _CELL | {"bg_color": _CARRIED_FILL, "locked": False},
    "more": {"text_wrap": True, "valign": "top", "locked": False},
    "state": _LABEL,
    "link": _LABEL | {"font_color": "#0B4FA0", "underline": 1},
    "line-label": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1},
    "line-link": {"text_wrap": True, "valign": "top", "align": "left", "indent": 1, "font_color": "#0B4FA0", "underline": 1},
    # laid over a cell while a condition holds
    "to-do": {"font_color": _TO_DO_INK, "bold": True, "border": 1, "border_color": _LINE},
    "odd": {"font_color": _ODD_INK, "bold": True, "border": 1, "border_color": _LINE},
    "done": {"font_color": _DONE_INK},
    "to-do-here": {"bg_color": _TO_DO_FILL},
    "odd-here": {"bg_color": _ODD_FILL},
    "used": {"bg_color": _ANSWER_FILL, "border": 1, "border_color": _LINE},
    "ruled": {"border": 1, "border_color": _LINE},
}
STYLES |= {  # in open tables, or they could not be sorted
    f"unlocked-{name}": STYLES[name] | {"locked": False} for name in ("label", "state", "query-to-do", "query-odd", "query-none")
}
ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True}


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet that takes our formulas as they are."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """The formula as the file holds it.

        The one private method of XlsxWriter that is overridden, since no setting does the same: it searches every formula
        thirty times for functions newer than Excel 2007. Ours use none, and `issue` would take more than twice as long.
        """
        if len(formula) > _LONGEST_FORMULA:
            raise ShpdocsError(
                "The workbook cannot hold a formula: a table has too many required columns.", "Take some of them into a table of its own."
            )
        return formula.removeprefix("=")


@dataclass(frozen=True)
class Book:
    """A workbook being written: what it will hold and where, and its shared formats."""

    workbook: Workbook
    plan: Plan
    formats: dict[tuple[str, str], Format] = field(default_factory=dict)

    def sheet(self, name: str) -> Sheet:
        """A new sheet."""
        sheet: Sheet = self.workbook.add_worksheet(name, Sheet)
        return sheet

    def style(self, name: str, number_format: str = "") -> Format:
        """The shared format of that name, with a number format if one is given."""
        return self._shared(name, number_format, STYLES[name] | ({"num_format": number_format} if number_format else {}))

    def answer_style(self, name: str, kind: Kind, number_format: str = "", *, is_number: bool = False) -> Format:
        """The shared format of that name for answers of a kind: numbers to the right, all else to the left.

        `number_format` is the kind's own unless another is given; `is_number` says that a number stands there all the same.
        """
        number_format = number_format or kind.number_format
        side = "right" if is_number or kind.cell == "number" else "left"
        shown = {"num_format": number_format} if number_format != "General" else {}
        return self._shared(f"{name}-{side}", number_format, STYLES[name] | {"align": side, "indent": 1} | shown)

    def _shared(self, name: str, number_format: str, properties: Mapping[str, Any]) -> Format:
        key = (name, number_format)
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(properties)
        return self.formats[key]


def label_width(width: float) -> float:
    """The characters of a label for which a column of that width has room: bold type and the indent take some."""
    return width * 0.9 - INDENT


def write_head(book: Book, sheet: Worksheet, title: str, lines: Iterable[str], widths: Iterable[float] = ()) -> None:
    """The widths of the columns; then the title, and lines under it."""
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    sheet.write_string(0, 0, title, book.style("title"))
    sheet.set_row_pixels(0, 32)
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line, book.style("line"))


def print_setup(sheet: Worksheet, is_wide: bool) -> None:
    """A4, fitted to the page's width, without grid lines; on its side if wide."""
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.35, 0.35, 0.5, 0.5)
    sheet.hide_gridlines(2)
    if is_wide:
        sheet.set_landscape()


def add_table(
    book: Book,
    sheet: Worksheet,
    rows: tuple[int, int],
    name: str,
    headings: tuple[str, ...],
    styles: Sequence[str] = (),
    *,
    with_filter: bool = False,
) -> None:
    """Make an Excel table of the rows from the headings to the last, counted from 0; it begins in column A.

    So a screen reader says the headings. Their styles are given if they are not all plain ones.
    """
    columns = [
        {"header": heading, "header_format": book.style(style)}
        for heading, style in zip(headings, styles or ["heading"] * len(headings), strict=True)
    ]
    options = {"name": name, "columns": columns, "autofilter": with_filter, "style": None}
    ensure_written(sheet.add_table(rows[0], 0, rows[1], len(headings) - 1, options), "a table")


def write_link(book: Book, sheet: Worksheet, row: int, column: int, goal: tuple[str, str], words: str) -> None:
    """Write a link to a sheet and a cell of this workbook."""
    target = f"internal:{quoted_sheet(goal[0])}!{goal[1]}"
    ensure_written(sheet.write_url(row, column, target, book.style("link"), words), "a link")


def ensure_written(result: int | None, what: str) -> None:
    """Raise if XlsxWriter left something out, as it does with a warning where a limit of Excel is broken."""
    if result:
        raise ShpdocsError(
            f"The workbook cannot hold {what}: a text or heading of the definition breaks a limit of Excel.", "Shorten or change it."
        )
