"""The door to XlsxWriter: a layout becomes a workbook. Same layout and answers, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from shpdocs.rules.find import REFERENCE, name_of
from shpdocs.rules.kinds import KINDS, Guard
from shpdocs.rules.layout import Column, Grid, Layout, Row, Slot
from shpdocs.words.errors import ShpdocsError
from shpdocs.words.returns import Stamp
from shpdocs.words.settings import Settings
from shpdocs.words.workbook import STAMP_NAME, cell_name

Typed = str | int | float

_INK, _ANSWER_INK, _ANSWER_FILL, _LINE = "#1F3864", "#7A4B00", "#FFF8E1", "#A6A6A6"
_STYLES: dict[str, dict[str, Any]] = {
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
_STEPS = (
    "1. Go through the sheets listed below, in order.",
    "2. Fill in the cream cells under the brown headings. Everything else is locked, without a password.",
    "3. Give every figure for the quarter; if there is none, choose why. Zero is a figure: enter 0.",
    "4. Enter percentages as plain numbers: 45 for 45%.",
    "5. Save the workbook as .xlsx and send it back. Do not change the Reference column.",
)
_LINE_PIXELS, _MARGIN_PIXELS, _TALLEST_PIXELS = 19, 6, 540  # a line of Arial 11; Excel's tallest row is 409.5 pt
_START_WIDTH, _LINE_WIDTH = 92, 125  # characters
_ROOM, _ROOM_OPEN = 4, 2  # lines an empty narrative is issued with, and one in an open table
_ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True}


class _Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose row heights are a start, not a rule: without customHeight, Excel fits a row as the lead types."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, Any]] | None = None) -> None:
        super()._xml_start_tag_unencoded(tag, [pair for pair in attributes or [] if pair[0] != "customHeight"])


@dataclass
class _Book:
    """A workbook being written: its shared formats, and the name and label of each list of choices."""

    workbook: Workbook
    formats: dict[tuple[str, str], Format]
    lists: dict[tuple[str, ...], tuple[str, str]]

    def style(self, name: str, number_format: str = "") -> Format:
        key = (name, number_format)
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(_STYLES[name] | ({"num_format": number_format} if number_format else {}))
        return self.formats[key]


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
    book = _Book(workbook, {}, _list_names(layout))
    _describe(workbook, layout, settings, stamp)
    _write_start(book, workbook.add_worksheet("Start", _Sheet), layout, settings, stamp)
    for grid in layout.grids:
        _write_grid(book, workbook.add_worksheet(grid.sheet, _Sheet), grid, layout, settings, prefilled)
    if book.lists:
        _write_lists(book, workbook.add_worksheet("Lists", _Sheet))
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


def _list_names(layout: Layout) -> dict[tuple[str, ...], tuple[str, str]]:
    """A name and a label for each set of choices, after the first column that uses it."""
    names: dict[tuple[str, ...], tuple[str, str]] = {}
    for grid, _, column, slot in layout.slots():
        choices = KINDS[slot.asked.kind].guard(slot.asked).choices
        if choices:
            names.setdefault(choices, (f"list_{grid.key}_{column.key}".replace("-", "_"), column.label))
    return names


def _height(texts: Iterable[tuple[str, float]], least: int = 1) -> int:
    """A row's height in pixels for texts in columns of these widths (characters), on the generous side."""
    lines = max(
        (sum(1 + int(len(line) / max(width * 1.12 - 3, 1)) for line in text.split("\n")) for text, width in texts if text), default=1
    )
    return min(max(lines, least) * _LINE_PIXELS + _MARGIN_PIXELS, _TALLEST_PIXELS)


def _write_start(book: _Book, sheet: Worksheet, layout: Layout, settings: Settings, stamp: Stamp) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, _START_WIDTH)
    sheet.write_string(0, 0, f"{layout.definition.title}: return for {layout.period}", book.style("title"))
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
            sheet.set_row_pixels(row, _height([(value, _START_WIDTH)]))
            row += 1
    book.workbook.define_name(STAMP_NAME, f"=Start!$B${row}")
    row = _write_steps(book, sheet, row + 1)
    sheet.write_string(row, 0, "Sheet", book.style("heading"))
    sheet.write_string(row, 1, "What it asks", book.style("heading"))
    for grid in layout.grids:
        row += 1
        _must(sheet.write_url(row, 0, f"internal:{_quoted(grid.sheet)}!A1", book.style("link"), grid.sheet), "a link")
        sheet.write_string(row, 1, grid.guidance, book.style("label"))
        sheet.set_row_pixels(row, _height([(grid.guidance, _START_WIDTH)]))
    _print_setup(sheet, is_wide=False)
    sheet.protect("", _ALLOWED)


def _write_steps(book: _Book, sheet: Worksheet, row: int) -> int:
    sheet.write_string(row, 0, "How to fill it in", book.style("strong"))
    for step in _STEPS:
        sheet.write_string(row, 1, step, book.style("label"))
        sheet.set_row_pixels(row, _height([(step, _START_WIDTH)]))
        row += 1
    return row + 1


def _quoted(sheet: str) -> str:
    return f"'{sheet}'"


def _write_grid(book: _Book, sheet: Worksheet, grid: Grid, layout: Layout, settings: Settings, prefilled: Mapping[str, Typed]) -> None:
    """Title, identity and guidance; then the headings; then the rows, as an Excel table."""
    columns = (*grid.columns, REFERENCE)
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width)
    identity = f"{layout.definition.title} · {layout.period.words} · {settings.partnership} · {settings.marking}"
    heading = _write_head(book, sheet, grid, identity)
    _write_table(book, sheet, grid, columns, heading)
    for number, row in enumerate(grid.rows, heading + 1):
        for at, cell in enumerate(row.cells):
            _write_cell(book, sheet, number, at, cell, prefilled)
        sheet.write_string(number, len(grid.columns), row.key, book.style("reference"))
        sheet.set_row_pixels(number, _row_height(grid, row, prefilled))
    _write_guards(book, sheet, grid, heading + 1)
    sheet.freeze_panes(heading + 1, 0)
    _print_setup(sheet, is_wide=True)
    sheet.print_area(0, 0, heading + len(grid.rows), len(grid.columns) - 1)  # the Reference column is not printed
    sheet.repeat_rows(heading)
    sheet.protect("", _ALLOWED | ({"insert_rows": True} if grid.open_table else {}))


def _write_head(book: _Book, sheet: Worksheet, grid: Grid, identity: str) -> int:
    """The lines over the headings; return the row, counted from 0, in which the headings stand."""
    sheet.write_string(0, 0, grid.title, book.style("title"))
    sheet.set_row_pixels(0, 32)
    lines = [identity, *wrap(grid.guidance, _LINE_WIDTH)]
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line, book.style("line"))
    heading = 1 + len(lines)
    if any(column.guidance for column in grid.columns):
        for number, column in enumerate(grid.columns):
            sheet.write_string(heading, number, column.guidance, book.style("guidance"))
        sheet.set_row_pixels(heading, _height((column.guidance, column.width) for column in grid.columns))
        heading += 1
    sheet.set_row_pixels(heading, _height((column.label, column.width * 0.85) for column in grid.columns))
    return heading


def _row_height(grid: Grid, row: Row, prefilled: Mapping[str, Typed]) -> int:
    """Room for the labels, for what is prefilled, and for a first few lines of a narrative."""
    texts = [
        (cell if isinstance(cell, str) else str(prefilled.get(cell.pointer, "")), column.width)
        for column, cell in zip(grid.columns, row.cells, strict=True)
    ]
    has_narrative = any(cell.asked.kind == "narrative" for cell in row.cells if isinstance(cell, Slot))
    return _height(texts, (_ROOM_OPEN if grid.open_table else _ROOM) if has_narrative else 1)


def _write_table(book: _Book, sheet: Worksheet, grid: Grid, columns: tuple[Column, ...], heading: int) -> None:
    """The headings, marked up as a table so that a screen reader says them; a name on each, so that it is found again."""
    headings = [
        {"header": column.label, "header_format": book.style("answer-heading" if column.is_answer else "heading")} for column in columns
    ]
    options = {"name": _table_name(grid), "columns": headings, "autofilter": False, "style": None}
    last = heading + len(grid.rows)
    _must(sheet.add_table(heading, 0, last, len(columns) - 1, options), "a table")
    for number, column in enumerate(columns):
        at = cell_name(heading + 1, number + 1)
        absolute = f"${at.rstrip('0123456789')}${heading + 1}"
        _must(book.workbook.define_name(name_of(grid, column), f"={_quoted(grid.sheet)}!{absolute}"), "a name")


def _table_name(grid: Grid) -> str:
    return "Table_" + grid.key.replace("-", "_")


def _write_cell(book: _Book, sheet: Worksheet, row: int, column: int, cell: str | Slot, prefilled: Mapping[str, Typed]) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, column, cell, book.style("label"))
        return
    number_format = KINDS[cell.asked.kind].number_format
    style = book.style("answer", "" if number_format == "General" else number_format)
    value = prefilled.get(cell.pointer)
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, value, style)


def _write_guards(book: _Book, sheet: Worksheet, grid: Grid, first_row: int) -> None:
    """One data validation for each run of cells in a column that allow the same."""
    for number in range(len(grid.columns)):
        guards = [_guard(row.cells[number]) for row in grid.rows]
        at = first_row
        for guard, run in groupby(guards):
            length = len(list(run))
            if guard is not None:
                last = at + length - 1
                _must(sheet.data_validation(at, number, last, number, _validation(book, guard)), f"the guard of {grid.sheet}")
            at += length


def _guard(cell: str | Slot) -> Guard | None:
    return KINDS[cell.asked.kind].guard(cell.asked) if isinstance(cell, Slot) else None


def _validation(book: _Book, guard: Guard) -> dict[str, Any]:
    options: dict[str, Any] = {"ignore_blank": True, "input_message": guard.hint, "input_title": "What to enter"}
    options |= {"error_type": "stop" if guard.stop else "warning", "error_title": "Please check", "error_message": guard.fault}
    if guard.test == "list":
        return options | {"validate": "list", "source": f"={book.lists[guard.choices][0]}"}
    if guard.test == "date":
        span = {"criteria": "between", "minimum": datetime(1990, 1, 1), "maximum": datetime(2100, 12, 31)}
        return options | {"validate": "date"} | span
    if guard.test in ("whole", "decimal", "length"):
        low = -1_000_000_000 if guard.minimum is None else guard.minimum
        high = 1_000_000_000_000 if guard.maximum is None else guard.maximum
        return options | {"validate": guard.test, "criteria": "between", "minimum": low, "maximum": high}
    return {"validate": "any", "input_message": guard.hint, "input_title": "What to enter"}


def _write_lists(book: _Book, sheet: Worksheet) -> None:
    """The choices of every dropdown, one list a column, on a sheet that can be seen."""
    sheet.write_string(0, 0, "Lists", book.style("title"))
    sheet.write_string(1, 0, "The choices of the dropdowns in this workbook. Nothing to fill in here.", book.style("line"))
    for number, (choices, (name, label)) in enumerate(book.lists.items()):
        sheet.set_column(number, number, 28)
        sheet.write_string(2, number, label, book.style("heading"))
        for row, choice in enumerate(choices, 3):
            sheet.write_string(row, number, choice, book.style("label"))
        letters = cell_name(1, number + 1).rstrip("1")
        _must(book.workbook.define_name(name, f"=Lists!${letters}$4:${letters}${len(choices) + 3}"), "a list")
    _print_setup(sheet, is_wide=True)
    sheet.protect("", _ALLOWED)


def _print_setup(sheet: Worksheet, is_wide: bool) -> None:
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.hide_gridlines(2)
    if is_wide:
        sheet.set_landscape()


def _must(result: int | None, what: str) -> None:
    """XlsxWriter warns and leaves out what breaks a limit of Excel; a workbook that lacks something is not issued."""
    if result:
        raise ShpdocsError(f"The workbook cannot hold {what}: a text in the definition is too long for Excel.", "Shorten it.")
