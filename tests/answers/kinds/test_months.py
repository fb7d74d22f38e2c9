"""Months, ranges of months, financial years and quarters."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from shpdocs.answers.kinds.months import KIND
from shpdocs.model.definition import Asked
from shpdocs.model.returns import Reading
from tests.support.made import Entered, cell, question

ASKED = Asked("months")
MONTHS = {
    "full": ("September 2024", "2024-09", "2024-09"),
    "Sept": ("Sept 2024", "2024-09", "2024-09"),
    "stop": ("Dec. 2024", "2024-12", "2024-12"),
    "range": ("Oct/Nov 2024", "2024-10", "2024-11"),
    "range, same year": ("Nov/Dec 2024", "2024-11", "2024-12"),
    "range over the year's end": ("Dec/Jan 2025", "2024-12", "2025-01"),
    "two years": ("Dec 2024/Jan 2025", "2024-12", "2025-01"),
    "to": ("June 2024 to Sept 2024", "2024-06", "2024-09"),
    "dash": ("Jan–Mar 2025", "2025-01", "2025-03"),
    "and": ("June and July 2024", "2024-06", "2024-07"),
    "short year": ("Feb-25", "2025-02", "2025-02"),
    "capitals": ("FEB 2025", "2025-02", "2025-02"),
    "May": ("May 2024", "2024-05", "2024-05"),
    "a day": ("24 September 2024", "2024-09", "2024-09"),
    "ISO": ("2024-05", "2024-05", "2024-05"),
    "ISO, slash": ("2024/05", "2024-05", "2024-05"),
}
YEARS = {
    "slash": ("2024/25", "2024-04", "2025-03"),
    "hyphen": ("2024-25", "2024-04", "2025-03"),
    "dash": ("2024–25", "2024-04", "2025-03"),
    "spaces": ("2024 / 25", "2024-04", "2025-03"),
    "FY": ("FY 2024/25", "2024-04", "2025-03"),
    "fy, no space": ("fy2024-25", "2024-04", "2025-03"),
    "in words": ("Financial year 2024/25", "2024-04", "2025-03"),
    "both years in full": ("2024/2025", "2024-04", "2025-03"),
    "short": ("24/25", "2024-04", "2025-03"),
    "short with FY": ("FY 11/12", "2011-04", "2012-03"),
    "named, that else could be a month": ("FY 2011-12", "2011-04", "2012-03"),
    "two years": ("2024/25 to 2026/27", "2024-04", "2027-03"),
    "two years, dash": ("2024/25–2025/26", "2024-04", "2026-03"),
    "century": ("2099/00", "2099-04", "2100-03"),
}
QUARTERS = {
    "first": ("Q1 2024/25", "2024-04", "2024-06"),
    "second": ("Q2 2024/25", "2024-07", "2024-09"),
    "third": ("Q3 2024-25", "2024-10", "2024-12"),
    "fourth": ("Q4 2024/2025", "2025-01", "2025-03"),
    "in words": ("Quarter 2 of 2024/25", "2024-07", "2024-09"),
    "comma": ("q2, 2024/25", "2024-07", "2024-09"),
    "FY": ("Q2 FY 2024/25", "2024-07", "2024-09"),
    "short year": ("Q2 24/25", "2024-07", "2024-09"),
    "as a period is written": ("2024-25-Q2", "2024-07", "2024-09"),
    "year first": ("2024/25 Q2", "2024-07", "2024-09"),
    "two": ("Q1/Q2 2024/25", "2024-04", "2024-09"),
    "range": ("Q2 to Q4 2024/25", "2024-07", "2025-03"),
    "year that else could be a month": ("Q2 2011-12", "2011-07", "2011-09"),
}


@pytest.mark.parametrize(("words", "start", "end"), MONTHS.values(), ids=MONTHS)
def test_months_keep_their_words_and_gain_start_and_end(words: str, start: str, end: str) -> None:
    assert KIND.read(cell(words), ASKED) == Reading("months", {"words": words, "start": start, "end": end})


@pytest.mark.parametrize(("words", "start", "end"), YEARS.values(), ids=YEARS)
def test_a_financial_year_is_april_to_march(words: str, start: str, end: str) -> None:
    assert KIND.read(cell(words), ASKED) == Reading("financial-year", {"words": words, "start": start, "end": end})


@pytest.mark.parametrize(("words", "start", "end"), QUARTERS.values(), ids=QUARTERS)
def test_a_quarter_is_one_of_a_financial_year(words: str, start: str, end: str) -> None:
    assert KIND.read(cell(words), ASKED) == Reading("quarter", {"words": words, "start": start, "end": end})


@pytest.mark.parametrize("words", ["2011-12", "2011/12"])
def test_a_year_that_could_be_a_month_is_aquestion(words: str) -> None:
    reading = KIND.read(cell(words), ASKED)
    assert question(reading) == ("ambiguous-date", None, "")
    assert reading.details == {"first": "December 2011", "second": "the financial year 2011/12"}


@pytest.mark.parametrize("value", [date(1900, 1, 5), datetime(2101, 1, 1)])
def test_a_month_that_nobody_means_is_aquestion(value: date) -> None:
    assert question(KIND.read(cell(value), ASKED)) == ("unlikely-date", None, "")


@pytest.mark.parametrize(
    ("value", "words"),
    [(datetime(2025, 2, 1), "February 2025"), (date(2025, 2, 1), "February 2025"), (datetime(2025, 2, 14), "14 February 2025")],
)
def test_a_month_that_a_program_made_a_date_is_a_month_again(value: date, words: str) -> None:
    assert KIND.read(cell(value), ASKED) == Reading("months-date", {"words": words, "start": "2025-02", "end": "2025-02"})


@pytest.mark.parametrize(
    "value",
    [
        "September",
        "Oct/Nov",
        "Dec 2024/Jan",
        "Dec 2024/Nov 2024",
        "Marvel 2024",
        "Octobr 2024",
        "2024",
        "Q2 2024",
        "Q5 2024/25",
        "Q3 to Q2 2024/25",
        "Q2 2024/26",
        "Q2",
        "2024/26",
        "2024-13",
        "2024/2026",
        "2024/2005",
        "2099/2000",
        "2025/26 to 2024/25",
        "11/12",
        "24-25",
        "FY25",
        "FY 2024/26",
        "H1 2024/25",
        "Sept 24",
        "03/04/2024",
        "24 September 1066",
        "soon",
        202409,
        True,
    ],
)
def test_what_is_no_month_with_its_year_is_aquestion(value: Entered) -> None:
    assert question(KIND.read(cell(value), ASKED)) == ("not-months", None, "")
