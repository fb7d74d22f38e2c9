"""What lies under the text of a text box: the fill of its shape, or, where it has none, of what it stands in."""

from __future__ import annotations

from shpdocs.accessibility.paper_facts.styles import Under
from shpdocs.ooxml.colours import UNKNOWN
from shpdocs.ooxml.drawing_colours import SHAPES, shape_fill, shape_letters
from shpdocs.ooxml.theme import Theme
from shpdocs.ooxml.xml import Element, local

_SEEN_THROUGH = {"alpha", "alphaMod", "alphaOff"}
_FILLS = {"solidFill", "fillRef", "fill"}
_SET_APART = {"anchor", "wgp", "grpSp", "wpc", "group"}  # what floats, or is laid together with others: it may lie over anything


def under_box(box: Element, drawn: Element, under: Under, theme: Theme) -> Under:
    """What lies under a text box (w:txbxContent) in what is drawn; `under` is what lies under the paragraph that it is drawn in.

    The fill is '' where it cannot be known: a picture, a gradient, a fill that is seen through, none in a shape that floats.
    """
    outer = [element for element in box.iterancestors() if element is drawn or drawn in element.iterancestors()]
    shape = next((element for element in outer if local(element) in SHAPES), None)
    if shape is None:
        return Under(fill="")
    fill, letters = shape_fill(shape, theme), shape_letters(shape, theme)
    if fill == UNKNOWN or _is_seen_through(shape):
        return Under(fill="", letters=letters)
    return Under(fill=fill or ("" if any(map(_is_set_apart, outer)) else under.fill), letters=letters)


def _is_seen_through(shape: Element) -> bool:
    """Whether something shows through the shape's fill: newer drawings say so below it, older ones at it."""
    kept = [within for child in shape for within in ((child,) if local(child) == "fill" else child)]
    fills = [within for fill in kept if local(fill) in _FILLS for within in fill.iter("*")]
    return any(local(within) in _SEEN_THROUGH or "opacity" in within.attrib for within in fills)


def _is_set_apart(element: Element) -> bool:
    return local(element) in _SET_APART or "position:absolute" in element.get("style", "").replace(" ", "")
