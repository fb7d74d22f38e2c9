"""The paper that is being written: the file as python-docx holds it, its sections, lists, charts and bookmarks so far."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Literal

from docx.enum.section import WD_ORIENT
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.section import Section
from docx.shared import Length, Mm

from shpdocs.model.document import Contents, Document, Heading, ListItem, Text
from shpdocs.ooxml import custom_properties
from shpdocs.ooxml.word_order import properties
from shpdocs.ooxml.xml import Element, element, find, local
from shpdocs.paper.word.empty_paper import packed
from shpdocs.paper.word.headers import write_headers_and_footers
from shpdocs.paper.word.text import PAGE_BREAK_BEFORE, paragraph, plain, run

_LANDSCAPE_MARGIN = Mm(15)  # the widest at the sides of a landscape page, as wide tables stand there
_ABSTRACT_LISTS = {"1.": 1, "1)": 2, "a.": 3, "a)": 4}  # abstractNumId in paper/word/base/word/numbering.xml
_BULLETS = 1  # numId there
_LONGEST_PROPERTY = 255  # characters, of python-docx as of Word


class PaperBuilder:
    """A paper while it is written, block after block, into an empty one that python-docx holds.

    `bookmarks` has a number for each heading that a list of contents links to, by the heading's index among the blocks.
    """

    def __init__(self, document: Document, word: Any) -> None:
        self.document = document
        self.bookmarks = _bookmarks(document)
        self._word, self._body = word, word.element.body
        self._starts_page = False
        self._list_count = self._chart_count = 0
        write_headers_and_footers(word.sections[0], document)
        self._orientation = "portrait"
        self._section = self._body.sectPr
        self._upright = self._section.clone()  # what every later section is made of

    @property
    def text_width(self) -> float:
        """The width of the text on the page that is being written, in mm."""
        section: Any = Section(self._section, self._word.part)
        return round(float(Length(section.page_width - section.left_margin - section.right_margin).mm), 1)  # ours are whole

    @property
    def page_break(self) -> tuple[str, ...]:
        """What the next paragraph says if it begins a page."""
        return (PAGE_BREAK_BEFORE,) if self._starts_page else ()

    def add(self, block: Element) -> Element:
        """Write a paragraph or table at the end; a table begins a page, or stands under another, by a line before it."""
        if local(block) == "tbl" and (self._starts_page or self._ends_with_table):
            self._section.addprevious(paragraph("AfterTable", switches=self.page_break))
        self._section.addprevious(block)
        self._starts_page = False
        return block

    @property
    def _ends_with_table(self) -> bool:
        last = self._section.getprevious()
        return last is not None and local(last) == "tbl"

    def _end_table(self) -> None:
        if self._ends_with_table:
            self.add(paragraph("AfterTable"))

    def turn_page(self, orientation: Literal["portrait", "landscape"]) -> None:
        """Go on on a new page; one of another orientation is in a section of its own."""
        last = self._section.getprevious()
        if orientation == self._orientation:
            self._starts_page = last is not None
            return
        self._orientation = orientation
        if last is not None and find(last, "w:pPr/w:sectPr") is None:
            self._end_section()
        following = self._upright.clone()
        self._body.replace(self._section, following)
        self._section = following
        if orientation == "landscape":
            _turn(Section(following, self._word.part))

    def _end_section(self) -> None:
        """End the section in the last paragraph; only the first has a first page of its own."""
        self._end_table()
        properties(self._section.getprevious(), "w:pPr").append(self._section.clone())
        Section(self._upright, self._word.part).different_first_page_header_footer = False

    def text(self, block: Text, style: str = "Normal", switches: tuple[str, ...] = ()) -> Element:
        """A paragraph or an item of a list."""
        if isinstance(block, ListItem):
            level, number = ({"w:val": str(value)} for value in (block.level, self._list_number(block)))
            numbering = element("w:numPr", None, element("w:ilvl", level), element("w:numId", number))
            return paragraph("ListItem" if style == "Normal" else style, run(block.text), switches=switches, numbering=numbering)
        label = (run(block.label, element("w:b")),) if block.label else ()
        return paragraph(style, *label, *((run(block.text),) if block.text else ()), switches=switches)

    def _list_number(self, item: ListItem) -> int:
        """The number of the item's list; bullets share one, any other list that starts begins at its own number."""
        if item.numbering == "-":
            return _BULLETS
        if item.starts or not self._list_count:
            self._list_count += 1
            numbers = (_BULLETS + self._list_count, _ABSTRACT_LISTS[item.numbering], item.number)
            number, abstract, start = (str(number) for number in numbers)
            first = element("w:lvlOverride", {"w:ilvl": "0"}, element("w:startOverride", {"w:val": start}))
            added = element("w:num", {"w:numId": number}, element("w:abstractNumId", {"w:val": abstract}), first)
            self._word.part.numbering_part.element.append(added)
        return _BULLETS + self._list_count

    def add_chart_part(self, content: bytes) -> tuple[int, str]:
        """Put a chart's part into the file; return its number, from 1, and its relationship's id."""
        self._chart_count += 1
        name = PackURI(f"/word/charts/chart{self._chart_count}.xml")
        part = Part(name, CONTENT_TYPE.DML_CHART, content, self._word.part.package)
        return self._chart_count, self._word.part.relate_to(part, RELATIONSHIP_TYPE.CHART)

    def add_property(self, name: str, text: str) -> None:
        """Give the file a property beside the usual ones."""
        package, content = self._word.part.package, custom_properties.custom_properties_part({name: text})
        part = Part(PackURI(f"/{custom_properties.PART}"), custom_properties.CONTENT_TYPE, content, package)
        package.relate_to(part, custom_properties.RELATIONSHIP)

    def save(self, created: date) -> bytes:
        """Return the paper (.docx); `created` is the date in its properties."""
        self._end_table()
        core = self._word.core_properties
        core.title = plain(self.document.title)[:_LONGEST_PROPERTY]
        core.author = core.last_modified_by = plain(self.document.author)[:_LONGEST_PROPERTY]
        core.created = core.modified = datetime.combine(created, time())
        return packed(self._word)


def _turn(section: Any) -> None:
    """Lay a page on its side."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = min(section.left_margin, _LANDSCAPE_MARGIN)
    section.right_margin = min(section.right_margin, _LANDSCAPE_MARGIN)


def _bookmarks(document: Document) -> dict[int, int]:
    deepest = 0
    headings: list[int] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Contents):
            deepest = max(deepest, block.deepest)
        elif isinstance(block, Heading) and 2 <= block.level <= deepest:
            headings.append(index)
    return {index: number for number, index in enumerate(headings, 1)}
