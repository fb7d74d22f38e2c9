"""The tree that a printed text came from, as lines: each step under what was made of it, with its cells."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from shpdocs.model.printed_paper import KeptCell, KeptOrigin
from shpdocs.paper.origins.words import NOTES, Origins, cell_words, origin_words

_INDENT = "  "
_MOST_COUNTED = 3  # of whose own trees the screen shows all
_ALONE = "Of each only the first line is shown: trace its own figure, or see the page of evidence."


class Branch(Struct, frozen=True):
    """A step of a tree: the number of its origin, how deep it stands, what it is in words, the cells of an answer, and why another
    number beneath it may change nothing ('' where it always does).

    `stands_above` says that the same step stood in the tree before: what it was made of is not repeated.
    """

    origin: int
    depth: int
    words: str
    cells: tuple[KeptCell, ...] = ()
    note: str = ""
    stands_above: bool = False


def branches(origins: Origins, number: int, printed: str = "") -> tuple[Branch, ...]:
    """The tree of an origin, from what is printed down to cells and files; every step of it once."""
    return tuple(_branches(origins, number, printed, is_folded=False))


def _branches(origins: Origins, number: int, printed: str, *, is_folded: bool) -> Iterator[Branch]:
    """The steps of a tree; if it `is_folded`, without what is beneath those of which many were counted or compared."""
    known: set[int] = set()
    waiting = [(number, 0)]
    while waiting:
        at, depth = waiting.pop()
        origin, is_known = origins[at], at in known
        words = origin_words(origins, at, "" if depth else printed)
        if is_known:
            yield Branch(at, depth, words, stands_above=True)
            continue
        if is_folded and _is_of_many(origin):
            yield Branch(at, depth, words, note=f"{NOTES[origin.kind]} {_ALONE}")
            yield from (Branch(part, depth + 1, origin_words(origins, part), origins[part].cells) for part in origin.inputs)
            continue
        known.add(at)
        yield Branch(at, depth, words, origin.cells, NOTES.get(origin.kind, ""))
        waiting += [(part, depth + 1) for part in reversed(origin.inputs)]


def _is_of_many(origin: KeptOrigin) -> bool:
    return origin.kind in ("count", "greatest") and len(origin.inputs) > _MOST_COUNTED


def tree_lines(origins: Origins, number: int, printed: str = "") -> tuple[str, ...]:
    """The tree of an origin as lines for the screen, each step indented under what was made of it, its cells and its note under it.

    Where many were counted or compared, each of them is one line: the whole would run off the screen.
    """
    shown: list[str] = []
    for branch in _branches(origins, number, printed, is_folded=True):
        indent = _INDENT * branch.depth
        shown.append(f"{indent}{branch.words}{' (as above)' if branch.stands_above else ''}")
        shown += [f"{indent}{_INDENT}{cell_words(cell, branch.cells)}" for cell in branch.cells]
        shown += [f"{indent}{_INDENT}{branch.note}"] if branch.note else []
    return tuple(shown)
