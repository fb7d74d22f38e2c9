"""shpdocs remove-received"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, ByOption, FolderOption, OptionalPeriod, period_or_current, relative

_WHY = "Why it must go. The ledger keeps this for good: do not repeat what is to be removed."


def remove_received(
    file: Annotated[str, typer.Argument(help="The file as history names it, or 8 or more characters of its SHA-256.", show_default=False)],
    period: OptionalPeriod = "",
    by: ByOption = "",
    because: Annotated[str, typer.Option("--because", help=_WHY, show_default=False)] = "",
    folder: FolderOption = Path(),
) -> int:
    """Take away a file received in error, and what quotes it. Its hash, who decided and why are kept."""
    from shpdocs.commands.remove_received import remove_received as remove_file
    from shpdocs.model.problem.message import printable

    period = period_or_current(period, folder)
    removed = remove_file(folder, period, file, by=by, because=because)
    already = "already " if removed.outcome == "unchanged" else ""
    print(f"{printable(removed.file)} ({removed.sha256[:12]}): {already}removed by {removed.by}. If it comes again, it is passed over.")
    for path in removed.gone:
        print(f"  gone: {printable(relative(path, folder))}")
    for path in removed.edited:
        print(f"  edited since it was made of this file, so it stays; look what it holds: {printable(relative(path, folder))}")
    for name in removed.also:
        print(f"  came in a workbook that quoted this file; look what it holds: {printable(name)}")
    for edition in removed.editions:
        print(
            f"  made of this file, or tells what changed since one that was, and stays as it was published; look what it holds: {edition}"
        )
    if removed.outcome == "removed":
        print("Copies elsewhere are not known here: e-mail, backups, the history of a synced drive, the file's name in the ledger.")
    return FINE
