"""The numbers of a paper: what it may print, the counts behind that, and what every reader knows of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from shpdocs.disclosure.cells import Cell, Key, is_small, rounded, shown_range
from shpdocs.disclosure.counts import MARGIN, Count, Name, Range, Standing, equation
from shpdocs.model.definition import SmallNumbers

Series = tuple[str, ...]  # what is counted quarter by quarter: a year's name, a sub-group and a pointer, or how it is worked out of such


@dataclass
class Numbers:
    """What is gathered of the numbers of a paper.

    `standing` is what stood in the papers before. `names` holds the name of the count that a cell's key stands for, by key; `to_date`, by
    series and quarter, the counts that give the year so far, and `superseded` those that papers had before a correction; `rests` the
    people that nobody prints, left of a whole or come in between. `ranges` holds what ties counts, `out` what papers that are out showed of
    them. `printed` and `suppressed` hold the keys of cells that these papers printed and suppressed, as far as they were not corrected
    since; `kept_back` what stood where they suppressed or withheld something.
    """

    standing: Standing = field(default_factory=Standing)
    cells: dict[Key, Cell] = field(default_factory=dict)
    counts: dict[Name, Count] = field(default_factory=dict)
    ranges: list[Range] = field(default_factory=list)
    out: list[Range] = field(default_factory=list)
    names: dict[Key, Name] = field(default_factory=dict)
    to_date: dict[Series, dict[str, Name]] = field(default_factory=dict)
    superseded: list[tuple[Series, str, Name]] = field(default_factory=list)
    rests: set[Name] = field(default_factory=set)
    printed: set[Key] = field(default_factory=set)
    suppressed: set[Key] = field(default_factory=set)
    kept_back: set[float] = field(default_factory=set)

    def add_cell(self, key: Key, cell: Cell, named: Key = ()) -> None:
        """Add a count that is printed as it is, or rounded. `named` is the key by which its count is named, if another."""
        name = self.standing.name(named or key, cell.value)
        low, high = (cell.value, cell.value) if cell.is_decided or not cell.people else shown_range(cell.value, cell.rule)
        is_open = not (cell.is_excluded or cell.is_decided)
        is_rounded = cell.people and is_open and not cell.is_small and rounded(cell.value, cell.rule) != cell.value
        (lowest, highest), is_row = _hidden_range(cell), cell.people and cell.breadth == 1
        self.cells[key] = replace(cell, shows=(*cell.shows, Range({name: 1}, low, high)))
        self.names[key] = name
        margin = MARGIN if is_row and not (cell.is_small or cell.is_excluded or cell.is_decided) else 0
        count = Count(cell.value, cell.rule, cell.when, cell.people, cell.is_small, cell.is_exempt, is_rounded, lowest, highest, margin)
        self.counts[name] = count

    def add_count(self, name: Name, value: int, rule: SmallNumbers, when: int, *, people: bool) -> Name:
        """Add a count that nobody prints, and that may be worked out of others. What is below 0 is none."""
        self.counts.setdefault(name, Count(value, rule, when, people, people and is_small(value, rule)))
        return name

    def add_sum(self, parts: Iterable[Name], whole: Name) -> None:
        """Add that the parts come to the whole, as far as they do in the return."""
        names = tuple(parts)
        lacking = sum(self.counts[name].value for name in names) - self.counts[whole].value
        self.ranges.append(equation(names, whole, lacking))

    def add_rest(self, parts: tuple[Name, ...], whole: Name, what: str, *, is_settled: bool = False) -> Name | None:
        """Add what is left of a whole without these parts; None if that is less than nothing. It is no secret if it `is_settled`."""
        added, total = [self.counts[name] for name in parts], self.counts[whole]
        value = total.value - sum(count.value for count in added)
        if value < 0:
            return None
        people = total.people and all(count.people for count in added) and not is_settled
        name = self.add_count((what, *whole, *(word for part in parts for word in part)), value, total.rule, total.when, people=people)
        if people:
            self.rests.add(name)
        if people and _could_be_small(value, added, total.rule):
            self.counts[name] = replace(self.counts[name], is_small=True)
        self.add_sum((*parts, name), whole)
        return name


def _could_be_small(rest: int, parts: list[Count], rule: SmallNumbers) -> bool:
    """Whether a rest is small, or would be if small parts had other values that they may have: whether it is protected tells nothing."""
    spare = sum(part.value for part in parts if part.is_small)
    most = rest + spare - sum(part.low for part in parts if part.is_small)
    least = rest + spare - sum(part.rule.threshold - 1 for part in parts if part.is_small)
    return any(is_small(value, rule) for value in range(max(least, 0), min(most, rule.threshold) + 1))


def _hidden_range(cell: Cell) -> tuple[int, int | None]:
    """What a reader knows of a count that is not printed: that it is small where it is; else that it is not, nor 0 if zeros are shown."""
    if cell.is_excluded or not cell.people:
        return 0 if cell.is_excluded else min(cell.value, 1), None
    if cell.is_small or (cell.is_decided and is_small(cell.value, cell.rule)):
        return min(cell.value, 1 if cell.rule.show_zero else 0), max(cell.value, cell.rule.threshold - 1)
    return min(cell.value, cell.rule.threshold), None  # less than the threshold is a zero that is printed
