"""Receiving: every file is kept as it came, by its hash, before anything else is done with it."""

from __future__ import annotations

from pathlib import Path

from shpdocs.commands.context import Context
from shpdocs.commands.files import FoundFiles, name_of, not_looked_at
from shpdocs.model.collection import Outcome, ReceivedFile, file_fault
from shpdocs.model.ledger import Event
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.model.settings import MB
from shpdocs.store.disk import UnreadableError, digest_and_size


def receive(context: Context, found: FoundFiles) -> tuple[tuple[ReceivedFile, ...], tuple[Outcome, ...]]:
    """Keep every file; return those to be judged, and what became of the rest.

    One not seen before, or named by the officer, is received now, and that is recorded; the same one twice is judged once.
    """
    others = list(not_looked_at(found, "refused"))
    files: dict[str, ReceivedFile] = {}
    new = []
    for path in found.files:
        name = name_of(path)
        if why := _why_removed(context, path):
            others.append(Outcome(name, "skipped", why.sha256, problems=(_removed(name, why),)))
            continue
        try:
            kept, spoiled = context.period_folder.received.keep(path)
        except UnreadableError:
            others.append(file_fault(name, "unreadable-file").outcome("refused"))
            continue
        if kept.stem in files:
            others.append(_twin(name, files[kept.stem]))
            continue
        before, is_named = context.state.received.get(kept.stem), path in found.named
        if before is None or is_named:
            new.append(Event("received", context.time, name, kept.stem))
        if kept.stat().st_size > context.settings.limits.largest_file * MB:
            others.append(_too_large(name, kept, context.settings.limits.largest_file))
            continue
        notices = [_came_before(name, before)] if before and (is_named or before.file != name) else []
        notices += [_was_spoiled(name, spoiled.relative_to(context.root.root))] if spoiled else []
        files[kept.stem] = ReceivedFile(name, kept.stem, kept.name, tuple(notices))
    context.record(*new)
    return tuple(files.values()), tuple(others)


def _why_removed(context: Context, path: Path) -> Event | None:
    """The decision by which just this file was removed, None if it was not: what nobody is to have is not kept again."""
    try:
        return context.state.removed.get(digest_and_size(path)[0]) if context.state.removed else None
    except UnreadableError:
        return None


def _removed(name: str, event: Event) -> Problem:
    return Problem("removed-file", Place(name), event.by, details={"first": event.at[:10], "reason": event.because})


def _too_large(name: str, kept: Path, limit: int) -> Outcome:
    """A file that is not even opened: it would fill the memory."""
    problem = Problem("oversized-file", Place(name), f"{kept.stat().st_size // MB} MB", details={"limit": f"{limit} MB"})
    return Outcome(name, "refused", kept.stem, problems=(problem,))


def _twin(name: str, other: ReceivedFile) -> Outcome:
    return Outcome(name, "duplicate", other.sha256, problems=(Problem("same-file", Place(name), other.name),))


def _was_spoiled(name: str, spoiled: Path) -> Problem:
    """The copy that was kept was another file by now: this one is kept in its place."""
    return Problem("kept-copy-spoiled", Place(name), details={"where": spoiled.as_posix()})


def _came_before(name: str, before: Event) -> Problem:
    return Problem("identical-file", Place(name), before.file, details={"first": before.at[:10]})
