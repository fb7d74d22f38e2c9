"""Checks of what a text says of the measure's own figures: that they rose or fell by so many per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.answers.values import show_number
from shpdocs.checks.case import Case, Oddity, Series
from shpdocs.checks.shares import sentences
from shpdocs.model.definition import Measure

_PER_CENT = r"(?<![\d.,])(?P<percent>\d{1,4}(?:\.\d{1,9})?) ?(?:%|per cent\b)"
_UP = "increased|risen|rose|grown|grew|up|increase|rise|growth"
_DOWN = "decreased|reduced|fallen|fell|dropped|down|reduction|decrease|fall|drop"
_AUXILIARY = r"(?: (?:figures|offences|rates?))? (?:(?:has|have|had|was|were|is|are|been|also|now) )*"
_CHANGED = rf"{_AUXILIARY}(?P<said>(?P<way>{_UP}|{_DOWN}) by {_PER_CENT})"
_PASSING = rf"{_PER_CENT} (?P<way>{_UP}|{_DOWN}) in (?:the )?(?:number of |level of )?"
_OTHER_BASIS = r"\b(?:compar\w+|same|last|previous\w*|since|months?|weeks?|than|between|from|against|expected|will|target)\b"
_NOT_OF_IT = ("for", "on", "to", "against", "from", "after", "with", "about", "in")  # 'arrests for robbery increased'
_NEXT = r"(?=$|[.,;:)]| (?:and|but|which|with|in|over|across|this|by|at|on|for|as)\b)"  # 'a reduction in robbery arrests' is another
_NEAR, _AFTER = 20, 120  # characters before and after what is said in which it may be qualified
_SHORTEST = 3  # letters of a name
_POINTS = 1  # of rounding, in a text


def change_not_borne_out(case: Case) -> Iterator[Oddity]:
    """A text says that the measure's figures changed by so many per cent, and they did not.

    The text must name the measure as what has changed. A change that any sensible comparison gives is borne out: on the
    baseline, on the quarter before, on the first quarter. One that is made in passing ('a 41% reduction in knife crime') is odd
    only if the figures have gone the other way.
    """
    measure = case.measure
    if not measure.is_figure or measure.unit == "money" or measure.parts:
        return
    (series,) = case.series
    on_baseline = _on_baseline(series, case)
    if on_baseline is None:
        return
    changes = (on_baseline, *_between_quarters(series, measure))
    so_far = " so far" if measure.quarters in ("sum", "to-date") else ""
    for pointer in (case.activity, f"{series.base}/figure/commentary"):
        for claim in _unfounded(case.text(pointer), measure, changes):
            details = {"first": f"'{claim}'", "second": f"{show_number(round(on_baseline, 1))}% on the baseline{so_far}"}
            yield Oddity("change-not-borne-out", pointer, details)
            break


def _unfounded(text: str, measure: Measure, changes: tuple[float, ...]) -> Iterator[str]:
    """What the text says of the measure and its figures do not give; the first of the changes is that on the baseline."""
    names = _names(measure)
    if ("%" not in text and "per cent" not in text) or not any(name in text.lower() for name in names):
        return
    for sentence in sentences(text):
        is_otherwise = re.search(_OTHER_BASIS, sentence, re.IGNORECASE)
        for match in () if is_otherwise else _claims(sentence, names):
            if all(abs(_change(match) - change) > _POINTS for change in changes):
                yield match["said"]
        for match, end in _claims_in_passing(sentence, names):
            if _change(match) * changes[0] < 0:
                yield sentence[match.start() : end]


def _claims(sentence: str, names: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """What a sentence says has become of the measure: 'robbery has risen by 50%'."""
    for name in names:
        for at in re.finditer(rf"\b{re.escape(name)}\b", sentence, re.IGNORECASE):
            before = sentence[max(at.start() - _NEAR, 0) : at.start()].split()
            match = re.compile(_CHANGED, re.IGNORECASE).match(sentence, at.end())
            if match and (not before or before[-1].lower() not in _NOT_OF_IT):
                yield match


def _claims_in_passing(sentence: str, names: tuple[str, ...]) -> Iterator[tuple[re.Match[str], int]]:
    """Where a sentence speaks, up to the measure's name, of it beside something else: 'which gave a 41% reduction in knife crime'."""
    for match in re.finditer(_PASSING, sentence, re.IGNORECASE):
        rest = sentence[match.end() : match.end() + _AFTER]
        name = next((name for name in names if rest.lower().startswith(name)), "")
        if name and re.match(_NEXT, rest[len(name) :], re.IGNORECASE) and not re.search(_OTHER_BASIS, rest, re.IGNORECASE):
            yield match, match.end() + len(name)


def _change(match: re.Match[str]) -> float:
    return float(match["percent"]) * (1 if match["way"].lower() in _UP.split("|") else -1)


def _names(measure: Measure) -> tuple[str, ...]:
    """How a text may name the measure, in lower case: its name up to 'with', 'of', 'per' …; for a rate also its unit."""
    name = re.split(r" (?:with|of|for|in|per|among)\b|[,(]", measure.name)[0].strip().lower()
    names = (name, f"per {measure.per:,}", f"per {measure.per}") if measure.unit == "rate" and measure.per else (name,)
    return tuple(name for name in names if len(name) >= _SHORTEST)


def _on_baseline(series: Series, case: Case) -> float | None:
    """The change on the baseline in per cent; for a sum or the year so far, on its even share. None if there is none."""
    if not series.by_quarter or series.baseline is None or not series.baseline.value:
        return None
    asked = case.measure.asked_in
    latest = max(series.by_quarter)
    if case.measure.quarters == "sum":
        return _per_cent(sum(series.by_quarter.values()), series.baseline.value * len(series.by_quarter) / len(asked))
    share = sum(quarter <= latest for quarter in asked) / len(asked) if case.measure.quarters == "to-date" else 1
    return _per_cent(series.by_quarter[latest], series.baseline.value * share)


def _between_quarters(series: Series, measure: Measure) -> Iterator[float]:
    """Other changes that a text may speak of: on the quarter before and on the first, and on a quarter of the baseline."""
    values = [series.by_quarter[quarter] for quarter in sorted(series.by_quarter)]
    base = series.baseline.value if series.baseline else None
    if measure.quarters == "sum" and base:
        yield _per_cent(values[-1], base / len(measure.asked_in))
    for before in {*values[-2:-1], *values[:1]} if len(values) > 1 else ():
        if before:
            yield _per_cent(values[-1], before)
        if measure.unit == "percentage":
            yield values[-1] - before
    if measure.unit == "percentage" and base:
        yield values[-1] - base


def _per_cent(now: float, before: float) -> float:
    return (now - before) / before * 100
