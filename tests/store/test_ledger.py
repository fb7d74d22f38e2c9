"""The ledger's file: events recorded and given back in order, whatever a crash or an odd name left in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from shpdocs.model.ledger import Event
from shpdocs.store.ledger import Ledger

FIRST = Event("received", "2031-01-01T00:00:00+00:00", "made-up é.xlsx", "ab" * 32)
SECOND = Event("issued", "2031-01-02T00:00:00+00:00", "b.xlsx", "cd" * 32, "prevent", 2, "ef", {"/measures/a/earlier/Q1/value": 7})
THIRD = Event("refused", "2031-01-03T00:00:00+00:00", "c.xlsx", "cd" * 32, "prevent", problems=3)


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
