from __future__ import annotations

from datetime import datetime

import pytest

from shpdocs.model.returns import Json, Place, RawCell, Stamp, answer_at, set_answer
from tests.support.made import Entered, cell

ANSWERS = {"measures": {"robbery": {"figure": {"value": 0}}}, "tables": {"risks": [{"owner": "Made-up"}]}}


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/measures/robbery/figure/value", 0),
        ("/measures/robbery/figure", {"value": 0}),
        ("/tables/risks/0/owner", "Made-up"),
        ("/tables/risks/1/owner", None),
        ("/tables/risks/first/owner", None),
        ("/measures/none/figure/value", None),
        ("/measures/robbery/figure/value/deeper", None),
        ("", ANSWERS),
    ],
)
def test_an_answer_is_found_by_its_pointer(pointer: str, expected: Json) -> None:
    assert answer_at(ANSWERS, pointer) == expected


def test_an_answer_is_put_where_its_pointer_says() -> None:
    answers: dict[str, Json] = {"fields": {"a": 1}}
    set_answer(answers, "/fields/b", 2)
    set_answer(answers, "/measures/m/figure/value", None)
    assert answers == {"fields": {"a": 1, "b": 2}, "measures": {"m": {"figure": {"value": None}}}}


@pytest.mark.parametrize("value", [None, "", "   ", "\n\t", "\u00a0"])
def test_spaces_count_as_nothing_entered(value: str | None) -> None:
    assert cell(value).is_blank is True


@pytest.mark.parametrize("value", [0, False, "0", "-", 0.0])
def test_zero_and_no_are_entries(value: Entered) -> None:
    assert cell(value).is_blank is False


def test_a_formula_is_an_entry_even_without_a_result() -> None:
    assert RawCell(Place("made-up.xlsx"), None, formula="=A1").is_blank is False


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2024, 12, 31), "31/12/2024"),
        (datetime(2024, 12, 31, 9, 30), "2024-12-31 09:30:00"),
        (True, "TRUE"),
        (45, "45"),
        (None, ""),
    ],
)
def test_an_entry_is_told_as_it_was_seen(value: Entered | None, expected: str) -> None:
    assert cell(value).entered == expected


def test_a_formula_is_told_by_itself() -> None:
    assert RawCell(Place("made-up.xlsx"), 45, formula="=A1+1").entered == "=A1+1"


def test_a_stamp_reads_as_one_line() -> None:
    stamp = Stamp("Made-up Partnership", "prevent", "2024-25-Q2", "abc123", 3)
    assert str(stamp) == "Made-up Partnership | 2024-25-Q2 | prevent | definition abc123 | issue 3"
