"""Cells: the numbers of a paper that may give each other away, the sums that tie them, and when one is too small to publish.

A count is small by itself, a percentage through what it is a share of.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from shpdocs.answers.values import Number
from shpdocs.figures.arithmetic import exact
from shpdocs.model.definition import SmallNumbers

Key = tuple[str, ...]  # a year's name, a quarter, a sub-group and a JSON pointer; two more say what is worked out from them


class Cell(Struct, frozen=True):
    """A number that a paper would print, or that can be worked out of two that it prints (`is_printed` is not set).

    `answer` is 'sub-group/key', `where` a quarter or a row, `when` counts quarters from the first. `is_small` says that it is
    suppressed by itself, `is_excluded` that it is in no public paper anyway, `is_exempt` that nobody may work it out, `is_decided`
    that it is published by a decision, `is_derived` that it is no count but made of counts, and goes with them,
    `is_known` that an earlier paper of the year printed it by a decision.
    """

    answer: str
    where: str
    value: int
    when: int
    rule: SmallNumbers
    people: bool = False
    is_small: bool = False
    is_printed: bool = True
    is_excluded: bool = False
    is_exempt: bool = False
    is_decided: bool = False
    is_derived: bool = False
    is_known: bool = False

    @property
    def is_protected(self) -> bool:
        """Whether it must not be worked out."""
        return self.is_small or self.is_exempt


class Sum(Struct, frozen=True):
    """A sum: the cells of `parts` make that of `total`. Every cell of it is known, apart from blanks, which count for nothing."""

    parts: tuple[Key, ...]
    total: Key

    def coefficients(self) -> dict[Key, int]:
        """The cells of the sum: 1 for a part, -1 for the total."""
        return {**dict.fromkeys(self.parts, 1), self.total: -1}


Cells = Mapping[Key, Cell]


def is_small(count: Number, rule: SmallNumbers) -> bool:
    """Whether a count of people is suppressed: 1 to the threshold less 1, and 0 where zeros are not shown."""
    return 0 < count < rule.threshold or (count == 0 and not rule.show_zero)


def is_small_share(percentage: Number, base: Number, rule: SmallNumbers) -> bool:
    """Whether a percentage of `base` people gives away a small count: of those who are in it, of those who are not, or of all.

    96% of 25 means that 1 is not in it. A rounded percentage may stand for several counts: any that is small will do.
    """
    if is_small(base, rule):
        return True
    return any(is_small(count, rule) or is_small(base - count, rule) for count in _counts(exact(percentage), int(base)))


def _counts(percentage: Fraction, base: int) -> tuple[int, ...]:
    """The counts that a percentage may stand for: the smallest and the largest; 0% and 100% are taken as they are."""
    if percentage in (0, 100):
        return (int(percentage * base / 100),)
    places = 0
    while (percentage * 10**places).denominator > 1 and places < 6:
        places += 1
    half = Fraction(1, 2 * 10**places)
    low, high = (percentage - half) * base / 100, (percentage + half) * base / 100
    smallest, largest = -int(-low // 1), int(high // 1)
    if smallest > largest:  # no whole number of people makes it: the nearest
        smallest = largest = round(percentage * base / 100)
    return smallest, largest


def rounded(count: Number, rule: SmallNumbers) -> Number:
    """The count to the nearest multiple of what the rule rounds to, halves up; as it is where the rule does not round."""
    if not rule.round_to:
        return count
    return int((exact(count) / rule.round_to + Fraction(1, 2)) // 1) * rule.round_to


def rounded_share(percentage: Number, base: Number, rule: SmallNumbers) -> tuple[Number | None, Number | None]:
    """A whole percentage made of rounded counts, and the rounded base; (None, None) if that base is 0."""
    if not rule.round_to:
        return percentage, base
    whole = rounded(base, rule)
    part = rounded(float(exact(percentage) * int(base) / 100), rule)
    return (min(100, int(Fraction(100 * int(part), int(whole)) + Fraction(1, 2))), whole) if whole else (None, None)
