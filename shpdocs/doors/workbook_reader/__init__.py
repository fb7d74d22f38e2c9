"""The door to received workbooks: their cells, names and stamp. Nothing is computed, trusted or guessed.

Our own reader, because a return needs what quick libraries leave out (formulas, number formats, names) and openpyxl
takes ten times as long for it, most of that to be loaded. Tests hold it against openpyxl, cell by cell.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from shpdocs.doors.workbook_reader.package import Package, UnreadableError
from shpdocs.doors.workbook_reader.parts import read_content
from shpdocs.words.problem import Problem
from shpdocs.words.returns import Place
from shpdocs.words.workbook import WorkbookContent

LARGEST_UNPACKED = 200_000_000  # bytes; a full return unpacks to less than a hundredth of this
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # .xls, and .xlsx with a password


def read_workbook(content: bytes, file: str) -> WorkbookContent | Problem:
    """Return what the file holds, or the one problem that keeps it from being read."""
    place = Place(file)
    if content.startswith(_OLD_OFFICE):
        return Problem("protected-file", place)
    if not content.startswith(b"PK"):
        return Problem("not-a-workbook", place)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            fault = _directory_fault(archive)
            return Problem(fault, place) if fault else read_content(Package(archive), file)
    except (UnreadableError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, LookupError, ArithmeticError):
        return Problem("damaged-file", place)


def _directory_fault(archive: zipfile.ZipFile) -> str:
    """Judge the package by its directory, before anything is unpacked."""
    members = archive.infolist()
    if not any(member.filename.lower().startswith("xl/") for member in members):
        return "not-a-workbook"
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        return "damaged-file"
    return "oversized-file" if sum(member.file_size for member in members) > LARGEST_UNPACKED else ""
