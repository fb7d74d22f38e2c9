"""How much is withheld, and how often HiGHS is asked: bounded by counting, never by the clock. Every number is made up."""

from __future__ import annotations

import pytest

from tests.benchmarks.disclosure.__main__ import shares
from tests.benchmarks.disclosure.made_up import SHAPES, alone, made_up_years, years_without_small_numbers
from tests.benchmarks.disclosure.sizes import SIZES, Size, counted, taken

YEARS = 20
HIGHEST_RATIO = 1.3  # of all that is withheld in the made-up years, by the cheapest safe choice
MOST_QUESTIONS = 40  # for each small number that belongs to others
MOST_WITHHELD = 0.6  # of the numbers of large tables of which one in four is small, with all their totals
MANY = 60  # small numbers that belong together: above, the slow tests look


def _sizes(*, is_large: bool) -> list[Size]:
    return [size for size in SIZES if (int(size.name.split()[0].rstrip(",")) > MANY) == is_large]


@pytest.mark.slow
def test_little_more_is_withheld_than_the_cheapest_choice_would() -> None:
    of_shapes = [shares(list(made_up_years(shape, YEARS))) for shape in SHAPES]
    assert sum(one.unsafe for one in of_shapes) == 0
    withheld, fewest = sum(one.withheld for one in of_shapes), sum(one.fewest for one in of_shapes)
    assert fewest <= withheld <= HIGHEST_RATIO * fewest


@pytest.mark.parametrize("size", _sizes(is_large=False), ids=lambda size: size.name)
def test_few_questions_are_asked_for_each_small_number(size: Size) -> None:
    one = taken(size)
    assert 0 < one.runs <= MOST_QUESTIONS * one.small
    assert one.withheld < one.printed


@pytest.mark.slow
@pytest.mark.parametrize("size", _sizes(is_large=True), ids=lambda size: size.name)
def test_few_questions_are_asked_where_very_many_belong_together(size: Size) -> None:
    one = taken(size)
    assert 0 < one.runs <= MOST_QUESTIONS * one.small
    assert one.withheld < MOST_WITHHELD * one.printed


def test_nothing_is_asked_where_nothing_can_be_worked_out() -> None:
    with counted() as asked:
        for shape in SHAPES:
            for made in years_without_small_numbers(shape, 5):
                made.withheld()
        alone(5).withheld()
    assert asked.runs == 0


def test_the_same_numbers_are_withheld_every_time() -> None:
    for shape in SHAPES:
        for made in made_up_years(shape, 3, seed=2):
            assert made.withheld() == made.withheld()
