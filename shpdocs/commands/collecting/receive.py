"""Taking in: every file is kept as received, by its hash, before anything else is done with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.collecting.weighing import Came
from shpdocs.commands.files import FoundFiles, name_of, read_bytes
from shpdocs.model.collection import Outcome, unreadable
from shpdocs.model.ledger import Event
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.model.settings import MB, Limits
from shpdocs.store.disk import UnreadableError
from shpdocs.store.folder import PeriodFolder
from shpdocs.store.ledger import LedgerState


class Kept(Struct, frozen=True):
    """A file that was kept: the name it came under, and where it stands. `notices` are what should be known of it."""

    name: str
    path: Path
    notices: tuple[Problem, ...] = ()


class TakenIn(Struct, frozen=True):
    """What was kept, to be judged, and what became of the rest."""

    kept: tuple[Kept, ...]
    others: tuple[Outcome, ...]

    def came(self) -> Iterator[Came]:
        """Yield each file kept with its bytes, one at a time."""
        for one in self.kept:
            yield Came(one.name, one.path.stem, read_bytes(one.path))


def take_in(period_folder: PeriodFolder, found: FoundFiles, state: LedgerState, time: str, limits: Limits) -> TakenIn:
    """Keep every file. One not seen before, or named by the officer, is received now; the same one twice is judged once.

    What is received is recorded, and learnt by `state`.
    """
    others = [Outcome(name_of(path), "skipped", problems=(Problem(why, Place(name_of(path))),)) for path, why in found.skipped]
    others += [unreadable(name_of(path), "refused") for path in found.unreadable]
    kept: dict[str, Kept] = {}
    events = []
    for path in found.files:
        name, is_named = name_of(path), path in found.named
        try:
            at = period_folder.keep_received(path)
        except UnreadableError:
            others.append(unreadable(name, "refused"))
            continue
        if at.stem in kept:
            others.append(_twin(name, kept[at.stem]))
            continue
        before = state.received.get(at.stem)
        if before is None or is_named:
            events.append(Event("received", time, name, at.stem))
        if at.stat().st_size > limits.largest_file * MB:
            others.append(_too_large(name, at, limits))
            continue
        came_again = before is not None and (is_named or before.file != name)
        kept[at.stem] = Kept(name, at, (_came_before(name, before),) if before and came_again else ())
    period_folder.record(*events)
    for event in events:
        state.apply(event)
    return TakenIn(tuple(kept.values()), tuple(others))


def _too_large(name: str, at: Path, limits: Limits) -> Outcome:
    """A file that is not even opened: it would fill the memory."""
    size = {"limit": f"{limits.largest_file} MB"}
    problem = Problem("oversized-file", Place(name), f"{at.stat().st_size // MB} MB", details=size)
    return Outcome(name, "refused", at.stem, problems=(problem,))


def _twin(name: str, other: Kept) -> Outcome:
    return Outcome(name, "duplicate", other.path.stem, problems=(Problem("same-file", Place(name), other.name),))


def _came_before(name: str, before: Event) -> Problem:
    return Problem("identical-file", Place(name), before.file, details={"first": before.at[:10]})
