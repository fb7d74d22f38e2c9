"""What suppressing adds to `assemble`, as a whole: `python -m tests.benchmarks.disclosure.assembling`.

The demo's partnership has a sub-group more, with a table of twenty rows and three columns, their totals, and the measure that it breaks
down. Twice it is the same but for its numbers: in one no number is small, in the other twenty are, and all belong together. Beside
both a plain program on docxtpl fills in a like paper. They take turns; each figure is the median of the rounds, in processor time, which
other programs' work does not lengthen much.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect
from shpdocs.commands.demo import demo
from shpdocs.commands.issue import issue
from tests.benchmarks.__main__ import HERE
from tests.benchmarks.material import PERIOD, prepare, write_template
from tests.support.leads import At, type_into

ROUNDS = 9
ROWS, COLUMNS = [f"r{at}" for at in range(20)], ["a", "b", "c"]
SUB_GROUP = "made-up"
SECTION = f"""
[[sections]]
kind = "table"
heading = "Made-up people"
from = "{SUB_GROUP}/people"
"""


def definition() -> str:
    """The definition of the sub-group more."""
    columns = "".join(
        f'\n[tables.people.columns.{key}]\nlabel = "Column {key}"\nkind = "count"\npeople = true\n' for key in (*COLUMNS, "all")
    )
    rows = "".join(f'{key} = "Row {key}"\n' for key in (*ROWS, "all"))
    return f"""
title = "Made-up Group"
order = 90

[measures.whole]
name = "Made-up people"
objective = "Made-up: support people"
unit = "count"
counts = "Made-up people"
quarters = "sum"
better = "higher"
people = true

[tables.people]
title = "Made-up people"
sheet = "People"
row-heading = "Row"
total = "all"
total-column = "all"
sums-to = "whole"

[tables.people.rows]
{rows}{columns}"""


def counts(small: int) -> dict[str, dict[str, int]]:
    """The table's counts with their totals, by row and column: that many of them small."""
    random = Random("assembling")
    values = [random.randrange(1, 5) for _ in range(small)] + [random.randrange(5, 40) for _ in range(len(ROWS) * len(COLUMNS) - small)]
    random.shuffle(values)
    rows = {row: dict(zip(COLUMNS, values[at * 3 : at * 3 + 3], strict=True)) for at, row in enumerate(ROWS)}
    rows["all"] = {key: sum(row[key] for row in rows.values()) for key in COLUMNS}
    return {row: {**answers, "all": sum(answers.values())} for row, answers in rows.items()}


def folder_with(root: Path, small: int) -> Path:
    """The demo with that sub-group, whose return is in force."""
    demo(root)
    templates = root / "workbook_templates" / PERIOD[:7]
    (templates / f"{SUB_GROUP}.toml").write_text(definition(), encoding="utf-8")
    paper = templates / "paper.toml"
    head, between, rest = paper.read_text(encoding="utf-8").rpartition("[[sections]]")
    paper.write_text(f"{head}{SECTION.strip()}\n\n{between}{rest}", encoding="utf-8")
    workbook = next(issued.path for issued in issue(root, PERIOD) if issued.sub_group == SUB_GROUP)
    answers = counts(small)
    typed: dict[At, Any] = {At("Measures", "measures/whole", "Q2"): answers["all"]["all"], At("Measures", "measures/whole", "Q1"): 400}
    for row, values in answers.items():
        typed |= {At("People", f"tables/people/{row}", f"Column {key}"): value for key, value in values.items()}
    typed |= {At("Start", f"sign-off/{key}", "Your answer"): value for key, value in SIGNED.items()}
    type_into(workbook, typed, root / "output" / PERIOD / "inbox" / workbook.name)
    collect(root, PERIOD)
    return root


SIGNED = {"name": "A made-up name", "role": "A made-up role", "date": date(2024, 10, 4)}


def clear_draft(root: Path) -> None:
    """As if nothing had been assembled."""
    shutil.rmtree(root / "output" / PERIOD / "papers", ignore_errors=True)
    (root / "output" / PERIOD / "editions" / "paper" / "draft.json").unlink(missing_ok=True)


def processor_time(command: list[str], folder: Path, compiled: Path) -> float:
    """Run a command to its end and return the seconds that the processor took. `compiled` is where Python keeps what it compiles.

    Raises:
        RuntimeError: it failed.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(compiled)
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):  # 1: somebody has to decide about something
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return used.ru_utime + used.ru_stime


def measured(folder: Path, rounds: int = ROUNDS) -> dict[str, list[float]]:
    """The processor's seconds of every round, by what ran."""
    runs = {"nothing small": folder_with(folder / "none", 0), "twenty small": folder_with(folder / "twenty", 20)}
    peer = prepare(folder / "peer")[1]
    write_template(assemble(runs["nothing small"], PERIOD).path, peer)
    compiled = folder / "compiled"
    ours = [sys.executable, "-c", "from shpdocs.cli.app import main; main()", "assemble", PERIOD]
    theirs = [sys.executable, str(HERE / "plain_program.py"), "assemble", PERIOD]
    seconds: dict[str, list[float]] = {name: [] for name in (*runs, "plain program")}
    for at in range(rounds + 1):
        taken = {}
        for name, root in runs.items():
            clear_draft(root)
            taken[name] = processor_time(ours, root, compiled)
        taken["plain program"] = processor_time(theirs, peer, compiled)
        for name, one in taken.items() if at else ():  # the first round compiles, and warms the caches
            seconds[name].append(one)
    return seconds


def main() -> None:
    """Print what each takes, and the ratios."""
    with tempfile.TemporaryDirectory(prefix="shpdocs-disclosure-") as folder:
        seconds = measured(Path(folder))
    plain = seconds["plain program"]
    for name, taken in seconds.items():
        ratio = statistics.median(one / other for one, other in zip(taken, plain, strict=True))
        print(f"{name:<16}{statistics.median(taken) * 1000:>7.0f} ms{ratio:>7.2f}")


if __name__ == "__main__":
    main()
