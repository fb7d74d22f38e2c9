"""How styles come to a look: which style stands on which, and what they say together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from shpdocs.paper.appendix.xml import PPR_ORDER, RPR_ORDER, Element, insert, local, made, tag, value

BY_ATTRIBUTE = {"rFonts", "spacing", "ind", "lang"}  # these are put together from attributes, any other is taken whole
TOGGLES = {"b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "outline", "shadow", "emboss", "imprint", "vanish"}
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_MOST_STEPS = 40  # a chain of styles that is longer goes in a circle

Look = dict[str, Element]  # a property's name and its element


class Styles:
    """The styles of a file."""

    def __init__(self, root: Element | None) -> None:
        self.root = made("w:styles") if root is None else root
        self.by_id: dict[str, Element] = {}
        self._looks: dict[tuple[str, str, bool], Look] = {}
        for style in self.root.findall(tag("w:style")):
            self.by_id.setdefault(value(style, "w:styleId"), style)

    def default(self, type: str) -> str:
        """The id of the style that is used where none is named; '' if there is none."""
        found = (id for id, style in self.by_id.items() if value(style, "w:type") == type and is_on_attribute(style, "w:default"))
        return next(found, "")

    def chain(self, id: str) -> list[Element]:
        """A style and those that it is based on, the nearest first."""
        found: list[Element] = []
        while id in self.by_id and self.by_id[id] not in found and len(found) < _MOST_STEPS:
            found.append(self.by_id[id])
            id = value(found[-1].find(tag("w:basedOn")))
        return found

    def look(self, id: str, kind: str, defaults: bool = False) -> Look:
        """What a style and those below it say together: `kind` is 'pPr' or 'rPr'."""
        known = self._looks.get((id, kind, defaults))
        if known is None:
            says = [style.find(tag(f"w:{kind}")) for style in reversed(self.chain(id))]
            known = together([*([self.defaults(kind)] if defaults else []), *says])
            self._looks[id, kind, defaults] = known
        return dict(known)

    def defaults(self, kind: str) -> Element | None:
        """What every paragraph ('pPr') or run ('rPr') of the file begins with."""
        return self.root.find(f"{tag('w:docDefaults')}/{tag(f'w:{kind}Default')}/{tag(f'w:{kind}')}")

    def name(self, id: str) -> str:
        """A style's name."""
        return value(self.by_id[id].find(tag("w:name"))) if id in self.by_id else ""

    def id_of(self, name: str) -> str:
        """The id of the style of this name; '' if there is none."""
        return next((id for id in self.by_id if self.name(id).lower() == name.lower()), "")

    def heading_level(self, id: str) -> int:
        """The level, 1 to 9, of a style that makes headings; 0 if it makes none."""
        for style in self.chain(id):
            outline = style.find(f"{tag('w:pPr')}/{tag('w:outlineLvl')}")
            if outline is not None:
                return outline_level(outline)
            named = _HEADING.fullmatch(value(style.find(tag("w:name"))))
            if named:
                return int(named[1])
        return 0


def outline_level(element: Element) -> int:
    """The level that <w:outlineLvl> says, from 1; 0 for body text."""
    said = value(element)
    return int(said) + 1 if said.isdigit() and int(said) < 9 else 0


def is_on_attribute(element: Element, name: str) -> bool:
    """Whether an attribute that switches something is there and on."""
    return value(element, name) in ("1", "true", "on")


def together(says: Iterable[Iterable[Element] | None]) -> Look:
    """What several properties elements say together, the last the strongest."""
    look: Look = {}
    for element in says:
        for child in element if element is not None else ():
            name = local(child)
            if name in BY_ATTRIBUTE and name in look:
                look[name] = overlaid(look[name], child)
            elif name == "numPr" and name in look:
                look[name] = _listed(look[name], child)
            elif name:
                look[name] = deepcopy(child)
    return look


def _listed(below: Element, above: Element) -> Element:
    """A list and a level, either of which may be said further down."""
    both = made("w:numPr")
    for name in ("w:ilvl", "w:numId"):
        said = above.find(tag(name)) if above.find(tag(name)) is not None else below.find(tag(name))
        if said is not None:
            both.append(deepcopy(said))
    return both


def overlaid(below: Element, above: Element) -> Element:
    """One element from the attributes of two; of what says the same thing in two ways the upper alone counts."""
    both = deepcopy(below)
    for name, said in above.attrib.items():
        for other in _RIVALS.get(name, ()):
            both.attrib.pop(other, None)
        both.set(name, said)
    return both


def _rivals(*groups: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        names = [tag(f"w:{name}") for name in group.split()]
        found |= {name: tuple(other for other in names if other != name) for name in names}
    return found


_RIVALS = _rivals(
    "ascii asciiTheme", "hAnsi hAnsiTheme", "eastAsia eastAsiaTheme", "cs cstheme",
    "firstLine hanging", "firstLineChars hangingChars", "left start", "right end",
)  # fmt: skip


def lay_under(properties: Element, look: Look) -> None:
    """Say in a properties element what a look says and the element itself does not."""
    order = PPR_ORDER if local(properties) == "pPr" else RPR_ORDER
    for name, element in look.items():
        own = properties.find(tag(f"w:{name}"))
        if own is None:
            insert(properties, deepcopy(element), order)
        elif name in BY_ATTRIBUTE:
            properties.replace(own, overlaid(element, own))


def neutral(element: Element, kind: str) -> Element | None:
    """What a property is where nobody says anything of it, to undo what a paper's own styles say; None if nothing undoes it."""
    name = local(element)
    if name in TOGGLES or name in ("keepNext", "keepLines", "pageBreakBefore", "contextualSpacing", "suppressAutoHyphens", "bidi"):
        return made(f"w:{name}", val="0")
    plain = _NEUTRAL.get((kind, name))
    return None if plain is None else made(f"w:{name}", **plain)


_FONT = "Times New Roman"  # what Word writes in where a file names no font, and its size of 10 points
_NEUTRAL = {
    ("rPr", "rFonts"): {"ascii": _FONT, "hAnsi": _FONT, "eastAsia": _FONT, "cs": _FONT},
    ("rPr", "sz"): {"val": "20"}, ("rPr", "szCs"): {"val": "20"}, ("rPr", "color"): {"val": "auto"}, ("rPr", "kern"): {"val": "0"},
    ("rPr", "spacing"): {"val": "0"}, ("rPr", "w"): {"val": "100"}, ("rPr", "position"): {"val": "0"}, ("rPr", "u"): {"val": "none"},
    ("rPr", "highlight"): {"val": "none"}, ("rPr", "vertAlign"): {"val": "baseline"},
    ("rPr", "shd"): {"val": "clear", "color": "auto", "fill": "auto"},
    ("pPr", "spacing"): {"before": "0", "after": "0", "line": "240", "lineRule": "auto"},
    ("pPr", "ind"): {"left": "0", "right": "0", "firstLine": "0"}, ("pPr", "jc"): {"val": "left"},
    ("pPr", "widowControl"): {"val": "1"}, ("pPr", "shd"): {"val": "clear", "color": "auto", "fill": "auto"},
}  # fmt: skip


def undone(ours: Look, theirs: Look, kind: str) -> Look:
    """`theirs`, and what undoes all that only `ours` says, property by property and attribute by attribute."""
    look = dict(theirs)
    for name, element in ours.items():
        plain = neutral(element, kind)
        if plain is None or name == "outlineLvl":
            continue
        look[name] = overlaid(plain, look[name]) if name in look and name in BY_ATTRIBUTE else look.get(name, plain)
    return look
