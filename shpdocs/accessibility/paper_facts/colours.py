"""Colours of a Word file as six hexadecimal digits: those written, those of the theme, patterns and highlights."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from xml.etree.ElementTree import Element

from shpdocs.accessibility.paper_facts.package import A, number, value

_THEME_NAMES = {
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
            for named in scheme:
                for colour in named:
                    self._colours[named.tag.removeprefix(A)] = colour.get("lastClr", colour.get("val", ""))
        for kind in ("major", "minor"):
            for font in tree.iter(f"{A}{kind}Font"):
                latin = font.find(A + "latin")
                self.fonts[kind] = "" if latin is None else latin.get("typeface", "")

    def text_colour(self, element: Element) -> str:
        """The colour of w:color, 'auto' if Word chooses it."""
        named = self._theme_colour(element, "themeColor", "themeTint", "themeShade")
        return named or _six_digits(value(element)) or "auto"

    def shade(self, element: Element) -> str:
        """The colour that w:shd lays under, '' for none; a pattern is mixed."""
        pattern = value(element)
        if pattern == "nil":
            return ""
        fill = self._theme_colour(element, "themeFill", "themeFillTint", "themeFillShade") or _six_digits(value(element, "fill"))
        if pattern in ("", "clear"):
            return fill
        named = self._theme_colour(element, "themeColor", "themeTint", "themeShade")
        front = named or _six_digits(value(element, "color")) or "000000"
        part = number(pattern.removeprefix("pct"), 100 if pattern == "solid" else 50) / 100
        return _mixed(front, fill or "FFFFFF", part)

    def _theme_colour(self, element: Element, name: str, tint: str, shade: str) -> str:
        named = value(element, name)
        colour = _six_digits(self._colours.get(_THEME_NAMES.get(named, named), "")) if named else ""
        if not colour:
            return ""
        for kind, amount in (("tint", value(element, tint)), ("shade", value(element, shade))):
            if amount:
                colour = _lightened(colour, int(amount, 16) / 255, kind)
        return colour


def highlight(name: str) -> str:
    """The colour of a highlighter pen, '' for none."""
    return _HIGHLIGHTS.get(name, "")


def automatic_colour(fill: str) -> str:
    """The colour that Word writes in where none is given: black, or white on what is dark."""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (0, 2, 4)) if fill else (255, 255, 255)
    return "FFFFFF" if 0.299 * red + 0.587 * green + 0.114 * blue <= _DARK else "000000"


def _six_digits(text: str) -> str:
    return text.upper() if len(text) == 6 and set(text) <= _DIGITS else ""


def _mixed(front: str, back: str, part: float) -> str:
    """A colour with so much of the front's and the rest of the back's."""
    pairs = ((int(front[at : at + 2], 16), int(back[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(first * part + second * (1 - part)):02X}" for first, second in pairs)


def _lightened(colour: str, part: float, kind: str) -> str:
    """A colour nearer to white ('tint') or to black ('shade')."""
    hue, light, strength = rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * part + (1 - part if kind == "tint" else 0)
    return "".join(f"{round(primary * 255):02X}" for primary in hls_to_rgb(hue, light, strength))
