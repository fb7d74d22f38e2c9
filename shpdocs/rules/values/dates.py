"""Reading dates and months."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from shpdocs.rules.values.basics import tidy
from shpdocs.words.returns import RawCell, Reading

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_EARLIEST, _LATEST = "1990-01-01", "2100-12-31"  # ISO dates compare as texts
_NUMERIC_DATE = r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d\d)"
_WORDED_DATE = r"(\d{1,2})(?:st|nd|rd|th)? ?[- ]?([A-Za-z]{3,9})\.?,? ?[- ]?(\d{4}|\d\d)"
_ISO_DATE = r"(\d{4})-(\d\d)-(\d\d)"
_MONTH = r"(?P<{0}month>[A-Za-z]{{3,9}})\.?(?:[ -]*['’]?(?P<{0}year>20\d\d|(?<=[-'’])\d\d(?!\d)))?"  # 'Sept 24' may be a day
_MONTH_RANGE = "(?i)" + _MONTH.format("first_") + r"(?:\s*(?:/|-|–|to|and|&)\s*" + _MONTH.format("last_") + ")?"


def read_date(cell: RawCell) -> Reading:
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
    plain = tidy(value)
    if found := re.fullmatch(_NUMERIC_DATE, plain):
        return _numeric_date(int(found[1]), int(found[2]), _full_year(found[3]))
    if found := re.fullmatch(_WORDED_DATE, plain):
        return _dated(_full_year(found[3]), _month_number(found[2]), int(found[1]))
    if found := re.fullmatch(_ISO_DATE, plain):
        return _dated(int(found[1]), int(found[2]), int(found[3]))
    return Reading("date-text", problem="not-a-date")


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


def _full_year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month_number(name: str) -> int:
    """1 to 12 for a month's name or its beginning of three letters or more, else 0."""
    number = _MONTH_NUMBERS.get(name[:3].lower(), 0)
    is_name = bool(number) and (MONTHS[number - 1].lower().startswith(name.lower()) or name.lower() == "sept")
    return number if is_name else 0


def show_date(iso: str) -> str:
    """Return an ISO date as the paper prints it, '24 September 2024'."""
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{day} {MONTHS[month - 1]} {year}"


def read_months(cell: RawCell) -> Reading:
    """A month or a range of months; keeps its words and gains its first and last month ('YYYY-MM')."""
    if isinstance(cell.value, datetime | date):
        return _month_of_date(cell)
    if not isinstance(cell.value, str):
        return Reading("months", problem="not-months")
    words = tidy(cell.value)
    found = re.fullmatch(_MONTH_RANGE, words)
    if not found:
        as_date = read_date(cell)
        return Reading("months", problem="not-months") if as_date.problem else _months(words, as_date.answer[:7], as_date.answer[:7])
    last_month = found["last_month"] or found["first_month"]
    last_year = found["last_year"] or (found["first_year"] if not found["last_month"] else None)
    first, last = _month_number(found["first_month"]), _month_number(last_month)
    if not first or not last or not last_year:
        return Reading("months", problem="not-months")
    end = _full_year(last_year)
    start = _full_year(found["first_year"]) if found["first_year"] else end - (first > last)
    if (start, first) > (end, last):
        return Reading("months", problem="not-months")
    return _months(words, f"{start}-{first:02d}", f"{end}-{last:02d}")


def _months(words: str, start: str, end: str) -> Reading:
    return Reading("months", {"words": words, "start": start, "end": end})


def _month_of_date(cell: RawCell) -> Reading:
    """A date cell: a month typed as 'Sept 2024' is stored as the first of that month."""
    assert isinstance(cell.value, datetime | date)
    day, month, year = cell.value.day, cell.value.month, cell.value.year
    named = f"{MONTHS[month - 1]} {year}" if day == 1 else f"{day} {MONTHS[month - 1]} {year}"
    stamp = f"{year}-{month:02d}"
    return Reading("months-date", {"words": named, "start": stamp, "end": stamp})
