"""The files of returns and the lines of a ledger: which bytes they are, and that they are read back the same."""

from __future__ import annotations

from codecs import BOM_UTF8
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from shpdocs.model.ledger import Event
from shpdocs.model.returns import Return, Source, Stamp
from shpdocs.store.records import event_line, events_in, fingerprint, return_bytes, return_from

RETURN = Return(
    Stamp("Made-up Partnership", "prevent", "2024-25-Q2", "0123abcdef45", 2),
    "ab" * 32,
    "made up é.xlsx",
    {"fields": {"update": "“Made up”\n\u2028"}, "measures": {}, "tables": {"funding": [{"amount": None}]}},
    {"/fields/update": Source("ab" * 32, "Update", "B5", 0.5, "0.0%", "narrative")},
)
RETURN_FILE = f"""{{
  "partnership": "Made-up Partnership",
  "sub-group": "prevent",
  "period": "2024-25-Q2",
  "definition": "0123abcdef45",
  "issue": 2,
  "received": {{
    "file": "made up é.xlsx",
    "sha256": "{"ab" * 32}"
  }},
  "answers": {{
    "fields": {{
      "update": "“Made up”\\n\u2028"
    }},
    "measures": {{}},
    "tables": {{
      "funding": [
        {{
          "amount": null
        }}
      ]
    }}
  }},
  "sources": {{
    "/fields/update": {{
      "file": "{"ab" * 32}",
      "sheet": "Update",
      "cell": "B5",
      "raw": 0.5,
      "number-format": "0.0%",
      "rule": "narrative",
      "prefilled": false
    }}
  }}
}}
"""
RECEIVED = Event("received", "2031-01-01T00:00:00+00:00", "é.xlsx", "ab")
EVERY_FIELD = Event(
    "issued",
    "2031-01-02",
    "b.xlsx",
    "cd",
    sub_group="prevent",
    issue=2,
    fingerprint="ef",
    prefilled={"/a": 7, "/b": "x"},
    problems=3,
    missing=("one", "two"),
    origins={"/b": "2030-31-Q4"},
    ranges={"/a": (5, 7.5)},
    by="A",
    because="B",
    warnings=("odd Sheet!A1 /a",),
    about="01",
    rivals="c.xlsx",
    differences="A1",
    answers={"prevent/update": ""},
    paragraphs=(1, 2),
    what="final",
)
EVERY_LINE = (
    '{"at": "2031-01-02", "event": "issued", "file": "b.xlsx", "sha256": "cd", "sub-group": "prevent", "issue": 2, "fingerprint": "ef", '
    '"prefilled": {"/a": 7, "/b": "x"}, "problems": 3, "missing": ["one", "two"], "origins": {"/b": "2030-31-Q4"}, '
    '"ranges": {"/a": [5, 7.5]}, "by": "A", "because": "B", "warnings": ["odd Sheet!A1 /a"], "about": "01", '
    '"rivals": "c.xlsx", "differences": "A1", "answers": {"prevent/update": ""}, "paragraphs": [1, 2], "what": "final"}\n'
)


def test_the_file_of_a_return_is_indented_json_in_plain_letters() -> None:
    assert return_bytes(RETURN).decode() == RETURN_FILE


def test_a_return_is_read_back_the_same_with_or_without_a_byte_order_mark() -> None:
    assert return_from(RETURN_FILE.encode()) == RETURN
    assert return_from(BOM_UTF8 + RETURN_FILE.encode()) == RETURN


@pytest.mark.parametrize("name", ["fields", "measures", "tables"])
def test_a_file_without_a_part_of_the_answers_holds_no_return(name: str) -> None:
    answers = {key: part for key, part in RETURN.answers.items() if key != name}
    with pytest.raises(ValueError):
        return_from(return_bytes(replace(RETURN, answers=answers)))


def test_a_line_of_the_ledger_leaves_out_what_does_not_concern_the_event() -> None:
    assert event_line(RECEIVED).decode() == '{"at": "2031-01-01T00:00:00+00:00", "event": "received", "file": "é.xlsx", "sha256": "ab"}\n'


def test_every_field_of_an_event_has_its_place_in_the_line() -> None:
    assert event_line(EVERY_FIELD).decode() == EVERY_LINE
    assert {name for name in Event.__struct_fields__ if not getattr(EVERY_FIELD, name)} == set()


def test_events_are_read_back_the_same_whatever_ends_their_lines() -> None:
    ledger = BOM_UTF8 + event_line(RECEIVED).replace(b"\n", b"\r\n") + b"\n" + event_line(EVERY_FIELD)
    assert tuple(events_in(ledger)) == (RECEIVED, EVERY_FIELD)


def test_a_line_with_a_field_that_is_not_known_is_an_event_all_the_same() -> None:
    line = event_line(RECEIVED).replace(b'"file"', b'"made-up": [1], "file"')
    assert tuple(events_in(line)) == (RECEIVED,)


@pytest.mark.parametrize("name", ["file", "rivals", "by"])
def test_a_text_that_is_no_unicode_keeps_what_of_it_is(name: str) -> None:
    event = replace(EVERY_FIELD, **{name: "é\udcff.xlsx"})
    assert tuple(events_in(event_line(event))) == (replace(EVERY_FIELD, **{name: "é?.xlsx"}),)
    covering = replace(EVERY_FIELD, warnings=("odd \udcff",), answers={"\udcff": ""})
    assert tuple(events_in(event_line(covering))) == (replace(EVERY_FIELD, warnings=("odd ?",), answers={"?": ""}),)


def test_the_returns_and_ledgers_of_the_demo_are_the_same_bytes_when_written_again(made_demo: Path) -> None:
    returns = list(made_demo.glob("output/*/returns/*.json"))
    ledgers = list(made_demo.glob("output/*/ledger.jsonl"))
    assert len(returns) >= 8
    assert len(ledgers) == 2
    assert [return_bytes(return_from(path.read_bytes())) for path in returns] == [path.read_bytes() for path in returns]
    again = [b"".join(event_line(event) for event in events_in(path.read_bytes())) for path in ledgers]
    assert again == [path.read_bytes() for path in ledgers]


def test_a_fingerprint_is_of_names_and_values_whatever_their_order() -> None:
    assert fingerprint(a=1, b={"x": 1, "y": 2}) == fingerprint(b={"y": 2, "x": 1}, a=1)
    assert len({fingerprint(a=1), fingerprint(a=2), fingerprint(b=1), fingerprint(a="1"), fingerprint()}) == 5


def test_a_fingerprint_stays_what_earlier_ledgers_hold() -> None:
    values = {"cells": {"/b": "é", "/a": 1.5}, "deadline": date(2031, 1, 28), "version": "0.1", "contact": "", "ranges": {"/a": (1, 2)}}
    assert fingerprint(**values) == "85accf4dcf116458fabb94deecf8dae66f5eda516b161f2d0dd8dd45b5554fcf"


@pytest.mark.parametrize(
    "odd",
    (
        b'"issue": 1.0',
        b'"issue": null',
        b'"because": null',
        b'"at": 5',
        b'"paragraphs": null',
        b'"answers": {"prevent/update": null}',
        b'"ranges": {"/a": [Infinity, 1]}',
        b'"prefilled": {"/a": NaN}',
        b'"of-a-newer-shpdocs": NaN',
        b'"of-a-newer-shpdocs": {"a": 1}',
        b'"because": "half a letter: \\ud83d"',
    ),
)
@pytest.mark.parametrize("kind", ("waived", "exempted", "withdrawn", "accepted", "in-force"))
def test_no_decision_is_lost_for_an_odd_value_on_its_line(kind: str, odd: bytes) -> None:
    line = b'{"at": "2031", "event": "%s", "file": "f", "sha256": "s", "by": "A", "answers": {"prevent/update": "d"}, %s}'
    (event,) = events_in(line % (kind.encode(), odd))
    assert (event.event, event.sha256, event.by, [*event.answers]) == (kind, "s", "A", ["prevent/update"])
    assert "".join((event.at, event.because)).isprintable()


def test_a_line_without_what_every_event_has_is_none() -> None:
    assert not [*events_in(b'{"event": "waived"}\n[]\n5\nNaN')]


def test_an_event_of_a_newer_shpdocs_is_history() -> None:
    (event,) = events_in(b'{"event": "foreseen", "at": "2031", "file": "f", "sha256": "s", "sub-group": "prevent"}')
    assert (event.event, event.at, event.sub_group) == ("foreseen", "2031", "prevent")
