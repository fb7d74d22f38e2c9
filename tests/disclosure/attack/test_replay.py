"""A reader who has the program itself: each small value that he cannot exclude belongs to a world that gives the very same papers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.disclosure.attack.made_up import Cell
from tests.disclosure.attack.replay import replayed, texts_of
from tests.disclosure.attack.years import in_another_world, made_year, through_commands

QUICK, SLOW = (6, 10, 13), range(40, 46)


def _wrong(seeds: Iterable[int], quarters: int, worlds: int) -> list[str]:
    results = [replayed(made_year(seed, quarters, 1), worlds) for seed in seeds]
    assert sum(tried for tried, _ in results) > 3
    return [name for _, wrong in results for name in wrong]


def test_every_value_of_some_papers_has_a_world_that_gives_them() -> None:
    assert _wrong(QUICK, 1, 4) == []


@pytest.mark.slow
@pytest.mark.xfail(strict=True, reason="what goes with a small number still depends on more than which numbers are small")
def test_every_value_of_many_papers_has_a_world_that_gives_them() -> None:
    assert _wrong(SLOW, 2, 6) == []


def test_the_same_world_gives_the_same_papers_and_another_one_others(tmp_path: Path) -> None:

    root, year = tmp_path, made_year(13, 1, 1)
    papers = texts_of(through_commands(year, root / "one"))
    assert texts_of(through_commands(in_another_world(year, lambda *_: None), root / "same")) == papers

    def more(quarter: str, of_return: int, cell: Cell) -> float | None:
        return year.steps[0].true[cell] + 100

    assert texts_of(through_commands(in_another_world(year, more), root / "other")) != papers
