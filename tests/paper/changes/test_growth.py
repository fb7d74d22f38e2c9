"""What it costs to compare two papers grows with their length, counted in calls: twice as much takes about twice as many."""

from __future__ import annotations

from typing import Any

import pytest

from shpdocs.model.document import Block
from shpdocs.paper.changes import document_changes
from tests.support.made_papers import DOMESTIC, items, paper, said, table
from tests.support.work import calls_in

NUMBER = 300
AIM = 2.5  # times as many calls for twice as much


def _all_new(number: int) -> tuple[list[Block], list[Block]]:
    return [said(f"old{at}") for at in range(number)], [said(f"new{at}") for at in range(number + 1)]


def _items_moved(number: int) -> tuple[list[Block], list[Block]]:
    texts = [f"item{at}" for at in range(number)]
    return [*items(*texts)], [*items(*reversed(texts))]


def _rows(number: int) -> tuple[list[Block], list[Block]]:
    rows, header = [(f"row{at}", str(at), "x") for at in range(number)], ("Risk", "Score", "Owner")
    return [table(*rows, header=header)], [table(*((label, score, "y") for label, score, _ in reversed(rows)), header=header)]


@pytest.mark.parametrize("made", [_all_new, _items_moved, _rows])
def test_twice_as_much_takes_about_twice_as_many_calls(made: Any) -> None:
    half, whole = (calls_in(document_changes, *(paper(DOMESTIC, *blocks) for blocks in made(number))) for number in (NUMBER, 2 * NUMBER))
    assert whole <= AIM * half
