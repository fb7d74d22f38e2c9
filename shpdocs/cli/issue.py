"""shpdocs issue"""

from __future__ import annotations

from pathlib import Path

from shpdocs.cli.edge import FINE, FolderOption, PeriodArgument, relative


def issue(period: PeriodArgument, folder: FolderOption = Path()) -> int:
    """Make one workbook for each return of a period, in output/PERIOD/issued."""
    from shpdocs.verbs.issue import issue as make

    issued = make(folder, period)
    width = max(len(one.title) for one in issued)
    for one in issued:
        note = "" if one.outcome == "issued" else "  (as issued before)"
        print(f"{one.title:<{width}}  {relative(one.path, folder)}{note}")
    print(f"Send each to its lead; put what comes back into output/{period}/inbox, then: shpdocs collect {period}")
    return FINE
