"""Runs, paragraphs and lists as XML of Word."""

from __future__ import annotations

from shpdocs.model.document import ListItem, Text
from shpdocs.paper.word.pen import Pen

_LISTS = {"1.": 1, "1)": 2, "a.": 3, "a)": 4}  # abstractNumId in paper/word/numbering.xml
_BULLETS = 1  # numId there
_NOT_XML = (*range(0x9), 0xB, 0xC, *range(0xE, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_AS_XML = dict.fromkeys(_NOT_XML, "\ufffd") | {38: "&amp;", 60: "&lt;", 62: "&gt;", 34: "&quot;"}


def clean(text: str) -> str:
    """Text as XML holds it, in an element or an attribute; a character that XML cannot hold becomes a replacement mark."""
    return text.translate(_AS_XML)


def run(text: str, properties: str = "") -> str:
    """A run of text that looks alike."""
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{clean(text)}</w:t></w:r>'


def paragraph(style: str, runs: str, section: str = "", before: str = "", numbering: str = "") -> str:
    """A paragraph. `before` is what its properties say right after the style: that it stays with the next, on a new page."""
    named = "" if style == "Normal" else f'<w:pStyle w:val="{style}"/>'
    inner = named + before + numbering + section
    return f"<w:p>{f'<w:pPr>{inner}</w:pPr>' if inner else ''}{runs}</w:p>"


def text_block(block: Text, pen: Pen, style: str, section: str = "", before: str = "") -> str:
    """A paragraph or an item of a list."""
    if isinstance(block, ListItem):
        numbering = f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="{_list(block, pen)}"/></w:numPr>'
        return paragraph("ListItem" if style == "Normal" else style, run(block.text), section, before, numbering)
    lead = run(block.lead, "<w:b/>") if block.lead else ""
    return paragraph(style, lead + (run(block.text) if block.text else ""), section, before)


def field(name: str) -> str:
    """A field that Word fills in, such as the number of the page."""
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def _list(item: ListItem, pen: Pen) -> int:
    """The number of the item's list; bullets share one, any other list that starts is begun at its own number."""
    if item.numbering == "-":
        return _BULLETS
    if item.starts or not pen.lists:
        pen.lists.append((_LISTS[item.numbering], item.number))
    return _BULLETS + len(pen.lists)


def list_numbers(pen: Pen) -> str:
    """A list of its own for each that begins, so that its numbers are the ones typed."""
    return "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, (abstract, start) in enumerate(pen.lists, _BULLETS + 1)
    )
