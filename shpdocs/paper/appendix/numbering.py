"""Lists of an appendix: their definitions come into the paper under numbers of their own."""

from __future__ import annotations

from copy import deepcopy
from hashlib import sha256

from shpdocs.ooxml.bounds import damaged
from shpdocs.ooxml.word_order import add_in_order
from shpdocs.ooxml.xml import Element, V, each, element, find, remove, serialise, tag, value
from shpdocs.paper.appendix.lists import Numbering


def copy_lists(
    paper: Numbering, appendix: Numbering, lists: set[str], definitions: set[str], styles: dict[str, str], prefix: str
) -> dict[str, str]:
    """Add definitions and lists that are used to the paper's; return the new id of each list."""
    definition_ids = _new_ids(paper.definitions, appendix.definitions, definitions)
    list_ids = _new_ids(paper.lists, appendix.lists, lists)
    copies = {new: _copy_definition(appendix.definitions[old], new, styles, prefix) for old, new in definition_ids.items()}
    paper.definitions |= copies
    add_in_order(paper.root, *copies.values())
    for old, new in list_ids.items():
        copy = paper.lists[new] = deepcopy(appendix.lists[old])
        copy.set(tag("w:numId"), new)
        named = find(copy, "w:abstractNumId")
        if named is None:
            raise damaged("numbering")  # a list that follows no definition
        named.set(tag("w:val"), definition_ids.get(appendix.definition_id(old), "0"))
        _rename_styles(copy, styles)
    add_in_order(paper.root, *(paper.lists[new] for new in list_ids.values()))
    return list_ids


def copy_bullets(paper: Numbering, appendix: Numbering) -> list[Element]:
    """Add the pictures that stand as bullets to the paper's, under ids of their own that the appendix's levels name from now on."""
    ids = _new_ids(paper.bullets, appendix.bullets, set(appendix.bullets))
    for named in each(appendix.root, "w:lvlPicBulletId"):
        named.set(tag("w:val"), ids.get(value(named), value(named)))
    for old, new in ids.items():
        copy = paper.bullets[new] = deepcopy(appendix.bullets[old])
        copy.set(tag("w:numPicBulletId"), new)
        for shape in copy.iter(f"{{{V}}}*"):
            for name in {"id", "type"} & set(shape.attrib):
                shape.set(name, f"{shape.get(name)}-{new}")
    copies = [paper.bullets[new] for new in ids.values()]
    add_in_order(paper.root, *copies)
    return copies


def _new_ids(taken: dict[str, Element], coming: dict[str, Element], used: set[str]) -> dict[str, str]:
    """New ids for those coming that are used, counted on from the highest that is taken."""
    highest = max((int(id) for id in taken if id.isdigit()), default=0)
    return {id: str(number) for number, id in enumerate((id for id in coming if id in used), highest + 1)}


def _copy_definition(source: Element, id: str, styles: dict[str, str], prefix: str) -> Element:
    """A definition with codes of its own: Word takes two of the same code for one list."""
    definition = deepcopy(source)
    definition.set(tag("w:abstractNumId"), id)
    digest = sha256(f"{prefix} {id} ".encode() + serialise(source)).hexdigest().upper()
    if find(definition, "w:nsid") is None:
        definition.insert(0, element("w:nsid"))
    for name, code in (("w:nsid", digest[:8]), ("w:tmpl", digest[8:16])):
        for coded in definition.findall(tag(name)):
            coded.set(tag("w:val"), code)
    _rename_styles(definition, styles)
    return definition


def _rename_styles(root: Element, styles: dict[str, str]) -> None:
    names = list(each(root, "w:pStyle", "w:rStyle", "w:numStyleLink", "w:styleLink"))
    remove(name for name in names if value(name) not in styles)
    for name in names:
        name.set(tag("w:val"), styles.get(value(name), ""))


def renumber(root: Element, list_ids: dict[str, str]) -> None:
    """Let every paragraph or style of a part name its list by the new id; one that names none that there is is in none."""
    numbers = list(each(root, "w:numId"))
    remove(number.getparent() for number in numbers if value(number) not in list_ids and value(number) != "0")
    for number in numbers:
        number.set(tag("w:val"), list_ids.get(value(number), "0"))
