"""Text of an appendix that a picture, a shape or a text box covers. By place.

Where each line falls is known to Word alone. So what is refused is what plainly covers: an opaque drawing in front of the text that
lies over all of its own paragraph's words, or over most of a page that has words on it. A stamp or a logo that only touches text comes in.
"""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.appendix import Refusal
from shpdocs.ooxml.drawing_colours import fill_of
from shpdocs.ooxml.theme import Theme
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_paragraphs import paragraph_of, place_of, text_of
from shpdocs.ooxml.word_styles import number
from shpdocs.ooxml.xml import Element, each, find, local, tag, value
from shpdocs.paper.unseen.pages import Page

_EMU = 12_700  # to the point
_LETTER, _LINE = 4.0, 10.0  # points: a narrow letter and a low line of usual print
_NEAR = 12.0  # points that a drawing may stand off the beginning of the words and cover them still
_MOST_OF_PAGE = 0.6  # of its width and of its height
_MEND = "Choose Layout › Wrap Text › Square, or Behind Text, for the drawing that lies over it, or delete the text."


def covered_text(file: WordFile, kind: str, root: Element, page: Page) -> Iterator[Refusal]:
    """Why text of a part of this kind ('header') may not come in: the first that a drawing covers."""
    for drawing in each(root, "wp:anchor"):
        paragraph = paragraph_of(drawing)
        if paragraph is not None and _is_opaque_in_front(drawing, file.theme) and _covers(drawing, paragraph, page):
            yield Refusal("A drawing covers text", place_of(paragraph, kind), _MEND)
            return


def _is_opaque_in_front(drawing: Element, theme: Theme) -> bool:
    if drawing.get("behindDoc") in ("1", "true") or find(drawing, "wp:wrapNone") is None:
        return False
    if next((element for element in drawing.iter("*") if local(element) in ("pic", "chart")), None) is not None:
        return True
    return any(fill_of(shape, theme) for shape in drawing.iter("*") if local(shape) == "spPr")


def _covers(drawing: Element, paragraph: Element, page: Page) -> bool:
    extent = find(drawing, "wp:extent")
    width, height = (number(extent.get(side, "")) / _EMU if extent is not None else 0.0 for side in ("cx", "cy"))
    if width > page.width * _MOST_OF_PAGE and height > page.height * _MOST_OF_PAGE:
        return any(text_of(other).strip() for other in _beside(paragraph))
    words = text_of(paragraph).strip()
    across, down = (find(drawing, f"wp:position{side}") for side in "HV")
    if (
        not words
        or value(down, "relativeFrom") not in ("paragraph", "line")
        or value(across, "relativeFrom") not in ("column", "character", "margin")
    ):
        return False
    starts = [number(getattr(find(place, "wp:posOffset"), "text", "") or "") / _EMU for place in (across, down)]
    line = min(len(words) * _LETTER, page.width)
    return max(starts) <= _NEAR and width + starts[0] >= line and height + starts[1] >= _LINE * (1 + len(words) * _LETTER // page.width)


def _beside(paragraph: Element) -> Iterator[Element]:
    """A paragraph and those beside it, up to where a page ends."""
    yield paragraph
    for is_before in (True, False):
        for other in paragraph.itersiblings(tag("w:p"), preceding=is_before):
            is_end = find(other, "w:pPr/w:sectPr") is not None or any(value(line, "w:type") == "page" for line in each(other, "w:br"))
            if is_end:
                break
            yield other
