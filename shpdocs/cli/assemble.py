"""shpdocs assemble"""

from __future__ import annotations

from pathlib import Path

from shpdocs.cli.edge import FINE, FolderOption, PeriodArgument, relative


def assemble(period: PeriodArgument, folder: FolderOption = Path()) -> int:
    """Assemble the paper from the returns in force, in output/PERIOD/papers. With returns missing it is a draft."""
    from shpdocs.verbs.assemble import assemble as make

    made = make(folder, period)
    note = {"unchanged": " (unchanged)", "replaced": " (replaces the one assembled before)"}.get(made.outcome, "")
    print(f"{relative(made.path, folder)}{note}")
    if made.kept:
        print(f"{made.kept.name} was edited since it was assembled, so it stays as it is; the new paper stands beside it.")
    if made.draft:
        print(f"{made.draft.name} stands beside it still; it is out of date.")
    if made.missing:
        print(f"DRAFT: no return from {'; '.join(made.missing)}.")
    if made.unusable:
        print(f"Not used, as it no longer fits its definition; collect it again: {'; '.join(made.unusable)}.")
    if made.left_out:
        print(f"Left out, as the returns hold nothing for them: {'; '.join(made.left_out)}.")
    if made.not_printed:
        print(f"Answered, but in no section of the paper: {', '.join(made.not_printed)}.")
    return FINE
