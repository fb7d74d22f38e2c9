"""Checks of sense across answers: what looks odd is reported as a warning and printed as it stands, never mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shpdocs.answers.kinds import kind_of
from shpdocs.checks.blanks import blanks_given_away
from shpdocs.checks.case import Case, Oddity
from shpdocs.checks.claims import change_not_borne_out
from shpdocs.checks.figures import (
    cumulative_falls,
    date_outside_period,
    far_from_history,
    percentage_not_of_base,
    sign_off_outside_period,
)
from shpdocs.checks.shares import share_of, wrong_shares
from shpdocs.checks.targets import (
    baseline_year_differs,
    milestone_passed,
    milestones_passed,
    result_against_target,
    target_not_worked_out,
)
from shpdocs.model.definition import Definition
from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Json, Place, answer_at
from shpdocs.workbook.find import FoundAnswers

__all__ = ["CHECKS", "Case", "Oddity", "check_answers", "strongest"]

_BESIDE = {"progress": "activity", "activity": "progress"}  # texts of a measure that speak of the same things
_STRONGER = {  # the second says what the first does, and more
    "outside-last-year": "far-from-history",
    "blank-given-away": "missing",
}

CHECKS: tuple[Callable[[Case], Iterator[Oddity]], ...] = (
    baseline_year_differs,
    target_not_worked_out,
    result_against_target,
    milestone_passed,
    change_not_borne_out,
    percentage_not_of_base,
    cumulative_falls,
    far_from_history,
    date_outside_period,
)


def check_answers(
    definition: Definition, period: Period, answers: Json, places: FoundAnswers, prefill: Prefill | None = None
) -> tuple[Problem, ...]:
    """Run every check on every measure asked, table and text; each oddity stands at the cell of the answer it concerns.

    `prefill` is what the workbook was issued with.
    """
    issued_with = prefill or Prefill()
    problems = []
    for measure in definition.measures_asked(period.quarter):
        case = Case(measure, answers, period, issued_with)
        problems += [_problem(oddity, places, measure.name) for check in CHECKS for oddity in check(case)]
    in_tables = (oddity for table in definition.tables for oddity in milestones_passed(table, answers, period))
    blanks = (oddity for oddity in blanks_given_away(definition, answers) if _is_left_blank(oddity.answer, places))
    texts = percentages_in_texts(answers, places)
    for oddity in (*in_tables, *blanks, *texts, *sign_off_outside_period(answers, period)):
        problems.append(_problem(oddity, places, ""))
    if places.withheld:  # nothing is known of answers that were not read
        problems = [problem for problem in problems if problem.answer in places.cells]
    return tuple(problems)


def _is_left_blank(pointer: str, places: FoundAnswers) -> bool:
    """Whether nothing was entered, not even what cannot be read: that is a question of its own."""
    return pointer not in places.cells or places.cells[pointer][1].is_blank


def percentages_in_texts(answers: Json, places: FoundAnswers) -> Iterator[Oddity]:
    """A text names a percentage that cannot be of the number it is said to be of."""
    for pointer, (slot, _) in places.cells.items():
        text = answer_at(answers, pointer) if kind_of(slot.asked).words == "paragraphs" else None
        if isinstance(text, str):
            base, _, key = pointer.rpartition("/")
            beside = answer_at(answers, f"{base}/{_BESIDE[key]}") if key in _BESIDE and base.startswith("/measures/") else None
            shares = wrong_shares(text, beside if isinstance(beside, str) else "")
            if shares:
                yield Oddity("percentage-not-of-base", pointer, share_of(shares), name=slot.label)


def strongest(problems: list[Problem]) -> list[Problem]:
    """The problems without those that another at the same answer says more strongly."""
    reported = {(problem.code, problem.answer) for problem in problems}
    return [problem for problem in problems if (_STRONGER.get(problem.code, ""), problem.answer) not in reported]


def _problem(oddity: Oddity, places: FoundAnswers, name: str) -> Problem:
    found_cell = places.cells.get(oddity.answer)
    place = found_cell[1].place if found_cell else Place("")
    label = oddity.name or name or (found_cell[0].label if found_cell else "")
    return Problem(oddity.code, place, oddity.entered, oddity.answer, label, oddity.details)
