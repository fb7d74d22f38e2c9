"""The texts of a Word file by readers that are not ours: python-docx, and lxml for what it does not tell (charts, alternative texts)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from tests.support.way_back.printed_texts import NUMBER

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PAGE_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF")


@dataclass(frozen=True)
class WordText:
    """A text of a Word file, and the part of the package that it stands in."""

    part: str
    text: str

    @property
    def numbers(self) -> list[str]:
        """The numbers in it."""
        return [match[0] for match in NUMBER.finditer(self.text)]


def word_texts(path: Path) -> Iterator[WordText]:
    """Every text: paragraphs and cells, headers and footers, alternative texts of tables and charts, all that charts draw and name.

    Page numbers, which Word works out, are left out, and so are the numbers that it sets before items of lists.
    """
    document = docx.Document(str(path))
    if document.core_properties.title:
        yield WordText("properties", document.core_properties.title)
    yield from _of_body("body", document.element)
    for section in document.sections:
        for name in ("header", "footer", "first_page_header", "first_page_footer"):
            yield from _of_body(name, getattr(section, name)._element)
    yield from _of_charts(path)


def _of_body(part: str, element: Any) -> Iterator[WordText]:
    for paragraph in element.iter(f"{_W}p"):
        text = "".join(_texts(paragraph))
        if text.strip():
            yield WordText(part, text)
    for tag in ("tblCaption", "tblDescription"):
        yield from (WordText("alternative text", one.get(f"{_W}val")) for one in element.iter(f"{_W}{tag}"))
    for drawn in element.iter(f"{_WP}docPr"):
        yield from (WordText("alternative text", drawn.get(name)) for name in ("title", "descr") if drawn.get(name))


def _texts(paragraph: Any) -> Iterator[str]:
    """The texts of a paragraph's own runs, without what a field of page numbers came to."""
    is_result, told = False, ""
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}fldChar", f"{_W}instrText", f"{_W}fldSimple"):
        tag = etree.QName(element).localname
        if tag == "instrText":
            told += element.text or ""
        elif tag == "fldChar":
            kind = element.get(f"{_W}fldCharType")
            told = "" if kind == "begin" else told
            is_result = kind == "separate" and told.split()[:1] != [] and told.split()[0] in _PAGE_FIELDS
        elif tag == "t" and not is_result and not _is_in_page_field(element):
            yield element.text or ""
        elif tag in ("tab", "br"):
            yield " "


def _is_in_page_field(element: Any) -> bool:
    fields = (above.get(f"{_W}instr", "").split() for above in element.iterancestors(f"{_W}fldSimple"))
    return any(field and field[0] in _PAGE_FIELDS for field in fields)


def _of_charts(path: Path) -> Iterator[WordText]:
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if name.startswith("word/charts/") and name.endswith(".xml"):
                tree = etree.fromstring(package.read(name))
                texts = [element.text for element in tree.iter(f"{_C}v", f"{_A}t") if element.text]
                yield from (WordText("chart", text) for text in texts)
