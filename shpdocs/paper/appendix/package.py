"""A Word file as a package: parts, their kinds and their relationships. Same parts, same bytes."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import quote, unquote

from lxml import etree
from msgspec import Struct

from shpdocs.paper.appendix.xml import Element, NotXMLError, parse, written

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_MOST_PARTS, _MOST_UNPACKED, _MOST_DEFLATED = 5_000, 300_000_000, 1_100


class NotAPackageError(Exception):
    """A file is not a package that may be read; the reason is one of the words of `refusals.UNREADABLE`."""


class Relation(Struct, frozen=True):
    """A relationship of a part: its id, the last word of its type, and the part or the address it leads to."""

    id: str
    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        """The last word of the type: 'image', 'header'."""
        return self.type.rsplit("/", 1)[-1]


@dataclass
class Package:
    """The parts of a file by name (without a leading slash), and the content types that it declares."""

    parts: dict[str, bytes]
    defaults: dict[str, str] = field(default_factory=dict)
    overrides: dict[str, str] = field(default_factory=dict)

    def content_type(self, part: str) -> str:
        """The content type of a part; '' if none is declared."""
        return self.overrides.get(part.lower()) or self.defaults.get(part.rsplit(".", 1)[-1].lower(), "")

    def relations(self, part: str) -> list[Relation]:
        """The relationships of a part ('' for the package's own), in the file's order."""
        content = self.parts.get(relations_part(part))
        return [_relation(element, part) for element in parse(content)] if content else []

    @property
    def main(self) -> str:
        """The name of the part that holds the text.

        Raises:
            NotAPackageError: there is none.
        """
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target in self.parts:
                return relation.target
        raise NotAPackageError("not-word")

    def of_kind(self, part: str, kind: str) -> str:
        """The name of the part that a part is related to in this way; '' if there is none."""
        found = (one.target for one in self.relations(part) if one.kind == kind and not one.is_external)
        return next((target for target in found if target in self.parts), "")

    def root(self, kind: str) -> Element | None:
        """The root of a part of the main part, such as 'styles'; None without it."""
        name = self.of_kind(self.main, kind)
        return parse(self.parts[name]) if name else None

    def add(self, part: str, content: bytes, content_type: str) -> None:
        """Put a part in, or in the place of one of the same name."""
        self.parts[part] = content
        extension = part.rsplit(".", 1)[-1].lower()
        if extension not in self.defaults and extension not in ("xml", "rels"):
            self.defaults[extension] = content_type
        if self.defaults.get(extension) != content_type:
            self.overrides[part.lower()] = content_type

    def relate(self, part: str, type: str, target: str, is_external: bool = False) -> str:
        """Relate a part to another, or to an address; return the relationship's id."""
        name = relations_part(part)
        root = parse(self.parts[name]) if name in self.parts else etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        taken = {element.get("Id") for element in root}
        id = next(f"rId{number}" for number in range(len(taken) + 1, 10**6) if f"rId{number}" not in taken)
        root.append(_written_relation(id, type, target if is_external else _relative(part, target), is_external))
        self.parts[name] = written(root)
        return id

    def set_relations(self, part: str, relations: list[Relation]) -> None:
        """Give a part these relationships and no other."""
        root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
        for one in relations:
            target = one.target if one.is_external else _relative(part, one.target)
            root.append(_written_relation(one.id, one.type, target, one.is_external))
        if relations:
            self.parts[relations_part(part)] = written(root)

    def write(self) -> bytes:
        """The file: parts in a fixed order, with one date."""
        self.parts["[Content_Types].xml"] = self._types()
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name in sorted(self.parts, key=lambda one: (one != "[Content_Types].xml", one)):
                archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), self.parts[name], zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    def _types(self) -> bytes:
        root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        for extension, type in sorted(self.defaults.items()):
            etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=extension, ContentType=type)
        names = {name.lower(): name for name in self.parts}
        for name, type in sorted(self.overrides.items()):
            if name in names:
                etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{quote(names[name])}", ContentType=type)
        return written(root)


def opened(content: bytes) -> Package:
    """Read a file.

    Raises:
        NotAPackageError: it is no package, too large, locked or damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _bear(members)
            parts = {member.filename.replace("\\", "/").lstrip("/"): archive.read(member) for member in members}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        raise NotAPackageError("damaged") from error
    if len({name.lower() for name in parts}) < len(members):
        raise NotAPackageError("damaged")
    return _typed(parts)


def _bear(members: list[zipfile.ZipInfo]) -> None:
    """Refuse what would unpack to too much, or lies about it, before anything is unpacked."""
    if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise NotAPackageError("too-large")
    if any(member.flag_bits & 1 for member in members):
        raise NotAPackageError("locked")
    if any(member.file_size > _MOST_DEFLATED * (member.compress_size + 1) for member in members):
        raise NotAPackageError("damaged")


def _typed(parts: dict[str, bytes]) -> Package:
    names = {name.lower(): name for name in parts}
    if "[content_types].xml" not in names:
        raise NotAPackageError("not-word")
    try:
        root = parse(parts.pop(names["[content_types].xml"]))
    except NotXMLError as error:
        raise NotAPackageError("damaged") from error
    package = Package(parts)
    for element in root:
        if element.get("Extension"):
            package.defaults[element.get("Extension").lower()] = element.get("ContentType", "")
        elif element.get("PartName"):
            package.overrides[unquote(element.get("PartName")).lstrip("/").lower()] = element.get("ContentType", "")
    return package


def relations_part(part: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def fresh_name(package: Package, part: str, prefix: str) -> str:
    """A name for a part that comes in, in the folder it comes from and with a prefix of its own."""
    folder, name = posixpath.split(part)
    folder = folder if re.fullmatch(r"word(/[A-Za-z0-9_-]+)*", folder) else "word/media"
    name = re.sub(r"[^A-Za-z0-9._-]", "-", name)
    taken = {known.lower() for known in package.parts}
    names = (f"{folder}/{prefix}{'' if number == 1 else f'-{number}'}-{name}" for number in range(1, 10**6))
    return next(name for name in names if name.lower() not in taken)


def _relation(element: Element, part: str) -> Relation:
    target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not is_external and not target.startswith("#"):
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target))).lstrip("/")
    return Relation(element.get("Id", ""), element.get("Type", ""), target, is_external or target.startswith("#"))


def _written_relation(id: str, type: str, target: str, is_external: bool) -> Element:
    element = etree.Element(f"{{{_RELATIONS}}}Relationship", Id=id, Type=type, Target=target)
    if is_external:
        element.set("TargetMode", "External")
    return element


def _relative(part: str, target: str) -> str:
    return quote(posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}"))


def office(kind: str) -> str:
    """The full type of a relationship of Office's own."""
    return f"{_OFFICE}/{kind}"
