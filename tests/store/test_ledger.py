"""What the events of a ledger come to."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.ledger import Event, EventName
from shpdocs.store.ledger import ledger_state

FIRST_FILE, SECOND_FILE = "1" * 64, "2" * 64
HELD = Event("held", "2031-01-02", "a.xlsx", FIRST_FILE, "prevent", 1, problems=2)
IN_FORCE = Event("in-force", "2031-01-03", "b.xlsx", SECOND_FILE, "prevent", 1)
REFUSED = Event("refused", "2031-01-04", "c.xlsx", SECOND_FILE, "prevent", 1, problems=3)
NOBODYS = Event("refused", "2031-01-05", "minutes.docx", FIRST_FILE, problems=1)


def test_a_return_that_is_held_waits_until_another_comes_into_force() -> None:
    assert ledger_state((HELD,)).held == {"prevent": HELD}
    assert ledger_state((HELD, REFUSED)).held == {"prevent": HELD}
    assert ledger_state((HELD, IN_FORCE)).held == {}


def test_the_last_decision_counts_and_a_file_that_is_nobodys_is_none_about_a_sub_group() -> None:
    state = ledger_state((HELD, IN_FORCE, REFUSED, NOBODYS))
    assert state.last_decision == {"prevent": REFUSED}
    assert state.in_force == {"prevent": IN_FORCE}
    assert state.unrecognised == {FIRST_FILE: NOBODYS}
    assert state.decided_files == {FIRST_FILE, SECOND_FILE}


def test_issue_numbers_are_given_out_to_workbooks_of_both_sorts() -> None:
    issued = Event("issued", "2031-01-01", "a.xlsx", FIRST_FILE, "prevent", 1)
    queried = Event("queried", "2031-01-01", "b.xlsx", SECOND_FILE, "prevent", 2, about=FIRST_FILE)
    state = ledger_state((issued, queried, replace(issued, sub_group="drugs", issue=4)))
    assert state.last_issue == {"prevent": 2, "drugs": 4}
    assert (state.last_query, state.query("prevent", 2), state.query("prevent", 1)) == ({"prevent": queried}, queried, None)


def test_what_was_accepted_of_a_file_adds_up() -> None:
    first = Event("accepted", "2031-01-01", "a.xlsx", FIRST_FILE, "prevent", by="Made up", because="Made up", warnings=("one",))
    state = ledger_state((first, replace(first, warnings=("two",)), replace(first, sha256=SECOND_FILE, warnings=("three",))))
    assert state.accepted_warnings(FIRST_FILE) == {"one", "two"}
    assert state.accepted_warnings("3" * 64) == set()


def test_a_file_came_when_it_was_last_received() -> None:
    came = Event("received", "2031-01-01", "a.xlsx", FIRST_FILE)
    state = ledger_state((came, replace(came, at="2031-01-09")))
    assert (state.received_at(FIRST_FILE), state.received_at(SECOND_FILE)) == ("2031-01-09", "")


def decision(event: EventName, answer: str, digest: str = "", what: str = "", because: str = "Made up") -> Event:
    return Event(event, "2031-01-06", "", "", "prevent", by="Made up", because=because, answers={answer: digest}, what=what)


def test_decisions_about_the_paper_stand_by_answer_and_the_last_one_counts() -> None:
    first, second = decision("waived", "prevent"), decision("waived", "prevent", because="Another made-up reason")
    exempted = decision("exempted", "prevent/update")
    decisions = ledger_state((first, second, exempted)).decisions
    assert (decisions.waived, decisions.exempted, decisions.published) == ({"prevent": second}, {"prevent/update": exempted}, {})


def test_small_numbers_may_be_published_as_they_stood_when_that_was_decided() -> None:
    one, other = decision("published", "prevent/update", FIRST_FILE), decision("published", "prevent/update", SECOND_FILE)
    assert ledger_state((one, other)).decisions.published == {"prevent/update": {FIRST_FILE: one, SECOND_FILE: other}}


@pytest.mark.parametrize("event", ["waived", "published", "exempted"])
def test_a_decision_that_is_withdrawn_stands_no_more_and_the_others_do(event: EventName) -> None:
    taken = [decision(one, answer) for one in ("waived", "published", "exempted") for answer in ("prevent", "prevent/update")]
    decisions = ledger_state((*taken, decision("withdrawn", "prevent", what=event))).decisions
    standing = {"waived": set(decisions.waived), "published": set(decisions.published), "exempted": set(decisions.exempted)}
    assert standing == {one: {"prevent/update"} if one == event else {"prevent", "prevent/update"} for one in standing}
