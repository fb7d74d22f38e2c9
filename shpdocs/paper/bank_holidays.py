"""The door to England's bank holidays: a library knows them, a small file in the partnership folder remembers them.

The library takes longer to load than the rest of a command, so what it said of a year is kept, until another version is there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from shpdocs.store.disk import write_atomically

KEPT = ".bank-holidays.json"


def bank_holidays(output: Path, years: Iterable[int]) -> frozenset[date]:
    """Return England's bank holidays of those calendar years, kept in the folder `output` if it may be written.

    Years to come for which nothing was proclaimed yet are computed by today's law: a holiday for one occasion, or one that is
    moved, is not known before the library knows of it.
    """
    wanted = sorted({str(year) for year in years})
    version = _version()
    kept = _kept(output / KEPT, version)
    if not set(wanted) <= set(kept):
        kept |= _computed(wanted)
        if version:
            with suppress(OSError):  # a folder that may only be read: computed again each time
                write_atomically(output / KEPT, (json.dumps({"library": version, "days": dict(sorted(kept.items()))}) + "\n").encode())
    return frozenset(date.fromisoformat(day) for year in wanted for day in kept[year])


def _computed(years: list[str]) -> dict[str, list[str]]:
    from holidays.countries.united_kingdom import UnitedKingdom

    found: Iterable[date] = UnitedKingdom(  # type: ignore[no-untyped-call]
        subdiv="ENG", years=[int(year) for year in years]
    )
    return {year: sorted(day.isoformat() for day in found if str(day.year) == year) for year in years}


def _version() -> str:
    """The installed version of the library, as its folder of metadata is called; '' if that is not found. Nothing is loaded."""
    for folder in sys.path:
        found = sorted(path.name for path in Path(folder).glob("holidays-*.dist-info"))
        if found:
            return found[-1]
    return ""


def _kept(path: Path, version: str) -> dict[str, list[str]]:
    """The days kept by year, as far as they are that version's; nothing if the file is damaged."""
    try:
        raw = json.loads(path.read_bytes())
        if not version or raw["library"] != version:
            return {}
        days = {year: [date.fromisoformat(day).isoformat() for day in of_year] for year, of_year in raw["days"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {year: of_year for year, of_year in days.items() if of_year and all(day[:4] == year for day in of_year)}
