from __future__ import annotations

from datetime import date

import pytest

from shpdocs.paper.bank_holidays import bank_holidays

# As published for England and Wales at the time
OF_2020 = ("2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25", "2020-08-31", "2020-12-25", "2020-12-28")
OF_2022 = (
    "2022-01-03", "2022-04-15", "2022-04-18", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19",
    "2022-12-26", "2022-12-27",
)  # fmt: skip
OF_2023 = ("2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01", "2023-05-08", "2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26")
OF_2024 = ("2024-01-01", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-08-26", "2024-12-25", "2024-12-26")


def on_weekdays(days: frozenset[date]) -> tuple[str, ...]:
    """Those that are no Saturday or Sunday: the library names these too, beside their substitute days."""
    return tuple(sorted(day.isoformat() for day in days if day.weekday() < 5))


@pytest.mark.parametrize(("year", "days"), [(2020, OF_2020), (2022, OF_2022), (2023, OF_2023), (2024, OF_2024)])
def test_the_days_are_englands_with_substitutes_and_those_of_one_occasion(year: int, days: tuple[str, ...]) -> None:
    assert on_weekdays(bank_holidays((year,))) == days


@pytest.mark.parametrize("years", [(2023, 2022), (2022, 2023, 2022)])
def test_of_several_years_there_are_the_days_of_each_and_of_no_other(years: tuple[int, ...]) -> None:
    assert on_weekdays(bank_holidays(years)) == OF_2022 + OF_2023


@pytest.mark.parametrize("year", range(2015, 2035))
def test_no_day_is_of_another_year(year: int) -> None:
    assert {day.year for day in bank_holidays((year,))} == {year}


def test_a_year_far_ahead_is_computed_by_todays_law() -> None:
    assert {"2060-12-27", "2060-04-16", "2060-04-19"} <= set(on_weekdays(bank_holidays((2060,))))
