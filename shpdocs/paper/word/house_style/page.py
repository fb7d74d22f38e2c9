"""The page of a house style: its size and margins, upright, and whether its first page is another."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from shpdocs.model.house_style import PageSize
from shpdocs.paper.word.house_style.package import W

_MM = 25.4 / 1440  # a twip
_LEAST_TEXT = 60.0  # mm: a page that leaves less for text is not meant so
OFF = ("0", "false", "off")


def page_of(section: Element | None) -> PageSize:
    """The page of a section, turned upright; ours where it says nothing or leaves no room for text."""
    ours = PageSize()
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")
    width, height = _mm(size, "w", ours.width), _mm(size, "h", ours.height)
    sides = {name: _mm(margins, name, getattr(ours, name)) for name in ("left", "right", "top", "bottom", "header", "footer")}
    page = PageSize(min(width, height), max(width, height), **sides)
    fits = page.width - page.left - page.right >= _LEAST_TEXT and page.height - page.top - page.bottom >= _LEAST_TEXT
    return page if fits else ours


def first_page_differs(section: Element | None) -> bool:
    """Whether the first page has a header and footer of its own."""
    found = None if section is None else section.find(f"{W}titlePg")
    return found is not None and found.get(f"{W}val", "1") not in OFF


def _mm(element: Element | None, name: str, otherwise: float) -> float:
    try:
        return round(abs(float("" if element is None else element.get(f"{W}{name}", ""))) * _MM, 1)  # ours are whole
    except ValueError:
        return otherwise
