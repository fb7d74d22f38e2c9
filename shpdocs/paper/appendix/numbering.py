"""Lists of an appendix: their definitions come into the paper under numbers of their own."""

from __future__ import annotations

from copy import deepcopy
from hashlib import sha256

from shpdocs.paper.appendix.xml import Element, each, local, made, tag, value, written


class Numbering:
    """The lists of a file: definitions (abstractNum) and lists (num) by id."""

    def __init__(self, root: Element | None) -> None:
        self.root = made("w:numbering") if root is None else root
        self.definitions = {value(element, "w:abstractNumId"): element for element in self.root.findall(tag("w:abstractNum"))}
        self.lists = {value(element, "w:numId"): element for element in self.root.findall(tag("w:num"))}

    def definition_id(self, list_id: str) -> str:
        """The id of the definition that a list follows."""
        return value(self.lists[list_id].find(tag("w:abstractNumId"))) if list_id in self.lists else ""

    def level_of_style(self, list_id: str, style: str) -> str:
        """The level of a list that belongs to a style; '0' if none does."""
        definition = self.definitions.get(self.definition_id(list_id))
        levels = definition.findall(tag("w:lvl")) if definition is not None else []
        return next((value(level, "w:ilvl") for level in levels if value(level.find(tag("w:pStyle"))) == style), "0")

    def add_definition(self, definition: Element) -> None:
        """Add a definition after those that there are."""
        _insert(self.root, definition)
        self.definitions[value(definition, "w:abstractNumId")] = definition

    def add_list(self, element: Element) -> None:
        """Add a list after those that there are."""
        _insert(self.root, element)
        self.lists[value(element, "w:numId")] = element


def copy_lists(
    ours: Numbering, theirs: Numbering, lists: set[str], definitions: set[str], styles: dict[str, str], prefix: str
) -> dict[str, str]:
    """Add definitions and lists that are used to the paper's; return the new id of each list."""
    definition_ids = _new_ids(ours.definitions, theirs.definitions, definitions)
    list_ids = _new_ids(ours.lists, theirs.lists, lists)
    for old, new in definition_ids.items():
        ours.add_definition(_copy_definition(theirs.definitions[old], new, styles, prefix))
    for old, new in list_ids.items():
        copy = deepcopy(theirs.lists[old])
        copy.set(tag("w:numId"), new)
        copy.find(tag("w:abstractNumId")).set(tag("w:val"), definition_ids.get(theirs.definition_id(old), "0"))
        _rename_styles(copy, styles)
        ours.add_list(copy)
    return list_ids


def _new_ids(ours: dict[str, Element], theirs: dict[str, Element], used: set[str]) -> dict[str, str]:
    """New ids for those of theirs that are used, counted on from the highest of ours."""
    highest = max((int(id) for id in ours if id.isdigit()), default=0)
    return {id: str(number) for number, id in enumerate((id for id in theirs if id in used), highest + 1)}


def _copy_definition(source: Element, id: str, styles: dict[str, str], prefix: str) -> Element:
    """A definition with codes of its own: Word takes two of the same code for one list."""
    definition = deepcopy(source)
    definition.set(tag("w:abstractNumId"), id)
    digest = sha256(f"{prefix} {id} ".encode() + written(source)).hexdigest().upper()
    for name, code in (("nsid", digest[:8]), ("tmpl", digest[8:16])):
        element = definition.find(tag(f"w:{name}"))
        if element is not None:
            element.set(tag("w:val"), code)
    if definition.find(tag("w:nsid")) is None:
        definition.insert(0, made("w:nsid", val=digest[:8]))
    name_element = definition.find(tag("w:name"))
    if name_element is not None:
        name_element.set(tag("w:val"), f"{prefix} {value(name_element)}")
    for level in each(definition, "w:lvl"):
        level.attrib.pop(tag("w:tplc"), None)
    _rename_styles(definition, styles)
    return definition


def _rename_styles(root: Element, styles: dict[str, str]) -> None:
    for element in list(each(root, "w:pStyle", "w:rStyle", "w:numStyleLink", "w:styleLink")):
        if value(element) in styles:
            element.set(tag("w:val"), styles[value(element)])
        else:
            element.getparent().remove(element)


def _insert(root: Element, element: Element) -> None:
    """Definitions stand before lists, and those before anything else."""
    order = ["numPicBullet", "abstractNum", "num"]
    rank = order.index(local(element))
    index = next((index for index, other in enumerate(root) if local(other) not in order or order.index(local(other)) > rank), len(root))
    root.insert(index, element)


def renumber(root: Element, list_ids: dict[str, str]) -> None:
    """Let every paragraph or style of a part name its list by the new id."""
    for element in list(each(root, "w:numId")):
        if value(element) in list_ids:
            element.set(tag("w:val"), list_ids[value(element)])
        elif value(element) != "0":
            element.getparent().getparent().remove(element.getparent())
