"""A sum of money: its pounds, and the words in which the lead gave them ('£280k')."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec.structs import replace

from shpdocs.answers.formats import is_money_format
from shpdocs.answers.kinds.kind import WORDS, Guard, Kind, Schema, in_words, needed, worded_schema
from shpdocs.answers.kinds.number import number_schema, read_number, span
from shpdocs.answers.values import Number, as_figure, json_number, parse_number, without_negative
from shpdocs.model.definition import Asked
from shpdocs.model.returns import RawCell, Reading

_LEAST = 0
_GUARD = Guard(hint="Enter pounds, for example 280000 or £280k.", fault=needed("not-money"))
_MONEY = (
    r"(?i)(?P<sign>[-\u2212]?)(?P<pound>£|GBP)? ?(?P<minus>[-\u2212]?)"
    r"(?P<number>[\d., ]*[\d.]) ?(?P<unit>k|m|bn|thousand|million|billion)?(?P<after> ?GBP)?"
)
_MULTIPLES = {"k": 3, "thousand": 3, "m": 6, "million": 6, "bn": 9, "billion": 9}


def _schema(asked: Asked) -> Schema:
    amount = {"title": "Amount", "description": "The same in pounds."} | number_schema("number", *span(asked, _LEAST, None))
    return worded_schema("A sum of money, in words and in pounds.", {"amount": amount, "words": WORDS})


def _read(cell: RawCell, asked: Asked) -> Reading:
    """Pounds: a number, or text such as '£280k', '£1.5 million', 'GBP 280k', '12,345.67'. Keeps its words."""
    if isinstance(cell.value, str):
        return _money_text(as_figure(cell.value))
    reading = read_number(replace(cell, number_format="General") if is_money_format(cell.number_format) else cell, asked)
    if reading.problem:
        return Reading("money", problem="not-money")
    return Reading("money", {"amount": reading.answer, "words": show_pounds(reading.answer)})


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


KIND = Kind(
    schema=_schema,
    guard=lambda _: _GUARD,
    read=_read,
    show=lambda answer, _: in_words(answer),
    type_in=in_words,
    number_format="@",
    width=20,
    needs="digit",
    is_number=True,
    least=_LEAST,
    unit="Pounds",
    sign="£",
    decimals=2,
    most_decimals=2,
)
