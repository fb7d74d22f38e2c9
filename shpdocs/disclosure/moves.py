"""How counts move together: the cheapest way in which one may be one more without anything that is printed changing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from fractions import Fraction
from math import inf

from msgspec import Struct

from shpdocs.disclosure.counts import Form, Name
from shpdocs.disclosure.solver import has_solution, new_program

_EXACT = 1e-6


class Move(Struct, frozen=True):
    """How counts move together: which of the priced forms change, by number, and which counts move."""

    changed: tuple[int, ...]
    moved: frozenset[Name]


class Moves:
    """The ways in which counts can move together.

    No tie may change: what so many times its counts come to. What each of `priced` comes to may change, at its cost for each step.
    The program is laid down once; from question to question only bounds and costs change.
    """

    def __init__(self, counts: Iterable[Name], ties: Iterable[Form], priced: Sequence[Form]) -> None:
        self._columns = {name: at for at, name in enumerate(counts)}
        self._gains = range(len(self._columns), len(self._columns) + 2 * len(priced), 2)
        self._program = new_program()
        width = len(self._columns) + 2 * len(priced)
        self._program.addVars(width, [-inf] * len(self._columns) + [0.0] * 2 * len(priced), [inf] * width)
        self._held: Mapping[Name, float] = {}
        self._costs: Sequence[float] = ()
        rows = [self._row(tie) for tie in ties]
        rows += [{**self._row(form), gain: -1.0, gain + 1: 1.0} for form, gain in zip(priced, self._gains, strict=True)]
        starts, columns, times = [0], list[int](), list[float]()
        for row in rows:
            columns += row
            times += row.values()
            starts.append(len(columns))
        none = [0.0] * len(rows)
        self._program.addRows(len(rows), none, none, len(columns), starts[:-1], columns, times)

    def cheapest(self, name: Name, still: Set[Name], costs: Sequence[float]) -> Move | None:
        """Return how counts can move together by the least cost if this one moves by 1; None if they cannot. What is `still` stays."""
        self._set_bounds({**dict.fromkeys(still & self._columns.keys(), 0.0), name: 1.0})
        if costs is not self._costs:
            self._costs, both = costs, [cost for cost in costs for _ in range(2)]
            self._program.changeColsCost(len(both), list(range(len(self._columns), len(self._columns) + len(both))), both)
        self._program.run()
        if not has_solution(self._program):
            return None
        values = self._program.getSolution().col_value
        changed = tuple(number for number, gain in enumerate(self._gains) if abs(values[gain] - values[gain + 1]) > _EXACT)
        return Move(changed, frozenset(other for other, at in self._columns.items() if abs(values[at]) > _EXACT))

    def _set_bounds(self, held: Mapping[Name, float]) -> None:
        """Hold these counts at what they move by, and no other: what was so already stays."""
        for name in self._held.keys() - held.keys():
            self._program.changeColBounds(self._columns[name], -inf, inf)
        for name, step in held.items():
            if self._held.get(name) != step:
                self._program.changeColBounds(self._columns[name], step, step)
        self._held = held

    def _row(self, form: Form) -> dict[int, float]:
        """The columns of a form with their coefficients, of which the largest is 1."""
        if all(times in (1, -1) for times in form.values()):
            return {self._columns[name]: float(times) for name, times in form.items()}
        largest = max((abs(Fraction(times)) for times in form.values()), default=Fraction(1))
        return {self._columns[name]: float(times / largest) for name, times in form.items() if times}
