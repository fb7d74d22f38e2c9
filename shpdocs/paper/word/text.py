"""Runs and paragraphs of a paper as elements of Word."""

from __future__ import annotations

import re

from shpdocs.ooxml.xml import Element, element, tag

KEEP_WITH_NEXT, PAGE_BREAK_BEFORE = "w:keepNext", "w:pageBreakBefore"  # in the order in which Word wants them
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = tag("xml:space")


def plain(text: str) -> str:
    """Text as XML can hold it: a character that it cannot becomes a replacement mark."""
    return text if text.isprintable() else _NOT_IN_XML.sub("\ufffd", text)


def put_text(place: Element, text: str) -> None:
    """Put a text into <w:t>, with all its spaces."""
    place.text = plain(text)
    if "  " in text or text.strip() != text:
        place.set(_SPACE, "preserve")


def run(text: str, *properties: Element) -> Element:
    """A run: text with the same properties throughout."""
    place = element("w:t")
    put_text(place, text)
    return element("w:r", None, *((element("w:rPr", None, *properties), place) if properties else (place,)))


def field(name: str) -> Element:
    """A field that Word fills in, such as the number of the page."""
    return element("w:fldSimple", {"w:instr": f" {name} "}, element("w:r", None, element("w:t", None, "1")))


def paragraph(style: str, *content: Element, switches: tuple[str, ...] = (), numbering: Element | None = None) -> Element:
    """A paragraph. `switches` are what comes right after the style: that it is kept with the next, or begins a page."""
    properties = [] if style == "Normal" else [element("w:pStyle", {"w:val": style})]
    properties += [element(name) for name in switches]
    if numbering is not None:
        properties.append(numbering)
    return element("w:p", None, *((element("w:pPr", None, *properties), *content) if properties else content))
