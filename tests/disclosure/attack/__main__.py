"""The full run: `python -m tests.disclosure.attack --years N`. Prints one table; ends with 1 if anything is worked out.

`--from SEED` says with which year it begins, `--workers N` how many processes it takes.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from tests.disclosure.attack.returned import straight
from tests.disclosure.attack.score import Score, attack_year

READERS = {"plain": "does not know which are small", "marks": "knows which are small"}
EVERY = 100  # years: a table so far


def main() -> int:
    """Attack so many years and print what was found; what one year shows is told at once."""
    asked = argparse.ArgumentParser(prog="python -m tests.disclosure.attack")
    asked.add_argument("--years", type=int, default=100)
    asked.add_argument("--from", dest="first", type=int, default=1_000)
    asked.add_argument("--workers", type=int, default=1)
    options = asked.parse_args()
    began, totals = time.perf_counter(), dict.fromkeys(READERS, Score())
    seeds = range(options.first, options.first + options.years)
    with ProcessPoolExecutor(options.workers) as executor:
        for number, score in enumerate(executor.map(partial(attack_year, comes_in=straight), seeds), start=1):
            totals = {reader: totals[reader] + score[reader] for reader in READERS}
            _tell(score)
            if number % EVERY == 0 or number == options.years:
                print("\n".join(table(totals)), f"\n{number:,} made-up years in {time.perf_counter() - began:,.0f} s", flush=True)
    return int(any(reader.short for reader in totals.values()))


def _tell(score: dict[str, Score]) -> None:
    for reader, of_reader in score.items():
        for name in of_reader.short:
            print(f"{name}, a reader who {READERS[reader]}", "(exact)" if name in of_reader.exact else "", file=sys.stderr, flush=True)
        for name in of_reader.said:
            print(f"{name}, a reader who {READERS[reader]}: narrowed down by papers before, and said to be", file=sys.stderr, flush=True)
        for name in of_reader.kept:
            print(f"{name}: only the marks would tell, and these papers do not tell the marks", file=sys.stderr, flush=True)


def table(totals: dict[str, Score]) -> list[str]:
    """One row a reader."""
    rows = [
        "| a reader who | papers | small numbers | found exactly | left too few values | by papers before: said | left by other worlds |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, words in READERS.items():
        score = totals[name]
        found = f"{len(score.exact):,} | {len(score.short):,} | {len(score.said):,} | {len(score.kept):,}"
        rows.append(f"| {words} | {score.papers:,} | {score.small:,} | {found} |")
    return rows


if __name__ == "__main__":
    sys.exit(main())
