"""Where everything of a workbook will stand, worked out before it is written, so that formulas can point at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from shpdocs.answers.kinds import guard_of
from shpdocs.model.cells import column_letters
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import RawCell, Stamp
from shpdocs.model.settings import Settings
from shpdocs.model.workbook import DONE
from shpdocs.workbook.checklist import Item, checklist
from shpdocs.workbook.conditions import Addresses, Cells
from shpdocs.workbook.layout import REFERENCE, STATE, Column, Grid, Layout, Slot
from shpdocs.workbook.prefill import prefilled_cells
from shpdocs.workbook.queries import Query, QueryContent
from shpdocs.workbook.spreadsheet import ERROR, is_blank, require_value
from shpdocs.workbook.untouched import IssuedRow, carried_rows
from shpdocs.workbook.verdict import cells_as_issued

_LONGEST_HEADING = 255  # characters, in Excel

REACH = 1000  # rows under an open table's headings in which answers are watched, guarded and found odd
QUERY_WIDTH = 28  # characters
CHECKLIST_FIRST = 4  # row of the first item on the Checklist, counted from 1


class Order(Struct, frozen=True):
    """What a workbook is made of. With `query_content` it is a query workbook: its cells hold what came in a return."""

    layout: Layout
    settings: Settings
    stamp: Stamp
    prefill: Prefill
    query_content: QueryContent | None

    @property
    def identity(self) -> str:
        """The line under the title of most sheets: whose workbook it is."""
        return f"{self.layout.definition.title} · {self.layout.period.words} · {self.settings.partnership} · {self.settings.marking}"


class PlacedGrid(Struct, frozen=True, dict=True):
    """Where a grid stands: its columns in their order, and the row of its headings, counted from 0.

    `queried` are the keys of its columns that have another beside them in which a query workbook asks about their answers.
    """

    grid: Grid
    columns: tuple[Column, ...]
    heading: int
    queried: tuple[str, ...]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {column.key: number for number, column in enumerate(self.columns)}

    @property
    def first(self) -> int:
        """The first row of answers, counted from 0."""
        return self.heading + 1

    @property
    def last_issued(self) -> int:
        """The last row that is issued, counted from 0."""
        return self.heading + len(self.grid.rows)

    @property
    def last(self) -> int:
        """The last row that is watched, counted from 0: beyond the rows issued if the lead may add to them."""
        return self.heading + max(REACH, 2 * len(self.grid.rows)) if self.grid.open_table else self.last_issued

    def column(self, key: str) -> int:
        """The number of a column, counted from 0."""
        return self._numbers[key]

    def letters(self, key: str) -> str:
        """The letters of a column."""
        return column_letters(self.column(key) + 1)

    def cell(self, key: str, row: int) -> str:
        """A cell of the grid's `row`-th row (from 0): H6."""
        return f"{self.letters(key)}{self.first + row + 1}"

    def absolute(self, key: str, row: int) -> str:
        """The same cell as a reference writes it: $H$6."""
        return f"${self.letters(key)}${self.first + row + 1}"

    def span(self, key: str) -> str:
        """All watched cells of a column: $C$6:$C$1005."""
        return f"${self.letters(key)}${self.first + 1}:${self.letters(key)}${self.last + 1}"


class ListedItem(Struct, frozen=True):
    """An item of the checklist, its row on the Checklist, counted from 1, and its mark when the workbook is issued."""

    item: Item
    row: int
    mark: str


class Plan(Struct, frozen=True):
    """Every grid's place by its key, every answer's place by pointer, and every item of the checklist.

    `entries` are the cells that are issued with something, by pointer, and `issued` the same as formulas see it; `queries_at` is
    what a query workbook asks at each answer; `places` gives the grid, the column's key and the row within the grid, counted from 0;
    `lists` the name and the label of each set of choices; `carried` what each carried row of a grid was issued with, by their keys.
    """

    order: Order
    entries: Mapping[str, RawCell]
    issued: Cells
    grids: Mapping[str, PlacedGrid]
    places: Mapping[str, tuple[PlacedGrid, str, int]]
    items: tuple[ListedItem, ...]
    items_of_rows: Mapping[tuple[str, str], tuple[ListedItem, ...]]
    queries_at: Mapping[str, tuple[Query, ...]]
    lists: Mapping[tuple[str, ...], tuple[str, str]]
    carried: Mapping[str, Mapping[str, IssuedRow]]

    def items_of(self, grid: Grid) -> tuple[ListedItem, ...]:
        """The items of a grid, one after another on the Checklist."""
        return tuple(listed for listed in self.items if listed.item.grid is grid)

    def is_filled(self, slots: Iterable[Slot]) -> bool:
        """Whether one of the answer cells holds anything when the workbook is issued."""
        values = [self.issued.values.get(slot.pointer) for slot in slots]
        return any(value is ERROR or not is_blank(require_value(value)) for value in values)

    def cell_of(self, pointer: str) -> tuple[str, str]:
        """The sheet and the cell ('H6') of an answer."""
        placed, column, row = self.places[pointer]
        return placed.grid.sheet, placed.cell(column, row)

    def first_lacking(self, listed: ListedItem) -> str:
        """The cell of the first row issued that lacks an open table's answer; the first row's if none does."""
        grid, key = listed.item.grid, listed.item.pointer.rpartition("/")[2]
        rows = self.issued.rows[grid.open_table.key] if grid.open_table and listed.mark != DONE else ()
        lacking = (number for number, row in enumerate(rows) if row.get(key) is None and any(value is not None for value in row.values()))
        return self.grids[grid.key].cell(key, next(lacking, 0))

    @property
    def addresses(self) -> Addresses:
        """Addresses for formulas on other sheets."""
        return Addresses(self._cell, self._column)

    def _cell(self, pointer: str) -> str:
        placed, column, row = self.places[pointer]
        return f"{quoted_sheet(placed.grid.sheet)}!{placed.absolute(column, row)}"

    def _column(self, table: str, column: str) -> str:
        placed = self.grids[f"tables-{table}"]
        return f"{quoted_sheet(placed.grid.sheet)}!{placed.span(column)}"


def plan_workbook(order: Order, sign_off_heading: int) -> Plan:
    """Plan the workbook: where everything will stand. The sign-off stands on the Start sheet, its State beside the answers."""
    layout, content = order.layout, order.query_content
    entries = content.cells if content else prefilled_cells(layout, order.prefill)
    issued = cells_as_issued(layout, entries)
    items = tuple(
        ListedItem(item, row, item.mark if item.when.holds(issued) else DONE)
        for row, item in enumerate(checklist(layout, order.prefill), CHECKLIST_FIRST)
    )
    queries_at = content.by_pointer() if content else {}
    grids: dict[str, PlacedGrid] = {}
    places: dict[str, tuple[PlacedGrid, str, int]] = {}
    for grid in layout.grids:
        if grid.sheet == "Start":
            placed = _placed_grid(grid, (*grid.columns, STATE, REFERENCE), sign_off_heading, queries_at)
        else:
            placed = _placed_grid(grid, grid.all_columns, _heading_row(grid), queries_at)
        grids[grid.key] = placed
        for number, row in enumerate(grid.rows):
            places |= {slot.pointer: (placed, column.key, number) for column, slot in grid.slots(row)}
    by_row = groupby(items, key=lambda listed: (listed.item.grid.key, listed.item.row.key))
    items_of_rows = {key: tuple(in_row) for key, in_row in by_row}
    carried = {grid.key: carried_rows(grid, order.prefill) for grid in layout.grids}
    return Plan(order, entries, issued, grids, places, items, items_of_rows, queries_at, list_names(layout), carried)


def _placed_grid(grid: Grid, columns: tuple[Column, ...], heading: int, queries_at: Mapping[str, object]) -> PlacedGrid:
    """Where a grid stands: beside each column of answers that anything is asked about, a column for what is asked."""
    asked_about = {column.key for row in grid.rows for column, slot in grid.slots(row) if slot.pointer in queries_at}
    headings = query_headings(tuple(column.label for column in columns))
    with_queries: list[Column] = []
    for column, query_heading in zip(columns, headings, strict=True):
        with_queries += [column, *([Column(query_key(column.key), query_heading, QUERY_WIDTH)] if column.key in asked_about else [])]
    return PlacedGrid(grid, tuple(with_queries), heading, tuple(column.key for column in columns if column.key in asked_about))


def query_key(column: str) -> str:
    """The key of the column that asks about the answers of another."""
    return f"_query {column}"


def quoted_sheet(sheet: str) -> str:
    """A sheet's name as a reference writes it."""
    return f"'{sheet}'"


def _heading_row(grid: Grid) -> int:
    """The row of a grid's headings, counted from 0: under title, identity, guidance, and the guidance of its columns if any has some."""
    return 2 + len(grid.guidance_lines) + any(column.guidance for column in grid.columns)


def list_names(layout: Layout) -> dict[tuple[str, ...], tuple[str, str]]:
    """A name and a label for each set of choices, after the first column that uses it."""
    names: dict[tuple[str, ...], tuple[str, str]] = {}
    for grid, _, column, slot in layout.slots():
        choices = guard_of(slot.asked).choices
        if choices:
            label = slot.label if column.key == "answer" else f"{grid.title}: {column.label}"
            names.setdefault(choices, (f"list_{grid.key}_{column.key}_{len(names) + 1}".replace("-", "_"), label))
    return names


def query_headings(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Return for each heading of a table the one of the column beside it that asks about its answers, all different."""
    taken = {label.casefold() for label in labels}
    headings = []
    for label in labels:
        heading, number = f"Query: {label}"[:_LONGEST_HEADING], 2
        while heading.casefold() in taken:
            heading, number = f"Query {number}: {label}"[:_LONGEST_HEADING], number + 1
        taken.add(heading.casefold())
        headings.append(heading)
    return tuple(headings)
