"""How sure it is: planted faults, odd files, mutations and fault runs. `python -m tests.reliability [--quick] [PART …]`

Prints one table of figures and ends with 1 if any of them is not perfect. The full run takes some minutes on two cores and
writes its figures into docs/reliability.md. A PART is run alone if it is named, such as "Odd and damaged files".
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shpdocs.commands.demo import demo
from tests.reliability import crashes, fuzz, planted
from tests.reliability.judging import Court
from tests.reliability.test_variants import SOURCES, as_expected
from tests.reliability.variants import variants
from tests.support import ROOT

SEED = 20_241_122
PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- figures: written by python -m tests.reliability -->", "<!-- end of figures -->"


@dataclass(frozen=True)
class Part:
    """One part of the run: rows of what was looked at and what it came to, whether all is as it must be, and notes if not."""

    rows: tuple[tuple[str, str], ...]
    is_perfect: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scale:
    """How much is run."""

    workbooks: int
    resaved: int
    mutations: int
    kills: int
    each: int
    rounds: int


FULL = Scale(workbooks=1_200, resaved=60, mutations=10_000, kills=200, each=1, rounds=5)
QUICK = Scale(workbooks=60, resaved=6, mutations=300, kills=10, each=10, rounds=1)


def planted_faults(scale: Scale) -> Part:
    """The oracle at scale."""
    found = planted.run(scale.workbooks, SEED, resaved=scale.resaved)
    kinds = [(f"{name} (`{fault.code}`)", f"{fault.found} of {fault.planted}") for name, fault in found.in_order()]
    rows = (
        ("made-up workbooks, each judged without and with faults", f"{found.workbooks - found.resaved:,}"),
        ("of them judged once more as LibreOffice saved them", f"{found.resaved:,}"),
        ("kinds of fault", f"{len(kinds)}"),
        ("faults planted", f"{found.planted:,}"),
        ("recall: faults told", f"{found.recall:.2%}"),
        ("precision: what was told that was planted", f"{found.precision:.2%}"),
        ("location: told at the true cell", f"{found.location:.2%}"),
        ("false alarms in workbooks without a fault", f"{found.false_clean}"),
        ("answers compared with what was typed", f"{found.answers:,}"),
        ("of them read wrong", f"{found.wrong}"),
        *kinds,
    )
    is_all = scale is QUICK or {name for name, _ in found.in_order()} == set(planted.KINDS)
    return Part(rows, found.is_clean and is_all, tuple(found.notes))


def odd_files(_: Scale) -> Part:
    """Odd and damaged variants of completed workbooks."""
    with demonstrated() as root:
        court = Court(root)
        made: dict[str, int] = {}
        wrong = []
        for name in SOURCES:
            content = (root / "output" / name[:10] / "inbox" / name).read_bytes()
            true = court.judged(content)
            for variant in variants(content):
                made[variant.expected] = made.get(variant.expected, 0) + 1
                if not as_expected(true, court.judged(variant.content), variant.expected):
                    wrong.append(f"{name}: {variant.name}, expected {variant.expected}")
    rows = [(f"odd variants, expected: {expected}", f"{count}") for expected, count in made.items()]
    return Part((*rows, ("of them otherwise than expected", f"{len(wrong)}")), not wrong and bool(made), tuple(wrong))


def mutations(scale: Scale) -> Part:
    """Random changes to a package's bytes and XML."""
    with demonstrated() as root:
        found = fuzz.run(root, scale.mutations, SEED)
    rows = (
        ("workbooks with random changes", f"{found.count:,}"),
        ("refused with a problem", f"{found.refused:,}"),
        ("read all the same, with the true answers", f"{found.accepted:,}"),
        ("tracebacks, hangs, lost or wrong answers", f"{len(found.findings)}"),
    )
    notes = tuple(f"{one.what}: mutation {one.number} of {one.source}, seed {one.seed}" for one in found.findings)
    return Part(rows, found.count == scale.mutations and not notes, notes)


@contextmanager
def demonstrated() -> Iterator[Path]:
    """The demo's folder, made for the while."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "demo"
        demo(root)
        yield root


def fault_runs(scale: Scale) -> Part:
    """Kills, full disks, runs at once."""
    found = crashes.run(scale.kills, SEED, each=scale.each, rounds=scale.rounds)
    rows = [(name, f"{count.runs} run{'s' if count.runs > 1 else ''}, {count.harmed} with harm") for name, count in found.counts.items()]
    rows.append(("files left lying about after the next run", f"{found.leftovers}"))
    return Part(tuple(rows), found.is_perfect, tuple(found.notes))


PARTS: dict[str, Callable[[Scale], Part]] = {
    "Planted faults": planted_faults,
    "Odd and damaged files": odd_files,
    "Mutations": mutations,
    "Fault runs": fault_runs,
}


def main(words: list[str]) -> int:
    """Run every part, print its figures, and after a full run write them into the page."""
    scale = QUICK if "--quick" in words else FULL
    parts = {}
    for name in [name for name in PARTS if name in words] or PARTS:
        run = PARTS[name]
        begun = time.perf_counter()
        part = parts[name] = run(scale)
        print(f"\n{name} ({time.perf_counter() - begun:.0f} s): {'as it must be' if part.is_perfect else 'NOT AS IT MUST BE'}")
        for what, figure in part.rows:
            print(f"  {what:<84}{figure:>26}")
        for note in part.notes:
            print(f"  ! {note}", file=sys.stderr)
        sys.stdout.flush()
    if scale is FULL:
        write(parts)
    return 0 if all(part.is_perfect for part in parts.values()) else 1


def write(parts: dict[str, Part]) -> None:
    """Put the figures into the page, between its marks; those of parts that were not run stay."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    figures, _, foot = rest.partition(END)
    before = dict(re.findall(r"^### (.+)\n\n((?:\|.*\n)+)", figures, re.MULTILINE))
    tables = (f"### {name}\n\n{_table(parts[name]) if name in parts else before[name]}\n" for name in PARTS)
    PAGE.write_text(f"{head}{BEGIN}\n\n" + "".join(tables) + f"{END}{foot}", encoding="utf-8", newline="\n")


def _table(part: Part) -> str:
    return "".join(["| what | figure |\n", "| --- | ---: |\n", *(f"| {what} | {figure} |\n" for what, figure in part.rows)])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
