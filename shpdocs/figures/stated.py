"""The numbers that a definition states of a measure: its baseline, target, profile and the quarters in which it is asked."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from msgspec import Struct

from shpdocs.answers.kinds import KINDS
from shpdocs.figures.arithmetic import exact
from shpdocs.model.definition import Baseline, Measure, Part, Target
from shpdocs.model.origin import PER_CENT, Number, Rule, Source, Stated, Unit
from shpdocs.model.period import QUARTERS, slashed

_ALL_QUARTERS = Rule("every quarter, unless the definition says which")


def unit_of(measure: Measure) -> Unit:
    """What is printed with the numbers of a measure; a progress measure's target is in per cent."""
    if not measure.is_figure:
        return PER_CENT if measure.unit == "progress" else Unit()
    kind = KINDS[measure.unit]
    unit = kind.number_unit
    return Unit(unit.before, unit.after + (f" per {measure.per}" if "{per}" in kind.unit else ""))


class StatedNumbers(Struct, frozen=True):
    """What the definition in a file states of a measure, or of a part of it."""

    file: str
    measure: Measure
    part: Part | None

    def baseline(self, baseline: Baseline | None) -> Number | None:
        """The baseline, if it is a number."""
        if baseline is None or baseline.value is None:
            return None
        words = f"baseline of {slashed(baseline.year)}" if baseline.year else "baseline"
        is_of_part = self.part is not None and baseline is self.part.baseline
        return self._number(words, exact(baseline.value), "baseline.value", is_of_part)

    def target(self, target: Target, key: str, value: Fraction) -> Number:
        """The target as it is stated."""
        return self._number("target", value, f"target.{key}", self._is_of_part(target))

    def change(self, target: Target, key: str, size: Fraction) -> Number:
        """The change on the baseline, in per cent of it, that is aimed at."""
        number = self._number("change aimed at", size, f"target.{key}", self._is_of_part(target))
        return Number(number.words, size, number.source, PER_CENT)

    def end_of_band(self, target: Target, end: Literal["low", "high"]) -> Number | None:
        """One end of the band that is aimed at."""
        value = target.low if end == "low" else target.high
        words = "lower end of the band" if end == "low" else "upper end of the band"
        return None if value is None else self._number(words, exact(value), f"target.{end}", self._is_of_part(target))

    def profile(self, quarter: str) -> Number | None:
        """Where the figure should stand by the end of a quarter, if that was agreed."""
        value = dict(self.measure.profile).get(quarter)
        words = f"agreed for the end of Quarter {quarter[1:]}"
        return None if value is None else self._number(words, exact(value), f"profile.{quarter}")

    def quarters_asked(self, to: str = "") -> Number:
        """How many quarters of the year it is asked in, to a quarter or all of them."""
        number = sum(not to or quarter <= to for quarter in self.measure.asked_in)
        words = f"quarters asked to Quarter {to[1]}" if to else "quarters asked in the year"
        return Number(words, Fraction(number), self._asked)

    def quarters_left(self, after: str) -> Number:
        """How many quarters it is still asked in, after one."""
        number = sum(quarter > after for quarter in self.measure.asked_in)
        return Number(f"quarters asked after Quarter {after[1:]}", Fraction(number), self._asked)

    def a_quarter(self) -> Number:
        """One of the quarters that it is asked in."""
        return Number("a quarter of those asked", Fraction(1), self._asked)

    @property
    def _asked(self) -> Source:
        """Where it stands in which quarters it is asked; a definition need not say that it is all four."""
        return _ALL_QUARTERS if self.measure.asked_in == QUARTERS else self.stated("asked")

    def stated(self, key: str, is_of_part: bool = False) -> Stated:
        """Where the definition states something of the measure, or of the part."""
        part = f"parts.{self.part.key}." if is_of_part and self.part else ""
        return Stated(*self.measure.place(self.file, f"{part}{key}"))

    def _is_of_part(self, target: Target) -> bool:
        return self.part is not None and target is self.part.target

    def _number(self, words: str, value: Fraction, key: str, is_of_part: bool = False) -> Number:
        return Number(words, value, self.stated(key, is_of_part), unit_of(self.measure))
