"""Runs, paragraphs, fields and list items as Word's XML."""

from __future__ import annotations

from shpdocs.model.document import ListItem, Text
from shpdocs.paper.word.builder import PaperBuilder

_ABSTRACT_LISTS = {"1.": 1, "1)": 2, "a.": 3, "a)": 4}  # abstractNumId in paper/word/base/word/numbering.xml
_BULLETS = 1  # numId there
_NOT_IN_XML = (*range(0x9), 0xB, 0xC, *range(0xE, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_ESCAPES = dict.fromkeys(_NOT_IN_XML, "\ufffd") | {38: "&amp;", 60: "&lt;", 62: "&gt;", 34: "&quot;"}


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
