"""Styles of a house style: theirs by name under our identities, ours where they have none, and nothing that nobody uses."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from shpdocs.paper.word import PAPER_PARTS
from shpdocs.paper.word.house_style.package import W

_REFERRING = ("basedOn", "next", "link")
_DROPPED = tuple(f"{W}{name}" for name in ("lang", "rPrChange", "pPrChange", "tblPrChange", "autoRedefine", "framePr"))
_BEFORE_LANGUAGE = tuple(f"{W}{name}" for name in ("eastAsianLayout", "specVanish", "oMath"))


class Styles:
    """The styles of a file. Those that a header or footer uses are asked for by `taken`; then they are `finished`."""

    def __init__(self, theirs: Element) -> None:
        self._theirs = theirs
        self._by_identity = {_identity(one): one for one in theirs.iter(f"{W}style")}
        self._ours = our_styles()
        ours = list(self._ours.iter(f"{W}style"))
        self._new: dict[str, str] = {}  # their identity: the one in the paper
        exact = {(_kind(one), style_name(one)): one for one in theirs.iter(f"{W}style")}
        named = {key: one for one in theirs.iter(f"{W}style") for key in _keys(one)}
        self._own: dict[str, Element] = {}  # our identity: their style
        for one in ours:  # LibreOffice has a style Caption of its own beside Word's caption
            found = exact.get((_kind(one), style_name(one)), named.get((_kind(one), style_name(one).casefold())))
            if found is not None and _identity(found) not in self._new:
                self._new[_identity(found)] = _identity(one)
                self._own[_identity(one)] = found
        self._added = [one for one in ours if _identity(one) not in self._own]
        self._others: list[Element] = []
        self.left: tuple[str, ...] = ()
        for one in list(self._own.values()):
            self._take_bases(one)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of our styles that theirs lack, but for those that every program has of itself."""
        return tuple(style_name(one) for one in self._added if one.get(f"{W}default") != "1")

    def taken(self, identity: str) -> str:
        """The identity in the paper of a style that a header or footer uses, '' if the file has none such."""
        if identity not in self._by_identity:
            return ""
        self._take(self._by_identity[identity])
        return self._new[identity]

    def _take(self, style: Element) -> None:
        identity = _identity(style)
        if identity in self._new:
            return
        known = {_identity(one) for one in self._ours.iter(f"{W}style")} | set(self._new.values())
        new = identity
        while new in known:
            new += "House"
        self._new[identity] = new
        self._others.append(style)
        self._take_bases(style)

    def _take_bases(self, style: Element) -> None:
        base = style.find(f"{W}basedOn")
        if base is not None and _value(base) in self._by_identity:
            self._take(self._by_identity[_value(base)])

    def finished(self) -> Element:
        """The part of styles as the paper has it: in our order, then what else is used."""
        made = Element(f"{W}styles")
        made.append(self._defaults())
        for one in self._ours.iter(f"{W}style"):
            made.append(self._fitted(self._own[_identity(one)], one) if _identity(one) in self._own else one)
        made.extend(self._fitted(one, None) for one in self._others)
        return made

    def _defaults(self) -> Element:
        ours, theirs = self._ours.find(f"{W}docDefaults"), self._theirs.find(f"{W}docDefaults")
        assert ours is not None
        if theirs is None or theirs.find(f"{W}rPrDefault/{W}rPr") is None:
            return ours
        made = deepcopy(theirs)
        letters = made.find(f"{W}rPrDefault/{W}rPr")
        language = ours.find(f"{W}rPrDefault/{W}rPr/{W}lang")
        assert letters is not None
        assert language is not None
        for one in [one for one in letters if one.tag in _DROPPED]:
            letters.remove(one)
        at = next((place for place, one in enumerate(letters) if one.tag in _BEFORE_LANGUAGE), len(letters))
        letters.insert(at, language)
        return made

    def _fitted(self, style: Element, ours: Element | None) -> Element:
        """A style of theirs as it stands in the paper: with our identity and name if it is one of ours."""
        made = deepcopy(style)
        made.attrib.pop(f"{W}default", None)
        made.set(f"{W}styleId", self._new[_identity(style)])
        self._drop(made)
        for one in [one for one in made if one.tag.removeprefix(W) in _REFERRING]:
            if _value(one) in self._new:
                one.set(f"{W}val", self._new[_value(one)])
            else:
                made.remove(one)
        if ours is not None:
            if ours.get(f"{W}default") == "1":
                made.set(f"{W}default", "1")
            _named_as(made, style_name(ours))
            _outlined_as(made, ours)
        return made

    def _drop(self, style: Element) -> None:
        """Take out of a style what would not be so in a paper: another language, numbers of lists that are not there."""
        for parent in list(style.iter()):
            for one in [one for one in parent if one.tag in _DROPPED or one.tag == f"{W}numPr"]:
                parent.remove(one)
                if one.tag == f"{W}numPr":
                    self.left += (f"the numbering of {style_name(style)}",)


def our_styles() -> Element:
    """Our own part of styles."""
    return ElementTree.fromstring((PAPER_PARTS / "word" / "styles.xml").read_bytes())


def style_name(style: Element) -> str:
    """The name of a style as people see it."""
    found = style.find(f"{W}name")
    return "" if found is None else _value(found)


def _keys(style: Element) -> Iterator[tuple[str, str]]:
    """What a style may be found by: its kind with its name, or with one of its other names."""
    others = style.find(f"{W}aliases")
    for name in (style_name(style), *(_value(others).split(",") if others is not None else ())):
        yield _kind(style), name.strip().casefold()


def _named_as(style: Element, name: str) -> None:
    found = style.find(f"{W}name")
    if found is not None:
        found.set(f"{W}val", name)
    for one in style.findall(f"{W}aliases"):
        style.remove(one)


def _outlined_as(style: Element, ours: Element) -> None:
    """A heading stays a heading of its level, whatever was done to it."""
    level = ours.find(f"{W}pPr/{W}outlineLvl")
    theirs = style.find(f"{W}pPr")
    if theirs is not None:
        for one in theirs.findall(f"{W}outlineLvl"):
            theirs.remove(one)
    if level is None:
        return
    if theirs is None:
        theirs = Element(f"{W}pPr")
        at = next((place for place, one in enumerate(style) if one.tag in (f"{W}rPr", f"{W}tblPr")), len(style))
        style.insert(at, theirs)
    theirs.append(level)


def _identity(style: Element) -> str:
    return style.get(f"{W}styleId", "")


def _kind(style: Element) -> str:
    return style.get(f"{W}type", "paragraph")


def _value(element: Element) -> str:
    return element.get(f"{W}val", "")
