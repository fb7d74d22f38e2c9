"""Sections: their pages, headers and footers, each as in the file that it comes from."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from shpdocs.paper.appendix.order import SECTPR_ORDER
from shpdocs.paper.appendix.xml import Element, each, insert, is_on, local, made, properties, put, tag, value

PLACES = ("header", "footer")
TYPES = ("default", "first", "even")


def section_properties(body: Element) -> list[Element]:
    """The properties of every section in order; that of the last stands at the end of the body."""
    return list(each(body, "w:sectPr"))


def reference(section: Element, place: str, type: str) -> Element | None:
    """The section's own header or footer of a type; None if it goes on with the one before."""
    for one in section.findall(tag(f"w:{place}Reference")):
        if value(one, "w:type") == type:
            return one
    return None


def refer(section: Element, place: str, type: str, relation: str) -> None:
    """Give a section a header or footer of its own."""
    old = reference(section, place, type)
    if old is not None:
        section.remove(old)
    new = made(f"w:{place}Reference", type=type)
    new.set(tag("r:id"), relation)
    insert(section, new, SECTPR_ORDER)


def all_explicit(section: Element, empty: Callable[[str], str], tells_even: bool) -> None:
    """Let the first section of an appendix take nothing over from the page before: what it lacks is empty."""
    for place in PLACES:
        for type in TYPES if tells_even else TYPES[:2]:
            if reference(section, place, type) is None:
                refer(section, place, type, empty(place))


def same_on_even_pages(sections: list[Element], empty: Callable[[str], str]) -> None:
    """Let even pages have what all pages have, in a paper that tells them apart for the sake of another part of it.

    `empty` makes an empty header or footer, for a first section that has none at all.
    """
    for at, section in enumerate(sections):
        for place in PLACES:
            usual = reference(section, place, "default")
            if usual is not None:
                refer(section, place, "even", value(usual, "r:id"))
            elif at == 0:
                refer(section, place, "even", empty(place))


def begin_as_own(section: Element) -> bool:
    """Let the first section of an appendix begin on a page of its own, numbered from 1 unless it says otherwise.

    Return whether the appendix itself began otherwise than on a new page.
    """
    said = value(section.find(tag("w:type")))
    if said not in ("oddPage", "evenPage"):
        put(section, made("w:type", val="nextPage"), SECTPR_ORDER)
    numbers = section.find(tag("w:pgNumType"))
    if numbers is None:
        numbers = made("w:pgNumType")
        insert(section, numbers, SECTPR_ORDER)
    if not value(numbers, "w:start"):
        numbers.set(tag("w:start"), "1")
    return said not in ("", "nextPage", "oddPage", "evenPage")


def notes_as_own(sections: list[Element], settings: Element | None, defer: bool) -> None:
    """Say in each section how its footnotes are numbered, as the whole file did.

    With `defer` endnotes wait for the last section, where the file printed them.
    """
    whole = settings.find(tag("w:footnotePr")) if settings is not None else None
    for at, section in enumerate(sections):
        own = section.find(tag("w:footnotePr"))
        if own is None:
            own = made("w:footnotePr")
            own.extend([deepcopy(child) for child in (whole if whole is not None else ()) if local(child) != "footnote"])
        if len(own):
            put(section, own, SECTPR_ORDER)
        if defer and at + 1 < len(sections):
            put(section, made("w:noEndnote"), SECTPR_ORDER)


def close(body: Element, empty_style: str) -> None:
    """Let the last section of a body end in its last paragraph, so that another can follow; in a new one where there is none."""
    section = body[-1] if len(body) and local(body[-1]) == "sectPr" else made("w:sectPr")
    if section.getparent() is not None:
        body.remove(section)
    last = next((child for child in reversed(body) if local(child) not in ("bookmarkEnd", "bookmarkStart")), None)
    if last is None or local(last) != "p" or last.find(f"{tag('w:pPr')}/{tag('w:sectPr')}") is not None:
        last = empty_paragraph(empty_style)
        body.append(last)
    said = properties(last, "w:pPr")
    at = next((at for at, child in enumerate(said) if local(child) == "pPrChange"), len(said))
    said.insert(at, section)


def empty_paragraph(style: str) -> Element:
    """A paragraph that says nothing and ends a section after a table."""
    paragraph = made("w:p")
    if style:
        properties(paragraph, "w:pPr").append(made("w:pStyle", val=style))
    return paragraph


def tells_even_pages_apart(settings: Element | None) -> bool:
    """Whether headers of even pages are in use."""
    return settings is not None and is_on(settings.find(tag("w:evenAndOddHeaders")))
