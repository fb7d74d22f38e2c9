"""What a check looks at, and what it reports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct, field

from shpdocs.answers.values import number_in
from shpdocs.model.definition import Baseline, Measure, Part
from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import Json, answer_at


class Series(Struct, frozen=True):
    """The figures of a measure, or of one of its parts: its pointer and name, and the figure of each quarter that has one.

    A sum of money counts as its pounds. `now` is the figure of the period's own quarter.
    """

    base: str
    name: str
    part: Part | None
    baseline: Baseline | None
    by_quarter: Mapping[str, float]
    now: float | None

    @property
    def pointer(self) -> str:
        """The pointer of the quarter's own figure."""
        return f"{self.base}/figure/value"


class Case(Struct, frozen=True, dict=True):
    """One measure in a return: the return's answers, its period, and what the workbook was issued with."""

    measure: Measure
    answers: Json
    period: Period
    prefill: Prefill = field(default_factory=Prefill)

    @property
    def base(self) -> str:
        """The pointer of the measure."""
        return f"/measures/{self.measure.key}"

    @property
    def progress(self) -> str:
        """The pointer of its account of progress."""
        return f"{self.base}/progress"

    @property
    def activity(self) -> str:
        """The pointer of its activity, which may be the one given for another measure."""
        return f"/measures/{self.measure.activity_with or self.measure.key}/activity"

    @property
    def main_answer(self) -> str:
        """The pointer of its main answer: its progress, or its first figure."""
        return self.progress if self.measure.unit == "progress" else self.series[0].pointer

    def at(self, pointer: str) -> Json:
        """The answer at a pointer, or None."""
        return answer_at(self.answers, pointer)

    def text(self, pointer: str) -> str:
        """The text at a pointer, '' if there is none."""
        answer = self.at(pointer)
        return answer if isinstance(answer, str) else ""

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The figures of each part of the measure, or of the measure."""
        return tuple(self._figures(asked.pointer, asked.name, asked.part) for asked in self.measure.series)

    def _figures(self, base: str, name: str, part: Part | None) -> Series:
        pointers = {quarter: f"{base}/earlier/{quarter}/value" for quarter in self.period.earlier_quarters}
        pointers[self.period.quarter] = f"{base}/figure/value"
        by_quarter = {quarter: number for quarter, pointer in pointers.items() if (number := number_in(self.at(pointer))) is not None}
        baseline = part.baseline if part and part.baseline else self.measure.baseline
        return Series(base, name, part, baseline, by_quarter, by_quarter.get(self.period.quarter))


class Oddity(Struct, frozen=True):
    """What a check found: its code, the pointer of the answer it concerns, and details.

    `name` is what the answer belongs to, if not to the measure as a whole or to a field.
    """

    code: str
    answer: str
    details: dict[str, str]
    entered: str = ""
    name: str = ""
