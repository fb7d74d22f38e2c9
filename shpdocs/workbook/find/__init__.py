"""Finding the answers in a workbook: sheets and columns by name or heading, rows by their reference or labels.

One anchor is enough. Where two that are left contradict each other, that is told and nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from shpdocs.model.cells import cell_name
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.find.columns import Columns, column_problems, columns_of, defined_name, is_other
from shpdocs.workbook.find.rows import Cells, Rows, comparable_label, is_same_label, issued_rows, named_rows, open_rows
from shpdocs.workbook.find.sheet_rows import Lines
from shpdocs.workbook.find.sheets import SheetOf, is_of_another_period, period_in_head, sheets_of
from shpdocs.workbook.find.support_sheets import find_support_sheets
from shpdocs.workbook.layout import Grid, Layout, Slot

__all__ = ["FoundAnswers", "comparable_label", "defined_name", "find_answers", "is_same_label", "issued_places"]

_NO_END = 2**31
_LACKS = ("column-missing", "optional-column-missing", "row-missing", "references-gone")


class FoundAnswers(Struct, frozen=True):
    """What was found: the cell and the slot of each answer by JSON pointer (blank cells too), and what was not.

    By the grid's key: `sheets` the sheet each grid was found on, `heading_rows` the row of its headings, `columns` where
    its columns stand by key, `rows` where its named rows stand by key (more than once if they were copied). `copies` gives
    the grid and the heading row of each sheet that holds a grid's table once more, by the sheet's title; `copied_cells` are the
    cells of copies, by sheet and cell: the same as those that were read, or told as a problem.

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


def find_answers(layout: Layout, content: WorkbookContent) -> FoundAnswers:
    """Find every answer of the layout in the workbook; what cannot be found, or might be two things, is a problem."""
    cells: Cells = {}
    problems: list[Problem] = []
    sheets, columns, rows = sheets_of(layout, content), {}, {}
    copies: dict[str, tuple[str, int]] = {}
    copied_cells: set[tuple[str, str]] = set()
    withheld: dict[str, tuple[str, ...]] = {}
    for grid in layout.grids:
        if grid.key in sheets:
            columns[grid.key] = columns_of(grid, sheets[grid.key].lines, content)
    for grid in layout.grids:
        if grid.key not in sheets:
            problems += [Problem("sheet-missing", Place(content.file), label=grid.sheet)] if _is_needed(grid) else []
            continue
        lines, at = sheets[grid.key].lines, columns[grid.key]
        of_columns = tuple(column_problems(grid, lines, at))
        if any(problem.code == "column-moved" for problem in of_columns):
            withheld[grid.key] = tuple(of.sheet.title for of in (lines, *sheets[grid.key].copies))
            problems += of_columns
            continue
        found = _rows(grid, lines, at, _end(grid, layout, sheets, columns))
        cells |= found.cells
        rows[grid.key] = found.numbers
        copied_cells |= found.copied_cells
        told = [*_of_another_period(layout, grid, lines), *of_columns, *found.problems]
        problems += [problem for problem in told if _is_needed(grid) or problem.code not in _LACKS]
        for copy in sheets[grid.key].copies:
            row, of_copy, differs = _compared(grid, copy, content, lines, found.cells)
            copies[copy.sheet.title] = (grid.key, row)
            copied_cells |= of_copy
            problems += differs
    titles = {key: of.lines.sheet.title for key, of in sheets.items()}
    kept = [grid.key for grid in layout.grids if grid.key in rows and _is_needed(grid)]
    return FoundAnswers(
        cells,
        tuple(problems),
        {key: titles[key] for key in kept},
        {key: max(columns[key].heading_row, 1) for key in kept},
        {key: at.by_key for key, at in columns.items() if key in rows},
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
    sheets = sheets_of(layout, content)
    for grid in layout.grids:
        if grid.key in sheets:
            lines = sheets[grid.key].lines
            columns = columns_of(grid, lines, content)
            cells = issued_rows(grid, lines, columns) if grid.open_table else named_rows(grid, lines, columns).cells
            places |= {pointer: cell.place for pointer, (_, cell) in cells.items()}
    return places


def _rows(grid: Grid, lines: Lines, columns: Columns, before: int = _NO_END) -> Rows:
    if grid.open_table:
        return Rows(open_rows(grid, lines, columns, before), {}, (), frozenset())
    return named_rows(grid, lines, columns)


def _end(grid: Grid, layout: Layout, sheets: Mapping[str, SheetOf], columns: Mapping[str, Columns]) -> int:
    """The row at which another grid's table begins that was put under an open table, with the lines of its head."""
    if not grid.open_table:
        return _NO_END
    lines, own = sheets[grid.key].lines, columns[grid.key].heading_row
    below = [
        (columns[other.key].heading_row, other)
        for other in layout.grids
        if other is not grid and other.key in sheets and sheets[other.key].lines is lines and columns[other.key].heading_row > own
    ]
    if not below:
        return _NO_END
    end, other = min(below, key=lambda found: found[0])
    head = {comparable_label(text) for text in (other.title, *(column.guidance for column in other.columns))}
    while end - 1 > own and set(lines.texts(end - 1).values()) and any(text in head for text in lines.texts(end - 1).values()):
        end -= 1
    return end


def _of_another_period(layout: Layout, grid: Grid, lines: Lines) -> list[Problem]:
    """A sheet that was copied over from the workbook of another period says so in its head."""
    if not is_of_another_period(lines, layout):
        return []
    details = {"first": layout.period.words}
    return [Problem("sheet-otherwise", Place(lines.file, lines.sheet.title), period_in_head(lines), label=grid.sheet, details=details)]


def _compared(
    grid: Grid, copy: Lines, content: WorkbookContent, lines: Lines, read: Cells
) -> tuple[int, set[tuple[str, str]], list[Problem]]:
    """The heading row and the answer cells of a sheet that holds the same table, and a question if it says something else."""
    columns = columns_of(grid, copy, content)
    found = _rows(grid, copy, columns)
    there = found.cells
    if any(column.is_answer and column.key not in columns.by_key for column in grid.columns):
        differs = bool(found.numbers) or (grid.open_table is not None and bool(columns.by_key))  # not all of it can be compared
    elif grid.open_table:
        own = _table(read)
        differs = any(row not in own for row in _table(there))
    else:
        differs = any(not cell.is_blank and (at not in read or is_other(cell, read[at][1])) for at, (_, cell) in there.items())
    place = Place(copy.file, copy.sheet.title, cell_name(max(columns.heading_row, 1), 1))
    details = {"first": lines.sheet.title}
    told = [Problem("sheet-twice", place, copy.sheet.title, label=grid.sheet, details=details)] if differs else []
    return columns.heading_row, {(cell.place.sheet, cell.place.cell) for _, cell in there.values()}, told


def _table(cells: Cells) -> list[tuple[object, ...]]:
    """The rows of an open table, as they are compared."""
    rows: dict[str, list[object]] = {}
    for pointer, (_, cell) in cells.items():
        rows.setdefault(pointer.rpartition("/")[0], []).append(cell.formula or (None if cell.is_blank else cell.value))
    return [tuple(row) for row in rows.values()]
