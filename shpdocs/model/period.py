"""Periods: a financial year and a quarter, written 2024-25-Q2."""

from __future__ import annotations

import re
from datetime import date, timedelta

from msgspec import Struct

from shpdocs.model.errors import UsageError

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
_MONTHS = {"Q1": "April to June", "Q2": "July to September", "Q3": "October to December", "Q4": "January to March"}
_PATTERN = re.compile(r"(20\d\d)-(\d\d)-Q([1-4])")
_LOOSE = r"(20\d\d)[-/ ]*(?:20)?(\d\d)[-/ ]*[qQ]([1-4])"


def months_of(quarter: str) -> str:
    """The months of a quarter, 'Q1' to 'Q4': 'April to June'."""
    return _MONTHS[quarter]


class Period(Struct, frozen=True, order=True):
    """A quarter (Q1 to Q4) of a financial year (April to March, '2024-25')."""

    year: str
    quarter: str

    def __str__(self) -> str:
        return f"{self.year}-{self.quarter}"

    @property
    def earlier_quarters(self) -> tuple[str, ...]:
        """The quarters of the same year before this one."""
        return QUARTERS[: QUARTERS.index(self.quarter)]

    @property
    def quarters_so_far(self) -> tuple[str, ...]:
        """The quarters of the year up to this one."""
        return (*self.earlier_quarters, self.quarter)

    @property
    def told_of(self) -> tuple[Period, ...]:
        """The periods before this one of which its paper tells: those of the year so far, and of the year before."""
        so_far = (Period(self.year, quarter) for quarter in self.earlier_quarters)
        return (*so_far, *(Period(year_before(self.year), quarter) for quarter in QUARTERS))

    @property
    def words(self) -> str:
        """How people say it: 'Quarter 2 of 2024/25 (July to September)'."""
        return f"Quarter {self.quarter[1]} of {slashed(self.year)} ({_MONTHS[self.quarter]})"

    @property
    def last_month(self) -> str:
        """The last month of the quarter as 'YYYY-MM'."""
        start = int(self.year[:4])
        return {"Q1": f"{start}-06", "Q2": f"{start}-09", "Q3": f"{start}-12", "Q4": f"{start + 1}-03"}[self.quarter]

    @property
    def last_day(self) -> date:
        """The last day of the quarter."""
        return last_day(self.last_month)

    @property
    def before(self) -> Period:
        """The quarter before this one, of the year before if this is Q1."""
        if self.earlier_quarters:
            return Period(self.year, self.earlier_quarters[-1])
        return Period(year_before(self.year), QUARTERS[-1])


def last_ended(day: date) -> Period:
    """Return the last quarter that has ended before a day: 2026-27-Q2 on 30 November 2026."""
    first = day.year if day.month >= 4 else day.year - 1
    return Period(f"{first}-{(first + 1) % 100:02d}", QUARTERS[(day.month - 4) % 12 // 3]).before


def last_day(month: str) -> date:
    """Return the last day of a month ('2024-09')."""
    year, number = (int(part) for part in month.split("-"))
    return date(year + number // 12, number % 12 + 1, 1) - timedelta(days=1)


def year_before(year: str) -> str:
    """Return the financial year before: '2023-24' before '2024-25'."""
    first = int(year[:4])
    return f"{first - 1}-{first % 100:02d}"


def year_after(year: str) -> str:
    """Return the financial year after: '2024-25' after '2023-24'."""
    first = int(year[:4]) + 1
    return f"{first}-{(first + 1) % 100:02d}"


def slashed(year: str) -> str:
    """Return '2017-18' as committees write it, '2017/18'."""
    return year.replace("-", "/")


def parse_period(text: str) -> Period:
    """Return the period that `text` names.

    Raises:
        UsageError: it is not of the form 2024-25-Q2, or its two years do not follow each other.
    """
    match = _PATTERN.fullmatch(text)
    if match is None:
        near = re.fullmatch(_LOOSE, text.strip())
        hint = f" Did you mean {near[1]}-{near[2]}-Q{near[3]}?" if near else ""
        raise UsageError(f"'{text}' is not a period.", f"Write the year and its quarter, Q1 to Q4, as in 2024-25-Q2.{hint}")
    first, second, quarter = int(match[1]), int(match[2]), match[3]
    if (first + 1) % 100 != second:
        right = f"{first}-{(first + 1) % 100:02d}-Q{quarter}"
        raise UsageError(f"'{text}' is not a period: its years do not follow each other.", f"Did you mean {right}?")
    return Period(f"{match[1]}-{match[2]}", f"Q{quarter}")
