"""A percentage: the number of per cent, 45 for 45%."""

from __future__ import annotations

import re
from decimal import Decimal

from shpdocs.answers.formats import is_money_format, is_percent_format
from shpdocs.answers.kinds.number import number_kind
from shpdocs.answers.values import as_figure, json_number, parse_number, plain_number, show_number
from shpdocs.model.definition import Asked
from shpdocs.model.returns import RawCell, Reading

_PERCENT = r"(?i)(?P<number>.*?) ?(?P<sign>% ?%?|per[ -]?cent|pc)?"  # a per-cent cell makes '45%%' of '45%'


def _read(cell: RawCell, _: Asked) -> Reading:
    """Per cent as a plain number (45), a per-cent cell (45% stored as 0.45) or text ('45 %', '45%%', '45 per cent')."""
    if isinstance(cell.value, str):
        return _percentage_text(cell.value)
    number = plain_number(cell.value)
    if number is None or is_money_format(cell.number_format):
        return Reading("percentage", problem="not-a-number")
    if is_percent_format(cell.number_format):
        if number > 1:  # typed as 5 into a per-cent cell, some programs store 5 = 500%
            return _two_percentages("percent-cell", number * 100, number)
        return Reading("percent-cell", json_number(number * 100))
    return _two_percentages("percentage", number, number * 100) if 0 < number < 1 else Reading("percentage", json_number(number))


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


KIND = number_kind(
    "the number of per cent (45 for 45%)",
    "ambiguous-percentage",
    _read,
    least=0,
    most=100,
    sign="%",
    unit="Per cent",
    needs="number",
    is_ratio=True,
)
