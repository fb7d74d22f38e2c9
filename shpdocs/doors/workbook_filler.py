"""The door through which the demo types: values into the answer cells of an issued workbook, saved as a lead saves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO

Typed = str | int | float | bool | date


def fill_workbook(content: bytes, typed: Mapping[tuple[str, str], Typed]) -> bytes:
    """Return the workbook with each value in its cell; keys are sheet and cell, as in ('Measures', 'H5')."""
    import openpyxl

    workbook = openpyxl.load_workbook(BytesIO(content))
    for (sheet, cell), value in typed.items():
        workbook[sheet][cell] = value
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()
