"""shpdocs publish"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, ByOption, FolderOption, OptionalPeriod, WithdrawOption, period_or_current

_ANSWER = "The answer, as assemble names it (prevent/update), or a sub-group for all of it that waits for a decision."

_NOT_PRINTED = "Decide only about what its workbook said is not printed, and about no small number."


def publish(
    answer: Annotated[str, typer.Argument(help=_ANSWER, show_default=False)],
    period: OptionalPeriod = "",
    by: ByOption = "",
    because: Annotated[str, typer.Option("--because", help="Why it may be published.", show_default=False)] = "",
    not_printed: Annotated[bool, typer.Option("--not-printed", help=_NOT_PRINTED)] = False,
    withdraw: WithdrawOption = False,
    folder: FolderOption = Path(),
) -> int:
    """Let small numbers, or answers held back, be printed.

    An answer is held back if its workbook said that it is not printed. Who and why are recorded; a changed answer is decided anew.
    """
    from shpdocs.commands.decide import publish as publish_answer

    period = period_or_current(period, folder)
    decided = publish_answer(folder, period, answer, by=by, because=because, withdraw=withdraw, not_printed=not_printed)
    words = {"recorded": "may be published", "unchanged": "may be published already", "withdrawn": "may no longer be published"}
    for name in decided.answers:
        what = "what its workbook said is not printed" if name in decided.held_back else "small numbers"
        print(f"{name}: {what} {words[decided.outcome]}, by {decided.by}.")
    return FINE
