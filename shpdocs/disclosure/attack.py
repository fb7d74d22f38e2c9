"""The attack on a paper before it is written: what a reader of all papers can still think possible of each small number.

A reader is taken to know every printed number of every paper that is out, every relation, the rule, and which of the missing numbers are
the small ones. Each value from 1 to the threshold less 1 must be possible for each small number of people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

from shpdocs.disclosure.cells import Key
from shpdocs.disclosure.counts import Count, Name, Range
from shpdocs.disclosure.groups import Group
from shpdocs.disclosure.solver import Bounds, Search, UnprovenError, World

Reader = Literal["replaying", "told", "untold"]
READERS: tuple[Reader, ...] = ("replaying", "told", "untold")  # the one who knows most first


class Attack:
    """The attack on a group of counts of which some cells are hidden. What it finds to be possible is kept from one step to the next."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._hidden: Collection[Key] = ()
        self._possible: dict[Name, set[int]] = {}
        self._searches: dict[Reader, Search] = {}
        self._unprinted: dict[Reader, Search] = {}
        self._past_calls = 0

    @property
    def calls(self) -> int:
        """How often the solver was asked."""
        return self._past_calls + sum(search.calls for search in (*self._searches.values(), *self._unprinted.values()))

    def hide(self, hidden: Collection[Key], *, stays: bool) -> None:
        """Attack what is left if these cells are hidden. Whether what was possible `stays` so."""
        self._past_calls += sum(search.calls for search in self._searches.values())
        self._hidden, self._searches = hidden, {}
        self._possible = self._possible if stays else {}

    def is_safe(self, name: Name) -> bool:
        """Whether every value that must stay possible is: all that could be if nothing were printed now.

        Where a reader who knows which of the missing numbers are small is left with fewer in any case (two small numbers make no sum of
        1), one who does not know it must be left with these.
        """
        count = self._group.counts[name]
        if name in self._group.public:
            return True  # it was printed
        try:
            if count.is_small and not self._could_be(name, (count.value,), "untold"):
                return False  # what is taken to be known contradicts the truth: nothing can be proved of it
            is_left = all(self._is_left(name, values, READERS) for values in _wanted(count))
            return is_left and all(self._is_left(name, values, READERS[-1:]) for values in _wanted_untold(count))
        except UnprovenError:
            return False

    def is_exposed(self, name: Name) -> bool:
        """Whether papers that are out leave one value alone, whatever is hidden now."""
        count = self._group.counts[name]
        wanted = [values for values in _wanted(count) if count.value not in values]
        if name in self._group.public or self._possible.get(name, set()) - {count.value}:
            return False  # it was printed, by a decision; or another value is possible now
        try:
            return count.is_small and bool(wanted) and not any(self._could_be(name, values, "untold") for values in wanted)
        except UnprovenError:
            return False  # nothing is claimed that is not shown

    def _is_left(self, name: Name, values: tuple[int, ...], readers: tuple[Reader, ...]) -> bool:
        """Whether one of these values is possible for the first of these readers for whom it could be if nothing were printed now."""
        for reader in readers:
            if self._is_possible(name, values, reader):
                return True
            if self._could_be(name, values, reader):
                return False
        return True

    def _is_possible(self, name: Name, values: tuple[int, ...], reader: Reader) -> bool:
        """Whether one of these values is possible. What a search finds of other counts is kept, of the reader who knows most."""
        if self._possible.get(name, set()) & set(values):
            return True
        if reader not in self._searches:
            self._searches[reader] = Search(self._bounds([*self._group.ranges, *self._shown_by_cells()], reader))
        world = _world(self._searches[reader], name, values)
        if world is not None and reader == READERS[0]:
            self._keep(world)
        return world is not None

    def _could_be(self, name: Name, values: tuple[int, ...], reader: Reader) -> bool:
        """Whether one of these values would be possible if nothing were printed now."""
        if reader not in self._unprinted:
            zeros = (shown for key in self._group.zeros for shown in self._group.cells[key].shows)
            self._unprinted[reader] = Search(self._bounds([*self._group.ranges, *zeros], reader))
        return _world(self._unprinted[reader], name, values) is not None

    def _keep(self, world: World) -> None:
        for name in self._group.protected:
            if name in world:
                self._possible.setdefault(name, set()).add(world[name])

    def _shown_by_cells(self) -> Iterator[Range]:
        """What the cells that are printed show."""
        for key, cell in self._group.cells.items():
            if key not in self._hidden:
                yield from cell.shows

    def _bounds(self, known_ranges: Iterable[Range], reader: Reader) -> Bounds:
        """What a reader knows of each count that is not known for certain, and of these together."""
        largest = 4 * max(count.value + count.rule.threshold for count in self._group.counts.values()) + 1000
        limits = {name: _limits(count, reader, largest) for name, count in self._group.counts.items()}
        shown: dict[Name, tuple[int, int]] = {}
        together: list[Range] = []
        for known in known_ranges:
            if len(known.coefficients) > 1:
                together.append(known)
            else:
                ((name, _),) = known.coefficients.items()  # it is counted once: a cell shows its own count
                low, high = shown.get(name, (0, largest))
                shown[name] = max(low, int(known.low or 0)), min(high, largest if known.high is None else int(known.high))
        limits |= shown
        fixed = {name: low for name, (low, high) in limits.items() if low == high}
        return Bounds({name: limit for name, limit in limits.items() if name not in fixed}, tuple(_without(together, fixed)), fixed)


def _wanted(count: Count) -> Iterator[tuple[int, ...]]:
    """The values that must stay possible: each group of them by one at least.

    Of a small number of people all from 1 to the threshold less 1; of what is exempt or rounded one beside its own.
    """
    if count.is_small:
        for value in range(max(count.low, 1 if count.rule.show_zero else 0), count.rule.threshold):
            yield (value,)
    if count.is_exempt or count.is_rounded:
        near = (count.value + step * sign for step in range(1, count.rule.threshold + 1) for sign in (-1, 1))
        yield tuple(value for value in near if value >= 0)


def _wanted_untold(count: Count) -> Iterator[tuple[int, ...]]:
    """The values beyond these that must stay possible for a reader who does not know which of the missing numbers are small."""
    if count.is_small:
        for value in range(count.rule.threshold, count.rule.threshold + count.rule.upper_protection):
            yield (value,)


def _limits(count: Count, reader: Reader, largest: int) -> tuple[int, int]:
    """What a reader knows of a count that is not printed: the smallest and largest value that it may have.

    One who is told which of the missing numbers are small knows that the others are not. One who replays the choice knows also why the
    next number was hidden as well: a margin leaves him as much. One who is not told knows that none is 0, where zeros are shown.
    """
    if reader == "untold":
        return min(count.low, 1), largest
    low = count.low + (count.margin if reader == "replaying" else 0)
    return low, largest if count.high is None else count.high


def _world(search: Search, name: Name, values: tuple[int, ...]) -> World | None:
    """Counts that agree with what is known in which this one has one of the values, None if there are none."""
    return next((world for value in values if (world := search.world({name: value})) is not None), None)


def _without(together: Iterable[Range], fixed: Mapping[Name, int]) -> Iterator[Range]:
    """What is known of counts together, without those that are known for certain."""
    for known in together:
        value = sum(times * fixed[name] for name, times in known.coefficients.items() if name in fixed)
        left = {name: times for name, times in known.coefficients.items() if name not in fixed}
        if left:
            yield Range(left, None if known.low is None else known.low - value, None if known.high is None else known.high - value)
