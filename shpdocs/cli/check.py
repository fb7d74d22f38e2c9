"""shpdocs check"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, PROBLEMS, FolderOption, JsonOption


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Workbooks, or folders of them.", show_default=False)],
    folder: FolderOption = Path(),
    json: JsonOption = False,
) -> int:
    """Read workbooks and print every problem with its place. Stores nothing."""
    from shpdocs.cli.outcomes import print_json, print_outcomes
    from shpdocs.commands.check import check as check_files
    from shpdocs.model.collection import needs_an_answer

    outcomes = check_files(folder, tuple(files))
    print_json(outcomes) if json else print_outcomes(outcomes)
    if not outcomes and not json:
        print("There is no file in the folders named.")
    return PROBLEMS if needs_an_answer(outcomes) else FINE
