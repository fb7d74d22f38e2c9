"""From openpyxl's workbook, and what its parts add, to plain facts."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from msgspec.structs import replace
from openpyxl import load_workbook
from openpyxl.cell import Cell as OpenpyxlCell
from openpyxl.cell.rich_text import CellRichText, TextBlock

from shpdocs.accessibility.workbook_facts.looks import Colours, cell_look, conditional_format, heading_look
from shpdocs.accessibility.workbook_facts.parts import SheetPart, cell_range
from shpdocs.model.workbook_facts import Cell, ConditionalFormat, Look, Run, SheetFacts, TableFacts, Value, WorkbookFacts
from shpdocs.ooxml.package import Package
from shpdocs.ooxml.theme import read_theme
from shpdocs.ooxml.xml import related_tree
from shpdocs.workbook.read.parts import Book, Tab
from shpdocs.workbook.read.places import LAST_COLUMN, LAST_ROW
from shpdocs.workbook.read.properties import core_properties

_PADDING = 0.71  # characters: what a width in the file holds beyond the letters
_STANDARD_WIDTH = 8.0  # characters, where a sheet names none
_KINDS = {"chartsheet": "chart", "dialogsheet": "dialog", "xlMacrosheet": "macro", "xlIntlMacrosheet": "macro"}


def workbook_facts(content: bytes, package: Package, book: Book, parts: list[SheetPart], file: str) -> WorkbookFacts:
    """The facts of a workbook: what openpyxl reads of it, and its parts, which are known to be harmless.

    openpyxl makes worksheets of all sheets but charts, and gives none to a part that is not in the file.
    """
    workbook = load_workbook(BytesIO(content), rich_text=True)
    colours = Colours(read_theme(related_tree(package, book.part, "theme")), tuple(workbook._colors))  # noqa: SLF001 - the palette is nowhere else
    looks: dict[int, Look] = {}
    with_cells = [part for part in parts if part.tab.kind != "chartsheet"]
    worksheets = {part.tab.part: worksheet for part, worksheet in zip(with_cells, workbook.worksheets, strict=True)}
    properties = core_properties(package)
    return WorkbookFacts(
        file,
        tuple(_sheet_facts(part, worksheets.get(part.tab.part), colours, looks) for part in parts),
        title=properties.get("title", ""),
        author=properties.get("creator", ""),
        language=properties.get("language", ""),
        has_macros=bool(package.related(book.part, "vbaProject")) or any(_kind(part.tab) == "macro" for part in parts),
        active_sheet=book.active_sheet,
        letter_size=_normal_letter_size(workbook),
    )


def _sheet_facts(part: SheetPart, worksheet: Any, colours: Colours, looks: dict[int, Look]) -> SheetFacts:
    kind = _kind(part.tab)
    if kind == "sheet":
        return _WorksheetReader(worksheet, part, colours, looks).facts()
    return SheetFacts(part.tab.title, {}, kind=kind, drawn=tuple(part.drawn), headers_and_footers=tuple(part.headers_and_footers))


def _kind(tab: Tab) -> str:
    """What a sheet is in the facts."""
    return _KINDS.get(tab.kind, "sheet")


def _normal_letter_size(workbook: Any) -> float:
    """The size of the normal font: a cell has it that was given no look of its own."""
    return float(OpenpyxlCell(workbook.worksheets[0]).font.sz or 11) if workbook.worksheets else 11.0


class _WorksheetReader:
    """One sheet: openpyxl's, its part, the workbook's colours, and the looks met so far by number of style."""

    def __init__(self, sheet: Any, part: SheetPart, colours: Colours, looks: dict[int, Look]) -> None:
        self._sheet, self._part, self._colours, self._looks = sheet, part, colours, looks

    def facts(self) -> SheetFacts:
        """The facts of the sheet."""
        sheet, part = self._sheet, self._part
        widths, hidden_columns, column_looks = self._columns()
        return SheetFacts(
            part.tab.title,
            self._cells(),
            state=sheet.sheet_state,
            tables=tuple(map(_table, sheet.tables.values())),
            merged=tuple(cell_range(str(merged)) for merged in sheet.merged_cells.ranges),
            hidden_rows=self._hidden_rows(),
            hidden_columns=hidden_columns,
            widths=widths,
            default_width=self._default_width(),
            row_looks={number: self._look(row) for number, row in sheet.row_dimensions.items() if row.has_style},
            column_looks=column_looks,
            is_frozen=sheet.sheet_view.pane is not None,
            has_filter_buttons=bool(sheet.auto_filter.ref),
            filter_hides_rows=bool(sheet.auto_filter.filterColumn),
            conditional_formats=tuple(self._conditional_formats()),
            drawn=tuple(part.drawn),
            headers_and_footers=tuple(part.headers_and_footers),
            is_protected=bool(sheet.protection.sheet),
            active_cell=_active_cell(sheet.sheet_view),
        )

    def _cells(self) -> dict[tuple[int, int], Cell]:
        cells = {at: self._cell(at, cell) for at, cell in self._sheet._cells.items()}  # noqa: SLF001 - iter_rows would fill gaps
        for table in self._sheet.tables.values():
            style = table.tableStyleInfo.name if table.tableStyleInfo else None
            if style and table.headerRowCount:
                table_range = cell_range(table.ref)
                for at in [at for at in cells if at[0] == table_range.top and table_range.contains(*at)]:
                    cells[at] = replace(cells[at], look=heading_look(style, cells[at].look, self._colours))
        return cells

    def _cell(self, at: tuple[int, int], cell: Any) -> Cell:
        look = self._look(cell)
        link = getattr(cell, "hyperlink", None)
        leads_to = (link.target or link.location or "") if link is not None else ""
        if cell.data_type == "f":
            formula = cell.value if isinstance(cell.value, str) else f"={getattr(cell.value, 'text', None) or ''}"
            leads_to = leads_to or ("formula" if formula.upper().startswith("=HYPERLINK(") else "")
            return Cell(self._part.results.get(at), look, formula, link=leads_to)
        if isinstance(cell.value, CellRichText):
            return Cell(str(cell.value), look, runs=tuple(self._run(run, look) for run in cell.value), link=leads_to)
        return Cell(_value(cell.value), look, link=leads_to)

    def _run(self, run: Any, look: Look) -> Run:
        if not isinstance(run, TextBlock):
            return Run(run, look.text_colour, look.size, look.bold, look.is_superscript)
        font = run.font
        text_colour = look.text_colour if font.color is None else self._colours.seen(font.color, look.text_colour)
        return Run(run.text, text_colour, float(font.sz or look.size), bool(font.b), font.vertAlign == "superscript")

    def _look(self, styled: Any) -> Look:
        number = styled.style_id
        if number not in self._looks:
            self._looks[number] = cell_look(styled, self._colours)
        return self._looks[number]

    def _default_width(self) -> float:
        form = self._sheet.sheet_format
        width = form.defaultColWidth
        return float(width) - _PADDING if width else float(form.baseColWidth or _STANDARD_WIDTH) + 0.43

    def _columns(self) -> tuple[dict[int, float], tuple[tuple[int, int], ...], dict[int, Look]]:
        """The widths of columns, the runs of hidden ones, and the looks of those that have one."""
        widths, hidden, looks = {}, [], {}
        for columns in self._sheet.column_dimensions.values():
            if columns.min is None:
                continue
            numbers = range(columns.min, min(columns.max or columns.min, LAST_COLUMN) + 1)
            if columns.hidden or columns.width == 0:
                hidden.append((numbers[0], numbers[-1]))
            if columns.customWidth and columns.width:
                widths.update(dict.fromkeys(numbers, float(columns.width) - _PADDING))
            if columns.has_style:
                looks.update(dict.fromkeys(numbers, self._look(columns)))
        return widths, _joined(sorted(hidden)), looks

    def _hidden_rows(self) -> tuple[tuple[int, int], ...]:
        rows = self._sheet.row_dimensions
        hidden = [(number, number) for number, row in sorted(rows.items()) if row.hidden or row.height == 0]
        if self._sheet.sheet_format.zeroHeight:  # all rows are hidden of which the file does not say otherwise
            last = max((number for number, row in rows.items() if not row.hidden), default=0)
            hidden.append((last + 1, LAST_ROW))
        return _joined(hidden)

    def _conditional_formats(self) -> Iterable[ConditionalFormat]:
        for formatting in self._sheet.conditional_formatting:
            ranges = tuple(cell_range(str(part)) for part in formatting.sqref.ranges)
            for rule in formatting.rules:
                yield conditional_format(rule, ranges, self._colours)


def _active_cell(view: Any) -> str:
    """The cell that is chosen when the sheet opens: the one of the pane that is."""
    active = view.pane.activePane if view.pane is not None else "topLeft"
    return next((selection.activeCell for selection in view.selection if (selection.pane or "topLeft") == active), "A1") or "A1"


def _value(value: Any) -> Value | None:
    if value is None or isinstance(value, Value):
        return value
    return str(value)


def _joined(runs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Runs of numbers in order, those that follow each other made one."""
    joined: list[tuple[int, int]] = []
    for first, last in runs:
        if joined and joined[-1][1] >= first - 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)


def _table(table: Any) -> TableFacts:
    has_filter = table.autoFilter is not None
    return TableFacts(
        table.displayName or table.name or "",
        cell_range(table.ref),
        heading_rows=1 if table.headerRowCount is None else int(table.headerRowCount),
        total_rows=int(table.totalsRowCount or 0),
        has_filter_buttons=has_filter,
        hides_rows=has_filter and bool(table.autoFilter.filterColumn),
    )
