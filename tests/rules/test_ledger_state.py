from __future__ import annotations

from dataclasses import replace

from shpdocs.rules.ledger_state import ledger_state
from shpdocs.words.ledger import Event

FIRST, SECOND = "1" * 64, "2" * 64
HELD = Event("held", "2031-01-02", "a.xlsx", FIRST, "prevent", 1, problems=2)
IN_FORCE = Event("in-force", "2031-01-03", "b.xlsx", SECOND, "prevent", 1)
REFUSED = Event("refused", "2031-01-04", "c.xlsx", SECOND, "prevent", 1, problems=3)
NOBODYS = Event("refused", "2031-01-05", "minutes.docx", FIRST, problems=1)


def test_a_return_that_is_held_waits_until_another_comes_into_force() -> None:
    assert ledger_state((HELD,)).held == {"prevent": HELD}
    assert ledger_state((HELD, REFUSED)).held == {"prevent": HELD}
    assert ledger_state((HELD, IN_FORCE)).held == {}


def test_the_last_decision_counts_and_a_file_that_is_nobodys_is_none_about_a_sub_group() -> None:
    state = ledger_state((HELD, IN_FORCE, REFUSED, NOBODYS))
    assert state.last == {"prevent": REFUSED}
    assert state.in_force == {"prevent": IN_FORCE}
    assert state.strangers == {FIRST: NOBODYS}
    assert state.decided == {FIRST, SECOND}


def test_issue_numbers_are_given_out_to_workbooks_of_both_sorts() -> None:
    issued = Event("issued", "2031-01-01", "a.xlsx", FIRST, "prevent", 1)
    queried = Event("queried", "2031-01-01", "b.xlsx", SECOND, "prevent", 2, about=FIRST)
    state = ledger_state((issued, queried, replace(issued, sub_group="drugs", issue=4)))
    assert state.issues == {"prevent": 2, "drugs": 4}
    assert (state.queried, state.asked) == ({"prevent": queried}, {("prevent", 2): queried})


def test_what_was_accepted_of_a_file_adds_up() -> None:
    first = Event("accepted", "2031-01-01", "a.xlsx", FIRST, "prevent", by="Made up", because="Made up", warnings=("one",))
    state = ledger_state((first, replace(first, warnings=("two",)), replace(first, sha256=SECOND, warnings=("three",))))
    assert state.covered(FIRST) == {"one", "two"}
    assert state.covered("3" * 64) == set()


def test_a_file_came_when_it_was_last_received() -> None:
    came = Event("received", "2031-01-01", "a.xlsx", FIRST)
    state = ledger_state((came, replace(came, at="2031-01-09")))
    assert (state.came(FIRST), state.came(SECOND)) == ("2031-01-09", "")
