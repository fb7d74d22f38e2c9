"""The files of returns and the lines of a ledger: which bytes they are, and that they are read back the same."""

from __future__ import annotations

from codecs import BOM_UTF8
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from shpdocs.model.ledger import Event, Ground, Head
from shpdocs.model.returns import Return, Source, Stamp
from shpdocs.store.records import (
    event_from,
    event_line,
    fingerprint,
    format_of,
    head_bytes,
    head_from,
    head_of_return,
    return_bytes,
    return_from,
)

RETURN = Return(
    Stamp("Made-up Partnership", "prevent", "2024-25-Q2", "0123abcdef45", 2),
    "ab" * 32,
    "made up é.xlsx",
    {"fields": {"update": "“Made up”\n\u2028"}, "measures": {}, "tables": {"funding": [{"amount": None}]}},
    {"/fields/update": Source("ab" * 32, "Update", "B5", 0.5, "0.0%", "narrative")},
)
RETURN_FILE = f"""{{
  "format": 1,
  "ledger": {{
    "lines": 3,
    "sha256": "{"cd" * 32}"
  }},
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
HEAD = Head(3, "cd" * 32)
RECEIVED = Event("received", "2031-01-01T00:00:00+00:00", "é.xlsx", "ab")
EVERY_FIELD = Event(
    "issued",
    "2031-01-02",
    "b.xlsx",
    "cd",
    sub_group="prevent",
    issue=2,
    fingerprint="ef",
    prefill="23",
    problems=3,
    missing=("one", "two"),
    by="A",
    because="B",
    warnings=("odd Sheet!A1 /a",),
    about="01",
    rivals="c.xlsx",
    differences="A1",
    answers={"prevent/update": ""},
    places=("67",),
    paragraphs=(1, 2),
    what="final",
    return_sha256="45",
    size=6,
    grounds={"prevent/update": (Ground("2030-31/paper.toml", (1,), "C"),)},
    earlier={"2030-31-Q1": (Head(1, "67"), Head(2, "89"))},
    profile="short",
    edition=4,
    title="D",
    unprinted=("/tables/risks/owner",),
    requests=("changes-accepted",),
)
START = "2031-32-Q1"  # what the first line names in place of a line before
BEFORE = "0f" * 32
EVERY_LINE = (
    f'{{"format": 1, "before": "{BEFORE}", '
    '"at": "2031-01-02", "event": "issued", "file": "b.xlsx", "sha256": "cd", "sub-group": "prevent", "issue": 2, "fingerprint": "ef", '
    '"prefill": "23", "problems": 3, "missing": ["one", "two"], '
    '"by": "A", "because": "B", "warnings": ["odd Sheet!A1 /a"], "about": "01", '
    '"rivals": "c.xlsx", "differences": "A1", "answers": {"prevent/update": ""}, "places": ["67"], "paragraphs": [1, 2], "what": "final", '
    '"return-sha256": "45", "size": 6, '
    '"grounds": {"prevent/update": [{"file": "2030-31/paper.toml", "paragraphs": [1], "reason": "C"}]}, '
    '"earlier": {"2030-31-Q1": [{"lines": 1, "sha256": "67"}, {"lines": 2, "sha256": "89"}]}, '
    '"profile": "short", "edition": 4, "title": "D", "unprinted": ["/tables/risks/owner"], "requests": ["changes-accepted"]}\n'
)


def test_the_file_of_a_return_is_indented_json_in_plain_letters() -> None:
    assert return_bytes(RETURN, HEAD).decode() == RETURN_FILE


def test_a_return_is_read_back_the_same_with_how_far_the_ledger_went() -> None:
    assert return_from(RETURN_FILE.encode()) == (RETURN, HEAD)
    assert head_of_return(RETURN_FILE.encode(), "2024-25-Q2") == HEAD
    assert head_of_return(RETURN_FILE.encode(), "2024-25-Q3") is None


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"ledger": 5}', b'{"ledger": {"lines": "x"}}', b'{"ledger": ' * 100_000, b"\xff"])
def test_a_file_that_does_not_say_how_far_the_ledger_went_says_none(content: bytes) -> None:
    assert head_of_return(content, "2024-25-Q2") is None


@pytest.mark.parametrize("other", ['"format": 2', '"format": 0', '"format": "1"', '"made-up": 1'])
def test_a_return_of_another_format_is_none(other: str) -> None:
    with pytest.raises(ValueError):
        return_from(RETURN_FILE.replace('"format": 1', other).encode())


@pytest.mark.parametrize("name", ["fields", "measures", "tables"])
def test_a_file_without_a_part_of_the_answers_holds_no_return(name: str) -> None:
    answers = {key: part for key, part in RETURN.answers.items() if key != name}
    with pytest.raises(ValueError):
        return_from(return_bytes(replace(RETURN, answers=answers), HEAD))


def test_a_line_of_the_ledger_leaves_out_what_does_not_concern_the_event() -> None:
    start = '{"format": 1, "before": "2031-32-Q1", '
    assert (
        event_line(RECEIVED, START).decode()
        == f'{start}"at": "2031-01-01T00:00:00+00:00", "event": "received", "file": "é.xlsx", "sha256": "ab"}}\n'
    )


def test_every_field_of_an_event_has_its_place_in_the_line() -> None:
    assert event_line(EVERY_FIELD, BEFORE).decode() == EVERY_LINE
    assert {name for name in Event.__struct_fields__ if not getattr(EVERY_FIELD, name)} == set()


def test_an_event_is_read_back_the_same_with_the_line_before_that_it_names() -> None:
    assert event_from(event_line(EVERY_FIELD, BEFORE)[:-1]) == (EVERY_FIELD, BEFORE)
    assert event_from(event_line(RECEIVED, START)[:-1]) == (RECEIVED, START)


@pytest.mark.parametrize("name", ["file", "rivals", "by"])
def test_a_text_that_is_no_unicode_keeps_what_of_it_is(name: str) -> None:
    event = replace(EVERY_FIELD, **{name: "é\udcff.xlsx"})
    assert event_from(event_line(event, START)[:-1])[0] == replace(EVERY_FIELD, **{name: "é?.xlsx"})
    covering = replace(EVERY_FIELD, warnings=("odd \udcff",), answers={"\udcff": ""})
    assert event_from(event_line(covering, START)[:-1])[0] == replace(EVERY_FIELD, warnings=("odd ?",), answers={"?": ""})


WHOLE = event_line(EVERY_FIELD, BEFORE)[:-1]
ODD = {
    "nothing": b"",
    "blank": b"  ",
    "null": b"null",
    "a list": b"[" + WHOLE + b"]",
    "a byte order mark": BOM_UTF8 + WHOLE,
    "a blank before": b" " + WHOLE,
    "a carriage return": WHOLE + b"\r",
    "another line behind": WHOLE + b" " + WHOLE,
    "cut short": WHOLE[:-40],
    "a whole number written 2.0": WHOLE.replace(b'"issue": 2', b'"issue": 2.0'),
    "a text for a number": WHOLE.replace(b'"issue": 2', b'"issue": "2"'),
    "a null": WHOLE.replace(b'"by": "A"', b'"by": null'),
    "a number for a text": WHOLE.replace(b'"by": "A"', b'"by": 5'),
    "a list for a mapping": WHOLE.replace(b'{"prevent/update": ""}', b"[]"),
    "not a number": WHOLE.replace(b'"problems": 3', b'"problems": NaN'),
    "half a letter": WHOLE.replace(b'"by": "A"', b'"by": "\\ud83d"'),
    "a NUL": WHOLE.replace(b'"by": "A"', b'"by": "\0"'),
    "no UTF-8": WHOLE.replace(b'"by": "A"', b'"by": "\xff"'),
    "an unknown event": WHOLE.replace(b'"issued"', b'"foreseen"'),
    "an unknown field": WHOLE.replace(b'"by": "A"', b'"by": "A", "made-up": 1'),
    "without its time": WHOLE.replace(b'"at": "2031-01-02", ', b""),
    "without its file": WHOLE.replace(b'"file": "b.xlsx", ', b""),
    "without the line before": WHOLE.replace(f'"before": "{BEFORE}", '.encode(), b""),
    "without a format": WHOLE.replace(b'"format": 1, ', b""),
    "of another format": WHOLE.replace(b'"format": 1', b'"format": 2'),
    "a format in words": WHOLE.replace(b'"format": 1', b'"format": "1"'),
    "no hash before": WHOLE.replace(BEFORE.encode(), BEFORE[1:].encode()),
    "deeply nested": WHOLE.replace(b'"problems": 3', b'"problems": ' + b"[" * 100_000 + b"]" * 100_000),
    "deeply nested at the start": b"[" * 100_000,
}


@pytest.mark.parametrize("line", ODD.values(), ids=ODD)
def test_a_line_that_is_not_just_as_it_was_written_is_none(line: bytes) -> None:
    assert line != WHOLE
    with pytest.raises((ValueError, RecursionError)):
        event_from(line)


def test_the_format_of_a_line_is_told_whatever_else_it_holds() -> None:
    assert [format_of(line) for line in (WHOLE, b"{}", b'{"format": 7}', b"5", b"{", b"[" * 100_000)] == [1, 0, 7, None, None, None]
    assert [format_of(b'{"format": %s}' % number) for number in (b"true", b'"1"', b"1.5", b"null")] == [None] * 4


def test_a_head_is_read_back_the_same() -> None:
    for head in (Head(), Head(12, BEFORE)):
        assert head_from(head_bytes(head)) == head


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"null", b"[]", b"{}", b"[" * 100_000, b'{"format": 1, "lines": 0}', b'{"format": 2, "lines": 0, "sha256": ""}',
        b'{"format": 1, "lines": -1, "sha256": ""}', b'{"format": 1, "lines": "0", "sha256": ""}',
        b'{"format": 1, "lines": 1, "sha256": ""}',
        b'{"format": 1, "lines": 0, "sha256": "%s"}' % BEFORE.encode(), b'{"format": 1, "lines": 1, "sha256": "made up"}',
        b'{"format": 1, "lines": 0, "sha256": "", "made-up": 1}', b"\0" * 80,
    ],
)  # fmt: skip
def test_a_head_that_is_not_as_it_was_written_is_none(content: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        head_from(content)


def test_the_returns_of_the_demo_are_the_same_bytes_when_written_again(made_demo: Path) -> None:
    returns = list(made_demo.glob("output/*/returns/*.json"))
    assert len(returns) >= 8
    assert [return_bytes(*return_from(path.read_bytes())) for path in returns] == [path.read_bytes() for path in returns]


def test_a_fingerprint_is_of_names_and_values_whatever_their_order() -> None:
    assert fingerprint(a=1, b={"x": 1, "y": 2}) == fingerprint(b={"y": 2, "x": 1}, a=1)
    assert len({fingerprint(a=1), fingerprint(a=2), fingerprint(b=1), fingerprint(a="1"), fingerprint()}) == 5


def test_a_fingerprint_stays_what_earlier_ledgers_hold() -> None:
    values = {"cells": {"/b": "é", "/a": 1.5}, "deadline": date(2031, 1, 28), "version": "0.1", "contact": "", "ranges": {"/a": (1, 2)}}
    assert fingerprint(**values) == "85accf4dcf116458fabb94deecf8dae66f5eda516b161f2d0dd8dd45b5554fcf"
