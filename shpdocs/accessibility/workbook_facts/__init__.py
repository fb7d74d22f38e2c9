"""Any workbook that is to be audited, read into everything about it that a rule may ask, as plain facts.

The only place that reads the file. openpyxl gives cells and looks, `parts` what it leaves out. What could harm (too
large inside, entities, ranges beyond measure) is turned away before openpyxl sees it.
"""

from __future__ import annotations

import warnings
import zipfile
import zlib
from io import BytesIO

from shpdocs.accessibility.workbook_facts.parts import BookParts, read_parts
from shpdocs.accessibility.workbook_facts.sheets import workbook_facts
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.problem import Problem
from shpdocs.model.workbook_facts import WorkbookFacts
from shpdocs.workbook.read import read_any_workbook
from shpdocs.workbook.read.package import Package, UnreadableError

LARGEST_XML = 50_000_000  # bytes unpacked; openpyxl needs some twenty times as much memory
MOST_COVERED = 1_000_000  # cells of merged and linked ranges: openpyxl makes every one of them

_DAMAGED = ("is damaged and cannot be audited.", "Open it in Excel, save a fresh copy as 'Excel Workbook (.xlsx)' and audit that.")
_UNCLEAR = ("cannot be read closely enough to be audited.", _DAMAGED[1])
_TOO_LARGE = ("is far larger inside than a workbook for readers can be.", "Leave out what is not for readers, and audit that.")
_REASONS = {
    "not-a-workbook": ("is not an Excel workbook (.xlsx).", "Open it, save it as 'Excel Workbook (.xlsx)' and audit that."),
    "protected-file": (
        "is an older Excel file (.xls) or is locked with a password.",
        "Open it, take the password off, save it as 'Excel Workbook (.xlsx)' and audit that.",
    ),
    "empty-file": ("is empty: it has not arrived whole.", "Wait until the drive has synced it, and audit it again."),
    "oversized-file": _TOO_LARGE,
    "damaged-file": _DAMAGED,
}


def read_workbook_facts(content: bytes, file: str) -> WorkbookFacts:
    """Return the facts of a workbook.

    Raises:
        ShpdocsError: the file is no workbook, is locked, damaged or too large to be audited.
    """
    read = read_any_workbook(content, file)
    if isinstance(read, Problem):
        raise _error(file, _REASONS.get(read.code, _DAMAGED))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out; the rules do not ask for that
        try:
            return _read(content, file)
        except ShpdocsError:
            raise
        except Exception:  # noqa: BLE001 - openpyxl raises whatever a stranger's file makes Python raise
            raise _error(file, _UNCLEAR) from None


def _error(file: str, reason: tuple[str, str]) -> ShpdocsError:
    return ShpdocsError(f"{file} {reason[0]}", reason[1])


def _read(content: bytes, file: str) -> WorkbookFacts:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = _safe_parts(archive, file)
    return workbook_facts(content, parts, file)


def _safe_parts(archive: zipfile.ZipFile, file: str) -> BookParts:
    """The parts, once it is sure that all of them can be read without harm.

    Raises:
        ShpdocsError: one is damaged or declares entities, or they are too large.
    """
    members = [member for member in archive.infolist() if member.filename.lower().endswith((".xml", ".rels"))]
    if sum(member.file_size for member in members) > LARGEST_XML:
        raise _error(file, _TOO_LARGE)
    package = Package(archive)
    try:
        for member in members:
            package.parse(member.filename)
        parts = read_parts(package)
    except (UnreadableError, zipfile.BadZipFile, zlib.error):
        raise _error(file, _DAMAGED) from None
    if sum(sheet.covered for sheet in parts.sheets) > MOST_COVERED:
        reason = ("has more than a million cells that are merged or linked.", "Unmerge them, or unlink them, and audit it again.")
        raise _error(file, reason)
    return parts
