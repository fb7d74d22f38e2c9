"""Checks of what is aimed at: baselines, targets, milestones, and results that contradict them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from shpdocs.answers.values import comparable, number_in, show_number, tidy
from shpdocs.checks.case import Case, Oddity
from shpdocs.definitions.wording import show_value
from shpdocs.model.definition import Baseline, Field, Table, Target
from shpdocs.model.period import Period, slashed
from shpdocs.model.returns import REASON_WORDS, Json, answer_at

_YEAR = r"(?:20)?(\d\d)[/-](?:20)?(\d\d)"
_BASELINE_YEAR = (rf"\b{_YEAR} baseline", rf"\bbaseline (?:figures? |year )?(?:of |for |from |in )?\(?{_YEAR}\b")
_PER_CENT = r"(?<![\d.,])(\d{1,3}(?:\.\d{1,9})?) ?(?:%|per cent\b)"
_COMPLETED = ("complete", "completed", "done", "achieved", "launched", "published", "held", "finished", "delivered", "adopted")
_NOT_DONE = ("not", "be", "nearly", "almost", "partly", "part")  # as in "not yet completed", "to be held"
_POINTS_APART = 50
_LONGEST = 60  # characters of a status that a message quotes


def baseline_year_differs(case: Case) -> Iterator[Oddity]:
    """The objective names another baseline year than the baseline has."""
    measure = case.measure
    named = next((match for pattern in _BASELINE_YEAR if (match := re.search(pattern, measure.objective))), None)
    baselines = [part.baseline for part in measure.parts if part.baseline] + ([measure.baseline] if measure.baseline else [])
    years = {baseline.year for baseline in baselines if baseline.year}
    if named and years and f"20{named[1]}-{named[2]}" not in years:
        details = {"first": f"20{named[1]}/{named[2]}", "second": slashed(min(years))}
        yield Oddity("baseline-year-differs", case.main_answer, details)


def target_not_worked_out(case: Case) -> Iterator[Oddity]:
    """A target is not its baseline changed by the stated per cent, within half a unit of its last digit.

    The target of a compound measure without a baseline of its own is held against what its parts come to.
    """
    measure = case.measure
    baseline = measure.baseline or _of_all_parts(tuple(part.baseline for part in measure.parts))
    yield from _worked_out(measure.target, baseline, case.main_answer, "")
    for series in case.series if measure.parts else ():
        if series.part:
            yield from _worked_out(series.part.target, series.baseline, series.pointer, series.name)


def _of_all_parts(baselines: tuple[Baseline | None, ...]) -> Baseline | None:
    values = [baseline.value for baseline in baselines if baseline and baseline.value is not None]
    return Baseline(sum(values)) if values and len(values) == len(baselines) else None


def _worked_out(target: Target | None, baseline: Baseline | None, pointer: str, name: str) -> Iterator[Oddity]:
    if target is None or target.value is None or baseline is None or baseline.value is None:
        return
    if not (target.increase_by or target.reduce_by):
        return
    change = _decimal(target.increase_by or 0) - _decimal(target.reduce_by or 0)
    exact, stated = _decimal(baseline.value) * (100 + change) / 100, _decimal(target.value)
    if abs(stated - exact) > half_a_unit(stated):
        details = {"first": show_number(target.value), "second": show_number(baseline.value), "limit": f"{float(change):+g}"}
        yield Oddity("target-not-worked-out", pointer, details, name=name)


def _decimal(number: float) -> Decimal:
    return Decimal(show_number(number))


def half_a_unit(number: Decimal) -> Decimal:
    """Half a unit of a number's last digit: what rounding to it can take away or add."""
    digits = number.normalize().as_tuple().exponent
    return Decimal(5).scaleb(min(int(digits), 0) - 1)


def result_against_target(case: Case) -> Iterator[Oddity]:
    """A percentage is so far from its target that its opposite would fit better: they may not measure the same thing."""
    measure = case.measure
    target = measure.target.value if measure.target else None
    if target is None or measure.unit not in ("progress", "percentage") or measure.parts:
        return
    if measure.unit == "progress":
        pointer, results = case.progress, [float(number) for number in re.findall(_PER_CENT, case.text(case.progress))]
    else:
        pointer = case.main_answer
        value = number_in(case.at(pointer))
        results = [] if value is None else [value]
    opposite = next((result for result in results if _is_opposite(result, target)), None)
    if opposite is not None:
        yield Oddity("result-against-target", pointer, {"first": show_value(target, measure), "second": show_value(opposite, measure)})


def _is_opposite(result: float, target: float) -> bool:
    return abs(result - target) > _POINTS_APART and abs(100 - result - target) < abs(result - target)


def milestone_passed(case: Case) -> Iterator[Oddity]:
    """A milestone's month is over by the end of the quarter, and its status does not say that it is completed."""
    target = case.measure.target
    if case.measure.unit != "status" or target is None or not target.month or target.month > case.period.last_month:
        return
    status = case.text(case.main_answer)
    if not status and case.at(f"{case.base}/figure/reason") == "not-yet-available":
        status = REASON_WORDS["not-yet-available"]
    if status and not _says_completed(status):
        words = tidy(status)
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        yield Oddity("milestone-passed", case.main_answer, {"first": target.words or target.month, "second": f"'{shown}'"}, status)


def milestones_passed(table: Table, answers: Json, period: Period) -> Iterator[Oddity]:
    """A row of an open table is of months that are over by the end of the quarter, and its status is not that it is completed.

    The status is the column whose answers close a row, or a choice that has a word such as 'Completed'. A blank one is
    reported only if some row has one: the column may be left out. Where each row needs one, it is reported as missing.
    """
    due, status = next((column.key for column in table.columns if column.asked.kind == "months"), ""), _status_of(table)
    if not table.is_open or not due or status is None:
        return
    rows = answer_at(answers, f"/tables/{table.key}") or ()
    statuses = [row.get(status.key) for row in rows]
    is_blank_odd = any(statuses) and not status.asked.required
    for number, (row, answer) in enumerate(zip(rows, statuses, strict=True)):
        months = row.get(due)
        is_over = isinstance(months, dict) and months["end"] <= period.last_month
        if is_over and (answer or is_blank_odd) and not _is_completed(answer, table):
            details = {"first": str(months["words"]), "second": f"'{answer}'" if answer else "its status is blank"}
            yield Oddity("milestone-passed", f"/tables/{table.key}/{number}/{status.key if answer else due}", details, answer or "")


def _status_of(table: Table) -> Field | None:
    """The column of a table that says how a row stands."""
    closing = next((column for column in table.columns if table.closed and column.key == table.closed_column), None)
    choices = (column for column in table.columns if any(_says_completed(choice) for choice in column.asked.choices))
    return closing or next(choices, None)


def _is_completed(status: Json, table: Table) -> bool:
    return isinstance(status, str) and (_says_completed(status) or comparable(status) in {comparable(answer) for answer in table.closed})


def _says_completed(status: str) -> bool:
    words = re.findall(r"\w+", status.lower())
    return any(word in _COMPLETED for word in words) and not any(word in _NOT_DONE for word in words)
