"""How issuing grows: 250, 500 and 1,000 workbooks in one run. `python -m tests.benchmarks.growth [NUMBER...]`

A workbook is to cost the same however many there are, and memory is to hold the definitions, not the workbooks. The
first number is what the others are set against, by processor time, which other programs' work does not lengthen much;
each row is the median of the rounds, in which the numbers take turns.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from shpdocs.commands.init import init

ROUNDS = 3
NUMBERS = (250, 500, 1000)
AIM = 1.1  # the cost of a workbook among the most, by that among the fewest
PERIOD = "2024-25-Q2"


@dataclass(frozen=True)
class Run:
    """One run: seconds of wall time and of processor time, and the most memory it held, in MB."""

    seconds: float
    processor: float
    peak: float


def made_up(root: Path, number: int) -> Path:
    """A partnership with that many sub-groups: the shipped definitions, and copies of them in turn under made-up names."""
    folder = init(root) / "workbook_templates" / PERIOD[:7]
    shipped = sorted(path for path in folder.glob("*.toml") if not path.name.startswith("paper"))
    for copy in range(number - len(shipped)):
        text = shipped[copy % len(shipped)].read_text(encoding="utf-8")
        (folder / f"made-up-{copy:04}.toml").write_text(text, encoding="utf-8")
    return root


def run(command: tuple[str, ...], folder: Path) -> Run:
    """Run shpdocs to its end in that folder."""
    program = str(Path(sys.executable).parent / "shpdocs")
    begun = time.perf_counter()
    process = subprocess.Popen([program, *command], cwd=folder, stdout=subprocess.DEVNULL)
    _, code, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode:
        raise RuntimeError(f"shpdocs {' '.join(command)} ended with {process.returncode}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def measured(numbers: tuple[int, ...], folder: Path) -> dict[int, list[Run]]:
    """Issue every number of workbooks in every round, into a new folder each time."""
    runs: dict[int, list[Run]] = {number: [] for number in numbers}
    for turn in range(ROUNDS):
        for number in numbers:
            runs[number].append(run(("issue", PERIOD), made_up(folder / f"{number}-{turn}", number)))
    return runs


def main(numbers: tuple[int, ...]) -> None:
    """Print a line for each number of workbooks: time, ratio of the cost of one, and memory."""
    with tempfile.TemporaryDirectory(prefix="shpdocs-growth-") as folder:
        runs = measured(numbers, Path(folder))
    fewest = numbers[0]
    print(f"{'workbooks':>9}{'seconds':>9}{'ms each':>9}{'ratio':>7}{'aim':>6}{'peak MB':>9}{'KB more each':>14}")
    for number in numbers:
        each = [one.processor / number for one in runs[number]]
        ratio = statistics.median(one / least.processor * fewest for one, least in zip(each, runs[fewest], strict=True))
        peak, peak_of_fewest = (statistics.median(one.peak for one in runs[size]) for size in (number, fewest))
        more = f"{(peak - peak_of_fewest) * 1024 / (number - fewest):>14.0f}" if number != fewest else f"{'':>14}"
        seconds = statistics.median(one.seconds for one in runs[number])
        print(f"{number:>9}{seconds:>9.2f}{statistics.median(each) * 1000:>9.2f}{ratio:>7.2f}{AIM:>6}{peak:>9.0f}{more}", flush=True)


if __name__ == "__main__":
    main(tuple(int(word) for word in sys.argv[1:]) or NUMBERS)
