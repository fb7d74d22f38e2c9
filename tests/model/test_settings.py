"""When returns are due. The settings are made up; the days were worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from shpdocs.model.period import Period, parse_period
from shpdocs.model.settings import Settings

Q2, Q3, Q4 = (Period("2024-25", quarter) for quarter in ("Q2", "Q3", "Q4"))


def _settings(days: int | None = None, deadlines: Mapping[str, str] | None = None) -> Settings:
    return Settings("Made-up Partnership", "Made-up Council", days_to_return=days, deadlines=deadlines or {})


def test_without_a_setting_no_day_is_set() -> None:
    assert _settings().deadline(Q2) is None


@pytest.mark.parametrize(
    ("days", "period", "expected"),
    [
        (0, "2024-25-Q2", date(2024, 9, 30)),
        (18, "2024-25-Q2", date(2024, 10, 18)),
        (28, "2024-25-Q1", date(2024, 7, 28)),
        (31, "2024-25-Q3", date(2025, 1, 31)),
        (28, "2024-25-Q4", date(2025, 4, 28)),
        (60, "2023-24-Q3", date(2024, 2, 29)),
        (366, "2023-24-Q4", date(2025, 4, 1)),
    ],
)
def test_days_count_from_the_last_day_of_the_quarter(days: int, period: str, expected: date) -> None:
    assert _settings(days).deadline(parse_period(period)) == expected


def test_a_day_of_its_own_comes_first_and_is_that_periods_alone() -> None:
    settings = _settings(28, {"2024-25-Q2": "2024-10-18"})
    assert [settings.deadline(period) for period in (Q2, Q3, Q4)] == [date(2024, 10, 18), date(2025, 1, 28), date(2025, 4, 28)]


def test_a_day_of_its_own_needs_no_usual_one() -> None:
    settings = _settings(deadlines={"2024-25-Q3": "2025-01-17"})
    assert [settings.deadline(period) for period in (Q2, Q3)] == [None, date(2025, 1, 17)]
