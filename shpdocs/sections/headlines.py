"""Headlines written from the figures: what is on track, what is off, the biggest change, what is missing, what was revised."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from shpdocs.rules.performance import PRO_RATA, TARGET, number_in
from shpdocs.sections.dashboard import amount, percent_words, quarter_words, variance_words
from shpdocs.sections.material import Material, listed
from shpdocs.sections.missing import missing_returns
from shpdocs.sections.performances import Measured, performances
from shpdocs.sections.plain import text
from shpdocs.words.document import Block, ListItem, Paragraph
from shpdocs.words.period import QUARTERS
from shpdocs.words.profile import SectionPlan

_MOST = 6  # figures off track that are told one by one; any more are named
_Judged = tuple[Measured, ...]


def headlines(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """Sentences written from the figures; the officer's own text replaces them, or stands before them where it joins them."""
    own = text(plan, material)
    has_own = any(block.refs for block in own if isinstance(block, Paragraph | ListItem))
    if has_own and plan.own_text != "joins":
        return own
    return (*(own if has_own else ()), *_written(material))


def _written(material: Material) -> tuple[Block, ...]:
    every = performances(material)
    known = tuple(one for one in every if any(told and told.figure["value"] is not None for told in one.told.values()))
    if not known:
        nothing = Paragraph(f"No figures were returned for {material.period.words}.")
        return (nothing, *_missing_returns(material))
    return (*_position(known, material), *_change(known), *_missing(every), *_missing_returns(material), *_revised(known))


def _position(known: _Judged, material: Material) -> Iterator[Block]:
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
        for at, one in enumerate(off[:_MOST]):
            yield ListItem(_standing(one, with_ratings), "-", starts=not at, refs=(one.ref,))
        more = tuple(off[_MOST:])
        if more:
            yield ListItem(f"Also off track: {listed(tuple(one.name for one in more))}.", "-", refs=_refs(more))


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


def _standing(one: Measured, with_rating: bool) -> str:
    """Where a figure stands: 'Robbery (amber): 230 by the end of Quarter 2, 3.6% above the 222 expected by then (pro rata, …).'"""
    stands = one.performance
    held = stands.figure if stands.so_far is None else stands.so_far
    when = f"in {quarter_words(stands.quarter)}" if stands.so_far is None else f"by the end of {quarter_words(stands.quarter)}"
    name = f"{one.name} ({stands.rating})" if with_rating else one.name
    return f"{name}: {_shown(held, one)} {when}, {_distance(one)}."


def _nearness(one: Measured) -> tuple[bool, Fraction]:
    """What sorts the furthest off first: where nothing is expected there is no per cent of it."""
    variance = one.performance.variance
    return (variance is not None, -abs(variance or Fraction()))


def _distance(one: Measured) -> str:
    stands = one.performance
    far = variance_words(one)
    if stands.expected is None:
        return f"{far} the band from {_shown(stands.low, one)} to {_shown(stands.high, one)}"
    if stands.method == TARGET:
        return f"{far} the target of {_shown(stands.expected, one)}"
    return f"{far} the {_shown(stands.expected, one)} expected by then ({stands.method})"


def _change(known: _Judged) -> Iterator[Block]:
    """The biggest change: on the same quarter of last year if that is known of any figure, else on the quarter before."""
    on_last_year = [(one, one.performance.on_last_year) for one in known]
    on_before = [(one, one.performance.on_before) for one in known]
    for changes, since in ((on_last_year, "the same quarter of last year"), (on_before, "the quarter before")):
        found = [(one, change) for one, change in changes if change]
        if found:
            one, change = max(found, key=lambda pair: abs(pair[1]))  # the first of those that changed alike
            now = f"{_shown(one.performance.figure, one)} in {quarter_words(one.performance.quarter)}"
            far = f"{percent_words(change)} {since}{_before(one) if changes is on_before else ''}"
            yield Paragraph(f"The biggest change: {one.name}, {now}, {far}.", refs=(one.ref,))
            return


def _before(one: Measured) -> str:
    """What stood in the quarter before, if it is of this year: ' (329)'."""
    at = QUARTERS.index(one.performance.quarter)
    before = one.told.get(QUARTERS[at - 1]) if at else None
    number = number_in(before.figure) if before else None
    return "" if number is None else f" ({_shown(number, one)})"


def _missing(every: _Judged) -> Iterator[Block]:
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
                names = "; ".join(one.name for one in lacking)
                head = f"{_count(len(lacking), 'figure')} for {quarter_words(quarter)} {'is' if len(lacking) == 1 else 'are'}"
                yield Paragraph(f"{head} {words}: {names}.", refs=_refs(lacking))


def _lacks(one: Measured, quarter: str, reason: str) -> bool:
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


def _revised(known: _Judged) -> Iterator[Block]:
    """The figures of earlier quarters that were revised."""
    revised = [(one, quarter) for one in known for quarter, told in one.told.items() if told and told.is_revised]
    if revised:
        names = "; ".join(f"{one.name}, {quarter_words(quarter)}" for one, quarter in revised)
        yield Paragraph(f"Revised since first returned: {names}.", refs=_refs(tuple(one for one, _ in revised)))


def _shown(number: Fraction | None, one: Measured) -> str:
    return amount(number or Fraction(), one)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def _are(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"


def _refs(measured: _Judged) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.ref for one in measured))
