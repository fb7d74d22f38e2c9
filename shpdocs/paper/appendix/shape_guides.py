"""The guides of a shape drawn by hand: lengths that formulas and points name, called by names of ours."""

from __future__ import annotations

import re

from shpdocs.ooxml.xml import Element, each

_OPERATORS = "*/ +- +/ ?: abs at2 cat2 cos max min mod pin sat2 sin sqrt tan val"
_PLACES = "t l r b w h hc vc wd2 wd3 wd4 wd5 wd6 wd8 wd10 wd12 wd32 hd2 hd3 hd4 hd5 hd6 hd8 hd10 ss ls ssd2 ssd4 ssd6 ssd8 ssd16 ssd32"
_ANGLES = "cd2 cd4 cd8 3cd4 3cd8 5cd8 7cd8"
_KNOWN = frozenset(f"{_OPERATORS} {_PLACES} {_ANGLES}".split())
_NAME = re.compile(r"adj\d{0,2}|[hv]f|g\d{1,6}|-?\d{1,14}")


def is_guide(text: str) -> bool:
    """Whether a formula, or the name of a length, is made of what the format knows and of names of ours."""
    return all(word in _KNOWN or _NAME.fullmatch(word) for word in text.split())


def neutral_guides(shape: Element) -> None:
    """Call the guides of an outline g1, g2, in their order, wherever it names them."""
    guides = list(each(shape, "a:gd"))
    names = {guide.get("name", ""): f"g{number}" for number, guide in enumerate(guides, 1)}
    if not names.keys() - set(names.values()):
        return
    for element in shape.iter("*"):
        for name, text in element.attrib.items():
            words = text.split(" ")
            if not names.keys().isdisjoint(words):
                element.set(name, " ".join(names.get(word, word) for word in words))
