"""shpdocs sent"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, ByOption, FolderOption, OptionalPaper, period_or_current


def sent(
    paper: OptionalPaper = "",
    by: ByOption = "",
    because: Annotated[str, typer.Option("--because", help="Why or to what it was sent: 'for the agenda of …'.", show_default=False)] = "",
    edition: Annotated[
        int | None, typer.Option("--edition", help="An edition by its number.", metavar="NUMBER", show_default="the one that stands")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Not an edition, but the last draft, as it stands in papers.")] = False,
    folder: FolderOption = Path(),
) -> int:
    """Record that a paper went to the committee.

    From then on, what changes in it is printed as a correction.
    """
    from shpdocs.answers.dates import show_date
    from shpdocs.commands.published import sent as record_sent
    from shpdocs.model.problem.message import printable

    recorded = record_sent(folder, period_or_current(paper, folder), by=by, because=because, edition=edition, draft=draft)
    what = f"edition {recorded.edition}" if recorded.edition else f"the draft '{printable(recorded.file)}'"
    if recorded.outcome == "unchanged":
        who = printable(f"by {recorded.by}, because: {recorded.because}")
        print(f"{recorded.paper}: {what} was recorded as sent already, on {show_date(recorded.at[:10])} {who}")
        return FINE
    print(f"{recorded.paper}: {what} went to the committee, recorded by {printable(recorded.by)}.")
    if recorded.is_edited:
        print("It was edited since it was assembled. A copy is kept as it stands; what was typed into it is compared with nothing.")
    if recorded.edition:
        print("It cannot be withdrawn any more. What changes from now on is a correction, which the next edition prints.")
    if recorded.without_note:
        numbers = ", ".join(map(str, recorded.without_note))
        print(f"Published after it, without a note of what was corrected: edition {numbers}. The next edition has the note.")
        print(f"If the last one was not sent, make it the next: shpdocs withdraw {recorded.paper} --by NAME --because TEXT")
        print("    and then shpdocs assemble with --final, --by and --because.")
    return FINE
