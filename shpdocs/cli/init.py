"""shpdocs init"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, FolderOption


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The new folder.", show_default=False)],
    folder: FolderOption = Path(),
) -> int:
    """Make a new partnership folder. It has the shipped definitions."""
    from shpdocs.commands.init import init as make_folder

    root = make_folder(folder / directory)
    print(f"{root.resolve().name} is ready.")
    print("Next: put your partnership's name in shpdocs.toml, look through workbook_templates, then")
    print(f"  shpdocs issue 2024-25-Q2 --folder {(folder / directory).as_posix()}")
    return FINE
