"""The files of papers: under names that every disk takes, never over one that somebody edited."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from shpdocs.model.ledger import Event
from shpdocs.store.disk import sha256, write_atomically
from shpdocs.store.folder import PeriodFolder

FINAL = "final"  # of a paper that is no draft, in the ledger
_LONGEST = 120  # characters of a file's name: Windows allows a whole path 260


class WrittenFile(Struct, frozen=True):
    """A file written: where it stands, what became of it ('assembled', 'replaced', 'unchanged'), and an edited one left as it is."""

    path: Path
    outcome: str
    kept: Path | None = None


def safe_name(*words: str) -> str:
    """Return the words as a file's name that Windows accepts too. Of a name too long the longest gives way, not the last: DRAFT."""
    allowed = (" ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", word).split()).rstrip(". ") for word in words)
    parts = [part for part in allowed if part]
    excess = len(" ".join(parts)) - _LONGEST
    if excess > 0:
        longest = max(range(len(parts)), key=lambda number: len(parts[number]))
        parts[longest] = parts[longest][:-excess].rstrip(". ")
    return " ".join(parts)[:_LONGEST].rstrip(". ")


def write_paper_file(
    period_folder: PeriodFolder, folder: Path, name: str, content: bytes, missing: tuple[str, ...], at: str, suffix: str, is_final: bool
) -> WrittenFile:
    """Write a file over the last one we wrote, but never over one that has changed since; then record it."""
    written = {event.sha256 for event in period_folder.events() if event.event == "assembled"}
    edited: Path | None = None
    outcome = "assembled"
    for path in _names(folder, name, suffix):
        there = path.read_bytes() if path.is_file() else None
        if there is None or there == content or sha256(there) in written:
            outcome = "assembled" if there is None else "unchanged" if there == content else "replaced"
            break
        edited = path
    if outcome != "unchanged":
        write_atomically(path, content)
    if sha256(content) not in written or outcome != "unchanged":
        period_folder.record(Event("assembled", at, path.name, sha256(content), missing=missing, what=FINAL if is_final else ""))
    return WrittenFile(path, outcome, edited)


def remove_stale(period_folder: PeriodFolder, paths: Iterable[Path]) -> tuple[Path, ...]:
    """Remove those of the files that we wrote and nobody edited since; return what is gone."""
    present = sorted(path for path in paths if path.is_file())
    written = {event.sha256 for event in period_folder.events() if event.event == "assembled"} if present else set()
    stale = tuple(path for path in present if sha256(path.read_bytes()) in written)
    for path in stale:
        path.unlink()
    return stale


def _names(folder: Path, name: str, suffix: str) -> Iterator[Path]:
    yield folder / f"{name}{suffix}"
    number = 2
    while True:
        yield folder / f"{name} ({number}){suffix}"
        number += 1
