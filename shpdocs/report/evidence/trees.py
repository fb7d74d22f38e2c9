"""Where the pieces of a document come from, as trees for the page: each origin with all it was made of, told once, where it is first met.

Wherever else it is printed, or goes into something, a link leads to that place; the cells of an answer stand beside the link. What is
counted is not told under the count, if it is printed anywhere itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from shpdocs.model.printed_paper import KeptOrigin, TracedDocument
from shpdocs.paper.origins.words import NOTES, cell_words, origin_words
from shpdocs.report.page.parts import entered

_LONGEST = 1_000  # characters of a line
_MOST_PLACES = 8  # at which something is printed again
_OF_MANY = ("count", "greatest")  # what is counted has its own place in the paper, and would be lost under the count

Places = dict[int, tuple[tuple[str, str], ...]]  # by origin: the blocks that print it, by their anchor and their name


class Trees:
    """The trees of one document.

    `prefix` begins its anchors, so that the two documents of a page have none in common; `places` says where each origin is printed;
    `beside` gives markup that belongs to an answer: who signed its return off, what was decided about it.
    """

    def __init__(self, traced: TracedDocument, prefix: str, places: Places, beside: Callable[[KeptOrigin], str]) -> None:
        self._origins = traced.origins
        self._prefix = prefix
        self._places = places
        self._beside = beside
        self._shown: set[int] = set()

    def anchor(self, origin: int) -> str:
        """The anchor of an origin's tree."""
        return f"{self._prefix}{origin}"

    def under(self, block: str, pieces: Iterable[tuple[int, str, bool]]) -> str:
        """What stands under a block: the trees of its pieces that were not shown before, and links to the others.

        A piece is an origin's number, what is printed of it ('' of what is only drawn), and whether it is a link in the text already.
        """
        texts: dict[int, tuple[str, bool]] = {}
        for origin, text, is_link in pieces:
            texts.setdefault(origin, (text, is_link))
        entries = [self._entry(origin, block, text) for origin, (text, is_link) in texts.items() if not (is_link and origin in self._shown)]
        if not entries:
            return ""
        count = f" ({len(entries)})" if len(entries) > 1 else ""
        return f'<details class="back"><summary>Where this comes from{count}</summary><ul class="trees">{"".join(entries)}</ul></details>'

    def _entry(self, origin: int, block: str, text: str) -> str:
        if origin in self._shown:
            return f'<li class="entry">{self._link(origin, text)}</li>'
        again = self._again(origin, block)
        return f'<li class="entry" id="{self.anchor(origin)}">{self._tree(origin, text)}{again}</li>'

    def _tree(self, origin: int, text: str = "") -> str:
        """The tree of an origin that was not shown yet."""
        self._shown.add(origin)
        kept, words = self._origins[origin], entered(origin_words(self._origins, origin, text), _LONGEST)
        note = f'<p class="soft">{NOTES[kept.kind]}</p>' if kept.kind in NOTES else ""
        beside = f"{_cells(kept)}{self._beside(kept)}{note}"
        if not kept.inputs:
            return f"<span>{words}</span>{beside}"
        inputs = "".join(self._input(each, is_of_many=kept.kind in _OF_MANY) for each in kept.inputs)
        return f"<details open data-open><summary>{words}</summary>{beside}<ul>{inputs}</ul></details>"

    def _input(self, origin: int, *, is_of_many: bool) -> str:
        if origin in self._shown or (is_of_many and origin in self._places):
            return f"<li>{self._link(origin)}{_cells(self._origins[origin])}</li>"
        return f'<li id="{self.anchor(origin)}">{self._tree(origin)}</li>'

    def _link(self, origin: int, text: str = "") -> str:
        words = entered(origin_words(self._origins, origin, text), _LONGEST)
        where = "above" if origin in self._shown else "below"
        return f'<a href="#{self.anchor(origin)}">{words}</a> <span class="soft">(shown {where})</span>'

    def _again(self, origin: int, block: str) -> str:
        """Links to the other blocks that print it."""
        places = [place for place in self._places.get(origin, ()) if place[0] != block]
        links = ", ".join(f'<a href="#{anchor}">{name}</a>' for anchor, name in places[:_MOST_PLACES])
        more = f" and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else ""
        return f'<p class="again soft">Printed in {links}{more} too.</p>' if places else ""


def _cells(origin: KeptOrigin) -> str:
    return "".join(f'<p class="cell">{entered(cell_words(cell, origin.cells), _LONGEST)}</p>' for cell in origin.cells)
