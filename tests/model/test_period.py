from __future__ import annotations

from datetime import date

import pytest

from shpdocs.model.errors import UsageError
from shpdocs.model.period import QUARTERS, Period, last_day, last_ended, parse_period, slashed, year_before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-25-Q2", Period("2024-25", "Q2")),
        ("2017-18-Q3", Period("2017-18", "Q3")),
        ("2098-99-Q4", Period("2098-99", "Q4")),
        ("2099-00-Q1", Period("2099-00", "Q1")),
    ],
)
def test_a_period_is_read_and_written_the_same(text: str, expected: Period) -> None:
    assert parse_period(text) == expected
    assert str(expected) == text


@pytest.mark.parametrize("text", ["", "2024-25", "2024-25-Q5", "2024-25-Q0", "1999-00-Q1", "2024-25-Q2 ", "last quarter", "2024-25-q2"])
def test_what_is_not_a_period_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError):
        parse_period(text)


@pytest.mark.parametrize("text", ["2024/25 Q2", "2024-2025-Q2", "2024-25-q2", " 2024 25 q2 ", "202425Q2"])
def test_a_period_written_loosely_is_answered_with_the_right_form(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_period(text)
    assert "2024-25-Q2?" in caught.value.remedy


@pytest.mark.parametrize(("text", "right"), [("2024-26-Q1", "2024-25-Q1"), ("2099-01-Q3", "2099-00-Q3"), ("2024-24-Q4", "2024-25-Q4")])
def test_years_that_do_not_follow_each_other_are_answered_with_the_right_ones(text: str, right: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_period(text)
    assert right in caught.value.remedy


@pytest.mark.parametrize(
    ("quarter", "earlier", "last_month", "words"),
    [
        ("Q1", (), "2024-06", "Quarter 1 of 2024/25 (April to June)"),
        ("Q2", ("Q1",), "2024-09", "Quarter 2 of 2024/25 (July to September)"),
        ("Q3", ("Q1", "Q2"), "2024-12", "Quarter 3 of 2024/25 (October to December)"),
        ("Q4", ("Q1", "Q2", "Q3"), "2025-03", "Quarter 4 of 2024/25 (January to March)"),
    ],
)
def test_a_quarter_knows_those_before_it_its_last_month_and_its_words(
    quarter: str, earlier: tuple[str, ...], last_month: str, words: str
) -> None:
    period = Period("2024-25", quarter)
    assert period.earlier_quarters == earlier
    assert period.last_month == last_month
    assert period.words == words


def test_periods_sort_by_time() -> None:
    later = [Period("2024-25", "Q1"), Period("2017-18", "Q4"), Period("2017-18", "Q3")]
    assert [str(period) for period in sorted(later)] == ["2017-18-Q3", "2017-18-Q4", "2024-25-Q1"]


def test_a_year_is_written_as_committees_write_it() -> None:
    assert slashed("2017-18") == "2017/18"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-25-Q1", date(2024, 6, 30)),
        ("2024-25-Q2", date(2024, 9, 30)),
        ("2024-25-Q3", date(2024, 12, 31)),
        ("2024-25-Q4", date(2025, 3, 31)),
        ("2099-00-Q4", date(2100, 3, 31)),
    ],
)
def test_a_quarter_ends_with_the_last_day_of_its_last_month(text: str, expected: date) -> None:
    assert parse_period(text).last_day == expected


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2000-02", date(2000, 2, 29)),
        ("2100-02", date(2100, 2, 28)),
        ("2024-12", date(2024, 12, 31)),
        ("2024-11", date(2024, 11, 30)),
        ("2024-01", date(2024, 1, 31)),
    ],
)
def test_a_month_has_its_last_day(month: str, expected: date) -> None:
    assert last_day(month) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2024-25-Q4", "2024-25-Q3"), ("2024-25-Q2", "2024-25-Q1"), ("2024-25-Q1", "2023-24-Q4"), ("2100-01-Q1", "2099-00-Q4")],
)
def test_the_quarter_before_the_first_is_the_last_of_the_year_before(text: str, expected: str) -> None:
    year, _, quarter = text.rpartition("-")
    assert str(Period(year, quarter).before) == expected


@pytest.mark.parametrize(
    ("year", "expected"), [("2024-25", "2023-24"), ("2000-01", "1999-00"), ("2100-01", "2099-00"), ("2010-11", "2009-10")]
)
def test_a_year_has_one_before_it(year: str, expected: str) -> None:
    assert year_before(year) == expected


def test_going_back_a_quarter_four_times_is_going_back_a_year() -> None:
    for quarter in QUARTERS:
        period = Period("2024-25", quarter)
        assert period.before.before.before.before == Period("2023-24", quarter)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 30), "2026-27-Q2"),
        (date(2026, 9, 30), "2026-27-Q1"),
        (date(2026, 10, 1), "2026-27-Q2"),
        (date(2026, 12, 31), "2026-27-Q2"),
        (date(2027, 1, 1), "2026-27-Q3"),
        (date(2027, 3, 31), "2026-27-Q3"),
        (date(2027, 4, 1), "2026-27-Q4"),
        (date(2100, 1, 1), "2099-00-Q3"),
    ],
)
def test_the_last_quarter_that_has_ended(day: date, expected: str) -> None:
    assert str(last_ended(day)) == expected
