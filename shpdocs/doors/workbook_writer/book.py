"""A workbook being written: shared formats, lists of choices, row heights, page set-up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shpdocs.rules.kinds import KINDS
from shpdocs.rules.layout import Layout
from shpdocs.words.errors import ShpdocsError

Typed = str | int | float

_INK, _ANSWER_INK, _ANSWER_FILL, _LINE = "#1F3864", "#7A4B00", "#FFF8E1", "#A6A6A6"
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": _INK},
    "line": {"font_color": "#404040"},
    "guidance": {"italic": True, "font_color": "#404040", "text_wrap": True, "valign": "top"},
    "heading": {"bold": True, "font_color": "#FFFFFF", "bg_color": _INK, "text_wrap": True, "valign": "top", "border": 1},
    "answer-heading": {"bold": True, "font_color": "#FFFFFF", "bg_color": _ANSWER_INK, "text_wrap": True, "valign": "top", "border": 1},
    "label": {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE},
    "strong": {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE},
    "reference": {"font_size": 9, "font_color": "#595959", "valign": "top", "border": 1, "border_color": _LINE},
    "answer": {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE, "bg_color": _ANSWER_FILL, "locked": False},
    "link": {"font_color": "#0B4FA0", "underline": 1, "valign": "top", "border": 1, "border_color": _LINE},
}
ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True}


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose row heights are a start, not a rule: without customHeight, Excel fits a row as the lead types."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        super()._xml_start_tag_unencoded(tag, [pair for pair in attributes or [] if pair[0] != "customHeight"])


@dataclass
class Book:
    """A workbook being written: its shared formats, and the name and label of each list of choices."""

    workbook: Workbook
    formats: dict[tuple[str, str], Format]
    lists: dict[tuple[str, ...], tuple[str, str]]

    def style(self, name: str, number_format: str = "") -> Format:
        """The shared format of that name, with a number format if one is given."""
        key = (name, number_format)
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(STYLES[name] | ({"num_format": number_format} if number_format else {}))
        return self.formats[key]


def list_names(layout: Layout) -> dict[tuple[str, ...], tuple[str, str]]:
    """A name and a label for each set of choices, after the first column that uses it."""
    names: dict[tuple[str, ...], tuple[str, str]] = {}
    for grid, _, column, slot in layout.slots():
        choices = KINDS[slot.asked.kind].guard(slot.asked).choices
        if choices:
            names.setdefault(choices, (f"list_{grid.key}_{column.key}".replace("-", "_"), column.label))
    return names


def quoted(sheet: str) -> str:
    """A sheet's name as a reference writes it."""
    return f"'{sheet}'"


def print_setup(sheet: Worksheet, is_wide: bool) -> None:
    """A4, fitted to the page's width, without grid lines; on its side if wide."""
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.hide_gridlines(2)
    if is_wide:
        sheet.set_landscape()


def must(result: int | None, what: str) -> None:
    """XlsxWriter warns and leaves out what breaks a limit of Excel; a workbook that lacks something is not issued."""
    if result:
        raise ShpdocsError(f"The workbook cannot hold {what}: a text in the definition is too long for Excel.", "Shorten it.")
