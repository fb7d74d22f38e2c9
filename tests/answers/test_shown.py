"""What is shown is what is meant: a number that shows fewer decimals than it holds is asked about or rounded, and both are told."""

from __future__ import annotations

import pytest

from shpdocs.answers.kinds import kind_of
from shpdocs.answers.reading import read_answer
from shpdocs.model.definition import Asked
from shpdocs.model.returns import Json, Place, RawCell, Reading

THIRD = 0.33333333333333331
ASKED: list[tuple[str, float, str, str, str]] = [  # kind, value, format, what is shown, what is held
    ("percentage", THIRD, "0%", "33%", "33.3333333333333%"),
    ("percentage", 61.538461538461533, "0", "62", "61.5384615384615"),
    ("percentage", 0.125, "0%", "13%", "12.5%"),
    ("percentage", 61.5, "#,##0", "62", "61.5"),
    ("percentage", 61.54, '0"%"', "62", "61.54"),
    ("rate", 18.46, "0", "18", "18.46"),
    ("number", 4.5, "0_);(0)", "5", "4.5"),
    ("number", -4.5, "0;[Red]-0", "-5", "-4.5"),
    ("number", 1234.5, "0.00E+00", "1230", "1234.5"),
    ("rate", 0.04, "0.0", "0", "0.04"),
    ("number", 12.4321, "# ?/2", "12.5", "12.4321"),
    ("money", 1234.56, "£#,##0", "1235", "1234.56"),
    ("money", 1234.56, '_-"£"* #,##0_-;\\-"£"* #,##0_-;_-"£"* "-"??_-;_-@_-', "1235", "1234.56"),
    ("text", THIRD, "0%", "33%", "33.3333333333333%"),
    ("narrative", 61.54, "0", "62", "61.54"),
]
ROUNDED: list[tuple[str, float, str, Json]] = [
    ("percentage", THIRD, "0.0%", 33.3),
    ("percentage", THIRD, "0.00%", 33.33),
    ("percentage", 61.538461538461533, "0.0", 61.5),
    ("percentage", 61.538461538461533, "General", 61.54),
    ("percentage", 61.538461538461533, "@", 61.54),
    ("percentage", 61.04, "0", 61),
    ("rate", 0.0333333333333333, "General", 0.0333),
    ("rate", 18.461538461538463, "0.000", 18.462),
    ("number", 2 / 3, "General", 0.667),
    ("number", -10 / 3, "General", -3.33),
    ("number", -10 / 3, "0.0", -3.3),
    ("number", 3.9999999, "0.0", 4),
    ("money", 1234.5678, "General", {"amount": 1234.57, "words": "£1,234.57"}),
    ("money", 1234.5678, "£#,##0.00", {"amount": 1234.57, "words": "£1,234.57"}),
    ("text", 61.538461538461533, "General", "61.54"),
    ("text", THIRD, "0.0%", "33.3%"),
]
AS_HELD: list[tuple[str, float, str]] = [
    ("percentage", 33.3, "General"), ("percentage", 33.33, "General"), ("percentage", 0.333, "0.0%"), ("percentage", 45, "0"),
    ("percentage", 0.45, "0%"), ("percentage", 28.999999999999996, "0"), ("rate", 0.0125, "General"), ("rate", 12.345678, "General"),
    ("number", 4.5, "0.00"), ("number", 4.5, "# ?/?"), ("number", 0.75, "# ??/??"), ("number", 1230, "0.00E+00"), ("number", 4.5, "0.###"),
    ("number", 4.5, "General_)"), ("money", 1234.56, "£#,##0.00"), ("money", 1234, "£#,##0"), ("money", 12.5, "General"),
]  # fmt: skip


def _read(kind: str, value: float, number_format: str) -> Reading:
    return read_answer(RawCell(Place(""), value, number_format), Asked(kind))


@pytest.mark.parametrize(("kind", "value", "number_format", "shown", "held"), ASKED)
def test_a_number_that_shows_less_than_counts_is_a_question(kind: str, value: float, number_format: str, shown: str, held: str) -> None:
    reading = _read(kind, value, number_format)
    assert (reading.problem, reading.answer, reading.details) == ("shown-rounded", None, {"first": shown, "second": held})


@pytest.mark.parametrize(("kind", "value", "number_format", "expected"), ROUNDED)
def test_a_number_with_decimals_that_say_nothing_is_rounded_to_what_it_shows_and_told(
    kind: str, value: float, number_format: str, expected: Json
) -> None:
    reading = _read(kind, value, number_format)
    assert (reading.problem, reading.answer, reading.rule, reading.notice) == ("", expected, "rounded", "rounded")
    assert len(kind_of(Asked(kind)).show(reading.answer, Asked(kind))) < 10


@pytest.mark.parametrize(("kind", "value", "number_format"), AS_HELD)
def test_a_number_that_shows_what_it_holds_is_taken_without_a_word(kind: str, value: float, number_format: str) -> None:
    reading = _read(kind, value, number_format)
    assert (reading.problem, reading.notice) == ("", "")


def test_a_sum_with_decimals_that_say_nothing_is_rounded_and_says_so() -> None:
    reading = read_answer(RawCell(Place(""), formula="=1000/30"), Asked("percentage"))
    assert (reading.answer, reading.notice, reading.details) == (33.33, "formula-computed", {"first": "33.33%, rounded"})
    assert read_answer(RawCell(Place(""), number_format="0", formula="=800/13"), Asked("percentage")).problem == "shown-rounded"


def test_a_number_that_a_program_wrote_out_as_text_is_rounded_too() -> None:
    for kind, text in (("percentage", "33.3333333333333%"), ("rate", "33.3333333333333"), ("number", "(33.3333333333333)")):
        reading = read_answer(RawCell(Place(""), text), Asked(kind))
        assert (abs(reading.answer), reading.notice) == (33.33, "rounded")


def test_a_count_with_decimals_stays_no_count_however_it_is_shown() -> None:
    assert _read("count", 61.538461538461533, "0").problem == "not-a-whole-number"
