"""A fingerprint of what the schema of a definition's answers is made of: taken from bytes, since no TOML need be read for a first look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shpdocs.model.definition import SmallNumbers
from shpdocs.store.disk import sha256
from shpdocs.store.records import fingerprint

_TAKEN = re.compile(rb"""\bfrom["']?\s*=\s*["']([\w-]+)["']""")
_HEADING = re.compile(rb"""^[ \t]*\[["' \t]*([\w-]+)[\w."' \t-]*\][ \t]*(?:#.*)?$""", re.MULTILINE)
_OVER_LINES = (b'"""', b"'''")  # texts in which a line may look like a heading


def grounds_of(definition: bytes, library: Iterable[bytes], rule: SmallNumbers) -> str:
    """Return the fingerprint of a definition's file, of what of the library's files it may take, and of the settings' rule for small
    numbers. Whatever else changes in the library, it stays the same."""
    names = set(_TAKEN.findall(definition))
    taken = b"".join(passage for content in library for passage in _passages(content, names)) if names else b""
    return fingerprint(definition=sha256(definition), library=sha256(taken), rule=rule)


def _passages(content: bytes, names: set[bytes]) -> Iterator[bytes]:
    """What a file of the library says under the headings of these measures, and before the first; all of it where that is not sure."""
    if any(quotes in content for quotes in _OVER_LINES):
        yield content
        return
    headings = list(_HEADING.finditer(content))
    ends = [*(heading.start() for heading in headings), len(content)]
    yield content[: ends[0]]
    for heading, end in zip(headings, ends[1:], strict=True):
        if heading[1] in names:
            yield content[heading.start() : end]
