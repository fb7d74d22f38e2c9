"""Word's cascade of styles: which style stands on which, what they say together, also in the parts of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import NamedTuple

from shpdocs.ooxml.bounds import too_many
from shpdocs.ooxml.xml import Element, element, find, is_on, local, tag, value

BY_ATTRIBUTE = {"rFonts", "spacing", "ind", "lang"}  # these are put together from attributes, any other is taken whole
TOGGLES = {"b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "outline", "shadow", "emboss", "imprint", "vanish"}
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_USUAL = {
    "paragraph": ["normal"], "character": ["default paragraph font"], "table": ["normal table", "table normal"], "numbering": ["no list"],
}  # fmt: skip
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "pi": 12.0}
_LARGEST = 1e9  # of a number that Word could mean
_FLAGS = {"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100, "noHBand": 0x200, "noVBand": 0x400}

Look = dict[str, Element]  # a property's name and its element: read only, as it stands in the file


class Styles:
    """The styles of a file, `root` their part. A property that a style does not say, it has from the style that it is based on."""

    def __init__(self, root: Element | None) -> None:
        self.root = element("w:styles") if root is None else root
        self.by_id: dict[str, Element] = {}
        self._by_name: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        self._looks: dict[tuple[str, str, str], Look] = {}
        for style in self.root.findall(tag("w:style")):
            self._know(style)

    def _know(self, style: Element) -> None:
        id = value(style, "w:styleId")
        self.by_id.setdefault(id, style)
        self._by_name.setdefault(self.name(id).lower(), id)
        if is_set(style, "w:default"):
            self._defaults[value(style, "w:type")] = id

    def add(self, style: Element) -> None:
        """Put a style behind the others."""
        self.root.append(style)
        self._know(style)

    def default(self, type: str) -> str:
        """The id of the style that is used where none is named; '' if there is none.

        Where no style says that it is the one, as in files of older programs, it is that of the name that Word gives it.
        """
        return self._defaults.get(type) or next(
            (id for id in map(self.id_of, _USUAL.get(type, [])) if value(self.by_id.get(id), "w:type", "paragraph") == type), ""
        )

    def usual(self, id: str, type: str = "paragraph") -> str:
        """The id of the style that is used where this one is named: the same if the file has it, else the default."""
        return id if id in self.by_id else self.default(type)

    def name(self, id: str) -> str:
        """What people call a style."""
        return value(find(self.by_id.get(id), "w:name"))

    def id_of(self, name: str) -> str:
        """The id of the style of this name, whatever its capitals; '' if there is none."""
        return self._by_name.get(name.lower(), "")

    def chain(self, id: str, longest: int | None = None) -> list[Element]:
        """A style and those that it is based on, the nearest first; a chain that goes in a circle ends where it meets itself.

        Raises:
            PackageError: it is longer than `longest`.
        """
        chain: dict[str, Element] = {}
        while id in self.by_id and id not in chain:
            if len(chain) == longest:
                raise too_many(len(chain), "styles based on each other")
            chain[id] = self.by_id[id]
            id = value(find(chain[id], "w:basedOn"))
        return list(chain.values())

    def look(self, id: str, kind: str, part: str = "") -> Look:
        """What a style and those below it say together: `kind` is 'pPr', 'rPr' or 'tcPr', `part` a table's part ('firstRow')."""
        key = (id, kind, part)
        if key not in self._looks:
            self._looks[key] = together(*(said for style in reversed(self.chain(id)) for said in _said(style, kind, part)))
        return dict(self._looks[key])

    def defaults(self, kind: str) -> Element | None:
        """What every paragraph ('pPr') or run ('rPr') of the file begins with."""
        return find(self.root, f"w:docDefaults/w:{kind}Default/w:{kind}")

    def whole_look(self, id: str, kind: str, direct: Element | None = None) -> Look:
        """What a paragraph or its letters look like: what the file begins with, the style, and what is said directly."""
        return together(self.defaults(kind), self.look(id, kind).values(), direct)

    def table_look(self, id: str, kind: str, parts: Iterable[str]) -> Look:
        """What a table's style says in a cell that belongs to these parts, the one that counts most last ('' is all of the table)."""
        return together(*(self.look(id, kind, part).values() for part in parts))

    def run_look(self, style: str, direct: Element | None, table: Look | None = None) -> Look:
        """What a run looks like in a paragraph of this style: over `table`, with the style and properties that it has itself."""
        styled = stacked(table or {}, self.look(style, "rPr"), self.look(value(find(direct, "w:rStyle")), "rPr"))
        return together(self.defaults("rPr"), styled.values(), direct)

    def heading_level(self, id: str) -> int:
        """The level, 1 to 9, of a style that makes headings; 0 if it makes none."""
        for style in self.chain(id):
            outline = find(style, "w:pPr/w:outlineLvl")
            if outline is not None:
                return outline_level(outline)
            named = _HEADING.fullmatch(value(find(style, "w:name")))
            if named:
                return int(named[1])
        return 0


def _said(style: Element, kind: str, part: str) -> list[Element | None]:
    """What a style itself says, of its whole or in one part of its table."""
    places = [style] if not part else [place for place in style.findall(tag("w:tblStylePr")) if value(place, "w:type") == part]
    return [find(place, f"w:{kind}") for place in places]


def together(*all_properties: Iterable[Element] | None) -> Look:
    """What several properties elements say together, the last the strongest."""
    look: Look = {}
    for properties in all_properties:
        for said in properties if properties is not None else ():
            name = local(said)
            if name in BY_ATTRIBUTE and name in look:
                look[name] = overlaid(look[name], said)
            elif name == "numPr" and name in look:
                look[name] = _listed(look[name], said)
            elif name:
                look[name] = said
    return look


def stacked(*styles: Look) -> Look:
    """What a table's style, a paragraph's and a run's say together: a switch that two of them turn on is off again."""
    look = together(*(style.values() for style in styles))
    for name in TOGGLES & look.keys():
        look[name] = element(f"w:{name}", {"w:val": str(sum(is_on(style.get(name)) for style in styles) % 2)})
    return look


def overlaid(below: Element, above: Element) -> Element:
    """One element from the attributes of two; of what says the same thing in two ways the upper alone counts."""
    both = deepcopy(below)
    for rival in (rival for name in above.attrib for rival in _RIVALS.get(name, ())):
        both.attrib.pop(rival, None)
    both.attrib.update(above.attrib)
    return both


def _listed(below: Element, above: Element) -> Element:
    """A list and a level, either of which may be said further down."""
    said = ([find(above, name), find(below, name)] for name in ("w:ilvl", "w:numId"))
    nearest = (next((level for level in levels if level is not None), None) for levels in said)
    return element("w:numPr", None, *(deepcopy(level) for level in nearest if level is not None))


_RIVALS = {
    tag(f"w:{name}"): [tag(f"w:{rival}") for rival in group.split() if rival != name]
    for group in (
        "ascii asciiTheme", "hAnsi hAnsiTheme", "eastAsia eastAsiaTheme", "cs cstheme",
        "firstLine hanging", "firstLineChars hangingChars", "left start", "right end",
    )
    for name in group.split()
}  # fmt: skip


class Position(NamedTuple):
    """A row of a table or a cell of a row: its number, from 1, and how many there are."""

    number: int
    total: int

    @property
    def is_last(self) -> bool:
        """Whether none follows."""
        return self.number == self.total


def table_flags(look: Element | None) -> dict[str, bool]:
    """What <w:tblLook> asks a table's style to set apart ('firstRow'); older files say it in the bits of one number."""
    digits = value(look)
    bits = int(digits, 16) if re.fullmatch("[0-9A-Fa-f]+", digits) else 0
    return {name: is_set(look, f"w:{name}") if value(look, f"w:{name}") else bool(bits & bit) for name, bit in _FLAGS.items()}


def table_parts(flags: dict[str, bool], row: Position, column: Position) -> list[str]:
    """The parts of a table's style that a cell belongs to, the one that counts most last; '' is all of the table."""
    parts = [""]
    if not flags["noVBand"]:
        parts.append("band1Vert" if (column.number - flags["firstColumn"]) % 2 else "band2Vert")
    if not flags["noHBand"]:
        parts.append("band1Horz" if (row.number - flags["firstRow"]) % 2 else "band2Horz")
    edges = (
        ("lastCol", flags["lastColumn"] and column.is_last), ("firstCol", flags["firstColumn"] and column.number == 1),
        ("lastRow", flags["lastRow"] and row.is_last), ("firstRow", flags["firstRow"] and row.number == 1),
    )  # fmt: skip
    return parts + [part for part, counts in edges if counts]


def is_set(switch: Element | None, name: str) -> bool:
    """Whether an attribute that switches something is there and on."""
    return value(switch, name) in ("1", "true", "on")


def outline_level(outline: Element) -> int:
    """The level that <w:outlineLvl> says, from 1; 0 for body text."""
    said = value(outline)
    return int(said) + 1 if said in tuple("012345678") else 0


def number(text: str, missing: float = 0) -> float:
    """A number as written, with or without a unit ('12pt'); `missing` if it is none that Word could mean."""
    try:
        said = float(text.strip().rstrip("abcdefghijklmnopqrstuvwxyz%"))
    except ValueError:
        return missing
    return said if abs(said) < _LARGEST else missing


def points(text: str, each: float) -> float:
    """A length in points; a plain number counts so many to the point, unless it has a unit."""
    return number(text) * _UNITS[text[-2:]] if text[-2:] in _UNITS else number(text) / each
