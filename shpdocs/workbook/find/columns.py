"""Finding the columns of a grid on a sheet: by the names on their headings, else by the headings' texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.cells import cell_name
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.find.sheet_rows import Lines, plain
from shpdocs.workbook.layout import REFERENCE, STATE, Column, Grid, Slot

NAMES = ("label", "objective", "measure", "_row")  # columns whose text says which row it is


class Columns(Struct, frozen=True):
    """Where a grid's columns stand on a sheet: the heading row (0 if there is none) and each column by key.

    `headings` are the texts of the heading row by column; `twice` gives the columns whose heading stands there more than
    once while no name says which is meant. `left_behind`: the names say otherwise, and all headings are there in their order.
    """

    heading_row: int
    headings: Mapping[int, str]
    by_key: Mapping[str, int]
    twice: Mapping[str, tuple[int, ...]]
    left_behind: bool = False


def defined_name(grid: Grid, column: Column) -> str:
    """The defined name on a column's heading."""
    return "at_" + f"{grid.key}__{column.key}".replace("-", "_")  # no key has two hyphens, so no two names are the same


def columns_of(grid: Grid, lines: Lines, content: WorkbookContent) -> Columns:
    """Columns by the names on their headings; those whose name is lost, by the heading's text in the same row.

    Names that were left behind do not count: some programs move cells without them, and the headings moved with the data.
    """
    by_key: dict[str, int] = {}
    rows: list[int] = []
    strays = False
    for column in grid.all_columns:
        title, at = content.names.get(defined_name(grid, column), ("", (0, 0)))
        if title == lines.sheet.title:
            by_key[column.key] = at[1]
            rows.append(at[0])
            strays = strays or lines.text(*at) != plain(column.label)
    in_order = _in_order(grid, lines) if strays else None
    if in_order:
        left_behind = any(in_order.by_key.get(key) != number for key, number in by_key.items())
        return replace(in_order, left_behind=left_behind)
    return _by_names_and_headings(grid, lines, by_key, rows)


def _by_names_and_headings(grid: Grid, lines: Lines, by_key: dict[str, int], rows: list[int]) -> Columns:
    """The columns that names give, in these rows, and those whose name is lost by what stands there."""
    labels = {plain(column.label): column.key for column in grid.all_columns}
    heading_row = max(set(rows), key=rows.count) if rows else 0
    headings = lines.texts(heading_row)
    if not any(text in labels for text in headings.values()):
        other = heading_row_of(grid, lines)
        there = lines.texts(other)
        if not rows or len(labels.keys() & set(there.values())) >= max(2, len(labels) // 2):
            heading_row, headings = other, there
    at_labels: dict[str, list[int]] = {}
    for number, text in headings.items():
        if text in labels and labels[text] not in by_key:
            at_labels.setdefault(labels[text], []).append(number)
    twice = {key: tuple(numbers) for key, numbers in at_labels.items() if len(numbers) > 1}
    by_key |= {key: numbers[0] for key, numbers in at_labels.items()}
    if len(by_key) < len(grid.all_columns):
        by_key |= _nearly_named(grid, headings, by_key)
        if not grid.open_table and REFERENCE.key not in by_key:
            by_key |= _by_content(REFERENCE.key, {row.key for row in grid.rows}, lines, heading_row)
        naming = next((at for at, column in enumerate(grid.columns) if column.key in NAMES), None)
        if naming is not None and grid.columns[naming].key not in by_key:
            names = {plain(cell) for row in grid.rows if isinstance(cell := row.cells[naming], str)}
            by_key |= _by_content(grid.columns[naming].key, names, lines, heading_row)
    return Columns(heading_row, headings, by_key, twice)


def _in_order(grid: Grid, lines: Lines) -> Columns | None:
    """The columns by the one row in which every heading of the grid stands once, in the order of issue; None if there is none.

    The State may stand anywhere, or not at all: it is not read, and stands elsewhere beside the sign-off.
    """
    own = [column for column in grid.all_columns if column.key != STATE.key]
    wanted, state = [plain(column.label) for column in own], plain(STATE.label)
    whole = []
    for row, line in lines.rows.items():
        texts = lines.texts(row) if len(line) >= len(wanted) else {}
        there = {number: text for number, text in texts.items() if text in wanted}
        states = [number for number, text in texts.items() if text == state and state not in wanted]
        if list(there.values()) == wanted and len(states) <= 1:
            keys = [column.key for column in own] + [STATE.key] * len(states)
            whole.append(Columns(row, texts, dict(zip(keys, (*there, *states), strict=True)), {}))
    return whole[0] if len(whole) == 1 else None


def heading_row_of(grid: Grid, lines: Lines) -> int:
    """The row in which most of the grid's headings stand, or 0; among equals, the one with the grid's rows under it."""
    labels = {plain(column.label) for column in grid.all_columns}
    counts: dict[int, int] = {}
    for row, line in lines.rows.items():
        count = len({text for cell in line.values() if isinstance(cell.value, str) for text in (plain(cell.value),) if text in labels})
        if count:
            counts[row] = count
    most = max(counts.values(), default=0)
    best = sorted(row for row, count in counts.items() if count == most)
    if len(best) < 2 or grid.open_table:
        return best[0] if best else 0
    keys = {row.key for row in grid.rows}
    ends = [*best[1:], max(lines.rows) + 1]
    own = [sum(has_key(lines, row, keys) for row in range(start + 1, end)) for start, end in zip(best, ends, strict=True)]
    return best[own.index(max(own))]


def has_key(lines: Lines, row: int, keys: set[str]) -> bool:
    """Whether the reference of a row stands anywhere in it."""
    return any(isinstance(cell.value, str) and reference_in(cell.value) in keys for cell in lines.rows.get(row, {}).values())


def reference_in(value: object) -> str:
    """A reference as it is compared: programs may write its first letter large, leads leave spaces around it."""
    return str(value).strip().casefold()


def _nearly_named(grid: Grid, headings: Mapping[int, str], known: Mapping[str, int]) -> dict[str, int]:
    """Columns whose heading was edited in nothing but spaces and marks, where only one can be meant."""
    missing = [column for column in grid.all_columns if column.key not in known]
    free = {number: _letters(text) for number, text in headings.items() if number not in known.values()}
    found = {}
    for column in missing:
        wanted = _letters(column.label)
        numbers = [number for number, text in free.items() if text == wanted]
        if wanted and len(numbers) == 1 and [_letters(other.label) for other in grid.all_columns].count(wanted) == 1:
            found[column.key] = numbers[0]
    return found


def _letters(text: str) -> str:
    return "".join(letter for letter in plain(text) if letter.isalnum())


def _by_content(key: str, texts: set[str], lines: Lines, heading_row: int) -> dict[str, int]:
    """A column by what stands in it, its heading and name being lost: references, or the names of rows."""
    counts: dict[int, int] = {}
    for row in lines.below(heading_row):
        for number, cell in lines.rows[row].items():
            if isinstance(cell.value, str) and plain(cell.value) in texts:
                counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    best = [number for number, count in counts.items() if count == most]
    return {key: best[0]} if len(best) == 1 else {}


def column_problems(grid: Grid, lines: Lines, columns: Columns) -> Iterator[Problem]:
    """What keeps a column from being read for certain: moved away from its name, twice there, or not there.

    One that was moved stands alone: nothing of the table is read then.
    """
    moved = next(_moved(grid, lines, columns), None)
    if moved:
        yield moved
        return
    if columns.left_behind:
        yield Problem("names-left-behind", Place(lines.file, lines.sheet.title, cell_name(columns.heading_row, 1)), label=grid.sheet)
    yield from _twice(grid, lines, columns)
    yield from _missing(grid, lines, columns)


def _moved(grid: Grid, lines: Lines, columns: Columns) -> Iterator[Problem]:
    """A column whose name stands on one cell and whose heading stands on another: told once a sheet, never guessed."""
    there = set(columns.headings.values())
    labels = {plain(column.label) for column in grid.all_columns}
    for column in grid.all_columns:
        number, label = columns.by_key.get(column.key, 0), plain(column.label)
        heading = columns.headings.get(number)
        if heading != label and (label in there or heading in labels):
            place = Place(lines.file, lines.sheet.title, cell_name(columns.heading_row, max(number, 1)))
            yield Problem("column-moved", place, label=column.label)
            return


def _twice(grid: Grid, lines: Lines, columns: Columns) -> Iterator[Problem]:
    for column in grid.columns:
        first, *others = columns.twice.get(column.key, (0,))
        rows = lines.below(columns.heading_row) if others and column.is_answer else ()
        for row in rows:
            issued = lines.cell(row, first)
            if any(not cell.is_blank and is_other(cell, issued) for cell in (lines.cell(row, number) for number in others)):
                place = Place(lines.file, lines.sheet.title, cell_name(columns.heading_row, others[0]))
                yield Problem("column-twice", place, label=column.label)
                break


def is_other(cell: RawCell, than: RawCell) -> bool:
    """Whether a cell holds something else than another."""
    return (cell.value, cell.formula) != (than.value, than.formula)


def _missing(grid: Grid, lines: Lines, columns: Columns) -> Iterator[Problem]:
    """A lost column of answers; where none of them is required, a lead may have done without it, so it only looks odd."""
    required = set()
    for row in grid.rows:
        cells = zip(grid.columns, row.cells, strict=True)
        required |= {column.key for column, cell in cells if isinstance(cell, Slot) and cell.asked.required}
    place = Place(lines.file, lines.sheet.title)
    for column in grid.columns:
        if column.is_answer and column.key not in columns.by_key:
            yield Problem("column-missing" if column.key in required else "optional-column-missing", place, label=column.label)
