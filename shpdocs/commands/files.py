"""Which files a command looks at: those named, those in named folders; and those that are no returns, and why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from shpdocs.model.collection import Outcome, file_fault
from shpdocs.model.errors import UsageError, did_you_mean

_LOCKS = ("~$", ".~lock.")
_TEMPORARY_STARTS = (".", "~")
_TEMPORARY_ENDS = (".tmp", ".lnk", ".url", ".webloc", ".crdownload", ".part", ".partial", ".download")
_OF_THE_SYSTEM = {"thumbs.db", "desktop.ini", "icon\r"}
_PLACEHOLDERS = (".icloud", ".gsheet", ".gdoc", ".cloud", ".cloudf")
_IN_THE_CLOUD = 0x1000 | 0x40000 | 0x400000  # Windows: offline, recall on open, recall on data access


class FoundFiles(Struct, frozen=True):
    """Files to look at in order; files skipped because they are never returns, each with a problem's code.

    `unreadable` are folders, and things that are no files, that the disk will not give; `named` the files named themselves.
    """

    files: tuple[Path, ...]
    skipped: tuple[tuple[Path, str], ...]
    unreadable: tuple[Path, ...] = ()
    named: frozenset[Path] = frozenset()


def find_files(named: tuple[Path, ...]) -> FoundFiles:
    """Return the files named and all files in the folders named.

    Raises:
        UsageError: one of them does not exist.
    """
    paths: list[Path] = []
    unreadable: list[Path] = []
    for path in named:
        if path.is_dir():
            paths += _files_in(path, unreadable)
        elif path.is_file() or (path.is_symlink() and not path.exists()):
            paths.append(path)
        elif path.exists():
            unreadable.append(path)
        else:
            siblings = tuple(inner.name for inner in path.parent.glob("*")) if path.parent.is_dir() else ()
            raise UsageError(f"There is no file or folder '{path.name}'.", f"Check its name.{did_you_mean(path.name, siblings)}")
    reasons = {path: why_skipped(path) for path in paths}
    files = tuple(path for path, why in reasons.items() if not why)
    skipped = tuple((path, why) for path, why in reasons.items() if why)
    return FoundFiles(files, skipped, tuple(unreadable), frozenset(path for path in named if not path.is_dir()))


def not_looked_at(found: FoundFiles, outcome: str) -> Iterator[Outcome]:
    """Yield what became of what is not looked at; `outcome` is that of what the disk will not give."""
    for path, why in found.skipped:
        yield file_fault(name_of(path), why).outcome("skipped")
    for path in found.unreadable:
        yield file_fault(name_of(path), "unreadable-file").outcome(outcome)


def _files_in(folder: Path, unreadable: list[Path]) -> list[Path]:
    """Every file in a folder and those within it, sorted; one that a synced drive takes away meanwhile is not there.

    Folders that the disk will not open are added to `unreadable`.
    """

    def note(error: OSError) -> None:
        unreadable.append(Path(str(error.filename)))

    paths = [Path(where, name) for where, _, names in os.walk(folder, onerror=note) for name in names]
    return sorted(path for path in paths if path.is_file())


def why_skipped(path: Path) -> str:
    """The code of the problem that says why a file is no return, by its name and state; '' if it may be one."""
    name = path.name.lower()
    if name.startswith(_LOCKS):
        return "lock-file"
    if name.endswith(_PLACEHOLDERS) or _is_in_the_cloud(path):
        return "cloud-placeholder"
    is_temporary = name.startswith(_TEMPORARY_STARTS) or name in _OF_THE_SYSTEM or name.endswith(_TEMPORARY_ENDS)
    return "temporary-file" if is_temporary else ""


def _is_in_the_cloud(path: Path) -> bool:
    """Whether reading the file would have to fetch it first (OneDrive and its like, on Windows)."""
    try:
        return bool(getattr(path.stat(), "st_file_attributes", 0) & _IN_THE_CLOUD)
    except OSError:
        return False


def name_of(path: Path) -> str:
    """A file's name as text that can be written anywhere: one from another system may hold bytes that are no letters."""
    return path.name.encode("utf-8", "replace").decode("utf-8")


def read_bytes(path: Path) -> bytes | None:
    """Return the file's bytes, or None if the disk will not give them (in use, no permission, not synced yet)."""
    try:
        return path.read_bytes()
    except OSError:
        return None
