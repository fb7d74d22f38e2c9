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
    from shpdocs.commands.demo import demo as run
    from shpdocs.report.screen import counted

    root = folder / directory
    for one in run(root):
        problems = [problem for file in one.collected.files for problem in file.problems]
        print(f"{one.period}")
        print(f"  issued      {counted(len(one.issued), 'workbook')}   output/{one.period}/issued")
        print(f"  filled in   with the published answers   output/{one.period}/inbox")
        warnings = sum(problem.severity == "warning" for problem in problems)
        print(f"  collected   {counted(len(one.issued), 'return')}, {counted(warnings, 'warning')}   output/{one.period}/collection.html")
        print(f"  accepted    {counted(len(one.accepted), 'return')}, as published   output/{one.period}/returns")
        if one.published:
            print(f"  published   the small numbers of {counted(len(one.published), 'return')}, as published")
        for paper in one.assembled:
            print(f"  assembled   {relative(paper.path, root)}")
    print(f"Everything is in {directory.as_posix()}. Look around: cd there, then shpdocs status 2017-18-Q3")
    return FINE
