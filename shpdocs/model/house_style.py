"""A council's house style as plain values: how its papers look, free of Word."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class PageSize(Struct, frozen=True):
    """An upright page in mm: its sides, its margins, and how far header and footer stand from its edges."""

    width: float = 210.0
    height: float = 297.0
    left: float = 25.0
    right: float = 25.0
    top: float = 20.0
    bottom: float = 20.0
    header: float = 10.0
    footer: float = 10.0


class HeaderFooter(Struct, frozen=True):
    """What stands at the head or foot of every page ('default') or of the first page ('first'), as XML of Word.

    `relations` name what it shows: identity, type, target and whether the target is outside the file.
    """

    place: Literal["header", "footer"]
    pages: Literal["default", "first"]
    content: str
    relations: tuple[tuple[str, str, str, bool], ...] = ()


class HouseStyle(Struct, frozen=True):
    """A house style as read: whole parts as XML ('' where ours stands), the page, headers and footers, and pictures by name.

    `has_first` says that the first page has a head and foot of its own. `missing` names the styles that were added from ours;
    `inaccessible` holds a style's name, what is wrong with it and how to mend it; `left` what the file holds that no paper takes.
    """

    file: str
    styles: str
    theme: str = ""
    fonts: str = ""
    page: PageSize = PageSize()
    headers_footers: tuple[HeaderFooter, ...] = ()
    has_first: bool = False
    images: tuple[tuple[str, bytes], ...] = ()
    missing: tuple[str, ...] = ()
    inaccessible: tuple[tuple[str, str, str], ...] = ()
    left: tuple[str, ...] = ()
