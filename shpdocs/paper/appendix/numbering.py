"""Lists of an appendix: their definitions come in under numbers of their own."""

from __future__ import annotations

from copy import deepcopy
from hashlib import sha256

from shpdocs.paper.appendix.xml import Element, each, local, made, tag, value, written


class Numbering:
    """The lists of a file: definitions (abstractNum) and lists (num) by id."""

    def __init__(self, root: Element | None) -> None:
        self.root = made("w:numbering") if root is None else root
        self.abstract = {value(one, "w:abstractNumId"): one for one in self.root.findall(tag("w:abstractNum"))}
        self.lists = {value(one, "w:numId"): one for one in self.root.findall(tag("w:num"))}

    def definition(self, list_id: str) -> str:
        """The id of the definition that a list follows."""
        return value(self.lists[list_id].find(tag("w:abstractNumId"))) if list_id in self.lists else ""

    def level_of_style(self, list_id: str, style: str) -> str:
        """The level of a list that belongs to a style; '0' if none does."""
        found = self.abstract.get(self.definition(list_id))
        levels = found.findall(tag("w:lvl")) if found is not None else []
        return next((value(level, "w:ilvl") for level in levels if value(level.find(tag("w:pStyle"))) == style), "0")

    def highest(self) -> tuple[int, int]:
        """The highest number of a definition and of a list, 0 if there is none."""
        numbers = [max((int(id) for id in ids if id.isdigit()), default=0) for ids in (self.abstract, self.lists)]
        return numbers[0], numbers[1]


def bring_in(
    ours: Numbering, theirs: Numbering, lists: set[str], definitions: set[str], styles: dict[str, str], prefix: str
) -> dict[str, str]:
    """Add definitions and lists that are used to the paper's; return the new id of each list."""
    abstract, number = ours.highest()
    renamed = {id: str(abstract + at) for at, id in enumerate(_in_order(theirs.abstract, definitions), 1)}
    for old, new in renamed.items():
        _insert(ours.root, _definition(theirs.abstract[old], new, styles, prefix), "abstractNum")
    numbers = {id: str(number + at) for at, id in enumerate(_in_order(theirs.lists, lists), 1)}
    for old, new in numbers.items():
        one = deepcopy(theirs.lists[old])
        one.set(tag("w:numId"), new)
        one.find(tag("w:abstractNumId")).set(tag("w:val"), renamed.get(theirs.definition(old), "0"))
        _restyle(one, styles)
        _insert(ours.root, one, "num")
    ours.__init__(ours.root)  # type: ignore[misc]
    return numbers


def _in_order(known: dict[str, Element], used: set[str]) -> list[str]:
    return [id for id in known if id in used]


def _definition(source: Element, id: str, styles: dict[str, str], prefix: str) -> Element:
    """A definition with marks of its own: Word takes two of the same mark for one list."""
    one = deepcopy(source)
    one.set(tag("w:abstractNumId"), id)
    mark = sha256(f"{prefix} {id} ".encode() + written(source)).hexdigest().upper()
    for name, said in (("nsid", mark[:8]), ("tmpl", mark[8:16])):
        found = one.find(tag(f"w:{name}"))
        if found is not None:
            found.set(tag("w:val"), said)
    if one.find(tag("w:nsid")) is None:
        one.insert(0, made("w:nsid", val=mark[:8]))
    name_element = one.find(tag("w:name"))
    if name_element is not None:
        name_element.set(tag("w:val"), f"{prefix} {value(name_element)}")
    for level in each(one, "w:lvl"):
        level.attrib.pop(tag("w:tplc"), None)
    _restyle(one, styles)
    return one


def _restyle(one: Element, styles: dict[str, str]) -> None:
    for element in list(each(one, "w:pStyle", "w:rStyle", "w:numStyleLink", "w:styleLink")):
        if value(element) in styles:
            element.set(tag("w:val"), styles[value(element)])
        else:
            element.getparent().remove(element)


def _insert(root: Element, one: Element, name: str) -> None:
    """Definitions stand before lists, and those before anything else."""
    order = ["numPicBullet", "abstractNum", "num"]
    rank = order.index(name)
    at = next((at for at, other in enumerate(root) if local(other) not in order or order.index(local(other)) > rank), len(root))
    root.insert(at, one)


def renumber(root: Element, numbers: dict[str, str]) -> None:
    """Let every paragraph or style of a part name its list by the new number."""
    for element in list(each(root, "w:numId")):
        if value(element) in numbers:
            element.set(tag("w:val"), numbers[value(element)])
        elif value(element) != "0":
            element.getparent().getparent().remove(element.getparent())
