"""What openpyxl reads from a workbook, in our words: the reference that our own reader is held against."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from shpdocs.words.problem import Problem
from shpdocs.words.returns import Place, RawCell
from shpdocs.words.workbook import SheetContent, WorkbookContent, cell_name

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_UNPACKED = 200_000_000  # bytes; a full return unpacks to less than a hundredth of this
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx with a password
_ONE_CELL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?(\d+)")


def read_workbook(content: bytes, file: str) -> WorkbookContent | Problem:
    """Return what the file holds, or the one problem that keeps it from being read."""
    place = Place(file)
    if content.startswith(_OLD_OFFICE):
        return Problem("protected-file", place)
    fault = _package_fault(content)
    if fault:
        return Problem(fault, place)
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(BytesIO(content))
        return _content(workbook, file)
    except Exception:  # noqa: BLE001 - a broken part makes openpyxl raise anything: TypeError, KeyError, ParseError …
        return Problem("damaged-file", place)


def _package_fault(content: bytes) -> str:
    """Judge the package by its directory, before anything is unpacked."""
    if not content.startswith(b"PK"):
        return "not-a-workbook"
    try:
        members = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return "damaged-file"
    names = {member.filename.lower() for member in members}
    if "xl/workbook.xml" not in names and "[content_types].xml" not in names:
        return "not-a-workbook"
    if not any(name.startswith("xl/") for name in names):
        return "not-a-workbook"
    return "oversized-file" if sum(member.file_size for member in members) > LARGEST_UNPACKED else ""


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
            found[name] = (title, (int(match[4]), _column_number(match[3])))
    return found


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _stamp_property(workbook: Workbook) -> str:
    for item in workbook.custom_doc_props.props:
        if item.name == "shpdocs-stamp" and isinstance(item.value, str):
            return item.value
    return workbook.properties.subject or ""
