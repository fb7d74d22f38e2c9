"""Finding the answers in a workbook: sheets and columns by name or heading, rows by their reference or labels.

One anchor is enough. Where two that are left contradict each other, that is reported and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from shpdocs.model.cells import cell_name
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.find.columns import ColumnPositions, column_problems, defined_name, differs_from, find_columns
from shpdocs.workbook.find.indexed_sheet import IndexedSheet
from shpdocs.workbook.find.rows import Cells, FoundRows, comparable_label, find_issued_rows, find_named_rows, find_open_rows, is_same_label
from shpdocs.workbook.find.sheets import FoundSheets, find_sheets, find_support_sheets, is_of_another_period, period_in_head
from shpdocs.workbook.layout import Grid, Layout, Slot

__all__ = ["Answers", "At", "FoundAnswers", "comparable_label", "defined_name", "find_answers", "is_same_label", "issued_places"]

At = tuple[int, int]  # row and column
Answers = dict[At, tuple[Slot, RawCell]]  # of a sheet
_NO_END = 2**31
_LACKS = ("column-missing", "optional-column-missing", "row-missing", "references-gone")


class FoundAnswers(Struct, frozen=True):
    """What was found: the cell and the slot of each answer by JSON pointer (blank cells too), and what was not.

    By the grid's key: `sheets` the sheet each grid was found on, `heading_rows` the row of its headings, `columns` where
    its columns stand by key, `rows` where its named rows stand by key (more than once if they were copied). `copies` gives
    the grid and the heading row of each sheet that holds a grid's table once more, by the sheet's title; `copied_cells` are the
    cells of copies, by sheet and cell: the same as those that were read, or reported as a problem.

    `withheld` gives, for each grid of which nothing is read because its columns were moved, the sheets it stands on: it is
    in none of the others. `support_sheets` are the sheets that ask nothing but the sign-off: the name of issue by the title now.
    """

    cells: Mapping[str, tuple[Slot, RawCell]]
    problems: tuple[Problem, ...]
    sheets: Mapping[str, str]
    heading_rows: Mapping[str, int]
    columns: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)
    copies: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    copied_cells: frozenset[tuple[str, str]] = frozenset()
    withheld: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    support_sheets: Mapping[str, str] = field(default_factory=dict)

    def place(self, pointer: str) -> Place:
        """Where an answer's cell was found; a place without sheet and cell if it was not."""
        return self.cells[pointer][1].place if pointer in self.cells else Place("")


def find_answers(layout: Layout, content: WorkbookContent) -> FoundAnswers:
    """Find every answer of the layout in the workbook; what cannot be found, or might be two things, is a problem."""
    cells: Cells = {}
    problems: list[Problem] = []
    sheets, rows = find_sheets(layout, content), {}
    columns = {grid.key: find_columns(grid, sheets[grid.key][0], content) for grid in layout.grids if grid.key in sheets}
    copies: dict[str, tuple[str, int]] = {}
    copied_cells: set[tuple[str, str]] = set()
    withheld: dict[str, tuple[str, ...]] = {}
    for grid in layout.grids:
        if grid.key not in sheets:
            problems += [Problem("sheet-missing", Place(content.file), label=grid.sheet)] if _is_needed(grid) else []
            continue
        (sheet, *same), positions = sheets[grid.key], columns[grid.key]
        in_columns = tuple(column_problems(grid, sheet, positions))
        if any(problem.code == "column-moved" for problem in in_columns):
            withheld[grid.key] = (sheet.title, *(copy.title for copy in same))
            problems += in_columns
            continue
        found_rows = _find_rows(grid, sheet, positions, _end(grid, layout, sheets, columns))
        cells |= found_rows.cells
        rows[grid.key] = found_rows.numbers
        copied_cells |= found_rows.copied_cells
        in_grid = [*_period_problems(layout, grid, sheet), *in_columns, *found_rows.problems]
        problems += [problem for problem in in_grid if _is_needed(grid) or problem.code not in _LACKS]
        for copy in same:
            heading_row, cells_there, differences = _compare_copy(grid, copy, content, sheet, found_rows.cells)
            copies[copy.title] = (grid.key, heading_row)
            copied_cells |= cells_there
            problems += differences
    titles = {key: found_sheets[0].title for key, found_sheets in sheets.items()}
    kept = [grid.key for grid in layout.grids if grid.key in rows and _is_needed(grid)]
    return FoundAnswers(
        cells,
        tuple(problems),
        {key: titles[key] for key in kept},
        {key: max(columns[key].heading_row, 1) for key in kept},
        {key: positions.by_key for key, positions in columns.items() if key in rows},
        rows,
        copies,
        frozenset(copied_cells),
        withheld,
        find_support_sheets(layout, content, {title for key, title in titles.items() if key != "sign-off"}),
    )


def _is_needed(grid: Grid) -> bool:
    """Whether it is a problem if the grid is not there: the sign-off is missed as such, not as a lost table."""
    return grid.key != "sign-off"


def issued_places(layout: Layout, content: WorkbookContent) -> dict[str, Place]:
    """Return the place of every answer cell as issued, an open table's spare rows too, by the layout's pointers."""
    places: dict[str, Place] = {}
    sheets = find_sheets(layout, content)
    for grid in layout.grids:
        if grid.key in sheets:
            sheet = sheets[grid.key][0]
            columns = find_columns(grid, sheet, content)
            cells = find_issued_rows(grid, sheet, columns) if grid.open_table else find_named_rows(grid, sheet, columns).cells
            places |= {pointer: cell.place for pointer, (_, cell) in cells.items()}
    return places


def _find_rows(grid: Grid, sheet: IndexedSheet, columns: ColumnPositions, before: int = _NO_END) -> FoundRows:
    if grid.open_table:
        return FoundRows(find_open_rows(grid, sheet, columns, before), {}, (), frozenset())
    return find_named_rows(grid, sheet, columns)


def _end(grid: Grid, layout: Layout, sheets: FoundSheets, columns: Mapping[str, ColumnPositions]) -> int:
    """The row at which another grid's table begins that was put under an open table, with the lines of its head."""
    if not grid.open_table:
        return _NO_END
    sheet, heading_row = sheets[grid.key][0], columns[grid.key].heading_row
    below = [
        (columns[other.key].heading_row, other)
        for other in layout.grids
        if other is not grid and other.key in sheets and sheets[other.key][0] is sheet and columns[other.key].heading_row > heading_row
    ]
    if not below:
        return _NO_END
    end, next_grid = min(below, key=lambda entry: entry[0])
    head = {comparable_label(text) for text in (next_grid.title, *(column.guidance for column in next_grid.columns))}
    while end - 1 > heading_row and any(text in head for text in sheet.texts(end - 1).values()):
        end -= 1
    return end


def _period_problems(layout: Layout, grid: Grid, sheet: IndexedSheet) -> list[Problem]:
    """A sheet that was copied over from the workbook of another period says so in its head."""
    if not is_of_another_period(sheet, layout):
        return []
    details = {"first": layout.period.words}
    return [Problem("sheet-otherwise", Place(sheet.file, sheet.title), period_in_head(sheet), label=grid.sheet, details=details)]


def _compare_copy(
    grid: Grid, copy: IndexedSheet, content: WorkbookContent, original: IndexedSheet, cells_read: Cells
) -> tuple[int, set[tuple[str, str]], list[Problem]]:
    """The heading row and the answer cells of a sheet that holds the same table, and a question if it says something else."""
    columns = find_columns(grid, copy, content)
    found_rows = _find_rows(grid, copy, columns)
    if any(column.is_answer and column.key not in columns.by_key for column in grid.columns):
        differs = bool(found_rows.numbers) or (grid.open_table is not None and bool(columns.by_key))  # not all of it can be compared
    elif grid.open_table:
        rows_read = _table_rows(cells_read)
        differs = any(row not in rows_read for row in _table_rows(found_rows.cells))
    else:
        differs = any(
            not cell.is_blank and (pointer not in cells_read or differs_from(cell, cells_read[pointer][1]))
            for pointer, (_, cell) in found_rows.cells.items()
        )
    place = Place(copy.file, copy.title, cell_name(max(columns.heading_row, 1), 1))
    question = Problem("sheet-twice", place, copy.title, label=grid.sheet, details={"first": original.title})
    cells_there = {(cell.place.sheet, cell.place.cell) for _, cell in found_rows.cells.values()}
    return columns.heading_row, cells_there, [question] if differs else []


def _table_rows(cells: Cells) -> list[tuple[object, ...]]:
    """The rows of an open table, as they are compared."""
    rows: dict[str, list[object]] = {}
    for pointer, (_, cell) in cells.items():
        rows.setdefault(pointer.rpartition("/")[0], []).append(cell.formula or (None if cell.is_blank else cell.value))
    return [tuple(row) for row in rows.values()]
