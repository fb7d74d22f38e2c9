"""shpdocs schemas"""

from __future__ import annotations

from pathlib import Path

from shpdocs.cli.edge import FINE, FolderOption, relative


def schemas(folder: FolderOption = Path()) -> int:
    """Write the JSON Schemas anew, for other programs.

    One of each sub-group's answers in schemas/YEAR, one of a stored return, and those that travel with shpdocs. The schema of a
    definition that is no more is removed, unless somebody edited it.
    """
    from shpdocs.commands.schemas import schemas as write_schemas

    for schema in write_schemas(folder):
        print(f"{relative(schema.path, folder)}  {schema.outcome}")
    return FINE
