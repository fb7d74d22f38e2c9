"""What a paragraph of a Word file says, and what stands in it itself and not in a text box within it."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.ooxml.xml import Element, each, find, local, tag, value

_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


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
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Element) -> Iterator[str]:
    for element in each(paragraph, "w:t", "m:t", "w:sym", *(f"w:{name}" for name in _MARKS)):
        name = local(element)
        if paragraph_of(element) is paragraph and local(element.getparent()) != "tabs":
            yield _MARKS[name] if name in _MARKS else value(element, "w:char") if name == "sym" else element.text or ""
