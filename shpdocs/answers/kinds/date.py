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
_DAY, _NAME = r"(?P<day>\d{1,2})", r"(?P<month>[A-Za-z]{3,9})"
_FORMS = (
    rf"{_DAY}[/.\- ](?P<month>\d{{1,2}})[/.\- ](?P<year>\d{{4}}|\d\d)",
    rf"{_DAY}(?:st|nd|rd|th)?(?: of)? ?[- ]?{_NAME}\.?,? ?[- ]?(?P<year>\d{{4}}|\d\d)",
    rf"{_NAME}\.? {_DAY}(?:st|nd|rd|th)?,? (?P<year>\d{{4}})",
    rf"(?P<year>\d{{4}})(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign){_DAY}",
)
_MIDNIGHT = r"(?<=\d)[T ]00:00(?::00(?:\.0+)?)?Z?$"
_WEEKDAY = r"(?i)([a-z]{3,9})\.?,? (?=.*\d)(.+)"
_NO_DATE = Reading("date-text", problem="not-a-date")
_GUARD = Guard("date", stop=False, hint="Enter a date as day/month/year, for example 31/12/2024.", fault=needed("not-a-date"))


def read_date(cell: RawCell, _: Asked) -> Reading:
    """A date cell, or text in a form that has one meaning; '03/04/2024' as text has two. Within living memory."""
    reading = _read_date(cell)
    if reading.problem or _EARLIEST <= reading.answer <= _LATEST:
        return reading
    return Reading(reading.rule, problem="unlikely-date", details={"first": show_date(reading.answer)})


def _read_date(cell: RawCell) -> Reading:
    value = cell.value
    if isinstance(value, date) and not (isinstance(value, datetime) and value.time() != time()):
        return Reading("date", value.isoformat()[:10])
    if not isinstance(value, str):
        return Reading("date", problem="not-a-date")
    text = re.sub(_MIDNIGHT, "", as_figure(value))
    match = re.fullmatch(_WEEKDAY, text)
    weekday = _weekday(match[1]) if match else None
    if match is None or weekday is None:
        return _date_text(text)
    reading = _date_text(match[2])
    is_wrong = not reading.problem and date.fromisoformat(reading.answer).weekday() != weekday
    return _NO_DATE if is_wrong else reading


def _weekday(name: str) -> int | None:
    """0 for Monday to 6 for Sunday, by the day's name or its beginning of three letters or more; None for other words."""
    begins = name.capitalize()
    return next((number for number, day in enumerate(WEEKDAYS) if day.startswith(begins) or begins == f"{day[:3]}s"), None)


def _date_text(text: str) -> Reading:
    """Day before month in figures, unless both orders are possible and differ; the year first, or the month's name, leaves no doubt."""
    match = next((match for form in _FORMS if (match := re.fullmatch(form, text))), None)
    if match is None:
        return _NO_DATE
    is_number = match["month"].isdecimal()
    year, day = full_year(match["year"]), int(match["day"])
    month = int(match["month"]) if is_number else month_number(match["month"])
    if is_number and match.start("year") and day <= 12 and month <= 12 and day != month:
        details = {"first": f"{day} {MONTHS[month - 1]} {year}", "second": f"{month} {MONTHS[day - 1]} {year}"}
        return Reading("date-text", problem="ambiguous-date", details=details)
    try:
        return Reading("date-text", date(year, month, day).isoformat())
    except ValueError:
        return _NO_DATE


KIND = Kind(
    schema=lambda _: {"description": "A day, as YYYY-MM-DD.", "type": "string", "format": "date"},
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
