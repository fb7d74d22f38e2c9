"""What a file is by its first bytes and its directory, before anything is unpacked; of what is no .xlsx workbook, how one is made."""

from __future__ import annotations

import re
import zipfile

from msgspec import Struct

from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.model.settings import MB, Limits

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_MOST_DEFLATED = 1_100  # times: no stream unpacks to more
_MOST_CHANCE = 100  # marks of a directory entry that may stand in packed bytes by chance
_BEGINNINGS = (
    (b"%PDF", "pdf"), (b"{\\rtf", "rtf"), (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"),
    (b"II*\0", "picture"), (b"MM\0*", "picture"), (b"RIFF", "picture"), (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"), (b"MIME-Version:", "e-mail"), (b"Received:", "e-mail"), (b"Return-Path:", "e-mail"),
)  # fmt: skip
_STREAMS = (("WordDocument", "word"), ("PowerPoint Document", "presentation"), ("__substg1.0_", "e-mail"))
_CLOUD = re.compile(rb'^\s*\{\s*"(url|doc_id)"\s*:|^\[InternetShortcut\]', re.IGNORECASE)
_EXCEL = "Open it in Excel, choose File > Save As > 'Excel Workbook (.xlsx)', and send that."
_LIBREOFFICE = "Open it in LibreOffice, choose File > Save As > 'Excel 2007-365 (.xlsx)', and send that."
_NO_CELLS = "Fill in the workbook that was issued, and send that as 'Excel Workbook (.xlsx)'."
_UNPACK = "Unpack it, and send the workbook in it by itself."


class FileKind(Struct, frozen=True):
    """A kind of file: `words` follow 'is', `how` says what to do."""

    words: str
    how: str


# OpenDocument is refused: the readers of it that are kept well give no formulas and no number formats, so that a sum or a
# date in it would be read as something else, and LibreOffice itself saves what we can read.
FILE_KINDS = {
    "ods": FileKind("an OpenDocument spreadsheet (.ods)", _LIBREOFFICE),
    "fods": FileKind("a flat OpenDocument spreadsheet (.fods)", _LIBREOFFICE),
    "xlsb": FileKind("a binary workbook (.xlsb)", _EXCEL),
    "xml-2003": FileKind("an XML spreadsheet of 2003", _EXCEL),
    "numbers": FileKind("a Numbers spreadsheet", "In Numbers, choose File > Export To > Excel, and send that."),
    "shortcut": FileKind("only a shortcut to a file in the cloud", "Download the workbook itself as .xlsx, and send that."),
    "web-page": FileKind("a web page", _NO_CELLS),
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
    "unknown": FileKind("a file of an unknown kind", _NO_CELLS),
}
LOCKED = FileKind("locked with a password", "Open it, take the password off with File > Info > Protect Workbook, and save it again.")
OLD_OR_LOCKED = FileKind(
    "an older Office file, or locked with a password", "Open it, take the password off, save it as 'Excel Workbook (.xlsx)', and send that."
)
OLD_EXCEL = FileKind("an older Excel file (.xls)", _EXCEL)


def file_problem(content: bytes, file: str, limits: Limits) -> Problem | None:
    """Return what is wrong with a file by its bytes alone; None if it may be a workbook."""
    place = Place(file)
    if content.count(0) == len(content):  # programs that sync files leave such ones
        return Problem("empty-file", place)
    if len(content) > limits.largest_file * MB:
        return _oversized(place, f"{len(content) / MB:,.1f} MB", f"{limits.largest_file:,} MB")
    if content.startswith(_OLD_OFFICE):
        return _old_office(content, place)
    if not content.startswith(b"PK"):
        return _no_workbook(_kind(content), place)
    if content.count(b"PK\1\2") > limits.most_parts + _MOST_CHANCE:
        return _oversized(place, f"more than {limits.most_parts:,} parts", f"{limits.most_parts:,}")
    return None


def directory_problem(archive: zipfile.ZipFile, file: str, limits: Limits) -> Problem | None:
    """Return what is wrong with a package by its directory; None if its parts may be read."""
    place, members = Place(file), archive.infolist()
    names = [member.filename.replace("\\", "/").lstrip("/").lower() for member in members]
    if len(names) > limits.most_parts:
        return _oversized(place, f"{len(names):,} parts", f"{limits.most_parts:,}")
    if not any(name.startswith("xl/") and name != "xl/workbook.bin" for name in names) or "xl/workbook.bin" in names:
        return _no_workbook(_packed_kind(archive, names), place)
    if any(member.flag_bits & 1 for member in members):
        return Problem("protected-file", place, details=_told(LOCKED))
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.largest_unpacked * MB:
        return _oversized(place, f"{unpacked / MB:,.1f} MB when unpacked", f"{limits.largest_unpacked:,} MB")
    if len(set(names)) < len(names) or _lies(members):
        return Problem("damaged-file", place)
    return None


def _lies(members: list[zipfile.ZipInfo]) -> bool:
    """Whether the directory cannot be true: parts that overlap, or unpack to more than they can."""
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end or member.file_size > _MOST_DEFLATED * (member.compress_size + 1):
            return True
        end = member.header_offset + 30 + member.compress_size
    return False


def _oversized(place: Place, entered: str, limit: str) -> Problem:
    return Problem("oversized-file", place, entered, details={"limit": limit})


def _no_workbook(kind: str, place: Place) -> Problem:
    return Problem("not-a-workbook", place, details=_told(FILE_KINDS[kind]))


def _told(kind: FileKind) -> dict[str, str]:
    return {"kind": kind.words, "how": kind.how}


def _old_office(content: bytes, place: Place) -> Problem:
    """An old Office file, or one with a password: its directory names its streams in two-byte letters."""
    if _stream("EncryptedPackage") in content:
        return Problem("protected-file", place, details=_told(LOCKED))
    if _stream("Workbook") in content or _stream("Book") in content:
        return Problem("protected-file", place, details=_told(OLD_EXCEL))
    kind = next((kind for name, kind in _STREAMS if _stream(name) in content), "")
    return _no_workbook(kind, place) if kind else Problem("protected-file", place, details=_told(OLD_OR_LOCKED))


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _packed_kind(archive: zipfile.ZipFile, names: list[str]) -> str:
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names:
        named = archive.open(archive.infolist()[names.index("mimetype")]).read(100)
        return "ods" if b"opendocument.spreadsheet" in named else "odt" if b"opendocument" in named else "zip"
    for beginning, kind in (("word/", "word"), ("ppt/", "presentation"), ("index/", "numbers")):
        if any(name.startswith(beginning) for name in names):
            return kind
    return "zip"


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
