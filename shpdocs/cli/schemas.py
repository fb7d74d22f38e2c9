"""shpdocs schemas"""

from __future__ import annotations

from pathlib import Path

from shpdocs.cli.edge import FINE, FolderOption, relative


def schemas(folder: FolderOption = Path()) -> int:
    """Write the JSON Schema of every definition's return. They stand in schemas/YEAR."""
    from shpdocs.commands.schemas import schemas as write_schemas

    for schema in write_schemas(folder):
        print(f"{relative(schema.path, folder)}  {schema.outcome}")
    return FINE
