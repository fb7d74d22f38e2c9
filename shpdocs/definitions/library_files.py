"""The library of measures on disk: its files are read, when a definition first takes something from it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from msgspec import Struct

from shpdocs.definitions.library import Library, LibraryMeasure
from shpdocs.definitions.toml_files import definition_error, parsed_toml, toml_bytes, valid_toml
from shpdocs.store.folder import LIBRARY, TEMPLATES

_SCHEMA = "measures.schema.json"


class LibraryFiles(Struct, frozen=True, dict=True):
    """The files of a library, which stand in one folder; each is a family of measures."""

    folder: Path

    def library(self) -> Library:
        """What the library says of each measure.

        Raises:
            DefinitionError: a file is no TOML, or two files have a measure of the same key.
        """
        return self._measures

    @cached_property
    def _measures(self) -> dict[str, LibraryMeasure]:
        measures: dict[str, LibraryMeasure] = {}
        for path in sorted(self.folder.glob("*.toml")):
            file = library_name(path)
            content = toml_bytes(file, path)
            raw = parsed_toml(file, content)
            doubled = tuple((key, f"stands in {measures[key].file} too; take one of the two out") for key in raw if key in measures)
            if doubled:
                raise definition_error(file, content, doubled)
            measures |= {key: LibraryMeasure(file, measure) for key, measure in raw.items() if isinstance(measure, dict)}
        return measures


def library_name(path: Path) -> str:
    """The name of a file of the library, from the partnership folder."""
    return f"{TEMPLATES}/{LIBRARY}/{path.name}"


def check_library_file(path: Path) -> None:
    """Make sure that a file of the library is sound by itself, whether a definition takes from it or not.

    Raises:
        DefinitionError: it is not; names file, key and remedy, all faults of the file at once.
    """
    valid_toml(library_name(path), toml_bytes(library_name(path), path), _SCHEMA)
