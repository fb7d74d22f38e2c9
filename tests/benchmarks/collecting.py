"""How collecting grows: 250, 500 and 1,000 workbooks in one run. `python -m tests.benchmarks.collecting [NUMBER...]`

Each workbook is of a sub-group of its own, filled in and signed with made-up words. A workbook is to cost the same
however many there are, all processors are to work, and memory is not to grow with what is behind. The first number is
what the others are set against, by processor time; each row is the median of the rounds, in which the numbers take turns.
Memory is sampled while the command runs (Linux only): of the process that was started, and of the largest it started.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shpdocs.commands.demo import demo
from shpdocs.commands.issue import issue
from shpdocs.definitions.definition_files import read_year
from shpdocs.store.folder import open_folder
from tests.benchmarks.growth import NUMBERS, PERIOD, made_up
from tests.benchmarks.material import clear_collected, sign
from tests.support.leads import rezipped

ROUNDS = 3
AIM_EACH = 1.1  # the cost of a workbook among the most, by that among the fewest
AIM_PROCESSORS = 1.5  # processors at work on average, of two
AIM_GROWTH = 0.1  # MB more for each workbook, from a fifth of the time to the end
_STAMP = rb"\| %s \| [a-z0-9-]+ \| definition [0-9a-f]+ \| issue \d+"
_PAUSE = 0.02  # seconds between two looks at the memory


@dataclass(frozen=True)
class Run:
    """One run: seconds of wall and of processor time; in MB the most that the command and one of its workers held, and its growth."""

    seconds: float
    processor: float
    peak: float
    worker: float
    growth: float


def filled(root: Path, number: int) -> Path:
    """A partnership with that many sub-groups, each of which has sent its workbook back, filled in as in the demo."""
    made_up(root, number)
    issue(root, PERIOD)
    inbox = open_folder(root)
    year = read_year(inbox, PERIOD[:7])
    source = root.with_name(f"{root.name}-demo")
    demo(source)
    sign(source)
    answers = {path.stem.split(" ")[1]: path.read_bytes() for path in (source / "output" / PERIOD / "inbox").glob("*.xlsx")}
    shutil.rmtree(source)
    names = sorted(answers)
    folder = root / "output" / PERIOD / "inbox"
    folder.mkdir(exist_ok=True)
    for definition in year.definitions:
        name = definition.sub_group
        model = names[int(name.rpartition("-")[2]) % len(names)] if name.startswith("made-up-") else name
        stamp = f"| {PERIOD} | {name} | definition {definition.digest} | issue 1"
        (folder / f"{PERIOD} {name}.xlsx").write_bytes(restamped(answers[model], stamp))
    return root


def restamped(content: bytes, stamp: str) -> bytes:
    """The workbook as that of another sub-group."""
    pattern = re.compile(_STAMP % PERIOD.encode())
    return rezipped(content, lambda _, part: pattern.sub(stamp.encode(), part), level=1)


def memory(process: int) -> float:
    """What a process holds, in MB; 0 if it cannot be told."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0


def children(process: int) -> list[int]:
    """The processes that it started and that still run."""
    try:
        return [int(word) for task in Path(f"/proc/{process}/task").iterdir() for word in (task / "children").read_text().split()]
    except OSError:
        return []


def run(command: tuple[str, ...], folder: Path) -> Run:
    """Run shpdocs to its end in that folder; its exit code may say that there are problems in returns."""
    program = str(Path(sys.executable).parent / "shpdocs")
    samples: list[tuple[float, float, float]] = []
    begun = time.perf_counter()
    process = subprocess.Popen([program, *command], cwd=folder, stdout=subprocess.DEVNULL)
    is_over = threading.Event()

    def sample() -> None:
        while not is_over.wait(_PAUSE):
            largest = max(map(memory, children(process.pid)), default=0)
            samples.append((time.perf_counter() - begun, memory(process.pid), largest))

    watching = threading.Thread(target=sample)
    watching.start()
    _, code, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    is_over.set()
    watching.join()
    process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode not in (0, 1):
        raise RuntimeError(f"shpdocs {' '.join(command)} ended with {process.returncode}")
    own = [held for _, held, _ in samples]
    early = max((held for at, held, _ in samples if at <= seconds / 5), default=0)
    worker = max((held for _, _, held in samples), default=0)
    return Run(seconds, used.ru_utime + used.ru_stime, max(own, default=0), worker, max(own, default=0) - early)


def measured(numbers: tuple[int, ...], folder: Path) -> dict[int, list[Run]]:
    """Collect every number of workbooks in every round, as if it were the first time."""
    roots = {number: filled(folder / str(number), number) for number in numbers}
    runs: dict[int, list[Run]] = {number: [] for number in numbers}
    for _ in range(ROUNDS):
        for number, root in roots.items():
            clear_collected(root)
            runs[number].append(run(("collect", PERIOD), root))
            in_force = len(list((root / "output" / PERIOD / "returns").glob("*.json")))
            if in_force != number:
                raise RuntimeError(f"{in_force} of {number} returns are in force")
    return runs


def main(numbers: tuple[int, ...]) -> None:
    """Print a line for each number of workbooks: time, cost of one, processors at work, and memory."""
    with tempfile.TemporaryDirectory(prefix="shpdocs-collecting-") as folder:
        runs = measured(numbers, Path(folder))
    print(f"aims: ratio {AIM_EACH} at most, processors {AIM_PROCESSORS} at least, {AIM_GROWTH * 1024:.0f} KB more each at most")
    print(f"{'workbooks':>9}{'seconds':>9}{'ms each':>9}{'ratio':>7}{'processors':>12}{'peak MB':>9}{'worker MB':>11}{'KB more each':>14}")
    for number in numbers:
        print(_line(number, runs[number], numbers[0], runs[numbers[0]]), flush=True)


def _line(number: int, runs: list[Run], fewest: int, of_fewest: list[Run]) -> str:
    ratios = [one.processor / number / (least.processor / fewest) for one, least in zip(runs, of_fewest, strict=True)]
    figures: Mapping[str, list[float]] = {
        "9.2f": [one.seconds for one in runs],
        "9.1f": [one.seconds / number * 1000 for one in runs],
        "7.2f": ratios,
        "12.2f": [one.processor / one.seconds for one in runs],
        "9.0f": [one.peak for one in runs],
        "11.0f": [one.worker for one in runs],
        "14.0f": [one.growth / number * 1024 for one in runs],
    }
    return f"{number:>9}" + "".join(format(statistics.median(values), f">{shape}") for shape, values in figures.items())


if __name__ == "__main__":
    main(tuple(int(word) for word in sys.argv[1:]) or NUMBERS)
