"""Dates and months: read from what leads type, and shown in words.

Fractions in one sign are read here too, for AutoCorrect makes ¾ of 3/4, which may have been a date. Months may be a month, a
range of months, a financial year (April to March) or its quarters.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from unicodedata import normalize

from shpdocs.answers.values.basics import as_figure, tidy
from shpdocs.model.returns import RawCell, Reading

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EARLIEST, _LATEST = "1990-01-01", "2100-12-31"  # ISO dates compare as texts
_NUMERIC_DATE = r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d\d)"
_WORDED_DATE = r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ?[- ]?([A-Za-z]{3,9})\.?,? ?[- ]?(\d{4}|\d\d)"
_MONTH_FIRST = r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
_YEAR_FIRST = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
_MIDNIGHT = r"(?<=\d)[T ]00:00(?::00(?:\.0+)?)?Z?$"
_WEEKDAY = r"(?i)([a-z]{3,9})\.?,? (?=.*\d)(.+)"
_FRACTION = "[¼-¾⅐-⅞]"
_WITH_FRACTION = rf"(?i)[-+\u2212£\d., ]*({_FRACTION})[\d/ -]*(%|per[ -]?cent|pc|k|m|bn|thousand|million|billion|(?:per|in|/) ?[\d, ]+)?"
_MONTH = r"(?P<{0}month>[A-Za-z]{{3,9}})\.?(?:[ -]*['’]?(?P<{0}year>20\d\d|(?<=[-'’])\d\d(?!\d)))?"  # 'Sept 24' may be a day
_TO = r"\s*(?:/|-|–|—|to|and|&)\s*"
_MONTH_RANGE = f"(?i){_MONTH.format('first_')}(?:{_TO}{_MONTH.format('last_')})?"
_ISO_MONTH = r"(20\d\d)[-/](\d\d)"
_YEAR = r"(?P<{0}>20\d\d ?[/–-] ?(?:20)?\d\d|\d\d/\d\d)"
_YEARS = rf"(?i)(?P<named>(?:FY|financial year) ?)?{_YEAR.format('first')}(?:{_TO}(?:FY ?)?{_YEAR.format('last')})?"
_QUARTER = r"(?:Q|quarter )(?P<{0}>[1-4])"
_QUARTERS = rf"{_QUARTER.format('start')}(?:{_TO}{_QUARTER.format('end')})?"
_QUARTER_FIRST = rf"(?i){_QUARTERS},?(?: of)? ?(?:FY ?)?{_YEAR.format('year')}"
_QUARTER_LAST = rf"(?i)(?:FY ?)?{_YEAR.format('year')}[ -]?,? ?{_QUARTERS}"


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
    return next((number for number, day in enumerate(_WEEKDAYS) if day.startswith(begins) or begins == f"{day[:3]}s"), None)


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


def read_months(cell: RawCell) -> Reading:
    """A month, a range of months, a financial year or quarter; keeps its words and gains its first and last month ('YYYY-MM')."""
    if isinstance(cell.value, datetime | date):
        return _month_of_date(cell)
    if not isinstance(cell.value, str):
        return Reading("months", problem="not-months")
    words, text = tidy(cell.value), as_figure(cell.value)
    if match := re.fullmatch(_MONTH_RANGE, text):
        return _named_months(words, match)
    if match := re.fullmatch(_QUARTER_FIRST, text) or re.fullmatch(_QUARTER_LAST, text):
        return _quarters(words, match)
    if match := re.fullmatch(_ISO_MONTH, text):
        return _month_or_year(words, int(match[1]), int(match[2]))
    if match := re.fullmatch(_YEARS, text):
        return _years(words, match)
    as_date = read_date(cell)
    return Reading("months", problem="not-months") if as_date.problem else _months(words, as_date.answer[:7], as_date.answer[:7])


def _named_months(words: str, match: re.Match[str]) -> Reading:
    last_month = match["last_month"] or match["first_month"]
    last_year = match["last_year"] or (match["first_year"] if not match["last_month"] else None)
    first, last = month_number(match["first_month"]), month_number(last_month)
    if not first or not last or not last_year:
        return Reading("months", problem="not-months")
    end = full_year(last_year)
    start = full_year(match["first_year"]) if match["first_year"] else end - (first > last)
    if (start, first) > (end, last):
        return Reading("months", problem="not-months")
    return _months(words, f"{start}-{first:02d}", f"{end}-{last:02d}")


def _month_or_year(words: str, year: int, last: int) -> Reading:
    """'2024-05' is a month and '2024-25' a financial year; '2011-12' could be either, and is a question."""
    is_month, is_year = 1 <= last <= 12, (year + 1) % 100 == last
    if is_month and is_year:
        details = {"first": f"{MONTHS[last - 1]} {year}", "second": f"the financial year {year}/{last:02d}"}
        return Reading("months", problem="ambiguous-date", details=details)
    if is_year:
        return _months(words, *_span(year), rule="financial-year")
    return _months(words, f"{year}-{last:02d}", f"{year}-{last:02d}") if is_month else Reading("months", problem="not-months")


def _years(words: str, match: re.Match[str]) -> Reading:
    first, last = _financial_year(match["first"]), _financial_year(match["last"] or match["first"])
    is_day = match["first"] <= "12/" and not match["named"]  # '11/12' is a day of December, or a December
    if is_day or first is None or last is None or first > last:
        return Reading("financial-year", problem="not-months")
    return _months(words, _span(first)[0], _span(last)[1], rule="financial-year")


def _quarters(words: str, match: re.Match[str]) -> Reading:
    year, start, end = _financial_year(match["year"]), int(match["start"]), int(match["end"] or match["start"])
    if year is None or start > end:
        return Reading("quarter", problem="not-months")
    return _months(words, _span(year, start)[0], _span(year, end)[1], rule="quarter")


def _financial_year(text: str) -> int | None:
    """The year in which a financial year begins; None if the two years do not follow each other."""
    first, last = re.findall(r"\d+", text)
    year = full_year(first)
    return year if str(int(year) + 1).endswith(str(last)) else None


def _span(year: int, quarter: int | None = None) -> tuple[str, str]:
    """First and last month of a financial year, or of one of its quarters."""
    if quarter is None:
        return f"{year}-04", f"{year + 1}-03"
    if quarter == 4:
        return f"{year + 1}-01", f"{year + 1}-03"
    return f"{year}-{quarter * 3 + 1:02d}", f"{year}-{quarter * 3 + 3:02d}"


def _months(words: str, start: str, end: str, rule: str = "months") -> Reading:
    return Reading(rule, {"words": words, "start": start, "end": end})


def _month_of_date(cell: RawCell) -> Reading:
    """A date cell: a month typed as 'Sept 2024' is stored as the first of that month."""
    assert isinstance(cell.value, datetime | date)
    reading = read_date(RawCell(cell.place, date(cell.value.year, cell.value.month, cell.value.day)))
    if reading.problem:
        return Reading("months-date", problem=reading.problem, details=reading.details)
    day, month, year = cell.value.day, cell.value.month, cell.value.year
    named = f"{MONTHS[month - 1]} {year}" if day == 1 else f"{day} {MONTHS[month - 1]} {year}"
    stamp = f"{year}-{month:02d}"
    return Reading("months-date", {"words": named, "start": stamp, "end": stamp})


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
