"""Headings of an appendix: a level of the paper's own in the appendix's own look, and entries in the paper's list of contents.

Readers know a heading by the paper's one style of that name. So a heading takes that style, and says its look beside it.
"""

from __future__ import annotations

import re
from copy import deepcopy

from shpdocs.paper.appendix.cascade import BY_ATTRIBUTE, TOGGLES, Look, Styles, lay_under, outline_level, overlaid, undone
from shpdocs.paper.appendix.fields import Field, fields
from shpdocs.paper.appendix.numbering import Numbering
from shpdocs.paper.appendix.xml import (
    PPR_ORDER,
    Element,
    each,
    insert,
    is_on,
    local,
    made,
    own,
    paragraph_of,
    properties,
    put,
    tag,
    value,
)

_TOP = 3  # the appendix's highest level, under its own heading of level 2


def find_headings(document: Element, styles: Styles) -> list[tuple[Element, int]]:
    """Every heading of an appendix and its level there, 1 to 9."""
    headings = []
    for paragraph in each(document, "w:p"):
        direct = paragraph.find(f"{tag('w:pPr')}/{tag('w:outlineLvl')}")
        style = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")) or styles.default("paragraph")
        level = styles.heading_level(style) if direct is None else outline_level(direct)
        if level:
            headings.append((paragraph, level))
    return headings


def paper_levels(levels: list[int]) -> list[int]:
    """The levels in the paper: the highest is 3, and none is skipped on the way down."""
    new_levels, above = [], list[int]()
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        new_levels.append(min(9, _TOP + len(above)))
        above.append(level)
    return new_levels


def add_heading_styles(ours: Styles, levels: set[int]) -> None:
    """Add the heading styles that the paper has not got, each like the one above it."""
    for level in range(2, max(levels, default=0) + 1):
        if not ours.id_of(f"heading {level}"):
            style = made("w:style", type="paragraph", styleId=f"Heading{level}")
            style.append(made("w:name", val=f"heading {level}"))
            style.append(made("w:basedOn", val=ours.id_of(f"heading {level - 1}") or f"Heading{level - 1}"))
            style.append(made("w:next", val=ours.default("paragraph")))
            paragraph_properties = made("w:pPr")
            paragraph_properties.append(made("w:outlineLvl", val=str(level - 1)))
            style.append(paragraph_properties)
            ours.root.append(style)
            ours.by_id[f"Heading{level}"] = style


def make_heading(paragraph: Element, level: int, ours: Styles, theirs: Styles, lists: Numbering) -> None:
    """Let a paragraph be a heading of the paper, looking as it did in the appendix."""
    style = value(paragraph.find(f"{tag('w:pPr')}/{tag('w:pStyle')}"))
    style = style if style in theirs.by_id else theirs.default("paragraph")
    new_style = ours.id_of(f"heading {level}")
    their_look = theirs.look(style, "pPr", defaults=True)
    look = undone(ours.look(new_style, "pPr", defaults=True), their_look, "pPr")
    direct = properties(paragraph, "w:pPr")
    look = _with_list(look, direct, their_look, style, lists)
    for old_level in direct.findall(tag("w:outlineLvl")):
        direct.remove(old_level)
    lay_under(direct, look)
    put(direct, made("w:pStyle", val=new_style), PPR_ORDER)
    run_look = undone(ours.look(new_style, "rPr", defaults=True), theirs.look(style, "rPr", defaults=True), "rPr")
    mark = direct.find(tag("w:rPr"))
    if mark is None:
        mark = made("w:rPr")
        insert(direct, mark, PPR_ORDER)
    lay_under(mark, run_look)
    for run in own(paragraph, "w:r"):
        run_style = value(run.find(f"{tag('w:rPr')}/{tag('w:rStyle')}"))
        lay_under(properties(run, "w:rPr"), _with_run_style(run_look, theirs.look(run_style, "rPr")))


def _with_list(look: Look, direct: Element, their_look: Look, style: str, lists: Numbering) -> Look:
    """The look with the list that comes with the style; a list indents its paragraphs itself unless the style does."""
    look = {name: element for name, element in look.items() if name not in ("outlineLvl", "pStyle", "rPr", "sectPr")}
    numbering = direct.find(tag("w:numPr"))
    if numbering is not None:
        if value(numbering.find(tag("w:numId"))) != "0":
            look.pop("ind", None)
        if numbering.find(tag("w:numId")) is None and "numPr" in look:  # the level is said here, the list by the style
            numbering.append(deepcopy(look["numPr"].find(tag("w:numId"))))
        look.pop("numPr", None)
    elif "numPr" in look:
        numbering = look["numPr"] = deepcopy(look["numPr"])
        list_id = value(numbering.find(tag("w:numId")))
        if numbering.find(tag("w:ilvl")) is None:
            numbering.insert(0, made("w:ilvl", val=lists.level_of_style(list_id, style)))
        if "ind" not in their_look:
            look.pop("ind", None)
    return look


def _with_run_style(paragraph_look: Look, run_look: Look) -> Look:
    """What a paragraph's style and a run's say together: two switches that are both on undo each other."""
    look = {}
    for name, element in paragraph_look.items():
        if name not in run_look:
            look[name] = element
        elif name in TOGGLES:
            look[name] = made(f"w:{name}", val=str(int(is_on(element) != is_on(run_look[name]))))
        else:
            look[name] = overlaid(element, run_look[name]) if name in BY_ATTRIBUTE else run_look[name]
    return look


class TableOfContents:
    """The paper's list of contents, to which entries may be added; `deepest` is 0 where the paper has none."""

    def __init__(self, document: Element, styles: Styles) -> None:
        self._styles = styles
        lists = (field for field in fields(document) if field.kind == "TOC" and field.simple is None and len(field.characters) == 3)
        self._field = next((field for field in lists if "\\b" not in field.code), None)  # one with \\b is an appendix's own
        self.deepest = _deepest_level(self._field)

    def add(self, text: str, level: int, bookmark: str) -> None:
        """Add an entry at the end, a link to a bookmark."""
        if self._field is None or not text.strip() or level > self.deepest:
            return
        end = self._field.characters[-1].getparent()
        last = paragraph_of(end)
        entry = self._entry(text, level, bookmark)
        if last is None:
            return
        last.addnext(entry)
        if [child for child in last if local(child) not in ("pPr", "bookmarkStart", "bookmarkEnd")] == [end]:
            last.addprevious(entry)  # the list ends in a paragraph of its own
        else:
            section = last.find(f"{tag('w:pPr')}/{tag('w:sectPr')}")
            entry.append(end)
            if section is not None:
                entry.find(tag("w:pPr")).append(section)

    def _entry(self, text: str, level: int, bookmark: str) -> Element:
        entry, paragraph_properties = made("w:p"), made("w:pPr")
        paragraph_properties.append(made("w:pStyle", val=self._styles.id_of(f"toc {level}") or f"TOC{level}"))
        link, run, text_element = made("w:hyperlink", anchor=bookmark, history="1"), made("w:r"), made("w:t")
        style = self._styles.id_of("hyperlink")
        if style:
            run_properties = made("w:rPr")
            run_properties.append(made("w:rStyle", val=style))
            run.append(run_properties)
        text_element.text = " ".join(text.split())
        run.append(text_element)
        link.append(run)
        entry.extend((paragraph_properties, link))
        return entry


def _deepest_level(field: Field | None) -> int:
    levels = re.search(r'\\o\s+"?\d-(\d)', field.code) if field is not None else None
    return int(levels[1]) if levels else 0


def add_bookmark(paragraph: Element, name: str, id: str) -> None:
    """Put a bookmark around what a paragraph says."""
    start, end = made("w:bookmarkStart", id=id, name=name), made("w:bookmarkEnd", id=id)
    paragraph.insert(1 if len(paragraph) and local(paragraph[0]) == "pPr" else 0, start)
    paragraph.append(end)
