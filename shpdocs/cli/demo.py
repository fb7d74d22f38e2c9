"""shpdocs demo"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from shpdocs.cli.edge import FINE, FolderOption, relative


def demo(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder for the demo.")] = Path("shpdocs-demo"),
    folder: FolderOption = Path(),
) -> int:
    """Run the officer's quarter on the two published papers. All of it stands in a new folder."""
    from shpdocs.answers.values import counted
    from shpdocs.commands.demo import demo as run_demo

    root = folder / directory
    for quarter in run_demo(root):
        workbooks, period = len(quarter.issued), quarter.period
        problems = [problem for file in quarter.collected.files for problem in file.problems]
        warnings = sum(problem.severity == "warning" for problem in problems)
        print(f"{period}")
        print(f"  issued      {counted(workbooks, 'workbook')}   output/{period}/issued")
        print(f"  filled in   with the published answers   output/{period}/inbox")
        print(f"  collected   {counted(workbooks, 'return')}, {counted(warnings, 'warning')}   output/{period}/collection.html")
        print(f"  accepted    {counted(len(quarter.accepted), 'return')}, as published   output/{period}/returns")
        if quarter.published:
            print(f"  published   the small numbers of {counted(len(quarter.published), 'return')}, as published")
        for paper in quarter.assembled:
            print(f"  assembled   {relative(paper.path, root)}")
    print(f"Everything is in {directory.as_posix()}. Look around: cd there, then shpdocs status 2017-18-Q3")
    return FINE
