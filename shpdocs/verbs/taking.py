"""Taking in: every file is kept as received, by its hash, before anything else is done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shpdocs.doors.disk import UnreadableError
from shpdocs.doors.store import PeriodFolder
from shpdocs.verbs.files import Files
from shpdocs.verbs.outcome import FileOutcome, unreadable
from shpdocs.words.ledger import Event
from shpdocs.words.problem import Problem
from shpdocs.words.returns import Place
from shpdocs.words.settings import MB, Limits


@dataclass(frozen=True)
class Kept:
    """A file that was kept: the name it came under, and where it stands. `notices` are what should be known of it."""

    name: str
    path: Path
    notices: tuple[Problem, ...] = ()

    @property
    def sha256(self) -> str:
        """The file's hash."""
        return self.path.stem


@dataclass(frozen=True)
class TakenIn:
    """What was kept, to be judged, and what became of the rest. `received` tells when each file last came, by hash."""

    kept: tuple[Kept, ...]
    others: tuple[FileOutcome, ...]
    received: dict[str, str]

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Yield name and bytes of each file kept, one at a time."""
        for one in self.kept:
            yield one.name, one.path.read_bytes()


def take_in(of_period: PeriodFolder, found: Files, time: str, is_named: bool, limits: Limits) -> TakenIn:
    """Keep every file. One not seen before, or named by the officer, is received now; the same one twice is judged once."""
    seen = {event.sha256: event for event in of_period.events() if event.event == "received"}
    others = [FileOutcome(path.name, "skipped", problems=(Problem(why, Place(path.name)),)) for path, why in found.skipped]
    kept: dict[str, Kept] = {}
    events = []
    for path in found.taken:
        try:
            at = of_period.keep(path)
        except UnreadableError:
            others.append(unreadable(path.name, "refused"))
            continue
        if at.stem in kept:
            others.append(_twin(path.name, kept[at.stem], time))
            continue
        before = seen.get(at.stem)
        if before is None or is_named:
            events.append(Event("received", time, path.name, at.stem))
        if at.stat().st_size > limits.largest_file * MB:
            others.append(_too_large(path.name, at, limits))
            continue
        came_again = before is not None and (is_named or before.file != path.name)
        kept[at.stem] = Kept(path.name, at, (_identical(path.name, before.file, before.at),) if before and came_again else ())
    of_period.record(*events)
    received = {sha: event.at for sha, event in seen.items()} | {event.sha256: event.at for event in events}
    return TakenIn(tuple(kept.values()), tuple(others), received)


def _too_large(name: str, at: Path, limits: Limits) -> FileOutcome:
    """A file that is not even opened: it would fill the memory."""
    size = {"limit": f"{limits.largest_file} MB"}
    problem = Problem("oversized-file", Place(name), f"{at.stat().st_size // MB} MB", details=size)
    return FileOutcome(name, "refused", at.stem, problems=(problem,))


def _twin(name: str, other: Kept, time: str) -> FileOutcome:
    return FileOutcome(name, "duplicate", other.sha256, problems=(_identical(name, other.name, time),))


def _identical(name: str, other: str, at: str) -> Problem:
    return Problem("identical-file", Place(name), other, details={"first": at[:10]})
