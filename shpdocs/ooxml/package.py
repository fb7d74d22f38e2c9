"""A file of Office's as a package: its parts, their types and relationships, bounded before anything is unpacked.

Nothing here raises for what a file says but `PackageError`, which carries a `Fault`: a value with the part's name. No part
reaches the network or declares entities. After ECMA-376, part 2, as programs keep it: they differ in capitals, slashes
and spaces of names, and point to parts that are not there.
"""

from __future__ import annotations

import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from functools import cached_property
from io import BytesIO
from typing import Any
from xml.parsers import expat

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.settings import MB
from shpdocs.ooxml.bounds import Bounds, Fault, PackageError, damaged, doubled, fault_of_bytes, fault_of_directory, too_many
from shpdocs.ooxml.branches import LARGEST_BRANCH, Branch, EndlessError, RefusedError, branches, local_name
from shpdocs.ooxml.counting import Counts
from shpdocs.ooxml.part_names import part_key, part_named, plain_name, relations_part

TYPES_PART = "[Content_Types].xml"
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say
_CHUNK = 1 << 17  # bytes unpacked at a time, so that a large part is never held whole
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Relation(Struct, frozen=True):
    """A relationship of a part: its id, its type, and the part (by its name in this package) or the address it leads to."""

    id: str
    type: str
    target: str
    is_external: bool = False

    @property
    def kind(self) -> str:
        """The last word of the type: 'image', 'header'."""
        return self.type.rsplit("/", 1)[-1]


def read_relation(element: Any, part: str) -> Relation:
    """The relationship of a part that an element says, of either kind of tree."""
    target = element.get("Target", "")
    is_external = element.get("TargetMode") == "External" or target.startswith("#")
    return Relation(element.get("Id", ""), element.get("Type", ""), target if is_external else part_named(target, part), is_external)


class Parts(ABC):
    """What is asked alike of a package that is read and of one that is changed."""

    @abstractmethod
    def has(self, name: str) -> bool:
        """Whether there is such a part."""

    @abstractmethod
    def relations(self, name: str = "") -> tuple[Relation, ...]:
        """The relationships of a part ('' for the package's own), in the file's order, also to parts that are not there."""

    @property
    @abstractmethod
    def content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        """The content types by ending, and by the key of a part."""

    def content_type(self, name: str) -> str:
        """The content type of a part; '' if none is declared."""
        by_ending, by_part = self.content_types
        return by_part.get(part_key(name)) or by_ending.get(name.rsplit(".", 1)[-1].lower(), "")

    def related(self, name: str, kind: str) -> str:
        """The first part that a part is related to in this way and that is there; '' if there is none."""
        targets = (relation.target for relation in self.relations(name) if relation.kind == kind and not relation.is_external)
        return next((target for target in targets if self.has(target)), "")

    @property
    def main(self) -> str:
        """The part that the file is about: the document or the workbook; '' if the file names none that is there."""
        return self.related("", "officeDocument")


class Package(Parts):
    """The parts of a file, to be read. Any spelling of a part's name will do: capitals, slashes, '%20'."""

    def __init__(self, archive: zipfile.ZipFile, bounds: Bounds) -> None:
        self._archive, self._bounds = archive, bounds
        self._members = {part_key(member.filename): member for member in archive.infolist() if not member.is_dir()}
        self._xml_left, self._tags_left, self._counts = bounds.xml, bounds.tags, Counts(bounds)
        self._relations: dict[str, tuple[Relation, ...]] = {}  # by the key of a part, as they are asked for

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as they are spelt here."""
        return tuple(plain_name(member.filename) for member in self._members.values())

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return part_key(name) in self._members

    def spelt(self, name: str) -> str:
        """A part's name as it is spelt here; as it was given if there is no such part."""
        member = self._members.get(part_key(name))
        return plain_name(member.filename) if member else name

    def read(self, name: str) -> bytes:
        """A part as it is.

        Raises:
            PackageError: it is missing or damaged.
        """
        member = self._members.get(part_key(name))
        if member is None:
            raise PackageError(Fault("missing", name))
        try:
            return self._archive.read(member)
        except _ZIP_ERRORS:
            raise damaged(name) from None

    def read_xml(self, name: str) -> bytes:
        """A part that will be parsed whole; its bytes and all that is in it count.

        Raises:
            PackageError: it is missing or damaged, or the parts read so far hold more than is allowed.
        """
        member = self._members.get(part_key(name))
        if member is not None and member.file_size > self._xml_left:
            raise self._too_much_xml(name)
        content = self.read(name)
        self._count(content, name)
        self._counts.add(content, name)
        return content

    def branches(self, name: str, depth: int = 1) -> Iterator[Branch]:
        """Yield the elements of a part that stand so many levels under its root, or fewer, each with its parent; see `branches`.

        Nothing of a part that is not there.

        Raises:
            PackageError: the part is no XML, declares a document type, or holds more than is allowed.
        """
        member = self._members.get(part_key(name))
        if member is None:
            return
        try:
            yield from branches(self._chunks(member, name), depth)
        except (expat.ExpatError, RefusedError, LookupError, *_ZIP_ERRORS):  # LookupError: an encoding that nobody knows
            raise damaged(name) from None
        except EndlessError:
            limit = f"{LARGEST_BRANCH // MB} MB in one element"
            raise PackageError(Fault("oversized", name, f"more than {limit}", limit)) from None

    def _chunks(self, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
        with self._archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                self._count(chunk, name)
                yield chunk

    def _count(self, content: bytes, name: str) -> None:
        """Count what is read as XML, also if a part is read again and again."""
        self._xml_left -= len(content)
        self._tags_left -= content.count(b"<")
        if self._xml_left < 0:
            raise self._too_much_xml(name)
        if self._tags_left < 0:
            raise too_many(self._bounds.tags, "tags", name, "most-elements")

    def _too_much_xml(self, name: str) -> PackageError:
        limit = f"{self._bounds.xml // MB:,} MB of XML"
        return PackageError(Fault("oversized", name, f"more than {limit}", limit, "largest-text"))

    @cached_property
    def content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        """The content types by ending, and by the key of a part."""
        by_ending: dict[str, str] = {}
        by_part: dict[str, str] = {}

        for _, element in self.branches(TYPES_PART):
            if local_name(element.tag) == "Default":
                by_ending[element.get("Extension", "").lower()] = element.get("ContentType", "")
            elif local_name(element.tag) == "Override":
                by_part[part_key(element.get("PartName", ""))] = element.get("ContentType", "")
        return by_ending, by_part

    def relations(self, name: str = "") -> tuple[Relation, ...]:
        """The relationships of a part ('' for the package's own), in the file's order, also to parts that are not there."""
        key = part_key(name)
        if key not in self._relations:
            elements = (element for _, element in self.branches(relations_part(name)))
            relations = (read_relation(element, name) for element in elements if local_name(element.tag) == "Relationship")
            self._relations[key] = tuple(
                relation if relation.is_external else replace(relation, target=self.spelt(relation.target)) for relation in relations
            )
        return self._relations[key]


def open_package(content: bytes, bounds: Bounds) -> Package:
    """Return the package of a file. Nothing is unpacked yet.

    Raises:
        PackageError: it is none that may be read.
    """
    fault = fault_of_bytes(content, bounds)
    if fault:
        raise PackageError(fault)
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _ZIP_ERRORS:
        raise damaged() from None
    fault = fault_of_directory(archive.infolist(), bounds)
    if fault:
        raise PackageError(fault)
    for first, second in doubled(archive.infolist()):
        if not _is_same(archive, first, second):
            raise PackageError(Fault("doubled", plain_name(second.filename)))  # nobody can say which is shown
    return Package(archive, bounds)


def _is_same(archive: zipfile.ZipFile, first: zipfile.ZipInfo, second: zipfile.ZipInfo) -> bool:
    """Whether two parts say the same, byte by byte: some programs pack a part twice."""
    if first.file_size != second.file_size:
        return False
    try:
        return archive.read(first) == archive.read(second)
    except _ZIP_ERRORS:
        raise damaged(plain_name(second.filename)) from None


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A package of parts by name, all with one date: the content types first, the properties last, so that the kind shows soon."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in sorted(parts, key=lambda name: (name != TYPES_PART, name.startswith("docProps/"), name)):
            member = zipfile.ZipInfo(name, _DATE)
            member.create_system = 0  # else it says on which system it was made
            archive.writestr(member, parts[name], zipfile.ZIP_DEFLATED)
    return packed.getvalue()
