"""Days and times as people read them."""

from __future__ import annotations

from datetime import date

from shpdocs.answers.dates import day_in_words, show_date, time_in_words


def test_days_and_times_in_words() -> None:
    assert day_in_words(date(2024, 10, 18)) == "Friday 18 October 2024"
    assert time_in_words("2024-10-14T09:05:59.123456+00:00") == "14 October 2024, 09:05 UTC"
    assert time_in_words("2024-10-14T09:05:00Z") == "14 October 2024, 09:05 UTC"
    assert time_in_words("2024-10-14T00:30:00+01:00") == "13 October 2024, 23:30 UTC"
    assert time_in_words("made up") == "made up"


def test_a_date_is_shown_with_its_month_in_words() -> None:
    assert show_date("2024-09-04") == "4 September 2024"
