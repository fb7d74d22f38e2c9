"""Fonts and colours of an appendix's theme, made plain where the paper's theme is another."""

from __future__ import annotations

import re

from shpdocs.ooxml.theme import Theme
from shpdocs.ooxml.xml import NAMESPACES, W14, Element, each, local, remove, tag, value

_FONTS = {"w:asciiTheme": "w:ascii", "w:hAnsiTheme": "w:hAnsi", "w:eastAsiaTheme": "w:eastAsia", "w:cstheme": "w:cs"}
_OLD = tuple(f"{{{NAMESPACES[prefix]}}}*" for prefix in ("v", "o"))
_NUMBERED = re.compile(r" ?\[\d{1,5}\]")  # by which an older drawing names a colour of the theme beside the colour
_BY_THEME = ("themeColor", "themeTint", "themeShade", "themeFill", "themeFillTint", "themeFillShade")


def make_plain(root: Element, theme: Theme) -> None:
    """Say in fonts and colours what a part says in names of the theme."""
    _make_fonts_plain(root, theme)
    for coloured in root.iter(tag("w:*")):
        if coloured.attrib:
            _make_colours_plain(coloured, theme)
    for shape in root.iter(*_OLD):
        for name, text in shape.attrib.items():
            if _NUMBERED.search(text):
                shape.set(name, _NUMBERED.sub("", text))
    for colour in [*each(root, "a:schemeClr"), *root.iter(f"{{{W14}}}schemeClr")]:
        _make_scheme_plain(colour, theme)


def _make_fonts_plain(root: Element, theme: Theme) -> None:
    for fonts in each(root, "w:rFonts"):
        for by_theme, plain in _FONTS.items():
            name = fonts.attrib.pop(tag(by_theme), "")
            if name:
                fonts.set(tag(plain), theme.font(name) or value(fonts, plain) or theme.shown_font(name))
    for font in [font for font in each(root, "a:latin", "a:ea", "a:cs") if font.get("typeface", "").startswith("+")]:
        typeface = theme.font(font.get("typeface"))
        if typeface:
            font.set("typeface", typeface)
        else:
            remove([font])


def _make_colours_plain(coloured: Element, theme: Theme) -> None:
    for by_theme, plain in (("themeColor", "color" if local(coloured) != "color" else "val"), ("themeFill", "fill")):
        if value(coloured, f"w:{by_theme}") not in ("", "none"):
            coloured.set(tag(f"w:{plain}"), theme.shown_colour(coloured, plain) or "000000")
    for name in _BY_THEME:
        coloured.attrib.pop(tag(f"w:{name}"), None)


def _make_scheme_plain(colour: Element, theme: Theme) -> None:
    """A drawing's colour; 'phClr' is that of whatever the drawing's own style names."""
    namespace = colour.tag.rpartition("}")[0] + "}"
    attribute = "val" if colour.get("val") else f"{namespace}val"
    if colour.get(attribute) != "phClr":
        colour.tag = f"{namespace}srgbClr"
        colour.set(attribute, theme.colour(colour.get(attribute, "")) or "000000")
