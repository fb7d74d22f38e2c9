"""Finding the rows of a grid: named ones by their reference, else by their labels; those of an open table by where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from shpdocs.answers.values import comparable
from shpdocs.model.cells import cell_name
from shpdocs.model.definition import Field
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import LAST_YEAR
from shpdocs.workbook.find.columns import ColumnPositions, differs_from, normalised_reference
from shpdocs.workbook.find.indexed_sheet import IndexedSheet
from shpdocs.workbook.layout import REFERENCE, STATE, Grid, Row, Slot, table_slot

Cells = dict[str, tuple[Slot, RawCell]]
_IDENTIFYING = ("counts", "guidance")  # columns whose texts say, with that of the first, which row it is


class _MovedRow(Struct, frozen=True):
    """A row of the sheet with the label of one row and the reference of another."""

    labelled: Row
    referenced: Row
    number: int


class FoundRows(Struct, frozen=True):
    """The rows found, and what is wrong with them.

    `numbers` gives the rows of the sheet at which each row of the grid stands, by key: one, unless it was copied;
    `copied_cells` the cells of copies, which are either the same as those read or reported as a problem.
    """

    cells: Cells
    numbers: Mapping[str, tuple[int, ...]]
    problems: tuple[Problem, ...]
    copied_cells: frozenset[tuple[str, str]]


def find_named_rows(grid: Grid, sheet: IndexedSheet, columns: ColumnPositions) -> FoundRows:
    """The rows of a grid that has references; a row with a reference and another row's label is reported, never guessed."""
    numbers, moved = _by_reference(grid, sheet, columns)
    in_question = {row.key for found in moved for row in (found.labelled, found.referenced)}
    lost = [row for row in grid.rows if row.key not in numbers and row.key not in in_question]
    by_label = _by_labels(grid, sheet, columns, lost, numbers, {row.number for row in moved}) if lost else {}
    numbers |= by_label
    positions = {key: tuple(rows) for key, rows in numbers.items()}
    cells: Cells = {}
    copied_cells = {place for row in moved for place in _answer_places(grid, sheet, columns, row.number)}
    problems = [_moved_problem(sheet, columns, row) for row in moved]
    for row in grid.rows:
        if row.key in positions:
            first, *copies = (_row_cells(grid, row, sheet, columns, number) for number in positions[row.key])
            cells |= first
            copied_cells |= {(cell.place.sheet, cell.place.cell) for copy in copies for _, cell in copy.values()}
            if any(not cell.is_blank and differs_from(cell, first[pointer][1]) for copy in copies for pointer, (_, cell) in copy.items()):
                place = Place(sheet.file, sheet.title, cell_name(positions[row.key][1], columns.by_key.get(REFERENCE.key, 1)))
                problems.append(Problem("row-twice", place, entered=row.key, label=row.name))
    problems += _lost_problems(sheet, columns, [row for row in lost if row.key not in positions], len(by_label))
    return FoundRows(cells, positions, tuple(problems), frozenset(copied_cells))


def _by_reference(grid: Grid, sheet: IndexedSheet, columns: ColumnPositions) -> tuple[dict[str, list[int]], list[_MovedRow]]:
    """The rows of the sheet by reference; and those that have the label of another row."""
    reference, name_column = columns.by_key.get(REFERENCE.key, 0), columns.by_key.get(grid.columns[0].key, 0)
    by_key, by_name = {row.key.casefold(): row for row in grid.rows}, _by_name(grid)
    numbers: dict[str, list[int]] = {}
    moved = []
    for number in sheet.below(columns.heading_row):
        cell, name = (sheet.rows[number].get(column) for column in (reference, name_column))
        row = by_key.get(normalised_reference(cell.value)) if cell else None
        if row is None:
            continue
        labelled = by_name.get(comparable(name.entered), row) if name and name.value != row.name else row
        if comparable(row.name) == comparable(labelled.name):
            numbers.setdefault(row.key, []).append(number)
        else:
            moved.append(_MovedRow(labelled, row, number))
    return numbers, moved


def _by_name(grid: Grid) -> dict[str, Row]:
    """The rows of the grid that have a name of their own, by that name."""
    counts = Counter(comparable(row.name) for row in grid.rows)
    return {name: row for row in grid.rows if (name := comparable(row.name)) and counts[name] == 1}


def _by_labels(
    grid: Grid, sheet: IndexedSheet, columns: ColumnPositions, lost: list[Row], numbers: Mapping[str, list[int]], taken: set[int]
) -> dict[str, list[int]]:
    """The rows whose reference is lost, by their labels, where these can mean no other row.

    All labels that identify a row must be as issued; where the reference was cleared, the row's name is enough.
    """
    reference, name_column = columns.by_key.get(REFERENCE.key, 0), columns.by_key.get(grid.columns[0].key, 0)
    identifying = [
        (at, columns.by_key[column.key])
        for at, column in enumerate(grid.columns)
        if (at == 0 or column.key in _IDENTIFYING) and column.key in columns.by_key
    ]
    by_name = _by_name(grid)
    known = {number for rows in numbers.values() for number in rows} | taken
    full: dict[tuple[str, ...], list[int]] = {}
    named: dict[str, list[int]] = {}
    for number in sheet.below(columns.heading_row):
        if number in known:
            continue
        full.setdefault(tuple(comparable_label(sheet.cell(number, column).entered) for _, column in identifying), []).append(number)
        row = by_name.get(sheet.text(number, name_column)) if name_column and sheet.cell(number, reference).is_blank else None
        if row:
            named.setdefault(row.key, []).append(number)
    issued = {row.key: tuple(comparable_label(str(row.cells[at])) for at, _ in identifying) for row in grid.rows}
    counts = Counter(issued.values())
    by_label = {}
    for row in lost:
        labels = issued[row.key]
        same = full.get(labels, []) if any(labels) and counts[labels] == 1 else []
        by_label[row.key] = sorted({*same, *named.get(row.key, [])})
    return {key: rows for key, rows in by_label.items() if rows}


def comparable_label(text: str) -> str:
    """A label as it is compared: without what depends on the returns of last year."""
    return comparable("\n".join(line for line in text.split("\n") if not line.startswith(LAST_YEAR)))


def is_same_label(now: str, issued: str) -> bool:
    """Whether a label still says what it was issued as; how a program stores a number or a space does not matter."""
    return comparable_label(now) == comparable_label(issued) or _is_same_number(now, issued)


def _is_same_number(now: str, issued: str) -> bool:
    try:
        return float(now.replace(",", "")) == float(issued.replace(",", ""))
    except ValueError:
        return False


def _moved_problem(sheet: IndexedSheet, columns: ColumnPositions, moved: _MovedRow) -> Problem:
    place = Place(sheet.file, sheet.title, cell_name(moved.number, columns.by_key[REFERENCE.key]))
    return Problem("row-moved", place, moved.referenced.key, label=moved.labelled.name, details={"first": moved.labelled.key})


def _lost_problems(sheet: IndexedSheet, columns: ColumnPositions, lost: list[Row], by_label: int) -> list[Problem]:
    """The rows that neither reference nor label says, and a notice of those that were found by their labels."""
    place = Place(sheet.file, sheet.title)
    if lost and not by_label and REFERENCE.key not in columns.by_key:
        return [Problem("column-missing", place, label=REFERENCE.label)]
    problems = [Problem("row-missing", place, entered=row.key, label=row.name) for row in lost]
    if by_label:
        problems.append(Problem("references-gone", place, details={"count": f"{by_label} row{'s' if by_label > 1 else ''}"}))
    return problems


def _row_cells(grid: Grid, row: Row, sheet: IndexedSheet, columns: ColumnPositions, number: int) -> Cells:
    slots = (entry for entry in grid.slots(row) if entry[0].key in columns.by_key)
    return {slot.pointer: (slot, sheet.cell(number, columns.by_key[column.key])) for column, slot in slots}


def find_open_rows(grid: Grid, sheet: IndexedSheet, columns: ColumnPositions, before: int) -> Cells:
    """Every row under the headings in which the lead entered anything, numbered from 0 in the order of the sheet.

    The table ends before the row `before`; a row that only repeats the headings is none, and neither is a Total Row.
    """
    table = grid.open_table
    assert table is not None
    by_key = columns.by_key
    positions = [(column, by_key[column.key]) for column in table.columns if column.key in by_key]
    cells: Cells = {}
    index = 0
    for row in sheet.below(columns.heading_row):
        if row >= before or row in sheet.content.totals:
            continue
        in_row = sheet.rows[row]
        entered = [(column, in_row[number]) for column, number in positions if number in in_row and not in_row[number].is_blank]
        is_full = len(entered) == len(positions)
        if not entered or (is_full and _are_headings(entered, in_row.get(by_key.get(STATE.key, 0)))):
            continue
        for column, number in positions:
            slot = table_slot(table, str(index), f"row {index + 1}", column)
            cells[slot.pointer] = (slot, sheet.cell(row, number))
        index += 1
    return cells


def _are_headings(entered: list[tuple[Field, RawCell]], state: RawCell | None) -> bool:
    """Whether a row repeats the headings of the table, that of the State too."""
    is_state_heading = state is not None and comparable(state.entered) == comparable(STATE.label)
    return is_state_heading and all(comparable(cell.entered) == comparable(column.label) for column, cell in entered)


def _answer_places(grid: Grid, sheet: IndexedSheet, columns: ColumnPositions, number: int) -> list[tuple[str, str]]:
    """The cells of a row that may hold answers."""
    answers = [columns.by_key[column.key] for column in grid.columns if column.is_answer and column.key in columns.by_key]
    return [(sheet.title, cell_name(number, column)) for column in answers]


def find_issued_rows(grid: Grid, sheet: IndexedSheet, columns: ColumnPositions) -> Cells:
    """Every row that an open table was issued with, by the layout's pointers."""
    cells: Cells = {}
    for below, row in enumerate(grid.rows, columns.heading_row + 1):
        cells |= _row_cells(grid, row, sheet, columns, below)
    return cells
