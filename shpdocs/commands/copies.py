"""Copies that a sync program, or somebody, left beside what a paper is made of: settings, definitions, the library of
measures, profiles, returns in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from shpdocs.model.errors import RecordError, RecordFault
from shpdocs.store.folder import LIBRARY, SETTINGS, TEMPLATES, Folder, PeriodFolder
from shpdocs.store.sync_copies import copies_beside

_OURS = re.compile(r"[a-z0-9-]+\.(toml|json)")  # names of definitions, profiles and returns; no copy's
_FIND_OUT = "Find out which of the two is right, put that under the name without the addition, and move the other out of the folder."


def written_copies(folder: Folder, year: str) -> Iterator[RecordFault]:
    """Yield the copies beside the settings, the library of measures, and a year's definitions and profiles."""
    for name in copies_beside(folder.root / SETTINGS):
        yield _fault(name, SETTINGS)
    yield from _copies_in(folder.library, ".toml", f"{TEMPLATES}/{LIBRARY}")
    yield from _copies_in(folder.templates(year), ".toml", f"{TEMPLATES}/{year}")


def return_copies(period_folder: PeriodFolder) -> Iterator[RecordFault]:
    """Yield the copies beside the returns in force of a period."""
    yield from _copies_in(period_folder.returns.folder, ".json", period_folder.shown(period_folder.returns.folder))


def check_written(folder: Folder, year: str) -> None:
    """Make sure that there is one state only of the settings, the library, and a year's definitions and profiles.

    Raises:
        RecordError: a copy lies beside one of them.
        OSError: the disk will not list a folder.
    """
    faults = tuple(written_copies(folder, year))
    if faults:
        raise RecordError(*faults)


def check_copies(folder: Folder, period_folders: tuple[PeriodFolder, ...]) -> None:
    """Make sure that there is one state only of what a paper of these periods is made of.

    Raises:
        RecordError: a copy lies beside the settings, a definition, a profile or a return.
        OSError: the disk will not list a folder.
    """
    years = dict.fromkeys(period_folder.period.year for period_folder in period_folders)
    faults = [fault for year in years for fault in written_copies(folder, year)]
    faults += [fault for period_folder in period_folders for fault in return_copies(period_folder)]
    if faults:
        raise RecordError(*dict.fromkeys(faults))


def _copies_in(folder: Path, ending: str, shown: str) -> Iterator[RecordFault]:
    names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    records = sorted(name for name in names if name.endswith(ending) and _OURS.fullmatch(name))
    if not any(name.lower().endswith(ending) and name not in records for name in names):
        return  # as nearly always: no record has to be looked at by itself
    for record in records:
        yield from (_fault(f"{shown}/{name}", record) for name in copies_beside(folder / record))


def _fault(file: str, record: str) -> RecordFault:
    return RecordFault(file, 0, f"it seems to be a copy of {record} that a sync program, or somebody, left beside it.", _FIND_OUT)
