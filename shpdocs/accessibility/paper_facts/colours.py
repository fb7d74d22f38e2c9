"""Colours of a Word file as six hexadecimal digits: those written, those of the theme, patterns and highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shpdocs.accessibility.paper_facts.names import A, number, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OF_THEME = {
    "dark1": "dk1", "text1": "dk1", "light1": "lt1", "background1": "lt1", "dark2": "dk2", "text2": "dk2", "light2": "lt2",
    "background2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink",
}  # fmt: skip
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGray": "808080",
    "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "green": "00FF00",
    "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF", "yellow": "FFFF00",
}  # fmt: skip
_DIGITS = set("0123456789abcdefABCDEF")
_DARK = 62  # brightness, of 255: Word writes in white on what is as dark


class Theme:
    """The theme's colours and fonts, '' for what it does not say."""

    def __init__(self, tree: Element | None) -> None:
        self._colours: dict[str, str] = {}
        self.fonts: dict[str, str] = {}
        if tree is None:
            return
        for scheme in tree.iter(A + "clrScheme"):
            for one in scheme:
                for colour in one:
                    self._colours[one.tag.removeprefix(A)] = colour.get("lastClr", colour.get("val", ""))
        for kind in ("major", "minor"):
            for found in tree.iter(f"{A}{kind}Font"):
                latin = found.find(A + "latin")
                self.fonts[kind] = "" if latin is None else latin.get("typeface", "")

    def ink(self, element: Element) -> str:
        """The colour of w:color, 'auto' if Word chooses it."""
        named = self._named(element, "themeColor", "themeTint", "themeShade")
        return named or _plain(value(element)) or "auto"

    def shade(self, element: Element) -> str:
        """The colour that w:shd lays under, '' for none; a pattern is mixed."""
        pattern = value(element)
        if pattern == "nil":
            return ""
        fill = self._named(element, "themeFill", "themeFillTint", "themeFillShade") or _plain(value(element, "fill"))
        if pattern in ("", "clear"):
            return fill
        ink = self._named(element, "themeColor", "themeTint", "themeShade") or _plain(value(element, "color")) or "000000"
        part = number(pattern.removeprefix("pct"), 100 if pattern == "solid" else 50) / 100
        return _mixed(ink, fill or "FFFFFF", part)

    def _named(self, element: Element, name: str, tint: str, shade: str) -> str:
        named = value(element, name)
        colour = _plain(self._colours.get(_OF_THEME.get(named, named), "")) if named else ""
        if not colour:
            return ""
        for kind, changed in (("tint", value(element, tint)), ("shade", value(element, shade))):
            if changed:
                colour = _lightened(colour, int(changed, 16) / 255, kind)
        return colour


def highlight(name: str) -> str:
    """The colour of a highlighter pen, '' for none."""
    return _HIGHLIGHTS.get(name, "")


def ink_on(fill: str) -> str:
    """The colour that Word writes in where none is given: black, or white on what is dark."""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (0, 2, 4)) if fill else (255, 255, 255)
    return "FFFFFF" if 0.299 * red + 0.587 * green + 0.114 * blue <= _DARK else "000000"


def _plain(text: str) -> str:
    return text.upper() if len(text) == 6 and set(text) <= _DIGITS else ""


def _mixed(one: str, other: str, part: float) -> str:
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(first * part + second * (1 - part)):02X}" for first, second in pairs)


def _lightened(colour: str, part: float, kind: str) -> str:
    """A colour nearer to white ('tint') or to black ('shade')."""
    from colorsys import hls_to_rgb, rgb_to_hls

    hue, light, strength = rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * part + (1 - part if kind == "tint" else 0)
    return "".join(f"{round(one * 255):02X}" for one in hls_to_rgb(hue, light, strength))
