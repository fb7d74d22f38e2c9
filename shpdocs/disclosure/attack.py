"""The attack on a paper before it is written: what a reader of all papers can still think possible of each small number.

A reader is taken to know every printed number of every paper that is out, every relation, the rule, and which of the missing numbers are
the small ones. Each value from 1 to the threshold less 1 must be possible for each small number of people.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from shpdocs.disclosure.cells import Key
from shpdocs.disclosure.counts import Count, Name, Range
from shpdocs.disclosure.groups import Group
from shpdocs.disclosure.solver import Bounds, Search, UnprovenError, World


class Attack:
    """The attack on a group of counts of which some cells are hidden. What it finds to be possible is kept from one step to the next."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._hidden: Collection[Key] = ()
        self._possible: dict[Name, set[int]] = {}
        self._searches: dict[bool, Search] = {}
        self._unprinted: dict[bool, Search] = {}
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

        Small numbers that are tied to each other are no company for one another: all of them must be able to stand as high, or as low,
        at once. Else what is hidden beside them, or that nothing is, would tell what they come to. Where a reader who knows which of the
        missing numbers are small is left with fewer in any case (two small numbers make no sum of 1), one who does not know it must be
        left with these.
        """
        if name in self._group.public:
            return True  # it was printed
        try:
            lost = tuple(values for values in _wanted(self._group.counts[name]) if not self._is_possible(name, values))
            if any(self._could_be(name, values, is_told=True) for values in lost):
                return False
            untold = (*lost, *_wanted_untold(self._group.counts[name]))
            return all(
                self._world(self._search(is_told=False), name, values) or not self._could_be(name, values, is_told=False)
                for values in untold
            )
        except UnprovenError:
            return False

    def is_exposed(self, name: Name) -> bool:
        """Whether papers that are out leave one value alone, whatever is hidden now."""
        count = self._group.counts[name]
        wanted = [values for values in _wanted(count) if count.value not in values]
        return count.is_small and bool(wanted) and not any(self._could_be(name, values, is_told=False) for values in wanted)

    def _could_be(self, name: Name, values: tuple[int, ...], *, is_told: bool) -> bool:
        """Whether one of these values would be possible if nothing were printed now."""
        return self._world(self._unprinted_search(is_told=is_told), name, values) is not None

    def _unprinted_search(self, *, is_told: bool) -> Search:
        """The search of a reader of the papers that are out alone."""
        if is_told not in self._unprinted:
            zeros = (shown for key in self._group.zeros for shown in self._group.cells[key].shows)
            self._unprinted[is_told] = Search(self._bounds([*self._group.ranges, *zeros], is_told=is_told))
        return self._unprinted[is_told]

    def _is_possible(self, name: Name, values: tuple[int, ...]) -> bool:
        """Whether one of these values is possible, also together with the like values of the small numbers that are tied to it.

        What a search finds of other counts is kept.
        """
        if self._possible.get(name, set()) & set(values):
            return True
        search = self._search(is_told=True)
        for value in values:
            for companions in self._companions(name):
                together = {name: value, **{other: self._like(other, value) for other in companions}}
                world = search.world(together)
                if world is not None:
                    self._keep(world if companions and len(companions) + 1 == len(self._group.small) else {name: value})
                    return True
                if self._unprinted_search(is_told=True).world(together) is not None:
                    return False  # what is printed now rules it out
        return False

    def _companions(self, name: Name) -> Iterator[tuple[Name, ...]]:
        """The small numbers that are tied to one: first all of its group, then those that share a sum with it, then none."""
        if self._group.counts[name].is_small:
            small = tuple(other for other in self._group.small if other != name)
            yield small
            near = {other for known in self._group.ranges if name in known.coefficients for other in known.coefficients}
            if not near.issuperset(small):
                yield tuple(other for other in small if other in near)
        yield ()

    def _like(self, name: Name, value: int) -> int:
        """The value of another small number that is as high or as low."""
        count = self._group.counts[name]
        return max(count.low, min(value, count.rule.threshold - 1))

    def _world(self, search: Search, name: Name, values: tuple[int, ...]) -> World | None:
        """Counts that agree with what is known in which this one has one of the values, None if there are none."""
        return next((world for value in values if (world := search.world({name: value})) is not None), None)

    def _search(self, *, is_told: bool) -> Search:
        """The search of a reader, who is told which of the missing numbers are small, or is not."""
        if is_told not in self._searches:
            self._searches[is_told] = Search(self._bounds([*self._group.ranges, *self._shown_by_cells()], is_told=is_told))
        return self._searches[is_told]

    def _keep(self, world: World) -> None:
        for name in self._group.protected:
            if name in world:
                self._possible.setdefault(name, set()).add(world[name])

    def _shown_by_cells(self) -> Iterator[Range]:
        """What the cells that are printed show."""
        for key, cell in self._group.cells.items():
            if key not in self._hidden:
                yield from cell.shows

    def _bounds(self, known_ranges: Iterable[Range], *, is_told: bool = True) -> Bounds:
        """What a reader knows of each count that is not known for certain, and of these together."""
        largest = 4 * max(count.value + count.rule.threshold for count in self._group.counts.values()) + 1000
        limits = {name: count.limits(largest) if is_told else count.limits_untold(largest) for name, count in self._group.counts.items()}
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


def _without(together: Iterable[Range], fixed: Mapping[Name, int]) -> Iterator[Range]:
    """What is known of counts together, without those that are known for certain."""
    for known in together:
        value = sum(times * fixed[name] for name, times in known.coefficients.items() if name in fixed)
        left = {name: times for name, times in known.coefficients.items() if name not in fixed}
        if left:
            yield Range(left, None if known.low is None else known.low - value, None if known.high is None else known.high - value)
