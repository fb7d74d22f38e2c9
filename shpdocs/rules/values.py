"""Reading values: named rules that turn one cell into one answer, or into a question. Never a guess.

Each `read_…` function takes a cell that is not blank, no formula and no error, and returns a Reading whose
`rule` says how the value was read. The table of rules with examples is docs/reading.md.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time
from decimal import Decimal

from shpdocs.words.returns import RawCell, Reading

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"[-+\u2212]?(\d{1,3}([, ]\d{3})+|\d+)(\.\d+)?")
_MONEY = re.compile(r"(?P<sign>[-\u2212]?)£? ?(?P<number>[\d, ]+(\.\d+)?) ?(?P<unit>k|m|bn|thousand|million|billion)?", re.IGNORECASE)
_MULTIPLES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_RATE = re.compile(r"(?P<number>.+?) ?(per|in|/) ?(?P<per>[\d, ]+)", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d\d)")
_WORDED_DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ?[- ]?([A-Za-z]{3,9})\.?,? ?[- ]?(\d{4}|\d\d)")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = r"(?P<{0}month>[A-Za-z]{{3,9}})\.?(?:[ -]*(?P<{0}year>20\d\d|\d\d(?!\d)))?"
_MONTH_RANGE = re.compile(_MONTH.format("first_") + r"(?:\s*(?:/|-|–|to|and|&)\s*" + _MONTH.format("last_") + ")?", re.IGNORECASE)

_NO_FIGURE = {
    "not-yet-available": (
        "not yet available", "data not yet available", "data not available yet", "not available", "awaited", "awaiting data",
        "tbc", "tba", "to be confirmed", "[x]",
    ),
    "not-applicable": ("n/a", "na", "n.a.", "not applicable", "does not apply", "[z]"),
    "suppressed": ("suppressed", "withheld", "[c]", "*"),
}  # fmt: skip
NO_FIGURE_WORDS = {word: reason for reason, words in _NO_FIGURE.items() for word in words}
CONSTANTS = {"=TRUE()": True, "=FALSE()": False}  # what LibreOffice makes of a stored TRUE or FALSE when it saves
_AMBIGUOUS_NONE = ("-", "–", "—", "nil", "none", "..", "...", "…", "?")

Number = int | float


def tidy(text: str) -> str:
    """Return text on one line: every run of white space one space, invisible characters and end spaces gone."""
    return _SPACES.sub(" ", text.replace("_x000D_", "").translate(_INVISIBLE)).strip()


def alike(text: str) -> str:
    """Return text as it is compared with a choice: tidied, case-folded, quotes and dashes made plain."""
    plain = tidy(text).casefold()
    for fancy, simple in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")):
        plain = plain.replace(fancy, simple)
    return plain


def json_number(number: Decimal) -> Number:
    """Return the number as JSON has it: an int if it is whole, else a float."""
    return int(number) if number == number.to_integral_value() else float(number)


def show_number(number: Number) -> str:
    """Return the number as people write it: plain digits, no exponent, no trailing zeros."""
    text = format(Decimal(repr(number)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_percent_format(number_format: str) -> bool:
    """Whether the cell shows its number as a percentage."""
    return "%" in re.sub(r'"[^"]*"|\\.', "", number_format)


def number_in(text: str) -> Decimal | None:
    """Return the number a text is ('1,664', '1 664', '-3.5'), or None."""
    plain = tidy(text)
    if not _NUMBER.fullmatch(plain):
        return None
    return Decimal(plain.replace(",", "").replace(" ", "").replace("\u2212", "-"))


def read_no_figure(cell: RawCell) -> Reading | None:
    """Words that give a reason for no figure ('N/A', 'tbc', 'Data not yet available'); None if they are not."""
    if not isinstance(cell.value, str):
        return None
    words = alike(cell.value)
    stem = words.rstrip(".")
    if words in _AMBIGUOUS_NONE or stem in _AMBIGUOUS_NONE:
        return Reading("no-figure-words", problem="ambiguous-none")
    reason = NO_FIGURE_WORDS.get(stem) or NO_FIGURE_WORDS.get(stem + ".")
    return Reading("no-figure-words", reason=reason) if reason else None


def read_number(cell: RawCell) -> Reading:
    """A number as stored, or written as text with thousands separators."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float | str):
        return Reading("number", problem="not-a-number")
    if isinstance(cell.value, str):
        number = number_in(cell.value)
        if number is None:
            return Reading("number-text", problem="not-a-number")
        return Reading("number-text", json_number(number))
    if is_percent_format(cell.number_format):
        return Reading("number", problem="not-a-number")
    return Reading("number", json_number(Decimal(repr(cell.value))))


def read_count(cell: RawCell) -> Reading:
    """A whole number; a number with decimals is a question, never cut."""
    reading = read_number(cell)
    if reading.problem or not isinstance(reading.answer, int):
        return Reading(reading.rule, problem="not-a-whole-number")
    return reading


def read_percentage(cell: RawCell) -> Reading:
    """Per cent as a plain number (45), a per-cent cell (45% stored as 0.45) or text ('45 %', '45%%')."""
    if isinstance(cell.value, str):
        return _percentage_text(cell.value)
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return Reading("percentage", problem="not-a-number")
    number = Decimal(repr(cell.value))
    if is_percent_format(cell.number_format):
        if number > 1:  # typed as 5 into a per-cent cell, some programs store 5 = 500%
            return _two_percentages("percent-cell", number * 100, number)
        return Reading("percent-cell", json_number(number * 100))
    if 0 < number < 1:
        return _two_percentages("percentage", number, number * 100)
    return Reading("percentage", json_number(number))


def _percentage_text(text: str) -> Reading:
    plain = tidy(text)
    number = number_in(plain.rstrip("% "))
    if number is None:
        return Reading("percentage-text", problem="not-a-number")
    if "%" not in plain and 0 < number < 1:
        return _two_percentages("percentage-text", number, number * 100)
    return Reading("percentage-text", json_number(number))


def _two_percentages(rule: str, first: Decimal, second: Decimal) -> Reading:
    shown = {"first": f"{show_number(json_number(first))}%", "second": f"{show_number(json_number(second))}%"}
    return Reading(rule, problem="ambiguous-percentage", details=shown)


def read_rate(cell: RawCell, per: int) -> Reading:
    """A rate as a plain number, or in words with the same 'per' ('25 per 10,000')."""
    found = _RATE.fullmatch(tidy(cell.value)) if isinstance(cell.value, str) else None
    if not found:
        return read_number(cell)
    number, stated = number_in(found["number"]), number_in(found["per"])
    if number is None or stated is None:
        return Reading("rate-words", problem="not-a-number")
    if stated != per:
        return Reading("rate-words", problem="ambiguous-rate", details={"limit": str(per)})
    return Reading("rate-words", json_number(number))


def read_money(cell: RawCell) -> Reading:
    """Pounds: a number, or text such as '£280k', '£1.5 million', '12,345.67'. Keeps its words."""
    if not isinstance(cell.value, str):
        reading = read_number(cell)
        if reading.problem:
            return Reading("money", problem="not-money")
        return Reading("money", {"amount": reading.answer, "words": show_pounds(reading.answer)})
    found = _MONEY.fullmatch(tidy(cell.value))
    number = number_in(found["number"]) if found else None
    if found is None or number is None:
        return Reading("money-text", problem="not-money")
    pounds = number.scaleb(_MULTIPLES.get((found["unit"] or "").lower(), 0))
    amount = json_number(-pounds if found["sign"] else pounds)
    return Reading("money-text", {"amount": amount, "words": tidy(cell.value)})


def show_pounds(amount: Number) -> str:
    """Return pounds as people write them: '£280,000', '£12.50'."""
    sign = "-" if amount < 0 else ""
    return f"{sign}£{abs(amount):,}" if isinstance(amount, int) else f"{sign}£{abs(amount):,.2f}"


def read_date(cell: RawCell) -> Reading:
    """A date cell, or text in a form that has one meaning; '03/04/2024' as text has two."""
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
    if found := _NUMERIC_DATE.fullmatch(plain):
        return _numeric_date(int(found[1]), int(found[2]), _full_year(found[3]))
    if found := _WORDED_DATE.fullmatch(plain):
        return _dated(_full_year(found[3]), _month_number(found[2]), int(found[1]))
    if found := _ISO_DATE.fullmatch(plain):
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
    found = _MONTH_RANGE.fullmatch(words)
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


def last_day(month: str) -> date:
    """Return the last day of a month 'YYYY-MM'."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


def read_choice(cell: RawCell, choices: tuple[str, ...]) -> Reading:
    """One of the choices, in any case, with any spaces, quotes and dashes."""
    given = show_number(cell.value) if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) else str(cell.value)
    for choice in choices:
        if alike(choice) == alike(given):
            return Reading("choice", choice)
    return Reading("choice", problem="not-a-choice", details={"choices": ", ".join(choices)})


def read_yes_no(cell: RawCell) -> Reading:
    """Yes or no, in words or as a tick-box value."""
    if isinstance(cell.value, bool):
        return Reading("yes-no-boolean", cell.value)
    words = alike(str(cell.value))
    if words in ("yes", "y", "true"):
        return Reading("yes-no", True)
    if words in ("no", "n", "false"):
        return Reading("yes-no", False)
    return Reading("yes-no", problem="not-a-choice", details={"choices": "Yes, No"})


def read_text(cell: RawCell) -> Reading:
    """One line of text; numbers and dates that a program made of it are written out again."""
    value = cell.value
    if isinstance(value, str):
        return Reading("text", tidy(value))
    if (isinstance(value, datetime) and value.time() == time()) or type(value) is date:
        return Reading("text-date", show_date(value.isoformat()[:10]))
    if isinstance(value, int | float) and not isinstance(value, bool):
        percent = is_percent_format(cell.number_format)
        number = json_number(Decimal(repr(value)) * (100 if percent else 1))
        return Reading("text-number", show_number(number) + ("%" if percent else ""))
    return Reading("text-other", cell.entered)


def read_narrative(cell: RawCell) -> Reading:
    """Paragraphs and lists, one a line; only line ends and blank first and last lines are tidied."""
    if not isinstance(cell.value, str):
        return read_text(cell)
    lines = re.split(r"\r\n|\r|\n|\u2028|\u2029|\x0b|\x85", cell.value.replace("_x000D_", ""))
    return Reading("narrative", "\n".join(line.rstrip() for line in lines).strip("\n"))
