"""When a number is too small to publish: counts by themselves, percentages through what they are a share of."""

from __future__ import annotations

from fractions import Fraction

from shpdocs.model.definition import SmallNumbers

Number = int | float


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


def exact(number: Number) -> Fraction:
    """The number as it is written: 0.1 is a tenth."""
    return Fraction(str(number))
