"""shpdocs status"""

from __future__ import annotations

from pathlib import Path

from shpdocs.cli.edge import FINE, FolderOption, OptionalPeriod, period_or_current


def status(period: OptionalPeriod = "", folder: FolderOption = Path()) -> int:
    """Say who has returned, who has problems, who is missing."""
    from shpdocs.answers.dates import show_date
    from shpdocs.answers.values import counted
    from shpdocs.commands.status import status as read_status
    from shpdocs.model.problem.message import printable
    from shpdocs.report.papers import paper_lines
    from shpdocs.report.printed import printed_lines
    from shpdocs.report.schema_lines import schema_lines

    period_status = read_status(folder, period_or_current(period, folder))
    due = (
        f" Due {show_date(period_status.deadline.isoformat())}{', which is past' if period_status.is_late else ''}."
        if period_status.deadline
        else ""
    )
    print(f"{period_status.period.words}: workbooks {'issued' if period_status.is_issued else 'not issued yet'}.{due}")
    width = max(len(sub_group.sub_group) for sub_group in period_status.sub_groups)
    for sub_group in period_status.sub_groups:
        line = f"  {sub_group.sub_group:<{width}}  {sub_group.state}"
        file = printable(sub_group.file)
        if sub_group.state in ("problems", "waits"):
            what = (
                f"{sub_group.problems} in {file}"
                if sub_group.state == "problems"
                else f"{file}, {counted(sub_group.problems, 'warning')} to be decided"
            )
            line += f": {what}" + ("; an earlier return stays in force" if sub_group.is_in_force else "")
        elif sub_group.file:
            line += f": {file}, {sub_group.at[:10]}"
        print(line)
        if sub_group.sub_group in period_status.waived:
            print(f"  {'':<{width}}  the paper may be final without it (waived)")
    for file in period_status.unrecognised:
        print(f"  {printable(file)}  is nobody's return for this period")
    papers = (line for paper in period_status.papers for line in paper_lines(paper))
    for line in (*printed_lines(period_status.printed), *papers, *schema_lines(period_status.schemas)):
        print(printable(line))
    if period_status.publication:
        print(period_status.publication.words)
        for warning in period_status.publication.warnings:
            print(f"Warning: {warning}")
    return FINE
