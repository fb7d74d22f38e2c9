"""What others leave beside a record, recognised by its name: copies of sync programs, browsers and people; files of the system.

A copy means that two states of a record met. Which of them holds the last decision nobody can say but a person, so nothing is
published while one lies there.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

# What may come between a file's stem and its ending if it is another's name and no copy's: 'drugs' beside 'drugs-and-alcohol'.
# A copy's has a bracket ('x (1)', 'x (A's conflicted copy 2031-01-01)', 'x [Conflict]'), a blank ('x 2', 'x - Copy'), a dot
# ('x.sync-conflict-20310101-…'), an underscore ('x_conflict-…'), a tilde, or the capitals of a computer's name ('x-LAPTOP').
_OTHER_NAME = re.compile(r"[a-z0-9-]*")
_OF_THE_SYSTEM = {"thumbs.db", "desktop.ini", "icon\r", ".ds_store"}
_BEFORE_A_NAME = re.compile(r".*[\s(]", re.DOTALL)  # 'Copy of x', 'Kopie von x'


def is_of_the_system(name: str) -> bool:
    """Whether a file of that name is one that Windows or macOS leaves in every folder that somebody looks at."""
    return name.lower() in _OF_THE_SYSTEM or name.startswith("._")


def copies_beside(record: Path, known: Collection[str] = ()) -> tuple[str, ...]:
    """The names of what lies beside a record and looks like a copy of it, in order; none if the folder is not there.

    With `known`, the names of every file that may lie there, whatever else begins like the record is a copy.

    Raises:
        OSError: the disk will not list the folder.
    """
    try:
        names = sorted(path.name for path in record.parent.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return ()
    there = set(names)
    return tuple(
        name for name in names if name not in known and name != record.name and _is_copy(name, record, there, is_listed=bool(known))
    )


def _is_copy(name: str, record: Path, there: set[str], *, is_listed: bool) -> bool:
    stem, suffix = record.stem.casefold(), record.suffix.casefold()
    folded = name.casefold()
    if folded == f"{stem}{suffix}":  # in other letters: a copy only where a disk that tells them apart has both
        return record.name in there
    if folded.endswith(f"{stem}{suffix}") and _BEFORE_A_NAME.fullmatch(folded.removesuffix(f"{stem}{suffix}")):
        return True
    if is_listed:
        return folded.startswith(stem)
    return folded.startswith(stem) and folded.endswith(suffix) and not _OTHER_NAME.fullmatch(name[len(stem) : len(name) - len(suffix)])
