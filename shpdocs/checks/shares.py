"""Checks of percentages against the whole numbers they are said to be of, in figures and in texts.

A percentage of few things can only take so many values: of 38 people 19 are 50% and 20 are 53%, so nothing is 52%. It is
rounded to the digits it is written with; halves may go either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

_MOST_DIGITS = 9  # decimals: a program's own noise lies beyond
_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,9})"
_PER_CENT = r"(?<![\d.,/-])(?P<percent>\d{1,3}(?:\.\d{1,9})?) ?(?:%|per cent\b)"
_PART = rf"(?<![\d.,/£-])(?P<part>{_NUMBER})"
_WHOLE = rf"(?P<whole>{_NUMBER})(?![\dA-Za-z%/–-]|[.,:]\d| ?%| ?per cent)"
_OF = r"(?:out of |of )(?:the |all |our )?"
_WORDS = r"(?: [A-Za-z-]+){0,3}?"
_COUNTED = r"(?:[a-z]{3,}s|people|children|women|men|staff)"
_SAY = r"(?:were|was|are|is|had|have|has|felt|said|reported|agreed|identified|answered)"
# '70% (65 clients out of 93)', '18% (17/93)'; '65 of 93 clients (70%)', '17/93 (18%)'; '52% of 38 students', '52% (of 38)'
_SAID = (
    rf"{_PER_CENT} ?\({_PART}{_WORDS}(?: {_OF}| ?/ ?){_WHOLE}",
    rf"{_PART}(?: {_OF}| ?/ ?){_WHOLE}{_WORDS} ?\({_PER_CENT}",
    rf"{_PER_CENT} (?:{_OF}|\({_OF}){_WHOLE}(?! (?:years|months|weeks|days|hours)\b)(?=$|[.,;:)]| (?:{_COUNTED}|{_SAY})\b)",
)
_ABOUT = r"about|around|approximately|approx\.?|roughly|circa|c\.|nearly|almost|over|under|least|most|than|up to|some|within"
_CHANGE = r"by|up|down|(?:increase|decrease|reduction|rise|fall|drop) of"  # '5% (65 of 93)' may be the change, not the share
_ROUGHLY = rf"\b(?:{_ABOUT}|{_CHANGE}) ?$"
_AIMED_AT = r"\b(?:targets?|targeted|aim(?:s|ed|ing)?|goals?|objectives?|will|should|would|expect(?:s|ed)?|plan(?:s|ned)?|minimum)\b"
_NEAR = 20  # characters before a percentage in which it may be called a rough one
_MOST = 50  # percentages or numbers of one text that are held against each other
_FEWEST_ALIKE = 3  # percentages that a number must give before it is taken for what another is of


class Share(Struct, frozen=True):
    """A percentage as written, the number it is of, and how many it is said to be, if that is said."""

    percent: str
    whole: int
    part: int | None = None

    @property
    def is_possible(self) -> bool:
        """Whether the number it is said to be, or any whole number, gives the percentage."""
        if self.whole == 0:
            return False
        return any(self._gives(part) for part in ((self.part,) if self.part is not None else self._nearest()))

    @property
    def instead(self) -> str:
        """What would be right: '19 of 38 is 50%, 20 of 38 is 53%'."""
        if self.whole == 0:
            return "there is no percentage of nothing"
        parts = (self.part,) if self.part is not None else tuple(part for part in self._nearest() if part <= self.whole)
        return ", ".join(f"{part} of {self.whole} is {self._rounded(part)}%" for part in parts)

    @property
    def _digits(self) -> int:
        return min(len(self.percent.partition(".")[2]), _MOST_DIGITS)

    def _gives(self, part: int) -> bool:
        """Whether that many give the percentage when rounded to its digits, halves either way."""
        scale: int = 10**self._digits
        stated = int((Decimal(self.percent) * scale).to_integral_value(ROUND_HALF_UP))
        apart = 100 * part * scale - stated * self.whole
        return abs(apart) * 2 <= self.whole

    def _nearest(self) -> tuple[int, int]:
        below = int(Decimal(self.percent) * self.whole / 100)
        return below, below + 1

    def _rounded(self, part: int) -> str:
        digits = Decimal(1).scaleb(-min(self._digits, 2))
        return str((Decimal(100 * part) / self.whole).quantize(digits, ROUND_HALF_UP))


def share_of(shares: tuple[Share, ...]) -> dict[str, str]:
    """The details that the message of a wrong percentage needs."""
    percentages = ", ".join(dict.fromkeys(f"{share.percent}%" for share in shares))
    wholes = ", ".join(dict.fromkeys(f"{share.part} of {share.whole}" if share.part is not None else str(share.whole) for share in shares))
    return {"first": percentages, "second": wholes, "instead": "; ".join(dict.fromkeys(share.instead for share in shares))}


def wrong_shares(text: str, beside: str = "") -> tuple[Share, ...]:
    """The percentages in a text that cannot be of what the text, or the one beside it, says they are of."""
    if "%" not in text and "per cent" not in text:
        return ()
    shares: list[Share] = []
    rest: list[str] = []
    for sentence in sentences(text):
        with_span = list(_said_in(sentence))
        shares += [share for _, share in with_span]
        rest += [percent for at, percent in _stated_in(sentence) if not any(start <= at < end for (start, end), _ in with_span)]
    return (*(share for share in shares if not share.is_possible), *_implied(rest, text, beside))


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text."""
    return [" ".join(sentence.split()) for sentence in re.split(r"(?<=[.!?;])\s+|\n", text) if sentence.strip()]


def _said_in(sentence: str) -> Iterator[tuple[tuple[int, int], Share]]:
    """The shares whose number stands beside the percentage, each with its span."""
    if re.search(_AIMED_AT, sentence, re.IGNORECASE):
        return
    taken: list[tuple[int, int]] = []
    for pattern in _SAID:
        for match in re.finditer(pattern, sentence):
            parts = match.groupdict()
            whole = _whole(parts["whole"])
            part = _whole(parts["part"]) if parts.get("part") else None
            is_taken = any(start < match.end() and match.start() < end for start, end in taken)
            is_count = part is None or (part <= whole and not _is_date(sentence[match.start("part") : match.end("whole")]))
            if whole > 0 and is_count and not is_taken and not _is_rough(sentence, match):
                taken.append(match.span())
                yield match.span(), Share(parts["percent"], whole, part)


def _stated_in(sentence: str) -> Iterator[tuple[int, str]]:
    """The percentages of a sentence that states a result, each with where it stands."""
    if re.search(_AIMED_AT, sentence, re.IGNORECASE):
        return
    for match in re.finditer(_PER_CENT, sentence):
        if not _is_rough(sentence, match):
            yield match.start("percent"), match["percent"]


def _is_date(text: str) -> bool:
    """Whether what looks like a share may be a date: '12/2017', '03/04'."""
    return bool(re.fullmatch(r"\d{1,2} ?/ ?(?:19|20)\d\d|0\d? ?/.*|.*/ ?0\d", text))


def _is_rough(sentence: str, match: re.Match[str]) -> bool:
    """Whether the percentage is said to be about so much, over or under it, or a change by so much."""
    at = match.start("percent")
    return bool(re.search(_ROUGHLY, sentence[max(at - _NEAR, 0) : at], re.IGNORECASE))


def _implied(percents: list[str], text: str, beside: str) -> tuple[Share, ...]:
    """The percentages that stand out from the others of a text, which are plainly of a number that is named.

    'P% of students' and elsewhere 'attended by 38 students': most percentages of the text can be of 38, a few cannot. If
    another number of students gives them all, or none is the likeliest, nothing is said.
    """
    wanted = [percent for percent in dict.fromkeys(percents) if 0 < Decimal(percent) < 100]
    named = set(re.findall(rf"(?:%|per cent) of (?:the |our |all )?({_COUNTED})\b", text.lower()))
    if not _FEWEST_ALIKE < len(wanted) <= _MOST or len(named) != 1:
        return ()
    (noun,) = named
    words = _words(text)
    likely: dict[int, tuple[int, int]] = {}  # by number: how many percentages it gives, how many words its passage shares with the text
    for passage in f"{text}\n{beside}".splitlines():
        for match in re.finditer(rf"(?<![\d.,/£%-])({_NUMBER}) {noun}\b", passage.lower()):
            whole = _whole(match[1])
            if whole not in likely and len(likely) == _MOST:
                return ()
            fitting = sum(Share(percent, whole).is_possible for percent in wanted)
            likely[whole] = max(likely.get(whole, (0, 0)), (fitting, len(words & _words(passage))))
    best = max(likely.values(), default=(0, 0))
    at_best = [whole for whole, rank in likely.items() if rank == best]
    fitting, odd = best[0], len(wanted) - best[0]
    if len(at_best) != 1 or odd == 0 or fitting < _FEWEST_ALIKE * odd:
        return ()
    return tuple(share for percent in wanted if not (share := Share(percent, at_best[0])).is_possible)


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


def _words(text: str) -> set[str]:
    """The longer words of a text, in one form for one or many."""
    return {word.removesuffix("s") for word in re.findall(r"[a-z]{5,}", text.lower())}
