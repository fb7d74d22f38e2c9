"""The theme of a chart: its automatic colours and fonts are those of its own file, wherever it comes in."""

from __future__ import annotations

from copy import deepcopy

from shpdocs.ooxml.theme import Theme, read_theme
from shpdocs.ooxml.xml import Element, element, find, local

_SLOTS = ("bg1", "tx1", "bg2", "tx2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_AFTER_TEXTS = ("externalData", "printSettings", "userShapes", "extLst")
_AFTER_FONTS = ("sym", "hlinkClick", "hlinkMouseOver", "rtl", "extLst")
_BEFORE_MAP = ("date1904", "lang", "roundedCorners", "AlternateContent", "style")


def theme_of_chart(chart: Element, own: Element | None, file: Theme) -> Theme:
    """The theme that a chart is drawn in: that of its file, unless a theme of its own (`own`) or its map of colours say otherwise."""
    theme, mapped = read_theme(own), find(chart, "c:clrMapOvr")
    mapping = file.mapping | dict(mapped.attrib if mapped is not None else {})
    return Theme(theme.colours or file.colours, theme.fonts or file.fonts, mapping)


def override_of(theme: Element) -> Element:
    """The theme of a file as one of a chart's own."""
    said = find(theme, "a:themeElements")
    return element("a:themeOverride", None, *deepcopy(list(said) if said is not None else []))


def say_fonts(chart: Element, theme: Theme) -> None:
    """Let a chart say which fonts its texts begin with: LibreOffice takes those that a chart leaves open from the paper's theme."""
    texts = find(chart, "c:txPr")
    if texts is None:
        said = element("a:p", None, element("a:pPr", None, element("a:defRPr")))
        texts = element("c:txPr", None, element("a:bodyPr"), element("a:lstStyle"), said)
        place = next((at for at, child in enumerate(chart) if local(child) in _AFTER_TEXTS), len(chart))
        chart.insert(place, texts)
    letters = find(texts, "a:p/a:pPr/a:defRPr")
    fonts = [(f"a:{script}", theme.font(f"+mn-{ending}")) for script, ending in (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))]
    if letters is not None and not any(find(letters, name) is not None for name, _ in fonts):
        place = next((at for at, child in enumerate(letters) if local(child) in _AFTER_FONTS), len(letters))
        letters[place:place] = [element(name, {"typeface": font}) for name, font in fonts if font]


def map_colours(chart: Element, theme: Theme) -> None:
    """Let a chart name its colours as its file did; a chart that maps them itself stays."""
    if find(chart, "c:clrMapOvr") is None:
        mapped = element("c:clrMapOvr", {slot: theme.mapping.get(slot, slot) for slot in _SLOTS})
        place = next((at for at, child in enumerate(chart) if local(child) not in _BEFORE_MAP), len(chart))
        chart.insert(place, mapped)
