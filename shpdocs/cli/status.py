"""shpdocs status"""

from __future__ import annotations

from pathlib import Path

from shpdocs.cli.edge import FINE, FolderOption, OptionalPeriod, period_or_current


def status(period: OptionalPeriod = "", folder: FolderOption = Path()) -> int:
    """Say who has returned, who has problems and who is missing."""
    from shpdocs.verbs.status import status as look

    found = look(folder, period_or_current(period, folder))
    print(f"{found.period.words}: workbooks {'issued' if found.is_issued else 'not issued yet'}.")
    width = max(len(one.sub_group) for one in found.sub_groups)
    for one in found.sub_groups:
        line = f"  {one.sub_group:<{width}}  {one.state}"
        if one.state == "problems":
            line += f": {one.problems} in {one.file}" + ("; an earlier return stays in force" if one.is_in_force else "")
        elif one.file:
            line += f": {one.file}, {one.at[:10]}"
        print(line)
    for file in found.unrecognised:
        print(f"  {file}  is nobody's return for this period")
    return FINE
