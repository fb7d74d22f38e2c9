"""What a paragraph of a Word file says, what stands in it itself and not in a text box within it, and where an element stands, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from shpdocs.ooxml.xml import Element, each, find, local, tag, value

_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LONGEST = 40  # letters of a paragraph that are told
_NEAR = 200  # elements before a paragraph that says nothing, among which one is looked for that does
_PARTS = {"document": "", "settings": "", "styles": "a style", "numbering": "a list"}
_PIECES = ("w:t", "m:t", "w:sym", *(f"w:{name}" for name in _MARKS))


def paragraph_of(element: Element) -> Element | None:
    """The nearest paragraph that an element stands in."""
    return next(element.iterancestors(tag("w:p")), None)


def directly_in(paragraph: Element, name: str) -> list[Element]:
    """Elements of a paragraph that are not in a paragraph within it (a text box)."""
    return [element for element in each(paragraph, name) if paragraph_of(element) is paragraph]


def style_of(paragraph: Element | None) -> str:
    """The id of the style that a paragraph names; '' if it names none."""
    return value(find(paragraph, "w:pPr/w:pStyle"))


def text_of(paragraph: Element) -> str:
    """What a paragraph says, without what stands in text boxes within it."""
    return "".join(_pieces_of(paragraph))


def beginning_of(paragraph: Element, length: int) -> str:
    """How what a paragraph says begins, with one space between words: so many letters and some more, if it says so many."""
    said = ""
    for piece in _pieces_of(paragraph):
        said += piece
        if len(" ".join(said.split())) > length:
            break
    return " ".join(said.split())


def _pieces_of(paragraph: Element) -> Iterator[str]:
    return (_piece(element) for element in each(paragraph, *_PIECES) if paragraph_of(element) is paragraph)


def texts_of(roots: Iterable[Element], holder: str = "w:p") -> dict[Element, str]:
    """Every paragraph (or link, or equation) within some roots, in order, and what it says, without what one within it says.

    One walk, however deep they stand within each other.
    """
    pieces: dict[Element, list[str]] = {}
    name = tag(holder)
    for root in (root for root in roots if next(each(root, holder), None) is not None):
        for element in each(root, holder, *_PIECES):
            if element.tag == name:
                pieces[element] = []
            else:
                nearest = next(element.iterancestors(name), None)
                if nearest in pieces:
                    pieces[nearest].append(_piece(element))
    return {element: "".join(said) for element, said in pieces.items()}


def _piece(element: Element) -> str:
    """What an element of a text says; a tab of a list of tab stops says nothing."""
    name = local(element)
    if name == "tab":
        return "" if local(element.getparent()) == "tabs" else "\t"
    return _MARKS[name] if name in _MARKS else value(element, "w:char") if name == "sym" else element.text or ""


def place_of(element: Element | None, kind: str) -> str:
    """Where an element stands in a part of this kind ('header'): the part, and how its paragraph begins, or the last one before it that
    says something."""
    paragraph = None if element is None else element if local(element) == "p" else paragraph_of(element)
    words = "" if paragraph is None else _beginning(paragraph)
    before = "" if words or element is None else _beginning_before(element)
    begins = f"{'after ' if before else ''}the paragraph that begins “{words or before}”" if words or before else ""
    return ", ".join(piece for piece in (_PARTS.get(kind, f"the {kind}"), begins) if piece)


def _beginning(paragraph: Element) -> str:
    return shortened(beginning_of(paragraph, _LONGEST), _LONGEST)


def _beginning_before(element: Element) -> str:
    """How the last paragraph before an element begins that says something; '' if none does that is near."""
    near = (each for each in islice(_before(element), _NEAR) if each.tag == tag("w:p"))
    return next(filter(None, map(_beginning, near)), "")


def _before(element: Element) -> Iterator[Element]:
    """What stands before an element, the nearest first, and nothing within a paragraph."""
    for above in (element, *element.iterancestors()):
        for sibling in above.itersiblings(preceding=True):
            yield from _backwards(sibling)


def _backwards(element: Element) -> Iterator[Element]:
    yield element
    if element.tag != tag("w:p"):
        for child in element.iterchildren("*", reversed=True):
            yield from _backwards(child)


def shortened(text: str, most: int) -> str:
    """A text on one line, of which so many letters stand if there are more."""
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most]}…"
