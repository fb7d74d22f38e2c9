"""Writing the JSON Schema of every definition's return."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from shpdocs.definitions.definition_files import read_year
from shpdocs.definitions.schema import schema_of
from shpdocs.store.disk import read_if_there, write_atomically
from shpdocs.store.folder import open_folder
from shpdocs.store.records import json_bytes


class WrittenSchema(Struct, frozen=True):
    """A schema file and whether it was 'written' or is 'unchanged'."""

    path: Path
    outcome: str


def schemas(folder: str | Path) -> tuple[WrittenSchema, ...]:
    """Write schemas/<year>/<sub-group>.schema.json for every definition in the folder.

    Raises:
        ShpdocsError: the folder or a definition cannot be used.
    """
    root = open_folder(Path(folder))
    written = []
    for name in root.years():
        for definition in read_year(root, name).definitions:
            path = root.root / "schemas" / name / f"{definition.sub_group}.schema.json"
            content = json_bytes(schema_of(definition))
            is_same = read_if_there(path) == content
            if not is_same:
                write_atomically(path, content, is_private=False)
            written.append(WrittenSchema(path, "unchanged" if is_same else "written"))
    return tuple(written)
