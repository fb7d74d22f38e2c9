"""Where something stands in a Word file, in words that a person can search for."""

from __future__ import annotations

from shpdocs.ooxml.xml import Element, local
from shpdocs.paper.appendix.paragraphs import beginning_of, paragraph_of

_LONGEST = 40  # letters of a paragraph that are told
_PARTS = {"document": "", "settings": "", "styles": "a style", "numbering": "a list"}


def place_of(element: Element | None, kind: str) -> str:
    """Where an element stands in a part of this kind ('header'): the part, and how its paragraph begins."""
    paragraph = None if element is None else element if local(element) == "p" else paragraph_of(element)
    words = shortened(beginning_of(paragraph, _LONGEST), _LONGEST) if paragraph is not None else ""
    part = _PARTS.get(kind, f"the {kind}")
    begins = f"the paragraph that begins “{words}”" if words else ""
    return ", ".join(piece for piece in (part, begins) if piece)


def shortened(text: str, most: int) -> str:
    """A text on one line, of which so many letters stand if there are more."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most]}…"
