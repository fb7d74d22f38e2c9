"""Arithmetic on numbers that know where they come from: what comes out knows it too. Exact, from the digits as they are printed."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from shpdocs.model.origin import PER_CENT, POINTS, How, Number, Origin, Statement, Unit, Worked


def exact(number: float) -> Fraction:
    """The number that its digits say: 0.1 is a tenth."""
    return Fraction(number) if isinstance(number, int) else Fraction(repr(number))


def rounded(number: Fraction, places: int = 1) -> int | float:
    """The number rounded to so many decimals, a half away from nought, as JSON has it: an int if it is whole."""
    scale: int = 10**places
    units = (2 * abs(number.numerator) * scale + number.denominator) // (2 * number.denominator)
    signed = units if number >= 0 else -units
    return signed / scale if signed % scale else signed // scale


def total(words: str, numbers: tuple[Number, ...]) -> Number:
    """The sum of one or more numbers of a kind; one alone is itself."""
    if len(numbers) == 1:
        return numbers[0]
    return _worked(words, sum((number.value for number in numbers), Fraction()), "sum", numbers, numbers[0].unit)


def less(words: str, first: Number, second: Number) -> Number:
    """The first less the second; of percentages in points."""
    return _worked(words, first.value - second.value, "less", (first, second), POINTS if first.unit == PER_CENT else first.unit)


def share(words: str, whole: Number, part: Number, parts: Number) -> Number:
    """So many parts of a whole that has `parts`; the whole itself if it is all of them."""
    if part.value == parts.value:
        return whole
    return _worked(words, whole.value * part.value / parts.value, "share", (whole, part, parts), whole.unit)


def pace(words: str, so_far: Number, quarters: Number) -> Number:
    """What there is for each of so many quarters."""
    return _worked(words, so_far.value / quarters.value, "pace", (so_far, quarters), so_far.unit)


def projection(words: str, so_far: Number, quarters: Number, all_quarters: Number) -> Number:
    """What there is after so many quarters, as it would be after all of them at that pace."""
    return _worked(words, so_far.value * all_quarters.value / quarters.value, "projection", (so_far, quarters, all_quarters), so_far.unit)


def changed_by(words: str, number: Number, changes: tuple[Number, ...]) -> Number:
    """A number changed by changes in per cent of it."""
    per_cent = 100 + sum((change.value for change in changes), Fraction())
    return _worked(words, number.value * per_cent / 100, "changed-by", (number, *changes), number.unit)


def per_cent_change(words: str, now: Number | None, then: Number | None) -> Number | None:
    """In per cent of what stood before; None of nothing."""
    if now is None or then is None or not then.value:
        return None
    value = (now.value - then.value) * 100 / abs(then.value)
    return _worked(words, value, "per-cent-change", (now, then), PER_CENT)


def count(words: str, counted: Iterable[Origin]) -> Number:
    """How many there are, which is a number of its own in a paper."""
    inputs = tuple(counted)
    return _worked(words, Fraction(len(inputs)), "count", inputs)


def judged(words: str, how: How, inputs: Iterable[Origin]) -> Statement:
    """What is said, in words, on the ground of numbers: a rating, the greatest of them."""
    return Statement(words, Worked(how, tuple(inputs)))


def together(words: str, origins: Iterable[Origin]) -> Origin:
    """What comes from several origins, each told once; what comes from one alone has that."""
    distinct = tuple(dict.fromkeys(origins))
    return distinct[0] if len(distinct) == 1 else judged(words, "made-of", distinct)


def _worked(words: str, value: Fraction, how: How, inputs: tuple[Origin, ...], unit: Unit = Unit()) -> Number:  # noqa: B008
    return Number(words, value, Worked(how, inputs), unit)
