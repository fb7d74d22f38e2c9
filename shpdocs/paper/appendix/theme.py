"""Fonts and colours of an appendix's theme, made plain where the paper's theme is another."""

from __future__ import annotations

import re

from shpdocs.paper.appendix.xml import W14, A, Element, each, local, made, tag, value

_MAPPED = {
    "bg1": "lt1",
    "tx1": "dk1",
    "bg2": "lt2",
    "tx2": "dk2",
    "background1": "lt1",
    "text1": "dk1",
    "background2": "lt2",
    "text2": "dk2",
}
_MAPPED |= {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
_SETTING = {"bg1": "bg1", "t1": "tx1", "bg2": "bg2", "t2": "tx2"}  # names in the settings, and in drawings
_FONTS = {"asciiTheme": "ascii", "hAnsiTheme": "hAnsi", "eastAsiaTheme": "eastAsia", "cstheme": "cs"}


class Theme:
    """A file's colours by name ('accent1': '1F3864') and fonts ('minor', 'latin')."""

    def __init__(self, root: Element | None, settings: Element | None) -> None:
        self.colours: dict[str, str] = {}
        self.fonts: dict[tuple[str, str], str] = {}
        for scheme in each(root, "a:clrScheme") if root is not None else ():
            self.colours |= {local(colour): _colour(colour) for colour in scheme}
        for size in ("major", "minor"):
            for font in each(root, f"a:{size}Font") if root is not None else ():
                self.fonts |= {(size, local(one)): one.get("typeface", "") for one in font if local(one) in ("latin", "ea", "cs")}
        mapping = settings.find(tag("w:clrSchemeMapping")) if settings is not None else None
        self.mapping = dict(_MAPPED)
        for name, said in mapping.attrib.items() if mapping is not None else ():
            short = re.sub(r"\{.*\}", "", name)
            self.mapping[_SETTING.get(short, short)] = _MAPPED.get(said, said)

    def same_as(self, other: Theme) -> bool:
        """Whether two themes look the same."""
        return (self.colours, self.fonts, self.mapping) == (other.colours, other.fonts, other.mapping)

    def colour(self, name: str) -> str:
        """The colour of a name; black for one that the theme does not have."""
        return self.colours.get(self.mapping.get(name, name), "000000")

    def font(self, name: str) -> str:
        """The font of a name such as 'minorHAnsi', 'majorBidi', '+mn-lt'; '' if the theme leaves it open."""
        size = "major" if name.startswith(("major", "+mj")) else "minor"
        kind = "ea" if name.endswith(("EastAsia", "-ea")) else "cs" if name.endswith(("Bidi", "-cs")) else "latin"
        return self.fonts.get((size, kind), "")


def make_plain(root: Element, theme: Theme) -> None:
    """Say in fonts and colours what a part says in names of the theme."""
    for fonts in each(root, "w:rFonts"):
        for by_theme, plain in _FONTS.items():
            name = fonts.attrib.pop(tag(f"w:{by_theme}"), "")
            if name and theme.font(name):
                fonts.set(tag(f"w:{plain}"), theme.font(name))
    for element in root.iter(tag("w:*")):
        if element.attrib:
            _plain_colours(element, theme)
    for colour in [*each(root, "a:schemeClr"), *root.iter(f"{{{W14}}}schemeClr")]:
        _plain_scheme(colour, theme)
    for font in root.iter(*(f"{{{A}}}{name}" for name in ("latin", "ea", "cs"))):
        if font.get("typeface", "").startswith("+"):
            _plain_typeface(font, theme)


def _plain_colours(element: Element, theme: Theme) -> None:
    for by_theme, plain in (("themeColor", "color" if local(element) != "color" else "val"), ("themeFill", "fill")):
        name = element.attrib.pop(tag(f"w:{by_theme}"), "")
        if name and name != "none" and value(element, f"w:{plain}") in ("", "auto"):
            element.set(tag(f"w:{plain}"), theme.colour(name))
        for shade in ("Tint", "Shade"):
            element.attrib.pop(tag(f"w:{by_theme.replace('Color', '')}{shade}"), None)


def _plain_scheme(colour: Element, theme: Theme) -> None:
    uri = colour.tag[1:].split("}")[0]
    name = colour.get("val") or colour.get(f"{{{uri}}}val", "")
    if name == "phClr":
        return
    colour.tag = f"{{{uri}}}srgbClr"
    colour.set("val" if colour.get("val") else f"{{{uri}}}val", theme.colour(name))


def _plain_typeface(font: Element, theme: Theme) -> None:
    named = theme.font(font.get("typeface"))
    if named:
        font.set("typeface", named)
    elif font.getparent() is not None:
        font.getparent().remove(font)


def _colour(element: Element) -> str:
    for child in element:
        return str(child.get("lastClr") or child.get("val") or "000000")
    return "000000"


def fonts_added(ours: Element | None, theirs: Element | None) -> tuple[Element | None, bool]:
    """The paper's table of fonts with those of an appendix that it lacks; and whether one of them is embedded, which is left."""
    if theirs is None:
        return ours, False
    table = made("w:fonts") if ours is None else ours
    known = {value(font, "w:name") for font in table}
    embedded = False
    for font in list(theirs.findall(tag("w:font"))):
        for child in [child for child in font if local(child).startswith("embed")]:
            font.remove(child)
            embedded = True
        if value(font, "w:name") not in known:
            table.append(font)
    return table, embedded
