"""Which files a command looks at: those named, those in named folders; and those that are no returns, and why."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from shpdocs.model.collection import Outcome, file_fault
from shpdocs.model.errors import UsageError, did_you_mean
from shpdocs.store.disk import leads_out, read_file
from shpdocs.store.sync_copies import is_of_the_system

_LOCKS = ("~$", ".~lock.")
_TEMPORARY_STARTS = (".", "~")
_TEMPORARY_ENDS = (".tmp", ".lnk", ".url", ".webloc", ".crdownload", ".part", ".partial", ".download")
_PLACEHOLDERS = (".icloud", ".gsheet", ".gdoc", ".cloud", ".cloudf")
_IN_THE_CLOUD = 0x1000 | 0x40000 | 0x400000  # Windows: offline, recall on open, recall on data access


class FoundFiles(Struct, frozen=True):
    """Files to look at in order; what is skipped because it is never a return, each with a problem's code.

    `unreadable` are folders that the disk will not open, and what is named and is no file; `named` the files named themselves.
    """

    files: tuple[Path, ...]
    skipped: tuple[tuple[Path, str], ...]
    unreadable: tuple[Path, ...] = ()
    named: frozenset[Path] = frozenset()


def find_files(named: tuple[Path, ...]) -> FoundFiles:
    """Return the files named and all files in the folders named. A link that is named is followed; one in a folder that leads out of
    it, and every folder behind a link, is passed over.

    Raises:
        UsageError: one of them does not exist.
    """
    reasons: dict[Path, str] = {}
    unreadable: list[Path] = []
    for path in named:
        if path.is_dir():
            reasons |= {inner: why_skipped(inner) or _no_file_of(path, inner) for inner in _paths_in(path, unreadable)}
        elif path.is_file():
            reasons[path] = why_skipped(path)
        elif os.path.lexists(path):
            unreadable.append(path)
        else:
            siblings = tuple(inner.name for inner in path.parent.glob("*")) if path.parent.is_dir() else ()
            raise UsageError(f"There is no file or folder '{path.name}'.", f"Check its name.{did_you_mean(path.name, siblings)}")
    files = tuple(path for path, why in reasons.items() if not why)
    skipped = tuple((path, why) for path, why in reasons.items() if why)
    return FoundFiles(files, skipped, tuple(unreadable), frozenset(path for path in named if not path.is_dir()))


def not_looked_at(found: FoundFiles, outcome: str) -> Iterator[Outcome]:
    """Yield what became of what is not looked at; `outcome` is that of what the disk will not give."""
    for path, why in found.skipped:
        yield file_fault(name_of(path), why).outcome("skipped")
    for path in found.unreadable:
        yield file_fault(name_of(path), "unreadable-file").outcome(outcome)


def _no_file_of(folder: Path, path: Path) -> str:
    """The code of the problem that says why what lies in a folder is no file of its own; '' if it is one."""
    try:
        mode = path.stat().st_mode
    except PermissionError:
        return ""  # is told when it is read
    except OSError:
        return "no-file"  # a link to nothing, or round in a circle
    if stat.S_ISDIR(mode) or (path.is_symlink() and leads_out(path, folder)):
        return "link-passed-over"
    return "" if stat.S_ISREG(mode) else "no-file"


def _paths_in(folder: Path, unreadable: list[Path]) -> list[Path]:
    """All that lies in a folder and those within it, sorted, but for those folders; what a synced drive takes away meanwhile is not there.

    No link to a folder is followed: it stands for itself.

    Folders that the disk will not open are added to `unreadable`.
    """

    def note(error: OSError) -> None:
        unreadable.append(Path(str(error.filename)))

    paths: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=note):
        links = [name for name in folders if leads_out(Path(where, name), Path(where))]
        folders[:] = [name for name in folders if name not in links]
        paths += [Path(where, name) for name in (*names, *links)]
    return sorted(path for path in paths if not _is_gone(path))


def _is_gone(path: Path) -> bool:
    try:
        path.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def why_skipped(path: Path) -> str:
    """The code of the problem that says why a file is no return, by its name and state; '' if it may be one."""
    name = path.name.lower()
    if name.startswith(_LOCKS):
        return "lock-file"
    if name.endswith(_PLACEHOLDERS) or _is_in_the_cloud(path):
        return "cloud-placeholder"
    is_temporary = name.startswith(_TEMPORARY_STARTS) or is_of_the_system(path.name) or name.endswith(_TEMPORARY_ENDS)
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
        return read_file(path)
    except OSError:
        return None
