"""Headings of an appendix: a level of the paper's own, in the appendix's own look.

Readers know a heading by the paper's one style of that name. So a heading takes that style, and says its look beside it.
"""

from __future__ import annotations

from copy import deepcopy

from shpdocs.paper.appendix.cascade import BY_ATTRIBUTE, TOGGLES, Look, Styles, lay_under, outline_level, overlaid, undone
from shpdocs.paper.appendix.numbering import Numbering
from shpdocs.paper.appendix.order import PPR_ORDER
from shpdocs.paper.appendix.xml import Element, each, insert, is_on, made, own, properties, put, tag, value

_TOP = 3  # the appendix's highest level, under its own heading of level 2


def headings(document: Element, styles: Styles) -> list[tuple[Element, int]]:
    """Every heading of an appendix and its level there, 1 to 9."""
    found = []
    for paragraph in each(document, "w:p"):
        direct = paragraph.find(f"{tag('w:pPr')}/{tag('w:outlineLvl')}")
        named = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")) or styles.default("paragraph")
        level = styles.heading_level(named) if direct is None else outline_level(direct)
        if level:
            found.append((paragraph, level))
    return found


def shifted(levels: list[int]) -> list[int]:
    """The levels in the paper: the highest is 3, and none is skipped on the way down."""
    new, above = [], list[int]()
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        new.append(min(9, _TOP + len(above)))
        above.append(level)
    return new


def missing_styles(ours: Styles, levels: set[int]) -> list[Element]:
    """Heading styles that the paper has not got, each like the one above it."""
    made_styles = []
    for level in range(2, max(levels, default=0) + 1):
        if not ours.id_of(f"heading {level}"):
            style = made("w:style", type="paragraph", styleId=f"Heading{level}")
            style.append(made("w:name", val=f"heading {level}"))
            style.append(made("w:basedOn", val=ours.id_of(f"heading {level - 1}") or f"Heading{level - 1}"))
            style.append(made("w:next", val=ours.default("paragraph")))
            properties_of = made("w:pPr")
            properties_of.append(made("w:outlineLvl", val=str(level - 1)))
            style.append(properties_of)
            ours.root.append(style)
            ours.by_id[f"Heading{level}"] = style
            made_styles.append(style)
    return made_styles


def become(paragraph: Element, level: int, ours: Styles, theirs: Styles, lists: Numbering) -> None:
    """Let a paragraph be a heading of the paper, looking as it did in the appendix."""
    named = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}"))
    named = named if named in theirs.by_id else theirs.default("paragraph")
    new = ours.id_of(f"heading {level}")
    look = undone(ours.look(new, "pPr", defaults=True), theirs.look(named, "pPr", defaults=True), "pPr")
    own_properties = properties(paragraph, "w:pPr")
    look = _listed(look, own_properties, theirs.look(named, "pPr", defaults=True), named, lists)
    for gone in own_properties.findall(tag("w:outlineLvl")):
        own_properties.remove(gone)
    lay_under(own_properties, look)
    put(own_properties, made("w:pStyle", val=new), PPR_ORDER)
    letters = undone(ours.look(new, "rPr", defaults=True), theirs.look(named, "rPr", defaults=True), "rPr")
    mark = own_properties.find(tag("w:rPr"))
    if mark is None:
        mark = made("w:rPr")
        insert(own_properties, mark, PPR_ORDER)
    lay_under(mark, letters)
    for run in own(paragraph, "w:r"):
        styled = value(run.find(f"{tag('w:rPr')}/{tag('w:rStyle')}"))
        lay_under(properties(run, "w:rPr"), _over(letters, theirs.look(styled, "rPr")))


def _listed(look: Look, direct: Element, said: Look, named: str, lists: Numbering) -> Look:
    """The look with the list that comes with the style; a list indents its paragraphs itself unless the style does."""
    look = {name: element for name, element in look.items() if name not in ("outlineLvl", "pStyle", "rPr", "sectPr")}
    numbered = direct.find(tag("w:numPr"))
    if numbered is not None:
        if value(numbered.find(tag("w:numId"))) != "0":
            look.pop("ind", None)
        if numbered.find(tag("w:numId")) is None and "numPr" in look:  # the level is said here, the list by the style
            numbered.append(deepcopy(look["numPr"].find(tag("w:numId"))))
        look.pop("numPr", None)
    elif "numPr" in look:
        own_list = look["numPr"] = deepcopy(look["numPr"])
        number = value(own_list.find(tag("w:numId")))
        if own_list.find(tag("w:ilvl")) is None:
            own_list.insert(0, made("w:ilvl", val=lists.level_of_style(number, named)))
        if "ind" not in said:
            look.pop("ind", None)
    return look


def _over(letters: Look, styled: Look) -> Look:
    """What a paragraph's style and a run's say together: two switches that are both on undo each other."""
    look = {}
    for name, element in letters.items():
        if name not in styled:
            look[name] = element
        elif name in TOGGLES:
            look[name] = made(f"w:{name}", val=str(int(is_on(element) != is_on(styled[name]))))
        else:
            look[name] = overlaid(element, styled[name]) if name in BY_ATTRIBUTE else styled[name]
    return look
