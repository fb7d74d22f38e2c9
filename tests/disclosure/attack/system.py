"""What a reader can write down: unknown whole numbers with what each may be, lines that hold between them, and what is sought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.disclosure.attack.made_up import Cell

MOST = 2_000  # no made-up count is larger: a number of which nothing is known lies between 0 and this


class Unknown(NamedTuple):
    """A number as it stood until it was corrected: `version` counts what it was before."""

    cell: Cell
    version: int


Form = Mapping[Unknown, float]


@dataclass(frozen=True)
class Values:
    """What an unknown may be: from `low` to `high`, and if `gap` is above 0, either 0 or from there on."""

    low: int = 0
    high: int = MOST
    gap: int = 0

    def __and__(self, other: Values) -> Values:
        """What it may be if both are known."""
        return Values(max(self.low, other.low), min(self.high, other.high), max(self.gap, other.gap))

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high and not 0 < value < self.gap


class Line(NamedTuple):
    """`low` ≤ the sum of coefficients times unknowns ≤ `high`."""

    form: tuple[tuple[Unknown, float], ...]
    low: float
    high: float


@dataclass(frozen=True)
class Sought:
    """A number of people that must not be worked out while it is small: from `low` to `high`.

    `reach` is the highest value that must be left to it: `high`, or more for a reader who does not know which numbers are small.
    """

    name: str
    form: tuple[tuple[Unknown, float], ...]
    low: int
    high: int
    reach: int

    @property
    def label(self) -> str:
        """Its name, with the version of what it was made of if that was corrected."""
        versions = {unknown.version for unknown, _ in self.form}
        return self.name if versions == {0} else f"{self.name}, corrected"

    def value(self, true: Mapping[Unknown, float]) -> float:
        return sum(times * true[unknown] for unknown, times in self.form)

    def is_small(self, true: Mapping[Unknown, float]) -> bool:
        return self.low <= self.value(true) <= self.high


@dataclass
class System:
    """All that one reader holds."""

    unknowns: dict[Unknown, Values] = field(default_factory=dict)
    lines: set[Line] = field(default_factory=set)
    sought: dict[tuple[tuple[Unknown, float], ...], Sought] = field(default_factory=dict)

    def know(self, unknown: Unknown, values: Values) -> None:
        self.unknowns[unknown] = self.unknowns.get(unknown, Values()) & values

    def line(self, form: Form, low: float, high: float) -> None:
        for unknown in form:
            self.know(unknown, Values())
        self.lines.add(Line(_sorted(form), low, high))

    def seek(self, name: str, form: Form, low: int, high: int, reach: int = 0) -> None:
        for unknown in form:
            self.know(unknown, Values())
        key = _sorted(form)
        known = self.sought.get(key)
        if known is None or known.high < high or known.low > low:
            self.sought[key] = Sought(name, key, low, high, max(high, reach))

    def contradictions(self, true: Mapping[Unknown, float]) -> list[str]:
        """Where the truth breaks what the reader holds: then it is the reader who is wrong."""
        wrong = [
            f"{unknown}: {true[unknown]} is not in {values}" for unknown, values in self.unknowns.items() if true[unknown] not in values
        ]
        for line in self.lines:
            value = sum(times * true[unknown] for unknown, times in line.form)
            if not line.low - 1e-6 <= value <= line.high + 1e-6:
                wrong.append(f"{value} is not in {line.low}..{line.high}: {line.form}")
        return wrong


def _sorted(form: Form) -> tuple[tuple[Unknown, float], ...]:
    return tuple(sorted((unknown, times) for unknown, times in form.items() if times))


def total(unknowns: Iterable[Unknown]) -> dict[Unknown, float]:
    """The sum of these, each once."""
    return dict.fromkeys(unknowns, 1.0)


def less(one: Form, other: Form) -> dict[Unknown, float]:
    """One form less another."""
    result = dict(one)
    for unknown, times in other.items():
        result[unknown] = result.get(unknown, 0) - times
    return {unknown: times for unknown, times in result.items() if times}
