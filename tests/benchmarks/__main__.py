"""How fast: ratios against peers, each measured in one run, in turn. `python -m tests.benchmarks [NAME...]`

Whole processes are timed, the peers' runs beside ours, so that a machine that slows down slows all. What counts is the
median of the ratios of a round; one round alone may be off by a third. Every program finds its modules compiled, as
installed ones are. How issuing, collecting and papers grow is measured apart
(growth.py, collecting.py, papers.py).
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.material import PAPER_PERIOD, PERIOD, UNSIGNED, clear_collected, prepare

ROUNDS = 15
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Peer:
    """What a race is against: a script with its words, and the highest ratio we want; None for a bound that is only printed."""

    script: tuple[str, ...]
    aim: float | None


@dataclass(frozen=True)
class Race:
    """Our command beside its peers; `clear` puts our folder back."""

    name: str
    ours: tuple[str, ...]
    peers: tuple[Peer, ...]
    clear: Callable[[Path], None]


def nothing(folder: Path) -> None:
    """Put nothing back: the command changes nothing."""


def clear_issued(folder: Path) -> None:
    """As if nothing had been issued."""
    shutil.rmtree(folder / "output" / PERIOD, ignore_errors=True)


def clear_queried(folder: Path) -> None:
    """As if nothing had been collected, and nobody answered for what is in the inbox."""
    clear_collected(folder)
    shutil.copytree(folder / UNSIGNED, folder / "output" / PERIOD / "inbox", dirs_exist_ok=True)


def clear_papers(folder: Path) -> None:
    """As if nothing had been assembled."""
    shutil.rmtree(folder / "output" / PAPER_PERIOD / "papers", ignore_errors=True)
    (folder / "output" / PAPER_PERIOD / "editions" / "paper" / "draft.json").unlink(missing_ok=True)


RACES = (
    Race("help", ("--help",), (Peer(("plain_program.py", "--help"), 1.3),), nothing),
    Race("status", ("status", PERIOD), (Peer(("plain_program.py", "status", PERIOD), 1.3),), nothing),
    Race("issue", ("issue", PERIOD), (Peer(("plain_xlsxwriter.py",), 0.8),), clear_issued),
    Race(
        "collect",
        ("collect", PERIOD),
        (
            Peer(("plain_program.py", "collect", PERIOD), 0.8),
            Peer(("plain_pandera.py",), None),
            Peer(("bare_parse.py",), None),
        ),
        clear_collected,
    ),
    Race("queries", ("collect", PERIOD), (Peer(("plain_program.py", "collect", PERIOD), None),), clear_queried),
    Race("assemble", ("assemble", PAPER_PERIOD), (Peer(("plain_program.py", "assemble", PAPER_PERIOD), 0.9),), clear_papers),
)


def timed(command: list[str], folder: Path, compiled: Path, codes: tuple[int, ...] = (0,)) -> float:
    """Run a command to its end and return the seconds it took. `compiled` is where Python keeps what it compiles.

    Raises:
        RuntimeError: it ended with another code than these.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    begun = time.perf_counter()
    code = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL).returncode
    seconds = time.perf_counter() - begun
    if code not in codes:
        raise RuntimeError(f"{' '.join(command)} ended with {code}")
    return seconds


def run(race: Race, made: Path, material: Path) -> list[dict[str, object]]:
    """Race in turn and return the figures against each peer."""
    ours_folder = Path(tempfile.mkdtemp(prefix="shpdocs-race-")) / "folder"
    shutil.copytree(made, ours_folder)
    compiled = ours_folder.parent / "compiled"
    ours = [sys.executable, "-c", "from shpdocs.cli.app import main; main()", *race.ours]  # as the installed script does
    rounds = []
    for number in range(ROUNDS + 1):
        race.clear(ours_folder)
        mine = timed(ours, ours_folder, compiled, codes=(0, 1))  # 1: there are problems in returns
        theirs = [timed([sys.executable, str(HERE / peer.script[0]), *peer.script[1:]], material, compiled) for peer in race.peers]
        if number:  # the first round compiles, and warms the caches
            rounds.append((mine, *theirs))
    shutil.rmtree(ours_folder.parent)
    return [_figures(race, peer, [(one[0], one[at]) for one in rounds]) for at, peer in enumerate(race.peers, 1)]


def _figures(race: Race, peer: Peer, pairs: list[tuple[float, float]]) -> dict[str, object]:
    ratios = sorted(mine / theirs for mine, theirs in pairs)
    return {
        "race": race.name,
        "peer": " ".join(peer.script),
        "ratio": round(statistics.median(ratios), 2),
        "from": round(ratios[0], 2),
        "to": round(ratios[-1], 2),
        "aim": peer.aim,
        "our ms": round(statistics.median(mine for mine, _ in pairs) * 1000),
        "peer ms": round(statistics.median(theirs for _, theirs in pairs) * 1000),
    }


def main(names: list[str]) -> None:
    """Run the races named, or all, and print a line for each peer."""
    with tempfile.TemporaryDirectory(prefix="shpdocs-benchmarks-") as folder:
        made, material = prepare(Path(folder))
        print(f"{'race':<10}{'ratio':>7}{'from':>7}{'to':>7}{'aim':>6}{'our ms':>8}{'peer ms':>9}  peer")
        for race in RACES:
            for row in run(race, made, material) if not names or race.name in names else ():
                aim = "none" if row["aim"] is None else row["aim"]
                figures = f"{row['ratio']:>7}{row['from']:>7}{row['to']:>7}{aim:>6}{row['our ms']:>8}{row['peer ms']:>9}"
                print(f"{row['race']:<10}{figures}  {row['peer']}", flush=True)
                print(json.dumps(row), file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
