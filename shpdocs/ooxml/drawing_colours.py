"""Colours of drawings: what a fill of DrawingML, of Word's text effects or of an older drawing (VML) comes to."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb, rgb_to_hls

from shpdocs.ooxml.colours import UNKNOWN, six_digits
from shpdocs.ooxml.theme import HIGHLIGHTS, Theme
from shpdocs.ooxml.xml import Element, local

SHAPES = frozenset({"wsp", "shape", "rect", "roundrect", "oval"})  # what may have a text box, by its local name: newer, and VML
_FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
_SYSTEM = {"window": "FFFFFF", "windowText": "000000", "white": "FFFFFF", "black": "000000"}
_NAMED = {name.lower(): colour for name, colour in HIGHLIGHTS.items()} | {
    "gray": "808080", "grey": "808080", "silver": "C0C0C0", "maroon": "800000", "navy": "000080", "olive": "808000", "purple": "800080",
    "teal": "008080", "lime": "00FF00", "aqua": "00FFFF", "fuchsia": "FF00FF", "orange": "FFA500", "window": "FFFFFF",
    "windowtext": "000000", "ltgray": "C0C0C0", "dkgray": "808080",
}  # fmt: skip
_SEEN_THROUGH = 10  # percent: what covers less than this is not seen


def fill_of(properties: Element | None, theme: Theme) -> str | None:
    """The colour of a shape, a letter or a chart by its properties: '' for none, None if they say nothing."""
    for child in properties if properties is not None else ():
        name = local(child)
        if name == "noFill":
            return ""
        if name == "solidFill":
            return next((colour_of(colour, theme) for colour in child), UNKNOWN)
        if name in _FILLS:
            return UNKNOWN
    return None


def colour_of(colour: Element, theme: Theme) -> str:
    """A colour as six digits, with what makes it lighter or darker; '' if it can be seen through altogether, '?' if it is unknown."""
    name, text = local(colour), _value(colour)
    if name == "srgbClr":
        digits = six_digits(text)
    elif name == "schemeClr":
        digits = theme.colour(text)
    elif name == "sysClr":
        digits = six_digits(colour.get("lastClr", "")) or _SYSTEM.get(text, "")
    elif name == "scrgbClr":
        digits = "".join(f"{_share(colour.get(part, '0'), 255):02X}" for part in "rgb")
    else:
        digits = _NAMED.get(text.lower(), "")
    return _changed(digits, colour) if digits else UNKNOWN


def _changed(digits: str, colour: Element) -> str:
    """A colour after what is said of its lightness and of how far it is seen through."""
    hue, light, strength = rgb_to_hls(*(primary / 255 for primary in bytes.fromhex(digits)))
    for change in colour:
        name, share = local(change), _number(_value(change)) / 100_000
        if name == "lumMod":
            light *= share
        elif name == "lumOff":
            light += share
        elif name == "tint":
            light = light * share + 1 - share
        elif name == "shade":
            light *= share
        elif name == "alpha":  # Word's text effects say how far one sees through, drawings how much covers
            covers = 100 - share * 100 if "word/2010/wordml" in change.tag else share * 100
            if covers < _SEEN_THROUGH:
                return ""
    return "".join(f"{round(primary * 255):02X}" for primary in hls_to_rgb(hue, min(max(light, 0), 1), strength))


def shape_fill(shape: Element, theme: Theme) -> str:
    """The colour of one of SHAPES, its own or that of its style: '' if it is not filled, '?' if it is unknown."""
    if local(shape) != "wsp":
        return vml_fill(shape, theme)
    fill = fill_of(next((child for child in shape if local(child) == "spPr"), None), theme)
    if fill is not None:
        return fill
    named = _of_style(shape, "fillRef")
    if named is None or named.get("idx", "0") in ("0", "1000"):
        return ""
    return next((colour_of(colour, theme) for colour in named), UNKNOWN)


def shape_letters(shape: Element, theme: Theme) -> str:
    """The colour in which a shape's style writes where its text says nothing; '' if it leaves that open."""
    named = _of_style(shape, "fontRef")
    colour = next((colour_of(colour, theme) for colour in named), "") if named is not None else ""
    return "" if colour == UNKNOWN else colour


def _of_style(shape: Element, name: str) -> Element | None:
    style = next((child for child in shape if local(child) == "style"), None)
    return next((child for child in style if local(child) == name), None) if style is not None else None


def vml_fill(shape: Element, theme: Theme) -> str:
    """The colour of an older shape: white if it says nothing, '' if it is not filled."""
    if shape.get("filled", "").lower() in ("f", "false", "0", "off"):
        return ""
    for fill in shape:
        if local(fill) == "fill":
            if fill.get("on", "").lower() in ("f", "false", "0", "off") or _opacity(fill.get("opacity", "1")) * 100 < _SEEN_THROUGH:
                return ""
            if fill.get("type", "solid") != "solid":
                return UNKNOWN
    return vml_colour(shape.get("fillcolor", "white"))


def vml_colour(text: str) -> str:
    """A colour as older drawings write it: '#4472c4 [3204]', '#fff', 'red'."""
    word = text.split()[0].lower() if text.split() else ""
    short = re.fullmatch("#([0-9a-f])([0-9a-f])([0-9a-f])", word)
    if short:
        word = "#" + "".join(digit * 2 for digit in short.groups())
    return six_digits(word.removeprefix("#")) or _NAMED.get(word, UNKNOWN)


def _opacity(text: str) -> float:
    return _number(text.rstrip("f%")) / (65_536 if text.endswith("f") else 100 if text.endswith("%") else 1)


def _value(element: Element) -> str:
    return next((text for name, text in element.attrib.items() if name.rpartition("}")[2] == "val"), "")


def _number(text: str) -> float:
    try:
        return float(text.rstrip("%")) * (1000 if text.endswith("%") else 1)
    except ValueError:
        return 0.0


def _share(text: str, whole: int) -> int:
    return round(min(max(_number(text) / 100_000, 0), 1) * whole)
