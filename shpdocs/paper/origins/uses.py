"""What a paper made of an answer or a cell: each piece of its texts that prints it, or was worked out with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from msgspec import Struct

from shpdocs.model.printed_paper import KeptCell, KeptOrigin, TracedDocument
from shpdocs.paper.origins.places import Place, printed_lines
from shpdocs.paper.origins.words import origin_words, role_words

HowUsed = Literal["printed", "used", "kept-back", "silent"]
Meant = Callable[[KeptOrigin], tuple[KeptCell, ...] | None]  # the cells of an origin that are meant, () if it is as a whole, None if not
_SILENT = ("untouched", "replaced")


class PlaceOfUse(Struct, frozen=True):
    """A piece of a paper's text that came from what was asked for: where it stands, what is printed, and how it came, in words.

    It is 'printed' as it was returned, 'used' to work something out, 'kept-back' where words stand in its place; or it is 'silent',
    standing in a tree without counting. `role` says why another value would change nothing, '' if it would. `is_exempt`: of Part II.
    """

    place: Place
    text: str
    words: str
    how: HowUsed
    role: str = ""
    is_exempt: bool = False


def uses(traced: TracedDocument, meant: Meant, *, is_exempt: bool = False) -> Iterator[PlaceOfUse]:
    """Yield the places of a document, in its order, that came from what is meant."""
    named = {number: cells for number, origin in enumerate(traced.origins) if (cells := meant(origin)) is not None}
    reached = _reached(traced.origins, frozenset(named))
    if not reached:
        return
    for line in printed_lines(traced):
        for span in line.spans:
            if span.origin in reached:
                piece = line.text[span.start : span.end] or line.text
                roots = sorted(reached[span.origin])
                how = _how(traced.origins[span.origin], span.origin in named, [named[root] for root in roots])
                roles = (role_words(cell, traced.origins[root].cells) for root in roots for cell in named[root])
                role = "; ".join(dict.fromkeys(words for words in roles if words))
                yield PlaceOfUse(line.place, piece, origin_words(traced.origins, span.origin, piece), how, role, is_exempt)


def _reached(origins: tuple[KeptOrigin, ...], named: frozenset[int]) -> dict[int, frozenset[int]]:
    """The origins that are named or were worked out from one, each with those of them that it came from."""
    reached: dict[int, frozenset[int]] = {}
    for number, origin in enumerate(origins):
        own = frozenset((number,)) if number in named else frozenset()
        roots = own.union(*(reached.get(part, ()) for part in origin.inputs))
        if roots:
            reached[number] = roots
    return reached


def _how(origin: KeptOrigin, is_named: bool, cells: list[tuple[KeptCell, ...]]) -> HowUsed:
    if all(each and all(cell.role in _SILENT for cell in each) for each in cells):
        return "silent"
    is_unread = origin.kind == "returned" and not origin.value and bool(origin.cells) and all(cell.is_kept_back for cell in origin.cells)
    if origin.kind in ("suppressed", "withheld") or is_unread:
        return "kept-back"
    return "printed" if is_named else "used"
