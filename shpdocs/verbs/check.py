"""Checking: every problem of the files named. Stores nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from shpdocs.doors.definition_files import Year, read_settings, read_year
from shpdocs.doors.store import open_folder
from shpdocs.verbs.files import find_files, read_bytes
from shpdocs.verbs.judge import judge, outcome_of
from shpdocs.verbs.outcome import FileOutcome, unreadable


def check(folder: str | Path, files: tuple[str | Path, ...]) -> tuple[FileOutcome, ...]:
    """Judge every file named, and all files in folders named, by the definitions of the period each is for.

    Raises:
        ShpdocsError: the folder, its settings or definitions cannot be used, or a named file does not exist.
    """
    root = open_folder(Path(folder))
    partnership = read_settings(root).partnership

    @cache
    def year(name: str) -> Year | None:
        return read_year(root, name) if name in root.years() else None

    found = find_files(tuple(Path(file) for file in files))
    outcomes = [FileOutcome(path.name, "skipped") for path in found.skipped]
    for path in found.taken:
        content = read_bytes(path)
        outcomes.append(
            unreadable(path.name, "checked") if content is None else outcome_of(judge(content, path.name, partnership, year), "checked")
        )
    return tuple(outcomes)
