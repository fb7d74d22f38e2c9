"""shpdocs schemas"""

from __future__ import annotations

from pathlib import Path

from shpdocs.cli.edge import FINE, FolderOption, relative


def schemas(folder: FolderOption = Path()) -> int:
    """Write the JSON Schema of every definition's return. They stand in schemas/YEAR."""
    from shpdocs.commands.schemas import schemas as write

    for one in write(folder):
        print(f"{relative(one.path, folder)}  {one.outcome}")
    return FINE
