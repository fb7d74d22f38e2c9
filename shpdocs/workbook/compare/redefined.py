"""What changed in a definition since a workbook was issued, as far as the workbook itself shows it."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from shpdocs.answers.values import comparable, tidy
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.model.workbook import RESERVED_HEADINGS, SheetContent, WorkbookContent
from shpdocs.workbook.compare.altered import labels
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import NOT_ASKED, REFERENCE, Grid, Layout

_MOST = 5  # changes told; the rest is counted
_LONGEST = 60  # characters of a text in a change
_LACKS = ("sheet-missing", "column-missing", "optional-column-missing", "row-missing")
_ROWS = ("fields/", "measures/", "tables/")  # how references begin


def older_definition(layout: Layout, content: WorkbookContent, found: FoundAnswers) -> Problem:
    """Return the notice that a workbook was issued by another definition, with what was asked or told otherwise then."""
    told = [
        *(f"{_quoted(text)} is no longer asked" for text in _no_longer(layout, content, found)),
        *(f"{_quoted(label)} was not asked then" for label in dict.fromkeys(p.label for p in found.problems if p.code in _LACKS)),
        *_told_otherwise(layout, content, found),
    ]
    changes = list(dict.fromkeys(told))
    shown = "; ".join(changes[:_MOST]) or "in nothing that stands on its sheets"
    more = len(changes) - _MOST
    return Problem("older-definition", Place(content.file), details={"changes": f"{shown}; and {more} more" if more > 0 else shown})


def _quoted(text: str) -> str:
    return f"'{shorten(tidy(text), _LONGEST, placeholder=' …')}'"


def _told_otherwise(layout: Layout, content: WorkbookContent, found: FoundAnswers) -> Iterator[str]:
    for label in labels(layout, content, found):
        if not label.is_as_issued and label.column.key != REFERENCE.key:
            yield f"{_quoted(label.cell.entered)} is now {_quoted(label.issued)}"


def _no_longer(layout: Layout, content: WorkbookContent, found: FoundAnswers) -> Iterator[str]:
    """Rows, columns and sheets of the workbook that today's layout does not have."""
    grids = {found.sheets[grid.key]: grid for grid in layout.grids if grid.key in found.sheets}
    known = {*found.support_sheets, *found.copies, *(title for titles in found.withheld.values() for title in titles)}
    for sheet in content.sheets:
        if sheet.title in grids:
            grid = grids[sheet.title]
            yield from _columns_gone(grid, sheet, found)
            yield from _rows_gone(grid, sheet, found)
        elif sheet.title not in known and _is_issued(sheet):
            yield sheet.title


def _is_issued(sheet: SheetContent) -> bool:
    """Whether a sheet has headings that only our sheets have."""
    ours = {comparable(text) for text in RESERVED_HEADINGS}
    return sum(1 for cell in sheet.cells.values() if isinstance(cell.value, str) and comparable(cell.value) in ours) > 0


def _columns_gone(grid: Grid, sheet: SheetContent, found: FoundAnswers) -> Iterator[str]:
    known = set(found.columns[grid.key].values())
    ours = {comparable(text) for text in RESERVED_HEADINGS}
    row = found.heading_rows[grid.key]
    headings = {column: cell for (at, column), cell in sheet.cells.items() if at == row and not cell.is_blank}
    last = max(known, default=0)
    while last + 1 in headings:  # the table's last columns; what a lead wrote apart from them is no heading
        last += 1
    for column, cell in sorted(headings.items()):
        if column <= last and column not in known and comparable(cell.entered) not in ours:
            yield cell.entered


def _rows_gone(grid: Grid, sheet: SheetContent, found: FoundAnswers) -> Iterator[str]:
    """The rows with a reference of another definition, by their first label."""
    columns = found.columns[grid.key]
    reference = columns.get(REFERENCE.key)
    own = {number for numbers in found.rows.get(grid.key, {}).values() for number in numbers}
    for (row, column), cell in sorted(sheet.cells.items()):
        if column == reference and row not in own and isinstance(cell.value, str) and cell.value.strip().startswith(_ROWS):
            name = min((at for key, at in columns.items() if not key.startswith("_") or key == "_row"), default=0)
            label = sheet.cells.get((row, name))
            yield label.entered if label and label.entered != NOT_ASKED else cell.value
