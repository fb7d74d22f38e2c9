"""Auditing: any workbook or Word file against the rules of accessibility. Needs no partnership folder and stores nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace

from shpdocs.accessibility.paper_facts import read_paper_facts
from shpdocs.accessibility.paper_rules import audit_paper
from shpdocs.commands.files import find_files
from shpdocs.model.audit import AuditedFile, UnreadFile
from shpdocs.model.errors import ShpdocsError, UsageError
from shpdocs.model.settings import MB, WordLimits
from shpdocs.store.disk import read_file

_USUAL = WordLimits()
_OF_PROPERTIES = ("W1", "W16")  # rules on the properties of a file, and on what no appendix comes in with
_WORKBOOKS, _PAPERS = (".xlsx", ".xlsm", ".xltx", ".xltm"), (".docx", ".docm", ".dotx", ".dotm")


def audit(files: Iterable[str | Path]) -> tuple[AuditedFile, ...]:
    """Judge every file named, and all workbooks and Word files in the folders named: workbooks by X1 to X13, papers by W1 to W16.

    A file that is neither, is locked, damaged, too large or not given by the disk is `unread`.

    Raises:
        UsageError: a file does not exist, or a folder holds nothing that can be audited.
    """
    paths = [path for named in files for path in _auditable(Path(named))]
    return tuple(_audited(path) for path in dict.fromkeys(paths))


def audit_paper_bytes(content: bytes, name: str, limits: WordLimits = _USUAL) -> AuditedFile:
    """Judge a Word file by its bytes. One that is no Word document, is locked, damaged or too large is `unread`."""
    try:
        return audit_paper(read_paper_facts(content, name, limits))
    except ShpdocsError as error:
        return _unread(name, error)


def audit_appendix_bytes(content: bytes, name: str, limits: WordLimits) -> AuditedFile:
    """Judge what comes in of an appendix, by its bytes, by the rules for what stands on pages: its properties do not come in."""
    audited = audit_paper_bytes(content, name, limits)
    return replace(audited, results=tuple(result for result in audited.results if result.code not in _OF_PROPERTIES))


def _audited(path: Path) -> AuditedFile:
    """How a file stands, or why it could not be read: one that cannot does not keep the others waiting."""
    try:
        content = read_file(path, _USUAL.largest_file * MB)
        if path.suffix.lower() in _PAPERS:
            return audit_paper_bytes(content, path.name)
        return _audited_workbook(content, path.name)
    except ShpdocsError as error:
        return _unread(path.name, error)
    except OSError:
        mend = "Check that you may read it and that it is not open in another program, and audit it again."
        return AuditedFile(path.name, unread=UnreadFile(f"{path.name} cannot be opened.", mend))


def _unread(name: str, error: ShpdocsError) -> AuditedFile:
    return AuditedFile(name, unread=UnreadFile(error.what, error.remedy))


def _audited_workbook(content: bytes, name: str) -> AuditedFile:
    from shpdocs.accessibility.workbook_facts import read_workbook_facts  # late: assemble audits papers only, without openpyxl
    from shpdocs.accessibility.workbook_rules import audit_workbook  # late: as the facts that it judges

    return audit_workbook(read_workbook_facts(content, name))


def _auditable(named: Path) -> list[Path]:
    found = find_files((named,))
    if named.is_dir():
        auditable = [path for path in found.files if path.suffix.lower() in (*_WORKBOOKS, *_PAPERS)]
        if not auditable:
            what = f"There is no workbook (.xlsx) and no Word file (.docx) in '{named.name}'."
            raise UsageError(what, "Name a workbook or a Word file, or a folder that holds some.")
        return auditable
    if not found.files and found.unreadable:
        raise UsageError(f"'{named.name}' is no file.", "Name the file itself.")
    if not found.files:
        raise UsageError(f"'{named.name}' is a lock file or a temporary file.", "Name the file itself.")
    return list(found.files)
