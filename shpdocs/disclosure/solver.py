"""HiGHS, a solver of linear programs in whole numbers: whether counts exist that agree with all that a reader knows.

It answers from the model alone: one thread, a fixed seed, a bounded number of nodes and no clock. https://highs.dev
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf, lcm
from typing import TYPE_CHECKING

from shpdocs.disclosure.counts import Name, Range

if TYPE_CHECKING:
    from highspy import Highs

Form = Mapping[Name, int | Fraction]  # so many times each count
World = Mapping[Name, int]  # a value for every count that is not known

_NODES = 500  # of a search; one that needs more proves nothing


class UnprovenError(Exception):
    """The solver neither found counts that agree nor showed that there are none."""


@dataclass
class Bounds:
    """The smallest and largest value that counts may have, what is known of several together, and the counts that are known for certain."""

    counts: Mapping[Name, tuple[int, int]]
    ranges: tuple[Range, ...]
    certain: Mapping[Name, int]


class Search:
    """A search for counts that agree with everything that is known. `calls` counts what the solver was asked."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._names = tuple(bounds.counts)
        self._columns = {name: at for at, name in enumerate(self._names)}
        self._relaxed = _program(bounds, self._columns, is_whole=False)
        self._whole: Highs | None = None
        self.calls = 0

    def world(self, values: World) -> World | None:
        """Counts that agree with all that is known, these having these values; None if there are none.

        Raises:
            UnprovenError: it could not be found out in bounded work.
        """
        asked: dict[int, int] = {}
        for name, value in values.items():
            certain = self._bounds.certain.get(name)
            low, high = (certain, certain) if certain is not None else self._bounds.counts[name]
            if not low <= value <= high:
                return None
            if certain is None:
                asked[self._columns[name]] = value
        world = self._solved(self._relaxed, asked)
        if world is None:
            return None  # not even in fractions
        if _agrees(world, self._bounds):
            return world
        if self._whole is None:
            self._whole = _program(self._bounds, self._columns, is_whole=True)
        world = self._solved(self._whole, asked)
        if world is not None and not _agrees(world, self._bounds):
            raise UnprovenError
        return world

    def _solved(self, highs: Highs, asked: Mapping[int, int]) -> World | None:
        """What the solver finds, to whole numbers, if these columns have these values; None if there is nothing."""
        from highspy import HighsModelStatus  # with numpy a fifth of a second: only where a number is suppressed

        self.calls += 1
        for column, value in asked.items():
            highs.changeColBounds(column, value, value)
        highs.run()
        status, values = highs.getModelStatus(), highs.getSolution().col_value
        for column in asked:
            highs.changeColBounds(column, *self._bounds.counts[self._names[column]])
        if status == HighsModelStatus.kInfeasible:
            return None
        if status != HighsModelStatus.kOptimal:
            raise UnprovenError
        return {name: round(value) for name, value in zip(self._names, values, strict=True)}


def _agrees(world: World, bounds: Bounds) -> bool:
    """Whether counts agree with all that is known, exactly: the solver works with rounded numbers."""
    if any(not low <= world[name] <= high for name, (low, high) in bounds.counts.items()):
        return False
    for known in bounds.ranges:
        value = sum(times * world[name] for name, times in known.coefficients.items())
        if (known.low is not None and value < known.low) or (known.high is not None and value > known.high):
            return False
    return True


def _program(bounds: Bounds, columns: Mapping[Name, int], *, is_whole: bool) -> Highs:
    """The counts as columns, of whole numbers or not, and what is known as rows."""
    from highspy import HighsVarType

    highs = new_program()
    for low, high in bounds.counts.values():
        highs.addVar(low, high)
    for column in range(len(columns) if is_whole else 0):
        highs.changeColIntegrality(column, HighsVarType.kInteger)
    for known in bounds.ranges:
        times, least, most = _whole(known)
        highs.addRow(least, most, len(times), [columns[name] for name in times], list(times.values()))
    return highs


def new_program() -> Highs:
    """An empty program: silent, on one thread, the same in every run."""
    from highspy import Highs

    highs = Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_max_nodes", _NODES)):
        highs.setOptionValue(option, value)
    return highs


def has_solution(highs: Highs) -> bool:
    """Whether a program that was run has a best solution."""
    from highspy import HighsModelStatus

    return bool(highs.getModelStatus() == HighsModelStatus.kOptimal)


def _whole(known: Range) -> tuple[dict[Name, float], float, float]:
    """What is known, multiplied so that no coefficient is a fraction."""
    if all(isinstance(number, int) for number in (*known.coefficients.values(), known.low, known.high)):
        return {name: float(times) for name, times in known.coefficients.items() if times}, float(known.low or 0), float(known.high or 0)
    fractions = [Fraction(times) for times in known.coefficients.values()]
    scale = lcm(*(fraction.denominator for fraction in fractions))
    times = {name: float(fraction * scale) for name, fraction in zip(known.coefficients, fractions, strict=True) if fraction}
    low = -inf if known.low is None else float(known.low * scale)
    return times, low, inf if known.high is None else float(known.high * scale)
