"""Dates."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from shpdocs.answers.kinds.date import KIND
from shpdocs.model.definition import Asked
from tests.support.made import Entered, cell, question

ASKED = Asked("date")
DATES = {
    "date cell": (date(2024, 12, 31), "2024-12-31"),
    "date and no time": (datetime(2024, 12, 31), "2024-12-31"),
    "slashes": ("31/12/2024", "2024-12-31"),
    "dots, short year": ("31.12.24", "2024-12-31"),
    "hyphens": ("31-12-2024", "2024-12-31"),
    "same either way": ("03/03/2024", "2024-03-03"),
    "worded": ("31 December 2024", "2024-12-31"),
    "ordinal": ("31st Dec 2024", "2024-12-31"),
    "ordinal, all": ("2nd September 2024", "2024-09-02"),
    "Sept": ("3 Sept. 2024", "2024-09-03"),
    "comma": ("3 September, 2024", "2024-09-03"),
    "ISO": ("2024-12-31", "2024-12-31"),
    "ISO, low": ("2024-03-04", "2024-03-04"),
    "leap day": ("29/02/2024", "2024-02-29"),
    "dots": ("24.09.2024", "2024-09-24"),
    "day of the week": ("Tuesday 24 September 2024", "2024-09-24"),
    "day of the week, short": ("Tues, 24th Sept 2024", "2024-09-24"),
    "day of the week, numbers": ("Weds 25/09/2024", "2024-09-25"),
    "month first": ("September 24, 2024", "2024-09-24"),
    "month first, ordinal": ("Sept 24th, 2024", "2024-09-24"),
    "month first, no comma": ("Sep 24 2024", "2024-09-24"),
    "of": ("24th of September 2024", "2024-09-24"),
    "year first": ("2024/09/24", "2024-09-24"),
    "year first, short": ("2024-9-4", "2024-09-04"),
    "ISO at midnight": ("2024-09-24T00:00:00", "2024-09-24"),
    "ISO at midnight, space": ("2024-09-24 00:00", "2024-09-24"),
    "ISO at midnight, parts of a second": ("2024-09-24T00:00:00.000Z", "2024-09-24"),
    "British at midnight": ("24/09/2024 00:00:00", "2024-09-24"),
    "apostrophe": ("'24/09/2024", "2024-09-24"),
    "full-width": ("２４／０９／２０２４", "2024-09-24"),
    "no-break spaces": ("24\u00a0September\u202f2024", "2024-09-24"),
}


@pytest.mark.parametrize(("value", "expected"), DATES.values(), ids=DATES)
def test_a_date_with_one_meaning_is_read(value: Entered, expected: str) -> None:
    assert KIND.read(cell(value), ASKED).answer == expected


@pytest.mark.parametrize("value", ["03/04/2024", "3/4/24", "03.04.2024", "03-04-2024", "3 4 2024"])
def test_a_date_with_two_meanings_is_aquestion(value: str) -> None:
    reading = KIND.read(cell(value), ASKED)
    assert (question(reading), reading.details) == (("ambiguous-date", None, ""), {"first": "3 April 2024", "second": "4 March 2024"})


@pytest.mark.parametrize(
    "value",
    [
        "31/02/2025", "29/02/2025", "12/31/2024", "2024-13-01", "31 Decembre 2024", "31 Marvel 2024", "Dec 2024", "soon", "00/00/2024",
        "Monday 24 September 2024", "Monday", "Someday 24 September 2024", "2024-09-24T10:30:00", "24 September 2024 10:30", "00:00",
        "Sept 24", "24 September", "24.9", "2024/13/01", "2024-24-09", "24-25/09/2024", "early 2024", "",
        datetime(2024, 12, 31, 9, 30), time(9), 45657, True,
    ],
)  # fmt: skip
def test_what_is_no_date_is_aquestion(value: Entered) -> None:
    assert question(KIND.read(cell(value), ASKED)) == ("not-a-date", None, "")


@pytest.mark.parametrize(
    ("value", "first"),
    [
        (date(1989, 12, 31), "31 December 1989"),
        (datetime(2101, 1, 1), "1 January 2101"),
        ("31/12/1899", "31 December 1899"),
        ("24 September 1066", "24 September 1066"),
        ("0024-09-24", "24 September 24"),
    ],
)
def test_a_date_that_nobody_means_is_aquestion(value: Entered, first: str) -> None:
    reading = KIND.read(cell(value), ASKED)
    assert (question(reading), reading.details) == (("unlikely-date", None, ""), {"first": first})


@pytest.mark.parametrize(("value", "expected"), [(date(1990, 1, 1), "1990-01-01"), ("31 December 2100", "2100-12-31")])
def test_the_first_and_the_last_date_that_may_be_meant_are_read(value: Entered, expected: str) -> None:
    assert KIND.read(cell(value), ASKED).answer == expected
