"""Numbers as they are stored and typed."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shpdocs.answers.kinds.number import KIND
from shpdocs.answers.values import plain_number
from shpdocs.model.definition import Asked
from shpdocs.model.returns import Reading
from tests.support.made import Entered, cell, question

ASKED = Asked("number")
NUMBERS = {
    "stored whole": (1664, 1664),
    "stored as float": (1664.0, 1664),
    "stored with decimals": (45.5, 45.5),
    "zero": (0, 0),
    "negative": (-3, -3),
    "text": ("1664", 1664),
    "text zero": ("0", 0),
    "comma": ("1,664", 1664),
    "space": ("1 664", 1664),
    "no-break space": ("1\u00a0664", 1664),
    "thin space": ("1\u2009664", 1664),
    "narrow no-break space": ("1\u202f664", 1664),
    "24 digits": ("1" * 24, int("1" * 24)),
    "no thousands": ("1.00", 1),
    "millions": ("1,234,567", 1234567),
    "ends": ("  1,664 \n", 1664),
    "decimals": ("1,664.5", 1664.5),
    "true minus": ("\u22123.5", -3.5),
    "invisible characters": ("\u200b1664\ufeff", 1664),
    "carriage return of Excel": ("1664_x000D_\n", 1664),
    "figure space": ("1\u2007664", 1664),
    "ideographic space": ("1\u3000664", 1664),
    "spaces of every kind around": ("\u00a0\u202f1,664\u2009\u2007", 1664),
    "thousands and decimals": ("1,664.0", 1664),
    "plus": ("+5", 5),
    "point at the end": ("5.", 5),
    "point at the start": (".5", 0.5),
    "full-width digits": ("１２３", 123),
    "full-width comma and point": ("１，６６４．５", 1664.5),
    "apostrophe before it": ("'007", 7),
    "curly apostrophe before it": ("’1,664", 1664),
    "binary noise": (28.999999999999996, 29),
    "more binary noise": (0.1 + 0.2, 0.3),
    "third": (1 / 3, 0.333333333333333),
    "15 digits": (123456789.012345, 123456789.012345),
    "15 small digits": (0.00000123456789012345, 0.00000123456789012345),
}


@pytest.mark.parametrize(("value", "expected"), NUMBERS.values(), ids=NUMBERS)
def test_a_number_is_read_as_written(value: Entered, expected: float) -> None:
    reading = KIND.read(cell(value), ASKED)
    assert (reading.answer, type(reading.answer), reading.problem) == (expected, type(expected), "")


@pytest.mark.parametrize(
    "value",
    [
        "1,66",
        "16,64",
        "1,6640",
        "12 34",
        "1.664,5",
        "1.000",
        "1" * 25,
        f"0.{'3' * 23}",
        "1e3",
        "0x10",
        "12 people",
        "about 5",
        "5%",
        "£5",
        "--5",
        ".",
        "½",
        "1,664 000",
        "1 664,000",
        "1'664",
        "1’664",
        "1, 664",
        "5²",
        "①",
        "– 5",
        "- 5",
        "seven",
        "()",
        "(",
        "(-12)",
        "((12))",
        "-12-",
        "(12",
        "1,66-",
        "-",
        "",
        "'",
        float("inf"),
        float("nan"),
        True,
        time(9),
    ],
)
def test_what_is_no_number_is_aquestion(value: Entered) -> None:
    assert question(KIND.read(cell(value), ASKED)) == ("not-a-number", None, "")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("(12)", -12), ("(1,664.5)", -1664.5), ("12-", -12), ("12\u2212", -12), ("(.5)", -0.5), ("（12）", -12)],
)
def test_a_number_in_brackets_or_before_a_minus_is_below_nothing(value: str, expected: float) -> None:
    assert KIND.read(cell(value), ASKED) == Reading("negative-text", expected)


@given(st.decimals(-(10**14), 10**14, places=3).filter(lambda number: len(number.normalize().as_tuple().digits) <= 15))
def test_no_number_of_fifteen_digits_is_rounded(number: Decimal) -> None:
    assert plain_number(float(number)) == number


def test_a_per_cent_cell_is_no_plain_number() -> None:
    assert question(KIND.read(cell(0.45, "0%"), ASKED)) == ("not-a-number", None, "")
