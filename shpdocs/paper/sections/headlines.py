"""Headlines written from the figures: what is on track, what is off, the biggest change, what is missing, what was revised or corrected."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from operator import attrgetter

from shpdocs.answers.kinds import KINDS
from shpdocs.figures.performance import PRO_RATA, TARGET
from shpdocs.model.document import Block, ListItem, Paragraph
from shpdocs.model.origin import Number
from shpdocs.model.period import QUARTERS
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import Material, listed
from shpdocs.paper.sections.missing import absent_and_waiting, missing_returns
from shpdocs.paper.sections.reported_measures import (
    ReportedMeasure,
    amount,
    change_words,
    is_percentage,
    quarter_words,
    reported_measures,
    variance_words,
)
from shpdocs.paper.sections.text import text

_MOST = 6  # listed one by one, or named; of more the appendix says the rest
_LEAST_COMPARED = 20  # cases: of fewer, one or two more make a large per cent that says nothing
_Measures = tuple[ReportedMeasure, ...]


def headlines(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """Sentences written from the figures; the officer's own text replaces them, or is printed before them where it joins them."""
    own = text(plan, material)
    has_own = any(block.refs for block in own if isinstance(block, Paragraph | ListItem))
    if has_own and plan.own_text != "joins":
        return own
    return (*(own if has_own else ()), *_written(material))


def _written(material: Material) -> tuple[Block, ...]:
    measures = reported_measures(material)
    with_figure = tuple(reported for reported in measures if reported.has_figure)
    if not with_figure:
        nothing = Paragraph(f"No figures were returned for {material.period.words}.")
        return (nothing, *_missing_returns(material))
    see = _reference(material)
    return (
        *_positions(with_figure, material, see),
        *_biggest_change(with_figure, material),
        *_missing_figures(measures, see),
        *_missing_returns(material),
        *_marked(with_figure, see),
    )


def _reference(material: Material) -> str:
    """Where the rest is: ', see Appendix 1' of the appendix with the dashboard, or the dashboard's heading; '' if there is none."""
    names = {appendix.title: appendix.name for appendix in reversed(material.appendices)}  # its own come first
    heading = ""
    for plan in material.profile.sections:
        heading = names.get(plan.heading, "") if plan.is_appendix else heading
        if plan.kind == "dashboard":
            return f", see {heading or plan.heading}" if heading or plan.heading else ""
    return ""


def _positions(measures: _Measures, material: Material, see: str) -> Iterator[Block]:
    """How many figures are on track, and which are off, the furthest off first."""
    rated = tuple(reported for reported in measures if reported.performance.rating)
    if not rated:
        yield Paragraph("None of the figures can be held against a target.", refs=_refs(measures))
        return
    with_ratings = material.has_ratings
    yield Paragraph(_summary(rated, len(measures), with_ratings), refs=_refs(rated))
    off = sorted((reported for reported in rated if reported.performance.rating != "green"), key=_nearness)
    if off:
        yield Paragraph("Off track, the furthest first:" if len(off) > 1 else "Off track:")
        shown = _number_listed(len(off))
        for number, reported in enumerate(off[:shown]):
            yield ListItem(_position(reported, with_ratings), "-", starts=number == 0, refs=(reported.ref,))
        if off[shown:]:
            yield ListItem(f"And {len(off) - shown} more{see}.", "-", refs=_refs(tuple(off[shown:])))


def _number_listed(number: int) -> int:
    """How many of so many are listed; the others are counted. A single one takes no more room than to say so."""
    return _MOST + 1 if number == _MOST + 1 else _MOST


def _names(names: list[str], see: str) -> str:
    shown = _number_listed(len(names))
    return "; ".join([*names[:shown], f"and {len(names) - shown} more{see}"] if names[shown:] else names)


def _summary(rated: _Measures, number: int, with_ratings: bool) -> str:
    """How many are on track: 'Of 9 figures held against a target, 4 are on track (green) and 5 are off track (…).'

    `number` counts all figures, those that cannot be rated among them.
    """
    sentences = [_on_and_off_track([reported.performance.rating for reported in rated], with_ratings)]
    total = len(rated)
    pro_rata = sum(1 for reported in rated if reported.performance.method == PRO_RATA)
    if pro_rata:
        which = {1: "One of them is", total: "All of them are" if total > 1 else "It is"}.get(pro_rata, f"{pro_rata} of them are")
        sentences.append(f"{which} held against an even share of the year's target (pro rata), which is only indicative.")
    if number > total:
        others = "The other figure has" if number - total == 1 else f"The other {number - total} have"
        sentences.append(f"{others} no target, or not what is needed to judge by.")
    return " ".join(sentences)


def _on_and_off_track(ratings: list[str], with_ratings: bool) -> str:
    total, on = len(ratings), ratings.count("green")
    if total == 1:
        rating = f" ({ratings[0]})" if with_ratings else ""
        return f"The one figure held against a target is {'on track' if on else 'off track'}{rating}."
    parts = []
    if on:
        parts.append(f"{_are(on)} on track{' (green)' if with_ratings else ''}")
    if total - on:
        split = listed(tuple(f"{ratings.count(name)} {name}" for name in ("amber", "red") if name in ratings))
        parts.append(f"{_are(total - on)} off track{f' ({split})' if with_ratings else ''}")
    return f"Of {total} figures held against a target, {' and '.join(parts)}."


def _position(reported: ReportedMeasure, with_rating: bool) -> str:
    """The position of a figure: 'Robbery (amber): 230 by the end of Quarter 2, 3.6% above the 222 expected by then (pro rata).'"""
    performance = reported.performance
    quarter = quarter_words(performance.quarter)
    name = f"{reported.name} ({performance.rating})" if with_rating else reported.name
    if performance.so_far is None:
        figure = f"{_amount(performance.figure, reported)} in {quarter}"
    else:
        figure = f"{_amount(performance.so_far, reported)} by the end of {quarter}"
    return f"{name}: {figure}, {_variance(reported)}."


def _nearness(reported: ReportedMeasure) -> tuple[bool, Fraction]:
    """What sorts the furthest off first: where nothing is expected there is no per cent of it."""
    variance = reported.performance.variance
    return (variance is not None, -abs(variance.value if variance else Fraction()))


def _variance(reported: ReportedMeasure) -> str:
    performance = reported.performance
    variance = variance_words(reported).text
    if performance.expected is None:
        return f"{variance} the band from {_amount(performance.low, reported)} to {_amount(performance.high, reported)}"
    expected = _amount(performance.expected, reported)
    if performance.method == TARGET:
        return f"{variance} the target of {expected}"
    method = "pro rata" if performance.method == PRO_RATA else performance.method
    return f"{variance} the {expected} expected by then ({method})"


def _biggest_change(measures: _Measures, material: Material) -> Iterator[Block]:
    """The biggest change: on the same quarter of last year if that is known of any figure, else on the quarter before.

    Counts are compared by per cent, of no tiny figure; where there is none to compare, percentages are by points.
    """
    counts = tuple(reported for reported in measures if not KINDS[reported.measure.unit].is_ratio and not _is_rounded(reported, material))
    percentages = tuple(reported for reported in measures if is_percentage(reported))
    since = (
        ("the same quarter of last year", attrgetter("performance.same_quarter_last_year")),
        ("the quarter before", attrgetter("performance.quarter_before")),
    )
    for compared, among in ((counts, f"counts of {_LEAST_COMPARED} or more"), (percentages, "percentages")):
        for words, earlier in since:
            sizes = [(size, reported) for reported in compared if (size := _size(reported, earlier(reported)))]
            if sizes:
                _, biggest = max(sizes, key=lambda sized: sized[0])  # the first of those that changed alike
                change = _change(biggest, earlier(biggest))
                yield Paragraph(f"The biggest change on {words}, among {among}: {change}.", refs=(biggest.ref,))
                return


def _size(reported: ReportedMeasure, earlier: Number | None) -> Fraction | None:
    """How much a figure changed, in per cent or points; None if that is not known, or says nothing."""
    now = reported.performance.figure
    if now is None or earlier is None:
        return None
    if is_percentage(reported):
        return abs(now.value - earlier.value)
    return abs(now.value - earlier.value) / earlier.value if earlier.value >= _LEAST_COMPARED else None


def _change(reported: ReportedMeasure, earlier: Number | None) -> str:
    """'Robbery, 104 in Quarter 2, down 17.5% from 126'."""
    performance = reported.performance
    figure = f"{_amount(performance.figure, reported)} in {quarter_words(performance.quarter)}"
    return f"{reported.name}, {figure}, {change_words(reported, earlier).text.lower()} from {_amount(earlier, reported)}"


def _is_rounded(reported: ReportedMeasure, material: Material) -> bool:
    """Whether the figures are rounded for print, so that their changes are not those of what was counted."""
    rule = reported.measure.small_numbers or (material.settings.small_numbers if material.settings else None)
    return reported.measure.people and rule is not None and rule.round_to > 0


def _missing_figures(measures: _Measures, see: str) -> Iterator[Block]:
    """The figures of each quarter that are not there, by why."""
    reasons = (
        ("not-yet-available", "not yet available"),
        ("suppressed", "not published, because people could be identified"),
        ("", "left blank"),
    )
    for quarter in QUARTERS:
        for reason, words in reasons:
            lacking = tuple(reported for reported in measures if _lacks(reported, quarter, reason))
            if lacking:
                figures = "1 figure" if len(lacking) == 1 else f"{len(lacking)} figures"
                verb = "is" if len(lacking) == 1 else "are"
                names = _names([reported.name for reported in lacking], see)
                yield Paragraph(f"{figures} for {quarter_words(quarter)} {verb} {words}: {names}.", refs=_refs(lacking))


def _lacks(reported: ReportedMeasure, quarter: str, reason: str) -> bool:
    """Whether a quarter that was asked has no figure for that reason; a blank counts only if another quarter has an answer."""
    if quarter not in reported.figures:
        return False
    known = reported.figures[quarter]
    if known is None:
        return reason == "" and any(reported.figures.values())
    return known.figure["value"] is None and (known.figure["reason"] or "") == reason


def _missing_returns(material: Material) -> Iterator[Block]:
    """The sub-groups whose return is not in force."""
    absent, waiting = absent_and_waiting(missing_returns(material), material)
    if absent:
        yield Paragraph(f"No return was received from {listed(absent)}.")
    if waiting:
        yield Paragraph(f"Received, but waiting for a decision: the return of {listed(waiting)}.")


def _marked(measures: _Measures, see: str) -> Iterator[Block]:
    """The figures of earlier quarters that were revised, and those that were corrected after a paper printed them."""
    for mark, words in (("revised", "Revised since first returned"), ("corrected", "Corrected since an earlier paper")):
        marked = [
            (reported, quarter) for reported in measures for quarter, known in reported.figures.items() if known and mark in known.marks
        ]
        if marked:
            names = _names([f"{reported.name}, {quarter_words(quarter)}" for reported, quarter in marked], see)
            yield Paragraph(f"{words}: {names}.", refs=_refs(tuple(reported for reported, _ in marked)))


def _amount(number: Number | None, reported: ReportedMeasure) -> str:
    return amount(number, reported).text if number else ""


def _are(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"


def _refs(measures: _Measures) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reported.ref for reported in measures))
