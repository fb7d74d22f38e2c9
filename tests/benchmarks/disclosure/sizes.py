"""What deciding takes where many small numbers belong together: `python -m tests.benchmarks.disclosure.sizes`.

Questions to HiGHS are counted, and told beside the processor time: a busy machine asks no more of them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

import highspy

from tests.benchmarks.disclosure.made_up import MadeUp, breakdowns_of, chain, long_column, to_date_of

THRESHOLD = 5
HIGHEST_SECONDS = 2  # what up to 60 small numbers that belong together may take


@dataclass(frozen=True)
class Size:
    """A shape of which all numbers belong together, as it is called, and how it is made."""

    name: str
    make: Callable[[], MadeUp]


@dataclass
class Asked:
    """How often HiGHS was asked."""

    runs: int = 0


@contextmanager
def counted() -> Iterator[Asked]:
    """Count what HiGHS is asked meanwhile."""
    asked = Asked()
    run = highspy.Highs.run

    def counting(model: highspy.Highs) -> highspy.HighsStatus:
        asked.runs += 1
        return run(model)

    highspy.Highs.run = counting  # type: ignore[method-assign, assignment]
    try:
        yield asked
    finally:
        highspy.Highs.run = run  # type: ignore[method-assign]


def one_in_a_row() -> MadeUp:
    """Sixty rows of three, one small number in each: no row can be safe by itself."""
    random = Random("one in a row")
    rows = [[random.randrange(1, THRESHOLD), *(random.randrange(THRESHOLD, 40) for _ in range(2))] for _ in range(60)]
    for row in rows:
        random.shuffle(row)
    return breakdowns_of(THRESHOLD, [rows])


def tables(number: int, rows: int, small: int) -> Callable[[], MadeUp]:
    """A measure, and tables of so many rows and three columns that all come to it, each with so many small numbers."""

    def make() -> MadeUp:
        random = Random(f"{number} {rows} {small}")
        counts = [random.randrange(1, THRESHOLD) for _ in range(small)] + [random.randrange(THRESHOLD, 40) for _ in range(3 * rows - small)]
        broken = []
        for _ in range(number):
            random.shuffle(counts)
            broken.append([counts[at : at + 3] for at in range(0, len(counts), 3)])
        return breakdowns_of(THRESHOLD, broken)

    return make


SIZES = (
    Size("10 in a table of 10 × 3", tables(1, 10, 10)),
    Size("60 in three tables of 20 × 3", tables(3, 20, 20)),
    Size("60 in one column", lambda: long_column(THRESHOLD, 60)),
    Size("60, one in each row", one_in_a_row),
    Size("60 parts of parts", lambda: chain(THRESHOLD, 60)),
    Size("60 growths in four quarters", lambda: to_date_of(THRESHOLD, 60)),
    Size("120 in six tables of 20 × 3", tables(6, 20, 20)),
    Size("560 in ten tables of 60 × 3", tables(10, 60, 56)),
)


@dataclass(frozen=True)
class Taken:
    """What deciding about a size took, and how many of its printed numbers it withholds."""

    small: int
    printed: int
    withheld: int
    runs: int
    seconds: float


def taken(size: Size) -> Taken:
    """Have shpdocs decide about a size."""
    made = size.make()
    with counted() as asked:
        begun = time.process_time()
        withheld = made.withheld()
        seconds = time.process_time() - begun
    return Taken(len(made.numbers.small), len(made.numbers.printed), len(withheld), asked.runs, seconds)


def main() -> None:
    """Print a line for each size."""
    print(f"{'size':<32}{'small':>7}{'numbers':>9}{'withheld':>10}{'HiGHS':>7}{'seconds':>9}")
    for size in SIZES:
        one = taken(size)
        share = f"{100 * one.withheld / one.printed:.0f}%"
        print(f"{size.name:<32}{one.small:>7}{one.printed:>9}{share:>10}{one.runs:>7}{one.seconds:>9.2f}", flush=True)


if __name__ == "__main__":
    main()
