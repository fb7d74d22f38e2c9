"""Working through many things: in order, a few ahead, and one that a process dies of costs only itself."""

from __future__ import annotations

import os
from collections.abc import Iterator

from shpdocs.commands.parallel import Parallel

MANY = 80  # more than are worth a process of their own


def doubled(number: int) -> int:
    return 2 * number


def doubled_or_dead(number: int) -> int:
    if number in (7, 50):
        os._exit(9)
    return 2 * number


def given_up(number: int) -> int:
    return -number


def test_processes_give_the_results_in_order() -> None:
    told: list[tuple[int, int]] = []
    found = list(Parallel(progress=lambda done, count: told.append((done, count)), workers=2).map(doubled, range(MANY), MANY))
    assert found == [2 * number for number in range(MANY)]
    assert told == [(done, MANY) for done in range(MANY + 1)]


def test_a_thing_that_a_process_dies_of_is_given_up_and_all_others_are_done() -> None:
    found = list(Parallel(workers=2).map(doubled_or_dead, range(MANY), MANY, given_up))
    assert found == [-number if number in (7, 50) else 2 * number for number in range(MANY)]


def test_things_are_taken_one_at_a_time() -> None:
    taken = []

    def things() -> Iterator[int]:
        for number in range(5):
            taken.append(number)
            yield number

    results = Parallel().map(doubled, things(), 5)
    assert (next(results), taken) == (0, [0])
