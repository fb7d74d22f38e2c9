"""Papers of tests and how they are read back, and Word files edited part by part."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx

from shpdocs.model.document import Block, Document, Paragraph, Table
from shpdocs.paper.word import write_paper

DAY = datetime(2024, 9, 30)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paper_of(*blocks: Block, footer: tuple[str, ...] = (), page_numbers: bool = True) -> bytes:
    """A paper of these blocks."""
    return write_paper(Document("A made-up title", "Made-up Partnership", blocks, footer, page_numbers), DAY)


def open_word(content: bytes) -> Any:
    """A Word file as python-docx reads it."""
    return docx.Document(BytesIO(content))


def part_xml(content: bytes, name: str = "word/document.xml") -> Any:
    """A part of a Word file as elements."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return ElementTree.fromstring(package.read(name))


def part_names(content: bytes) -> list[str]:
    """The names of the parts of a Word file."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.namelist()


def cell(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(text) for text in texts)


TABLE = Table(
    "A made-up table", "What it shows & why", ("Made-up <heading>", "Second"), ((cell("a"), cell("b")), (cell("c", "d"), cell("e")))
)


def edit_part(content: bytes, part: str, *swaps: tuple[str, str], more: dict[str, bytes] | None = None) -> bytes:
    """A Word file with texts of one part swapped, each of which must be there, and with more parts."""
    edited = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(edited, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            for old, new in swaps if name == part else ():
                assert old.encode() in text, old
                text = text.replace(old.encode(), new.encode())
            after.writestr(name, text)
        for name, added in (more or {}).items():
            after.writestr(name, added)
    return edited.getvalue()


def edit_parts(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """A Word file after a change of its parts by name."""
    with zipfile.ZipFile(BytesIO(content)) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    change(parts)
    edited = BytesIO()
    with zipfile.ZipFile(edited, "w", zipfile.ZIP_DEFLATED) as after:
        for name, part in parts.items():
            after.writestr(name, part)
    return edited.getvalue()


def texts(path: Path) -> list[str]:
    """The text of every paragraph of a Word file's body, those of tables among them."""
    body = docx.Document(str(path)).element.body
    return ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p")]
