"""How a text keeps its look where other styles stand under it: what they say is undone, and what its own said is said directly."""

from __future__ import annotations

from copy import deepcopy

from shpdocs.ooxml.word_order import add_in_order
from shpdocs.ooxml.word_styles import BY_ATTRIBUTE, TOGGLES, Look, overlaid
from shpdocs.ooxml.xml import Element, element, find, local

_OFF = TOGGLES | {"keepNext", "keepLines", "pageBreakBefore", "contextualSpacing", "suppressAutoHyphens", "bidi"}
_FONT = "Times New Roman"  # what Word writes in where a file names no font, and its size of 10 points
_NO_SHADE = {"val": "clear", "color": "auto", "fill": "auto"}
_NEUTRAL = {
    ("rPr", "rFonts"): {"ascii": _FONT, "hAnsi": _FONT, "eastAsia": _FONT, "cs": _FONT},
    ("rPr", "sz"): {"val": "20"}, ("rPr", "szCs"): {"val": "20"}, ("rPr", "color"): {"val": "auto"}, ("rPr", "kern"): {"val": "0"},
    ("rPr", "spacing"): {"val": "0"}, ("rPr", "w"): {"val": "100"}, ("rPr", "position"): {"val": "0"}, ("rPr", "u"): {"val": "none"},
    ("rPr", "highlight"): {"val": "none"}, ("rPr", "vertAlign"): {"val": "baseline"}, ("rPr", "shd"): _NO_SHADE,
    ("pPr", "spacing"): {"before": "0", "after": "0", "line": "240", "lineRule": "auto"},
    ("pPr", "ind"): {"left": "0", "right": "0", "firstLine": "0"}, ("pPr", "jc"): {"val": "left"}, ("pPr", "widowControl"): {"val": "1"},
    ("pPr", "shd"): _NO_SHADE,
}  # fmt: skip


def lay_under(properties: Element, look: Look) -> None:
    """Say in a properties element what a look says and the element itself does not."""
    for name, said in look.items():
        own = find(properties, f"w:{name}")
        if own is None:
            add_in_order(properties, deepcopy(said))
        elif name in BY_ATTRIBUTE:
            properties.replace(own, overlaid(said, own))


def undone(below: Look, look: Look, kind: str) -> Look:
    """A look, and what undoes all that is said below it alone, property by property and attribute by attribute."""
    whole = dict(look)
    for name, said in below.items():
        plain = _neutral(said, kind)
        if plain is not None and name in look and name in BY_ATTRIBUTE:
            whole[name] = overlaid(plain, look[name])
        elif plain is not None and name not in look:
            whole[name] = plain
    return whole


def _neutral(said: Element, kind: str) -> Element | None:
    """What a property is where nobody says anything of it; None if nothing undoes it."""
    name = local(said)
    attributes = {"val": "0"} if name in _OFF else _NEUTRAL.get((kind, name))
    return attributes and element(f"w:{name}", {f"w:{key}": text for key, text in attributes.items()})


def not_covered(look: Look, above: Look) -> Look:
    """What a look says that nothing above it says."""
    return {
        name: overlaid(said, above[name]) if name in above else said
        for name, said in look.items()
        if name not in above or name in BY_ATTRIBUTE
    }
