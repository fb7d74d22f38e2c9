"""Reading received workbooks: their cells, names and stamp. Nothing is computed, trusted or guessed.

Our own reader, because a return needs what quick libraries leave out (formulas, number formats, names) and openpyxl
takes ten times as long for it, most of that to be loaded. Tests hold it against openpyxl, cell by cell.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.model.settings import Limits
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.read.container import directory_problem, file_problem
from shpdocs.workbook.read.package import OversizedError, Package
from shpdocs.workbook.read.parts import read_content


def read_workbook(content: bytes, file: str, limits: Limits | None = None) -> WorkbookContent | Problem:
    """Return what the file holds, or the one problem that keeps it from being read. Never raises.

    Time and memory are bounded by `limits`, whatever the file says. Two sheets of one name are a problem: nobody can say
    which is meant.
    """
    found = read_any_workbook(content, file, limits)
    if isinstance(found, WorkbookContent) and len({sheet.title.lower() for sheet in found.sheets}) < len(found.sheets):
        return Problem("damaged-file", Place(file))
    return found


def read_any_workbook(content: bytes, file: str, limits: Limits | None = None) -> WorkbookContent | Problem:
    """As read_workbook, and two sheets may have one name."""
    try:
        return _read(content, file, limits or Limits())
    except OversizedError as error:
        return Problem("oversized-file", Place(file), error.entered, details={"limit": error.limit})
    except Exception:  # noqa: BLE001 - whatever a stranger's bytes make the libraries raise is that file's fault
        return Problem("damaged-file", Place(file))


def _read(content: bytes, file: str, limits: Limits) -> WorkbookContent | Problem:
    problem = file_problem(content, file, limits)
    if problem:
        return problem
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return directory_problem(archive, file, limits) or read_content(Package(archive, limits), file, limits)
