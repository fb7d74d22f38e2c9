"""Auditing: any workbook against the rules of accessibility. Needs no partnership folder and stores nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from shpdocs.doors.workbook_facts import read_facts
from shpdocs.rules.audit import audit_workbook
from shpdocs.verbs.files import find_files
from shpdocs.words.audited import Audited, Unread
from shpdocs.words.errors import ShpdocsError, UsageError


def audit(files: Iterable[str | Path]) -> tuple[Audited, ...]:
    """Judge every file named, and all workbooks (.xlsx) in the folders named, by the rules X1 to X13.

    A file that is no workbook, is locked, damaged, too large or not given by the disk is `unread`.

    Raises:
        UsageError: a file does not exist, is a Word paper, or a folder holds no workbook.
    """
    found = [path for named in files for path in _workbooks(Path(named))]
    return tuple(_audited(path) for path in dict.fromkeys(found))


def _audited(path: Path) -> Audited:
    """How a file stands, or why it could not be read: one that cannot does not keep the others waiting."""
    try:
        return audit_workbook(read_facts(path.read_bytes(), path.name))
    except ShpdocsError as error:
        return Audited(path.name, unread=Unread(error.what, error.remedy))
    except OSError:
        mend = "Check that you may read it and that it is not open in another program, and audit it again."
        return Audited(path.name, unread=Unread(f"{path.name} cannot be opened.", mend))


def _workbooks(named: Path) -> list[Path]:
    found = find_files((named,))
    if named.is_dir():
        workbooks = [path for path in found.taken if path.suffix.lower() == ".xlsx"]
        if not workbooks:
            raise UsageError(f"There is no workbook (.xlsx) in '{named.name}'.", "Name a workbook, or a folder that holds some.")
        return workbooks
    if named.suffix.lower() == ".docx":
        raise UsageError(f"'{named.name}' is a Word paper: only workbooks (.xlsx) can be audited yet.", "Name a workbook.")
    if not found.taken:
        raise UsageError(f"'{named.name}' is a lock file or a temporary file.", "Name the workbook itself.")
    return list(found.taken)
