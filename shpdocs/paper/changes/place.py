"""Where a change stands, and a change as it is first made out: what is gone here may stand elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from shpdocs.model.edition import PaperChange
from shpdocs.paper.changes.texts import both
from shpdocs.paper.sections.material import WITHHELD

_MARKING = re.compile(rf"(protective )?(classification|marking)\b|{WITHHELD}", re.IGNORECASE)
_QUARTER = re.compile(r"Q([1-4])")


class Found(Struct, frozen=True):
    """A change, and what was added or is gone as it can be looked for elsewhere; None of what only changed."""

    change: PaperChange
    key: object = None


class Spot(Struct, frozen=True):
    """A part of a paper: its name ('Domestic abuse'), whether it is of Part II, and what the answers are called that it may print."""

    name: str
    is_exempt: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

    def within(self, detail: str) -> str:
        """A place in it: 'Domestic abuse: Repeat victims, Quarter 2'."""
        return ": ".join(part for part in (self.name, detail) if part)

    def change(self, detail: str, before: str, now: str, refs: Iterable[str] = (), is_marking: bool = False) -> PaperChange:
        """What changed at a place in it. A text that begins with a marking, or has its place, is one."""
        is_marking = is_marking or any(map(_MARKING.match, (detail, before, now)))
        texts = both(before, now)
        what: Literal["marking", "text"] = "marking" if is_marking else "text"
        return PaperChange(self.within(detail), *texts, what, is_exempt=self.is_exempt, refs=tuple(dict.fromkeys(refs)))

    def move(self, detail: str, before: str, now: str, refs: Iterable[str] = ()) -> PaperChange:
        """What moved within it: from where to where."""
        place, names = self.within(detail), tuple(dict.fromkeys(refs))
        return PaperChange(place, before, _other_place(before, now), is_exempt=self.is_exempt, is_moved=True, refs=names)


def column_words(header: str) -> str:
    """A column's heading within a place: 'Quarter 2' for 'Q2'."""
    return _QUARTER.sub(r"Quarter \1", header) if _QUARTER.fullmatch(header) else header


def with_moves(found: list[Found]) -> tuple[PaperChange, ...]:
    """The changes: what is gone in one place and was added in another, word for word, only moved."""
    gone: dict[object, list[int]] = {}
    for at, each in enumerate(found):
        if each.key is not None and not each.change.now:
            gone.setdefault(each.key, []).append(at)
    moves: dict[int, int] = {}
    for at, each in enumerate(found):
        if each.key is not None and not each.change.before and gone.get(each.key):
            moves[at] = gone[each.key].pop(0)
    left = set(moves.values())
    return tuple(
        _move(found[moves[at]].change, each.change) if at in moves else each.change for at, each in enumerate(found) if at not in left
    )


def _move(before: PaperChange, now: PaperChange) -> PaperChange:
    return replace(now, before=before.where, now=_other_place(before.where, now.where), is_moved=True)


def _other_place(before: str, now: str) -> str:
    """Where something stands that moved: past something else, it may have the number that it had."""
    return f"{now}, in another order" if before == now else now
