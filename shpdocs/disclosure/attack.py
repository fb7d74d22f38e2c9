"""The attack on a paper before it is written: what a reader of all papers can still think possible of each small number.

A reader is taken to know every printed number of every paper that is out, every relation, the rule, and which of the missing numbers are
the small ones. Each value from 1 to the threshold less 1 must be possible for each small number of people.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Set
from typing import Literal

from shpdocs.disclosure.cells import Key, is_small
from shpdocs.disclosure.counts import Count, Name, Range
from shpdocs.disclosure.groups import Group
from shpdocs.disclosure.solver import Search, UnprovenError, World

Reader = Literal["replaying", "told", "untold"]
READERS: tuple[Reader, ...] = ("replaying", "told", "untold")  # the one who knows most first


class Attack:
    """The attack on a group of counts of which some cells are hidden. What it finds to be possible is kept from one step to the next."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._hidden: frozenset[Key] = frozenset()
        self._possible: dict[Name, set[int]] = {}
        self._searches: dict[Reader, Search] = {}
        self._unprinted: dict[Reader, Search] = {}
        self._largest = 4 * max(count.value + count.rule.threshold for count in group.counts.values()) + 1000
        self._alone: dict[Name, list[tuple[Key, Range]]] = {}  # what shows one count alone, with the cell that does; () where none does
        for key, known in self._known():
            if len(known.coefficients) == 1:
                self._alone.setdefault(next(iter(known.coefficients)), []).append((key, known))

    @property
    def calls(self) -> int:
        """How often the solver was asked."""
        return sum(search.calls for search in (*self._searches.values(), *self._unprinted.values()))

    def hide(self, hidden: Set[Key], *, stays: bool) -> None:
        """Attack what is left if these cells are hidden. Whether what was possible `stays` so."""
        new, self._hidden = hidden - self._hidden, frozenset(hidden)
        self._possible = self._possible if stays else {}
        shows = [(key, at, shown) for key in new if key in self._group.cells for at, shown in enumerate(self._group.cells[key].shows)]
        alone = [name for _, _, shown in shows if len(shown.coefficients) == 1 for name in shown.coefficients]
        gone = [(key, at) for key, at, shown in shows if len(shown.coefficients) > 1]
        for reader, search in self._searches.items():
            search.loosen({name: self._limit(name, reader, self._is_shown) for name in alone}, gone)

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
        is_none = count.high is None and not is_small(count.value, count.rule)  # a rest that is protected since it could be small
        if is_none or name in self._group.public or self._possible.get(name, set()) - {count.value}:
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
            self._searches[reader] = self._search(reader, self._is_shown)
        world = _world(self._searches[reader], name, values)
        if world is not None and reader == READERS[0]:
            self._keep(world)
        return world is not None

    def _could_be(self, name: Name, values: tuple[int, ...], reader: Reader) -> bool:
        """Whether one of these values would be possible if nothing were printed now."""
        if reader not in self._unprinted:
            self._unprinted[reader] = self._search(reader, self._group.zeros.__contains__)
        return _world(self._unprinted[reader], name, values) is not None

    def _keep(self, world: World) -> None:
        for name in self._group.protected:
            if name in world:
                self._possible.setdefault(name, set()).add(world[name])

    def _known(self) -> Iterator[tuple[Key, Range]]:
        """What every reader knows, and what each cell shows: with its key, () where it is no cell's."""
        yield from (((), known) for known in self._group.ranges)
        yield from ((key, shown) for key, cell in self._group.cells.items() for shown in cell.shows)

    def _is_shown(self, key: Key) -> bool:
        return key not in self._hidden

    def _search(self, reader: Reader, is_shown: Callable[[Key], bool]) -> Search:
        """A search among all that a reader knows if the cells are printed that are shown."""
        limits = {name: self._limit(name, reader, is_shown) for name in self._group.counts}
        ranges: dict[Hashable, Range] = {at: known for at, known in enumerate(self._group.ranges) if len(known.coefficients) > 1}
        for key, cell in self._group.cells.items():
            if is_shown(key):
                ranges |= {(key, at): shown for at, shown in enumerate(cell.shows) if len(shown.coefficients) > 1}
        return Search(limits, ranges)

    def _limit(self, name: Name, reader: Reader, is_shown: Callable[[Key], bool]) -> tuple[int, int]:
        """The smallest and largest value that a reader knows a count to have: what is shown of it alone, else what it may be."""
        shown = [known for key, known in self._alone.get(name, ()) if not key or is_shown(key)]
        if not shown:
            return _limits(self._group.counts[name], reader, self._largest)
        low = max(int(known.low or 0) for known in shown)
        return low, min(self._largest if known.high is None else int(known.high) for known in shown)


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
