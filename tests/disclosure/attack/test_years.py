"""Made-up years through whole commands, and their papers attacked: no small number is found, and each keeps all its small values."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add

import pytest

from tests.disclosure.attack.score import Score, attack_year

QUICK, SLOW = range(100, 106), range(200, 215)

# What two corrected numbers come to was printed before; that both are marked as not small leaves 0 out, where zeros are suppressed.
BY_THE_MARKS = ("year 204: a-one r1 women Q1",)


def _readers(seeds: Iterable[int]) -> dict[str, Score]:
    scores = [attack_year(seed) for seed in seeds]
    return {reader: reduce(add, (score[reader] for score in scores)) for reader in scores[0]}


def test_nothing_is_worked_out_of_the_papers_of_some_years() -> None:
    for reader in _readers(QUICK).values():
        assert reader.small > 50
        assert (reader.exact, reader.short) == ((), ())


@pytest.mark.slow
def test_nothing_is_worked_out_of_the_papers_of_many_years() -> None:
    for reader in _readers(SLOW).values():
        assert reader.small > 100
        assert (reader.exact, tuple(name for name in reader.short if name not in BY_THE_MARKS)) == ((), ())
