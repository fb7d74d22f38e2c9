"""How each measure stands, from the figures as the paper prints them: what dashboard, charts and headlines are made of."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.definitions.figures import show_figure
from shpdocs.figures.carried import AWAITED, Told, figure_of
from shpdocs.figures.performance import Performance, performance
from shpdocs.model.definition import Definition, Measure, Part
from shpdocs.model.period import QUARTERS
from shpdocs.model.profile import Theme
from shpdocs.model.returns import Json, Return
from shpdocs.model.settings import TOLERANCE
from shpdocs.paper.sections.material import Material, listed

_OTHER = Theme("", "Other measures")


class ReportedMeasure(Struct, frozen=True):
    """A measure, or one part of a compound measure, and how it stands.

    `told` holds, for every quarter asked so far, what is known of it. `performance` is of the last of them whose figure is
    not awaited; `awaited` are the quarters after it. `ref` names the answer ('made-up/measures/robbery/figure').
    """

    theme: Theme
    definition: Definition
    measure: Measure
    part: Part | None
    told: Mapping[str, Told | None]
    performance: Performance
    awaited: tuple[str, ...]
    ref: str

    @property
    def name(self) -> str:
        """What it is called: 'Robbery', 'Disposals: PWIT'. A part takes the place of all where the measure's name lists them:
        'Youth disposals for PWIT' of 'Youth disposals for PWIT and VAP'.
        """
        if self.part is None:
            return self.measure.name
        every = listed(tuple(part.label for part in self.measure.parts))
        if len(self.measure.parts) > 1 and every in self.measure.name:
            return self.measure.name.replace(every, self.part.label)
        return f"{self.measure.name}: {self.part.label}"

    @property
    def alone(self) -> Measure:
        """The measure, or the part as a measure by itself, with the baseline and target that are its own.

        A rate whose name says what it is per is printed as a bare number.
        """
        if self.part is None:
            is_told = self.measure.unit == "rate" and " per " in self.measure.name
            return replace(self.measure, unit="number") if is_told else self.measure
        aimed = self.part.target or (self.measure.target if self.performance.target is not None else None)
        return replace(self.measure, parts=(), baseline=self.part.baseline, target=aimed)


def reported_measures(material: Material) -> tuple[ReportedMeasure, ...]:
    """Every published figure asked so far this year, in the order of the priorities; each part of a compound measure apart."""
    themes = (*material.profile.themes, _OTHER)
    return tuple(
        _measured(material, theme, definition, measure, part)
        for theme in themes
        for definition in material.definitions
        for measure in definition.measures
        if measure.theme == theme.key and _is_told(material, definition, measure)
        for part in measure.parts or (None,)
    )


def figure_words(material: Material, of: ReportedMeasure, quarter: str, with_quarter: bool = False) -> str:
    """A quarter's figure as printed, with what a reader should know of it, '104 (Q2, provisional)'; never empty."""
    told = of.told.get(quarter)
    words = material.profile.words
    at = [quarter] * with_quarter
    if told is None:
        is_there = of.definition.sub_group in material.returns
        return _marked(words.no_entry if is_there else material.absent(of.definition), at)
    marks = at + ["provisional"] * bool(told.figure.get("provisional")) + ["revised"] * told.is_revised
    return _marked(show_figure(of.measure, told.figure, words) or words.no_entry, marks)


def _marked(text: str, marks: list[str]) -> str:
    return f"{text} ({', '.join(marks)})" if marks else text


def _is_told(material: Material, definition: Definition, measure: Measure) -> bool:
    is_asked = any(quarter <= material.period.quarter for quarter in measure.asked_in)
    return measure.is_figure and measure.publish and is_asked and not material.withheld(definition.sub_group, measure.key)


def _measured(material: Material, theme: Theme, definition: Definition, measure: Measure, part: Part | None) -> ReportedMeasure:
    base = f"/measures/{measure.key}/parts/{part.key}" if part else f"/measures/{measure.key}"
    asked = sorted(quarter for quarter in measure.asked_in if quarter <= material.period.quarter)
    told = {quarter: material.figure(definition.sub_group, quarter, base) for quarter in asked}
    answered = [quarter for quarter in asked if not _is_awaited(told[quarter])]
    at = answered[-1] if answered else asked[-1]
    figures = {quarter: one.figure for quarter, one in told.items() if one}
    before = _figures_of(material.last_year.get(definition.sub_group, {}), base)
    tolerance = material.settings.tolerance if material.settings else TOLERANCE
    stands = performance(measure, part, at, figures, before, tolerance)
    awaited = tuple(quarter for quarter in asked if quarter > at)
    return ReportedMeasure(theme, definition, measure, part, told, stands, awaited, f"{definition.sub_group}{base}/figure")


def _is_awaited(told: Told | None) -> bool:
    return told is None or told.figure["reason"] == AWAITED


def _figures_of(returns: Mapping[str, Return], base: str) -> dict[str, Json]:
    """What the returns of a year say of each of its quarters."""
    told = {quarter: figure_of(quarter, base, returns) for quarter in QUARTERS}
    return {quarter: one.figure for quarter, one in told.items() if one}
