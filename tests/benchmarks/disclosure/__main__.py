"""How much is withheld beside the cheapest safe choice: `python -m tests.benchmarks.disclosure [YEARS]`, of each shape.

The cheapest choice sees the values, which shpdocs must not: one that is chosen by values gives them away. So the ratio cannot be 1.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.benchmarks.disclosure.cheapest import cheapest
from tests.benchmarks.disclosure.made_up import SHAPES, MadeUp, made_up_years
from tests.benchmarks.disclosure.reader import Reader

YEARS = 100


@dataclass(frozen=True)
class Shares:
    """Of made-up years of one shape: how many numbers have a place, are small there, are withheld, and would be at the cheapest."""

    years: int
    printed: int
    small: int
    withheld: int
    fewest: int
    unsafe: int

    @property
    def ratio(self) -> float:
        """What is withheld, by the least that could be."""
        return self.withheld / self.fewest


def shares(years: list[MadeUp]) -> Shares:
    """Have shpdocs decide about each year, and hold it against the cheapest safe choice. `unsafe` counts years, not numbers."""
    printed = small = withheld = fewest = unsafe = 0
    for made in years:
        numbers = made.numbers
        gone = made.withheld()
        small_there = sum(numbers.is_small(name) for name in numbers.printed)
        printed += len(numbers.printed)
        small += small_there
        withheld += len(gone)
        fewest += small_there + len(cheapest(numbers))
        unsafe += bool(Reader(numbers).excluded(gone))
    return Shares(len(years), printed, small, withheld, fewest, unsafe)


def line(shape: Callable[[Random, int], MadeUp], years: int) -> str:
    """A line of the printed table."""
    begun = time.perf_counter()
    one = shares(list(made_up_years(shape, years)))
    of_all = [f"{100 * part / one.printed:>9.1f}%" for part in (one.small, one.fewest, one.withheld)]
    seconds = time.perf_counter() - begun
    return f"{shape.__name__:<10}{one.years:>6}{one.printed:>9}{''.join(of_all)}{one.ratio:>7.2f}{one.unsafe:>8}{seconds:>9.1f}"


def main(years: int) -> None:
    """Print a line for each shape."""
    print(f"{'shape':<10}{'years':>6}{'numbers':>9}{'small':>10}{'cheapest':>10}{'withheld':>10}{'ratio':>7}{'unsafe':>8}{'seconds':>9}")
    for shape in SHAPES:
        print(line(shape, years), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else YEARS)
