"""shpdocs accept"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, FolderOption, OptionalPeriod, period_or_current


def accept(
    sub_group: Annotated[str, typer.Argument(help="Whose return waits for a decision, as status names it.", show_default=False)],
    period: OptionalPeriod = "",
    by: Annotated[str, typer.Option("--by", help="Who decides.", show_default=False)] = "",
    because: Annotated[str, typer.Option("--because", help="Why the warnings may stand.", show_default=False)] = "",
    folder: FolderOption = Path(),
) -> int:
    """Put a return in force that warnings hold back. Who and why are recorded; what is blocking cannot be accepted."""
    from shpdocs.answers.values import counted
    from shpdocs.commands.accept import accept as accept_return
    from shpdocs.report.screen import problem_lines, replacement_lines

    period = period_or_current(period, folder)
    accepted = accept_return(folder, period, sub_group, by=by, because=because)
    print(f"{accepted.file}: now in force for {accepted.sub_group}, with {counted(len(accepted.warnings), 'warning')} accepted by {by}.")
    for line in problem_lines(accepted.warnings):
        print(line)
    replaces = next(status.replaces for status in accepted.report.statuses if status.sub_group == accepted.sub_group)
    for line in replacement_lines(replaces, is_in_force=True) if replaces else ():
        print(line)
    return FINE
