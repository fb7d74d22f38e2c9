"""A Word file's package: its parts by relationship, refused by name where it is not what a house style can be."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

from shpdocs.model.errors import FolderError
from shpdocs.model.settings import MB, Limits

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
W, R, A = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("w", "r", "a"))
_XML = "{http://www.w3.org/XML/1998/namespace}"
_OFF = ("0", "false", "off")
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = "http://purl.oclc.org/ooxml/"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_DEEPEST = 200  # elements within each other
_SAVE_AS = "Open it in Word and save it as Word Document (.docx)."


class Package:
    """The parts of a Word file. Every method raises FolderError, which names the file and says what to do."""

    def __init__(self, content: bytes, file: str) -> None:
        self.file = file
        self._archive, self._members = self._opened(content)
        roots = self.relations("")
        self.main = next((target for kind, target, _ in roots.values() if kind == "officeDocument"), "")
        types = "[content_types].xml"
        if not self.has(self.main) or not self.has(types):
            raise self.refused("is no Word file.", _SAVE_AS)
        if any(name.endswith("vbaproject.bin") for name in self._members) or b"macroEnabled" in self.bytes_of(types):
            raise self.refused("holds macros.", _SAVE_AS)
        self._related = self.relations(self.main)

    def refused(self, what: str, remedy: str) -> FolderError:
        """The error that this file cannot be used."""
        return FolderError(f"The house style '{self.file}' {what}", remedy)

    def _opened(self, content: bytes) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
        """The archive and its members by plain name; nothing is unpacked yet."""
        limits = Limits()
        if content.startswith(_OLD_OFFICE):
            raise self.refused("is locked with a password or is an old Word file.", f"Take the password off. {_SAVE_AS}")
        if not content.startswith(b"PK"):
            raise self.refused("is no Word file.", _SAVE_AS)
        if len(content) > limits.largest_file * MB:
            raise self.refused(f"is larger than {limits.largest_file} MB.", "Use smaller pictures.")
        try:
            archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError):
            raise self._damaged() from None
        members = archive.infolist()
        if len(members) > limits.most_parts or sum(one.file_size for one in members) > limits.largest_unpacked * MB:
            raise self.refused("is too large when unpacked.", "Make it anew from the starter: shpdocs house-style.")
        if any(one.flag_bits & 1 for one in members):
            raise self.refused("is locked with a password.", "Take the password off and save it again.")
        return archive, {_plain_name(one.filename): one for one in members}

    def _damaged(self) -> FolderError:
        return self.refused("is damaged.", _SAVE_AS)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _plain_name(name) in self._members

    def bytes_of(self, name: str) -> bytes:
        """A part as it is."""
        try:
            return self._archive.read(self._members[_plain_name(name)])
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
            raise self._damaged() from None

    def part(self, kind: str) -> Element | None:
        """The part that the document points to as that kind, 'styles' or 'theme'; None if there is none."""
        for found, target, is_outside in self._related.values():
            if found == kind and not is_outside and self.has(target):
                return self.parsed(target)
        return None

    def styles(self) -> Element:
        """The part of styles."""
        found = self.part("styles")
        if found is None or found.tag != f"{W}styles":
            raise self.refused("has no styles.", "Make it anew from the starter: shpdocs house-style.")
        return found

    def sections(self) -> list[Element]:
        """The properties of every section: its page, headers and footers."""
        return list(self.parsed(self.main).iter(f"{W}sectPr"))

    def target(self, identity: str) -> str:
        """The part that the document points to by that identity, '' if there is none."""
        kind_target = self._related.get(identity)
        return kind_target[1] if kind_target and not kind_target[2] and self.has(kind_target[1]) else ""

    def relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        """What a part points to: by identity the last word of its type, its target, and whether that is outside the file."""
        folder, file = posixpath.split(name)
        where = posixpath.join(folder, "_rels", f"{file}.rels")
        found: dict[str, tuple[str, str, bool]] = {}
        if not self.has(where):
            return found
        for one in self.parsed(where):
            is_outside, target = one.get("TargetMode") == "External", one.get("Target", "")
            if not is_outside:
                target = _plain_name(posixpath.normpath(posixpath.join("/", folder, target)))
            found[one.get("Id", "")] = (one.get("Type", "").rsplit("/", 1)[-1], target, is_outside)
        return found

    def parsed(self, name: str) -> Element:
        """A part as elements, in the names of Word that every program knows: newer ones have their older stand-in."""
        content = self.bytes_of(name)
        self._judge(content)
        root = ElementTree.fromstring(content)
        if root.tag.startswith(f"{{{_STRICT}"):
            raise self.refused("is saved as Strict Open XML.", _SAVE_AS)
        _plain(root)
        return root

    def _judge(self, content: bytes) -> None:
        """Refuse a part that declares a document type, and so entities, is no XML, or is nested without end."""
        parser, depth = expat.ParserCreate(), 0

        def start(_: str, __: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > _DEEPEST:
                raise self._damaged()

        def end(_: str) -> None:
            nonlocal depth
            depth -= 1

        def doctype(*_: object) -> None:
            raise self._damaged()

        parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = start, end, doctype
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError):  # the last two of an encoding that nobody knows
            raise self._damaged() from None


def is_on(switch: Element | None) -> bool:
    """Whether a switch such as <w:titlePg/> is there and on."""
    return switch is not None and switch.get(f"{W}val", "1") not in _OFF


def as_text(element: Element) -> str:
    """An element as XML, with the namespaces it uses declared at its root, in the order of their prefixes."""
    prefixes = _prefixes(element)
    declared = sorted((prefix, namespace) for namespace, prefix in prefixes.items())
    root = _with_prefixes(element, prefixes | {_XML[1:-1]: "xml"})
    root.attrib = {f"xmlns:{prefix}": namespace for prefix, namespace in declared} | root.attrib
    return ElementTree.tostring(root, encoding="unicode")


def _prefixes(element: Element) -> dict[str, str]:
    """The prefix of every namespace that an element and what is in it use, but for that of XML itself."""
    usual = {namespace: prefix for prefix, namespace in NAMESPACES.items()}
    prefixes: dict[str, str] = {}
    for part in element.iter():
        for name in (part.tag, *part.attrib):
            namespace = name[1:].partition("}")[0]
            if name.startswith("{") and not name.startswith(_XML) and namespace not in prefixes:
                prefixes[namespace] = usual.get(namespace, f"ns{len(prefixes)}")
    return prefixes


def _with_prefixes(element: Element, prefixes: dict[str, str]) -> Element:
    """The same element with names as they are written: 'w:p'."""
    copy = Element(_with_prefix(element.tag, prefixes), {_with_prefix(key, prefixes): value for key, value in element.attrib.items()})
    copy.text, copy.tail = element.text, element.tail
    copy.extend([_with_prefixes(child, prefixes) for child in element])
    return copy


def _with_prefix(name: str, prefixes: dict[str, str]) -> str:
    namespace, _, local = name[1:].partition("}")
    return f"{prefixes[namespace]}:{local}" if name.startswith("{") else name


def _plain_name(name: str) -> str:
    """A part's name as all programs mean it: their capitals, slashes and beginnings differ."""
    return name.replace("\\", "/").lstrip("/").lower()


def _plain(element: Element) -> None:
    """Leave only names that every program knows; what a program may leave out is left out, what has a stand-in gives way to it."""
    for key in [key for key in element.attrib if key.startswith("{") and not _is_known(key)]:
        del element.attrib[key]
    for key in [key for key in element.attrib if key.startswith(f"{W}rsid")]:
        del element.attrib[key]
    children: list[Element] = []
    for child in element:
        if child.tag == f"{_COMPATIBILITY}AlternateContent":
            children += list(child.find(f"{_COMPATIBILITY}Fallback") or ())
        else:
            children.append(child)
    element[:] = [child for child in children if _is_known(str(child.tag)) and child.tag not in (f"{A}extLst", f"{W}rsid")]
    for child in element:
        _plain(child)


def _is_known(name: str) -> bool:
    space = name[1:].partition("}")[0] if name.startswith("{") else ""
    return (
        not space
        or space in NAMESPACES.values()
        or space.startswith(("http://www.w3.org/XML", "http://schemas.openxmlformats.org/package"))
    )
