"""A Word file as three readers of other people's making see it: LibreOffice, pandoc and mammoth, each told in the same items.

An item is ('heading', level, text), ('text', text), ('item', depth, text), ('table',), ('row', cell, …),
('header row', cell, …) or ('note', text), all of them strings. A cell holds its paragraphs and list items, a line each. White
space is levelled.
Headers, footers, charts and pictures are not told: of these three only LibreOffice reads the first two, and pandoc and mammoth
pass over charts.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import mammoth
import pypandoc

from tests.support.clients import soffice_convert

PAPERS = (  # every paper that the demo makes, in its folder of output
    "2017-18-Q3/published/paper/1/2017-18-Q3 Safer Hillingdon Partnership.docx",
    "2017-18-Q3/published/paper-select-committee/1/2017-18-Q3 Safer Hillingdon Partnership select-committee.docx",
    "2024-25-Q2/published/paper/1/2024-25-Q2 Safer Hillingdon Partnership.docx",
)

Item = tuple[str, ...]
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def level(text: str) -> str:
    """Text with its white space levelled."""
    return " ".join(text.split())


def lines(items: list[Item]) -> str:
    """What stands in a cell: each of its items on a line."""
    return "\n".join(" | ".join(item[1:]) if item[0].endswith("row") else item[-1] for item in items if item != ("table",))


# LibreOffice: its own flat format, in which everything has a name of its own.
def read_by_libreoffice(path: Path, folder: Path) -> list[Item]:
    """What LibreOffice reads. `folder` is for its files."""
    body = ElementTree.parse(soffice_convert(path, "fodt", folder)).getroot().find(f"{_OFFICE}body/{_OFFICE}text")
    assert body is not None
    notes = [("note", level(_odf_text(note))) for note in body.iter(f"{_TEXT}note-body")]
    return [*_odf(body, 0), *notes]


def _odf(parent: ElementTree.Element, depth: int) -> Iterator[Item]:
    for element in parent:
        if element.tag == f"{_TEXT}h":
            yield from _told("heading", element.get(f"{_TEXT}outline-level", ""), text=_odf_text(element))
        elif element.tag == f"{_TEXT}p":
            yield from _told("item", str(depth), text=_odf_text(element)) if depth else _told("text", text=_odf_text(element))
        elif element.tag == f"{_TEXT}list":
            yield from _odf(element, depth + 1)
        elif element.tag == f"{_TABLE}table":
            yield ("table",)
            yield from _odf(element, 0)
        elif element.tag == f"{_TABLE}table-row":
            yield ("row", *(lines(list(_odf(cell, 0))) for cell in element.findall(f"{_TABLE}table-cell")))
        elif element.tag == f"{_TABLE}table-header-rows":
            yield from (("header row", *row[1:]) for row in _odf(element, 0))
        elif element.tag.startswith((_TEXT, _TABLE)) and element.tag not in (f"{_TEXT}sequence-decls", f"{_TEXT}tracked-changes"):
            yield from _odf(element, depth)


def _odf_text(element: ElementTree.Element) -> str:
    """The text of a paragraph: blanks and breaks are elements; a note, a frame and a remark are not part of it."""
    text = element.text or ""
    for inner in element:
        if inner.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            text += " "
        elif inner.tag.startswith(_TEXT) and inner.tag not in (f"{_TEXT}note", f"{_TEXT}note-citation"):
            text += _odf_text(inner)
        text += inner.tail or ""
    return text


# pandoc: its own tree.
def read_by_pandoc(path: Path) -> list[Item]:
    """What pandoc reads."""
    tree = json.loads(pypandoc.convert_file(str(path), "json", format="docx"))
    notes: list[Item] = []
    return [*_pandoc(tree["blocks"], 0, notes), *notes]


def _pandoc(blocks: list[dict[str, Any]], depth: int, notes: list[Item]) -> Iterator[Item]:
    for block in blocks:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind == "Header":
            yield from _told("heading", str(content[0]), text=_pandoc_text(content[2], notes))
        elif kind in ("Para", "Plain"):
            text = _pandoc_text(content, notes)
            yield from _told("item", str(depth), text=text) if depth else _told("text", text=text)
        elif kind in ("OrderedList", "BulletList"):
            for item in content[1] if kind == "OrderedList" else content:
                yield from _pandoc(item, depth + 1, notes)
        elif kind == "Table":
            yield ("table",)
            yield from (("header row", *cells) for cells in _pandoc_rows(content[3][1], notes))
            yield from (("row", *cells) for body in content[4] for cells in _pandoc_rows([*body[2], *body[3]], notes))
        elif kind in ("Div", "BlockQuote", "Figure"):
            yield from _pandoc(content[-1] if kind != "BlockQuote" else content, depth, notes)
        else:
            raise AssertionError(f"nothing of this kind belongs in a paper: {kind}")


def _pandoc_rows(rows: list[Any], notes: list[Item]) -> Iterator[tuple[str, ...]]:
    for _, cells in rows:
        yield tuple(lines(list(_pandoc(cell[4], 0, notes))) for cell in cells)


def _pandoc_text(parts: list[dict[str, Any]], notes: list[Item]) -> str:
    text = ""
    for part in parts:
        kind: str = part["t"]
        content: Any = part.get("c")
        if kind == "Str":
            text += content
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            text += " "
        elif kind == "Note":
            notes.append(("note", " ".join(item[-1] for item in _pandoc(content, 0, []))))
        elif kind in ("Strong", "Emph", "Underline", "Superscript", "Subscript", "SmallCaps", "Strikeout"):
            text += _pandoc_text(content, notes)
        elif kind in ("Span", "Link", "Quoted"):
            mark = "" if kind != "Quoted" else "'" if content[0]["t"] == "SingleQuote" else '"'
            text += mark + _pandoc_text(content[1], notes) + mark
        elif kind != "Image":
            raise AssertionError(f"nothing of this kind belongs in a paper: {kind}")
    return text


# mammoth: HTML.
def read_by_mammoth(path: Path) -> list[Item]:
    """What mammoth reads."""
    with path.open("rb") as stream:
        found = mammoth.convert_to_html(stream)
    of_styles = ("Unrecognised paragraph style: ", "Unrecognised run style: ")
    assert [message.message for message in found.messages if not message.message.startswith(of_styles)] == []
    page = _Page()
    page.feed(found.value)
    page.close()
    return page.items


class _Page(HTMLParser):
    """Tells a page of mammoth's as items. `_open` holds the tags that are open, each with the text read in it so far."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[Item] = []
        self._open: list[str] = []
        self._text = ""
        self._cells: list[str] = []
        self._in_cell: list[Item] = []
        self._silent = 0
        self._is_note = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in ("br", "img"):
            self._text += " "
            return
        if tag in ("p", "li", "ul", "ol", "td", "th", "table") or tag[1:].isdigit():
            self._end_block()
        if tag == "table":
            self.items.append(("table",))
        if tag == "li":
            self._is_note = (named.get("id") or "").startswith(("footnote-", "endnote-"))
        if tag == "a" and ("note-ref-" in (named.get("id") or "") or "note-ref-" in (named.get("href") or "")):
            self._silent += 1
            tag = "silent"
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("br", "img"):
            return
        if tag in ("p", "li", "td", "th") or tag[1:].isdigit():
            self._end_block(tag)
        if self._open.pop() == "silent":
            self._silent -= 1
        if tag in ("td", "th"):
            self._cells.append(lines(self._in_cell))
            self._in_cell = []
        elif tag == "tr":
            self.items.append(("header row" if "thead" in self._open else "row", *self._cells))
            self._cells = []

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text += data

    def _end_block(self, tag: str = "") -> None:
        depth = sum(one in ("ul", "ol") for one in self._open)
        to = self._in_cell if {"td", "th"} & set(self._open) else self.items
        if self._is_note:
            to += _told("note", text=self._text)
        elif tag[1:].isdigit():
            to += _told("heading", tag[1:], text=self._text)
        else:
            to += _told("item", str(depth), text=self._text) if depth else _told("text", text=self._text)
        self._text = ""


def _told(*kind: str, text: str) -> Iterator[Item]:
    """The item, unless it is blank: a paragraph with nothing in it, such as one after a table, is none."""
    if level(text):
        yield (*kind, level(text))
