"""What a plain look into a workbook's package finds beside the cells: by zipfile and ElementTree alone, with nothing of ours."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_COMMENTS, _THREADS, _DRAWINGS = "comments", "threadedcomments", "drawings/drawing"


def beside_the_cells(content: bytes) -> Iterator[tuple[str, str]]:
    """The words of notes, threads and text boxes, and the names of the files within, each with its kind."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        for name in package.namelist():
            yield from _of_part(name.lower(), package.read(name))


def _of_part(name: str, part: bytes) -> Iterator[tuple[str, str]]:
    if "/embeddings/" in name and not name.endswith("/"):
        yield "embedded file", name.rpartition("/")[2]
    if not name.endswith(".xml") or not name.startswith("xl/"):
        return
    if _THREADS in name:
        yield from _words("thread", part, "threadedComment", "text")
    elif _COMMENTS in name:
        yield from _words("note", part, "comment", "t")
    elif _DRAWINGS in name:
        yield from _words("text box", part, "txBody", "t")


def _words(kind: str, part: bytes, holder: str, letters: str) -> Iterator[tuple[str, str]]:
    try:
        root = ElementTree.fromstring(part)
    except ElementTree.ParseError:
        return
    writers = {(element.text or "").strip() for element in root.iter() if _local(element) == "author"}
    for element in _shown(root):
        if _local(element) == holder:
            texts = [(piece.text or "").strip() for piece in element.iter() if _local(piece) == letters]
            yield from ((kind, text) for text in texts if text and not _is_excels(text, writers))


def _shown(top: Element) -> Iterator[Element]:
    """The elements that Excel shows: without what is there for programs that know less."""
    yield top
    for child in top:
        if _local(child) != "Fallback":
            yield from _shown(child)


def _is_excels(text: str, writers: set[str]) -> bool:
    """Whether Excel put a text into a note: the name of who wrote it, or what it says in place of a thread."""
    return text.removesuffix(":") in writers or text.startswith("[Threaded comment]")


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
