"""Numbers as they are written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shpdocs.answers.values import counted, json_number, show_number


@pytest.mark.parametrize(
    ("number", "expected"),
    [(45, "45"), (45.0, "45"), (45.10, "45.1"), (0, "0"), (100, "100"), (-0.5, "-0.5"), (1e20, "1" + "0" * 20), (1e-5, "0.00001")],
)
def test_numbers_are_shown_in_plain_digits(number: float, expected: str) -> None:
    assert show_number(number) == expected


@pytest.mark.parametrize(("number", "expected"), [("45", 45), ("45.0", 45), ("4.5E+3", 4500), ("0.1", 0.1)])
def test_a_whole_number_is_an_int_in_json(number: str, expected: float) -> None:
    shown_number = json_number(Decimal(number))
    assert (shown_number, type(shown_number)) == (expected, type(expected))


@pytest.mark.parametrize(("number", "expected"), [(1, "1 return"), (0, "0 returns"), (2, "2 returns")])
def test_numbers_are_told_with_their_word(number: int, expected: str) -> None:
    assert counted(number, "return") == expected
