"""A date: a day, as a date cell or in words that have one meaning."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from shpdocs.answers.dates import MONTHS, WEEKDAYS, full_year, month_number, show_date
from shpdocs.answers.kinds.kind import Guard, Kind, needed
from shpdocs.answers.values import as_figure
from shpdocs.model.definition import Asked
from shpdocs.model.returns import RawCell, Reading

_EARLIEST, _LATEST = "1990-01-01", "2100-12-31"  # ISO dates compare as texts
_NUMERIC_DATE = r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d\d)"
_WORDED_DATE = r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ?[- ]?([A-Za-z]{3,9})\.?,? ?[- ]?(\d{4}|\d\d)"
_MONTH_FIRST = r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
_YEAR_FIRST = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
_MIDNIGHT = r"(?<=\d)[T ]00:00(?::00(?:\.0+)?)?Z?$"
_WEEKDAY = r"(?i)([a-z]{3,9})\.?,? (?=.*\d)(.+)"
_GUARD = Guard("date", stop=False, hint="Enter a date as day/month/year, for example 31/12/2024.", fault=needed("not-a-date"))


def read_date(cell: RawCell, _: Asked) -> Reading:
    """A date cell, or text in a form that has one meaning; '03/04/2024' as text has two. Within living memory."""
    reading = _read_date(cell)
    if reading.problem or _EARLIEST <= reading.answer <= _LATEST:
        return reading
    return Reading(reading.rule, problem="unlikely-date", details={"first": show_date(reading.answer)})


def _read_date(cell: RawCell) -> Reading:
    value = cell.value
    if isinstance(value, datetime):
        if value.time() != time():
            return Reading("date", problem="not-a-date")
        return Reading("date", value.date().isoformat())
    if isinstance(value, date):
        return Reading("date", value.isoformat())
    if not isinstance(value, str):
        return Reading("date", problem="not-a-date")
    text = re.sub(_MIDNIGHT, "", as_figure(value))
    if (match := re.fullmatch(_WEEKDAY, text)) and (weekday := _weekday(match[1])) is not None:
        return _on_weekday(_date_text(match[2]), weekday)
    return _date_text(text)


def _date_text(text: str) -> Reading:
    if match := re.fullmatch(_NUMERIC_DATE, text):
        return _numeric_date(int(match[1]), int(match[2]), full_year(match[3]))
    if match := re.fullmatch(_WORDED_DATE, text):
        return _dated(full_year(match[3]), month_number(match[2]), int(match[1]))
    if match := re.fullmatch(_MONTH_FIRST, text):
        return _dated(int(match[3]), month_number(match[1]), int(match[2]))
    if match := re.fullmatch(_YEAR_FIRST, text):
        return _dated(int(match[1]), int(match[3]), int(match[4]))
    return Reading("date-text", problem="not-a-date")


def _weekday(name: str) -> int | None:
    """0 for Monday to 6 for Sunday, by the day's name or its beginning of three letters or more; None for other words."""
    begins = name.capitalize()
    return next((number for number, day in enumerate(WEEKDAYS) if day.startswith(begins) or begins == f"{day[:3]}s"), None)


def _on_weekday(reading: Reading, weekday: int) -> Reading:
    """The reading, if its date falls on that day of the week: else one of the two is wrong, and a question."""
    if reading.problem or date.fromisoformat(reading.answer).weekday() == weekday:
        return reading
    return Reading(reading.rule, problem="not-a-date")


def _numeric_date(day: int, month: int, year: int) -> Reading:
    """Day before month, unless both orders are possible and differ."""
    if day <= 12 and month <= 12 and day != month:
        details = {"first": f"{day} {MONTHS[month - 1]} {year}", "second": f"{month} {MONTHS[day - 1]} {year}"}
        return Reading("date-text", problem="ambiguous-date", details=details)
    return _dated(year, month, day)


def _dated(year: int, month: int, day: int) -> Reading:
    try:
        return Reading("date-text", date(year, month, day).isoformat())
    except ValueError:
        return Reading("date-text", problem="not-a-date")


KIND = Kind(
    schema=lambda _: {"type": "string", "format": "date"},
    guard=lambda _: _GUARD,
    read=read_date,
    show=lambda answer, _: show_date(answer),
    cell="date",
    number_format="d mmm yyyy",
    width=14,
    codes={"format": "not-a-date"},
    needs="digit",
    is_date=True,
)
