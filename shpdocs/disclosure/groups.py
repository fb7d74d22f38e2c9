"""Groups of counts that are tied to each other: what is hidden in one tells nothing of another."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property

from shpdocs.disclosure.cells import Cell, Key
from shpdocs.disclosure.counts import Count, Name, Range
from shpdocs.disclosure.numbers import Numbers


@dataclass
class Group:
    """Counts that belong together: what ties them, what papers that are out showed of them, and the cells that would show something."""

    counts: dict[Name, Count]
    ranges: list[Range]
    out: list[Range]
    cells: dict[Key, Cell]

    @cached_property
    def known(self) -> tuple[Range, ...]:
        """What every reader knows of the counts, whatever is hidden now."""
        return (*self.ranges, *self.out)

    @cached_property
    def protected(self) -> tuple[Name, ...]:
        """The counts of which values must stay possible."""
        return tuple(name for name, count in self.counts.items() if count.is_protected)

    @cached_property
    def small(self) -> tuple[Name, ...]:
        """The small numbers of people that no paper has printed."""
        return tuple(name for name, count in self.counts.items() if count.is_small and name not in self.public)

    @cached_property
    def public(self) -> set[Name]:
        """The counts that papers which are out have printed."""
        return {next(iter(known.coefficients)) for known in self.out if len(known.coefficients) == 1 and known.low == known.high}

    @cached_property
    def zeros(self) -> set[Key]:
        """The cells that print a 0: they are printed whatever is hidden, and known to be 0."""
        return {key for key, cell in self.cells.items() if _is_zero(cell)}

    @cached_property
    def hideable(self) -> tuple[Key, ...]:
        """The cells that somebody might need to hide: no zeros, and nothing that papers which are out have printed."""
        names = {key: {name for shown in cell.shows for name in shown.coefficients} for key, cell in self.cells.items()}
        return tuple(key for key in self.cells if key not in self.zeros and not names[key] <= self.public)

    def is_free(self, hidden: Set[Key]) -> bool:
        """Whether one sum is all that is known, and nothing of it is printed if these are hidden: then each count may be anything."""
        is_one_sum = len(self.known) == 1 and self.known[0].low == self.known[0].high == 0
        return is_one_sum and hidden >= set(self.hideable) and not self.zeros and all(count.is_free for count in self.counts.values())


def _is_zero(cell: Cell) -> bool:
    """Whether it is a 0 that is printed as one."""
    return cell.people and not cell.value and len(cell.shows) == 1 and not (cell.is_small or cell.is_excluded)


def groups_of(numbers: Numbers) -> tuple[Group, ...]:
    """The counts in groups that nothing ties to each other, in the order of the first of each; those that nothing ties are left out."""
    forms = [known.coefficients for known in (*numbers.ranges, *numbers.out)]
    forms += [shown.coefficients for cell in numbers.cells.values() for shown in cell.shows]
    first = _first_of_each([tuple(form) for form in forms if len(form) > 1])
    groups = {name: Group({}, [], [], {}) for name in first.values()}
    for name, count in numbers.counts.items():
        if name in first:
            groups[first[name]].counts[name] = count
    for known in numbers.ranges:
        if (name := next(iter(known.coefficients))) in first:
            groups[first[name]].ranges.append(known)
    for shown in numbers.out:
        if (name := next(iter(shown.coefficients))) in first:
            groups[first[name]].out.append(shown)
    for key, cell in numbers.cells.items():
        counted = next((name for known in cell.shows for name in known.coefficients), None)
        if counted in first:
            groups[first[counted]].cells[key] = cell
    return tuple(groups.values())


def _first_of_each(together: Iterable[tuple[Name, ...]]) -> dict[Name, Name]:
    """For every count that is tied to others, the one by which all that are tied to it are known."""
    leader: dict[Name, Name] = {}

    def leading(name: Name) -> Name:
        while leader.setdefault(name, name) != name:
            leader[name] = name = leader[leader[name]]
        return name

    for names in together:
        for name in names[1:]:
            leader[leading(name)] = leading(names[0])
    return {name: leading(name) for name in tuple(leader)}
