"""What of an appendix its pages use: styles, lists, headers and footers. The rest of them is shown nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from shpdocs.ooxml.word_styles import Styles
from shpdocs.ooxml.xml import Element, each, element, find, is_on, local, remove, tag, value
from shpdocs.paper.appendix.lists import Numbering
from shpdocs.paper.appendix.sections import PLACES, section_properties
from shpdocs.paper.appendix.styles import Used

_OF_A_STYLE = {
    "name", "basedOn", "next", "link", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr", "tblPr", "trPr", "tcPr",
    "tblStylePr",
}  # fmt: skip
_COUNTED = re.compile(r"%[1-9]")


def used_styles(styles: Styles, used: Used) -> Element:
    """What the file begins with and the styles that its pages use, with what they look like."""
    kept = [deepcopy(style) for id, style in styles.by_id.items() if id in used.styles]
    for style in kept:
        remove([child for child in style if local(child) not in _OF_A_STYLE])
    defaults = find(styles.root, "w:docDefaults")
    return element("w:styles", None, *([deepcopy(defaults)] if defaults is not None else []), *kept)


def used_lists(lists: Numbering, used: Used, roots: Iterable[Element], styles: Styles) -> Element:
    """The lists that pages use; of levels that no item stands on how they count, and no words."""
    definitions = [deepcopy(definition) for id, definition in lists.definitions.items() if id in used.definitions]
    numbers = [deepcopy(listed) for id, listed in lists.lists.items() if id in used.lists]
    said = [*roots, *(styles.by_id[id] for id in used.styles)]
    levels = {"0"} | {value(level) for root in said for level in each(root, "w:ilvl")}
    for level in (level for part in (*definitions, *numbers) for level in each(part, "w:lvl")):
        if value(level, "w:ilvl") not in levels and value(find(level, "w:pStyle")) not in used.styles:
            for words in each(level, "w:lvlText"):
                words.set(tag("w:val"), ".".join(_COUNTED.findall(value(words))))
            remove(level.findall(tag("w:lvlPicBulletId")))
    for definition in definitions:
        remove(definition.findall(tag("w:name")))
    shown = {value(bullet) for part in (*definitions, *numbers) for bullet in each(part, "w:lvlPicBulletId")}
    bullets = [deepcopy(bullet) for id, bullet in lists.bullets.items() if id in shown]
    return element("w:numbering", None, *bullets, *definitions, *numbers)


def leave_unused_headers(document: Element, has_even: bool) -> None:
    """Take off references to headers and footers that no page shows: of a first page that is as all others, of even pages that are."""
    latest: dict[tuple[str, str], Element] = {}
    shown = set[Element]()
    references = [(place, reference) for place in PLACES for reference in each(document, f"w:{place}Reference")]
    for section in section_properties(document):
        for place in PLACES:
            for reference in section.findall(tag(f"w:{place}Reference")):
                latest[place, value(reference, "w:type")] = reference
            types = ["default", *["first"] * is_on(find(section, "w:titlePg")), *["even"] * has_even]
            shown.update(latest[place, type] for type in types if (place, type) in latest)
    remove([reference for _, reference in references if reference not in shown])
