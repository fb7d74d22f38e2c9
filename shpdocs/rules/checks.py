"""Checks of sense across answers: what looks odd is reported as a warning and printed as it stands, never mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shpdocs.rules.find import Found
from shpdocs.rules.values import show_number
from shpdocs.words.definition import Definition, Measure
from shpdocs.words.period import Period, slashed
from shpdocs.words.problem import Problem
from shpdocs.words.returns import Json, Place, answer_at

_BASELINE_YEAR = re.compile(r"(?:20)?(\d\d)/(\d\d) baseline")
_PER_CENT = re.compile(r"(\d+(?:\.\d+)?) ?%")
_CHANGED_BY = re.compile(r"(increased|risen|decreased|reduced|fallen) by (\d+(?:\.\d+)?) ?%")
_COMPLETED = ("complete", "completed", "done", "achieved", "launched", "published", "held")
_NOT_DONE = ("not", "be", "nearly", "almost", "partly", "part")  # as in "not yet completed", "to be held"
_POINTS_APART = 50


@dataclass(frozen=True)
class Case:
    """One measure with its answers in a period: what a check looks at."""

    measure: Measure
    answers: Json
    period: Period

    def text(self, key: str) -> str:
        """The measure's progress or activity text, '' if there is none."""
        return str(answer_at(self.answers, f"/{key}") or "")


@dataclass(frozen=True)
class Oddity:
    """What a check found: its code, the answer it concerns (a pointer within the measure), and details."""

    code: str
    answer: str
    details: dict[str, str]
    entered: str = ""


def check_answers(definition: Definition, period: Period, answers: Json, found: Found) -> tuple[Problem, ...]:
    """Run every check on every measure asked; each oddity stands at the cell of the answer it concerns."""
    problems = []
    for measure in definition.measures_asked(period.quarter):
        base = f"/measures/{measure.key}"
        case = Case(measure, answer_at(answers, base), period)
        for check in CHECKS:
            problems += [_problem(oddity, base, measure, found) for oddity in check(case)]
    return tuple(problems)


def _problem(oddity: Oddity, base: str, measure: Measure, found: Found) -> Problem:
    pointer = base + oddity.answer
    known = found.cells.get(pointer)
    place = known[1].place if known else Place("")
    return Problem(oddity.code, place, oddity.entered, pointer, measure.name, oddity.details)


def _main_answer(measure: Measure) -> str:
    """Pointer, within the measure, of its main answer."""
    if measure.unit == "progress":
        return "/progress"
    return f"/parts/{measure.parts[0].key}/figure/value" if measure.parts else "/figure/value"


def baseline_year_differs(case: Case) -> Iterator[Oddity]:
    """The objective names another baseline year than the baseline has."""
    measure = case.measure
    named = _BASELINE_YEAR.search(measure.objective)
    known = [part.baseline for part in measure.parts if part.baseline] + ([measure.baseline] if measure.baseline else [])
    years = {baseline.year for baseline in known if baseline.year}
    if named and years and f"20{named[1]}-{named[2]}" not in years:
        details = {"first": f"20{named[1]}/{named[2]}", "second": slashed(min(years))}
        yield Oddity("baseline-year-differs", _main_answer(measure), details)


def target_not_worked_out(case: Case) -> Iterator[Oddity]:
    """The target is not its baseline changed by the stated per cent, within half a unit of rounding."""
    target, baseline = case.measure.target, case.measure.baseline
    if target is None or target.value is None or baseline is None or baseline.value is None:
        return
    change = (target.increase_by or 0) - (target.reduce_by or 0)
    if change and abs(target.value - baseline.value * (1 + change / 100)) > 0.5:
        details = {"first": show_number(target.value), "second": show_number(baseline.value), "limit": f"{change:+g}"}
        yield Oddity("target-not-worked-out", _main_answer(case.measure), details)


def result_against_target(case: Case) -> Iterator[Oddity]:
    """The progress reports a percentage so far from the target that its opposite would fit better."""
    target = case.measure.target
    if case.measure.unit != "progress" or target is None or target.value is None:
        return
    for found in _PER_CENT.finditer(case.text("progress")):
        result = float(found[1])
        if abs(result - target.value) > _POINTS_APART and abs(100 - result - target.value) < abs(result - target.value):
            details = {"first": f"{show_number(target.value)}%", "second": f"{show_number(result)}%"}
            yield Oddity("result-against-target", "/progress", details)


def milestone_passed(case: Case) -> Iterator[Oddity]:
    """A milestone's month has passed and its status does not say that it is completed."""
    target = case.measure.target
    if case.measure.unit != "status" or target is None or not target.month or target.month >= case.period.last_month:
        return
    status = str(answer_at(case.answers, "/figure/value") or "")
    words = re.findall(r"\w+", status.lower())
    is_done = any(word in _COMPLETED for word in words) and not any(word in _NOT_DONE for word in words)
    if status and not is_done:
        yield Oddity("milestone-passed", "/figure/value", {"first": target.words or target.month}, status)


def change_not_borne_out(case: Case) -> Iterator[Oddity]:
    """The activity names a change in per cent that baseline and latest figure do not give."""
    measure = case.measure
    if not measure.is_figure or measure.unit == "money" or measure.baseline is None or not measure.baseline.value or measure.parts:
        return
    latest = _latest_figure(case)
    if latest is None:
        return
    actual = (latest - measure.baseline.value) / measure.baseline.value * 100
    for found in _CHANGED_BY.finditer(case.text("activity")):
        stated = float(found[2]) * (1 if found[1] in ("increased", "risen") else -1)
        if abs(stated - actual) > 1:
            details = {"first": f"'{found[0]}'", "second": f"{show_number(round(actual, 1))}% on the baseline"}
            yield Oddity("change-not-borne-out", "/activity", details)


def _latest_figure(case: Case) -> float | None:
    quarters = ["/figure", *(f"/earlier/{quarter}" for quarter in reversed(case.period.earlier_quarters))]
    values = (answer_at(case.answers, f"{quarter}/value") for quarter in quarters)
    return next((value for value in values if value is not None), None)


CHECKS: tuple[Callable[[Case], Iterator[Oddity]], ...] = (
    baseline_year_differs,
    target_not_worked_out,
    result_against_target,
    milestone_passed,
    change_not_borne_out,
)
