"""Finding the rows of a grid: named ones by their reference, else by their labels; those of an open table by where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from shpdocs.model.cells import cell_name
from shpdocs.model.definition import Field
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import LAST_YEAR
from shpdocs.workbook.find.columns import NAMES, Columns, is_other, reference_in
from shpdocs.workbook.find.sheet_rows import Lines, plain
from shpdocs.workbook.layout import REFERENCE, STATE, Grid, Row, Slot, table_slot

Cells = dict[str, tuple[Slot, RawCell]]
_TELLING = (*NAMES, "counts", "guidance")


class Rows(Struct, frozen=True):
    """The rows found, and what is wrong with them.

    `numbers` gives the rows of the sheet at which each row of the grid stands, by key: one, unless it was copied;
    `copied_cells` the cells of copies, which are either the same as those read or told as a problem.
    """

    cells: Cells
    numbers: Mapping[str, tuple[int, ...]]
    problems: tuple[Problem, ...]
    copied_cells: frozenset[tuple[str, str]]


def named_rows(grid: Grid, lines: Lines, columns: Columns) -> Rows:
    """The rows of a grid that has references; a row with a reference and another row's label is told, never guessed."""
    numbers, moved = _by_reference(grid, lines, columns)
    in_question = {key for of, beside, _ in moved for key in (of, beside)}
    lost = [row for row in grid.rows if row.key not in numbers and row.key not in in_question]
    by_label = _by_labels(grid, lines, columns, lost, numbers, {number for _, _, number in moved}) if lost else {}
    numbers |= by_label
    at = {key: tuple(found) for key, found in numbers.items()}
    cells: Cells = {}
    copied_cells = {place for _, _, number in moved for place in _answer_places(grid, lines, columns, number)}
    problems = [_moved_problem(grid, lines, columns, *of) for of in moved]
    for row in grid.rows:
        if row.key in at:
            first, *others = (_row_cells(grid, row, lines, columns, number) for number in at[row.key])
            cells |= first
            copied_cells |= {(cell.place.sheet, cell.place.cell) for other in others for _, cell in other.values()}
            if any(not cell.is_blank and is_other(cell, first[pointer][1]) for other in others for pointer, (_, cell) in other.items()):
                place = Place(lines.file, lines.sheet.title, cell_name(at[row.key][1], columns.by_key.get(REFERENCE.key, 1)))
                problems.append(Problem("row-twice", place, entered=row.key, label=name_of_row(row)))
    problems += _lost_problems(lines, columns, [row for row in lost if row.key not in at], len(by_label))
    return Rows(cells, at, tuple(problems), frozenset(copied_cells))


def name_of_row(row: Row) -> str:
    """What a row is called: its first label."""
    return next((cell for cell in row.cells if isinstance(cell, str)), row.key)


def _by_reference(grid: Grid, lines: Lines, columns: Columns) -> tuple[dict[str, list[int]], list[tuple[str, str, int]]]:
    """The rows of the sheet by reference; and those that have the label of another row: its key, the reference, the row."""
    reference = columns.by_key.get(REFERENCE.key, 0)
    keys = {row.key.casefold(): row.key for row in grid.rows}
    name, labels, owners = _names(grid, columns)
    numbers: dict[str, list[int]] = {}
    moved = []
    for number in lines.below(columns.heading_row):
        cell = lines.rows[number].get(reference)
        key = keys.get(reference_in(cell.value)) if cell else None
        if key is None:
            continue
        there = lines.rows[number].get(name)
        of = owners.get(plain(there.entered)) if there and there.value != labels[key] else None
        if of is None or of == key or plain(labels[key]) == plain(labels[of]):
            numbers.setdefault(key, []).append(number)
        else:
            moved.append((of, key, number))
    return numbers, moved


def _names(grid: Grid, columns: Columns) -> tuple[int, dict[str, str], dict[str, str]]:
    """The column that names rows (0 if it is lost), the name of each row, and the key of the one row with a name."""
    at = next((at for at, column in enumerate(grid.columns) if column.key in NAMES and column.key in columns.by_key), None)
    if at is None:
        return 0, {}, {}
    labels = {row.key: cell for row in grid.rows if isinstance(cell := row.cells[at], str)}
    texts = {key: plain(label) for key, label in labels.items()}
    counts = Counter(texts.values())
    owners = {text: key for key, text in texts.items() if text and counts[text] == 1}
    return columns.by_key[grid.columns[at].key], labels, owners


def _by_labels(
    grid: Grid, lines: Lines, columns: Columns, lost: list[Row], numbers: Mapping[str, list[int]], taken: set[int]
) -> dict[str, list[int]]:
    """The rows whose reference is lost, by their labels, where these can mean no other row.

    All labels that tell a row must be as issued; where the reference was cleared, the row's name is enough.
    """
    reference = columns.by_key.get(REFERENCE.key, 0)
    told_in = [(at, column.key) for at, column in enumerate(grid.columns) if column.key in _TELLING]
    telling = [(at, columns.by_key[key]) for at, key in told_in if key in columns.by_key]
    if not telling:
        return {}
    name, _, owners = _names(grid, columns)
    known = {number for found in numbers.values() for number in found} | taken
    free = [number for number in lines.below(columns.heading_row) if number not in known]
    full: dict[tuple[str, ...], list[int]] = {}
    named: dict[str, list[int]] = {}
    for number in free:
        full.setdefault(tuple(comparable_label(lines.cell(number, column).entered) for _, column in telling), []).append(number)
        if name and lines.cell(number, reference).is_blank:
            named.setdefault(owners.get(lines.text(number, name), ""), []).append(number)
    issued = {row.key: tuple(comparable_label(str(row.cells[at])) for at, _ in telling) for row in grid.rows}
    counts = Counter(issued.values())
    found = {}
    for row in lost:
        own = issued[row.key]
        of = full.get(own, []) if any(own) and counts[own] == 1 else []
        of = sorted({*of, *named.get(row.key, [])})
        if of:
            found[row.key] = of
    return found


def comparable_label(text: str) -> str:
    """A label as it is compared: without what depends on the returns of last year."""
    return plain("\n".join(line for line in text.split("\n") if not line.startswith(LAST_YEAR)))


def is_same_label(now: str, issued: str) -> bool:
    """Whether a label still says what it was issued as; how a program stores a number or a space does not matter."""
    return comparable_label(now) == comparable_label(issued) or _is_same_number(now, issued)


def _is_same_number(now: str, issued: str) -> bool:
    try:
        return float(now.replace(",", "")) == float(issued.replace(",", ""))
    except ValueError:
        return False


def _moved_problem(grid: Grid, lines: Lines, columns: Columns, of: str, beside: str, number: int) -> Problem:
    label = next(name_of_row(row) for row in grid.rows if row.key == of)
    place = Place(lines.file, lines.sheet.title, cell_name(number, columns.by_key[REFERENCE.key]))
    return Problem("row-moved", place, entered=beside, label=label, details={"first": of})


def _lost_problems(lines: Lines, columns: Columns, lost: list[Row], by_label: int) -> list[Problem]:
    """The rows that neither reference nor label says, and a notice of those that were found by their labels."""
    place = Place(lines.file, lines.sheet.title)
    if lost and not by_label and REFERENCE.key not in columns.by_key:
        return [Problem("column-missing", place, label=REFERENCE.label)]
    problems = [Problem("row-missing", place, entered=row.key, label=name_of_row(row)) for row in lost]
    if by_label:
        problems.append(Problem("references-gone", place, details={"count": f"{by_label} row{'s' if by_label > 1 else ''}"}))
    return problems


def _row_cells(grid: Grid, row: Row, lines: Lines, columns: Columns, number: int) -> Cells:
    by_key = columns.by_key
    return {
        slot.pointer: (slot, lines.cell(number, by_key[column.key]))
        for column, slot in zip(grid.columns, row.cells, strict=True)
        if isinstance(slot, Slot) and column.key in by_key
    }


def open_rows(grid: Grid, lines: Lines, columns: Columns, before: int) -> Cells:
    """Every row under the headings in which the lead entered anything, numbered from 0 in the order of the sheet.

    The table ends before the row `before`; a row that only repeats the headings is none.
    """
    table = grid.open_table
    assert table is not None
    by_key = columns.by_key
    own = [(column, by_key[column.key]) for column in table.columns if column.key in by_key]
    cells: Cells = {}
    index = 0
    for row in lines.below(columns.heading_row):
        line = lines.rows[row]
        entered = [(column, line[at]) for column, at in own if at in line and not line[at].is_blank]
        if row >= before or not entered or (len(entered) == len(own) and _are_headings(entered, line.get(by_key.get(STATE.key, 0)))):
            continue
        for column, at in own:
            slot = table_slot(table, str(index), f"row {index + 1}", column)
            cells[slot.pointer] = (slot, lines.cell(row, at))
        index += 1
    return cells


def _are_headings(entered: list[tuple[Field, RawCell]], state: RawCell | None) -> bool:
    """Whether a row repeats the headings of the table, that of our own column too."""
    is_ours = state is not None and plain(state.entered) == plain(STATE.label)
    return is_ours and all(plain(cell.entered) == plain(column.label) for column, cell in entered)


def _answer_places(grid: Grid, lines: Lines, columns: Columns, number: int) -> list[tuple[str, str]]:
    """The cells of a row that may hold answers."""
    own = [columns.by_key[column.key] for column in grid.columns if column.is_answer and column.key in columns.by_key]
    return [(lines.sheet.title, cell_name(number, column)) for column in own]


def issued_rows(grid: Grid, lines: Lines, columns: Columns) -> Cells:
    """Every row that an open table was issued with, by the layout's pointers."""
    cells: Cells = {}
    for below, row in enumerate(grid.rows, columns.heading_row + 1):
        cells |= _row_cells(grid, row, lines, columns, below)
    return cells
