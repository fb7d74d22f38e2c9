"""The arithmetic of figures on plain numbers, for tests that hold what comes out against what was worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from shpdocs.figures import arithmetic
from shpdocs.figures import performance as performances
from shpdocs.figures.arithmetic import exact
from shpdocs.figures.expected import target_number
from shpdocs.figures.reported import ReportedFigure
from shpdocs.figures.stated import StatedNumbers
from shpdocs.model.definition import Baseline, Measure, Part, Target
from shpdocs.model.origin import Number, Rule
from shpdocs.model.returns import Json
from tests.support.made import measure


class PlainPerformance:
    """A performance whose numbers are plain ones, each equal to what it came to."""

    def __init__(self, performance: performances.Performance) -> None:
        self.performance = performance

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlainPerformance) and self.performance == other.performance

    def __hash__(self) -> int:
        return hash(self.performance)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.performance, name)
        return value.value if isinstance(value, Number) else value


def performance(
    measure: Measure, part: Part | None, quarter: str, figures: Mapping[str, Json], last_year: Mapping[str, Json] | None = None, *,
    tolerance: float = 5,
) -> PlainPerformance:  # fmt: skip
    """How a measure stands; figures are as a return has them."""
    this_year, before = ({name: ReportedFigure(figure) for name, figure in (year or {}).items()} for year in (figures, last_year))
    allowed = Number("tolerance", exact(tolerance), Rule("made up"))
    return PlainPerformance(performances.performance(measure, part, quarter, this_year, before, allowed))


def exact_target(target: Target, baseline: Baseline | None) -> Fraction | None:
    """What is aimed at."""
    number = target_number(target, baseline, StatedNumbers("", measure("a"), None))
    return number.value if number else None


def per_cent_change(now: Fraction | None, then: Fraction | None) -> Fraction | None:
    """In per cent of what stood before."""
    numbers = (None if value is None else Number("", value, Rule("made up")) for value in (now, then))
    change = arithmetic.per_cent_change("", *numbers)
    return change.value if change else None
