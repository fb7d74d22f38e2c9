"""Which files a command looks at: those named, those in named folders, and those that are no returns at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shpdocs.words.errors import UsageError, nearest

_PASSING = (".", "~$", "~")  # lock files, temporary files, a Mac's own
_PASSING_NAMES = {"thumbs.db", "desktop.ini", "icon\r"}
_PASSING_ENDS = (".tmp", ".lnk", ".crdownload", ".part", ".icloud")


@dataclass(frozen=True)
class Files:
    """Files to look at in order, and files passed over because they are never returns."""

    taken: tuple[Path, ...]
    skipped: tuple[Path, ...]


def find_files(named: tuple[Path, ...]) -> Files:
    """Return the files named and all files in the folders named.

    Raises:
        UsageError: one of them does not exist.
    """
    found: list[Path] = []
    for path in named:
        if path.is_dir():
            found += sorted(inner for inner in path.rglob("*") if inner.is_file())
        elif path.is_file() or path.is_symlink():
            found.append(path)
        else:
            beside = tuple(inner.name for inner in path.parent.glob("*")) if path.parent.is_dir() else ()
            raise UsageError(f"There is no file or folder '{path.name}'.", f"Check its name.{nearest(path.name, beside)}")
    unique = tuple(dict.fromkeys(found))
    return Files(tuple(path for path in unique if not _is_passing(path)), tuple(path for path in unique if _is_passing(path)))


def _is_passing(path: Path) -> bool:
    name = path.name.lower()
    return name.startswith(_PASSING) or name in _PASSING_NAMES or name.endswith(_PASSING_ENDS)


def read_bytes(path: Path) -> bytes | None:
    """Return the file's bytes, or None if the disk will not give them (in use, no permission, not synced yet)."""
    try:
        return path.read_bytes()
    except OSError:
        return None
