"""shpdocs withdraw"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, ByOption, FolderOption, OptionalPaper, period_or_current, relative


def withdraw(
    paper: OptionalPaper = "",
    by: ByOption = "",
    because: Annotated[str, typer.Option("--because", help="Why it is not to go to the committee.", show_default=False)] = "",
    folder: FolderOption = Path(),
) -> int:
    """Take back the edition that stands, if it was not sent.

    Its files are kept among the private records.
    """
    from shpdocs.commands.published import withdraw as withdraw_edition
    from shpdocs.model.problem.message import printable

    withdrawn = withdraw_edition(folder, period_or_current(paper, folder), by=by, because=because)
    print(f"{withdrawn.paper}: edition {withdrawn.edition} is withdrawn by {printable(withdrawn.by)}.")
    print(f"Its files are kept in {relative(withdrawn.path, folder)}")
    if withdrawn.standing:
        print(f"Edition {withdrawn.standing} stands again.")
    else:
        print("No edition of it stands now.")
    return FINE
