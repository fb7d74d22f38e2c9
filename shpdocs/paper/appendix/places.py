"""Where something stands in a Word file, in words that a person can search for."""

from __future__ import annotations

from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.xml import Element, local
from shpdocs.paper.appendix.paragraphs import paragraph_of, text_of

_LONGEST = 40  # letters of a paragraph that are told
_PARTS = {"document": "", "settings": "", "styles": "a style", "numbering": "a list"}


def place_of(element: Element | None, kind: str) -> str:
    """Where an element stands in a part of this kind ('header'): the part, and how its paragraph begins."""
    paragraph = None if element is None else element if local(element) == "p" else paragraph_of(element)
    words = shortened(text_of(paragraph), _LONGEST) if paragraph is not None else ""
    part = _PARTS.get(kind, f"the {kind}")
    begins = f"the paragraph that begins “{words}”" if words else ""
    return ", ".join(piece for piece in (part, begins) if piece)


def shortened(text: str, most: int) -> str:
    """A text on one line, of which so many letters stand if there are more."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most]}…"


def kind_of(file: WordFile, part: str) -> str:
    """The kind of a part that holds text, 'document' for any other."""
    return {name: kind for kind, name in file.text_parts}.get(part, "document")
