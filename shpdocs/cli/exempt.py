"""shpdocs exempt"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, ByOption, FolderOption, OptionalPeriod, WithdrawOption, period_or_current

_WHY = "Why the public interest in keeping it exempt outweighs that in disclosing it; the public paper says so."


def exempt(
    answer: Annotated[
        str, typer.Argument(help="A field, measure, table or column, as in prevent/update or prevent/cases/owner.", show_default=False)
    ],
    period: OptionalPeriod = "",
    paragraph: Annotated[
        list[int] | None, typer.Option("--paragraph", help="Paragraph of Schedule 12A, 1 to 7; may be repeated.", show_default=False)
    ] = None,
    by: ByOption = "",
    because: Annotated[str, typer.Option("--because", help=_WHY, show_default=False)] = "",
    withdraw: WithdrawOption = False,
    folder: FolderOption = Path(),
) -> int:
    """Keep an answer out of the public paper. It goes into the exempt one; who, why and the paragraphs are recorded."""
    from shpdocs.commands.decide import exempt as exempt_answer

    period = period_or_current(period, folder)
    decided = exempt_answer(folder, period, answer, paragraphs=tuple(paragraph or ()), by=by, because=because, withdraw=withdraw)
    if decided.outcome == "withdrawn":
        despite = f", whatever {' and '.join(decided.despite)} says" if decided.despite else ""
        if decided.stays:
            print(
                f"{answer}: this is taken back, by {decided.by}{despite}. It is exempt all the same: by a decision about an earlier paper,"
            )
            print("or with the measure or table that it belongs to.")
        else:
            print(f"{answer}: exempt no longer, by {decided.by}{despite}; the public paper of {period} prints it.")
        return FINE
    already = "already " if decided.outcome == "unchanged" else ""
    numbers = sorted(set(paragraph or ()))
    named = f"paragraph{'' if len(numbers) == 1 else 's'} {', '.join(str(number) for number in numbers)}"
    print(f"{answer}: {already}exempt by {decided.by}, {named} of Part 1 of Schedule 12A; it stays out of the public paper of {period}.")
    return FINE
