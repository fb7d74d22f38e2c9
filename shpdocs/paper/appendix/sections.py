"""Sections: their pages, headers and footers, each as in the file that it comes from."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from shpdocs.ooxml.word_order import add_in_order, properties, set_in_order
from shpdocs.ooxml.xml import Element, each, element, find, is_on, local, tag, value
from shpdocs.paper.word.text import paragraph

PLACES = ("header", "footer")
TYPES = ("default", "first", "even")


def section_properties(body: Element) -> list[Element]:
    """The properties of every section in order; that of the last stands at the end of the body."""
    return list(each(body, "w:sectPr"))


def reference(section: Element, place: str, type: str) -> Element | None:
    """The section's own header or footer of a type; None if it goes on with the one before."""
    return next((own for own in section.findall(tag(f"w:{place}Reference")) if value(own, "w:type") == type), None)


def set_reference(section: Element, place: str, type: str, relation_id: str) -> None:
    """Give a section a header or footer of its own."""
    old = reference(section, place, type)
    if old is not None:
        section.remove(old)
    add_in_order(section, element(f"w:{place}Reference", {"w:type": type, "r:id": relation_id}))


def complete_references(section: Element, add_empty: Callable[[str], str], has_even: bool) -> None:
    """Let the first section of an appendix take nothing over from the page before: what it lacks is empty.

    `add_empty` adds an empty header or footer and returns its relationship's id.
    """
    for place in PLACES:
        for type in TYPES if has_even else TYPES[:2]:
            if reference(section, place, type) is None:
                set_reference(section, place, type, add_empty(place))


def repeat_on_even_pages(sections: list[Element]) -> None:
    """Let even pages have what all pages have, in a paper whose even pages have headers of their own in another part of it."""
    for section in sections:
        for place in PLACES:
            default = reference(section, place, "default")
            if default is not None:
                set_reference(section, place, "even", value(default, "r:id"))


def start_on_new_page(section: Element) -> bool:
    """Let the first section of an appendix begin on a page of its own, numbered from 1 unless it says otherwise.

    Return whether the appendix itself began otherwise than on a new page.
    """
    start = value(find(section, "w:type"))
    if start not in ("oddPage", "evenPage"):
        set_in_order(section, element("w:type", {"w:val": "nextPage"}))
    page_numbers = properties(section, "w:pgNumType")
    if not value(page_numbers, "w:start"):
        page_numbers.set(tag("w:start"), "1")
    return start not in ("", "nextPage", "oddPage", "evenPage")


def keep_note_numbering(sections: list[Element], settings: Element | None, defer_endnotes: bool) -> None:
    """Say in each section how its footnotes are numbered, as the whole file did.

    With `defer_endnotes` they wait for the last section, where the file printed them.
    """
    whole = find(settings, "w:footnotePr")
    said = [child for child in (whole if whole is not None else ()) if local(child) != "footnote"]
    for number, section in enumerate(sections, 1):
        if said and find(section, "w:footnotePr") is None:
            add_in_order(section, element("w:footnotePr", None, *deepcopy(said)))
        if defer_endnotes and number < len(sections):
            set_in_order(section, element("w:noEndnote"))


def end_last_section(body: Element, empty_style: str) -> None:
    """Let the last section of a body end in its last paragraph, so that another can follow; in a new one where there is none."""
    section = body[-1] if len(body) and local(body[-1]) == "sectPr" else element("w:sectPr")
    if section.getparent() is not None:
        body.remove(section)
    last = next((child for child in reversed(body) if local(child) not in ("bookmarkEnd", "bookmarkStart")), None)
    if last is None or local(last) != "p" or find(last, "w:pPr/w:sectPr") is not None:
        last = paragraph(empty_style)
        body.append(last)
    add_in_order(properties(last, "w:pPr"), section)


def has_even_headers(settings: Element | None) -> bool:
    """Whether even pages have headers and footers of their own."""
    return is_on(find(settings, "w:evenAndOddHeaders"))
