"""shpdocs status"""

from __future__ import annotations

from pathlib import Path

from shpdocs.cli.edge import FINE, FolderOption, OptionalPeriod, period_or_current


def status(period: OptionalPeriod = "", folder: FolderOption = Path()) -> int:
    """Say who has returned, who has problems and who is missing."""
    from shpdocs.answers.values import show_date
    from shpdocs.commands.status import status as look
    from shpdocs.report.screen import counted, printable

    found = look(folder, period_or_current(period, folder))
    due = f" Due {show_date(found.deadline.isoformat())}{', which is past' if found.is_late else ''}." if found.deadline else ""
    print(f"{found.period.words}: workbooks {'issued' if found.is_issued else 'not issued yet'}.{due}")
    width = max(len(one.sub_group) for one in found.sub_groups)
    for one in found.sub_groups:
        line = f"  {one.sub_group:<{width}}  {one.state}"
        file = printable(one.file)
        if one.state in ("problems", "waits"):
            what = f"{one.problems} in {file}" if one.state == "problems" else f"{file}, {counted(one.problems, 'warning')} to be decided"
            line += f": {what}" + ("; an earlier return stays in force" if one.is_in_force else "")
        elif one.file:
            line += f": {file}, {one.at[:10]}"
        print(line)
        if one.sub_group in found.waived:
            print(f"  {'':<{width}}  the paper may be final without it (waived)")
    for file in found.unrecognised:
        print(f"  {printable(file)}  is nobody's return for this period")
    if found.publication:
        print(found.publication.words)
        for warning in found.publication.warnings:
            print(f"Warning: {warning}")
    return FINE
