"""The fault runs, shared among processes, and what they came to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.reliability.crashes import runs
from tests.reliability.crashes.runs import Result, World
from tests.reliability.crashes.steps import Harm
from tests.support.small import PERIOD

_MOST_NOTES = 30
_NAMES = {
    "kill": "{command} killed before a step on the disk",
    "full": "{command}, the disk full at one step",
    "full for good": "{command}, the disk full from a step on",
    "read-only for good": "{command}, the folder read-only from a step on",
    "denied": "{command}, access denied at one step",
}


@dataclass
class Count:
    """How many runs of a kind there were, how many of them were cut short, and how many did any harm."""

    runs: int = 0
    cut_short: int = 0
    harmed: int = 0


@dataclass
class Figures:
    """What the fault runs came to, by kind. `notes` tell of every harm; `leftovers` counts files left lying about."""

    counts: dict[str, Count] = field(default_factory=dict)
    leftovers: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def runs(self) -> int:
        """How many runs there were."""
        return sum(count.runs for count in self.counts.values())

    @property
    def harmed(self) -> int:
        """How many of them did any harm."""
        return sum(count.harmed for count in self.counts.values())

    @property
    def is_perfect(self) -> bool:
        """Whether there were runs, none did any harm, and nothing was left lying about."""
        return self.runs > 0 and not self.harmed and not self.leftovers

    def add(self, name: str, result: Result) -> None:
        """Count a run."""
        count = self.counts.setdefault(name, Count())
        count.runs += 1
        count.cut_short += result.was_cut_short
        count.harmed += bool(result.faults)
        self.leftovers += result.leftovers
        self.notes = (self.notes + [f"{name}: {fault}" for fault in result.faults])[:_MOST_NOTES]


Work = Callable[[Path], Result]


def run(kills: int, seed: int, *, each: int = 1, rounds: int = 5, processes: int = 2) -> Figures:
    """Run everything: `kills` kills at random moments, harm at every `each`-th step, `rounds` runs of several at once."""
    figures = Figures()
    with TemporaryDirectory() as made:
        folder = Path(made)
        collecting = runs.collecting(folder / "collecting")
        accepting = runs.accepting(collecting, folder / "accepting")
        exempting = runs.exempting(accepting, folder / "exempting")
        works = [*_works(collecting, Random(seed), kills, each, rounds), *_of_accept(accepting, Random(seed), kills // 4, each)]
        works += _stepped(runs.issuing(folder / "issuing"), "issue", each, ("kill", "full"))
        works += _stepped(exempting, "exempt", max(1, each // 4), ("kill", "full"))
        works += _stepped(runs.assembling(exempting, folder / "assembling"), "assemble", max(1, each // 4), ("kill", "full"))
        publishing = runs.publishing(exempting, folder / "publishing")
        works += _stepped(publishing, "assemble --final", each, ("kill", "full"))
        for _ in range(rounds):
            works.append(("2 runs that publish at once", _work(runs.at_once, publishing, 2)))
        works += _stepped(runs.correcting(publishing, folder / "correcting"), "assemble --final of edition 2", each, ("kill", "full"))
        works += _stepped(runs.withdrawing(publishing, folder / "withdrawing"), "withdraw", max(1, each // 4), ("kill", "full"))
        with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
            results = pool.map(partial(_do, folder), [work for _, work in works])
            for (name, _), result in zip(works, results, strict=True):
                figures.add(name, result)
    return figures


def _work(kind: Callable[..., Result], world: World, *how: object) -> Work:
    return partial(_run, kind, world, how)


def _run(kind: Callable[..., Result], world: World, how: tuple[object, ...], root: Path) -> Result:
    return kind(world, root, *how)


def _do(folder: Path, work: Work) -> Result:
    """Do one run in a folder that this process has to itself."""
    return work(folder / f"run-{os.getpid()}")


def _works(world: World, rng: Random, kills: int, each: int, rounds: int) -> Iterator[tuple[str, Work]]:
    yield from _stepped(world, "collect", each)
    for _ in range(kills):
        yield "collect killed at a random moment", _work(runs.at_a_moment, world, rng.uniform(0, 1))
    for size in runs.SIZES:
        yield "collect, files limited in size by the system", _work(runs.within_a_size, world, size)
    for many in (2, 8):
        for _ in range(rounds):
            yield f"{many} collections at once", _work(runs.at_once, world, many)
    for number in range(2 * rounds):
        yield "collect while a drive is syncing", _work(runs.while_syncing, world, rng.randrange(10**6) + number)
    for name in ("renewed", "first-time", "held-back"):
        yield "collect, one file unreadable", _work(runs.one_unreadable, world, f"{PERIOD} {name}.xlsx")
    for content in (b"", b"12345", b"made up\n" * 1_000):
        yield "collect, a lock left over", _work(runs.lock_left, world, content)


def _of_accept(world: World, rng: Random, kills: int, each: int) -> Iterator[tuple[str, Work]]:
    yield from _stepped(world, "accept", each)
    for _ in range(kills):
        yield "accept killed at a random moment", _work(runs.at_a_moment, world, rng.uniform(0, 1))


def _stepped(world: World, command: str, each: int, kinds: tuple[Harm, ...] = runs.STEPPED) -> Iterator[tuple[str, Work]]:
    for kind in kinds:
        for number in range(1, world.steps + 1, each):
            yield _NAMES[kind].format(command=command), _work(runs.at_step, world, kind, number)
