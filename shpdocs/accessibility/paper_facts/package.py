"""The package of a Word file: its parts as trees of XML, once it is sure that they can be read without harm, and how to read a value."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError, fromstring

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - as the files call it
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VAL = W + "val"
_LARGEST = 1e9  # of a number that Word could mean
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
LARGEST_FILE = 200_000_000  # bytes; pictures count
LARGEST_XML = 50_000_000  # bytes unpacked, all parts that are read together; a tree needs some ten times as much memory
MOST_PARTS = 5_000
MOST_TAGS = 6_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/"
# The strict kind of the format says the same under other names.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _TRANSITIONAL + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _TRANSITIONAL + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", _TRANSITIONAL + b"drawingml/2006/wordprocessingDrawing"),
    (b"http://purl.oclc.org/ooxml/drawingml/", _TRANSITIONAL + b"drawingml/2006/"),
)

_WORD = "Open it in Word, save it as 'Word Document (.docx)' and audit that."
_DAMAGED = ("is damaged and cannot be audited.", "Open it in Word, save a fresh copy as 'Word Document (.docx)' and audit that.")
_LARGE = ("is far larger inside than a paper for readers can be.", "Leave out what is not for readers, and audit that.")
_NO_WORD = ("is not a Word document (.docx).", _WORD)
_LOCKED = ("is locked with a password.", "Open it, take the password off (File, Info, Protect Document), save it and audit that.")
_OLD = ("is an older Word document (.doc) or another older Office file.", _WORD)
_EMPTY = ("is empty: it has not arrived whole.", "Wait until the drive has synced it, and audit it again.")


def value(element: Element | None, name: str = "val", missing: str = "") -> str:
    """An attribute of Word's, `missing` if the element or the attribute is not there."""
    return missing if element is None else element.get(W + name, missing)


def is_on(element: Element) -> bool:
    """Whether a switch is on: it is if it says nothing."""
    return element.get(VAL, "1") not in ("0", "false", "off", "none")


def number(text: str, missing: float = 0) -> float:
    """A number as written, with or without a unit ('12pt'); `missing` if it is none that Word could mean."""
    digits = text.strip().rstrip("abcdefghijklmnopqrstuvwxyz%")
    try:
        found = float(digits)
    except ValueError:
        return missing
    return found if abs(found) < _LARGEST else missing


def points(text: str, each: float) -> float:
    """A length in points; a plain number counts so many to the point, unless it has a unit."""
    return number(text) * _UNITS[text[-2:]] if text[-2:] in _UNITS else number(text) / each


class UnreadableError(Exception):
    """The file cannot be audited: why, to follow the file's name, and what to do."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.what, self.mend = what, mend


class Package:
    """A Word file's parts by name. Whether its format is the strict kind is known once the main part is read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._members = {_part_name(one.filename): one for one in archive.infolist()}
        self._room, self._tags = LARGEST_XML, MOST_TAGS
        self.is_strict = False

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _part_name(name) in self._members

    def tree(self, name: str) -> Element | None:
        """Return a part as a tree, None if there is no such part.

        Raises:
            UnreadableError: the part is damaged, declares a document type, or is too large.
        """
        member = self._members.get(_part_name(name))
        if member is None:
            return None
        self._room -= member.file_size
        if self._room < 0:
            raise UnreadableError(*_LARGE)
        try:
            return self._parsed(self._archive.read(member))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
            raise UnreadableError(*_DAMAGED) from None

    def _parsed(self, text: bytes) -> Element:
        if b"\0" in text[:200]:  # two bytes a letter
            try:
                text = text.decode("utf-16").replace('encoding="UTF-16"', "", 1).replace('encoding="utf-16"', "", 1).encode()
            except UnicodeDecodeError:
                raise UnreadableError(*_DAMAGED) from None
        self._tags -= text.count(b"<")
        if self._tags < 0:
            raise UnreadableError(*_LARGE)
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            raise UnreadableError(*_DAMAGED)
        if b"http://purl.oclc.org/ooxml/" in text:
            self.is_strict = True
            for strict, common in _STRICT:
                text = text.replace(strict, common)
        try:
            return fromstring(text)
        except ParseError:
            raise UnreadableError(*_DAMAGED) from None

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part points to: by relationship id, the last word of its type and a part's name, or an address as it stands."""
        folder, _, file = name.rpartition("/")
        tree = self.tree(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found: dict[str, tuple[str, str]] = {}
        for one in tree if tree is not None else ():
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                target = _joined(folder, target.replace("\\", "/"))
            found[one.get("Id", "")] = (one.get("Type", "").rsplit("/", 1)[-1], target)
        return found


def open_package(content: bytes) -> Package:
    """Return the package of a file.

    Raises:
        UnreadableError: the file is no package, is locked, or holds more than is allowed.
    """
    if not content.strip(b"\0"):
        raise UnreadableError(*_EMPTY)
    if content.startswith(_OLD_OFFICE):
        raise UnreadableError(*(_LOCKED if "EncryptedPackage".encode("utf-16-le") in content else _OLD))
    if not content.startswith(b"PK"):
        raise UnreadableError(*_NO_WORD)
    if len(content) > LARGEST_FILE:
        raise UnreadableError(*_LARGE)
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise UnreadableError(*_DAMAGED) from None
    members = archive.infolist()
    if len(members) > MOST_PARTS:
        raise UnreadableError(*_LARGE)
    if any(one.flag_bits & 1 for one in members):
        raise UnreadableError(*_LOCKED)
    if len({_part_name(one.filename) for one in members}) < len(members):
        raise UnreadableError(*_DAMAGED)  # two parts of one name: nobody can say which is shown
    return Package(archive)


def no_word_document() -> UnreadableError:
    """The error of a package that holds no Word document."""
    return UnreadableError(*_NO_WORD)


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _joined(folder: str, target: str) -> str:
    """A part's name from the folder it is named in; '/word/x.xml' is from the top."""
    steps: list[str] = []
    for step in target.split("/") if target.startswith("/") else f"{folder}/{target}".split("/"):
        if step == ".." and steps:
            steps.pop()
        elif step not in ("", ".", ".."):
            steps.append(step)
    return "/".join(steps)
