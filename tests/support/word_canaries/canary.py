"""A canary: a word that nothing else says, hidden in one place of a file; and how one is found wherever it may have got to."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Literal
from urllib.parse import unquote_to_bytes

from msgspec import Struct

_LETTERS = "bcdfghjkmnprstvw"
_WORD = re.compile(rb"zq[bcdfghjkmnprstvw]{4}qz", re.IGNORECASE)
Expected = Literal["gone", "kept"]


class Canary(Struct, frozen=True):
    """A word, where it stands, and what must become of it: 'gone', or 'kept' as readers see or hear it."""

    word: str
    where: str
    expected: Expected


class CanaryFile(Struct, frozen=True):
    """A Word file with canaries. `may_be_refused` of one that is no file that somebody would send: it comes in clean, or not at all."""

    name: str
    content: bytes
    canaries: tuple[Canary, ...]
    may_be_refused: bool


class Words:
    """Gives out words, each once, and remembers where they were put since the last file."""

    def __init__(self) -> None:
        self._count = 0
        self._since: list[Canary] = []

    def new(self, where: str, expected: Expected = "gone") -> str:
        """A new word for a place."""
        self._count += 1
        digits = (_LETTERS[self._count >> shift & 15] for shift in (12, 8, 4, 0))
        word = f"zq{''.join(digits)}qz"
        self._since.append(Canary(word, where, expected))
        return word

    def file(self, name: str, content: bytes, may_be_refused: bool = True) -> CanaryFile:
        """A file with the words given out since the last one."""
        canaries, self._since = tuple(self._since), []
        return CanaryFile(name, content, canaries, may_be_refused)


def words_in(content: bytes) -> set[str]:
    """Every canary in a file, wherever: in parts and what is packed in them, names and remarks of the package, in any of several codes."""
    return {match[0].decode().lower() for text in _texts(content) for match in _WORD.finditer(text)}


def _texts(content: bytes) -> Iterator[bytes]:
    plain = content.replace(b"\0", b"")  # UTF-16 of either order
    yield plain
    if plain.startswith(b"<"):
        yield re.sub(rb"<[^<>]*>", b"", plain)  # a word cut in two, as codes of fields are
    if b"%" in plain:
        yield unquote_to_bytes(plain)
    if b"&#" in plain:
        yield html.unescape(plain.decode("latin-1")).encode("utf-8")
    if content.startswith(b"PK") and zipfile.is_zipfile(BytesIO(content)):
        with zipfile.ZipFile(BytesIO(content)) as package:
            yield package.comment
            for member in package.infolist():
                yield member.filename.encode() + b" " + member.comment + b" " + member.extra
                yield from _texts(package.read(member))


def travelled(file: CanaryFile, *public: bytes) -> list[str]:
    """What is wrong with public files made with a file: each canary that must be gone and is there, or must be kept and is not."""
    words = set[str]().union(*(words_in(content) for content in public))
    faults = [canary for canary in file.canaries if (canary.word in words) != (canary.expected == "kept")]
    return [f"{file.name}: {canary.where} should be {canary.expected} ({canary.word})" for canary in faults]
