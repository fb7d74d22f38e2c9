"""shpdocs waive"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, ByOption, FolderOption, OptionalPeriod, WithdrawOption, period_or_current


def waive(
    sub_group: Annotated[str, typer.Argument(help="Whose return the paper does without, as status names it.", show_default=False)],
    period: OptionalPeriod = "",
    by: ByOption = "",
    because: Annotated[
        str, typer.Option("--because", help="Why the paper may be final without it; the paper says so.", show_default=False)
    ] = "",
    withdraw: WithdrawOption = False,
    folder: FolderOption = Path(),
) -> int:
    """Let the paper be final without a return. Who and why are recorded; a return in force cannot be waived."""
    from shpdocs.commands.decide import waive as waive_return
    from shpdocs.model.problem.message import printable

    period = period_or_current(period, folder)
    decided = waive_return(folder, period, sub_group, by=by, because=because, withdraw=withdraw)
    if decided.outcome == "withdrawn":
        print(f"{sub_group}: the waiver is withdrawn by {decided.by}; the paper of {period} is a draft until the return is in force.")
        return FINE
    already = "already " if decided.outcome == "unchanged" else ""
    print(f"{sub_group}: return {already}waived by {decided.by}; the paper of {period} may be final without it.")
    if decided.waits:
        print(f"But {printable(decided.waits)} waits for a decision. To put it in force: shpdocs accept {sub_group} {period}")
    if decided.refused:
        print(f"But {printable(decided.refused)} came and has problems. Once it is put right, collect it: shpdocs collect {period}")
    return FINE
