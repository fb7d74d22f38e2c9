"""Any workbook that is to be audited, read into everything about it that a rule may ask, as plain facts.

The only place that reads the file. openpyxl gives cells and looks, `parts` what it leaves out. What could harm (too
large inside, entities, ranges beyond measure) is turned away before openpyxl sees it.
"""

from __future__ import annotations

import warnings
from collections import deque

from msgspec.structs import replace

from shpdocs.accessibility.workbook_facts.parts import SheetPart, read_sheet_part
from shpdocs.accessibility.workbook_facts.sheets import workbook_facts
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.problem import Problem
from shpdocs.model.settings import Limits
from shpdocs.model.workbook_facts import WorkbookFacts
from shpdocs.ooxml.bounds import PackageError, workbook_bounds
from shpdocs.ooxml.package import Package, open_package, pack
from shpdocs.ooxml.xml import STRICT, as_usual
from shpdocs.workbook.read import read_any_workbook
from shpdocs.workbook.read.parts import Book, read_book

_BOUNDS = replace(workbook_bounds(Limits()), xml=50_000_000)  # openpyxl needs some twenty times as much memory
_DEEP = 4  # levels within a part: what stands so deep is small in any that may be audited
_MOST_COVERED = 1_000_000  # cells of merged and linked ranges: openpyxl makes every one of them

_DAMAGED = ("is damaged and cannot be audited.", "Open it in Excel, save a fresh copy as 'Excel Workbook (.xlsx)' and audit that.")
_UNCLEAR = ("cannot be read closely enough to be audited.", _DAMAGED[1])
_TOO_LARGE = ("is far larger inside than a workbook for readers can be.", "Leave out what is not for readers, and audit that.")
_REASONS = {
    "not-a-workbook": ("is not an Excel workbook (.xlsx).", "Open it, save it as 'Excel Workbook (.xlsx)' and audit that."),
    "protected-file": (
        "is an older Excel file (.xls) or is locked with a password.",
        "Open it, take the password off, save it as 'Excel Workbook (.xlsx)' and audit that.",
    ),
    "incomplete-file": ("breaks off: it has not arrived whole.", "Wait until it has been downloaded or synced, and audit it again."),
    "empty-file": ("is empty: it has not arrived whole.", "Wait until the drive has synced it, and audit it again."),
    "doubled-part": ("holds two different parts of one name, so that nobody can say which is shown.", _DAMAGED[1]),
    "oversized-file": _TOO_LARGE,
    "damaged-file": _DAMAGED,
}


def read_workbook_facts(content: bytes, file: str) -> WorkbookFacts:
    """Return the facts of a workbook.

    Raises:
        ShpdocsError: the file is no workbook, is locked, damaged or too large to be audited.
    """
    try:
        read = read_any_workbook(content, file)
    except Exception:  # noqa: BLE001 - what our reader does not know how to take is no damage, and stops no other file
        raise _error(file, _UNCLEAR) from None
    if isinstance(read, Problem):
        raise _error(file, _REASONS.get(read.code, _DAMAGED))
    try:
        package, book, sheets = _read_parts(content)
    except PackageError as error:
        raise _error(file, _TOO_LARGE if error.fault.code == "oversized" else _DAMAGED) from None
    if sum(sheet.covered for sheet in sheets) > _MOST_COVERED:
        reason = ("has more than a million cells that are merged or linked.", "Unmerge them, or unlink them, and audit it again.")
        raise _error(file, reason)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out; the rules do not ask for that
        try:
            return workbook_facts(_usual(content, package), package, book, sheets, file)
        except Exception:  # noqa: BLE001 - openpyxl raises whatever a stranger's file makes Python raise
            raise _error(file, _UNCLEAR) from None


def _usual(content: bytes, package: Package) -> bytes:
    """A workbook of the strict kind of the format as one of the usual kind, which openpyxl knows alone; any other as it is."""
    if not any(relation.type.encode().startswith(STRICT) for relation in package.relations("")):
        return content
    return pack({name: as_usual(package.read(name)) for name in package.names})


def _error(file: str, reason: tuple[str, str]) -> ShpdocsError:
    return ShpdocsError(f"{file} {reason[0]}", reason[1])


def _read_parts(content: bytes) -> tuple[Package, Book, list[SheetPart]]:
    """The package, the workbook part and those of the sheets, once it is sure that all parts can be read without harm.

    Raises:
        PackageError: one is damaged or declares entities, or they are too large.
    """
    checked, package = open_package(content, _BOUNDS), open_package(content, workbook_bounds(Limits()))
    for name in checked.names:
        if name.lower().endswith((".xml", ".rels")):
            deque(checked.branches(name, _DEEP), maxlen=0)
    book = read_book(package, Limits().most_cells)
    return package, book, [read_sheet_part(package, tab) for tab in book.tabs]
