"""Made-up years through whole commands, and their papers attacked: no small number is found, and each keeps all its small values."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from tests.disclosure.attack.replay import texts_of
from tests.disclosure.attack.returned import ComesIn, by_workbook, straight
from tests.disclosure.attack.score import Score, attack_year
from tests.disclosure.attack.years import made_year, through_commands

QUICK, SLOW = range(100, 106), range(200, 230)

# Papers that are out tell what two corrected numbers come to: who knew that one of them is not small could rule values of the other out.
ONLY_THE_MARKS = (204, 3025)
WITHDRAWN = (4056, 30016)  # the tables of a quarter whose paper was withdrawn and comes again, after later papers printed its figures

SIMPLER = (300023,)  # a programme that HiGHS 1.15 takes for one without a solution once it has made it simpler
NARROWED = (200155, 400010)  # papers before had ruled values out, for who is told which are small or for everybody: the command says so


def _readers(seeds: Iterable[int], comes_in: ComesIn) -> dict[str, Score]:
    scores = [attack_year(seed, comes_in) for seed in seeds]
    return {reader: reduce(add, (score[reader] for score in scores)) for reader in scores[0]}


def test_nothing_is_worked_out_of_the_papers_of_some_years() -> None:
    for reader in _readers(QUICK, by_workbook).values():
        assert reader.small > 50
        assert (reader.exact, reader.short) == ((), ())


@pytest.mark.slow
def test_nothing_is_worked_out_of_the_papers_of_many_years() -> None:
    for reader in _readers((*SLOW, *WITHDRAWN, *SIMPLER), straight).values():
        assert reader.small > 100
        assert (reader.exact, reader.short) == ((), ())


@pytest.mark.slow
@pytest.mark.parametrize("seed", ONLY_THE_MARKS)
def test_what_only_the_marks_would_rule_out_is_so_in_a_world_that_gives_the_same_papers(seed: int) -> None:
    readers = _readers((seed,), straight)
    assert [(reader.exact, reader.short) for reader in readers.values()] == [((), ()), ((), ())]
    assert readers["marks"].kept


@pytest.mark.slow
@pytest.mark.parametrize("seed", NARROWED)
def test_what_papers_before_narrowed_down_is_said(seed: int) -> None:
    readers = _readers((seed,), straight)
    assert [(reader.exact, reader.short) for reader in readers.values()] == [((), ()), ((), ())]
    assert [name for reader in readers.values() for name in reader.said]


@pytest.mark.parametrize("seed", QUICK[:2])
def test_papers_are_the_same_whether_returns_come_as_workbooks_or_straight(seed: int, tmp_path: Path) -> None:
    year = made_year(seed)
    papers = [texts_of(through_commands(year, tmp_path / comes_in.__name__, comes_in)) for comes_in in (by_workbook, straight)]
    assert papers[0] == papers[1]
