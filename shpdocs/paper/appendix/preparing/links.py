"""Links that no paper may have become the words that they show."""

from __future__ import annotations

from shpdocs.ooxml.outside import LINKS, is_public
from shpdocs.ooxml.package import Relation
from shpdocs.ooxml.word_fields import fields
from shpdocs.ooxml.xml import Element, R, V, local, remove
from shpdocs.paper.appendix.field_codes import address_of


def make_text(root: Element, relations: dict[str, Relation]) -> int:
    """Take off the links of a part that lead to what is not public; return how many there were."""
    return _take_off_elements(root, relations) + _take_off_fields(root) + _take_off_shapes(root)


def _leads_out(relation: Relation | None) -> bool:
    return relation is not None and relation.is_external and not relation.target.startswith("#") and not is_public(relation.target)


def _take_off_elements(root: Element, relations: dict[str, Relation]) -> int:
    links = [link for link in root.iter(*LINKS) if _leads_out(relations.get(link.get(f"{{{R}}}id", "")))]
    for link in links:
        if local(link) == "hyperlink":
            for child in list(link):
                link.addprevious(child)
    return remove(links)


def _take_off_fields(root: Element) -> int:
    links = [field for field in fields(root) if address_of(field.code) and not is_public(address_of(field.code))]
    for field in links:
        field.unlink()
    return len(links)


def _take_off_shapes(root: Element) -> int:
    """Older drawings hold the address themselves."""
    shapes = [shape for shape in root.iter(f"{{{V}}}*") if shape.get("href") and not is_public(shape.get("href"))]
    for shape in shapes:
        del shape.attrib["href"]
    return len(shapes)
