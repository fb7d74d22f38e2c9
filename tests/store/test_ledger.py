"""The ledger's file: events recorded and given back in order, whatever a crash or an odd name left in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from shpdocs.model.ledger import Event, EventName
from shpdocs.store.ledger import Ledger, ledger_state

FIRST = Event("received", "2031-01-01T00:00:00+00:00", "made-up é.xlsx", "ab" * 32)
SECOND = Event("issued", "2031-01-02T00:00:00+00:00", "b.xlsx", "cd" * 32, "prevent", 2, "ef", {"/measures/a/earlier/Q1/value": 7})
THIRD = Event("refused", "2031-01-03T00:00:00+00:00", "c.xlsx", "cd" * 32, "prevent", problems=3)
FIRST_FILE, SECOND_FILE = "1" * 64, "2" * 64
HELD = Event("held", "2031-01-02", "a.xlsx", FIRST_FILE, "prevent", 1, problems=2)
IN_FORCE = Event("in-force", "2031-01-03", "b.xlsx", SECOND_FILE, "prevent", 1)
REFUSED = Event("refused", "2031-01-04", "c.xlsx", SECOND_FILE, "prevent", 1, problems=3)
NOBODYS = Event("refused", "2031-01-05", "minutes.docx", FIRST_FILE, problems=1)


def test_the_ledger_gives_back_what_was_recorded_in_order(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "2024-25-Q2" / "ledger.jsonl")
    assert ledger.events() == ()
    for event in (FIRST, SECOND, THIRD):
        ledger.record(event)
    assert ledger.events() == (FIRST, SECOND, THIRD)
    assert len(ledger.path.read_bytes().splitlines()) == 3


@pytest.mark.parametrize("cut", [b'{"event": "cut sh', '{"event": "é'.encode()[:-1]], ids=["in a line", "in a letter"])
def test_a_ledger_whose_last_line_was_cut_short_loses_only_that_line(tmp_path: Path, cut: bytes) -> None:
    ledger = Ledger(tmp_path / "2024-25-Q2" / "ledger.jsonl")
    ledger.record(FIRST)
    with ledger.path.open("ab") as stream:
        stream.write(cut)
    assert ledger.events() == (FIRST,)
    ledger.record(THIRD)
    assert ledger.events() == (FIRST, THIRD)


@pytest.mark.parametrize("line", [b"null", b"123", b"[]", b'{"event": "received"}', b'"text"'])
def test_a_line_of_the_ledger_that_is_no_event_is_passed_over(tmp_path: Path, line: bytes) -> None:
    ledger = Ledger(tmp_path / "2024-25-Q2" / "ledger.jsonl")
    ledger.record(FIRST)
    with ledger.path.open("ab") as stream:
        stream.write(line + b"\n")
    ledger.record(THIRD)
    assert ledger.events() == (FIRST, THIRD)


def test_an_event_with_an_odd_line_end_in_its_words_stays_one_event(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "2024-25-Q2" / "ledger.jsonl")
    event = replace(FIRST, file="made\u2028up\x85.xlsx")
    ledger.record(event)
    assert ledger.events() == (event,)


def test_an_event_of_a_file_whose_name_is_no_unicode_is_recorded_all_the_same(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "2024-25-Q2" / "ledger.jsonl")
    ledger.record(replace(FIRST, file="\udcff\udcfe.xlsx"))
    assert ledger.events() == (replace(FIRST, file="??.xlsx"),)


def test_many_events_are_recorded_at_once_and_none_changes_nothing(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "2024-25-Q2" / "ledger.jsonl")
    ledger.record()
    assert not ledger.path.exists()
    ledger.record(FIRST, THIRD)
    assert ledger.events() == (FIRST, THIRD)


def test_a_ledger_that_grows_while_it_is_read_tells_every_event_once(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    assert ledger.events() == ()
    ledger.record(FIRST, SECOND)
    assert ledger.events() == (FIRST, SECOND)
    with ledger.path.open("ab") as stream:
        stream.write(b'{"event": "cut off by a cra')
    assert ledger.events() == (FIRST, SECOND)
    ledger.record(THIRD)
    assert ledger.events() == (FIRST, SECOND, THIRD)
    Ledger(ledger.path).record(FIRST)
    assert ledger.events() == (FIRST, SECOND, THIRD, FIRST) == Ledger(ledger.path).events()


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
