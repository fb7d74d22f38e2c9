"""The labels of a workbook's tables: their headings, and what says in each named row what is asked."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.model.cells import cell_name
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.find import FoundAnswers, is_same_label
from shpdocs.workbook.layout import NOT_ASKED, Grid, Layout

LabelKey = tuple[str, str, str]  # keys of a grid, of a row ('' for its headings) and of a column


def labels(layout: Layout, content: WorkbookContent, places: FoundAnswers) -> dict[LabelKey, RawCell]:
    """Return the cell of every heading and of every label of a named row that was found, in the order of the layout.

    A cell that says that nothing is asked there is no label: whatever is typed over it is told as not read.
    """
    by_title = {sheet.title: sheet for sheet in content.sheets}
    cells: dict[LabelKey, RawCell] = {}
    for grid in layout.grids:
        title = places.sheets.get(grid.key)
        if title in by_title:
            sheet = by_title[title]
            for row_key, number, columns in _rows(grid, places):
                for key, column in columns.items():
                    place = Place(content.file, sheet.title, cell_name(number, column))
                    cells[grid.key, row_key, key] = sheet.cells.get((number, column)) or RawCell(place)
    return cells


def _rows(grid: Grid, places: FoundAnswers) -> Iterator[tuple[str, int, dict[str, int]]]:
    """The row of the headings and every named row: its key, its number, and the columns of its labels by key."""
    columns, rows = places.columns[grid.key], places.rows[grid.key]
    yield "", places.heading_rows[grid.key], {column.key: columns[column.key] for column in grid.all_columns if column.key in columns}
    own = [(at, column.key) for at, column in enumerate(grid.columns) if column.key in columns and not column.is_answer]
    for row in grid.rows:
        if row.key in rows:
            yield row.key, rows[row.key][0], {key: columns[key] for at, key in own if row.cells[at] not in ("", NOT_ASKED)}


def is_same_text(cell: RawCell, was: RawCell) -> bool:
    """Whether a cell still says the same; how a program stores a number or a space does not matter."""
    return not cell.formula and (cell.value == was.value or is_same_label(cell.entered, was.entered))
