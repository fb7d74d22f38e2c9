"""Headlines written from the figures: what is on track, what is off, the biggest change, what is missing, what was revised."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shpdocs.figures.performance import PRO_RATA, TARGET
from shpdocs.model.document import Block, ListItem, Paragraph
from shpdocs.model.period import QUARTERS
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import Material, listed
from shpdocs.paper.sections.measure_words import amount, change_words, is_percentage, quarter_words, variance_words
from shpdocs.paper.sections.missing import missing_returns
from shpdocs.paper.sections.reported_measures import ReportedMeasure, reported_measures
from shpdocs.paper.sections.text import text

_MOST = 6  # told one by one, or named; of more the appendix tells
_LEAST_COMPARED = 20  # cases: of fewer, one or two more make a large per cent that says nothing
_COUNTS = ("count", "number", "money")
_Judged = tuple[ReportedMeasure, ...]


def headlines(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """Sentences written from the figures; the officer's own text replaces them, or stands before them where it joins them."""
    own = text(plan, material)
    has_own = any(block.refs for block in own if isinstance(block, Paragraph | ListItem))
    if has_own and plan.own_text != "joins":
        return own
    return (*(own if has_own else ()), *_written(material))


def _written(material: Material) -> tuple[Block, ...]:
    every = reported_measures(material)
    known = tuple(one for one in every if any(told and told.figure["value"] is not None for told in one.told.values()))
    if not known:
        nothing = Paragraph(f"No figures were returned for {material.period.words}.")
        return (nothing, *_missing_returns(material))
    see = _where(material)
    return (
        *_position(known, material, see),
        *_change(known, material),
        *_missing(every, see),
        *_missing_returns(material),
        *_revised(known, see),
    )


def _where(material: Material) -> str:
    """Where the rest is told: ', see Appendix 1' of the appendix with the dashboard, or the dashboard's heading; '' if there is none."""
    heading = ""
    for plan in material.profile.sections:
        heading = plan.heading.partition(" – ")[0] if plan.is_appendix else heading
        if plan.kind == "dashboard":
            return f", see {heading or plan.heading}" if heading or plan.heading else ""
    return ""


def _position(known: _Judged, material: Material, see: str) -> Iterator[Block]:
    """How many figures are on track, and which are off, the furthest off first."""
    judged = tuple(one for one in known if one.performance.rating)
    if not judged:
        yield Paragraph("None of the figures can be held against a target.", refs=_refs(known))
        return
    with_ratings = material.settings is None or material.settings.ratings
    yield Paragraph(_tally(judged, len(known), with_ratings), refs=_refs(judged))
    off = [one for one in judged if one.performance.rating != "green"]
    off.sort(key=_nearness)
    if off:
        yield Paragraph("Off track, the furthest first:" if len(off) > 1 else "Off track:")
        told = _most(len(off))
        for at, one in enumerate(off[:told]):
            yield ListItem(_standing(one, with_ratings), "-", starts=not at, refs=(one.ref,))
        if off[told:]:
            yield ListItem(f"And {len(off) - told} more{see}.", "-", refs=_refs(tuple(off[told:])))


def _most(number: int) -> int:
    """How many of so many are told; the others are counted. A single one takes no more room than to say so."""
    return _MOST + 1 if number == _MOST + 1 else _MOST


def _names(names: list[str], see: str) -> str:
    told = _most(len(names))
    return "; ".join([*names[:told], f"and {len(names) - told} more{see}"] if names[told:] else names)


def _tally(judged: _Judged, known: int, with_ratings: bool) -> str:
    """How many are on track: 'Of 9 figures held against a target, 4 are on track (green) and 5 are off track (…).'"""
    ratings = [one.performance.rating for one in judged]
    total, on = len(ratings), ratings.count("green")
    told = [f"{_are(on)} on track{' (green)' * with_ratings}"] if on else []
    if total - on:
        split = listed(tuple(f"{ratings.count(name)} {name}" for name in ("amber", "red") if name in ratings))
        told.append(f"{_are(total - on)} off track{f' ({split})' * with_ratings}")
    sentences = [f"Of {total} figures held against a target, {' and '.join(told)}."]
    if total == 1:
        how = "on track" if on else "off track"
        sentences = [f"The one figure held against a target is {how}{f' ({ratings[0]})' * with_ratings}."]
    even = sum(1 for one in judged if one.performance.method == PRO_RATA)
    if even:
        which = {1: "One of them is", total: "All of them are" if total > 1 else "It is"}.get(even, f"{even} of them are")
        sentences.append(f"{which} held against an even share of the year's target (pro rata), which is only indicative.")
    if known > total:
        others = "The other figure has" if known - total == 1 else f"The other {known - total} have"
        sentences.append(f"{others} no target, or not what is needed to judge by.")
    return " ".join(sentences)


def _standing(one: ReportedMeasure, with_rating: bool) -> str:
    """Where a figure stands: 'Robbery (amber): 230 by the end of Quarter 2, 3.6% above the 222 expected by then (pro rata).'"""
    stands = one.performance
    held = stands.figure if stands.so_far is None else stands.so_far
    when = f"in {quarter_words(stands.quarter)}" if stands.so_far is None else f"by the end of {quarter_words(stands.quarter)}"
    name = f"{one.name} ({stands.rating})" if with_rating else one.name
    return f"{name}: {_shown(held, one)} {when}, {_distance(one)}."


def _nearness(one: ReportedMeasure) -> tuple[bool, Fraction]:
    """What sorts the furthest off first: where nothing is expected there is no per cent of it."""
    variance = one.performance.variance
    return (variance is not None, -abs(variance or Fraction()))


def _distance(one: ReportedMeasure) -> str:
    stands = one.performance
    far = variance_words(one)
    if stands.expected is None:
        return f"{far} the band from {_shown(stands.low, one)} to {_shown(stands.high, one)}"
    if stands.method == TARGET:
        return f"{far} the target of {_shown(stands.expected, one)}"
    return f"{far} the {_shown(stands.expected, one)} expected by then ({'pro rata' if stands.method == PRO_RATA else stands.method})"


def _change(known: _Judged, material: Material) -> Iterator[Block]:
    """The biggest change: on the same quarter of last year if that is known of any figure, else on the quarter before.

    Counts are compared by per cent, of no tiny figure; where there is none to compare, percentages are by points.
    """
    counts = tuple(one for one in known if one.measure.unit in _COUNTS and not _is_rounded(one, material))
    since = (("the same quarter of last year", _then), ("the quarter before", _before))
    for comparable, among in ((counts, f"counts of {_LEAST_COMPARED} or more"), (tuple(filter(is_percentage, known)), "percentages")):
        for words, of in since:
            found = [(size, one) for one in comparable if (size := _size(one, of(one)))]
            if found:
                _, one = max(found, key=lambda pair: pair[0])  # the first of those that changed alike
                yield Paragraph(f"The biggest change on {words}, among {among}: {_changed(one, of(one))}.", refs=(one.ref,))
                return


def _then(one: ReportedMeasure) -> Fraction | None:
    return one.performance.then


def _before(one: ReportedMeasure) -> Fraction | None:
    return one.performance.before


def _size(one: ReportedMeasure, earlier: Fraction | None) -> Fraction | None:
    """How much a figure changed, in per cent or points; None if that is not known, or says nothing."""
    now = one.performance.figure
    if now is None or earlier is None:
        return None
    if is_percentage(one):
        return abs(now - earlier)
    return abs(now - earlier) / earlier if earlier >= _LEAST_COMPARED else None


def _changed(one: ReportedMeasure, earlier: Fraction | None) -> str:
    """'Robbery, 104 in Quarter 2, down 17.5% from 126'."""
    stands = one.performance
    told = change_words(stands.figure, earlier, _per_cent(stands.figure, earlier), one)
    return f"{one.name}, {_shown(stands.figure, one)} in {quarter_words(stands.quarter)}, {told.lower()} from {_shown(earlier, one)}"


def _per_cent(now: Fraction | None, earlier: Fraction | None) -> Fraction | None:
    return (now - earlier) * 100 / earlier if now is not None and earlier else None


def _is_rounded(one: ReportedMeasure, material: Material) -> bool:
    """Whether the figures are rounded for print, so that their changes are not those of what was counted."""
    rule = one.measure.small_numbers or (material.settings.small_numbers if material.settings else None)
    return one.measure.people and rule is not None and rule.round_to > 0


def _missing(every: _Judged, see: str) -> Iterator[Block]:
    """The figures of each quarter that are not there, by why."""
    reasons = (
        ("not-yet-available", "not yet available"),
        ("suppressed", "not published, because people could be identified"),
        ("", "left blank"),
    )
    for quarter in QUARTERS:
        for reason, words in reasons:
            lacking = tuple(one for one in every if _lacks(one, quarter, reason))
            if lacking:
                head = f"{_count(len(lacking), 'figure')} for {quarter_words(quarter)} {'is' if len(lacking) == 1 else 'are'}"
                yield Paragraph(f"{head} {words}: {_names([one.name for one in lacking], see)}.", refs=_refs(lacking))


def _lacks(one: ReportedMeasure, quarter: str, reason: str) -> bool:
    """Whether a quarter that was asked has no figure for that reason; a blank counts only if another quarter was told."""
    if quarter not in one.told:
        return False
    told = one.told[quarter]
    if told is None:
        return reason == "" and any(one.told.values())
    return told.figure["value"] is None and (told.figure["reason"] or "") == reason


def _missing_returns(material: Material) -> Iterator[Block]:
    """The sub-groups whose return is not in force."""
    missing = missing_returns(material)
    absent = tuple(definition.title for definition in missing if definition.sub_group not in material.held)
    waiting = tuple(definition.title for definition in missing if definition.sub_group in material.held)
    if absent:
        yield Paragraph(f"No return was received from {listed(absent)}.")
    if waiting:
        yield Paragraph(f"Received, but waiting for a decision: the return of {listed(waiting)}.")


def _revised(known: _Judged, see: str) -> Iterator[Block]:
    """The figures of earlier quarters that were revised."""
    revised = [(one, quarter) for one in known for quarter, told in one.told.items() if told and told.is_revised]
    if revised:
        names = _names([f"{one.name}, {quarter_words(quarter)}" for one, quarter in revised], see)
        yield Paragraph(f"Revised since first returned: {names}.", refs=_refs(tuple(one for one, _ in revised)))


def _shown(number: Fraction | None, one: ReportedMeasure) -> str:
    return amount(number or Fraction(), one)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _are(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"


def _refs(measured: _Judged) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.ref for one in measured))
