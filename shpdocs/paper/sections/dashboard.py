"""The dashboard: one row a measure, by priority, with its position and rating; then projections and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shpdocs.answers.values import show_number
from shpdocs.definitions.wording import show_baseline, show_target
from shpdocs.figures.arithmetic import judged, rounded, together
from shpdocs.figures.performance import PRO_RATA, PROFILE, TARGET
from shpdocs.model import phrase as phrases
from shpdocs.model.document import Block, Paragraph
from shpdocs.model.origin import Number, Rule, Statement
from shpdocs.model.period import QUARTERS
from shpdocs.model.phrase import Phrase, Words, beginning, from_origin, joined, paragraph, phrase
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.aims import own_baseline_words, target_words
from shpdocs.paper.sections.material import Material, capitalised, uncapitalised
from shpdocs.paper.sections.measures import NONE_SET
from shpdocs.paper.sections.projections import projections
from shpdocs.paper.sections.reported_measures import (
    Column,
    ReportedMeasure,
    amount,
    figure_origin,
    figure_words,
    is_percentage,
    name_cell,
    reported_measures,
    table_of_measures,
    variance_words,
)

LEVEL = "Level"  # in place of a year to date: one word, as the column is narrow
_METHODS = {PRO_RATA: "pro rata (indicative)", PROFILE: "agreed profile", TARGET: "the target"}
_UNRATED = {
    "monitored": "monitored only",
    "no-direction": "no direction agreed",
    "no-target": "no target",
    "not-asked": "not yet asked",
    "missing": "no figure",
    "suppressed": "figure not published",
    "not-yet-available": "not yet available",
    "not-applicable": "not applicable",
}
_NOT_RATED = Statement("rating", Rule("what lacks a figure, a target in figures or the direction that is better is not rated"))
_Measures = tuple[ReportedMeasure, ...]


def dashboard(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """The table of positions, how they were reached, and the table of projections; () if no measure has a figure.

    A column in which no measure has anything is left out; ratings are, where the settings say so.
    """
    measures = reported_measures(material)
    if not any(reported.has_figure for reported in measures):
        return ()
    title = phrase("Position of each measure, {}", material.period_words)
    table = table_of_measures(title, _columns(measures, material), measures, material)
    notes = (paragraph(note) for note in _notes(measures, material))
    return (table, *_awaited(measures, material), *notes, *projections(measures, plan.level + 1, material))


def _columns(measures: _Measures, material: Material) -> tuple[Column, ...]:
    words = material.profile.words
    method = _usual_method(measures)
    columns: list[tuple[Column, bool]] = [
        (("Priority", _priority), True),
        (("Measure", name_cell), True),
        (("Baseline", _baseline), any(show_baseline(reported.as_measure, words) for reported in measures)),
        (("Target", _target), any(show_target(reported.as_measure.target, reported.measure) for reported in measures)),
        (("Latest quarter", _latest), True),
        (("Year to date", _year_to_date), any(reported.performance.so_far is not None for reported in measures)),
        ((f"Expected by now, {_METHODS.get(method)}", lambda reported, _: _expected(reported, method)), bool(method)),
        (("Position", _position), bool(method)),
        (("Rating", _rating), material.has_ratings),
    ]
    return tuple(column for column, is_wanted in columns if is_wanted)


def _usual_method(measures: _Measures) -> str:
    """How what is expected was reached for most measures: the heading says it once. '' if nothing is expected of any."""
    methods = [reported.performance.method for reported in measures if reported.performance.method]
    return max(_METHODS, key=methods.count) if methods else ""


def _priority(reported: ReportedMeasure, material: Material) -> Paragraph:
    """The theme's short name, or its heading without what stands before a dash ('PRIORITY THEME 1 – REDUCE BURGLARY')."""
    key = "short" if reported.theme.short else "heading"
    words = reported.theme.short or reported.theme.heading.rpartition(" – ")[2]
    return paragraph(from_origin(words, material.theme_origin(reported.theme, key)))


def _baseline(reported: ReportedMeasure, material: Material) -> Paragraph:
    words = own_baseline_words(material, reported.definition, reported.measure, reported.part, reported.as_measure)
    return paragraph(words or material.words("no_baseline"))


def _target(reported: ReportedMeasure, material: Material) -> Paragraph:
    """The target as stated; one that is a change on the baseline as the figure that it comes to."""
    if reported.as_measure.target is None:
        return paragraph(NONE_SET)
    if _is_worked_out(reported) and reported.performance.target is not None:
        return paragraph(amount(reported.performance.target, reported, 2))
    words = target_words(material, reported.definition, reported.measure, reported.part, reported.as_measure)
    return paragraph(words or NONE_SET)


def _is_worked_out(reported: ReportedMeasure) -> bool:
    target = reported.as_measure.target
    return target is not None and target.value is None and reported.performance.target is not None


def _latest(reported: ReportedMeasure, material: Material) -> Paragraph:
    """The figure of the last quarter that has one, with its quarter: '429 (Q2)', '104 (Q2, provisional)'."""
    quarter = reported.performance.quarter
    return paragraph(figure_words(material, reported, quarter, with_quarter=True), refs=(reported.ref,))


def _year_to_date(reported: ReportedMeasure, material: Material) -> Paragraph:
    if reported.performance.so_far is not None:
        return paragraph(amount(reported.performance.so_far, reported, 2), refs=(reported.ref,))
    return paragraph(_lacking(reported, material) if reported.measure.quarters in ("sum", "to-date") else LEVEL)


def _lacking(reported: ReportedMeasure, material: Material) -> Phrase:
    """Why there is no position: the first quarter without a figure."""
    return figure_words(material, reported, reported.performance.missing[0][0])


def _expected(reported: ReportedMeasure, usual_method: str) -> Paragraph:
    """What is expected, and how that was reached where it is not as the heading says."""
    performance = reported.performance
    if not performance.method:
        return Paragraph(NONE_SET)
    bounds = [amount(bound, reported) for bound in (performance.low, performance.high) if bound is not None]
    method = "" if performance.method == usual_method else f" ({performance.method})"
    return paragraph(phrase("{}{}", joined(" to ", bounds), method))


def _position(reported: ReportedMeasure, material: Material) -> Paragraph:
    performance = reported.performance
    words = variance_words(reported)
    if not words.pieces:
        words = _lacking(reported, material) if performance.method and performance.missing else material.words("not_applicable")
    return paragraph(beginning(words, capitalised))


def _rating(reported: ReportedMeasure, _: Material) -> Paragraph:
    """The rating in a word, 'Green', 'Amber' or 'Red', or why there is none: 'Not rated: monitored only'."""
    performance = reported.performance
    if performance.rating:
        return paragraph(from_origin(performance.rating.capitalize(), performance.rated), rating=performance.rating)
    words = f"Not rated: {_UNRATED[performance.unrated]}"
    return paragraph(from_origin(words, _why_unrated(reported)), rating="grey")


def _why_unrated(reported: ReportedMeasure) -> Statement:
    """What says that there is no rating: the figures that lack, the definition, or how ratings are made."""
    if reported.performance.unrated == "monitored":
        return reported.stated("only monitored", "better")
    known = ((quarter, reported.figures.get(quarter)) for quarter, _ in reported.performance.missing)
    lacking = tuple(figure_origin(figure, reported.measure, quarter) for quarter, figure in known if figure)
    return judged("rating", "rating", lacking) if lacking else _NOT_RATED


def _awaited(measures: _Measures, material: Material) -> Iterator[Paragraph]:
    """For each quarter whose figures are awaited, of which measures; or of which not, where those are fewer."""
    for quarter in QUARTERS:
        asked = tuple(reported for reported in measures if quarter in reported.figures)
        by_words: dict[str, list[ReportedMeasure]] = {}
        for reported in asked:
            if quarter in reported.awaited:
                by_words.setdefault(figure_words(material, reported, quarter).text, []).append(reported)
        for awaited in by_words.values():
            words = _said_alike([figure_words(material, reported, quarter) for reported in awaited])
            others = [reported.name_words for reported in asked if reported not in awaited]
            names = phrase(" for {}", phrases.listed([reported.name_words for reported in awaited]))
            if len(others) < len(awaited) and len(by_words) == 1:
                names = phrase(" except for {}", phrases.listed(others)) if others else Phrase()
            text = phrase("{}: {}{}.", material.quarter_words(quarter), words, names)
            yield paragraph(text, refs=tuple(reported.ref for reported in awaited))


def _said_alike(words: list[Phrase]) -> Phrase:
    """What is said of several measures in the same words, said once: it comes from all that each of them comes from."""
    origins = (piece.origin for each in words for piece in each.pieces if piece.origin)
    return from_origin(uncapitalised(words[0].text), together("awaited", origins))


def _notes(measures: _Measures, material: Material) -> list[Words]:
    """How positions and ratings were reached, as far as they were used."""
    methods = {reported.performance.method for reported in measures}
    sentences: list[str] = []
    if methods != {""}:
        sentences.append("Position: the year to date, or else the latest figure, against what is expected by the end of that quarter.")
    if any(is_percentage(reported) and reported.performance.difference for reported in measures):
        sentences.append("Points: percentage points.")
    if PRO_RATA in methods:
        sentences.append("Pro rata: an even share of the year's target, only indicative, as figures vary over a year.")
    if PROFILE in methods:
        sentences.append("Agreed profile: where it was agreed that the figure should stand by the end of the quarter.")
    if any(_is_worked_out(reported) for reported in measures):
        sentences.append("A target set as a change is printed as what it comes to.")
    if any(reported.measure.quarters in ("level", "rolling") for reported in measures):
        sentences.append(f"{LEVEL}: where things stand, or a moving period; not summed.")
    ratings = _ratings_note(measures) if material.has_ratings else ""
    return [words for words in (" ".join(sentences), ratings) if words]


def _ratings_note(measures: _Measures) -> Words:
    """What the ratings mean, with the tolerance that most measures have, and those that have their own."""
    rated = [reported for reported in measures if reported.performance.rating]
    if not rated:
        return ""
    names: dict[Fraction, list[Words]] = {}
    tolerances: dict[Fraction, Number] = {}
    for reported in rated:
        tolerance = reported.performance.tolerance
        names.setdefault(tolerance.value, []).append(reported.name_words)
        tolerances.setdefault(tolerance.value, tolerance)
    usual, *others = sorted(names, key=lambda tolerance: (-len(names[tolerance]), tolerance))
    own = joined("", (phrase("; {} for {}", _per_cent(tolerances[value]), phrases.listed(names[value])) for value in others))
    shares = ", also of percentages" if any(is_percentage(reported) for reported in rated) else ""
    allowed = phrase("{} of what is expected{}{}", _per_cent(tolerances[usual]), own, shares)
    unrated = "" if len(rated) == len(measures) else " What is only monitored, or lacks a target or a figure, is not rated."
    ratings = "Ratings. Green: as expected or better. Amber: off by no more than {}. Red: off by more.{}"
    return phrase(ratings, allowed, unrated)


def _per_cent(number: Number) -> Phrase:
    return from_origin(f"{show_number(rounded(number.value, 2))}%", number)
