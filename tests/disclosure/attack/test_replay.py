"""A reader who has the program itself: each small value that he cannot exclude belongs to a world that gives the very same papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.disclosure.attack.held import out_year
from tests.disclosure.attack.made_up import Cell
from tests.disclosure.attack.replay import Replay, texts_of
from tests.disclosure.attack.returned import straight
from tests.disclosure.attack.score import attacked
from tests.disclosure.attack.solver import Attack
from tests.disclosure.attack.years import MadeYear, in_another_world, made_year, through_commands

QUICK = (10, 13)
SLOW = (*((seed, 2, 1) for seed in range(40, 46)), (56, 3, 2), (58, 3, 2), (62, 3, 2))  # seeds, quarters and families


def _wrong(year: MadeYear, most: int, folder: Path) -> tuple[int, list[str]]:
    """How many worlds were tried, and the small values for which none gave the same papers."""
    out = out_year(year, folder / "out", straight)
    replay, alike = Replay(year, out, folder), out.system(knows_marks=True)
    attack, small = Attack(alike), attacked(alike, out.true, out.nothing_shown(knows_marks=True)).small
    wrong = [
        f"year {year.seed}: {sought.label} = {value}, not {sought.value(out.true):.0f}"
        for sought in small
        for value in range(sought.low, sought.high + 1)
        if replay.tried < most and attack.world(sought, value, value) and not replay.keeps(sought, value)
    ]
    return replay.tried, wrong


@pytest.mark.parametrize("seed", QUICK)
def test_every_value_of_some_papers_has_a_world_that_gives_them(seed: int, tmp_path: Path) -> None:
    tried, wrong = _wrong(made_year(seed, 1, 1), 4, tmp_path)
    assert (tried > 0, wrong) == (True, [])


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "quarters", "families"), SLOW)
def test_every_value_of_many_papers_has_a_world_that_gives_them(seed: int, quarters: int, families: int, tmp_path: Path) -> None:
    assert _wrong(made_year(seed, quarters, families), 8, tmp_path)[1] == []


def test_the_same_world_gives_the_same_papers_and_another_one_others(tmp_path: Path) -> None:

    root, year = tmp_path, made_year(13, 1, 1)
    papers = texts_of(through_commands(year, root / "one"))
    assert texts_of(through_commands(in_another_world(year, lambda *_: None), root / "same")) == papers

    def more(quarter: str, of_return: int, cell: Cell) -> float | None:
        return year.steps[0].true[cell] + 100

    assert texts_of(through_commands(in_another_world(year, more), root / "other")) != papers
