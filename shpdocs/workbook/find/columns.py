"""Finding the columns of a grid on a sheet: by the names on their headings, else by the headings' texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.values import comparable
from shpdocs.model.cells import cell_name
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.find.indexed_sheet import IndexedSheet
from shpdocs.workbook.layout import REFERENCE, STATE, Column, Grid


class ColumnPositions(Struct, frozen=True):
    """Where a grid's columns stand on a sheet: the heading row (0 if there is none) and each column by key.

    `headings` are the texts of the heading row by column; `twice` gives the columns whose heading stands there more than
    once while no name says which is meant. `are_names_left_behind`: the names point elsewhere, and all headings are there in their order.
    """

    heading_row: int
    headings: Mapping[int, str]
    by_key: Mapping[str, int]
    twice: Mapping[str, tuple[int, ...]]
    are_names_left_behind: bool = False


def defined_name(grid: Grid, column: Column) -> str:
    """The defined name on a column's heading."""
    return "at_" + f"{grid.key}__{column.key}".replace("-", "_")  # no key has two hyphens, so no two names are the same


def find_columns(grid: Grid, sheet: IndexedSheet, content: WorkbookContent) -> ColumnPositions:
    """Columns by the names on their headings; those whose name is lost, by the heading's text in the same row.

    Names that were left behind do not count: some programs move cells without them, and the headings moved with the data.
    """
    by_key: dict[str, int] = {}
    rows: list[int] = []
    is_any_elsewhere = False
    for column in grid.all_columns:
        title, at = content.names.get(defined_name(grid, column), ("", (0, 0)))
        if title == sheet.title:
            by_key[column.key] = at[1]
            rows.append(at[0])
            is_any_elsewhere = is_any_elsewhere or sheet.text(*at) != comparable(column.label)
    in_order = _in_order(grid, sheet) if is_any_elsewhere else None
    if in_order:
        are_left_behind = any(in_order.by_key.get(key) != number for key, number in by_key.items())
        return replace(in_order, are_names_left_behind=are_left_behind)
    return _by_names_and_headings(grid, sheet, by_key, rows)


def _by_names_and_headings(grid: Grid, sheet: IndexedSheet, by_key: dict[str, int], rows: list[int]) -> ColumnPositions:
    """The columns that names give, in these rows, and those whose name is lost by what stands there."""
    labels = {comparable(column.label): column.key for column in grid.all_columns}
    heading_row = max(set(rows), key=rows.count) if rows else 0
    headings = sheet.texts(heading_row)
    if not any(text in labels for text in headings.values()):
        likeliest = find_heading_row(grid, sheet)
        texts = sheet.texts(likeliest)
        if not rows or len(labels.keys() & set(texts.values())) >= max(2, len(labels) // 2):
            heading_row, headings = likeliest, texts
    at_labels: dict[str, list[int]] = {}
    for number, text in headings.items():
        if text in labels and labels[text] not in by_key:
            at_labels.setdefault(labels[text], []).append(number)
    twice = {key: tuple(numbers) for key, numbers in at_labels.items() if len(numbers) > 1}
    by_key |= {key: numbers[0] for key, numbers in at_labels.items()}
    if len(by_key) < len(grid.all_columns):
        by_key |= _nearly_labelled(grid, headings, by_key)
        contents = {
            REFERENCE.key: {row.key for row in grid.rows},
            grid.columns[0].key: {comparable(row.name) for row in grid.rows},
        }
        for key, wanted in contents.items() if not grid.open_table else ():
            if key not in by_key:
                by_key |= _by_content(key, wanted, sheet, heading_row)
    return ColumnPositions(heading_row, headings, by_key, twice)


def _in_order(grid: Grid, sheet: IndexedSheet) -> ColumnPositions | None:
    """The columns by the one row in which every heading of the grid stands once, in the order of issue; None if there is none.

    The State may stand anywhere, or not at all: it is not read, and stands elsewhere beside the sign-off.
    """
    columns = [column for column in grid.all_columns if column.key != STATE.key]
    wanted, state = [comparable(column.label) for column in columns], comparable(STATE.label)
    complete = []
    for row, cells in sheet.rows.items():
        texts = sheet.texts(row) if len(cells) >= len(wanted) else {}
        headings = {number: text for number, text in texts.items() if text in wanted}
        states = [number for number, text in texts.items() if text == state and state not in wanted]
        if list(headings.values()) == wanted and len(states) <= 1:
            keys = [column.key for column in columns] + [STATE.key] * len(states)
            complete.append(ColumnPositions(row, texts, dict(zip(keys, (*headings, *states), strict=True)), {}))
    return complete[0] if len(complete) == 1 else None


def find_heading_row(grid: Grid, sheet: IndexedSheet) -> int:
    """The row in which most of the grid's headings stand, or 0; among equals, the one with the grid's rows under it."""
    labels = {comparable(column.label) for column in grid.all_columns}
    counts = {row: len(labels & _texts_in(cells)) for row, cells in sheet.rows.items()}
    most = max(counts.values(), default=0)
    best = sorted(row for row, count in counts.items() if count == most > 0)
    if len(best) < 2 or grid.open_table:
        return best[0] if best else 0
    keys = {row.key for row in grid.rows}
    ends = [*best[1:], max(sheet.rows) + 1]
    rows_under = [sum(_has_reference(sheet, row, keys) for row in range(start + 1, end)) for start, end in zip(best, ends, strict=True)]
    return best[rows_under.index(max(rows_under))]


def _texts_in(cells: Mapping[int, RawCell]) -> set[str]:
    return {comparable(cell.value) for cell in cells.values() if isinstance(cell.value, str)}


def _has_reference(sheet: IndexedSheet, row: int, keys: set[str]) -> bool:
    """Whether the reference of a row stands anywhere in it."""
    return any(isinstance(cell.value, str) and normalised_reference(cell.value) in keys for cell in sheet.rows.get(row, {}).values())


def normalised_reference(value: object) -> str:
    """A reference as it is compared: programs may write its first letter large, leads leave spaces around it."""
    return str(value).strip().casefold()


def _nearly_labelled(grid: Grid, headings: Mapping[int, str], known: Mapping[str, int]) -> dict[str, int]:
    """Columns whose heading was edited in nothing but spaces and marks, where only one can be meant."""
    labels = {column.key: _letters(column.label) for column in grid.all_columns}
    free = {number: _letters(text) for number, text in headings.items() if number not in known.values()}
    counts, counts_there = Counter(labels.values()), Counter(free.values())
    numbers = {text: number for number, text in free.items()}
    return {
        key: numbers[label] for key, label in labels.items() if key not in known and label and counts[label] == counts_there[label] == 1
    }


def _letters(text: str) -> str:
    return "".join(letter for letter in comparable(text) if letter.isalnum())


def _by_content(key: str, texts: set[str], sheet: IndexedSheet, heading_row: int) -> dict[str, int]:
    """A column by what stands in it, its heading and name being lost: references, or the names of rows."""
    cells = (entry for row in sheet.below(heading_row) for entry in sheet.rows[row].items())
    counts = Counter(number for number, cell in cells if isinstance(cell.value, str) and comparable(cell.value) in texts)
    best = [number for number, count in counts.items() if count == max(counts.values())]
    return {key: best[0]} if len(best) == 1 else {}


def column_problems(grid: Grid, sheet: IndexedSheet, columns: ColumnPositions) -> Iterator[Problem]:
    """What keeps a column from being read for certain: moved away from its name, twice there, or not there.

    One that was moved stands alone: nothing of the table is read then.
    """
    moved = next(_moved(grid, sheet, columns), None)
    if moved:
        yield moved
        return
    if columns.are_names_left_behind:
        yield Problem("names-left-behind", Place(sheet.file, sheet.title, cell_name(columns.heading_row, 1)), label=grid.sheet)
    yield from _twice(grid, sheet, columns)
    yield from _missing(grid, sheet, columns)


def _moved(grid: Grid, sheet: IndexedSheet, columns: ColumnPositions) -> Iterator[Problem]:
    """A column whose name stands on one cell and whose heading stands on another: reported once a sheet, never guessed."""
    headings = set(columns.headings.values())
    labels = {comparable(column.label) for column in grid.all_columns}
    for column in grid.all_columns:
        number, label = columns.by_key.get(column.key, 0), comparable(column.label)
        heading = columns.headings.get(number)
        if heading != label and (label in headings or heading in labels):
            place = Place(sheet.file, sheet.title, cell_name(columns.heading_row, max(number, 1)))
            yield Problem("column-moved", place, label=column.label)
            return


def _twice(grid: Grid, sheet: IndexedSheet, columns: ColumnPositions) -> Iterator[Problem]:
    for column in grid.columns:
        first, *others = columns.twice.get(column.key, (0,))
        rows = sheet.below(columns.heading_row) if others and column.is_answer else ()
        for row in rows:
            issued = sheet.cell(row, first)
            if any(not cell.is_blank and differs_from(cell, issued) for cell in (sheet.cell(row, number) for number in others)):
                place = Place(sheet.file, sheet.title, cell_name(columns.heading_row, others[0]))
                yield Problem("column-twice", place, label=column.label)
                break


def differs_from(cell: RawCell, other: RawCell) -> bool:
    """Whether a cell holds something else than another."""
    return (cell.value, cell.formula) != (other.value, other.formula)


def _missing(grid: Grid, sheet: IndexedSheet, columns: ColumnPositions) -> Iterator[Problem]:
    """A lost column of answers; where none of them is required, a lead may have done without it, so it only looks odd."""
    required = {column.key for row in grid.rows for column, slot in grid.slots(row) if slot.asked.required}
    place = Place(sheet.file, sheet.title)
    for column in grid.columns:
        if column.is_answer and column.key not in columns.by_key:
            yield Problem("column-missing" if column.key in required else "optional-column-missing", place, label=column.label)
