"""What openpyxl reads from a workbook, in our words: the reference that our own reader is held against."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl

from shpdocs.model.cells import cell_name, column_number
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import SheetContent, WorkbookContent

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_ONE_CELL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)")


def read_workbook(content: bytes, file: str) -> WorkbookContent:
    """Return what openpyxl finds in a sound workbook."""
    return _content(openpyxl.load_workbook(BytesIO(content)), file)


def _content(workbook: Workbook, file: str) -> WorkbookContent:
    sheets = tuple(_sheet(sheet, file) for sheet in workbook.worksheets)
    return WorkbookContent(file, sheets, _names(workbook), _stamp_property(workbook))


def _sheet(sheet: Worksheet, file: str) -> SheetContent:
    cells = {}
    for (row, column), cell in sheet._cells.items():  # iter_rows() makes a cell for every gap, for ever on a far stray one
        if cell.value is not None:
            cells[row, column] = _cell(cell, Place(file, sheet.title, cell_name(row, column)))
    return SheetContent(sheet.title, cells)


def _cell(cell: Any, place: Place) -> RawCell:
    value, number_format = cell.value, str(cell.number_format)
    if cell.data_type == "f":
        text = value if isinstance(value, str) else str(getattr(value, "text", None) or "array formula")
        return RawCell(place, None, number_format, formula=text)
    if cell.data_type == "e":
        return RawCell(place, str(value), number_format, is_error=True)
    if isinstance(value, str | int | float | bool) or hasattr(value, "isoformat"):
        return RawCell(place, value, number_format)
    return RawCell(place, str(value), number_format)


def _names(workbook: Workbook) -> dict[str, tuple[str, tuple[int, int]]]:
    """The names that stand for one cell, wherever a program has put them: in the workbook or on a sheet."""
    found: dict[str, tuple[str, tuple[int, int]]] = {}
    sheet_names = [item for sheet in workbook.worksheets for item in sheet.defined_names.items()]
    for name, defined in [*sheet_names, *workbook.defined_names.items()]:
        match = _ONE_CELL.fullmatch((defined.attr_text or "").lstrip("="))
        if match:
            title = (match[1] or match[2]).replace("''", "'")
            found[name] = (title, (int(match[4]), column_number(match[3])))
    return found


def _stamp_property(workbook: Workbook) -> str:
    own = [item.value for item in workbook.custom_doc_props.props if item.name == "shpdocs-stamp" and isinstance(item.value, str)]
    return "\n".join(dict.fromkeys(text for text in [*own, workbook.properties.subject] if text))
