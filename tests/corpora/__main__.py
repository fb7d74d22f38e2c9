"""What becomes of every real file of a folder. `python -m tests.corpora FOLDER … [--kind words|workbooks] [--kept FILE] [--page]`

Prints, for Word files and workbooks apart, how many there are, what became of them, the reasons for refusals, what broke, what was
slow, and what an independent reading finds lost without a word; ends with 1 if anything broke, was too slow or was lost. With
`--page` it writes the figures into docs/reliability.md. With `--kept` a run that was broken off goes on.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from tests.corpora import words, workbooks
from tests.corpora.looks import SLOW, Look, Stopwatch, Sum, keep, kept_looks, looked_at
from tests.corpora.page import write

KINDS: dict[str, tuple[tuple[str, ...], Callable[[bytes, str, Stopwatch], Look]]] = {
    "words": (words.ENDINGS, words.look_at_word),
    "workbooks": (workbooks.ENDINGS, workbooks.look_at_workbook),
}


def files_in(folders: list[Path], endings: tuple[str, ...]) -> list[Path]:
    """The files of these kinds in the folders, in order; a name that begins with ~$ is a lock's."""
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix.lower() in endings]
    return [path for path in found if path.is_file() and not path.name.startswith("~$")]


def run(folders: list[Path], kind: str, processes: int = 1, kept: Path | None = None) -> Sum:
    """Look at every file of a kind, but for those whose looks are kept."""
    endings, look = KINDS[kind]
    paths, known = files_in(folders, endings), kept_looks(kept)
    looks = [known[path.name] for path in paths if path.name in known]
    for one in _each([path for path in paths if path.name not in known], partial(looked_at, look=look), processes):
        looks.append(one)
        if kept is not None:
            keep(one, kept)
    return Sum(tuple(sorted(looks, key=lambda one: one.file)))


def _each(paths: list[Path], look: Callable[[Path], Look], processes: int) -> Iterator[Look]:
    if processes < 2:
        yield from map(look, paths)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(look, paths, chunksize=8)


def lines(kind: str, total: Sum) -> Iterator[str]:
    """What a run comes to, for the screen."""
    yield f"{kind}: {len(total.looks):,} files"
    for outcome, count in total.outcomes.most_common():
        yield f"  {outcome:<20}{count:>7,}  {count / len(total.looks):>6.1%}"
    yield from (f"  refused because: {count:,} × {reason}" for reason, count in total.reasons.most_common())
    yield from (f"  broken: {look.file}: {fault}" for look in total.broken for fault in look.broken)
    yield from (f"  too slow: {look.file}" for look in total.looks if look.outcome == "too slow")
    yield from (f"  slow: {file}: {step} in {seconds:.1f} s" for file, step, seconds in total.slow)
    yield from (f"  lost without a word: {look.file}: {loss}" for look in total.lossy for loss in look.losses)
    yield f"  {total.seconds:,.0f} s in all; {len(total.slow)} steps took longer than {SLOW:.0f} s"


def main(given: list[str]) -> int:
    """Run over the folders, print what it comes to, and write it into the page if that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.corpora", description="What becomes of every real file of a folder.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--kind", choices=list(KINDS), help="only Word files, or only workbooks")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--page", action="store_true", help="write the figures into docs/reliability.md")
    parser.add_argument("--kept", type=Path, help="a file in which looks are kept: what is in it is not looked at again")
    options = parser.parse_args(given)
    sums = {kind: run(options.folders, kind, options.processes, options.kept) for kind in KINDS if options.kind in (None, kind)}
    for kind, total in sums.items():
        print("\n".join(lines(kind, total)))
    if options.page:
        write(sums)
    return 0 if all(total.is_clean for total in sums.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
