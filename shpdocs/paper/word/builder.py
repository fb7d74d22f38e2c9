"""The paper that is being built: its page, and the sections, lists, charts and bookmarks it has so far."""

from __future__ import annotations

from typing import Literal

from shpdocs.model.document import Contents, Document, Heading
from shpdocs.model.house_style import HouseStyle, PageSize

Orientation = Literal["portrait", "landscape"]
TWIPS = 1440 / 25.4  # a millimetre
_LANDSCAPE_MARGIN = 15.0  # mm: the widest at the sides of a landscape page, as wide tables stand there


class Page:
    """A page in mm, turned as it is read: its sides and its margins."""

    def __init__(self, orientation: Orientation, size: PageSize) -> None:
        self.orientation = orientation
        self.width, self.height = size.width, size.height
        self.left, self.right = size.left, size.right
        self.top, self.bottom = size.top, size.bottom
        self.header, self.footer = size.header, size.footer
        if orientation == "landscape":
            self.width, self.height = self.height, self.width
            self.left, self.right = min(self.left, _LANDSCAPE_MARGIN), min(self.right, _LANDSCAPE_MARGIN)

    @property
    def text_width(self) -> float:
        """Width of the text on this page, in mm."""
        return self.width - self.left - self.right


class PaperBuilder:
    """A paper while its body is written, block after block.

    `lists` holds the abstract list and the first number of each list, `charts` the part of each chart, and `bookmarks` a number for
    each heading that a list of contents links to, by the heading's index among the blocks.
    """

    def __init__(self, document: Document, house: HouseStyle | None = None) -> None:
        self.document, self.house = document, house
        self.next_starts_page = False
        self.section_count = 0
        self.lists: list[tuple[int, int]] = []
        self.charts: list[str] = []
        self.bookmarks = _bookmarks(document)
        self.set_orientation("portrait")

    def set_orientation(self, orientation: Orientation) -> None:
        """Go on on pages of this orientation."""
        self.page = Page(orientation, self.house.page if self.house else PageSize())


def _bookmarks(document: Document) -> dict[int, int]:
    deepest = 0
    headings: list[int] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Contents):
            deepest = max(deepest, block.deepest)
        elif isinstance(block, Heading) and 2 <= block.level <= deepest:
            headings.append(index)
    return {index: number for number, index in enumerate(headings, 1)}
