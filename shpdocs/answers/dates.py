"""Dates in words, as people read them; and a fraction in one sign, which AutoCorrect makes of what may have been a date."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from unicodedata import normalize

from shpdocs.answers.values import as_figure
from shpdocs.model.returns import RawCell, Reading

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FRACTION = "[¼-¾⅐-⅞]"
_WITH_FRACTION = rf"(?i)[-+\u2212£\d., ]*({_FRACTION})[\d/ -]*(%|per[ -]?cent|pc|k|m|bn|thousand|million|billion|(?:per|in|/) ?[\d, ]+)?"


def full_year(text: str) -> int:
    """A year of four digits, or of this century's last two."""
    return int(text) if len(text) == 4 else 2000 + int(text)


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its beginning of three letters or more, else 0."""
    number = _MONTH_NUMBERS.get(name[:3].lower(), 0)
    is_name = bool(number) and (MONTHS[number - 1].lower().startswith(name.lower()) or name.lower() == "sept")
    return number if is_name else 0


def read_fraction(cell: RawCell) -> Reading | None:
    """A fraction in one sign, alone or with digits ('¾', '3½', '£½m'), is a question; None for anything else."""
    match = re.fullmatch(_WITH_FRACTION, as_figure(cell.value)) if isinstance(cell.value, str) else None
    if match is None:
        return None
    day, month = normalize("NFKC", match[1]).split("\N{FRACTION SLASH}")
    return Reading("fraction", problem="fraction-or-date", details={"first": f"{day} {MONTHS[int(month) - 1]}"})


def show_date(iso: str) -> str:
    """Return an ISO date as the paper prints it, '24 September 2024'."""
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{day} {MONTHS[month - 1]} {year}"


def day_in_words(day: date) -> str:
    """Return 'Friday 18 October 2024'."""
    return f"{WEEKDAYS[day.weekday()]} {show_date(day.isoformat())}"


def time_in_words(iso: str) -> str:
    """Return a time in ISO 8601 as '14 October 2024, 09:00 UTC'; a text that is none as it stands."""
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    if when.tzinfo is None:
        return f"{show_date(when.date().isoformat())}, {when:%H:%M}"
    when = when.astimezone(UTC)
    return f"{show_date(when.date().isoformat())}, {when:%H:%M} UTC"
