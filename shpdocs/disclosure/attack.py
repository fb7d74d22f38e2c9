"""The attack on a paper before it is written: what a reader of all papers can still think possible of each small number.

A reader is taken to know every printed number of every paper that is out, every relation, the rule, and which of the missing numbers are
the small ones. Each value from 1 to the threshold less 1 must be possible for each small number of people.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Set
from typing import Literal, NamedTuple

from shpdocs.disclosure.cells import Key, is_small
from shpdocs.disclosure.counts import Count, Name, Range
from shpdocs.disclosure.groups import Group
from shpdocs.disclosure.marks import marks_against
from shpdocs.disclosure.solver import Search, UnprovenError, World
from shpdocs.model.disclosure import Left

_OUT: Key = ("papers that are out",)


class Reader(NamedTuple):
    """What a reader knows of missing numbers, and the one that he takes for a small one, whatever it is."""

    knows: Literal["why they are missing", "which are small", "nothing"]
    small: Name = ()


REPLAYING, TOLD, UNTOLD = Reader("why they are missing"), Reader("which are small"), Reader("nothing")
READERS = (REPLAYING, TOLD, UNTOLD)  # the one who knows most first


class Attack:
    """The attack on a group of counts of which some cells are hidden. What it finds to be possible is kept from one step to the next."""

    def __init__(self, group: Group) -> None:
        self._group = group
        self._hidden: frozenset[Key] = frozenset()
        self._possible: dict[Name, set[int]] = {}
        self._searches: dict[Reader, Search] = {}
        self._unprinted: dict[tuple[Reader, bool], Search] = {}  # where nothing is printed now; also where no paper that is out printed it
        self._largest = 4 * max(count.value + count.rule.threshold for count in group.counts.values()) + 1000
        self._true = {name: count.value for name, count in group.counts.items()}
        self._is_true: dict[Reader, bool] = {}  # whether what a reader knows is so
        self._could: dict[tuple[Name, tuple[int, ...], Reader, bool], bool] = {}
        self._alone: dict[Name, list[tuple[Key, Range]]] = {}  # what shows one count alone, with what does
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
        if not stays:
            self._possible, self._is_true = {}, {}
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
            if count.is_small and not self._could_be(name, (count.value,), UNTOLD):
                return False  # what is taken to be known contradicts the truth: nothing can be proved of it
            is_left = all(self._is_left(name, values, READERS) for values in _wanted(count))
            return is_left and all(self._is_left(name, values, READERS[-1:]) for values in _wanted_untold(count))
        except UnprovenError:
            return False

    def left(self, name: Name) -> Left | None:
        """What papers that are out leave of the values of a small number, whatever is hidden now; None where they leave all of them."""
        count = self._group.counts[name]
        is_none = count.high is None and not is_small(count.value, count.rule)  # a rest that is protected since it could be small
        if is_none or not count.is_small or name in self._group.public:
            return None  # it is no small number, or was printed by a decision
        try:
            if self._is_lost(name, _wanted(count), UNTOLD) and self._is_alone(name, count):
                return "one"
            if self._is_lost(name, (*_wanted(count), *_wanted_untold(count)), UNTOLD):
                return "few"
            return "few-by-marks" if self._is_lost(name, _wanted(count), TOLD) else None
        except UnprovenError:
            return None  # nothing is claimed that is not shown

    def _is_alone(self, name: Name, count: Count) -> bool:
        """Whether papers that are out leave one value alone."""
        return not any(self._could_be(name, values, UNTOLD) for values in _wanted(count) if count.value not in values)

    def telling_marks(self, name: Name) -> tuple[Name, ...]:
        """The counts of which a reader who is told which are small knows so much that values of this one are ruled out: the fewest.

        All of which he knows more, where that could not be found out in bounded work.
        """
        counts, shown = self._group.counts, {*self._group.zeros, (), _OUT}.__contains__
        untold, told = (self._limits(reader, shown) for reader in (UNTOLD, TOLD))
        marks = {other: limits for other, limits in told.items() if limits != untold[other]}
        try:
            lost = [values for values in _wanted(counts[name]) if not self._could_be(name, values, TOLD)]
            against = [marks_against({name: value}, untold, self._ranges(shown), marks) for values in lost for value in values]
        except UnprovenError:
            return tuple(marks)
        return tuple(dict.fromkeys(other for names in against for other in names))

    def would_be_safe(self, name: Name, other: Name) -> bool:
        """Whether a reader who is told which are small would be left every value of this one and of the other if the other were small."""
        reader = Reader(TOLD.knows, small=other)
        low, high = _small_limits(self._group.counts[other])
        wanted = [(name, values) for values in _wanted(self._group.counts[name])] + [(other, (value,)) for value in range(low, high + 1)]
        try:
            return all(self._is_left(count, values, (reader,)) for count, values in wanted)
        except UnprovenError:
            return False

    def _is_lost(self, name: Name, wanted: Iterable[tuple[int, ...]], reader: Reader) -> bool:
        """Whether papers that are out rule one of these values out, whatever is hidden now."""
        return any(
            not self._is_possible(name, values, reader)
            and not self._could_be(name, values, reader)
            and self._could_be(name, values, reader, with_out=False)
            for values in wanted
        )

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
        if reader not in self._is_true:
            self._is_true[reader] = self._searches[reader].fits(self._true)
        if self._is_true[reader] and self._true[name] in values:
            return True
        world = _world(self._searches[reader], name, values)
        if world is not None and reader == REPLAYING:
            self._keep(world)
        return world is not None

    def _could_be(self, name: Name, values: tuple[int, ...], reader: Reader, *, with_out: bool = True) -> bool:
        """Whether one of these values would be possible if nothing were printed now; without `with_out`, nor by papers that are out."""
        if (reader, with_out) not in self._unprinted:
            shown = {*self._group.zeros, (), *([_OUT] if with_out else ())}
            self._unprinted[reader, with_out] = self._search(reader, shown.__contains__)
        question = (name, values, reader, with_out)
        if question not in self._could:
            self._could[question] = _world(self._unprinted[reader, with_out], name, values) is not None
        return self._could[question]

    def _keep(self, world: World) -> None:
        for name in self._group.protected:
            if name in world:
                self._possible.setdefault(name, set()).add(world[name])

    def _known(self) -> Iterator[tuple[Key, Range]]:
        """What every reader knows, and what each cell shows: with its key, () for what ties counts, and `_OUT` for what others have."""
        yield from (((), known) for known in self._group.ranges)
        yield from (((), shown) if _is_nothing(shown) else (_OUT, shown) for shown in self._group.out)
        yield from ((key, shown) for key, cell in self._group.cells.items() for shown in cell.shows)

    def _is_shown(self, key: Key) -> bool:
        return key not in self._hidden

    def _search(self, reader: Reader, is_shown: Callable[[Key], bool]) -> Search:
        """A search among all that a reader knows if the cells are printed that are shown."""
        return Search(self._limits(reader, is_shown), self._ranges(is_shown))

    def _limits(self, reader: Reader, is_shown: Callable[[Key], bool]) -> dict[Name, tuple[int, int]]:
        """What a reader knows of each count by itself."""
        return {name: self._limit(name, reader, is_shown) for name in self._group.counts}

    def _ranges(self, is_shown: Callable[[Key], bool]) -> dict[Hashable, Range]:
        """What is known of several counts together if the cells are printed that are shown, each under a name of its own."""
        ranges: dict[Hashable, Range] = dict(enumerate(self._group.ranges))
        ranges |= {(_OUT, at): shown for at, shown in enumerate(self._group.out) if is_shown(_OUT)}
        for key, cell in self._group.cells.items():
            if is_shown(key):
                ranges |= {(key, at): shown for at, shown in enumerate(cell.shows)}
        return {key: known for key, known in ranges.items() if len(known.coefficients) > 1}

    def _limit(self, name: Name, reader: Reader, is_shown: Callable[[Key], bool]) -> tuple[int, int]:
        """The smallest and largest value that a reader knows a count to have: what is shown of it alone, else what it may be."""
        shown = [known for key, known in self._alone.get(name, ()) if is_shown(key)]
        if not shown:
            count = self._group.counts[name]
            return _small_limits(count) if name == reader.small else _limits(count, reader, self._largest)
        low = max(int(known.low or 0) for known in shown)
        return low, min(self._largest if known.high is None else int(known.high) for known in shown)


def _is_nothing(shown: Range) -> bool:
    """Whether a 0 was printed: the rule shows it, and no choice hides it."""
    return len(shown.coefficients) == 1 and shown.low == shown.high == 0


def _wanted(count: Count) -> Iterator[tuple[int, ...]]:
    """The values that must stay possible: each group of them by one at least.

    Of a small number of people all from 1 to the threshold less 1; of what is exempt or rounded one beside its own.
    """
    if count.is_small:
        for value in range(max(count.low, _small_limits(count)[0]), count.rule.threshold):
            yield (value,)
    if count.is_exempt or count.is_rounded:
        near = (count.value + step * sign for step in range(1, count.rule.threshold + 1) for sign in (-1, 1))
        yield tuple(value for value in near if value >= 0)


def _small_limits(count: Count) -> tuple[int, int]:
    """The smallest and largest value that it has if it is a small number of people."""
    return 1 if count.rule.show_zero else 0, count.rule.threshold - 1


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
    if reader.knows == UNTOLD.knows:
        return min(count.low, 1), largest
    low = count.low + (count.margin if reader.knows == REPLAYING.knows else 0)
    return low, largest if count.high is None else count.high


def _world(search: Search, name: Name, values: tuple[int, ...]) -> World | None:
    """Counts that agree with what is known in which this one has one of the values, None if there are none."""
    return next((world for value in values if (world := search.world({name: value})) is not None), None)
