"""When a paper must be published: the rule, the working days of England, and what is said of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shpdocs.paper.publication import bank_holidays, last_day_to_publish, publication

# As published for England and Wales at the time
OF_2020 = ("2020-01-01", "2020-04-10", "2020-04-13", "2020-05-08", "2020-05-25", "2020-08-31", "2020-12-25", "2020-12-28")
OF_2022 = (
    "2022-01-03", "2022-04-15", "2022-04-18", "2022-05-02", "2022-06-02", "2022-06-03", "2022-08-29", "2022-09-19",
    "2022-12-26", "2022-12-27",
)  # fmt: skip
OF_2023 = ("2023-01-02", "2023-04-07", "2023-04-10", "2023-05-01", "2023-05-08", "2023-05-29", "2023-08-28", "2023-12-25", "2023-12-26")
OF_2024 = ("2024-01-01", "2024-03-29", "2024-04-01", "2024-05-06", "2024-05-27", "2024-08-26", "2024-12-25", "2024-12-26")
# England's bank holidays of the years below that fall near the cases
HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        "2018-01-01",
        "2020-05-08",  # for the 75th anniversary of VE Day, in place of Monday 4 May
        "2021-12-27",  # substitute for Christmas Day, a Saturday
        "2021-12-28",  # substitute for Boxing Day, a Sunday
        "2022-01-03",  # substitute for New Year's Day, a Saturday
        "2022-09-19",  # the state funeral
        "2023-05-01",
        "2023-05-08",  # for the coronation
        "2024-03-29",
        "2024-04-01",
        "2024-08-26",
        "2024-12-25",
        "2024-12-26",
        "2025-01-01",
    )
)
MEETING = date(2024, 9, 24)
LAST = date(2024, 9, 16)


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


@pytest.mark.parametrize(
    ("meeting", "last"),
    [
        ("2021-11-18", "2021-11-10"),  # Hillingdon's Council of Thursday 18 November 2021, published on that Wednesday
        ("2024-09-24", "2024-09-16"),
        ("2018-02-13", "2018-02-05"),
        ("2024-04-04", "2024-03-25"),  # across Good Friday and Easter Monday
        ("2025-01-07", "2024-12-27"),  # across New Year's Day
        ("2025-01-02", "2024-12-20"),  # across Christmas and New Year
        ("2022-01-06", "2021-12-24"),  # across three substitute days
        ("2022-09-22", "2022-09-13"),  # across the state funeral
        ("2023-05-11", "2023-05-02"),  # across the coronation's Monday
        ("2020-05-12", "2020-05-01"),  # across the May Day that was moved to a Friday
        ("2020-05-07", "2020-04-29"),  # and past the Monday it was moved from
        ("2024-09-23", "2024-09-13"),  # the sixth working day before a Monday: a Friday, not the Sunday after it
    ],
)
def test_five_clear_working_days_lie_between_publication_and_meeting(meeting: str, last: str) -> None:
    assert last_day_to_publish(date.fromisoformat(meeting), 5, HOLIDAYS).isoformat() == last


def test_exactly_so_many_working_days_lie_between_from_a_working_day_on() -> None:
    for days_on in range(1500):
        meeting = date(2020, 3, 1) + timedelta(days=days_on)
        last = last_day_to_publish(meeting, 5, HOLIDAYS)
        between = [last + timedelta(days=days) for days in range(1, (meeting - last).days)]
        clear = [day for day in between if day.weekday() < 5 and day not in HOLIDAYS]
        assert len(clear) == 5
        assert last.weekday() < 5
        assert last not in HOLIDAYS


@pytest.mark.parametrize(("clear_days", "last"), [(1, "2024-09-20"), (3, "2024-09-18"), (7, "2024-09-12")])
def test_a_council_may_ask_for_more_clear_days_or_fewer(clear_days: int, last: str) -> None:
    assert last_day_to_publish(MEETING, clear_days, HOLIDAYS).isoformat() == last


def test_the_last_day_itself_is_in_time_and_the_day_after_is_late() -> None:
    on_it = publication(MEETING, None, 5, HOLIDAYS, LAST)
    after = publication(MEETING, None, 5, HOLIDAYS, LAST + timedelta(days=1))
    assert (on_it.last_day, on_it.days_left, on_it.is_late, on_it.warnings) == (LAST, 0, False, ())
    assert (after.last_day, after.days_left, after.is_late) == (LAST, -1, True)
    assert "section 100B(4) of the Local Government Act 1972: five clear days" in after.warnings[0]


@pytest.mark.parametrize(("ready", "is_late"), [("2024-09-16", False), ("2024-09-13", False), ("2024-09-17", True), ("", True)])
def test_a_paper_that_stood_by_the_last_day_is_in_time_ever_after(ready: str, is_late: bool) -> None:
    assert publication(MEETING, None, 5, HOLIDAYS, date(2024, 9, 20), ready).is_late == is_late


def test_two_different_days_for_the_meeting_are_told_and_the_first_counts() -> None:
    result = publication(MEETING, date(2024, 9, 25), 5, HOLIDAYS, date(2024, 9, 2))
    assert (result.last_day, result.other) == (LAST, date(2024, 9, 25))
    assert "Tuesday 24 September 2024" in result.warnings[0]
    assert "Wednesday 25 September 2024" in result.warnings[0]
    assert publication(MEETING, MEETING, 5, HOLIDAYS, date(2024, 9, 2)).warnings == ()


@pytest.mark.parametrize(
    ("today", "words"),
    [("2024-09-13", "(3 days left)"), ("2024-09-15", "(1 day left)"), ("2024-09-16", "(today)"), ("2024-09-17", "(1 day ago)")],
)
def test_the_sentence_names_both_days_and_how_long_it_is(today: str, words: str) -> None:
    sentence = publication(MEETING, None, 5, HOLIDAYS, date.fromisoformat(today)).words
    assert "Tuesday 24 September 2024" in sentence
    assert f"Monday 16 September 2024 {words}" in sentence


def test_a_number_of_clear_days_of_the_councils_own_is_named_beside_the_acts() -> None:
    (sentence,) = publication(MEETING, None, 7, HOLIDAYS, MEETING).warnings
    assert "asks for five clear days, shpdocs.toml for seven" in sentence


@pytest.mark.parametrize(("meeting", "is_odd"), [("2024-12-25", True), ("2024-09-21", True), ("2024-09-22", True), ("2024-09-24", False)])
def test_a_meeting_at_a_weekend_or_on_a_bank_holiday_is_told_to_be_checked(meeting: str, is_odd: bool) -> None:
    result = publication(date.fromisoformat(meeting), None, 5, HOLIDAYS, date(2024, 9, 2))
    assert [warning for warning in result.warnings if "Check the day of the meeting" in warning] == list(result.warnings)
    assert bool(result.warnings) == is_odd
