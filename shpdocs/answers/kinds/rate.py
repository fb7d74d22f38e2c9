"""A rate: a number per so many, which the definition says."""

from __future__ import annotations

import re

from shpdocs.answers.kinds.number import number_kind, read_number
from shpdocs.answers.values import as_figure, json_number, parse_number
from shpdocs.model.definition import Asked
from shpdocs.model.returns import RawCell, Reading

_RATE = r"(?i)(?P<number>.+?) ?(per|in|/) ?(?P<per>[\d, ]+)"


def _read(cell: RawCell, asked: Asked) -> Reading:
    """A rate as a plain number, or in words with the same 'per' ('25 per 10,000')."""
    match = re.fullmatch(_RATE, as_figure(cell.value)) if isinstance(cell.value, str) else None
    if not match:
        return read_number(cell, asked)
    number, per = parse_number(match["number"]), parse_number(match["per"])
    if number is None or per is None:
        return Reading("rate-words", problem="not-a-number")
    if per != (asked.per or 1):
        return Reading("rate-words", problem="ambiguous-rate", details={"limit": str(asked.per or 1)})
    return Reading("rate-words", json_number(number))


KIND = number_kind("the rate per {per} as a number", "ambiguous-rate", _read, least=0, unit="Rate per {per}", needs="digit", is_ratio=True)
