"""Names of parts: what is the same in every spelling, and what a relationship means by one."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import unquote


def plain_name(name: str) -> str:
    """A part's name with slashes as they should be."""
    return name.replace("\\", "/").lstrip("/")


@lru_cache(maxsize=4096)
def part_key(name: str) -> str:
    """What is the same in every spelling of a part's name."""
    return unquote(plain_name(name)).lower()


def part_named(target: str, source: str) -> str:
    """The part that a relationship of the part `source` names: '/xl/a.xml' from the top, '../a.xml' from its folder."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), unquote(target.replace("\\", "/")))).lstrip("/")


def relations_part(name: str) -> str:
    """The name of the part that holds a part's relationships ('' for the package's own)."""
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")
