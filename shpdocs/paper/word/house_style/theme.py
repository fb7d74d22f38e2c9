"""Theme and fonts of a house style: its colours and types in our own plain theme, and its fonts by name."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from shpdocs.paper.word import PAPER_PARTS
from shpdocs.paper.word.house_style.package import A, Package, R, W, as_text

_EMBEDDED = tuple(f"{W}embed{face}" for face in ("Regular", "Bold", "Italic", "BoldItalic"))


def theme_of(package: Package) -> tuple[str, dict[str, str]]:
    """The theme as a part, '' where ours stands, and its colours by name ('dk1', 'accent1')."""
    ours = (PAPER_PARTS / "word" / "theme" / "theme1.xml").read_text(encoding="utf-8")
    theme = package.part("theme")
    colours = None if theme is None else theme.find(f".//{A}clrScheme")
    types = None if theme is None else theme.find(f".//{A}fontScheme")
    if colours is None or types is None or not _is_whole(colours):
        return "", _our_colours(ours)
    for element in (colours, types):
        element.set("name", "House")
    made = re.sub(r"<a:clrScheme.*</a:clrScheme>", lambda _: as_text(colours), ours, flags=re.DOTALL)
    made = re.sub(r"<a:fontScheme.*</a:fontScheme>", lambda _: as_text(types), made, flags=re.DOTALL)
    return made, {one.tag.removeprefix(A): _value(one) for one in colours}


def fonts_of(package: Package) -> tuple[str, bool]:
    """The table of fonts as a part, '' where ours stands, and whether fonts were embedded: those stay behind."""
    table = package.part("fontTable")
    if table is None:
        return "", False
    embedded = [(font, one) for font in table for one in font if one.tag in _EMBEDDED or f"{R}id" in one.attrib]
    for font, one in embedded:
        font.remove(one)
    return as_text(table), bool(embedded)


def _is_whole(colours: Element) -> bool:
    return len(colours) == 12 and all(len(_value(one)) == 6 for one in colours)


def _value(colour: Element) -> str:
    """A colour of a theme as six hexadecimal digits, '' if it is of a kind that none should be."""
    for one in colour:
        return (one.get("lastClr") if one.tag == f"{A}sysClr" else one.get("val") if one.tag == f"{A}srgbClr" else "") or ""
    return ""


def _our_colours(theme: str) -> dict[str, str]:
    return dict(re.findall(r'<a:(\w+)>\s*<a:srgbClr val="(\w{6})"/>', theme))
