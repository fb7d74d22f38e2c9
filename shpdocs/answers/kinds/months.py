"""Months: a month, a range of months, a financial year (April to March) or its quarters, and the words in which they were given."""

from __future__ import annotations

import re
from datetime import date, datetime

from msgspec.structs import replace

from shpdocs.answers.dates import MONTHS, full_year, month_number, show_date
from shpdocs.answers.kinds.date import read_date
from shpdocs.answers.kinds.kind import Guard, Kind, Schema
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


def _schema(_: Asked) -> Schema:
    month = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
    return {
        "type": "object",
        "required": ["words", "start", "end"],
        "additionalProperties": False,
        "properties": {
            "words": {"type": "string", "minLength": 1, "description": "As the lead wrote it."},
            "start": month | {"description": "First month."},
            "end": month | {"description": "Last month."},
        },
    }


def _read(cell: RawCell, asked: Asked) -> Reading:
    """A month, a range of months, a financial year or quarter; keeps its words and gains its first and last month ('YYYY-MM')."""
    if isinstance(cell.value, datetime | date):
        return _month_of_date(cell.value, asked)
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
    as_date = read_date(cell, asked)
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


def _month_of_date(day: date, asked: Asked) -> Reading:
    """The month of a date cell; one typed as 'Sept 2024' is stored as the first of that month."""
    reading = read_date(RawCell(Place(""), date(day.year, day.month, day.day)), asked)
    if reading.problem:
        return replace(reading, rule="months-date")
    words = f"{MONTHS[day.month - 1]} {day.year}" if day.day == 1 else show_date(reading.answer)
    return _months(words, reading.answer[:7], reading.answer[:7], rule="months-date")


KIND = Kind(
    schema=_schema,
    guard=lambda _: _GUARD,
    read=_read,
    show=lambda answer, _: str(answer["words"]),
    type_in=lambda answer: str(answer["words"]),
    number_format="@",
    width=18,
    codes={"pattern": "not-months"},
    needs="digit",
    is_date=True,
    date_parts="my",
)
