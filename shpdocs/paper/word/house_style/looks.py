"""What in a house style not all people can read, by the rules that every paper keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from shpdocs.accessibility.colours import contrast, least_contrast
from shpdocs.paper.word.house_style.package import W
from shpdocs.paper.word.house_style.page import OFF
from shpdocs.paper.word.house_style.styles import style_name
from shpdocs.paper.word.tables import RATING_FILLS

_TABLE = "PaperTable"
_TEXT = (
    "Normal", "ListItem", "Notice", "TextAfterTable", "TableText", "TableTextKept", "TableHeading", "Caption", "TOC1", "TOC2", "TOC3",
    *(f"Rating{rating.capitalize()}" for rating in RATING_FILLS),
)  # fmt: skip
_OTHERS = ("Heading1", "Heading2", "Heading3", "Heading4", "TOCHeading", "Header", "PageMark", "Footer", "FooterFirst", "Hyperlink")
_IN_CELLS = ("TableText", "TableTextKept")
_WHITE, _BLACK = "FFFFFF", "000000"
_LEAST_SIZE = 24  # half points
_WORD_SIZE = 20  # half points, where nothing says another
_THEME = {
    "text1": "dk1", "dark1": "dk1", "background1": "lt1", "light1": "lt1", "text2": "dk2", "dark2": "dk2", "background2": "lt2",
    "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_CHARTED = ("accent1", "accent2", "accent3", "accent4", "accent6")
_MODIFY = "In Word: Home, Styles, right-click {name}, Modify"

Fault = tuple[str, str, str]


def inaccessible(styles: Element, colours: Mapping[str, str]) -> tuple[Fault, ...]:
    """What is wrong with the styles and colours of a house style: the style's name, what, and how to mend it.

    A style that only has it from the style it is based on is not named again.
    """
    looks = _Looks(styles, colours)
    found: list[Fault] = []
    told: dict[str, set[str]] = {}
    for identity in (*_TEXT, *_OTHERS):
        faults = dict(_faults(looks, identity))
        told[identity] = set(faults)
        base = looks.base(identity)
        for what, mend in faults.items():
            if what not in told.get(base, set()):
                name = looks.name(identity)
                found.append((name, what, f"{_MODIFY.format(name=name)}: {mend}"))
    return (*found, *_faint_colours(colours))


class _Looks:
    """How each style looks, with what it takes from those it is based on."""

    def __init__(self, styles: Element, colours: Mapping[str, str]) -> None:
        self._styles = {one.get(f"{W}styleId", ""): one for one in styles.iter(f"{W}style")}
        self._colours = colours
        self._defaults = styles.find(f"{W}docDefaults")

    def name(self, identity: str) -> str:
        return style_name(self._styles[identity])

    def base(self, identity: str) -> str:
        found = self._styles[identity].find(f"{W}basedOn")
        return "" if found is None else found.get(f"{W}val", "")

    def setting(self, identity: str, part: str, name: str) -> Element | None:
        """A property of a style ('rPr', 'sz'), or of the nearest it is based on, or of all text."""
        known: set[str] = set()
        while identity in self._styles and identity not in known:
            known.add(identity)
            found = self._styles[identity].find(f"{W}{part}/{W}{name}")
            if found is not None:
                return found
            identity = self.base(identity)
        return None if self._defaults is None else self._defaults.find(f"{W}{part}Default/{W}{part}/{W}{name}")

    def is_on(self, identity: str, name: str) -> bool:
        found = self.setting(identity, "rPr", name)
        return found is not None and found.get(f"{W}val", "1") not in OFF

    def size(self, identity: str) -> float:
        """Half points."""
        found = self.setting(identity, "rPr", "sz")
        try:
            return float("" if found is None else found.get(f"{W}val", ""))
        except ValueError:
            return _WORD_SIZE

    def ink(self, identity: str) -> str:
        return self._colour(self.setting(identity, "rPr", "color"), "val", "theme", "Color") or _BLACK

    def grounds(self, identity: str) -> tuple[str, ...]:
        """The colours that text of a style stands on."""
        if identity.startswith("Rating"):
            return (RATING_FILLS[identity.removeprefix("Rating").lower()],)
        own = self._colour(self.setting(identity, "pPr", "shd"), "fill", "theme", "Fill")
        if own:
            return (own,)
        if identity == "TableHeading":
            return (self._cells("firstRow"),)
        return (self._cells(""), self._cells("firstCol")) if identity in _IN_CELLS else (_WHITE,)

    def _cells(self, part: str) -> str:
        """The fill of the table's cells, of its first row or its first column."""
        table = self._styles[_TABLE]
        whole = self._colour(table.find(f"{W}tcPr/{W}shd"), "fill", "theme", "Fill")
        of_part = next((one for one in table.findall(f"{W}tblStylePr") if one.get(f"{W}type") == part), None)
        fill = None if of_part is None else of_part.find(f"{W}tcPr/{W}shd")
        return self._colour(fill, "fill", "theme", "Fill") or whole or _WHITE

    def _colour(self, element: Element | None, key: str, theme: str, of: str) -> str:
        """A colour as six digits: the theme's where it is named pure, else as written; '' if there is none."""
        if element is None:
            return ""
        named = element.get(f"{W}{theme}{of}", "")
        is_pure = not any(element.get(f"{W}{theme}{of if of == 'Fill' else ''}{way}") for way in ("Tint", "Shade"))
        of_theme = self._colours.get(_THEME.get(named, named), "") if named and is_pure else ""
        written = element.get(f"{W}{key}", "")
        return (of_theme or (written if len(written) == 6 else "")).upper()


def _faults(looks: _Looks, identity: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a style, and what to set."""
    size = looks.size(identity)
    if looks.is_on(identity, "vanish"):
        yield "its text is hidden", "Format, Font, take the tick from Hidden."
    if identity in _TEXT:
        if size < _LEAST_SIZE:
            yield f"its type is {size / 2:g} points; 12 is the least", "set 12 points or more."
        alignment = looks.setting(identity, "pPr", "jc")
        if alignment is not None and alignment.get(f"{W}val") in ("both", "distribute", "thaiDistribute"):
            yield "its text is justified, which leaves gaps between words", "align it left."
        if looks.is_on(identity, "caps"):
            yield "its text is all capitals", "Format, Font, take the tick from All caps."
    ink = looks.ink(identity)
    least = least_contrast(size / 2, looks.is_on(identity, "b"))
    for ground in dict.fromkeys(looks.grounds(identity)):
        found = contrast(ink, ground)
        if found < least:
            shown = int(found * 100) / 100
            yield (
                f"its colour {ink} on {ground} has a contrast of {shown:.2f} to 1; {least:g} is needed",
                "choose a darker or lighter colour.",
            )


def _faint_colours(colours: Mapping[str, str]) -> Iterator[Fault]:
    for name in _CHARTED:
        colour = colours.get(name, _BLACK)
        found = contrast(colour, _WHITE)
        if found < 3:
            what = f"charts are drawn in it, and {colour} on white has a contrast of {int(found * 100) / 100:.2f} to 1; 3 is needed"
            yield f"theme colour Accent {name[-1]}", what, "In Word: Design, Colours, Customise Colours: choose a darker one."
