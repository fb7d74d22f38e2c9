"""Whether what is printed is the number that it says it is, as papers round and word it."""

from __future__ import annotations

import re
from fractions import Fraction

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WORDS_OF_NOUGHT = ("no change", "as expected", "within the band", "the same as")
_IN_SHORT = re.compile(r"(k|m)\b", re.IGNORECASE)
_LEAST = re.compile(r"less than (0\.1)", re.IGNORECASE)
_FALLS = re.compile(r"\b(down|below|fell)\b", re.IGNORECASE)
_RISES = re.compile(r"\b(up|above|rose)\b", re.IGNORECASE)


def is_printed_as(text: str, value: Fraction) -> bool:
    """Whether a piece of text prints the number: rounded to one or two decimals, with its direction if it says one."""
    if text.casefold() in _WORDS_OF_NOUGHT:
        return value == 0
    if (_FALLS.search(text) and value >= 0) or (_RISES.search(text) and value <= 0):
        return False
    if _LEAST.search(text):
        return 0 < abs(value) < Fraction(1, 20)
    first = _NUMBER.search(text)
    if first is None:
        return bool(_FALLS.search(text) or _RISES.search(text))
    more = _IN_SHORT.match(text, first.end())
    if more:  # as it was typed
        return Fraction(first[0].replace(",", "")) * {"k": 1000, "m": 10**6}[more[1].casefold()] == value
    printed = first[0].replace(",", "")
    decimals = len(printed.partition(".")[2])
    return any(Fraction(printed) == _rounded(abs(value), places) for places in (1, 2) if decimals <= max(places, 2))


def _rounded(value: Fraction, places: int) -> Fraction:
    """Rounded half up."""
    return Fraction(int(value * 10**places + Fraction(1, 2)), 10**places)
