"""Filling in an issued workbook as a lead would, for the demo: values into its answer cells, saved as programs save."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl

from shpdocs.workbook.layout import row_pixels

Typed = str | int | float | bool | date

_POINTS = 0.75  # a pixel, in the points in which openpyxl counts heights


def fill_workbook(content: bytes, typed: Mapping[tuple[str, str], Typed]) -> bytes:
    """Return the workbook with each value in its cell; keys are sheet and cell, as in ('Measures', 'H5')."""
    workbook = openpyxl.load_workbook(BytesIO(content))
    for (sheet, cell), value in typed.items():
        workbook[sheet][cell] = value
        if isinstance(value, str):
            _make_room(workbook[sheet], cell, value)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _make_room(sheet: Any, cell: str, text: str) -> None:
    """Fit the row to a long text, as Excel and LibreOffice do while somebody types."""
    number = sheet[cell].column  # openpyxl keeps equal neighbours as one column, under the first one's letter
    width = next((column.width for column in sheet.column_dimensions.values() if column.min <= number <= column.max), 8.43)
    row = sheet.row_dimensions[sheet[cell].row]
    row.height = max(row.height or 0, row_pixels([(text, width)]) * _POINTS)
