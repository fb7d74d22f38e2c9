"""The dashboard: one row a measure, by priority, with its position and rating; then the rest of the year and what changed."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.answers.values import show_number
from shpdocs.definitions.figures import show_baseline, show_target
from shpdocs.figures.performance import PRO_RATA, PROFILE, TARGET, rounded
from shpdocs.model.document import Block, Paragraph, Rating
from shpdocs.model.period import QUARTERS
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import Material, listed
from shpdocs.paper.sections.measure_words import Column, amount, is_percentage, measure_table, name_cell, quarter_words, variance_words
from shpdocs.paper.sections.measures import NONE_SET
from shpdocs.paper.sections.projections import ahead
from shpdocs.paper.sections.reported_measures import ReportedMeasure, figure_words, reported_measures

LEVEL = "Level"  # in place of a year to date: one word, as the column is narrow
_METHODS = {PRO_RATA: "pro rata (indicative)", PROFILE: "agreed profile", TARGET: "the target"}
_UNRATED = {
    "monitored": "monitored only",
    "no-direction": "no direction agreed",
    "no-target": "no target",
    "not-asked": "not yet asked",
    "missing": "no figure",
    "suppressed": "held back",
    "not-yet-available": "not yet available",
    "not-applicable": "not applicable",
}


def dashboard(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """The table of positions, how they were reached, and the table of what is ahead; () if no measure has a figure.

    A column in which no measure has anything is left out; ratings are, where the settings say so.
    """
    found = reported_measures(material)
    if not any(one and one.figure["value"] is not None for of in found for one in of.told.values()):
        return ()
    positions = measure_table(f"Position of each measure, {material.period.words}", _positions(found, material), found, material)
    return (positions, *_awaited(found, material), *map(Paragraph, _how(found, material)), *ahead(found, plan.level + 1, material))


def _positions(found: tuple[ReportedMeasure, ...], material: Material) -> tuple[Column, ...]:
    common = _common_method(found)
    columns: list[tuple[Column, bool]] = [
        (("Priority", _priority), True),
        (("Measure", name_cell), True),
        (("Baseline", _baseline), any(show_baseline(of.alone, material.profile.words) for of in found)),
        (("Target", _target), any(show_target(of.alone.target, of.measure) for of in found)),
        (("Latest quarter", _latest), True),
        (("Year to date", _so_far), any(of.performance.so_far is not None for of in found)),
        ((f"Expected by now, {_METHODS.get(common)}", lambda of, _: _expected(of, common)), bool(common)),
        (("Position", _position), bool(common)),
        (("Rating", _rating), _is_rated(material)),
    ]
    return tuple(column for column, is_wanted in columns if is_wanted)


def _is_rated(material: Material) -> bool:
    return material.settings is None or material.settings.ratings


def _common_method(found: tuple[ReportedMeasure, ...]) -> str:
    """How what is expected was reached for most measures: the heading says it once. '' if nothing is expected of any."""
    methods = [of.performance.method for of in found if of.performance.method]
    return max(_METHODS, key=methods.count) if methods else ""


def _priority(of: ReportedMeasure, _: Material) -> tuple[Paragraph, ...]:
    """The theme's short name, or its heading without what stands before a dash ('PRIORITY THEME 1 – REDUCE BURGLARY')."""
    return (Paragraph(of.theme.short or of.theme.heading.rpartition(" – ")[2]),)


def _baseline(of: ReportedMeasure, material: Material) -> tuple[Paragraph, ...]:
    words = material.profile.words
    return (Paragraph(show_baseline(of.alone, words) or words.no_baseline),)


def _target(of: ReportedMeasure, _: Material) -> tuple[Paragraph, ...]:
    """The target as stated; one that is a change on the baseline as the figure that it comes to."""
    if _is_worked_out(of) and of.performance.target is not None:
        return (Paragraph(amount(of.performance.target, of, 2)),)
    return (Paragraph(show_target(of.alone.target, of.alone) or NONE_SET),)


def _is_worked_out(of: ReportedMeasure) -> bool:
    target = of.alone.target
    return target is not None and target.value is None and of.performance.target is not None


def _latest(of: ReportedMeasure, material: Material) -> tuple[Paragraph, ...]:
    """The figure of the last quarter that has one, with its quarter: '429 (Q2)', '104 (Q2, provisional)'."""
    quarter = of.performance.quarter
    return (Paragraph(figure_words(material, of, quarter, with_quarter=True), refs=(of.ref,)),)


def _so_far(of: ReportedMeasure, material: Material) -> tuple[Paragraph, ...]:
    if of.performance.so_far is not None:
        return (Paragraph(amount(of.performance.so_far, of, 2), refs=(of.ref,)),)
    return (Paragraph(_lacking(of, material) if of.measure.quarters in ("sum", "to-date") else LEVEL),)


def _lacking(of: ReportedMeasure, material: Material) -> str:
    """Why there is no position: the first quarter without a figure."""
    return figure_words(material, of, of.performance.lacking[0][0])


def _expected(of: ReportedMeasure, common: str) -> tuple[Paragraph, ...]:
    """What is expected, and how that was reached where it is not as the heading says."""
    stands = of.performance
    if not stands.method:
        return (Paragraph(NONE_SET),)
    bounds = [amount(bound, of) for bound in (stands.low, stands.high) if bound is not None]
    return (Paragraph(f"{' to '.join(bounds)}{'' if stands.method == common else f' ({stands.method})'}"),)


def _position(of: ReportedMeasure, material: Material) -> tuple[Paragraph, ...]:
    stands = of.performance
    shown = variance_words(of)
    if not shown:
        shown = _lacking(of, material) if stands.method and stands.lacking else material.profile.words.not_applicable
    return (Paragraph(shown[0].upper() + shown[1:]),)


def _rating(of: ReportedMeasure, _: Material) -> tuple[Paragraph, ...]:
    """The rating in a word, 'Green', 'Amber' or 'Red', or why there is none: 'Not rated: monitored only'."""
    colour: Rating = of.performance.rating or "grey"
    words = colour.capitalize() if of.performance.rating else f"Not rated: {_UNRATED[of.performance.unrated]}"
    return (Paragraph(words, rating=colour),)


def _awaited(found: tuple[ReportedMeasure, ...], material: Material) -> Iterator[Paragraph]:
    """For each quarter whose figures are awaited, of which measures; or of which not, where those are fewer."""
    for quarter in QUARTERS:
        asked = tuple(of for of in found if quarter in of.told)
        groups: dict[str, list[ReportedMeasure]] = {}
        for of in asked:
            if quarter in of.awaited:
                groups.setdefault(figure_words(material, of, quarter), []).append(of)
        for words, waiting in groups.items():
            others = tuple(of.name for of in asked if of not in waiting)
            named = f" for {listed(tuple(of.name for of in waiting))}"
            if len(others) < len(waiting) and len(groups) == 1:
                named = f" except for {listed(others)}" if others else ""
            told = f"{quarter_words(quarter)}: {words[0].lower()}{words[1:]}{named}."
            yield Paragraph(told, refs=tuple(of.ref for of in waiting))


def _how(found: tuple[ReportedMeasure, ...], material: Material) -> list[str]:
    """How positions and ratings were reached, as far as they were used."""
    methods = {of.performance.method for of in found}
    told: list[str] = []
    if methods != {""}:
        told.append("Position: the year to date, or else the latest figure, against what is expected by the end of that quarter.")
    if any(is_percentage(of) and of.performance.off for of in found):
        told.append("Points: percentage points.")
    if PRO_RATA in methods:
        told.append("Pro rata: an even share of the year's target, only indicative, as figures vary over a year.")
    if PROFILE in methods:
        told.append("Agreed profile: where it was agreed that the figure should stand by the end of the quarter.")
    if any(_is_worked_out(of) for of in found):
        told.append("A target set as a change is printed as what it comes to.")
    if any(of.measure.quarters in ("level", "rolling") for of in found):
        told.append(f"{LEVEL}: where things stand, or a moving period; not summed.")
    rated = _how_rated(found) if _is_rated(material) else ""
    return [text for text in (" ".join(told), rated) if text]


def _how_rated(found: tuple[ReportedMeasure, ...]) -> str:
    rated = [of for of in found if of.performance.rating]
    if not rated:
        return ""
    tolerances = sorted(
        {of.performance.tolerance for of in rated}, key=lambda one: (-sum(of.performance.tolerance == one for of in rated), one)
    )
    usual, *others = tolerances
    shares = ", also of percentages" if any(is_percentage(of) for of in rated) else ""
    own = [
        f"{show_number(rounded(one, 2))}% for {listed(tuple(of.name for of in rated if of.performance.tolerance == one))}" for one in others
    ]
    allowed = f"{show_number(rounded(usual, 2))}% of what is expected{''.join(f'; {one}' for one in own)}"
    unrated = "" if len(rated) == len(found) else " What is only monitored, or lacks a target or a figure, is not rated."
    return f"Ratings. Green: as expected or better. Amber: off by no more than {allowed}{shares}. Red: off by more.{unrated}"
