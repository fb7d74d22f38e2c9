"""The reader of the cases finds exactly what going through everything finds."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from tests.support.reckoning import MISSING, Reader, Rule


def _worlds(reader: Reader) -> list[dict[str, int]]:
    """Every world that agrees with what the reader knows, found by trying all."""
    names = sorted(reader.may_be)
    worlds = (dict(zip(names, values, strict=True)) for values in product(*(sorted(reader.may_be[name]) for name in names)))
    return [world for world in worlds if all(sum(sign * world[name] for name, sign in signs.items()) == 0 for signs in reader.sums)]


@pytest.mark.parametrize("seed", range(20))
def test_what_is_left_of_a_number_is_what_it_is_in_some_world(seed: int) -> None:
    random = Random(seed)
    reader = Reader(Rule(random.choice((3, 4))), most=9)
    parts = {f"part {at}": random.randrange(1, 4) for at in range(3)}
    for name, value in (parts | {"whole": sum(parts.values())}).items():
        reader.sees(name, MISSING if random.random() < 0.6 or value in reader.rule.small else str(value), value)
    reader.adds("whole", *parts)
    worlds = _worlds(reader)
    for name in reader.may_be:
        assert set(reader.left(name)) == {world[name] for world in worlds}


def test_what_is_missing_once_in_a_sum_is_lacking() -> None:
    reader = Reader(Rule(5))
    for name, text, truth in (("a", MISSING, 3), ("b", "9", 9), ("whole", "12", 12)):
        reader.sees(name, text, truth)
    reader.adds("whole", "a", "b")
    assert reader.lacks() == {"a": [3]}


def test_a_missing_number_that_is_not_small_is_0_or_at_least_the_threshold() -> None:
    reader = Reader(Rule(5))
    for name, text, truth in (("a", MISSING, 1), ("b", MISSING, 5), ("whole", "6", 6)):
        reader.sees(name, text, truth)
    reader.adds("whole", "a", "b")
    assert reader.lacks() == {"a": [1]}


def test_what_no_paper_prints_is_worked_out_all_the_same() -> None:
    reader = Reader(Rule(5))
    for name, value in (("part", 17), ("whole", 20)):
        reader.sees(name, str(value), value)
    reader.adds("whole", "part", "rest")
    assert reader.lacks() == {"rest": [3]}


def test_a_percentage_stands_for_every_number_that_rounds_to_it() -> None:
    reader = Reader(Rule(5))
    reader.sees_share("count", "3%", 160, 4)
    assert reader.left("count") == {4, 5}
