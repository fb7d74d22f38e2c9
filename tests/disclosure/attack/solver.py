"""HiGHS in the hands of a reader: which values a sought number may have, by integer programmes over all that the reader holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random
from typing import Any

import highspy

from tests.disclosure.attack.system import Form, Sought, System, Unknown

_INTEGER = highspy.HighsVarType.kInteger


class Attack:
    """One system in the solver. Every sought number is a variable of its own, whose bounds a question narrows."""

    def __init__(self, system: System) -> None:
        self._highs: Any = highspy.Highs()
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        self._columns: dict[Unknown, int] = {}
        self._sought: dict[object, int] = {}
        self._apart_from: list[int] = []
        self._count = 0
        self.solved = 0
        for unknown, values in system.unknowns.items():
            self._columns[unknown] = self._column(values.low, values.high)
            if values.gap and values.low < values.gap:
                self._apart(self._columns[unknown], values.gap, values.high)
        for line in sorted(system.lines):
            self._row(dict(line.form), line.low, line.high)
        for sought in system.sought.values():
            column = self._sought[sought.form] = self._column(-highspy.kHighsInf, highspy.kHighsInf)
            self._row(dict(sought.form), 0, 0, (column, -1.0))

    def weigh(self, weights: Random | None) -> None:
        """Say how much it is that a number differs from the world that others stay near: the same for each, or more and less by chance."""
        for apart in self._apart_from:
            self._highs.changeColCost(apart, weights.choice((1.0, 2.0, 5.0)) if weights else 1.0)

    def stay_near(self, true: Mapping[Unknown, float]) -> None:
        """Let worlds differ from this one as little as they can."""
        for unknown, column in self._columns.items():
            apart = self._column(0, highspy.kHighsInf)
            self._apart_from.append(apart)
            self._highs.changeColCost(apart, 1.0)
            self._highs.addRow(-true[unknown], highspy.kHighsInf, 2, [apart, column], [1.0, -1.0])
            self._highs.addRow(true[unknown], highspy.kHighsInf, 2, [apart, column], [1.0, 1.0])

    def _column(self, low: float, high: float) -> int:
        self._highs.addVar(low, high)
        self._highs.changeColIntegrality(self._count, _INTEGER)
        self._count += 1
        return self._count - 1

    def _apart(self, column: int, gap: int, high: int) -> None:
        """Either 0, or from the gap on: a choice between the two."""
        choice = self._column(0, 1)
        self._highs.addRow(0, highspy.kHighsInf, 2, [column, choice], [1.0, -float(gap)])
        self._highs.addRow(-highspy.kHighsInf, 0, 2, [column, choice], [1.0, -float(high)])

    def _row(self, form: Form, low: float, high: float, more: tuple[int, float] | None = None) -> None:
        entries = [(self._columns[unknown], times) for unknown, times in form.items()] + ([more] if more else [])
        limits = (low, high if high != float("inf") else highspy.kHighsInf)
        self._highs.addRow(*limits, len(entries), [column for column, _ in entries], [times for _, times in entries])

    def world(self, sought: Sought, low: float, high: float) -> Mapping[Unknown, int] | None:
        """Numbers that fit everything with the sought number from `low` to `high`; None if there are none."""
        column = self._sought[sought.form]
        self._highs.changeColBounds(column, low, high)
        status = self._run()
        if status == highspy.HighsModelStatus.kInfeasible:  # version 1.15 says so of some programmes that have solutions
            self._highs.setOptionValue("presolve", "off")
            status = self._run()
            self._highs.setOptionValue("presolve", "choose")
        self._highs.changeColBounds(column, -highspy.kHighsInf, highspy.kHighsInf)
        if status == highspy.HighsModelStatus.kOptimal:
            values = list(self._highs.getSolution().col_value)
            return {unknown: round(values[number]) for unknown, number in self._columns.items()}
        if status != highspy.HighsModelStatus.kInfeasible:
            raise AssertionError(f"HiGHS: {status}")
        return None

    def _run(self) -> Any:
        self.solved += 1
        self._highs.run()
        return self._highs.getModelStatus()


def possible_values(attack: Attack, sought: Iterable[Sought], worlds: list[Mapping[Unknown, int]]) -> dict[Sought, set[int]]:
    """Of each sought number, which small values it may have. `worlds` are known to be possible; those found are added to them."""
    result: dict[Sought, set[int]] = {}
    for number in sought:
        seen = {int(number.value(world)) for world in worlds}
        for value in range(number.low, number.reach + 1):
            if value not in seen:
                world = attack.world(number, value, value)
                if world is not None:
                    worlds.append(world)
                    seen.add(value)
        result[number] = {value for value in seen if number.low <= value <= number.reach}
    return result


def is_exact(attack: Attack, sought: Sought, value: int, worlds: list[Mapping[Unknown, int]]) -> bool:
    """Whether the sought number can only be this value, of all values."""
    if any(int(sought.value(world)) != value for world in worlds):
        return False
    infinity = highspy.kHighsInf
    return attack.world(sought, -infinity, value - 1) is None and attack.world(sought, value + 1, infinity) is None
