"""The package of a workbook: its parts by name and relationship, each read as a stream of XML elements."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]


class UnreadableError(Exception):
    """A part is missing or broken, so that the workbook cannot be read."""


class Package:
    """A workbook's zip file. Element and attribute names come without their namespaces: programs differ in prefixes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {name.lower(): name for name in archive.namelist()}

    def parse(self, name: str, start: Start | None = None, end: End | None = None) -> bool:
        """Read a part: `start` gets each element and its attributes, `end` each element and its own text.

        Returns False if there is no such part.

        Raises:
            UnreadableError: the part is no XML, or declares entities (no workbook of ours does).
        """
        actual = self._names.get(name.lower())
        if actual is None:
            return False
        try:
            _parser(start, end).Parse(self._archive.read(actual), True)
        except expat.ExpatError:
            raise UnreadableError from None
        return True

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts a part points to: by relationship id, the last word of its type and its name."""
        found: dict[str, tuple[str, str]] = {}
        folder, file = posixpath.split(name)

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rsplit("/", 1)[-1], target)

        self.parse(posixpath.join(folder, "_rels", f"{file}.rels"), start)
        return found


def _parser(start: Start | None, end: End | None) -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    texts: list[list[str]] = []

    def on_start(tag: str, attributes: dict[str, str]) -> None:
        if end:
            texts.append([])
        if start:
            start(_local(tag), {_local(name): value for name, value in attributes.items()})

    def on_end(tag: str) -> None:
        if end:
            end(_local(tag), "".join(texts.pop()))

    def on_text(text: str) -> None:
        if texts:
            texts[-1].append(text)

    def on_doctype(*_: Any) -> None:
        raise UnreadableError

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = on_text, on_doctype
    return parser


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
