"""shpdocs issue"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from shpdocs.cli.edge import FINE, MANY, FolderOption, PeriodArgument, progress_bar, relative

if TYPE_CHECKING:
    from shpdocs.commands.issue import Issued


def issue(period: PeriodArgument, folder: FolderOption = Path()) -> int:
    """Make one workbook for each return of a period. They stand in output/PERIOD/issued."""
    from shpdocs.commands.issue import issue as issue_workbooks

    with progress_bar("Making workbooks") as progress:
        issued = issue_workbooks(folder, period, progress=progress)
    if len(issued) < MANY:
        _print_each(issued, folder)
    else:
        _print_many(issued, folder)
    for question in (question for workbook in issued for question in workbook.questions):
        print(f"Question: {question}")
    print(f"Send each to its lead; put what comes back into output/{period}/inbox, then: shpdocs collect {period}")
    return FINE


def _print_each(issued: tuple[Issued, ...], folder: Path) -> None:
    width = max((len(workbook.title) for workbook in issued), default=0)
    for workbook in issued:
        note = "" if workbook.outcome == "issued" else "  (as issued before)"
        print(f"{workbook.title:<{width}}  {relative(workbook.path, folder)}{note}")


def _print_many(issued: tuple[Issued, ...], folder: Path) -> None:
    """How many there are and where; by name only what is new, if that is not many."""
    new = tuple(workbook for workbook in issued if workbook.outcome == "issued")
    if len(new) < MANY:
        _print_each(new, folder)
    before = f", {len(issued) - len(new)} as issued before" if len(new) < len(issued) else ""
    print(f"{len(new)} {'workbook' if len(new) == 1 else 'workbooks'} issued{before}: {relative(issued[0].path.parent, folder)}")
