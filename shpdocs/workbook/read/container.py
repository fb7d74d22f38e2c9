"""What a file is by its first bytes and the names of its parts; of what is no .xlsx workbook, how one is made."""

from __future__ import annotations

import re

from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.model.settings import Limits
from shpdocs.ooxml.bounds import Fault, workbook_bounds
from shpdocs.ooxml.package import Package, open_package
from shpdocs.ooxml.part_names import part_key
from shpdocs.workbook.read.locked import (
    BY_RIGHTS,
    NUMBERS_LOCKED,
    OLD_LOCKED,
    OPEN_DOCUMENT_LOCKED,
    ZIP_LOCKED,
    FileKind,
    is_locked_by_rights,
    is_old_and_locked,
    lock_of,
)

_BEGINNINGS = (
    (b"%PDF", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"),
    (b"II*\0", "picture"), (b"MM\0*", "picture"), (b"RIFF", "picture"), (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"), (b".pfile", "rights"), (b"-----BEGIN PGP", "encrypted"), (b"-----BEGIN PKCS7", "encrypted"),
    (b"MIME-Version:", "e-mail"), (b"Received:", "e-mail"), (b"Return-Path:", "e-mail"),
)  # fmt: skip
_WHOLE_FILE = {"empty": "empty-file", "cut-off": "incomplete-file"}
_STREAMS = (("WordDocument", "word"), ("PowerPoint Document", "presentation"), ("__substg1.0_", "e-mail"))
_CLOUD = re.compile(rb'^\s*\{\s*"(url|doc_id)"\s*:|^\[InternetShortcut\]', re.IGNORECASE)
_EXCEL = "Open it in Excel, choose File > Save As > 'Excel Workbook (.xlsx)', and send that."
_LIBREOFFICE = "Open it in LibreOffice, choose File > Save As > 'Excel 2007-365 (.xlsx)', and send that."
_NO_CELLS = "Fill in the workbook that was issued, and send that as 'Excel Workbook (.xlsx)'."
_UNPACK = "Unpack it, and send the workbook in it by itself."


# OpenDocument is refused: the readers of it that are kept well give no formulas and no number formats, so that a sum or a
# date in it would be read as something else, and LibreOffice itself saves what we can read.
FILE_KINDS = {
    "ods": FileKind("an OpenDocument spreadsheet (.ods)", _LIBREOFFICE),
    "fods": FileKind("a flat OpenDocument spreadsheet (.fods)", _LIBREOFFICE),
    "xlsb": FileKind("a binary workbook (.xlsb)", _EXCEL),
    "xml-2003": FileKind("an XML spreadsheet of 2003", _EXCEL),
    "numbers": FileKind("a Numbers spreadsheet", "In Numbers, choose File > Export To > Excel, and send that."),
    "shortcut": FileKind("only a shortcut to a file in the cloud", "Download the workbook itself as .xlsx, and send that."),
    "web-page": FileKind("a web page", f"If it was downloaded, sign in first and download it again. Else: {_NO_CELLS}"),
    "text": FileKind("a text or CSV file", _NO_CELLS),
    "xml": FileKind("an XML file", _NO_CELLS),
    "pdf": FileKind("a PDF", _NO_CELLS),
    "word": FileKind("a Word document", _NO_CELLS),
    "presentation": FileKind("a presentation", _NO_CELLS),
    "odt": FileKind("an OpenDocument text or drawing", _NO_CELLS),
    "rtf": FileKind("a rich text document (.rtf)", _NO_CELLS),
    "picture": FileKind("a picture", _NO_CELLS),
    "e-mail": FileKind("an e-mail", "Save the workbook that is attached to it, and send that."),
    "zip": FileKind("a zip archive", _UNPACK),
    "archive": FileKind("a packed archive", _UNPACK),
    "rights": FileKind("a file that rights management has locked (.pfile)", BY_RIGHTS.how),
    "encrypted": FileKind("encrypted for one recipient", "Send the workbook itself, not encrypted."),
    "unknown": FileKind("a file of an unknown kind", _NO_CELLS),
}
OLD_OR_LOCKED = FileKind(
    "an older Office file, or locked with a password", "Open it, take the password off, save it as 'Excel Workbook (.xlsx)', and send that."
)
OLD_EXCEL = FileKind("an older Excel file (.xls)", _EXCEL)


def open_workbook(content: bytes, file: str, limits: Limits) -> Package | Problem:
    """Return a workbook's package, or the problem by which it is no workbook.

    Raises:
        PackageError: it is no package that may be read.
    """
    package = open_package(content, workbook_bounds(limits))
    keys = [part_key(name) for name in package.names]
    if not any(key.startswith("xl/") for key in keys) or "xl/workbook.bin" in keys:
        locked = _packed_lock(package, keys)
        return (
            Problem("protected-file", Place(file), details=_details(locked))
            if locked
            else _no_workbook(_packed_kind(package, keys), Place(file))
        )
    return package


def fault_problem(fault: Fault, content: bytes, file: str) -> Problem:
    """What is wrong with a file, as a problem that says what to do."""
    place = Place(file)
    if fault.code == "oversized":
        return Problem("oversized-file", place, fault.entered, details={"limit": fault.limit})
    if fault.code == "not-a-package":
        return _no_workbook(_kind(content), place)
    if fault.code == "old-office":
        return _old_office(content, place)
    if fault.code == "locked":
        kind = ZIP_LOCKED if content.startswith(b"PK") else lock_of(content)
        return Problem("protected-file", place, details=_details(kind))
    if fault.code == "doubled":
        return Problem("doubled-part", place, fault.part)
    return Problem(_WHOLE_FILE.get(fault.code, "damaged-file"), place)


def _no_workbook(kind: str, place: Place) -> Problem:
    return Problem("not-a-workbook", place, details=_details(FILE_KINDS[kind]))


def _details(kind: FileKind) -> dict[str, str]:
    return {"kind": kind.words, "how": kind.how}


def _old_office(content: bytes, place: Place) -> Problem:
    """An old Office file: its directory names its streams in two-byte letters."""
    if is_locked_by_rights(content):
        return Problem("protected-file", place, details=_details(lock_of(content)))
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return Problem("protected-file", place, details=_details(OLD_LOCKED if is_old_and_locked(content) else OLD_EXCEL))
    kind = next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in content), "")
    return _no_workbook(kind, place) if kind else Problem("protected-file", place, details=_details(OLD_OR_LOCKED))


def _packed_lock(package: Package, keys: list[str]) -> FileKind | None:
    """How a file of another program is locked, though its package is open."""
    manifest = "meta-inf/manifest.xml"
    if "mimetype" in keys and manifest in keys and b"encryption-data" in package.read(manifest):
        return OPEN_DOCUMENT_LOCKED
    return NUMBERS_LOCKED if ".iwph" in keys or ".iwpv2" in keys else None


def _packed_kind(package: Package, keys: list[str]) -> str:
    if "xl/workbook.bin" in keys:
        return "xlsb"
    if "mimetype" in keys:
        kind = package.read("mimetype")
        return "ods" if b"opendocument.spreadsheet" in kind else "odt" if b"opendocument" in kind else "zip"
    beginnings = (("word/", "word"), ("ppt/", "presentation"), ("index/", "numbers"), ("index.zip", "numbers"))
    return next((kind for beginning, kind in beginnings if any(key.startswith(beginning) for key in keys)), "zip")


def _kind(content: bytes) -> str:
    """The kind of a file that is not packed."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            return kind
    head = _letters(content)
    small = head.lower()
    if _CLOUD.match(small.encode()):
        return "shortcut"
    if any(mark in small for mark in ("<!doctype html", "<html", "<table")):
        return "web-page"
    if small.lstrip().startswith("<?xml"):
        return "xml-2003" if "office:spreadsheet" in small else "fods" if "office:document" in small else "xml"
    return "text" if head and all(letter.isprintable() or letter in "\t\r\n\f" for letter in head) else "unknown"


def _letters(content: bytes) -> str:
    """The beginning of a text, '' if it is none."""
    head = content[:4096]
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if head.startswith(mark):
            return head.decode(encoding, "ignore")
    if b"\0" in head:
        return ""
    try:
        return content[:4099].decode("utf-8", "strict" if len(content) <= 4099 else "ignore")
    except UnicodeDecodeError:
        return head.decode("cp1252", "replace")
