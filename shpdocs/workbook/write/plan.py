"""Where everything of a workbook will stand, worked out before it is written, so that formulas can point at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from shpdocs.model.cells import column_letters
from shpdocs.model.prefill import Prefill
from shpdocs.model.settings import Settings
from shpdocs.model.workbook import DONE, query_headings
from shpdocs.workbook.checklist import Item, checklist
from shpdocs.workbook.conditions import Addresses, Cells
from shpdocs.workbook.layout import REFERENCE, STATE, Column, Grid, Layout, Slot
from shpdocs.workbook.queries import Query, QueryContent
from shpdocs.workbook.spreadsheet import ERROR, is_blank, require_value
from shpdocs.workbook.verdict import cells_as_issued, cells_as_replayed

REACH = 1000  # rows under an open table's headings in which answers are watched, guarded and found odd
QUERY_WIDTH = 28  # characters
CHECKLIST_FIRST = 4  # row of the first item on the Checklist, counted from 1


class PlacedGrid(Struct, frozen=True):
    """Where a grid stands: its columns in their order, and the row of its headings, counted from 0.

    `queried` are the keys of its columns that have another beside them in which a query workbook asks about their answers.
    """

    grid: Grid
    columns: tuple[Column, ...]
    heading: int
    column_numbers: dict[str, int]
    queried: tuple[str, ...] = ()

    @property
    def first(self) -> int:
        """The first row of answers, counted from 0."""
        return self.heading + 1

    @property
    def last(self) -> int:
        """The last row that is watched, counted from 0: beyond the rows issued if the lead may add to them."""
        return self.heading + (max(REACH, 2 * len(self.grid.rows)) if self.grid.open_table else len(self.grid.rows))

    def column(self, key: str) -> int:
        """The number of a column, counted from 0."""
        return self.column_numbers[key]

    def letters(self, key: str) -> str:
        """The letters of a column."""
        return column_letters(self.column(key) + 1)

    def cell(self, key: str, row: int) -> str:
        """A cell of the grid's `row`-th row (from 0), as a reference writes it: $H$6."""
        return f"${self.letters(key)}${self.first + row + 1}"

    def span(self, key: str) -> str:
        """All watched cells of a column: $C$6:$C$1005."""
        return f"${self.letters(key)}${self.first + 1}:${self.letters(key)}${self.last + 1}"


class Plan(Struct, frozen=True):
    """Every grid's place by its key, every answer's place by pointer, and the items with the mark of each as issued.

    `rows` gives the Checklist's rows, counted from 1, of a grid's items, and of those of each of its rows; `query_content` is what a
    query workbook holds, `queries_at` what it asks at each answer, by pointer.
    """

    grids: dict[str, PlacedGrid]
    cells: dict[str, tuple[str, str, int]]
    items: tuple[Item, ...]
    marks: tuple[str, ...]
    rows: dict[tuple[str, str], tuple[int, ...]]
    issued: Cells
    query_content: QueryContent | None
    queries_at: dict[str, tuple[Query, ...]]

    def item_rows(self, grid: Grid, row_key: str = "") -> tuple[int, ...]:
        """The Checklist's rows of a grid's items, or of those of one of its rows: one after another."""
        return self.rows.get((grid.key, row_key), ())

    def item_numbers(self, rows: tuple[int, ...]) -> tuple[int, ...]:
        """The numbers, among all items, of those rows of the Checklist."""
        return tuple(row - CHECKLIST_FIRST for row in rows)

    def open_states(self, rows: tuple[int, ...]) -> tuple[str, ...]:
        """What is still to do, or looks odd, in those rows of the Checklist when the workbook is issued."""
        return tuple(self.items[number].state for number in self.item_numbers(rows) if self.marks[number] != DONE)

    def is_filled(self, pointer: str) -> bool:
        """Whether an answer cell holds anything when the workbook is issued."""
        value = self.issued.values.get(pointer)
        return value is ERROR or not is_blank(require_value(value))

    def has_error(self, slots: Iterable[Slot]) -> bool:
        """Whether one of the answer cells holds an error when the workbook is issued."""
        return any(self.issued.values.get(slot.pointer) is ERROR for slot in slots)

    def cell_of(self, pointer: str) -> tuple[str, str]:
        """The sheet and the cell ('H6') of an answer."""
        grid, column, row = self.cells[pointer]
        placed = self.grids[grid]
        return placed.grid.sheet, placed.cell(column, row).replace("$", "")

    def first_lacking(self, item: Item, mark: str) -> str:
        """The cell of the first row issued that lacks an open table's answer; the first row's if none does."""
        table, key = item.grid.open_table, item.pointer.rpartition("/")[2]
        rows = self.issued.rows[table.key] if table and mark != DONE else ()
        lacking = (number for number, row in enumerate(rows) if row.get(key) is None and any(value is not None for value in row.values()))
        return self.grids[item.grid.key].cell(key, next(lacking, 0)).replace("$", "")

    @property
    def addresses(self) -> Addresses:
        """Addresses for formulas on other sheets."""
        return Addresses(self._cell, self._column)

    def _cell(self, pointer: str) -> str:
        grid, column, row = self.cells[pointer]
        return f"'{self.grids[grid].grid.sheet}'!{self.grids[grid].cell(column, row)}"

    def _column(self, table: str, column: str) -> str:
        placed = self.grids[f"tables-{table}"]
        return f"'{placed.grid.sheet}'!{placed.span(column)}"


def plan_workbook(
    layout: Layout, prefill: Prefill, settings: Settings, sign_off_heading: int, query_content: QueryContent | None = None
) -> Plan:
    """Plan the workbook: where everything will stand. The sign-off stands on the Start sheet, its State beside the answers."""
    queries_at = query_content.by_pointer() if query_content else {}
    placed: dict[str, PlacedGrid] = {}
    cells: dict[str, tuple[str, str, int]] = {}
    rows: dict[tuple[str, str], list[int]] = {}
    items = checklist(layout, prefill)
    for number, item in enumerate(items, CHECKLIST_FIRST):
        for key in ((item.grid.key, ""), (item.grid.key, item.row.key)):
            rows.setdefault(key, []).append(number)
    issued = cells_as_replayed(layout, query_content.cells) if query_content else cells_as_issued(layout, prefill)
    marks = tuple(item.mark if item.when.holds(issued) else DONE for item in items)
    for grid in layout.grids:
        if grid.sheet == "Start":
            placed[grid.key] = _placed_grid(grid, (*grid.columns, STATE, REFERENCE), sign_off_heading, queries_at)
        else:
            placed[grid.key] = _placed_grid(grid, grid.all_columns, heading_row(grid, layout, settings), queries_at)
        for number, row in enumerate(grid.rows):
            for column, cell in zip(grid.columns, row.cells, strict=True):
                if isinstance(cell, Slot):
                    cells[cell.pointer] = (grid.key, column.key, number)
    return Plan(placed, cells, items, marks, {key: tuple(numbers) for key, numbers in rows.items()}, issued, query_content, queries_at)


def _placed_grid(grid: Grid, columns: tuple[Column, ...], heading: int, queries_at: Mapping[str, object]) -> PlacedGrid:
    """Where a grid stands: beside each column of answers that anything is asked about, a column for what is asked."""
    cells = [(column.key, cell) for row in grid.rows for column, cell in zip(grid.columns, row.cells, strict=True)]
    queried = dict.fromkeys(key for key, cell in cells if isinstance(cell, Slot) and cell.pointer in queries_at)
    headings = query_headings(tuple(column.label for column in columns))
    with_queries: list[Column] = []
    for column, query_heading in zip(columns, headings, strict=True):
        with_queries += [column, *([Column(query_key(column.key), query_heading, QUERY_WIDTH)] if column.key in queried else [])]
    column_numbers = {column.key: number for number, column in enumerate(with_queries)}
    return PlacedGrid(grid, tuple(with_queries), heading, column_numbers, tuple(sorted(queried, key=column_numbers.__getitem__)))


def query_key(column: str) -> str:
    """The key of the column that asks about the answers of another."""
    return f"_query {column}"


def head_lines(grid: Grid, layout: Layout, settings: Settings) -> list[str]:
    """The lines between a sheet's title and its table: whose it is, and how to fill it in."""
    identity = f"{layout.definition.title} · {layout.period.words} · {settings.partnership} · {settings.marking}"
    return [identity, *grid.guidance_lines]


def heading_row(grid: Grid, layout: Layout, settings: Settings) -> int:
    """The row of a grid's headings, counted from 0: under title, lines, and a row of guidance if its columns have any."""
    return 1 + len(head_lines(grid, layout, settings)) + any(column.guidance for column in grid.columns)
