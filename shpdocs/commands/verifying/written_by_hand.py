"""Checks of what people write: settings, definitions, the library of measures and profiles; and copies of them that a sync program left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from shpdocs.commands.copies import written_copies
from shpdocs.definitions.definition_files import read_definition, read_profile, read_year
from shpdocs.definitions.library_files import check_library_file, library_name
from shpdocs.definitions.settings import read_settings
from shpdocs.model.errors import DefinitionError, RecordFault, ShpdocsError
from shpdocs.model.profile import Profile
from shpdocs.store.folder import SETTINGS, TEMPLATES, Folder, profile_file

_MEND = "Mend it as it says, or bring the file back from a copy."


def settings_faults(folder: Folder) -> Iterator[RecordFault]:
    """Yield what is wrong with shpdocs.toml."""
    yield from _faults_of(folder.root / SETTINGS, SETTINGS, lambda: read_settings(folder))


def definition_faults(folder: Folder) -> Iterator[RecordFault]:
    """Yield what is wrong with the library of measures and the definitions of every year; of profiles, only where all definitions of
    their year can be read."""
    yield from dict.fromkeys((*_library_faults(folder), *_faults_of_years(folder)))  # of the library, many definitions may tell the same


def _library_faults(folder: Folder) -> Iterator[RecordFault]:
    for path in sorted(folder.library.glob("*.toml")):
        yield from _faults_of(path, library_name(path), partial(check_library_file, path))


def _faults_of_years(folder: Folder) -> Iterator[RecordFault]:
    for year in folder.years():
        faults = [fault for path in _files(folder, year) for fault in _definition_faults(path, year)]
        yield from faults
        for name in folder.profiles(year) if not faults else ():
            file = profile_file(name)
            yield from _faults_of(folder.templates(year) / file, f"{TEMPLATES}/{year}/{file}", partial(_read_profile, folder, year, name))


def _read_profile(folder: Folder, year: str, name: str) -> Profile:
    return read_profile(folder, read_year(folder, year), name)


def copy_faults(folder: Folder) -> Iterator[RecordFault]:
    """Yield the copies of settings, definitions and profiles that a sync program, or somebody, left beside them."""
    yield from dict.fromkeys(fault for year in folder.years() for fault in written_copies(folder, year))


def _files(folder: Folder, year: str) -> Iterator[Path]:
    profiles = {profile_file(name) for name in folder.profiles(year)}
    yield from (path for path in sorted(folder.templates(year).glob("*.toml")) if path.name not in profiles)


def _definition_faults(path: Path, year: str) -> Iterator[RecordFault]:
    return _faults_of(path, f"{TEMPLATES}/{year}/{path.name}", lambda: read_definition(path, year))


def _faults_of(path: Path, name: str, read: Callable[[], object]) -> Iterator[RecordFault]:
    """What is wrong with a file: whatever it is, what follows is checked too."""
    if not path.is_file():
        yield RecordFault(name, 0, "it is no file, but a folder or something else.", "Move it away, and bring the file back from a copy.")
        return
    try:
        read()
    except DefinitionError as error:
        yield from (RecordFault(error.file, fault.line, f"it cannot be used: {fault.words}.", _MEND) for fault in error.faults)
    except ShpdocsError as error:
        yield RecordFault(name, 0, error.what, error.remedy)
    except OSError:
        yield RecordFault(name, 0, "the disk will not give it.", "Check that you may read it, and that no other program holds it.")
