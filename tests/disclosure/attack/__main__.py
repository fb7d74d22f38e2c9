"""The full run: `python -m tests.disclosure.attack --years N`. Prints one table; ends with 1 if anything is worked out.

`--from SEED` says with which year it begins, `--workers N` how many processes it takes.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import reduce
from operator import add

from tests.disclosure.attack.score import Score, attack_year

READERS = {"plain": "does not know which are small", "marks": "knows which are small"}


def main() -> int:
    """Attack so many years and print what was found."""
    asked = argparse.ArgumentParser(prog="python -m tests.disclosure.attack")
    asked.add_argument("--years", type=int, default=100)
    asked.add_argument("--from", dest="first", type=int, default=1_000)
    asked.add_argument("--workers", type=int, default=1)
    options = asked.parse_args()
    began = time.perf_counter()
    seeds = range(options.first, options.first + options.years)
    with ProcessPoolExecutor(options.workers) as executor:
        scores = list(executor.map(attack_year, seeds, chunksize=4))
    totals = {reader: reduce(add, (score[reader] for score in scores)) for reader in READERS}
    for line in table(totals):
        print(line)
    print(f"{options.years:,} made-up years in {time.perf_counter() - began:,.0f} s")
    for reader in totals.values():
        for name in reader.short:
            print(name, "(exact)" if name in reader.exact else "", file=sys.stderr)
    return int(any(reader.short for reader in totals.values()))


def table(totals: dict[str, Score]) -> list[str]:
    """One row a reader."""
    rows = ["| a reader who | papers | small numbers | found exactly | left too few values |", "|---|---|---|---|---|"]
    for name, words in READERS.items():
        score = totals[name]
        rows.append(f"| {words} | {score.papers:,} | {score.small:,} | {len(score.exact):,} | {len(score.short):,} |")
    return rows


if __name__ == "__main__":
    sys.exit(main())
