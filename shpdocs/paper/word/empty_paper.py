"""The empty paper that every paper is written into: ours, which python-docx opens, and how a paper is packed.

Its parts stand in paper/word/base/ as readable XML. A council's house style is never opened: what it gives is copied into ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE

from shpdocs.ooxml.package import pack
from shpdocs.ooxml.writing import EditedPackage

_FOLDER = Path(__file__).parent / "base"
STYLES, THEME, FONTS = "word/styles.xml", "word/theme/theme1.xml", "word/fontTable.xml"


@cache
def our_parts() -> Mapping[str, bytes]:
    """The parts of our empty paper by name."""
    return {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in sorted(_FOLDER.rglob("*")) if path.is_file()}


def empty_paper(changed: Mapping[str, bytes] | None = None) -> bytes:
    """The bytes of our empty paper, with these parts in place of ours."""
    return pack({**our_parts(), **(changed or {})})


def opened(content: bytes) -> Any:
    """An empty paper, ours or one made of it, as python-docx holds it."""
    return docx.Document(BytesIO(content))


def packed(word: Any) -> bytes:
    """The bytes of what python-docx holds: it would write the time of day into the zip."""
    package = word.part.package
    edited = EditedPackage({"_rels/.rels": package.rels.xml}, {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML})
    for part in package.iter_parts():
        edited.add(part.partname.membername, part.blob, part.content_type)
        if part.rels:
            edited.parts[part.partname.rels_uri.membername] = part.rels.xml
    return edited.write()
