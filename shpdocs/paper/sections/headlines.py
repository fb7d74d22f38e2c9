"""Headlines written from the figures: what is on track, what is off, the biggest change, what is missing, what was revised or corrected."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from shpdocs.figures.arithmetic import judged
from shpdocs.figures.performance import PRO_RATA, TARGET
from shpdocs.model.document import Block, ListItem, Paragraph
from shpdocs.model.origin import Number, Origin, Statement
from shpdocs.model.period import QUARTERS
from shpdocs.model.phrase import Phrase, Words, from_origin, joined, list_item, listed, paragraph, phrase
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.biggest_change import biggest_change
from shpdocs.paper.sections.headings_and_footers import heading_words
from shpdocs.paper.sections.material import Material, how_many
from shpdocs.paper.sections.missing import absent_and_waiting, missing_returns
from shpdocs.paper.sections.reported_measures import ReportedMeasure, amount, blank_origin, figure_origin, reported_measures, variance_words
from shpdocs.paper.sections.text import text

_MOST = 6  # listed one by one, or named; of more the appendix says the rest
_Measures = tuple[ReportedMeasure, ...]
_Named = list[tuple[Phrase, Origin]]  # what is named, and why


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
        suppressed = any(_lacks(reported, quarter, "suppressed") for reported in measures for quarter in QUARTERS)
        if suppressed:
            return (*_missing_figures(measures, material, _reference(material)), *_missing_returns(material))
        nothing = paragraph(phrase("No figures were returned for {}.", material.period_words))
        return (nothing, *_missing_returns(material))
    see = _reference(material)
    return (
        *_positions(with_figure, material, see),
        *biggest_change(with_figure, material),
        *_missing_figures(measures, material, see),
        *_missing_returns(material),
        *_marked(with_figure, material, see),
    )


def _reference(material: Material) -> Phrase:
    """Where the rest is: ', see Appendix 1' of the appendix with the dashboard, or the dashboard's heading; nothing if there is none."""
    names = {appendix.title: appendix.name_words for appendix in reversed(material.appendices)}  # its own come first
    name = Phrase()
    for plan in material.profile.sections:
        name = names.get(plan.heading, Phrase()) if plan.is_appendix else name
        if plan.kind == "dashboard":
            where = name if name.pieces else heading_words(plan)
            return phrase(", see {}", where) if where.pieces else where
    return Phrase()


def _positions(measures: _Measures, material: Material, see: Phrase) -> Iterator[Block]:
    """How many figures are on track, and which are off, the furthest off first."""
    rated = tuple(reported for reported in measures if reported.performance.rating)
    if not rated:
        yield Paragraph("None of the figures can be held against a target.", refs=_refs(measures))
        return
    with_ratings = material.has_ratings
    yield paragraph(_summary(rated, measures, with_ratings), refs=_refs(rated))
    off = sorted((reported for reported in rated if reported.performance.rating != "green"), key=_nearness)
    if off:
        yield Paragraph("Off track, the furthest first:" if len(off) > 1 else "Off track:")
        shown = _number_listed(len(off))
        for place, reported in enumerate(off[:shown]):
            yield list_item(_position(reported, material), "-", starts=place == 0, refs=(reported.ref,))
        if off[shown:]:
            number = how_many("figures off track that are not listed", map(_rating, off[shown:]))
            more = from_origin("more", judged("figures held against a target, the furthest off first", "greatest", map(_rating, rated)))
            yield list_item(phrase("And {} {}{}.", number, more, see), "-", refs=_refs(tuple(off[shown:])))


def _number_listed(number: int) -> int:
    """How many of so many are listed; the others are counted. A single one takes no more room than to say so."""
    return _MOST + 1 if number == _MOST + 1 else _MOST


def _names(named: _Named, see: Phrase) -> Phrase:
    shown = _number_listed(len(named))
    rest = [phrase("and {} more{}", how_many("others", (why for _, why in named[shown:])), see)] if named[shown:] else []
    return joined("; ", [*(name for name, _ in named[:shown]), *rest])


def _summary(rated: _Measures, measures: _Measures, with_ratings: bool) -> Phrase:
    """How many are on track: 'Of 9 figures held against a target, 4 are on track (green) and 5 are off track (…).'

    `measures` are all that have a figure, those that cannot be rated among them.
    """
    sentences = [_on_and_off_track(rated, with_ratings)]
    pro_rata = [reported for reported in rated if reported.performance.method == PRO_RATA]
    if pro_rata:
        which = phrase("{} of them {}", *_are("figures held against an even share", pro_rata))
        if len(pro_rata) == len(rated):
            which = phrase("All of them are" if len(rated) > 1 else "It is")
        elif len(pro_rata) == 1:
            which = phrase("One of them is")
        sentences.append(phrase("{} held against an even share of the year's target (pro rata), which is only indicative.", which))
    others = [reported for reported in measures if not reported.performance.rating]
    if others:
        number = how_many("figures that are not rated", map(_rating, others))
        which = phrase("The other figure has") if len(others) == 1 else phrase("The other {} have", number)
        sentences.append(phrase("{} no target, or not what is needed to judge by.", which))
    return joined(" ", sentences)


def _on_and_off_track(rated: _Measures, with_ratings: bool) -> Phrase:
    on = [reported for reported in rated if reported.performance.rating == "green"]
    off = [reported for reported in rated if reported.performance.rating != "green"]
    if len(rated) == 1:
        rating = phrase(" ({})", _rating_words(rated[0])) if with_ratings else ""
        return phrase("The one figure held against a target is {}{}.", "on track" if on else "off track", rating)
    parts: list[Words] = []
    if on:
        parts.append(phrase("{} {} on track{}", *_are("figures on track", on), " (green)" if with_ratings else ""))
    if off:
        split = phrase(" ({})", listed(list(_by_rating(off)))) if with_ratings else ""
        parts.append(phrase("{} {} off track{}", *_are("figures off track", off), split))
    total = how_many("figures held against a target", map(_rating, rated))
    return phrase("Of {} figures held against a target, {}.", total, joined(" and ", parts))


def _by_rating(off: list[ReportedMeasure]) -> Iterator[Phrase]:
    """How many are amber, and how many red."""
    for name in ("amber", "red"):
        rated = [reported for reported in off if reported.performance.rating == name]
        if rated:
            yield phrase("{} {}", how_many(f"figures that are {name}", map(_rating, rated)), name)


def _position(reported: ReportedMeasure, material: Material) -> Phrase:
    """The position of a figure: 'Robbery (amber): 230 by the end of Quarter 2, 3.6% above the 222 expected by then (pro rata).'"""
    performance = reported.performance
    rating = phrase(" ({})", _rating_words(reported)) if material.has_ratings else ""
    by = " in " if performance.so_far is None else " by the end of "
    figure = phrase("{}{}{}", _amount(performance.position, reported), by, material.quarter_words(performance.quarter))
    return phrase("{}{}: {}, {}.", reported.name_words, rating, figure, _variance(reported))


def _nearness(reported: ReportedMeasure) -> tuple[bool, Fraction]:
    """What sorts the furthest off first: where nothing is expected there is no per cent of it."""
    variance = reported.performance.variance
    return (variance is not None, -abs(variance.value if variance else Fraction()))


def _variance(reported: ReportedMeasure) -> Phrase:
    performance = reported.performance
    variance = variance_words(reported)
    if performance.expected is None:
        return phrase("{} the band from {} to {}", variance, _amount(performance.low, reported), _amount(performance.high, reported))
    expected = _amount(performance.expected, reported)
    if performance.method == TARGET:
        return phrase("{} the target of {}", variance, expected)
    method = "pro rata" if performance.method == PRO_RATA else performance.method
    return phrase("{} the {} expected by then ({})", variance, expected, method)


def _missing_figures(measures: _Measures, material: Material, see: Phrase) -> Iterator[Block]:
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
                named = [(reported.name_words, _figure(reported, quarter, material)) for reported in lacking]
                number = how_many(f"figures {words}", (why for _, why in named))
                noun, verb = ("figure", "is") if len(lacking) == 1 else ("figures", "are")
                asked = (_figure(reported, quarter, material) for reported in measures if quarter in reported.figures)
                figures = from_origin(noun, judged(f"figures asked for Quarter {quarter[1]}", "count", asked))
                start = phrase("{} {} for {} {} {}", number, figures, material.quarter_words(quarter), verb, words)
                yield paragraph(phrase("{}: {}.", start, _names(named, see)), refs=_refs(lacking))


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
        yield paragraph(phrase("No return was received from {}.", listed(absent)))
    if waiting:
        yield paragraph(phrase("Received, but waiting for a decision: the return of {}.", listed(waiting)))


def _marked(measures: _Measures, material: Material, see: Phrase) -> Iterator[Block]:
    """The figures of earlier quarters that were revised, and those that were corrected after a paper printed them."""
    for mark, words in (("revised", "Revised since first returned"), ("corrected", "Corrected since an earlier paper")):
        marked = [
            (reported, quarter) for reported in measures for quarter, known in reported.figures.items() if known and mark in known.marks
        ]
        if marked:
            named = [
                (phrase("{}, {}", reported.name_words, material.quarter_words(quarter)), _figure(reported, quarter, material))
                for reported, quarter in marked
            ]
            which = from_origin(words, judged(f"figures that were {mark}", "made-of", (why for _, why in named)))
            yield paragraph(phrase("{}: {}.", which, _names(named, see)), refs=_refs(tuple(reported for reported, _ in marked)))


def _figure(reported: ReportedMeasure, quarter: str, material: Material) -> Origin:
    """Where a quarter's figure of a measure comes from; of a blank one, where it would stand."""
    words, known = f"{reported.name}, Quarter {quarter[1]}", reported.figures[quarter]
    if known is None:
        return replace(blank_origin(material, reported, quarter), words=words)
    return replace(figure_origin(known, reported.measure, quarter), words=words)


def _amount(number: Number | None, reported: ReportedMeasure) -> Words:
    return amount(number, reported) if number else ""


def _rating(reported: ReportedMeasure) -> Statement:
    """The rating of a measure, or why there is none."""
    return Statement(f"rating of {reported.name}", reported.performance.rated.source)


def _rating_words(reported: ReportedMeasure) -> Phrase:
    return from_origin(reported.performance.rating, _rating(reported))


def _are(words: str, measures: list[ReportedMeasure]) -> tuple[Phrase, str]:
    """How many they are, and the verb for so many."""
    return how_many(words, map(_rating, measures)), "is" if len(measures) == 1 else "are"


def _refs(measures: _Measures) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reported.ref for reported in measures))
