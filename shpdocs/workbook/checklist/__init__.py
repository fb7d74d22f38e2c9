"""The checklist: what the Check sheet watches while the lead types, and what `collect` finds by the same conditions.

Each item is one thing that may still be to do, or look odd, at one answer. Its text is the same for every row of a
column, so that a row's State names what is wanted there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from shpdocs.figures.people_sums import PeopleSum, people_sums
from shpdocs.model.definition import Table
from shpdocs.model.prefill import Prefill
from shpdocs.model.workbook import MUST, ODD, Verdict
from shpdocs.workbook import conditions
from shpdocs.workbook.checklist.items import Figure, Item, allowed, figure_items, wrong_kind
from shpdocs.workbook.conditions import Cells, Condition
from shpdocs.workbook.layout import Column, Grid, Layout, Row, Slot
from shpdocs.workbook.untouched import AS_CARRIED, IssuedRow, any_row_untouched, carried_rows, row_untouched

__all__ = ["Item", "checklist", "open_items", "verdict"]

_LONGEST_NAME = 60  # characters of a heading in a state
_MOST_PARTS = 20  # of a sum that is watched for blanks: each is a formula over all of them


def open_items(items: tuple[Item, ...], cells: Cells) -> tuple[Item, ...]:
    """The items whose condition holds over the cells of a workbook."""
    return tuple(item for item in items if item.when.holds(cells))


def verdict(items: tuple[Item, ...], cells: Cells) -> Verdict:
    """The verdict on the cells of a workbook."""
    marks = [item.mark for item in open_items(items, cells)]
    return Verdict(marks.count(MUST), marks.count(ODD))


def checklist(layout: Layout, prefill: Prefill) -> tuple[Item, ...]:
    """Every item of a layout's checklist, in the order of its grids and rows."""
    return tuple(item for grid in layout.grids for item in _grid_items(grid, layout, prefill))


def _grid_items(grid: Grid, layout: Layout, prefill: Prefill) -> Iterator[Item]:
    carried = carried_rows(grid, prefill)
    if grid.open_table:
        yield from _open_table_items(grid, grid.open_table)
        if carried:
            yield _as_carried(grid, carried, grid.open_table.title, any_row_untouched(grid.open_table.key, carried.values()))
        return
    measures = layout.definition.measures_asked(layout.period.quarter) if grid.key == "measures" else ()
    figures = {series.pointer.removeprefix("/"): (measure, series) for measure in measures for series in measure.series}
    sums = _people_sums(grid, layout)
    for row in grid.rows:
        if row.key in figures:
            yield from figure_items(Figure(grid, row, *figures[row.key], layout.period, prefill))
            continue
        for column, slot in grid.slots(row):
            yield from _slot_items(grid, row, column, slot)
            yield from _given_away(grid, row, column, slot, sums)
        if grid.key == "activity":
            yield from _carried_items(grid, row, prefill)
        if row.key in carried:
            yield _as_carried(
                grid, {row.key: carried[row.key]}, f"{grid.title}, {row.name}", row_untouched(carried[row.key], f"/{row.key}")
            )


def _slot_items(grid: Grid, row: Row, column: Column, slot: Slot) -> Iterator[Item]:
    """What an answer is watched for: that a required one is there, and that what is there can be one of its kind."""
    name = _short(column.label)

    def item(code: str, mark: str, text: str, when: Condition) -> Item:
        return Item(code, mark, text, grid, row, slot.pointer, slot.label, when)

    if grid.key == "sign-off":
        yield item("not-signed-off", MUST, "Fill in.", conditions.unanswered(slot.pointer))
    elif slot.asked.required:
        text = "Answer needed." if column.key == "answer" else f"{name}: answer needed."
        yield item("missing", MUST, text, conditions.unanswered(slot.pointer))
    wrong = wrong_kind(slot)
    if wrong and not slot.asked.required:  # an error in a required answer counts as none
        wrong = conditions.or_error(slot.pointer, wrong)
    if wrong:
        yield item("not-allowed", MUST, f"{name}: {allowed(slot)}", wrong)


def _people_sums(grid: Grid, layout: Layout) -> tuple[PeopleSum, ...]:
    """The sums of people of a grid's table that are watched for a blank that they give away; () if it is no table."""
    table = next((table for table in layout.definition.tables if f"tables-{table.key}" == grid.key), None)
    if table is None:
        return ()
    asked = {slot.pointer for *_, slot in layout.slots()}
    sums = people_sums(layout.definition, table, tuple(key for key, _ in table.rows))
    return tuple(each for each in sums if len(each.parts) <= _MOST_PARTS and {*each.parts, each.total} <= asked)


def _given_away(grid: Grid, row: Row, column: Column, slot: Slot, sums: tuple[PeopleSum, ...]) -> Iterator[Item]:
    """A count of people that may be left blank, and that a total and the others tell; `collect` tells of it by itself."""
    if slot.asked.required:
        return  # a blank is no answer there
    conditions_given = [
        conditions.given_away(slot.pointer, [part for part in each.parts if part != slot.pointer], each.total)
        for each in sums
        if slot.pointer in each.parts and len(each.parts) > 1
    ]
    if conditions_given:
        text = f"{_short(column.label)}: the total tells what is left blank."
        yield Item("", ODD, text, grid, row, slot.pointer, slot.label, conditions.any_of(*conditions_given))


def _short(label: str) -> str:
    """A heading as a state names it: one that is a sentence is cut."""
    return label if len(label) <= _LONGEST_NAME else f"{label[: _LONGEST_NAME - 1].rstrip()}…"


def _carried_items(grid: Grid, row: Row, prefill: Prefill) -> Iterator[Item]:
    """The year's text that stands as an earlier return had it."""
    for _, slot in grid.slots(row):
        text = prefill.cells.get(slot.pointer)
        if isinstance(text, str):
            as_carried = conditions.as_long_as(slot.pointer, text)
            yield Item("", ODD, AS_CARRIED, grid, row, slot.pointer, slot.label, as_carried)


def _as_carried(grid: Grid, rows: Mapping[str, IssuedRow], label: str, when: Condition) -> Item:
    """One of these rows stands as it was carried; `collect` tells of it by itself, with how many there are."""
    first = next(row for row in grid.rows if row.key in rows)
    _, slot = next(grid.slots(first))
    return Item("", ODD, AS_CARRIED, grid, first, slot.pointer, label, when)


def _open_table_items(grid: Grid, table: Table) -> Iterator[Item]:
    """What an open table is watched for as a whole: enough rows, and in each row that is used every required answer."""
    columns = tuple(column.key for column in table.columns)

    def item(code: str, text: str, when: Condition, column: str = columns[0], label: str = table.title) -> Item:
        return Item(code, MUST, text, grid, grid.rows[0], f"/tables/{table.key}/0/{column}", label, when)

    yield item("error-cell", "An error stands in the table.", conditions.error_in(table.key, columns))
    if table.fewest:
        text = f"At least {table.fewest} {'row' if table.fewest == 1 else 'rows'} needed."
        yield item("too-few-rows", text, conditions.fewer_rows(table.key, columns, table.fewest))
    for column in table.columns:
        if column.asked.required:
            lacks = conditions.row_lacks(table.key, columns, column.key)
            label = f"{table.title}: {column.label}"
            lacking = item("missing", f"{_short(column.label)}: answer needed.", lacks, column.key, label)
            yield replace(lacking, columns=columns)
