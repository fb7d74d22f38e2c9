"""What was proved of suppressed numbers is not proved again as long as nothing of it has changed. Every figure here is made up."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from shpdocs.disclosure.choice import Choice, choose
from shpdocs.disclosure.disclose import disclose
from shpdocs.model.definition import Asked, Field, SmallNumbers
from shpdocs.model.disclosure import Decisions, Disclosed, Known
from shpdocs.model.period import Period
from shpdocs.model.returns import Return
from tests.support.made import a_return, definition, named_table
from tests.support.papers_out import published_paper

PERIOD = Period("2024-25", "Q2")
ROWS = {"under": "Under 18", "young": "18 to 24", "rest": "25 and over", "all": "All"}
PEOPLE = Field("people", "Made-up people", Asked("count", required=False), people=True)
ASKED = definition(tables=tuple(replace(named_table(key, ROWS, PEOPLE), total="all") for key in ("ages", "areas")))


class _Made:
    """What is disclosed, and how often the solver was asked for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[int] = []

        def noted(*given: Any) -> Choice:
            choice = choose(*given)
            self.calls.append(choice.calls)
            return choice

        monkeypatch.setattr("shpdocs.disclosure.disclose.choose", noted)

    def disclosed(self, known: Known, **more: Any) -> Disclosed:
        return disclose((ASKED,), known, PERIOD, SmallNumbers(), Decisions(), **more)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> _Made:
    return _Made(monkeypatch)


def _return(ages: tuple[int, ...], areas: tuple[int, ...] = (2, 30, 40)) -> Return:
    tables = {
        key: {row: {"people": number} for row, number in zip(ROWS, (*numbers, sum(numbers)), strict=True)}
        for key, numbers in (("ages", ages), ("areas", areas))
    }
    return a_return({"fields": {}, "measures": {}, "tables": tables, "sign-off": {}})


def _known(*numbers: tuple[int, ...]) -> Known:
    return Known({ASKED.sub_group: _return(*numbers)})


def test_what_was_proved_is_not_proved_again(made: _Made) -> None:
    first = made.disclosed(_known((3, 9, 20)))
    again = made.disclosed(_known((3, 9, 20)), proofs=first.proofs)
    assert again == first
    assert made.calls[0] > 0 == made.calls[1]


def test_only_what_belongs_together_with_a_changed_number_is_proved_again(made: _Made) -> None:
    first = made.disclosed(_known((3, 9, 20)))
    changed = made.disclosed(_known((3, 9, 21)), proofs=first.proofs)
    assert changed == made.disclosed(_known((3, 9, 21)))
    _, again, whole = made.calls
    assert 0 < again < whole
    assert len(first.proofs) == len(changed.proofs) == 2
    assert len(first.proofs.keys() & changed.proofs.keys()) == 1


def test_what_another_paper_printed_is_proved_anew(made: _Made) -> None:
    known = _known((3, 9, 20))
    first = made.disclosed(known)
    paper = published_paper(ASKED, _known((2, 9, 20)), made.disclosed(_known((2, 9, 20))), PERIOD)
    again = made.disclosed(known, proofs=first.proofs, published=(paper,))
    assert made.calls[-1] > 0
    assert again == made.disclosed(known, published=(paper,))


def test_a_proof_that_leaves_a_small_number_out_is_not_believed(made: _Made) -> None:
    first = made.disclosed(_known((3, 9, 20)))
    empty = {digest: replace(proof, hidden=()) for digest, proof in first.proofs.items()}
    assert made.disclosed(_known((3, 9, 20)), proofs=empty) == first
    assert made.calls[0] == made.calls[1] > 0


def test_where_nothing_is_small_nothing_is_proved(made: _Made) -> None:
    assert made.disclosed(_known((8, 9, 20), (20, 30, 40))).proofs == {}
    assert made.calls == [0]


def test_progress_is_told_with_each_number_that_is_safe(made: _Made) -> None:
    told: list[tuple[int, int]] = []
    made.disclosed(_known((3, 9, 20)), progress=lambda done, every: told.append((done, every)))
    every = told[0][1]
    assert (told[0], told[-1]) == ((0, every), (every, every))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert {done for done, _ in told} == set(range(every + 1))
    nothing: list[tuple[int, int]] = []
    made.disclosed(_known((8, 9, 20), (20, 30, 40)), progress=lambda *numbers: nothing.append(numbers))
    assert nothing == []
