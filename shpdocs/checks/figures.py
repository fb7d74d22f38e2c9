"""Checks of figures against what they are of, against those before them, and against their period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from shpdocs.answers.dates import show_date
from shpdocs.answers.values import show_number
from shpdocs.checks.case import Case, Oddity, Series
from shpdocs.checks.shares import Share, share_of
from shpdocs.definitions.wording import show_value
from shpdocs.model.definition import Measure
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.returns import Json, answer_at

_TIMES = 3  # beyond so many times the largest figure before, or under such a part of the smallest, is far
_LEAST_APART = 10  # so that small numbers are never far from each other
_LEAST_HISTORY = 2  # figures: one says nothing of how they vary
_LATEST = timedelta(days=92)  # after the quarter's end: data are drawn and signed off within another quarter
_YEAR = timedelta(days=366)


def percentage_not_of_base(case: Case) -> Iterator[Oddity]:
    """A percentage stands beside the number it is of, and no whole number of that gives it."""
    if case.measure.unit != "percentage":
        return
    for series in case.series:
        whole = case.at(f"{series.base}/figure/base")
        if series.now is not None and isinstance(whole, int):
            share = Share(show_number(series.now), whole)
            if not share.is_possible:
                yield Oddity("percentage-not-of-base", series.pointer, share_of((share,)), name=series.name)


def cumulative_falls(case: Case) -> Iterator[Oddity]:
    """A figure for the year so far is smaller than that of the quarter before it.

    What the workbook was issued with was reported before. A commentary says why.
    """
    if case.measure.quarters != "to-date":
        return
    for series in case.series:
        if case.text(f"{series.base}/figure/commentary"):
            continue
        for (_, first), (quarter, second) in pairwise(series.by_quarter.items()):
            pointer = series.pointer if quarter == case.period.quarter else f"{series.base}/earlier/{quarter}/value"
            if second < first and pointer not in case.prefill.cells:
                details = {"first": show_value(first, case.measure), "second": show_value(second, case.measure)}
                yield Oddity("cumulative-falls", pointer, details, name=series.name)


def far_from_history(case: Case) -> Iterator[Oddity]:
    """A figure is many times larger or smaller than any before it, this year or last, and no commentary says why.

    Of figures for the year so far it is the growth from quarter to quarter that is compared; that they fall is a check of its own.
    """
    if not case.measure.is_figure:
        return
    for series in case.series:
        if series.now is None or case.text(f"{series.base}/figure/commentary"):
            continue
        grown = case.measure.quarters == "to-date"
        by_quarter = _growth(series, case.measure) if grown else dict(series.by_quarter)
        now = by_quarter.pop(case.period.quarter, None)
        history = [*by_quarter.values(), *(() if grown else case.prefill.ranges.get(series.base, ()))]
        if now is None or (grown and now < 0):
            continue
        if len(history) >= _LEAST_HISTORY and _is_far(now, min(history), max(history)):
            details = {"first": show_value(min(history), case.measure), "second": show_value(max(history), case.measure)}
            entered = show_value(now, case.measure) + (" in the quarter" if grown else "")
            yield Oddity("far-from-history", series.pointer, details, entered, series.name)


def _growth(series: Series, measure: Measure) -> dict[str, float]:
    """What each quarter adds to the year so far, where it and the quarter asked before it are known."""
    asked = [quarter for quarter in QUARTERS if quarter in measure.asked_in]
    by_quarter = series.by_quarter
    grown = {
        quarter: by_quarter[quarter] - by_quarter[before]
        for before, quarter in pairwise(asked)
        if before in by_quarter and quarter in by_quarter
    }
    return {asked[0]: by_quarter[asked[0]]} | grown if asked[0] in by_quarter else grown


def _is_far(now: float, low: float, high: float) -> bool:
    under = now < low / _TIMES and low - now > _LEAST_APART
    return under or (now > high * _TIMES and now - high > _LEAST_APART)


def date_outside_period(case: Case) -> Iterator[Oddity]:
    """The data's date lies before what the figure covers, or so long after it that the date must be another one.

    A figure that is asked in some quarters covers all since the one it was asked in before. A moving period may end up to a
    year before.
    """
    if case.measure.unit == "progress":
        return
    first, last = _covered(case.measure, case.period), case.period.last_day + _LATEST
    first -= _YEAR if case.measure.quarters == "rolling" else timedelta()
    for series in case.series:
        pointer = f"{series.base}/figure/data-as-at"
        yield from _outside(case.at(pointer), first, last, pointer, series.name)


def _covered(measure: Measure, period: Period) -> date:
    """The first day of what a quarter's figure covers."""
    before = [quarter for quarter in period.earlier_quarters if quarter in measure.asked_in]
    start = Period(period.year, "Q1").before if measure.quarters == "to-date" or not before else Period(period.year, before[-1])
    return start.last_day + timedelta(days=1)


def sign_off_outside_period(answers: Json, period: Period) -> Iterator[Oddity]:
    """The return was signed off before its quarter began, or more than a year after it ended: most likely another year."""
    pointer = "/sign-off/date"
    first, last = period.before.last_day + timedelta(days=1), period.last_day + _YEAR
    yield from _outside(answer_at(answers, pointer), first, last, pointer, "Sign-off")


def _outside(day: Json, first: date, last: date, pointer: str, name: str) -> Iterator[Oddity]:
    """The day, an ISO date, lies outside these two."""
    if isinstance(day, str) and not first.isoformat() <= day <= last.isoformat():
        span = f"{show_date(first.isoformat())} to {show_date(last.isoformat())}"
        yield Oddity("date-outside-period", pointer, {"first": show_date(day), "second": span}, name=f"{name}: date")
