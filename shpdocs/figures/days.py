"""Days and times in the words that people are told."""

from __future__ import annotations

from datetime import UTC, date, datetime

from shpdocs.answers.values import show_date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_in_words(day: date) -> str:
    """Return 'Friday 18 October 2024'."""
    return f"{_WEEKDAYS[day.weekday()]} {show_date(day.isoformat())}"


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
