"""The pages of an appendix: how large they are, where drawings are measured from, and pages without room for what stands on them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from shpdocs.model.appendix import Refusal
from shpdocs.ooxml.word_paragraphs import place_of
from shpdocs.ooxml.word_styles import points
from shpdocs.ooxml.xml import Element, each, find, tag, value

_TWIP = 20  # to the point
_LEAST = 36.0  # points of width and height that text needs
_SIDES = ("left", "right", "top", "bottom")
_MEND = "Put the cursor there, and choose Layout › Size and Layout › Margins with usual measures."


class Page(Struct, frozen=True):
    """The largest page of a file in points: what is farther out than that is on none. Margins are (smallest, largest)."""

    width: float
    height: float
    margins: dict[str, tuple[float, float]]

    def starts(self, measured_from: str, is_across: bool) -> tuple[float, float]:
        """From where a place is measured, at the least and at the most: 'page', 'column', 'rightMargin' …"""
        length, sides = (self.width, ("left", "right")) if is_across else (self.height, ("top", "bottom"))
        (near, near_most), (far, far_most) = (self.margins[side] for side in sides)
        if measured_from in ("page", f"{sides[0]}Margin"):
            return 0.0, 0.0
        if measured_from == f"{sides[1]}Margin":
            return length - far_most, length - far
        if measured_from == "margin":
            return near, near_most
        return (near, length) if measured_from in ("column", "character") else (0.0, length)


def largest_page(root: Element) -> Page:
    """The largest width and height of a file's pages; that of A4 where it says none."""
    sizes = list(each(root, "w:pgSz"))
    width, height = ([points(value(size, f"w:{side}"), _TWIP) for size in sizes] for side in "wh")
    said = {side: [abs(points(value(margin, f"w:{side}"), _TWIP)) for margin in each(root, "w:pgMar")] or [0.0] for side in _SIDES}
    margins = {side: (min(lengths), max(lengths)) for side, lengths in said.items()}
    return Page(max(width, default=595.0), max(height, default=842.0), margins)


def page_refusals(root: Element) -> Iterator[Refusal]:
    """Why a section's pages may not come in: the first whose margins, header or footer leave nothing to be seen."""
    for section in root.iter(tag("w:sectPr")):
        size, margins = find(section, "w:pgSz"), find(section, "w:pgMar")
        width, height = (points(value(size, f"w:{side}", standard), _TWIP) for side, standard in (("w", "11906"), ("h", "16838")))
        left, right, top, bottom, header, footer = (points(value(margins, f"w:{name}"), _TWIP) for name in (*_SIDES, "header", "footer"))
        is_cramped = width - left - right < _LEAST or height - abs(top) - abs(bottom) < _LEAST
        if is_cramped or min(left, right, header, footer) < 0 or max(header, footer) > height - _LEAST:
            yield Refusal("A page has no room for what stands on it", place_of(section, "document"), _MEND)
            return
