"""What was typed where no field reads it: told with its place, so that nothing a lead wrote is lost unseen."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.answers.values import comparable
from shpdocs.model.cells import cell_at, cell_name
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import RESERVED_HEADINGS, SheetContent, WorkbookContent
from shpdocs.workbook.compare.unread.issued import Cells, Issued, identities
from shpdocs.workbook.compare.unread.ours import beside, typed_over
from shpdocs.workbook.compare.unread.tables import strange_in_tables
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import REFERENCE, Grid, Layout

__all__ = ["Issued", "not_read"]

_MOST = 20  # cells told one by one a sheet; of a whole table that was pasted, the rest is told in one


def not_read(layout: Layout, content: WorkbookContent, found: FoundAnswers, issued: Issued | None = None) -> tuple[Problem, ...]:
    """Return a warning for every cell with text or numbers that is neither an answer nor what the workbook was issued with.

    And one for every comment and text box.
    """
    known = issued or Issued()
    read: dict[str, set[str]] = {}
    for place in (*(cell.place for _, cell in found.cells.values()), *(problem.place for problem in known.told)):
        read.setdefault(place.sheet, set()).add(place.cell)
    for title, name in found.copied_cells:
        read.setdefault(title, set()).add(name)
    identity = identities(layout, content, known.stamp)
    grids_on = _grids_by_sheet(layout, found)
    withheld = {title for titles in found.withheld.values() for title in titles}
    problems: list[Problem] = []
    for sheet in content.sheets:
        grids, own = grids_on.get(sheet.title, []), read.get(sheet.title, set())
        left = [(at, cell) for at, cell in sheet.cells.items() if cell.place.cell not in own]
        if sheet.title in withheld:
            continue
        name = found.support_sheets.get(sheet.title, "")
        if name and not grids:
            ours = replace(sheet, title=name)  # it may have been renamed
            strange = [*beside(name, left, found), *typed_over(layout, ours, left, content, identity, known)]
        elif grids:
            strange = list(strange_in_tables(sheet, left, grids, identity, found, known))
        else:
            strange = [cell for _, cell in (_no_longer(sheet, left) if known.has_other_words else left)]
        stray = sorted((cell for cell in dict.fromkeys(strange) if not cell.is_blank), key=_position)
        problems += [_told(cell, _answer_beside(cell, grids, found)) for cell in stray[:_MOST]]
        if len(stray) > _MOST:
            problems.append(Problem("more-not-read", stray[_MOST].place, details={"count": str(len(stray) - _MOST)}))
        problems += [
            Problem("remark-not-read", Place(content.file, sheet.title, remark.cell), remark.text, details={"kind": remark.kind})
            for remark in sheet.remarks
            if remark.text.strip()
        ]
    return tuple(problems)


def _told(cell: RawCell, answer: str) -> Problem:
    """What is told of a cell that is not read; with the answer's cell beside it, if it stands in no column of the table's own."""
    if answer:
        return Problem("typed-beside", cell.place, cell.entered, details={"first": answer})
    return Problem("not-read", cell.place, cell.entered)


def _answer_beside(cell: RawCell, grids: list[Grid], found: FoundAnswers) -> str:
    """The answer's cell on the left of one in a column that stands between those of a table, as those of queries do; or ''."""
    row, column = _position(cell)
    for grid in grids:
        numbers = found.columns.get(grid.key, {}).values()
        if column not in numbers and min(numbers, default=0) < column < max(numbers, default=0):
            place = replace(cell.place, cell=cell_name(row, column - 1))
            if any(answer.place == place for _, answer in found.cells.values()):
                return place.cell
    return ""


def _grids_by_sheet(layout: Layout, found: FoundAnswers) -> dict[str, list[Grid]]:
    """The grids that stand on each sheet, or stand there once more."""
    by_key = {grid.key: grid for grid in layout.grids}
    grids: dict[str, list[Grid]] = {}
    for key, title in found.sheets.items():
        grids.setdefault(title, []).append(by_key[key])
    for title, (key, _) in found.copies.items():
        grids.setdefault(title, []).append(by_key[key])
    return grids


def _position(cell: RawCell) -> tuple[int, int]:
    return cell_at(cell.place.cell)


def _no_longer(sheet: SheetContent, left: Cells) -> Cells:
    """Of a sheet of a table that is no longer asked: what the lead may have typed under its headings, without our own columns."""
    ours = {comparable(text) for text in RESERVED_HEADINGS}
    at = [(row, column) for (row, column), cell in sheet.cells.items() if isinstance(cell.value, str) and comparable(cell.value) in ours]
    if not at:
        return left
    head, columns = at[0][0], {column for _, column in at}
    if any(comparable(sheet.cells[place].entered) == comparable(REFERENCE.label) for place in at):
        columns.add(min(columns) + 1)  # the labels of its rows
    return [((row, column), cell) for (row, column), cell in left if row > head and column not in columns]
