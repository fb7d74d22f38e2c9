"""England's bank holidays, as the library `holidays` knows them in the version that is installed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date


def bank_holidays(years: Iterable[int]) -> frozenset[date]:
    """Return England's bank holidays of those calendar years, those that fall on a Saturday or Sunday among them.

    Years to come for which nothing was proclaimed yet are computed by today's law: a holiday for one occasion, or one that is
    moved, is not known before the library knows of it.
    """
    from holidays import country_holidays  # late: it takes longer to load than the rest of `status`, which rarely needs it

    wanted = sorted(set(years))
    return frozenset(day for day in country_holidays("GB", subdiv="ENG", years=wanted) if day.year in wanted)
