"""The cheapest safe choice is one, by going through all that could be; and shpdocs withholds little more. Every number is made up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, product
from random import Random

import pytest

from tests.benchmarks.disclosure.cheapest import cheapest
from tests.benchmarks.disclosure.made_up import SHAPES, MadeUp, Numbers, column, made_up_years, table
from tests.benchmarks.disclosure.reader import Reader

MOST = 16  # no world with larger numbers in it is tried: they stand for themselves


def _worlds(numbers: Numbers) -> Iterator[dict[str, int]]:
    """Every world that agrees with the marks alone, in which no number of a cell is larger than MOST."""
    totals = {name: relation for relation in numbers.relations for name, sign in relation.items() if sign < 0}
    inner = [name for name in sorted(numbers.values) if name not in totals]
    large = [0, *range(numbers.threshold, MOST + 1)]
    for values in product(*(range(1, numbers.threshold) if numbers.is_small(name) else large for name in inner)):
        world = dict(zip(inner, values, strict=True))
        while len(world) < len(numbers.values):
            world |= {
                name: sum(world[part] for part in relation if part != name)
                for name, relation in totals.items()
                if name not in world and all(part in world for part in relation if part != name)
            }
        if all((0 < world[name] < numbers.threshold) == numbers.is_small(name) and _adds_up(numbers, world) for name in totals):
            yield world


def _adds_up(numbers: Numbers, world: dict[str, int]) -> bool:
    return all(sum(sign * world[name] for name, sign in relation.items()) == 0 for relation in numbers.relations)


def _fewest_of_all(numbers: Numbers) -> int:
    """How many numbers must be withheld beside the small ones, by trying every choice."""
    needed: dict[tuple[str, int], set[frozenset[str]]] = {}
    for world in _worlds(numbers):
        changed = frozenset(name for name in numbers.choosable if world[name] != numbers.values[name])
        for name in numbers.small:
            needed.setdefault((name, world[name]), set()).add(changed)
    for size in range(len(numbers.choosable) + 1):
        for choice in combinations(numbers.choosable, size):
            withheld = frozenset(choice)
            if all(any(changed <= withheld for changed in worlds) for worlds in needed.values()):
                return size
    raise AssertionError("withholding all is always enough")


def _small_year(seed: int) -> MadeUp:
    """A table of three or four numbers and their totals, in all of which some number is small."""
    random = Random(seed)
    rows, columns = random.choice(((3, 1), (4, 1), (2, 2)))
    while True:
        made = table(random, 3, rows, columns)
        if made.numbers.small and all(value <= MOST / 2 for value in made.numbers.values.values()):
            return made


@pytest.mark.parametrize("seed", range(25))
def test_no_choice_is_cheaper_than_the_cheapest(seed: int) -> None:
    numbers = _small_year(seed).numbers
    fewest = cheapest(numbers)
    assert len(fewest) == _fewest_of_all(numbers)
    assert Reader(numbers).excluded(fewest) == ()


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_cheapest_is_safe_and_nothing_of_it_can_be_spared(shape: Callable[[Random, int], MadeUp]) -> None:
    for made in made_up_years(shape, 5, seed=1):
        reader, fewest = Reader(made.numbers), cheapest(made.numbers)
        assert reader.excluded(fewest) == ()
        assert all(reader.excluded(fewest - {name}) for name in fewest)


def test_a_choice_that_gives_a_number_away_is_seen() -> None:
    made = next(made for made in made_up_years(column, 50) if len(made.numbers.small) == 1 and len(made.numbers.values) > 3)
    (small,) = made.numbers.small
    assert Reader(made.numbers).excluded(frozenset()) == tuple(
        (small, value) for value in range(1, made.numbers.threshold) if value != made.numbers.values[small]
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_withheld_is_safe(shape: Callable[[Random, int], MadeUp]) -> None:
    assert [made for made in made_up_years(shape, 20) if Reader(made.numbers).excluded(made.withheld())] == []
