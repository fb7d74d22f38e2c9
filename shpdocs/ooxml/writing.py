"""A package that is changed and packed anew: same parts, same bytes."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import quote

from lxml import etree

from shpdocs.ooxml.package import TYPES_PART, Package, Relation
from shpdocs.ooxml.part_names import part_key, part_named, relations_part
from shpdocs.ooxml.xml import Element, parse, serialise

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say


def office(kind: str) -> str:
    """The full type of a relationship of Office's own: 'image', 'header'."""
    return f"{_OFFICE}/{kind}"


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A package of parts by name: the content types first, the others in order, all with one date."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != TYPES_PART, name)):
            member = zipfile.ZipInfo(name, _DATE)
            member.create_system = 0  # else it says on which system it was made
            archive.writestr(member, parts[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@dataclass
class EditedPackage:
    """The parts of a file by name, and the content types that are declared by ending and by the key of a part."""

    parts: dict[str, bytes]
    by_ending: dict[str, str] = field(default_factory=dict)
    by_part: dict[str, str] = field(default_factory=dict)

    def content_type(self, part: str) -> str:
        """The content type of a part; '' if none is declared."""
        return self.by_part.get(part_key(part)) or self.by_ending.get(part.rsplit(".", 1)[-1].lower(), "")

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """The relationships of a part ('' for the package's own), in the file's order."""
        content = self.parts.get(relations_part(part))
        return tuple(_relation(element, part) for element in parse(content)) if content else ()

    def related(self, part: str, kind: str) -> str:
        """The first part that a part is related to in this way and that is there; '' if there is none."""
        targets = (relation.target for relation in self.relations(part) if relation.kind == kind and not relation.is_external)
        return next((target for target in targets if target in self.parts), "")

    @property
    def main(self) -> str:
        """The part that the file is about; '' if there is none."""
        return self.related("", "officeDocument")

    def add(self, part: str, content: bytes, content_type: str) -> None:
        """Put a part in, or in the place of one of the same name."""
        self.parts[part] = content
        ending = part.rsplit(".", 1)[-1].lower()
        if ending not in self.by_ending and ending not in ("xml", "rels"):
            self.by_ending[ending] = content_type
        if self.by_ending.get(ending) != content_type:
            self.by_part[part_key(part)] = content_type

    def relate(self, part: str, type: str, target: str, is_external: bool = False) -> str:
        """Relate a part to another, or to an address; return the relationship's id."""
        content = self.parts.get(relations_part(part))
        root = parse(content) if content else _relations_root()
        taken = {element.get("Id") for element in root}
        id = next(f"rId{number}" for number in range(len(taken) + 1, 10**6) if f"rId{number}" not in taken)
        root.append(_relation_element(Relation(id, type, target, is_external), part))
        self.parts[relations_part(part)] = serialise(root)
        return id

    def set_relations(self, part: str, relations: Iterable[Relation]) -> None:
        """Give a part these relationships and no other."""
        root = _relations_root()
        root.extend([_relation_element(relation, part) for relation in relations])
        self.parts.pop(relations_part(part), None)
        if len(root):
            self.parts[relations_part(part)] = serialise(root)

    def write(self) -> bytes:
        """The file."""
        return pack(self.parts | {TYPES_PART: self._types()})

    def _types(self) -> bytes:
        root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        for ending, type in sorted(self.by_ending.items()):
            etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=ending, ContentType=type)
        names = {part_key(name): name for name in self.parts}
        for key, type in sorted(self.by_part.items()):
            if key in names:
                etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{quote(names[key])}", ContentType=type)
        return serialise(root)


def edited(package: Package) -> EditedPackage:
    """A package with all its parts, to be changed.

    Raises:
        PackageError: a part is damaged.
    """
    parts = {name: package.read(name) for name in package.names if part_key(name) != part_key(TYPES_PART)}
    by_ending, by_part = package.content_types
    return EditedPackage(parts, dict(by_ending), dict(by_part))


def _relations_root() -> Element:
    return etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})


def _relation(element: Element, part: str) -> Relation:
    target = element.get("Target", "")
    is_external = element.get("TargetMode") == "External" or target.startswith("#")
    return Relation(element.get("Id", ""), element.get("Type", ""), target if is_external else part_named(target, part), is_external)


def _relation_element(relation: Relation, part: str) -> Element:
    target = relation.target if relation.is_external else quote(posixpath.relpath(f"/{relation.target}", f"/{posixpath.dirname(part)}"))
    element = etree.Element(f"{{{_RELATIONS}}}Relationship", Id=relation.id, Type=relation.type, Target=target)
    if relation.is_external:
        element.set("TargetMode", "External")
    return element
