"""The paper that is being built (its page, and the lists, charts and bookmarks so far), and its runs, paragraphs and list items as XML."""

from __future__ import annotations

from typing import Literal

from shpdocs.model.document import Contents, Document, Heading, ListItem, Text
from shpdocs.model.house_style import HouseStyle, PageSize

Orientation = Literal["portrait", "landscape"]
TWIPS = 1440 / 25.4  # a millimetre
_LANDSCAPE_MARGIN = 15.0  # mm: the widest at the sides of a landscape page, as wide tables stand there
_ABSTRACT_LISTS = {"1.": 1, "1)": 2, "a.": 3, "a)": 4}  # abstractNumId in paper/word/base/word/numbering.xml
_BULLETS = 1  # numId there
_NOT_IN_XML = (*range(0x9), 0xB, 0xC, *range(0xE, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_ESCAPES = dict.fromkeys(_NOT_IN_XML, "\ufffd") | {38: "&amp;", 60: "&lt;", 62: "&gt;", 34: "&quot;"}


class Page:
    """A page in mm, turned as it is read: its sides and its margins."""

    def __init__(self, orientation: Orientation, size: PageSize) -> None:
        self.orientation = orientation
        self.width, self.height = size.width, size.height
        self.left, self.right = size.left, size.right
        self.top, self.bottom = size.top, size.bottom
        self.header, self.footer = size.header, size.footer
        if orientation == "landscape":
            self.width, self.height = self.height, self.width
            self.left, self.right = min(self.left, _LANDSCAPE_MARGIN), min(self.right, _LANDSCAPE_MARGIN)

    @property
    def text_width(self) -> float:
        """Width of the text on this page, in mm."""
        return self.width - self.left - self.right


class PaperBuilder:
    """A paper while its body is written, block after block.

    `lists` holds the abstract list and the first number of each list, `charts` the part of each chart, and `bookmarks` a number for
    each heading that a list of contents links to, by the heading's index among the blocks.
    """

    def __init__(self, document: Document, house: HouseStyle | None = None) -> None:
        self.document, self.house = document, house
        self.next_starts_page = False
        self.section_count = 0
        self.lists: list[tuple[int, int]] = []
        self.charts: list[str] = []
        self.bookmarks = _bookmarks(document)
        self.set_orientation("portrait")

    def set_orientation(self, orientation: Orientation) -> None:
        """Go on on pages of this orientation."""
        self.page = Page(orientation, self.house.page if self.house else PageSize())


def _bookmarks(document: Document) -> dict[int, int]:
    deepest = 0
    headings: list[int] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Contents):
            deepest = max(deepest, block.deepest)
        elif isinstance(block, Heading) and 2 <= block.level <= deepest:
            headings.append(index)
    return {index: number for number, index in enumerate(headings, 1)}


def escape(text: str) -> str:
    """Text as XML holds it, in an element or an attribute; a character that XML cannot hold becomes a replacement mark."""
    return text.translate(_ESCAPES)


def run(text: str, properties: str = "") -> str:
    """A run: text with the same properties throughout."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style: str, runs: str, section: str = "", properties: str = "", numbering: str = "") -> str:
    """A paragraph. `properties` come right after the style: that it is kept with the next, or starts a page."""
    named = "" if style == "Normal" else f'<w:pStyle w:val="{style}"/>'
    inner = named + properties + numbering + section
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{runs}</w:p>"


def text_block(block: Text, builder: PaperBuilder, style: str, section: str = "", properties: str = "") -> str:
    """A paragraph or an item of a list."""
    if isinstance(block, ListItem):
        numbering = f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{_list_id(block, builder)}"/></w:numPr>'
        return paragraph("ListItem" if style == "Normal" else style, run(block.text), section, properties, numbering)
    label = run(block.label, "<w:b/>") if block.label else ""
    return paragraph(style, label + (run(block.text) if block.text else ""), section, properties)


def field(name: str) -> str:
    """A field that Word fills in, such as the number of the page."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _list_id(item: ListItem, builder: PaperBuilder) -> int:
    """The id of the item's list; bullets share one, any other list that starts begins at its own number."""
    if item.numbering == "-":
        return _BULLETS
    if item.starts or not builder.lists:
        builder.lists.append((_ABSTRACT_LISTS[item.numbering], item.number))
    return _BULLETS + len(builder.lists)


def list_elements(builder: PaperBuilder) -> str:
    """An element of the numbering part for each list of the paper, so that its numbers are the ones typed."""
    return "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, (abstract, start) in enumerate(builder.lists, _BULLETS + 1)
    )
