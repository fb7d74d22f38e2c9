"""Two sequences side by side: what of one is what of the other, and which of it moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence

_MOST_PAIRS = 10_000  # beyond it things are not looked for by likeness
Pair = tuple[int | None, int | None]  # where a thing stood and stands; None: it was not there


def matched(before: Sequence[Hashable], now: Sequence[Hashable]) -> dict[int, int]:
    """Return, for each place in `now` of a key that stood before, its place in `before`; of equal ones the first is the first."""
    places: dict[Hashable, list[int]] = {}
    for at, key in enumerate(before):
        places.setdefault(key, []).append(at)
    for each in places.values():
        each.reverse()
    return {at: places[key].pop() for at, key in enumerate(now) if places.get(key)}


def moved(pairs: dict[int, int]) -> frozenset[int]:
    """Return the places in `now` of what must have moved, as few as can be: the others stand in the order that they stood in.

    `pairs` gives for places in `now` those in `before`.
    """
    ends: list[int] = []  # the lowest place before at which a row of that many in order ends
    last: list[int] = []  # which place in `now` that is
    earlier: dict[int, int | None] = {}
    for at in sorted(pairs):
        length = bisect_left(ends, pairs[at])
        earlier[at] = last[length - 1] if length else None
        ends[length : length + 1] = [pairs[at]]
        last[length : length + 1] = [at]
    stayed: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        stayed.add(step)
        step = earlier[step]
    return frozenset(pairs.keys() - stayed)


def paired(before: int, now: int, is_alike: Callable[[int, int], bool], may_be_same: Callable[[int, int], bool]) -> list[Pair]:
    """Pair so many things with so many that took their place, in order, each with one at the most.

    Those that are alike come first. What is left between them in equal number is the same, if each may be; all else is gone or added.
    """
    known: list[tuple[int, int]] = []
    start = 0
    for at in range(now) if before * now <= _MOST_PAIRS else ():
        was = next((was for was in range(start, before) if is_alike(was, at)), None)
        if was is not None:
            known.append((was, at))
            start = was + 1
    pairs: list[Pair] = []
    first, second = 0, 0
    for was, at in (*known, (before, now)):
        pairs += _between(range(first, was), range(second, at), may_be_same)
        if (was, at) != (before, now):
            pairs.append((was, at))
        first, second = was + 1, at + 1
    return pairs


def _between(before: range, now: range, may_be_same: Callable[[int, int], bool]) -> list[Pair]:
    if len(before) == len(now) and all(map(may_be_same, before, now)):
        return list(zip(before, now, strict=True))
    return [*((was, None) for was in before), *((None, at) for at in now)]
