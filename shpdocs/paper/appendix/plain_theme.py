"""Fonts and colours of an appendix's theme, made plain where the paper's theme is another."""

from __future__ import annotations

from shpdocs.ooxml.theme import Theme
from shpdocs.ooxml.xml import W14, Element, each, local, remove, tag, value

_FONTS = {"w:asciiTheme": "w:ascii", "w:hAnsiTheme": "w:hAnsi", "w:eastAsiaTheme": "w:eastAsia", "w:cstheme": "w:cs"}
_BY_THEME = ("themeColor", "themeTint", "themeShade", "themeFill", "themeFillTint", "themeFillShade")


def make_plain(root: Element, theme: Theme) -> None:
    """Say in fonts and colours what a part says in names of the theme."""
    for fonts in each(root, "w:rFonts"):
        for by_theme, plain in _FONTS.items():
            font = theme.font(fonts.attrib.pop(tag(by_theme), ""))
            if font:
                fonts.set(tag(plain), font)
    for coloured in root.iter(tag("w:*")):
        if coloured.attrib:
            _make_colours_plain(coloured, theme)
    for colour in [*each(root, "a:schemeClr"), *root.iter(f"{{{W14}}}schemeClr")]:
        _make_scheme_plain(colour, theme)
    for font in [font for font in each(root, "a:latin", "a:ea", "a:cs") if font.get("typeface", "").startswith("+")]:
        typeface = theme.font(font.get("typeface"))
        if typeface:
            font.set("typeface", typeface)
        else:
            remove([font])


def _make_colours_plain(coloured: Element, theme: Theme) -> None:
    """A colour that is written out stays; Word has worked it out."""
    for by_theme, plain in (("themeColor", "color" if local(coloured) != "color" else "val"), ("themeFill", "fill")):
        if value(coloured, f"w:{by_theme}") not in ("", "none") and value(coloured, f"w:{plain}") in ("", "auto"):
            coloured.set(tag(f"w:{plain}"), theme.colour_of(coloured, plain) or "000000")
    for name in _BY_THEME:
        coloured.attrib.pop(tag(f"w:{name}"), None)


def _make_scheme_plain(colour: Element, theme: Theme) -> None:
    """A drawing's colour; 'phClr' is that of whatever the drawing's own style names."""
    namespace = colour.tag.rpartition("}")[0] + "}"
    attribute = "val" if colour.get("val") else f"{namespace}val"
    if colour.get(attribute) != "phClr":
        colour.tag = f"{namespace}srgbClr"
        colour.set(attribute, theme.colour(colour.get(attribute, "")) or "000000")
