"""Months: a month, a range of months, a financial year (April to March) or its quarters, and the words in which they were given."""

from __future__ import annotations

import re
from datetime import date, datetime

from msgspec.structs import replace

from shpdocs.answers.dates import MONTHS, full_year, month_number, show_date
from shpdocs.answers.kinds.date import read_date
from shpdocs.answers.kinds.kind import WORDS, Guard, Kind, in_words, worded_schema
from shpdocs.answers.values import as_figure, tidy
from shpdocs.model.definition import Asked
from shpdocs.model.returns import Place, RawCell, Reading

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
_GUARD = Guard(hint="Enter a month or a range of months with the year, for example Sept 2024 or Oct/Nov 2024.")
_NO_MONTHS = Reading("months", problem="not-months")
_MONTH_SCHEMA = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
_SCHEMA = worded_schema(
    "A month, or a range of months.",
    {
        "words": WORDS,
        "start": {"title": "First month", "description": "The first month, as YYYY-MM."} | _MONTH_SCHEMA,
        "end": {"title": "Last month", "description": "The last month, as YYYY-MM; the same if it is one."} | _MONTH_SCHEMA,
    },
)


def _read(cell: RawCell, asked: Asked) -> Reading:
    """A month, a range of months, a financial year or quarter; keeps its words and gains its first and last month ('YYYY-MM')."""
    if isinstance(cell.value, datetime | date):
        return _month_of_date(cell.value, asked)
    if not isinstance(cell.value, str):
        return _NO_MONTHS
    words, text = tidy(cell.value), as_figure(cell.value)
    if match := re.fullmatch(_MONTH_RANGE, text):
        return _named_months(words, match)
    if match := re.fullmatch(_QUARTER_FIRST, text) or re.fullmatch(_QUARTER_LAST, text):
        return _quarters(words, match)
    if match := re.fullmatch(_ISO_MONTH, text):
        return _month_or_year(words, int(match[1]), int(match[2]))
    if match := re.fullmatch(_YEARS, text):
        return _years(words, match)
    as_date = read_date(cell, asked)
    return _NO_MONTHS if as_date.problem else _months(words, as_date.answer[:7], as_date.answer[:7])


def _named_months(words: str, match: re.Match[str]) -> Reading:
    last_year = match["last_year"] or (match["first_year"] if not match["last_month"] else None)
    first, last = month_number(match["first_month"]), month_number(match["last_month"] or match["first_month"])
    if not first or not last or not last_year:
        return _NO_MONTHS
    end = full_year(last_year)
    start = full_year(match["first_year"]) if match["first_year"] else end - (first > last)
    return _months(words, _month(start, first), _month(end, last)) if (start, first) <= (end, last) else _NO_MONTHS


def _month_or_year(words: str, year: int, last: int) -> Reading:
    """'2024-05' is a month and '2024-25' a financial year; '2011-12' could be either, and is a question."""
    is_month, is_year = 1 <= last <= 12, (year + 1) % 100 == last
    if is_month and is_year:
        details = {"first": f"{MONTHS[last - 1]} {year}", "second": f"the financial year {year}/{last:02d}"}
        return Reading("months", problem="ambiguous-date", details=details)
    if is_year:
        return _months(words, *_span(year, year), rule="financial-year")
    return _months(words, _month(year, last), _month(year, last)) if is_month else _NO_MONTHS


def _years(words: str, match: re.Match[str]) -> Reading:
    first, last = _financial_year(match["first"]), _financial_year(match["last"] or match["first"])
    is_day = match["first"] <= "12/" and not match["named"]  # '11/12' is a day of December, or a December
    if is_day or first is None or last is None or first > last:
        return _NO_MONTHS
    return _months(words, *_span(first, last), rule="financial-year")


def _quarters(words: str, match: re.Match[str]) -> Reading:
    year, first, last = _financial_year(match["year"]), int(match["start"]), int(match["end"] or match["start"])
    if year is None or first > last:
        return _NO_MONTHS
    return _months(words, *_span(year, year, first, last), rule="quarter")


def _financial_year(text: str) -> int | None:
    """The year in which a financial year begins; None if the two years do not follow each other."""
    first, last = re.findall(r"\d+", text)
    year = full_year(first)
    return year if str(year + 1).endswith(last) else None


def _span(first_year: int, last_year: int, first_quarter: int = 1, last_quarter: int = 4) -> tuple[str, str]:
    """First and last month from a quarter of a financial year to one of another, or of the same."""
    return _month(first_year, 3 * first_quarter + 1), _month(last_year, 3 * last_quarter + 3)


def _month(year: int, number: int) -> str:
    """A month as 'YYYY-MM'; the thirteenth is January of the next year."""
    return f"{year + (number > 12)}-{(number - 1) % 12 + 1:02d}"


def _months(words: str, start: str, end: str, rule: str = "months") -> Reading:
    return Reading(rule, {"words": words, "start": start, "end": end})


def _month_of_date(day: date, asked: Asked) -> Reading:
    """The month of a date cell; one typed as 'Sept 2024' is stored as the first of that month."""
    reading = read_date(RawCell(Place(""), date(day.year, day.month, day.day)), asked)
    if reading.problem:
        return replace(reading, rule="months-date")
    words = f"{MONTHS[day.month - 1]} {day.year}" if day.day == 1 else show_date(reading.answer)
    return _months(words, reading.answer[:7], reading.answer[:7], rule="months-date")


KIND = Kind(
    schema=lambda _: _SCHEMA,
    guard=lambda _: _GUARD,
    read=_read,
    show=lambda answer, _: in_words(answer),
    type_in=in_words,
    number_format="@",
    width=18,
    codes={"pattern": "not-months"},
    needs="digit",
    is_date=True,
    date_parts="my",
)
