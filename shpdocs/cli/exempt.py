"""shpdocs exempt"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, ByOption, FolderOption, OptionalPeriod, WithdrawOption, period_or_current

_WHY = "Why the public interest in keeping it exempt outweighs that in disclosing it."


def exempt(
    answer: Annotated[str, typer.Argument(help="A field, measure or table of a sub-group, as in prevent/update.", show_default=False)],
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
        print(f"{answer}: exempt no longer, by {decided.by}; the public paper of {period} prints it.")
        return FINE
    already = "already " if decided.outcome == "unchanged" else ""
    numbers = sorted(set(paragraph or ()))
    named = f"paragraph{'' if len(numbers) == 1 else 's'} {', '.join(str(number) for number in numbers)}"
    print(f"{answer}: {already}exempt by {decided.by}, {named} of Part 1 of Schedule 12A; it stays out of the public paper of {period}.")
    return FINE
