"""Styles, theme and fonts of a house style: theirs by name under our ids, ours where they have none, and no style that nobody uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from shpdocs.paper.word import PAPER_PARTS
from shpdocs.paper.word.house_style.package import A, Package, R, W, as_text

_REFERENCES = ("basedOn", "next", "link")
_DROPPED = tuple(f"{W}{name}" for name in ("lang", "rPrChange", "pPrChange", "tblPrChange", "autoRedefine", "framePr"))
_AFTER_LANGUAGE = tuple(f"{W}{name}" for name in ("eastAsianLayout", "specVanish", "oMath"))
_EMBEDDED = tuple(f"{W}embed{face}" for face in ("Regular", "Bold", "Italic", "BoldItalic"))


class Styles:
    """The styles of a file. Those that a header or footer uses are added by `use`; `part` is the part of styles with all of them."""

    def __init__(self, root: Element) -> None:
        """Match the styles of a file with ours: `root` is its part of styles."""
        self._root = root
        self._by_id = {_style_id(style): style for style in root.iter(f"{W}style")}
        self._ours = our_styles()
        ours = list(self._ours.iter(f"{W}style"))
        self._new_ids: dict[str, str] = {}  # their id: the one in the paper
        exact = {(_type(style), style_name(style)): style for style in root.iter(f"{W}style")}
        named = {key: style for style in root.iter(f"{W}style") for key in _keys(style)}
        self._matched: dict[str, Element] = {}  # our id: their style
        for style in ours:  # LibreOffice has a style Caption of its own beside Word's caption
            theirs = exact.get((_type(style), style_name(style)), named.get((_type(style), style_name(style).casefold())))
            if theirs is not None and _style_id(theirs) not in self._new_ids:
                self._new_ids[_style_id(theirs)] = _style_id(style)
                self._matched[_style_id(style)] = theirs
        self._unmatched = [style for style in ours if _style_id(style) not in self._matched]
        self._others: list[Element] = []
        self.left_out: tuple[str, ...] = ()
        for style in list(self._matched.values()):
            self._add_base(style)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of our styles that theirs lack, but for those that every program has of itself."""
        return tuple(style_name(style) for style in self._unmatched if style.get(f"{W}default") != "1")

    def use(self, style_id: str) -> str:
        """The id in the paper of a style that a header or footer uses, '' if the file has none such."""
        if style_id not in self._by_id:
            return ""
        self._add(self._by_id[style_id])
        return self._new_ids[style_id]

    def _add(self, style: Element) -> None:
        style_id = _style_id(style)
        if style_id in self._new_ids:
            return
        taken = {_style_id(ours) for ours in self._ours.iter(f"{W}style")} | set(self._new_ids.values())
        new_id = style_id
        while new_id in taken:
            new_id += "House"
        self._new_ids[style_id] = new_id
        self._others.append(style)
        self._add_base(style)

    def _add_base(self, style: Element) -> None:
        base = style.find(f"{W}basedOn")
        if base is not None and _value(base) in self._by_id:
            self._add(self._by_id[_value(base)])

    def part(self) -> Element:
        """The part of styles as the paper has it: in our order, then what else is used."""
        root = Element(f"{W}styles")
        root.append(self._defaults())
        for ours in self._ours.iter(f"{W}style"):
            theirs = self._matched.get(_style_id(ours))
            root.append(ours if theirs is None else self._adapted(theirs, ours))
        root.extend(self._adapted(style, None) for style in self._others)
        return root

    def _defaults(self) -> Element:
        ours, theirs = self._ours.find(f"{W}docDefaults"), self._root.find(f"{W}docDefaults")
        assert ours is not None
        if theirs is None or theirs.find(f"{W}rPrDefault/{W}rPr") is None:
            return ours
        defaults = deepcopy(theirs)
        run_properties = defaults.find(f"{W}rPrDefault/{W}rPr")
        language = ours.find(f"{W}rPrDefault/{W}rPr/{W}lang")
        assert run_properties is not None
        assert language is not None
        for dropped in [child for child in run_properties if child.tag in _DROPPED]:
            run_properties.remove(dropped)
        index = next((index for index, child in enumerate(run_properties) if child.tag in _AFTER_LANGUAGE), len(run_properties))
        run_properties.insert(index, language)
        return defaults

    def _adapted(self, style: Element, ours: Element | None) -> Element:
        """A style of theirs as it stands in the paper: with our id and name if it is one of ours."""
        adapted = deepcopy(style)
        adapted.attrib.pop(f"{W}default", None)
        adapted.set(f"{W}styleId", self._new_ids[_style_id(style)])
        self._drop_what_papers_lack(adapted)
        for reference in [child for child in adapted if child.tag.removeprefix(W) in _REFERENCES]:
            if _value(reference) in self._new_ids:
                reference.set(f"{W}val", self._new_ids[_value(reference)])
            else:
                adapted.remove(reference)
        if ours is not None:
            if ours.get(f"{W}default") == "1":
                adapted.set(f"{W}default", "1")
            _set_name(adapted, style_name(ours))
            _set_outline_level(adapted, ours)
        return adapted

    def _drop_what_papers_lack(self, style: Element) -> None:
        """Take out of a style what would not be so in a paper: another language, numbers of lists that are not there."""
        for parent in list(style.iter()):
            for dropped in [child for child in parent if child.tag in _DROPPED or child.tag == f"{W}numPr"]:
                parent.remove(dropped)
                if dropped.tag == f"{W}numPr":
                    self.left_out += (f"the numbering of {style_name(style)}",)


def our_styles() -> Element:
    """Our own part of styles."""
    return ElementTree.fromstring((PAPER_PARTS / "word" / "styles.xml").read_bytes())


def style_name(style: Element) -> str:
    """The name of a style as people see it."""
    name = style.find(f"{W}name")
    return "" if name is None else _value(name)


def _keys(style: Element) -> Iterator[tuple[str, str]]:
    """What a style may be found by: its type with its name, or with one of its other names."""
    aliases = style.find(f"{W}aliases")
    for name in (style_name(style), *(_value(aliases).split(",") if aliases is not None else ())):
        yield _type(style), name.strip().casefold()


def _set_name(style: Element, name: str) -> None:
    element = style.find(f"{W}name")
    if element is not None:
        element.set(f"{W}val", name)
    for aliases in style.findall(f"{W}aliases"):
        style.remove(aliases)


def _set_outline_level(style: Element, ours: Element) -> None:
    """Keep a heading a heading of its level, whatever was done to it."""
    level = ours.find(f"{W}pPr/{W}outlineLvl")
    properties = style.find(f"{W}pPr")
    if properties is not None:
        for old_level in properties.findall(f"{W}outlineLvl"):
            properties.remove(old_level)
    if level is None:
        return
    if properties is None:
        properties = Element(f"{W}pPr")
        index = next((index for index, child in enumerate(style) if child.tag in (f"{W}rPr", f"{W}tblPr")), len(style))
        style.insert(index, properties)
    properties.append(level)


def _style_id(style: Element) -> str:
    return style.get(f"{W}styleId", "")


def _type(style: Element) -> str:
    return style.get(f"{W}type", "paragraph")


def _value(element: Element) -> str:
    return element.get(f"{W}val", "")


def read_theme(package: Package) -> tuple[str, dict[str, str]]:
    """The theme as a part, '' where ours stands, and its colours by name ('dk1', 'accent1')."""
    ours = (PAPER_PARTS / "word" / "theme" / "theme1.xml").read_text(encoding="utf-8")
    theme = package.part("theme")
    colours = None if theme is None else theme.find(f".//{A}clrScheme")
    fonts = None if theme is None else theme.find(f".//{A}fontScheme")
    if colours is None or fonts is None or not _is_complete(colours):
        return "", dict(re.findall(r'<a:(\w+)>\s*<a:srgbClr val="(\w{6})"/>', ours))
    for scheme in (colours, fonts):
        scheme.set("name", "House")
    part = re.sub(r"<a:clrScheme.*</a:clrScheme>", lambda _: as_text(colours), ours, flags=re.DOTALL)
    part = re.sub(r"<a:fontScheme.*</a:fontScheme>", lambda _: as_text(fonts), part, flags=re.DOTALL)
    return part, {colour.tag.removeprefix(A): _rgb(colour) for colour in colours}


def _is_complete(colours: Element) -> bool:
    return len(colours) == 12 and all(len(_rgb(colour)) == 6 for colour in colours)


def _rgb(colour: Element) -> str:
    """A colour of a theme as six hexadecimal digits, '' if it is of a kind that none should be."""
    for value in colour:
        return (value.get("lastClr") if value.tag == f"{A}sysClr" else value.get("val") if value.tag == f"{A}srgbClr" else "") or ""
    return ""


def read_fonts(package: Package) -> tuple[str, bool]:
    """The table of fonts as a part, '' where ours stands, and whether fonts were embedded: those stay behind."""
    table = package.part("fontTable")
    if table is None:
        return "", False
    embedded = [(font, child) for font in table for child in font if child.tag in _EMBEDDED or f"{R}id" in child.attrib]
    for font, child in embedded:
        font.remove(child)
    return as_text(table), bool(embedded)
