"""A package that is changed and packed anew: same parts, same bytes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import quote

from lxml import etree
from msgspec.structs import replace

from shpdocs.ooxml.package import TYPES_PART, Package, Parts, Relation, pack, read_relation
from shpdocs.ooxml.part_names import part_key, relations_part
from shpdocs.ooxml.xml import Element, parse, serialise

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def office(kind: str) -> str:
    """The full type of a relationship of Office's own: 'image', 'header'."""
    return f"{_OFFICE}/{kind}"


@dataclass
class EditedPackage(Parts):
    """The parts of a file by name, and the content types that are declared by ending and by the key of a part."""

    parts: dict[str, bytes]
    by_ending: dict[str, str] = field(default_factory=dict)
    by_part: dict[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether there is such a part, spelt so."""
        return name in self.parts

    def relations(self, name: str = "") -> tuple[Relation, ...]:
        """The relationships of a part ('' for the package's own), in the file's order."""
        content = self.parts.get(relations_part(name))
        return tuple(read_relation(element, name) for element in parse(content)) if content else ()

    @property
    def content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        """The content types by ending, and by the key of a part."""
        return self.by_ending, self.by_part

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
        return self.relate_all(part, [Relation("", type, target, is_external)])[0]

    def relate_all(self, part: str, relations: Iterable[Relation]) -> list[str]:
        """Relate a part in these ways besides, whatever the ids; return the ids that they have been given."""
        content = self.parts.get(relations_part(part))
        root = parse(content) if content else _relations_root()
        taken = {element.get("Id") for element in root}
        free = (id for id in (f"rId{number}" for number in count(len(taken) + 1)) if id not in taken)
        named = [replace(relation, id=id) for relation, id in zip(relations, free, strict=False)]
        root.extend([_relation_element(relation, part) for relation in named])
        if named:
            self.parts[relations_part(part)] = serialise(root)
        return [relation.id for relation in named]

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


def _relation_element(relation: Relation, part: str) -> Element:
    target = relation.target if relation.is_external else quote(posixpath.relpath(f"/{relation.target}", f"/{posixpath.dirname(part)}"))
    element = etree.Element(f"{{{_RELATIONS}}}Relationship", Id=relation.id, Type=relation.type, Target=target)
    if relation.is_external:
        element.set("TargetMode", "External")
    return element
