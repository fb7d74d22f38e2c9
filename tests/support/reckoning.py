"""A reader who reckons: from the numbers of papers that a person sees, what a missing number may be.

He knows every sum, the rule for small numbers, and of each missing number whether it is a small one: the strictest reader. He goes
through all that is possible; nothing here is taken from shpdocs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import docx

MISSING = "Suppressed"  # the word of the made-up profile for a number that is not published
Values = frozenset[int]
Sums = list[dict[str, int]]  # each comes to 0: 1 for a part, -1 for the whole


def tables_of(paper: Path) -> list[list[list[str]]]:
    """The tables of a paper as a person sees them: rows of texts."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(str(paper)).tables]


def printed(paper: Path, row: str, heading: str) -> str:
    """What stands in a paper's tables in the row that begins with these words, below this heading."""
    for header, *rows in tables_of(paper):
        for cells in rows:
            if cells[0] == row and heading in header:
                return cells[header.index(heading)]
    raise AssertionError(f"no row '{row}' below a heading '{heading}'")


@dataclass(frozen=True)
class Rule:
    """When a number of people is small, as docs/disclosure.md tells it to everybody; zeros are shown."""

    threshold: int = 5
    round_to: int = 0

    @property
    def small(self) -> Values:
        """The numbers that are too small to publish."""
        return frozenset(range(1, self.threshold))

    def rounds(self, number: int) -> int:
        """The number as a paper prints it."""
        step = self.round_to or 1
        return int((Fraction(number, step) + Fraction(1, 2)) // 1) * step


@dataclass
class Reader:
    """Somebody with all papers in front of them, and what each number by name may still be.

    `most` is more than any of the numbers: what a reader knows of missing ones is no more than that. `truth` is what the reader does not
    know and the test does; `rules` are those of numbers that have one of their own.
    """

    rule: Rule = field(default_factory=Rule)
    most: int = 150
    may_be: dict[str, Values] = field(default_factory=dict)
    sums: Sums = field(default_factory=list)
    truth: dict[str, int] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)

    def sees(self, name: str, text: str, truth: int, rule: Rule | None = None) -> None:
        """Read a number in a paper. `truth` only tells whether a missing one is small."""
        self.truth[name], self.rules[name] = truth, rule or self.rule
        rule, everything = self.rules[name], range(self.most + 1)
        if text == MISSING:
            is_small = truth in rule.small
            values = rule.small if is_small else frozenset(everything) - rule.small
        else:
            shown = int(text.partition(" (")[0].replace(",", ""))  # without 'corrected'
            values = frozenset(value for value in everything if rule.rounds(value) == shown and value not in rule.small)
            assert truth in values, f"{name}: {truth} was printed as {text}"
        self.may_be[name] = self.may_be.get(name, values) & values

    def sees_share(self, count: str, text: str, base: int, truth: int) -> None:
        """Read a percentage of a known number of people: `count` is how many it stands for, whatever that is."""
        self.truth[count] = truth
        if text == MISSING:
            values = frozenset(range(base + 1))
        else:
            shown = Fraction(text.rstrip("%"))
            half = Fraction(1, 2 * 10 ** len(text.rstrip("%").partition(".")[2]))
            values = frozenset(value for value in range(base + 1) if abs(Fraction(100 * value, base) - shown) <= half)
        self.may_be[count] = self.may_be.get(count, values) & values

    def adds(self, whole: str, *parts: str, rule: Rule | None = None) -> None:
        """Know that these add up to the whole. One of them may be printed nowhere, and count people all the same: by `rule`."""
        signs = {whole: -1, **dict.fromkeys(parts, 1)}
        for name in (name for name in signs if name not in self.may_be):
            self.may_be[name] = frozenset(range(self.most + 1))
            self.truth[name] = -signs[name] * sum(sign * self.truth[other] for other, sign in signs.items() if other != name)
            self.rules[name] = rule or self.rule
        self.sums.append(signs)

    def left(self, name: str, among: Values | None = None) -> Values:
        """Every value that this number may have; `among` these, if only they are asked for."""
        narrowed = _narrowed(self.may_be, self.sums)
        assert narrowed is not None, "no numbers agree with what the papers print"
        asked = narrowed[name] if among is None else narrowed[name] & among
        return frozenset(value for value in asked if _world({**narrowed, name: frozenset({value})}, self.sums))

    def lacks(self) -> dict[str, list[int]]:
        """The small numbers of people of which more can be told than that they are small; each with what it may still be."""
        small = {name: self.rules.get(name, self.rule).small for name in self.may_be}
        left = {name: self.left(name, values) for name, values in small.items() if self.truth[name] in values}
        return {name: sorted(values) for name, values in left.items() if values != small[name]}


def _world(may_be: Mapping[str, Values], sums: Sums) -> dict[str, int] | None:
    """One value for each number such that every sum holds; None if there is no such world."""
    narrowed = _narrowed(may_be, sums)
    if narrowed is None:
        return None
    undecided = [name for name, values in narrowed.items() if len(values) > 1]
    if not undecided:
        return {name: min(values) for name, values in narrowed.items()}
    name = min(undecided, key=lambda name: len(narrowed[name]))
    worlds = (_world({**narrowed, name: frozenset({value})}, sums) for value in sorted(narrowed[name]))
    return next((world for world in worlds if world), None)


def _narrowed(may_be: Mapping[str, Values], sums: Sums) -> dict[str, Values] | None:
    """What each number may be, without what some sum rules out by its smallest and largest values; None if nothing is left of one."""
    values, is_changed = dict(may_be), True
    if not all(values.values()):
        return None
    while is_changed:
        is_changed = False
        for signs in sums:
            for name, kept in _kept(values, signs):
                if not kept:
                    return None
                values[name], is_changed = kept, True
    return values


def _kept(values: Mapping[str, Values], signs: Mapping[str, int]) -> Iterator[tuple[str, Values]]:
    """The numbers of a sum that may be less than they might, each with what it may be."""
    ends = {name: sorted((sign * min(values[name]), sign * max(values[name]))) for name, sign in signs.items()}
    least, most = sum(low for low, _ in ends.values()), sum(high for _, high in ends.values())
    for name, sign in signs.items():
        low, high = ends[name][1] - most, ends[name][0] - least
        kept = frozenset(value for value in values[name] if low <= sign * value <= high)
        if kept != values[name]:
            yield name, kept
