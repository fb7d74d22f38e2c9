"""Which marks rule a value out: that a missing number is small, or that it is not, is something to know where others tell sums of it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

from shpdocs.disclosure.counts import Name, Range
from shpdocs.disclosure.solver import Search

Limits = Mapping[Name, tuple[int, int]]  # the smallest and largest value of each count


def marks_against(asked: Mapping[Name, int], limits: Limits, ranges: Mapping[Hashable, Range], marks: Limits) -> tuple[Name, ...]:
    """The counts that are not as they are marked in the counts that agree with what is known, in which these have these values.

    Of all such counts those that are the least off their marks. None are if there are no such counts at all.

    Raises:
        UnprovenError: it could not be found out in bounded work.
    """
    off, most = dict[Name, Name](), max(high for _, high in limits.values())
    known = dict(ranges)
    for name, (low, high) in marks.items():
        below, above = ("below its mark", *name), ("above its mark", *name)
        off |= {below: name, above: name}
        known[below] = Range({name: 1, below: 1}, low, None)
        known[above] = Range({name: 1, above: -1}, None, high)
    search = Search({**limits, **dict.fromkeys(off, (0, most))}, known, dict.fromkeys(off, 1.0))
    world = search.world(asked) or {}
    return tuple(dict.fromkeys(name for by, name in off.items() if world.get(by)))
