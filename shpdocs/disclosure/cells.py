"""Cells: the numbers that a paper may print and that may give each other away, and when one is too small to publish.

A count is small by itself, a percentage or rate through the count that it stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from shpdocs.answers.values import Number
from shpdocs.disclosure.counts import Range
from shpdocs.figures.arithmetic import exact
from shpdocs.model.definition import SmallNumbers

Key = tuple[str, ...]  # a year's name, a quarter, a sub-group and a JSON pointer


class Cell(Struct, frozen=True):
    """A number that a paper would print.

    `answer` is 'sub-group/key', `where` a quarter or a row, `when` counts quarters from the first of the year before. `shows` is what a
    reader learns of counts if it is printed. `is_small` says that it is suppressed by itself, `is_excluded` that it is in no public paper
    anyway, `is_decided` that it is published by a decision, `is_derived` that it is no count but made of counts, and goes with them,
    `is_elsewhere` that only the paper of another quarter prints it, which may come or come again. `breadth` says how much goes with it if
    it is withheld (1: a row of a table, more: a total, a figure), `place` which row it is.
    """

    answer: str
    where: str
    value: int
    when: int
    rule: SmallNumbers
    people: bool = False
    shows: tuple[Range, ...] = ()
    breadth: int = 1
    place: int = 0
    is_small: bool = False
    is_excluded: bool = False
    is_exempt: bool = False
    is_decided: bool = False
    is_derived: bool = False
    is_elsewhere: bool = False


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
    return any(is_small(count, rule) or is_small(base - count, rule) for count in counts_of_share(exact(percentage), int(base)))


def counts_of_share(percentage: Fraction, base: int) -> tuple[int, ...]:
    """The counts that a percentage may stand for: the smallest and the largest; 0% and 100% are taken as they are."""
    if percentage in (0, 100):
        return (int(percentage * base / 100),)
    half = half_a_digit(percentage)
    low, high = (percentage - half) * base / 100, (percentage + half) * base / 100
    smallest, largest = -int(-low // 1), int(high // 1)
    if smallest > largest:  # no whole number of people makes it: the nearest
        smallest = largest = round(percentage * base / 100)
    return smallest, largest


def half_a_digit(number: Fraction) -> Fraction:
    """Half of what the last decimal that a number is written with counts for: by so much it may have been rounded."""
    places = 0
    while (number * 10**places).denominator > 1 and places < 6:
        places += 1
    return Fraction(1, 2 * 10**places)


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


def shown_range(count: int, rule: SmallNumbers) -> tuple[int, int]:
    """The smallest and the largest count that is printed as this one is: itself, but for what the rule rounds."""
    if not rule.round_to or (count == 0 and rule.round_to <= 2 * rule.threshold):
        return count, count
    printed = int(rounded(count, rule))
    low, high = printed - rule.round_to // 2, printed + (rule.round_to - 1) // 2
    return min(count, max(low, rule.threshold) if printed else 0), high
