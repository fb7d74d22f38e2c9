"""Counts: the true numbers behind what papers print, also those that nobody prints, and what ties them.

A reader works with counts: the rest of a whole without its part, what came in a quarter, who stands behind a percentage. Each is a whole
number that is not known, within bounds, and what is known of several together is a range of a linear form over them.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from shpdocs.model.definition import SmallNumbers

Name = tuple[str, ...]  # of a count: a cell's key and what `Standing` adds to it; or how it is worked out of others
Form = Mapping[Name, int | Fraction]  # so many times each count

MARGIN = 1  # what the next number that is hidden beside a small one must be above the threshold, so that the choice does not tell


class Count(Struct, frozen=True):
    """A count: its true value, and the rule for it.

    `is_small` says that it is a small number of people: none of the values from 1 to the threshold less 1 may be ruled out. `is_exempt`
    says that nobody may work it out, `is_rounded` that it is printed rounded and must not be worked out exactly. `low` and `high` are what
    a reader knows of it where it is not printed (`high` None: nothing). `margin` is by how much more it must lie above `low` to be
    company for a small number.
    """

    value: int
    rule: SmallNumbers
    when: int
    people: bool = False
    is_small: bool = False
    is_exempt: bool = False
    is_rounded: bool = False
    low: int = 0
    high: int | None = None
    margin: int = 0

    @property
    def is_free(self) -> bool:
        """Whether a reader knows nothing of it where it is not printed."""
        return self.low == 0 and self.high is None

    @property
    def is_protected(self) -> bool:
        """Whether there are values that must stay possible."""
        return self.is_small or self.is_exempt or self.is_rounded


class Range(Struct, frozen=True):
    """What is known of counts together: so many times each of them comes to `low` at least and `high` at most (None: no bound)."""

    coefficients: Form
    low: int | Fraction | None
    high: int | Fraction | None


class Standing:
    """What stood at the keys of cells in the papers gone through so far, in the order in which they were made.

    As long as nobody corrects a number it is the same count in all papers. A corrected one is another, also where it comes to what it was
    before: nobody is told that it did.
    """

    def __init__(self) -> None:
        self._last: dict[tuple[str, ...], tuple[int, int]] = {}

    def name(self, key: tuple[str, ...], value: int) -> Name:
        """The name of the count that stands at a key with this value now."""
        before, corrections = self._last.get(key, (value, 0))
        corrections += before != value
        self._last[key] = (value, corrections)
        return (*key, f"={value} after {corrections}")


def equation(parts: tuple[Name, ...], whole: Name, lacking: int = 0) -> Range:
    """What a sum says: the parts come to the whole; or to what it lacks, where the return itself does not add up."""
    coefficients: dict[Name, int | Fraction] = dict.fromkeys(parts, 1)
    coefficients[whole] = coefficients.get(whole, 0) - 1
    return Range(coefficients, lacking, lacking)


def share_of(count: Name, whole: Name, values: tuple[int, int], share: Fraction, half: Fraction) -> tuple[Range, Range]:
    """What a share of a whole says, in per cent: the count is no less and no more than `half` a digit off it.

    Where the true `values` of count and whole make another share (nobody can be a third of ten people), it says as little as they leave
    it: what is known must be true, since from what is not anything follows.
    """
    value, base = values
    half = max(half, abs(share - Fraction(100 * value, base))) if base else half
    return Range({count: 100, whole: half - share}, 0, None), Range({count: 100, whole: -half - share}, None, 0)
