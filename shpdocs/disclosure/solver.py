"""HiGHS, a solver of linear programs in whole numbers: whether counts exist that agree with all that a reader knows.

It answers from the model alone: one thread, a fixed seed, a bounded number of nodes and no clock. https://highs.dev
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from math import inf, lcm
from operator import mul
from types import MappingProxyType

from highspy import Highs, HighsModelStatus, HighsVarType

from shpdocs.disclosure.counts import Name, Range

World = Mapping[Name, int]  # a value for every count that is not known

_NODES = 500  # of a search; one that needs more proves nothing


class UnprovenError(Exception):
    """The solver neither found counts that agree nor showed that there are none."""


class Search:
    """A search for counts that agree with everything that is known. `calls` counts what the solver was asked.

    `limits` are the smallest and largest value of every count, `ranges` what is known of several together, each under a name of its own;
    of all counts that agree those are found whose `costs`, for each step, are least.
    The programs are laid down once: what is known of less and less only loosens their bounds.
    """

    def __init__(
        self, limits: Mapping[Name, tuple[int, int]], ranges: Mapping[Hashable, Range], costs: Mapping[Name, float] = MappingProxyType({})
    ) -> None:
        self._limits = dict(limits)
        self._names = tuple(limits)
        self._columns = {name: at for at, name in enumerate(self._names)}
        self._rows = {name: at for at, name in enumerate(ranges)}
        self._costs = dict(costs)
        self._laid_down = tuple(ranges.values())
        self._exact = {name: _Exact(known, self._columns) for name, known in ranges.items()}
        self._relaxed = self._program(is_whole=False)
        self._whole: Highs | None = None
        self.calls = 0

    def loosen(self, limits: Mapping[Name, tuple[int, int]], gone: Iterable[Hashable]) -> None:
        """Know less: of these counts only this, and no more of these ranges."""
        self._limits |= limits
        rows = [self._rows[name] for name in gone if self._exact.pop(name, None)]
        for highs in filter(None, (self._relaxed, self._whole)):
            for name, (low, high) in limits.items():
                highs.changeColBounds(self._columns[name], low, high)
            for row in rows:
                highs.changeRowBounds(row, -inf, inf)

    def fits(self, world: World) -> bool:
        """Whether a value for every count agrees with all that is known."""
        is_within = all(low <= world[name] <= high for name, (low, high) in self._limits.items())
        return is_within and self._agrees([world[name] for name in self._names])

    def world(self, values: World) -> World | None:
        """Counts that agree with all that is known, these having these values; None if there are none.

        Raises:
            UnprovenError: it could not be found out in bounded work.
        """
        if any(not self._limits[name][0] <= value <= self._limits[name][1] for name, value in values.items()):
            return None
        world = self._solved(self._relaxed, values)
        if world is None:
            return None  # not even in fractions
        if self._agrees(world):
            return dict(zip(self._names, world, strict=True))
        if self._whole is None:
            self._whole = self._program(is_whole=True)
        world = self._solved(self._whole, values)
        if world is not None and not self._agrees(world):
            raise UnprovenError
        return None if world is None else dict(zip(self._names, world, strict=True))

    def _solved(self, highs: Highs, asked: World) -> list[int] | None:
        """What the solver finds, to whole numbers, count by count, if these have these values; None if there is nothing."""
        self.calls += 1
        for name, value in asked.items():
            highs.changeColBounds(self._columns[name], value, value)
        highs.run()
        if highs is self._whole and highs.getModelStatus() == HighsModelStatus.kInfeasible:
            self.calls += 1
            run_as_it_stands(highs)
        status, values = highs.getModelStatus(), highs.getSolution().col_value
        for name in asked:
            highs.changeColBounds(self._columns[name], *self._limits[name])
        if status == HighsModelStatus.kInfeasible:
            return None
        if status != HighsModelStatus.kOptimal:
            raise UnprovenError
        return [round(value) for value in values]

    def _agrees(self, world: list[int]) -> bool:
        """Whether whole numbers agree with all that is known of several, exactly: the solver works with rounded ones.

        Within the limits of each count they are: these are whole.
        """
        return all(exact.holds(world) for exact in self._exact.values())

    def _program(self, *, is_whole: bool) -> Highs:
        """The counts as columns, of whole numbers or not, and what is known as rows."""
        highs, width = new_program(), len(self._names)
        limits = self._limits.values()
        highs.addVars(width, [float(low) for low, _ in limits], [float(high) for _, high in limits])
        for column in range(width if is_whole else 0):
            highs.changeColIntegrality(column, HighsVarType.kInteger)
        for count, cost in self._costs.items():
            highs.changeColCost(self._columns[count], cost)
        for row, (name, known) in enumerate(zip(self._rows, self._laid_down, strict=True)):
            times, least, most = _whole(known)
            highs.addRow(least, most, len(times), [self._columns[count] for count in times], list(times.values()))
            if name not in self._exact:
                highs.changeRowBounds(row, -inf, inf)
        return highs


class _Exact:
    """What is known of several counts, by their columns."""

    def __init__(self, known: Range, columns: Mapping[Name, int]) -> None:
        self._columns = tuple(columns[name] for name in known.coefficients)
        self._times = tuple(known.coefficients.values())
        self._low, self._high = known.low, known.high

    def holds(self, world: list[int]) -> bool:
        """Whether it is so in a world."""
        value = sum(map(mul, self._times, map(world.__getitem__, self._columns)))
        return (self._low is None or value >= self._low) and (self._high is None or value <= self._high)


def new_program() -> Highs:
    """An empty program: silent, on one thread, the same in every run."""
    highs = Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_max_nodes", _NODES)):
        highs.setOptionValue(option, value)
    return highs


def run_as_it_stands(highs: Highs) -> None:
    """Run a program that is not made simpler first: of a few that have solutions HiGHS 1.15 says that they have none if they are."""
    highs.setOptionValue("presolve", "off")
    highs.run()
    highs.setOptionValue("presolve", "choose")


def has_solution(highs: Highs) -> bool:
    """Whether a program that was run has a best solution."""
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
