"""Cells: the numbers of a paper that may give each other away, and the sums that tie them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

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
