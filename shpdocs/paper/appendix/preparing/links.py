"""Links that no paper may have become the words that they show: on request all, without one those that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable

from shpdocs.ooxml.outside import LINKS, is_public, leads_nowhere, leads_within
from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.xml import Element, R, V, local, remove
from shpdocs.paper.appendix.field_codes import address_of

_Test = Callable[[str], bool]


def is_not_public(address: str) -> bool:
    """Whether no paper may have a link to an address."""
    return bool(address) and not is_public(address)


def is_dead(address: str) -> bool:
    """Whether a link to an address can be followed by nobody but its author."""
    return is_not_public(address) and leads_nowhere(address)


def make_text(root: Element, relations: dict[str, Relation], goes: _Test) -> int:
    """Take off the links of a part whose address goes; return how many there were."""
    return _take_off_elements(root, relations, goes) + _take_off_fields(root, goes) + _take_off_shapes(root, goes)


def _leads_out(relation: Relation | None) -> str:
    """The address that a relationship leads to; '' if it leads to a part or a place of its file."""
    return relation.target if relation is not None and relation.is_external and not leads_within(relation) else ""


def _take_off_elements(root: Element, relations: dict[str, Relation], goes: _Test) -> int:
    links = [link for link in root.iter(*LINKS) if goes(_leads_out(relations.get(link.get(f"{{{R}}}id", ""))))]
    for link in links:
        if local(link) == "hyperlink":
            for child in list(link):
                link.addprevious(child)
    return remove(links)


def _take_off_fields(root: Element, goes: _Test) -> int:
    links = [field for field in fields(root) if goes(address_of(field.code))]
    for field in links:
        field.unlink()
    return len(links)


def _take_off_shapes(root: Element, goes: _Test) -> int:
    """Older drawings hold the address themselves."""
    shapes = [shape for shape in root.iter(f"{{{V}}}*") if not shape.get("href", "").startswith("#") and goes(shape.get("href", ""))]
    for shape in shapes:
        del shape.attrib["href"]
    return len(shapes)
