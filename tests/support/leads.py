"""What a lead does to a workbook, done with openpyxl: cells are found by what stands on the sheet, as a person finds them.

And what a reader of the paper sees.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl

REFERENCE = "Reference (leave as it is)"
STATE = "State"
PREVENT_MEASURES = (  # asked of the Prevent Partnership in every quarter of 2024-25
    "prevent-referrals",
    "discussed-at-channel",
    "adopted-by-channel",
    "staff-trained",
    "eligible-staff-trained",
    "training-sessions",
)


@dataclass(frozen=True)
class At:
    """An answer cell as a person finds it: its sheet, its row, and the heading over it.

    The row is the text in the Reference column; in an open table, which has none, 'tables/funding/0' is the first row
    under the headings and 'tables/funding/1' the one below it.
    """

    sheet: str
    row: str
    heading: str


def cell_of(workbook: Any, at: At) -> Any:
    """The openpyxl cell at that row and heading; the heading may be given by its beginning, else its end."""
    sheet = workbook[at.sheet]
    heading_row = heading_row_of(sheet)
    headings = {str(cell.value): cell.column for cell in sheet[heading_row] if cell.value}
    begins = [column for text, column in headings.items() if text.startswith(at.heading)]
    column = next(iter(begins or [column for text, column in headings.items() if text.endswith(at.heading)]))
    if REFERENCE in headings:
        row = next(cell.row for cell in _column(sheet, headings[REFERENCE]) if cell.value == at.row)
    else:
        row = heading_row + 1 + int(at.row.rpartition("/")[2])
    return sheet.cell(row, column)


def heading_row_of(sheet: Any) -> int:
    """The row of a grid's headings: the one that ends with Reference, or in an open table begins with State."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    with_reference = [number for number, row in enumerate(rows, 1) if REFERENCE in row]
    return next(iter(with_reference or [number for number, row in enumerate(rows, 1) if row[0] == STATE]))


def _column(sheet: Any, number: int) -> list[Any]:
    return [row[0] for row in sheet.iter_rows(min_col=number, max_col=number)]


def saved(workbook: Any) -> bytes:
    """The workbook as openpyxl saves it."""
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def type_into(source: Path, typed: Mapping[At, Any], target: Path) -> dict[At, str]:
    """Save a copy of a workbook with values typed into it; return the name of each cell."""
    workbook = openpyxl.load_workbook(source)
    names = {}
    for at, value in typed.items():
        cell = cell_of(workbook, at)
        cell.value = value
        names[at] = cell.coordinate
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(saved(workbook))
    return names


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes, lock files apart."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.name != ".lock"}


def row_of(paper: Path, text: str) -> list[str]:
    """The texts of the row of a paper's tables whose first cell begins with that text."""
    rows = [[cell.text for cell in row.cells] for table in docx.Document(str(paper)).tables for row in table.rows]
    return next(row for row in rows if row[0].startswith(text))


def rezipped(content: bytes, change: Callable[[str, bytes], bytes] = lambda _, part: part, level: int = 6) -> bytes:
    """The same package with its parts changed, packed anew."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as target:
        for member in source.infolist():
            target.writestr(member.filename, change(member.filename, source.read(member)))
    return stream.getvalue()
