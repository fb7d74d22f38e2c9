"""Bands of ages, which a number stands beside, and hours of the day, which are no number of anybody."""

from __future__ import annotations

import re

from shpdocs.disclosure.texts.grammar import AGES, CHANGES, OPEN, WEEK
from shpdocs.disclosure.texts.numerals import Numeral, whole_at
from shpdocs.disclosure.texts.reader import Reader

_OLDEST, _LAST_HOUR = 110, 24
_FAR = 24  # tokens back to the word 'age'
_YEARS = frozenset(("years", "yrs", "yr", "y", "yo", "yoa", "s"))
_LINKS = frozenset(("to", "till", "til", "until", "and", "-", "–"))
_TIME = re.compile(r"\d{1,2}[.:][0-5]\d")
_OPENING = frozenset(("from", "between"))


def is_band_of_ages(reader: Reader, at: int) -> bool:
    """Whether a band of ages ends at a token: 'age 10-12', '13 to 15 yrs', '65+', and 'age 13' alone."""
    is_stroke = reader.word(at) == "o" and reader.word(at - 1) == "/"  # '15 y/o'
    at -= 2 * is_stroke
    is_said = reader.word(at) in _YEARS
    at -= is_said
    is_open = reader.word(at) == "+"
    at -= is_open
    high = whole_at(reader.tokens, at)
    if high is None or high[0] > _OLDEST:
        return False
    low = _whole_below(reader, at - 2, high[0]) if reader.word(at - 1) in ("-", "–", "to", "and", "/") else None
    first = at if low is None else at - 2
    before = reader.word(first - 1)
    if before in AGES:
        return True
    if before[:1].isalpha():
        return False
    return is_said or is_open or (first < at and (reader.word(at - 1) != "to" or _is_in_a_row(reader, first, at)))


def _whole_below(reader: Reader, at: int, high: int) -> int | None:
    """The number at a token if it is lower than another; nought is one too."""
    number = whole_at(reader.tokens, at)
    return number[0] if number and number[0] < high else None


def _is_in_a_row(reader: Reader, first: int, at: int) -> bool:
    """Whether a band is one of several, or in a list of ages: '10 to 14 (2), 15 to 17 (7)'."""
    if any(reader.word(index) in AGES for index in range(max(0, first - _FAR), first)):
        return True
    others = (*range(max(0, first - 8), first), *range(at + 1, at + 9))
    return any(reader.word(index) == "to" and whole_at(reader.tokens, index - 1) and whole_at(reader.tokens, index + 1) for index in others)


def is_hour(reader: Reader, numeral: Numeral) -> bool:
    """Whether a number is an hour: 'runs from 1 to 3 on Fridays', 'open between 2 and 4', but not 'fell from 14 to 3 on Fridays'."""
    if reader.word(numeral.first - 1) in _LINKS and _TIME.fullmatch(reader.word(numeral.first - 2)):
        return True  # 'the 7.30 to 4 shift'
    start, end = _stretch_around(reader, numeral)
    if start is None or numeral.high > _LAST_HOUR:
        return False
    before = {reader.word(at) for at in range(start - 4, start)}
    if before & CHANGES:
        return False
    after = [reader.word(at) for at in range(end + 1, end + 4)]
    is_day = after[0] in ("on", "every", "each", "at", "most") and not WEEK.isdisjoint(after[1:])
    return is_day or bool(before & OPEN)


def _stretch_around(reader: Reader, numeral: Numeral) -> tuple[int | None, int]:
    """The tokens of 'from' or 'between', and of the last number, of the stretch that a number is an end of."""
    before = reader.word(numeral.first - 1)
    if before in _OPENING:
        if numeral.low < numeral.high:
            return numeral.first - 1, numeral.last
        other = whole_at(reader.tokens, numeral.last + 2) if reader.word(numeral.last + 1) in _LINKS else None
        return (numeral.first - 1, other[1]) if other else (None, 0)
    is_end = before in _LINKS and whole_at(reader.tokens, numeral.first - 2) and reader.word(numeral.first - 3) in _OPENING
    return (numeral.first - 3, numeral.last) if is_end else (None, 0)
