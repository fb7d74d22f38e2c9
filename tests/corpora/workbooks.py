"""A real workbook, read, judged as if it were a return of ours, and audited; and by an independent reading whether anything is lost."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from zipfile import BadZipFile

import openpyxl

from shpdocs.accessibility.workbook_facts import read_workbook_facts
from shpdocs.accessibility.workbook_rules import audit_workbook
from shpdocs.commands.init import init
from shpdocs.commands.issue import issue
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.problem import Problem
from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import WorkbookContent
from shpdocs.ooxml.custom_properties import custom_properties_part
from shpdocs.workbook.read import read_any_workbook
from tests.corpora.looks import Look, Stopwatch, broken_by
from tests.corpora.workbook_readings import beside_the_cells
from tests.reliability.judging import Court
from tests.reliability.packages import packed, parts_of
from tests.support import reference_reader

ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xltm")
PERIOD = "2024-25-Q2"
_STAMP = "shpdocs-stamp"
_MOST_TOLD = 3
_DAMAGED = ("damaged-file", "incomplete-file")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # openpyxl leaves some of them as they are written
_SPAN = re.compile(r"(?:-?\d+ days?, )?\d+:\d\d:\d\d(?:\.\d+)?")


def look_at_workbook(content: bytes, file: str, watch: Stopwatch) -> Look:
    """What becomes of a workbook that comes back."""
    with watch.step("read"):
        read = read_any_workbook(content, file)
    if isinstance(read, Problem):
        return _refused(content, file, read)
    return Look(file, "read", losses=losses(content, read), broken=tuple(_judged_and_audited(content, file, watch)))


def _refused(content: bytes, file: str, problem: Problem) -> Look:
    """A refusal; of a file called damaged, whether openpyxl opens it."""
    details = problem.details.get("kind", "")
    reason = f"{problem.code} {details}".strip()
    if problem.code in _DAMAGED:
        reason += ", and openpyxl opens it" if _opens(content) else ", and openpyxl does not open it either"
    return Look(file, "refused", (reason,))


def _opens(content: bytes) -> bool:
    try:
        return bool(openpyxl.load_workbook(BytesIO(content)).sheetnames)
    except Exception:  # noqa: BLE001 - whatever it raises, it does not open the file
        return False


def losses(content: bytes, read: WorkbookContent) -> tuple[str, ...]:
    """What openpyxl, or a plain look into the package, finds and our reading has not."""
    return (*_cells_lost(content, read), *_beside_lost(content, read))


def _cells_lost(content: bytes, read: WorkbookContent) -> Iterator[str]:
    try:
        reference = reference_reader.read_workbook(content, read.file)
    except Exception:  # noqa: BLE001 - openpyxl opens fewer files than we do
        return
    ours = {sheet.title: sheet.cells for sheet in read.sheets}
    for sheet in reference.sheets:
        mine = ours.get(sheet.title)
        if mine is None:
            yield f"sheet {sheet.title}"
            continue
        wrong = [at for at, cell in sheet.cells.items() if not _blank(cell) and not (at in mine and _is_same(mine[at], cell))]
        for at in wrong[:_MOST_TOLD]:
            yield f"{sheet.title}!{sheet.cells[at].place.cell}: {_entered(sheet.cells[at])} read as {_entered(mine.get(at))}"
        if len(wrong) > _MOST_TOLD:
            yield f"{sheet.title}: {len(wrong)} cells in all"


def _blank(cell: RawCell) -> bool:
    return cell.formula == "" and (cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()))


def _entered(cell: RawCell | None) -> str:
    return "nothing" if cell is None else repr(cell.formula or cell.value)[:60]


def _is_same(ours: RawCell, theirs: RawCell) -> bool:
    if ours.is_unclear:  # a question at that cell: nothing is lost without a word
        return True
    if isinstance(ours.value, datetime | time | int | float) and _no_day(theirs):
        return True
    if bool(ours.formula) != bool(theirs.formula):
        return False
    return bool(ours.formula) or _plain(ours.value) == _plain(theirs.value)


def _no_day(theirs: RawCell) -> bool:
    """Whether openpyxl makes of a number what Excel does not: a span of elapsed hours, a day before the first, an error beyond the last."""
    is_span = isinstance(theirs.value, str) and _SPAN.fullmatch(theirs.value)
    return bool(is_span) or (isinstance(theirs.value, datetime) and theirs.value.year < 1900) or theirs.value == "#VALUE!"


def _plain(value: object) -> object:
    """A value by which two readers agree that it is the same: text without its line ends, numbers and days to eleven figures."""
    if isinstance(value, str):
        text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), value)
        return text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return f"{value:.11g}"
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, date):
        return datetime.combine(value, time()).isoformat()
    return value.replace(microsecond=0).isoformat() if isinstance(value, time) else str(value)


def _beside_lost(content: bytes, read: WorkbookContent) -> Iterator[str]:
    """What stands beside the cells and no remark tells of."""
    told = " ".join(f"{remark.kind} {remark.text}" for sheet in read.sheets for remark in sheet.remarks)
    letters = "".join(told.split()).casefold()
    for kind, text in beside_the_cells(content):
        if "".join(text.split()).casefold() not in letters:
            yield f"{kind}: {text[:60]!r}"


# --- judged and audited -------------------------------------------------------------------------------------------------


def _judged_and_audited(content: bytes, file: str, watch: Stopwatch) -> Iterator[str]:
    steps: dict[str, Callable[[], None]] = {"judged": partial(_judged, content), "audited": partial(_audited, content, file)}
    for what, run in steps.items():
        try:
            with watch.step(what):
                run()
        except ShpdocsError:
            continue
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            yield f"{what}: {broken_by(error)}"


def _judged(content: bytes) -> None:
    """Judge the workbook as it is, and as if it were stamped as the partnership's return."""
    court, stamp = _court()
    with _with_tracebacks():
        court.judged(content)
        try:
            stamped = packed(parts_of(content) | {"docProps/custom.xml": custom_properties_part({_STAMP: stamp})})
        except (BadZipFile, RuntimeError):  # packed in a way that Python does not know
            return
        court.judged(stamped)


def _audited(content: bytes, file: str) -> None:
    audit_workbook(read_workbook_facts(content, file))


@contextmanager
def _with_tracebacks() -> Iterator[None]:
    os.environ["SHPDOCS_TRACEBACK"] = "1"
    try:
        yield
    finally:
        del os.environ["SHPDOCS_TRACEBACK"]


@cache
def _court() -> tuple[Court, str]:
    """A partnership that has issued its workbooks, and the stamp of one of them."""
    root = init(Path(mkdtemp()) / "partnership")
    issued = next(one for one in issue(root, PERIOD) if "partnership" in one.path.name)
    read = read_any_workbook(issued.path.read_bytes(), issued.path.name)
    assert isinstance(read, WorkbookContent)
    return Court(root), read.stamp_property.splitlines()[0]
