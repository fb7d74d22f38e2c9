"""How fast: ratios against peers, each measured in one run, in turn. `python -m tests.benchmarks [NAME...]`

Whole processes are timed, the peer's run beside ours, so that a machine that slows down slows both. What counts is the
median of the ratios of the pairs; one pair alone may be off by a third. How issuing grows is measured apart (growth.py).
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.material import PAPER_PERIOD, PERIOD, prepare

PAIRS = 15
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Race:
    """Our command beside a peer's script: the aim is the highest ratio we want; `clear` puts our folder back."""

    name: str
    ours: tuple[str, ...]
    peer: tuple[str, ...]
    aim: float
    clear: Callable[[Path], None]


def nothing(folder: Path) -> None:
    """Put nothing back: the command changes nothing."""


def clear_issued(folder: Path) -> None:
    """As if nothing had been issued."""
    shutil.rmtree(folder / "output" / PERIOD, ignore_errors=True)


def clear_collected(folder: Path) -> None:
    """As if nothing had been collected; the inbox stays."""
    of_period = folder / "output" / PERIOD
    for name in ("received", "returns"):
        shutil.rmtree(of_period / name, ignore_errors=True)
    (of_period / "ledger.jsonl").unlink(missing_ok=True)


def clear_papers(folder: Path) -> None:
    """As if nothing had been assembled."""
    shutil.rmtree(folder / "output" / PAPER_PERIOD / "papers", ignore_errors=True)


RACES = (
    Race("help", ("--help",), ("bare_typer.py", "--help"), 1.3, nothing),
    Race("status", ("status", PERIOD), ("bare_typer.py", "first", "word"), 1.3, nothing),
    Race("issue", ("issue", PERIOD), ("plain_xlsxwriter.py",), 1.5, clear_issued),
    Race("collect", ("collect", PERIOD), ("plain_openpyxl.py",), 1.1, clear_collected),
    Race("assemble", ("assemble", PAPER_PERIOD), ("plain_docxtpl.py",), 1.0, clear_papers),
)


def timed(command: list[str], folder: Path) -> float:
    """Run a command to its end and return the seconds it took."""
    begun = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def run(race: Race, made: Path, material: Path) -> dict[str, object]:
    """Race in turn and return the figures."""
    ours_folder = Path(tempfile.mkdtemp(prefix="shpdocs-race-")) / "folder"
    shutil.copytree(made, ours_folder)
    ours = [str(Path(sys.executable).parent / "shpdocs"), *race.ours]
    peer = [sys.executable, str(HERE / race.peer[0]), *race.peer[1:]]
    pairs = []
    for number in range(PAIRS + 1):
        race.clear(ours_folder)
        pair = (timed(ours, ours_folder), timed(peer, material))
        if number:  # the first pair warms the caches
            pairs.append(pair)
    shutil.rmtree(ours_folder.parent)
    ratios = sorted(mine / theirs for mine, theirs in pairs)
    return {
        "race": race.name,
        "peer": race.peer[0],
        "ratio": round(statistics.median(ratios), 2),
        "from": round(ratios[0], 2),
        "to": round(ratios[-1], 2),
        "aim": race.aim,
        "our ms": round(statistics.median(mine for mine, _ in pairs) * 1000),
        "peer ms": round(statistics.median(theirs for _, theirs in pairs) * 1000),
    }


def main(names: list[str]) -> None:
    """Run the races named, or all, and print a line for each."""
    with tempfile.TemporaryDirectory(prefix="shpdocs-benchmarks-") as folder:
        made, material = prepare(Path(folder))
        print(f"{'race':<10}{'ratio':>7}{'from':>7}{'to':>7}{'aim':>6}{'our ms':>8}{'peer ms':>9}  peer")
        for race in RACES:
            if not names or race.name in names:
                row = run(race, made, material)
                figures = f"{row['ratio']:>7}{row['from']:>7}{row['to']:>7}{row['aim']:>6}{row['our ms']:>8}{row['peer ms']:>9}"
                print(f"{row['race']:<10}{figures}  {row['peer']}", flush=True)
                print(json.dumps(row), file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
