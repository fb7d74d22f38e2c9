"""Reading received workbooks: their cells, names and stamp. Nothing is computed, trusted or guessed.

Our own reader, because a return needs what quick libraries leave out (formulas, number formats, names) and openpyxl
takes ten times as long for it, most of that to be loaded. Tests hold it against openpyxl, cell by cell.
"""

from __future__ import annotations

from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.model.settings import Limits
from shpdocs.model.workbook import WorkbookContent
from shpdocs.ooxml.bounds import PackageError
from shpdocs.workbook.read.container import fault_problem, open_workbook
from shpdocs.workbook.read.parts import read_content


def read_workbook(content: bytes, file: str, limits: Limits | None = None) -> WorkbookContent | Problem:
    """Return what the file holds, or the one problem that keeps it from being read.

    What a broken file says is never raised; another exception is a fault of shpdocs, which `judge` tells as such.
    Time and memory are bounded by `limits`, whatever the file says. Two sheets of one name are a problem: nobody can say
    which is meant.
    """
    workbook = read_any_workbook(content, file, limits)
    if isinstance(workbook, WorkbookContent) and len({sheet.title.lower() for sheet in workbook.sheets}) < len(workbook.sheets):
        return Problem("damaged-file", Place(file))
    return workbook


def read_any_workbook(content: bytes, file: str, limits: Limits | None = None) -> WorkbookContent | Problem:
    """As read_workbook, and two sheets may have one name."""
    limits = limits or Limits()
    try:
        package = open_workbook(content, file, limits)
        return package if isinstance(package, Problem) else read_content(package, file, limits)
    except PackageError as error:
        return fault_problem(error.fault, content, file)
