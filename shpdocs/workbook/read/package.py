"""The package of a workbook: its parts by name and relationship, each read as a stream of XML elements."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from shpdocs.model.settings import MB, Limits

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]

MOST_MARKUP = 10_000_000  # tags in all parts together: what a few seconds allow
_CHUNK = 1 << 20  # bytes unpacked at a time, so that a large part is never held whole
_LONGEST_TAG = 8 << 20  # bytes; expat looks at an unfinished tag again with every chunk
_MOST_NAMES = 20_000  # different names of elements and attributes
DEEPEST = 200  # elements within each other


class UnreadableError(Exception):
    """A part is missing or broken, so that the workbook cannot be read."""


class OversizedError(UnreadableError):
    """The workbook holds more than is allowed: what it holds and the limit, in words."""

    def __init__(self, entered: str, limit: str) -> None:
        super().__init__(entered, limit)
        self.entered, self.limit = entered, limit


class Package:
    """A workbook's zip file. Element and attribute names come without their prefixes: programs differ in them.

    `limits` bound what is read of all parts together, also if one is read again and again.
    """

    def __init__(self, archive: zipfile.ZipFile, limits: Limits | None = None) -> None:
        self._archive = archive
        self._limits = limits or Limits()
        self._members = {part_name(member.filename): member for member in archive.infolist()}
        self._room, self._tags = 2 * self._limits.largest_unpacked * MB, MOST_MARKUP

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in small letters."""
        return tuple(self._members)

    def run(self, name: str, parser: Any) -> bool:
        """Feed a part to a parser. Returns False if there is no such part.

        Raises:
            UnreadableError: the part is no XML, or declares entities (no workbook of ours does).
        """
        member = self._members.get(part_name(name))
        if member is None:
            return False
        try:
            if member.file_size <= _CHUNK:
                self._feed(parser, self._archive.read(member), True)
            else:
                self._stream(parser, member)
        except expat.ExpatError:
            raise UnreadableError from None
        return True

    def _stream(self, parser: Any, member: zipfile.ZipInfo) -> None:
        fed = 0
        with self._archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                fed += len(chunk)
                self._feed(parser, chunk, False)
                if fed - parser.CurrentByteIndex > _LONGEST_TAG or len(parser.intern) > _MOST_NAMES:
                    raise UnreadableError
        parser.Parse(b"", True)

    def _feed(self, parser: Any, chunk: bytes, is_last: bool) -> None:
        self._room -= len(chunk)
        self._tags -= chunk.count(b"<")
        if self._room < 0:
            raise OversizedError("its parts are read again and again", f"{self._limits.largest_unpacked} MB when unpacked")
        if self._tags < 0:
            raise OversizedError(f"more than {MOST_MARKUP:,} tags", f"{MOST_MARKUP:,}")
        parser.Parse(chunk, is_last)

    def parse(self, name: str, start: Start | None = None, end: End | None = None) -> bool:
        """Read a part: `start` gets each element and its attributes, `end` each element and its own text.

        Returns False if there is no such part. Raises UnreadableError as `run` does.
        """
        return self.run(name, _parser(start, end))

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts a part points to: by relationship id, the last word of its type and its name."""
        found: dict[str, tuple[str, str]] = {}
        folder, file = posixpath.split(name)

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                written = attributes.get("Target", "").replace("\\", "/")
                target = posixpath.normpath(posixpath.join("/", folder, written)).lstrip("/")
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rsplit("/", 1)[-1], target)

        self.parse(posixpath.join(folder, "_rels", f"{file}.rels"), start)
        return found


def part_name(name: str) -> str:
    """Return a part's name as all programs mean it: their capitals, slashes and beginnings differ."""
    return name.replace("\\", "/").lstrip("/").lower()


def new_parser() -> Any:
    """Return a parser that takes no document type, and so no entities."""
    parser = expat.ParserCreate(intern={})
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def _refuse(*_: Any) -> None:
    raise UnreadableError


def _parser(start: Start | None, end: End | None) -> Any:
    parser = new_parser()
    texts: list[list[str]] = []

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        texts.append([])
        if len(texts) > DEEPEST:
            raise UnreadableError
        if start:
            start(local(tag), {local(name): value for name, value in attributes.items() if name[:5] != "xmlns"})

    def on_end(tag: str) -> None:
        own = texts.pop()
        if end:
            end(local(tag), "".join(own))

    def on_text(text: str) -> None:
        texts[-1].append(text)

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    if end:
        parser.CharacterDataHandler = on_text
    return parser


@lru_cache(maxsize=1024)
def local(name: str) -> str:
    """Return an element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]
