"""Reading figures: counts, numbers, percentages, rates, money, and reasons for no figure."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec.structs import replace

from shpdocs.answers.values.basics import (
    Number,
    as_figure,
    comparable,
    is_money_format,
    is_percent_format,
    json_number,
    parse_number,
    show_number,
    stored_decimal,
    without_negative,
)
from shpdocs.model.returns import RawCell, Reading

_MONEY = (
    r"(?i)(?P<sign>[-\u2212]?)(?P<pound>£|GBP)? ?(?P<minus>[-\u2212]?)"
    r"(?P<number>[\d., ]*[\d.]) ?(?P<unit>k|m|bn|thousand|million|billion)?(?P<after> ?GBP)?"
)
_MULTIPLES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}
_PERCENT = r"(?i)(?P<number>.*?) ?(?P<sign>% ?%?|per[ -]?cent|pc)?"  # a per-cent cell makes '45%%' of '45%'
_RATE = r"(?i)(?P<number>.+?) ?(per|in|/) ?(?P<per>[\d, ]+)"
_NO_FIGURE = {
    "not-yet-available": (
        "not yet available", "data not yet available", "data not available yet", "not available", "awaited", "awaiting data",
        "data awaited", "data pending", "not yet known", "pending", "awaiting", "tbc", "tba", "to be confirmed", "[x]",
    ),
    "not-applicable": ("n/a", "na", "n.a.", "not applicable", "does not apply", "[z]"),
    "suppressed": ("suppressed", "withheld", "[c]", "c", "*"),
}  # fmt: skip
NO_FIGURE_WORDS = {word: reason for reason, words in _NO_FIGURE.items() for word in words}
STATUSES = ("pending", "awaiting")  # are answers where a status is asked in words
_HIDDEN = r"(?:<|less than|fewer than|under|up to) ?\d+|\d+ or (?:fewer|less|under)"  # as in "<5", "fewer than 5"
AMBIGUOUS_NONE = ("-", "–", "—", "nil", "none", "no data", "..", "...", "…", "?")


def read_no_figure(cell: RawCell) -> Reading | None:
    """Words that give a reason for no figure ('N/A', 'tbc', 'Data not yet available'); None if they are not."""
    if not isinstance(cell.value, str):
        return None
    words = comparable(cell.value)
    stem = words.rstrip(".")
    if words in AMBIGUOUS_NONE or stem in AMBIGUOUS_NONE:
        return Reading("no-figure-words", problem="ambiguous-none")
    if re.fullmatch(_HIDDEN, words):
        return Reading("no-figure-words", problem="hidden-number")
    reason = NO_FIGURE_WORDS.get(stem) or NO_FIGURE_WORDS.get(stem + ".")
    return Reading("no-figure-words", reason=reason) if reason else None


def read_number(cell: RawCell) -> Reading:
    """A number as stored, or written as text with thousands separators; '(12)' and '12-' are below nothing."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float | str):
        return Reading("number", problem="not-a-number")
    if isinstance(cell.value, str):
        return _number_text(cell.value)
    number = stored_decimal(cell.value)
    if number is None or is_percent_format(cell.number_format) or is_money_format(cell.number_format):
        return Reading("number", problem="not-a-number")
    return Reading("number", json_number(number))


def _number_text(text: str) -> Reading:
    figure = as_figure(text)
    amount = without_negative(figure)
    number = parse_number(amount or figure)
    if number is None:
        return Reading("number-text", problem="not-a-number")
    return Reading("negative-text", json_number(-number)) if amount else Reading("number-text", json_number(number))


def read_count(cell: RawCell) -> Reading:
    """A whole number; a number with decimals is a question, never cut."""
    reading = read_number(cell)
    if reading.problem or not isinstance(reading.answer, int):
        return Reading(reading.rule, problem="not-a-whole-number")
    return reading


def read_percentage(cell: RawCell) -> Reading:
    """Per cent as a plain number (45), a per-cent cell (45% stored as 0.45) or text ('45 %', '45%%', '45 per cent')."""
    if isinstance(cell.value, str):
        return _percentage_text(cell.value)
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return Reading("percentage", problem="not-a-number")
    number = stored_decimal(cell.value)
    if number is None or is_money_format(cell.number_format):
        return Reading("percentage", problem="not-a-number")
    if is_percent_format(cell.number_format):
        if number > 1:  # typed as 5 into a per-cent cell, some programs store 5 = 500%
            return _two_percentages("percent-cell", number * 100, number)
        return Reading("percent-cell", json_number(number * 100))
    if 0 < number < 1:
        return _two_percentages("percentage", number, number * 100)
    return Reading("percentage", json_number(number))


def _percentage_text(text: str) -> Reading:
    match = re.fullmatch(_PERCENT, as_figure(text))
    number = parse_number(match["number"]) if match else None
    if match is None or number is None:
        return Reading("percentage-text", problem="not-a-number")
    if not match["sign"] and 0 < number < 1:
        return _two_percentages("percentage-text", number, number * 100)
    return Reading("percentage-text", json_number(number))


def _two_percentages(rule: str, first: Decimal, second: Decimal) -> Reading:
    shown = {"first": f"{show_number(json_number(first))}%", "second": f"{show_number(json_number(second))}%"}
    return Reading(rule, problem="ambiguous-percentage", details=shown)


def read_rate(cell: RawCell, per: int) -> Reading:
    """A rate as a plain number, or in words with the same 'per' ('25 per 10,000')."""
    match = re.fullmatch(_RATE, as_figure(cell.value)) if isinstance(cell.value, str) else None
    if not match:
        return read_number(cell)
    number, stated = parse_number(match["number"]), parse_number(match["per"])
    if number is None or stated is None:
        return Reading("rate-words", problem="not-a-number")
    if stated != per:
        return Reading("rate-words", problem="ambiguous-rate", details={"limit": str(per)})
    return Reading("rate-words", json_number(number))


def read_money(cell: RawCell) -> Reading:
    """Pounds: a number, or text such as '£280k', '£1.5 million', 'GBP 280k', '12,345.67'. Keeps its words."""
    if not isinstance(cell.value, str):
        reading = read_number(replace(cell, number_format="General") if is_money_format(cell.number_format) else cell)
        if reading.problem:
            return Reading("money", problem="not-money")
        return Reading("money", {"amount": reading.answer, "words": show_pounds(reading.answer)})
    return _money_text(as_figure(cell.value))


def _money_text(text: str) -> Reading:
    owed = without_negative(text)
    match = re.fullmatch(_MONEY, owed or text)
    number = parse_number(match["number"]) if match else None
    signs = [owed, match["sign"], match["minus"]] if match else []
    if match is None or number is None or (match["pound"] and match["after"]) or sum(map(bool, signs)) > 1:
        return Reading("money-text", problem="not-money")
    pounds = number.scaleb(_MULTIPLES.get((match["unit"] or "").lower(), 0))
    amount = json_number(-pounds if any(signs) else pounds)
    return Reading("money-text", {"amount": amount, "words": _pounds_in_words(match, amount, "-" if any(signs) else "")})


def _pounds_in_words(match: re.Match[str], amount: Number, sign: str) -> str:
    """The words that were typed, with one sign and one £ before them; digits alone are written as pounds."""
    if not match["unit"] and match["pound"] != "£":
        return show_pounds(amount)
    typed = match.string[match.start("number") : match.end("unit") if match["unit"] else match.end("number")]
    space = " " if match.string[: match.start("number")].endswith("£ ") else ""
    return f"{sign}£{space}{typed}"


def show_pounds(amount: Number) -> str:
    """Return pounds as people write them: '£280,000', '£12.50'."""
    sign, pounds = "-" if amount < 0 else "", abs(Decimal(repr(amount)))
    whole_pence = isinstance(amount, float) and round(pounds, 2) == pounds
    return f"{sign}£{pounds:,.2f}" if whole_pence else f"{sign}£{pounds:,f}"
