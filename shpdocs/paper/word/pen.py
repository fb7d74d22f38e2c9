"""Where the writing stands, and what it has asked for so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from shpdocs.model.document import Contents, Document, Heading

if TYPE_CHECKING:
    from shpdocs.model.house_style import HouseStyle, PageSize

Orientation = Literal["portrait", "landscape"]
TWIPS = 1440 / 25.4  # a millimetre
_NARROW = 15.0  # mm: no side of a page on its side has a wider margin, as wide tables stand there


class Sheet:
    """A page in mm, as it stands: its sides and its margins."""

    def __init__(self, orientation: Orientation, page: PageSize | None) -> None:
        self.orientation = orientation
        self.width, self.height = (page.width, page.height) if page else (210.0, 297.0)
        self.left, self.right = (page.left, page.right) if page else (25.0, 25.0)
        self.top, self.bottom = (page.top, page.bottom) if page else (20.0, 20.0)
        self.header, self.footer = (page.header, page.footer) if page else (10.0, 10.0)
        if orientation == "landscape":
            self.width, self.height = self.height, self.width
            self.left, self.right = min(self.left, _NARROW), min(self.right, _NARROW)

    @property
    def text_width(self) -> float:
        """Width of the text on this page, in mm."""
        return self.width - self.left - self.right


class Pen:
    """Where the writing stands: the page, and the lists (their abstract list and start) and charts begun so far.

    `bookmarks` holds a number for each heading that a list of contents links to, by the heading's place among the blocks.
    """

    def __init__(self, document: Document, house: HouseStyle | None = None) -> None:
        self.document, self.house = document, house
        self.new_page = False
        self.sections = 0
        self.lists: list[tuple[int, int]] = []
        self.charts: list[str] = []
        self.bookmarks = _bookmarks(document)
        self.turn("portrait")

    def turn(self, orientation: Orientation) -> None:
        """Go on on pages that stand that way."""
        self.sheet = Sheet(orientation, self.house.page if self.house else None)


def _bookmarks(document: Document) -> dict[int, int]:
    deepest = 0
    found: list[int] = []
    for at, block in enumerate(document.blocks):
        if isinstance(block, Contents):
            deepest = max(deepest, block.deepest)
        elif isinstance(block, Heading) and 2 <= block.level <= deepest:
            found.append(at)
    return {at: number for number, at in enumerate(found, 1)}
