"""Planted faults: every kind is told once, at its true cell, and nothing else; and the harness would notice if it were not so."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.problem import CATALOGUE, Problem
from tests.reliability.planted import KINDS, Figures, run
from tests.reliability.planted.changes import CHANGES
from tests.reliability.planted.entries import ENTRIES
from tests.reliability.planted.oddities import ODDITIES
from tests.reliability.planted.structure import STRUCTURE, WHOLE
from tests.support.clients import needs_libreoffice

pytestmark = pytest.mark.slow

SEED = 20_241
COUNT = 80


@pytest.fixture(scope="module")
def figures() -> Figures:
    return run(COUNT, SEED)


def test_every_fault_planted_is_told_once_at_its_true_cell_and_nothing_else_is(figures: Figures) -> None:
    assert figures.notes == []
    assert (figures.recall, figures.precision, figures.location) == (1, 1, 1)
    assert (figures.false, figures.false_clean, figures.wrong) == (0, 0, 0)
    assert figures.found == figures.planted > 2 * COUNT


def test_more_kinds_of_fault_are_planted_than_were_asked_for(figures: Figures) -> None:
    assert len(figures.kinds) >= 25
    assert len(set(KINDS)) == len(KINDS) >= 60


def test_every_kind_of_fault_is_told_by_a_code_of_the_catalogue() -> None:
    assert {kind.code for kind in (*ENTRIES, *CHANGES, *ODDITIES, *STRUCTURE, *WHOLE)} <= set(CATALOGUE)


@needs_libreoffice
@pytest.mark.real_client
def test_the_same_is_told_of_workbooks_that_libreoffice_saved_anew() -> None:
    figures = run(15, SEED + 1, resaved=15)
    assert figures.notes == []
    assert figures.resaved == 15


def test_a_code_that_is_not_told_any_more_lowers_the_recall() -> None:
    def deaf(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return tuple(problem for problem in problems if problem.code != "not-a-whole-number")

    figures = run(20, SEED, processes=1, through=deaf)
    assert figures.recall < 1
    assert (figures.precision, figures.location) == (1, 1)


def test_a_problem_at_another_cell_lowers_the_location() -> None:
    def astray(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return tuple(replace(one, place=replace(one.place, cell="A1")) if one.code == "not-a-whole-number" else one for one in problems)

    figures = run(20, SEED, processes=1, through=astray)
    assert figures.location < 1
    assert figures.recall == 1


def test_a_problem_told_twice_or_without_cause_lowers_the_precision() -> None:
    def talkative(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return tuple(one for problem in problems for one in (problem, problem))

    figures = run(20, SEED, processes=1, through=talkative)
    assert figures.precision < 1
    assert (figures.recall, figures.location) == (1, 1)
