"""Finding the answers in a workbook: sheets and columns by name or heading, rows by their reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shpdocs.rules.layout import REFERENCE, Column, Grid, Layout, Row, Slot, table_slot
from shpdocs.rules.values import alike
from shpdocs.words.problem import Problem
from shpdocs.words.returns import Place, RawCell
from shpdocs.words.workbook import SheetContent, WorkbookContent, cell_name


@dataclass(frozen=True)
class Found:
    """What was found: the cell and the slot of each answer by JSON pointer (blank cells too), and what was not.

    `sheets` gives the sheet each grid was found on, `heading_rows` the row of its headings, both by the grid's key.
    """

    cells: Mapping[str, tuple[Slot, RawCell]]
    problems: tuple[Problem, ...]
    sheets: Mapping[str, str]
    heading_rows: Mapping[str, int]


@dataclass(frozen=True)
class _Columns:
    """Where a grid's columns stand on a sheet: the heading row and each column by key, counted from 1."""

    heading_row: int
    by_key: Mapping[str, int]


def name_of(grid: Grid, column: Column) -> str:
    """The defined name on a column's heading."""
    return "at_" + f"{grid.key}__{column.key}".replace("-", "_")  # no key has two hyphens, so no two names are the same


def find_answers(layout: Layout, content: WorkbookContent) -> Found:
    """Find every answer of the layout in the workbook; what cannot be found is a problem."""
    cells: dict[str, tuple[Slot, RawCell]] = {}
    problems: list[Problem] = []
    sheets: dict[str, str] = {}
    heading_rows: dict[str, int] = {}
    for grid in layout.grids:
        sheet = _sheet_of(grid, content)
        if sheet is None:
            problems += [Problem("sheet-missing", Place(content.file), label=grid.sheet)] if _is_needed(grid) else []
            continue
        columns = _columns_of(grid, sheet, content)
        if not _is_needed(grid):
            cells |= _named_rows(grid, sheet, columns, content.file)[0]
            continue
        problems += [*_moved_columns(grid, sheet, columns, content), *_missing_columns(grid, sheet, columns, content)]
        sheets[grid.key], heading_rows[grid.key] = sheet.title, max(columns.heading_row, 1)
        if grid.open_table:
            cells |= _open_rows(grid, sheet, columns, content.file)
        else:
            found, lost = _named_rows(grid, sheet, columns, content.file)
            cells |= found
            problems += lost
    return Found(cells, tuple(problems), sheets, heading_rows)


def _is_needed(grid: Grid) -> bool:
    """Whether it is a problem if the grid is not there: the sign-off is missed as such, not as a lost table."""
    return grid.key != "sign-off"


def issued_places(layout: Layout, content: WorkbookContent) -> dict[str, Place]:
    """Return the place of every answer cell as issued, an open table's spare rows too, by the layout's pointers."""
    places: dict[str, Place] = {}
    for grid in layout.grids:
        sheet = _sheet_of(grid, content)
        if sheet is not None:
            columns = _columns_of(grid, sheet, content)
            if grid.open_table:
                found = {
                    pointer: cell
                    for below, row in enumerate(grid.rows, columns.heading_row + 1)
                    for pointer, cell in _row_cells(grid, row, sheet, columns, below, content.file).items()
                }
            else:
                found, _ = _named_rows(grid, sheet, columns, content.file)
            places |= {pointer: cell.place for pointer, (_, cell) in found.items()}
    return places


def _sheet_of(grid: Grid, content: WorkbookContent) -> SheetContent | None:
    """The sheet its column names stand on; else the one of its title; else the one that looks most like it.

    Two grids may share references (Measures and Activity), so what counts first are the grid's own headings.
    """
    by_title = {sheet.title: sheet for sheet in content.sheets}
    named = [content.names[name][0] for name in (name_of(grid, column) for column in grid.all_columns) if name in content.names]
    for title in (*dict.fromkeys(named), grid.sheet):
        if title in by_title:
            return by_title[title]
    keys = {row.key for row in grid.rows}
    own = {alike(column.label) for column in grid.columns if column.is_answer}
    likeness = {
        sheet.title: (
            len(own & {alike(str(cell.value)) for cell in sheet.cells.values()}),
            sum(cell.value in keys for cell in sheet.cells.values()),
        )
        for sheet in content.sheets
    }
    best = max(likeness, key=lambda title: likeness[title], default="")
    headings, references = likeness.get(best, (0, 0))
    is_it = headings == len(own) if grid.open_table else headings and references
    return by_title[best] if is_it else None


def _columns_of(grid: Grid, sheet: SheetContent, content: WorkbookContent) -> _Columns:
    """Columns by the names on their headings; those whose name is lost, by the heading's text in the same row."""
    by_key: dict[str, int] = {}
    rows: list[int] = []
    for column in grid.all_columns:
        title, at = content.names.get(name_of(grid, column), ("", (0, 0)))
        if title == sheet.title:
            by_key[column.key] = at[1]
            rows.append(at[0])
    labels = {alike(column.label): column.key for column in grid.all_columns}
    heading_row = max(set(rows), key=rows.count) if rows else _heading_row(labels, sheet)
    for (row, number), cell in sorted(sheet.cells.items()):
        key = labels.get(alike(str(cell.value))) if row == heading_row else None
        if key and key not in by_key:
            by_key[key] = number
    return _Columns(heading_row, by_key)


def _heading_row(labels: Mapping[str, str], sheet: SheetContent) -> int:
    """The row in which most headings stand, or 0."""
    counts: dict[int, int] = {}
    for (row, _), cell in sheet.cells.items():
        if isinstance(cell.value, str) and alike(cell.value) in labels:
            counts[row] = counts.get(row, 0) + 1
    return max(counts, key=lambda row: (counts[row], -row), default=0)


def _moved_columns(grid: Grid, sheet: SheetContent, columns: _Columns, content: WorkbookContent) -> list[Problem]:
    """A column whose name stands on one cell and whose heading stands on another: told once a sheet, never guessed."""
    headings = {number: alike(str(cell.value)) for (row, number), cell in sheet.cells.items() if row == columns.heading_row}
    for column in grid.all_columns:
        number, label = columns.by_key.get(column.key, 0), alike(column.label)
        if headings.get(number) != label and label in headings.values():
            place = Place(content.file, sheet.title, cell_name(columns.heading_row, max(number, 1)))
            return [Problem("column-moved", place, label=column.label)]
    return []


def _missing_columns(grid: Grid, sheet: SheetContent, columns: _Columns, content: WorkbookContent) -> list[Problem]:
    """A lost column of answers; where none of them is required, a lead may have done without it, so it only looks odd."""
    required = {REFERENCE.key} if not grid.open_table else set()
    for row in grid.rows:
        cells = zip(grid.columns, row.cells, strict=True)
        required |= {column.key for column, cell in cells if isinstance(cell, Slot) and cell.asked.required}
    needed = [column for column in (*grid.columns, REFERENCE) if column.is_answer or column.key in required]
    place = Place(content.file, sheet.title)
    return [
        Problem("column-missing" if column.key in required else "optional-column-missing", place, label=column.label)
        for column in needed
        if column.key not in columns.by_key
    ]


def _cell_at(sheet: SheetContent, row: int, column: int, file: str) -> RawCell:
    """The cell there; a blank one with its place if nothing was entered."""
    return sheet.cells.get((row, column)) or RawCell(Place(file, sheet.title, cell_name(row, column)))


def _named_rows(grid: Grid, sheet: SheetContent, columns: _Columns, file: str) -> tuple[dict[str, tuple[Slot, RawCell]], list[Problem]]:
    reference = columns.by_key.get(REFERENCE.key, 0)
    at: dict[str, list[int]] = {}
    for (row_number, column_number), cell in sorted(sheet.cells.items()):
        if column_number == reference and row_number > columns.heading_row:
            at.setdefault(str(cell.value).strip(), []).append(row_number)
    cells: dict[str, tuple[Slot, RawCell]] = {}
    problems = []
    for row in grid.rows:
        label = next((cell for cell in row.cells if isinstance(cell, str)), row.key)
        if row.key in at:
            first, *others = (_row_cells(grid, row, sheet, columns, number, file) for number in at[row.key])
            cells |= first
            if any(not cell.is_blank and cell.value != first[pointer][1].value for other in others for pointer, (_, cell) in other.items()):
                place = Place(file, sheet.title, cell_name(at[row.key][1], reference))
                problems.append(Problem("row-twice", place, entered=row.key, label=label))
        elif reference:
            problems.append(Problem("row-missing", Place(file, sheet.title), entered=row.key, label=label))
    return cells, problems


def _row_cells(grid: Grid, row: Row, sheet: SheetContent, columns: _Columns, number: int, file: str) -> dict[str, tuple[Slot, RawCell]]:
    return {
        slot.pointer: (slot, _cell_at(sheet, number, columns.by_key[column.key], file))
        for column, slot in zip(grid.columns, row.cells, strict=True)
        if isinstance(slot, Slot) and column.key in columns.by_key
    }


def _open_rows(grid: Grid, sheet: SheetContent, columns: _Columns, file: str) -> dict[str, tuple[Slot, RawCell]]:
    """Every row under the heading in which the lead entered anything, numbered from 0 in the order of the sheet."""
    table = grid.open_table
    assert table is not None
    numbers = {columns.by_key[column.key] for column in table.columns if column.key in columns.by_key}
    used = sorted(
        {row for (row, column), cell in sheet.cells.items() if row > columns.heading_row and column in numbers and not cell.is_blank}
    )
    cells: dict[str, tuple[Slot, RawCell]] = {}
    for index, row in enumerate(used):
        for column in table.columns:
            if column.key in columns.by_key:
                slot = table_slot(table, str(index), f"row {index + 1}", column)
                cells[slot.pointer] = (slot, _cell_at(sheet, row, columns.by_key[column.key], file))
    return cells
