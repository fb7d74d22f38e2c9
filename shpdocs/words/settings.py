"""The partnership's settings as typed values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from shpdocs.words.period import Period


@dataclass(frozen=True)
class Settings:
    """What stands in shpdocs.toml: who the partnership is, how its workbooks are marked and when they are due.

    `days_to_return` counts from the last day of the quarter; `deadlines` gives a day ('2024-10-18') by period, which
    comes first.
    """

    partnership: str
    council: str
    period: str = ""
    marking: str = "OFFICIAL-SENSITIVE"
    contact: str = ""
    days_to_return: int | None = None
    deadlines: Mapping[str, str] = field(default_factory=dict)

    def deadline(self, period: Period) -> date | None:
        """The day by which the period's returns are due, or None if none is set."""
        if str(period) in self.deadlines:
            return date.fromisoformat(self.deadlines[str(period)])
        return None if self.days_to_return is None else period.last_day + timedelta(days=self.days_to_return)
