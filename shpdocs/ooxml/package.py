"""A file of Office's as a package: its parts, their types and relationships, bounded before anything is unpacked.

Nothing here raises for what a file says but `PackageError`, which carries a `Fault`: a value with the part's name. No part
reaches the network or declares entities. After ECMA-376, part 2, as programs keep it: they differ in capitals, slashes
and spaces of names, and point to parts that are not there.
"""

from __future__ import annotations

import zipfile
import zlib
from functools import cached_property
from io import BytesIO
from typing import Any
from xml.parsers import expat

from msgspec import Struct

from shpdocs.model.settings import MB
from shpdocs.ooxml.bounds import Bounds, Fault, PackageError, fault_of_bytes, fault_of_directory
from shpdocs.ooxml.part_names import part_key, part_named, plain_name, relations_part
from shpdocs.ooxml.stream import End, RefusedError, Start, stream_parser

TYPES_PART = "[Content_Types].xml"
_CHUNK = 1 << 20  # bytes unpacked at a time, so that a large part is never held whole
_LONGEST_TAG = 8 << 20  # bytes; expat looks at an unfinished tag again with every chunk
_MOST_NAMES = 20_000  # different names of elements and attributes
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


class Package:
    """The parts of a file, to be read. Any spelling of a part's name will do: capitals, slashes, '%20'."""

    def __init__(self, archive: zipfile.ZipFile, bounds: Bounds) -> None:
        self._archive, self._bounds = archive, bounds
        self._members = {part_key(member.filename): member for member in archive.infolist() if not member.is_dir()}
        self._xml_left, self._tags_left = bounds.xml, bounds.tags

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
            raise PackageError(Fault("damaged", name)) from None

    def read_xml(self, name: str) -> bytes:
        """A part that will be parsed whole; its bytes and tags count.

        Raises:
            PackageError: it is missing or damaged, or the parts read so far hold more than is allowed.
        """
        content = self.read(name)
        self._count(content, name)
        return content

    def stream(self, name: str, start: Start | None = None, end: End | None = None) -> bool:
        """Read a part: `start` gets each element and its attributes, `end` each element and its own text; all without prefixes.

        Returns False if there is no such part. Raises PackageError as `feed` does.
        """
        return self.feed(name, stream_parser(start, end))

    def feed(self, name: str, parser: Any) -> bool:
        """Feed a part to a parser of `new_parser`. Returns False if there is no such part.

        Raises:
            PackageError: the part is no XML or is nested without end, declares entities, or holds more than is allowed.
        """
        member = self._members.get(part_key(name))
        if member is None:
            return False
        try:
            if member.file_size <= _CHUNK:
                self._feed(parser, self._archive.read(member), True, name)
            else:
                self._feed_in_chunks(parser, member, name)
        except (expat.ExpatError, RefusedError, LookupError, *_ZIP_ERRORS):  # LookupError: an encoding that nobody knows
            raise PackageError(Fault("damaged", name)) from None
        return True

    def _feed_in_chunks(self, parser: Any, member: zipfile.ZipInfo, name: str) -> None:
        fed = 0
        with self._archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                fed += len(chunk)
                self._feed(parser, chunk, False, name)
                if fed - parser.CurrentByteIndex > _LONGEST_TAG or len(parser.intern) > _MOST_NAMES:
                    raise RefusedError
        parser.Parse(b"", True)

    def _feed(self, parser: Any, chunk: bytes, is_last: bool, name: str) -> None:
        self._count(chunk, name)
        parser.Parse(chunk, is_last)

    def _count(self, content: bytes, name: str) -> None:
        """Count what is read as XML, also if a part is read again and again."""
        self._xml_left -= len(content)
        self._tags_left -= content.count(b"<")
        if self._xml_left < 0:
            limit = f"{self._bounds.xml // MB:,} MB of XML"
            raise PackageError(Fault("oversized", name, f"more than {limit}", limit))
        if self._tags_left < 0:
            limit = f"{self._bounds.tags:,} tags"
            raise PackageError(Fault("oversized", name, f"more than {limit}", limit))

    @cached_property
    def content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        """The content types by ending, and by the key of a part."""
        by_ending: dict[str, str] = {}
        by_part: dict[str, str] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Default":
                by_ending[attributes.get("Extension", "").lower()] = attributes.get("ContentType", "")
            elif tag == "Override":
                by_part[part_key(attributes.get("PartName", ""))] = attributes.get("ContentType", "")

        self.stream(TYPES_PART, start)
        return by_ending, by_part

    def content_type(self, name: str) -> str:
        """The content type of a part; '' if none is declared."""
        by_ending, by_part = self.content_types
        return by_part.get(part_key(name)) or by_ending.get(name.rsplit(".", 1)[-1].lower(), "")

    def relations(self, name: str = "") -> tuple[Relation, ...]:
        """The relationships of a part ('' for the package's own), in the file's order, also to parts that are not there."""
        relations: list[Relation] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship":
                target, is_external = attributes.get("Target", ""), attributes.get("TargetMode") == "External"
                is_external = is_external or target.startswith("#")
                target = target if is_external else self.spelt(part_named(target, name))
                relations.append(Relation(attributes.get("Id", ""), attributes.get("Type", ""), target, is_external))

        self.stream(relations_part(name), start)
        return tuple(relations)

    def related(self, name: str, kind: str) -> str:
        """The first part that a part is related to in this way and that is there; '' if there is none."""
        targets = (relation.target for relation in self.relations(name) if relation.kind == kind and not relation.is_external)
        return next((target for target in targets if self.has(target)), "")

    @cached_property
    def main(self) -> str:
        """The part that the file is about: the document or the workbook; '' if the file names none that is there."""
        return self.related("", "officeDocument")


def open_package(content: bytes, bounds: Bounds) -> Package | Fault:
    """Return the package of a file, or why it is none that may be read. Nothing is unpacked yet."""
    fault = fault_of_bytes(content, bounds)
    if fault:
        return fault
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _ZIP_ERRORS:
        return Fault("damaged")
    return fault_of_directory(archive.infolist(), bounds) or Package(archive, bounds)
