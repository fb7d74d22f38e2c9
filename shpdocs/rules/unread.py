"""What was typed where no field reads it: told with its place, so that nothing a lead wrote is lost unseen."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.rules.find import Found
from shpdocs.rules.layout import NEW_ROW, NOT_ASKED, STATE, Grid, Layout
from shpdocs.rules.values import alike
from shpdocs.words.problem import Problem
from shpdocs.words.returns import RawCell
from shpdocs.words.workbook import CARRIED_LABEL, REFERENCE_LABEL, STATE_MARKS, SheetContent, WorkbookContent

_OURS = {"Start": 4, "Check": 3, "Checklist": 6, "Lists": 2}  # sheets that ask nothing but the sign-off, and their columns
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ISSUED_ONCE = ("None set", "Baseline", "Target")  # in workbooks that were issued otherwise
_MOST = 20  # cells told one by one a sheet; of a whole table that was pasted, the rest is told in one


def not_read(layout: Layout, content: WorkbookContent, found: Found) -> tuple[Problem, ...]:
    """Return a warning for every cell with text or numbers that is neither an answer nor what the workbook was issued with."""
    read = {(cell.place.sheet, cell.place.cell) for _, cell in found.cells.values()}
    grids = {found.sheets[grid.key]: grid for grid in layout.grids if grid.key in found.sheets}
    problems: list[Problem] = []
    for sheet in content.sheets:
        grid = grids.get(sheet.title)
        strange = _beside(sheet, found) if sheet.title in _OURS else _strange(sheet, grid, found)
        stray = [cell for cell in strange if (cell.place.sheet, cell.place.cell) not in read]
        problems += [Problem("not-read", cell.place, cell.entered) for cell in stray[:_MOST]]
        if len(stray) > _MOST:
            problems.append(Problem("more-not-read", stray[_MOST].place, details={"count": str(len(stray) - _MOST)}))
    return tuple(problems)


def _beside(sheet: SheetContent, found: Found) -> Iterator[RawCell]:
    """What stands beside the tables of a sheet of our own, or under the sign-off of the Start sheet."""
    last = max(
        (int(cell.place.cell.lstrip(_LETTERS)) for slot, cell in found.cells.values() if slot.pointer.startswith("/sign-off/")),
        default=None,
    )
    for (row, column), cell in sorted(sheet.cells.items()):
        under = sheet.title == "Start" and last is not None and row > last
        if (column > _OURS[sheet.title] or under) and not cell.is_blank and not cell.formula:
            yield cell


def _strange(sheet: SheetContent, grid: Grid | None, found: Found) -> Iterator[RawCell]:
    """The cells that hold something the sheet was not issued with; its head, over the headings, counts as issued."""
    known = _issued_texts(grid) if grid else set()
    head = found.heading_rows.get(grid.key, 0) if grid else 0
    ours = {alike(STATE.label), alike(CARRIED_LABEL)}
    states = {column for (row, column), cell in sheet.cells.items() if row == head and alike(cell.entered) in ours}
    for (row, column), cell in sorted(sheet.cells.items()):
        is_head = grid is not None and row <= head and column <= len(grid.columns) + 1
        is_state = column in states and (cell.formula != "" or cell.entered.startswith(STATE_MARKS))
        if not (cell.is_blank or is_head or is_state or alike(cell.entered) in known):
            yield cell


def _issued_texts(grid: Grid) -> set[str]:
    texts = {
        *_ISSUED_ONCE,
        NOT_ASKED,
        NEW_ROW,
        STATE.label,
        REFERENCE_LABEL,
        *(column.label for column in grid.columns),
        *(row.key for row in grid.rows),
    }
    return {alike(text) for text in texts | {cell for row in grid.rows for cell in row.cells if isinstance(cell, str)}}
