"""The verdict on a workbook, held by `collect` itself: the conditions of its Check sheet, over the cells as they came."""

from __future__ import annotations

from collections.abc import Mapping

from shpdocs.answers.values import number_in
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.returns import Json, RawCell, answer_at
from shpdocs.workbook.checklist import Item, open_items
from shpdocs.workbook.conditions import Cells
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import Layout
from shpdocs.workbook.spreadsheet import value_of


def cells_as_received(layout: Layout, places: FoundAnswers) -> Cells:
    """The cells as a spreadsheet sees them: what the Check sheet judges."""
    return _cells(layout, {pointer: value_of(cell) for pointer, (_, cell) in places.cells.items()})


def cells_as_read(layout: Layout, places: FoundAnswers, answers: Json) -> Cells:
    """The cells as they were read: '1,664' typed as text is the number it means."""
    values = {}
    for pointer, (_, cell) in places.cells.items():
        answer = answer_at(answers, pointer)
        number = number_in(answer)
        values[pointer] = number if number is not None else answer if isinstance(answer, str | bool) else value_of(cell)
    return _cells(layout, values)


def cells_as_issued(layout: Layout, entries: Mapping[str, RawCell]) -> Cells:
    """The cells as a workbook is issued, of which some hold something: by JSON pointer."""
    return _cells(
        layout, {slot.pointer: value_of(entries[slot.pointer]) if slot.pointer in entries else None for *_, slot in layout.slots()}
    )


def odd_answers(items: tuple[Item, ...], cells: Cells, places: FoundAnswers) -> tuple[Problem, ...]:
    """Return a warning for every item that a lead is warned of, one for the whole sign-off.

    What reading the cell itself reports is not reported again.
    """
    problems: dict[tuple[str, str], Problem] = {}
    for item in open_items(items, cells):
        if item.code and CATALOGUE[item.code].severity == "warning" and not _is_reported_otherwise(item, places):
            about = item.grid.key if item.code == "not-signed-off" else item.pointer
            problem = Problem(_code(item, places), places.place(item.pointer), "", item.pointer, item.label)
            problems.setdefault((item.code, about), problem)
    return tuple(problems.values())


def _code(item: Item, places: FoundAnswers) -> str:
    """The item's code; of a sign-off whose sheet was deleted it is said that the sheet is missing."""
    is_gone = item.code == "not-signed-off" and item.pointer not in places.cells and "Start" not in places.support_sheets.values()
    return "start-missing" if is_gone else item.code


def _is_reported_otherwise(item: Item, places: FoundAnswers) -> bool:
    """Whether nothing of its table was read, or the sign-off is not blank but cannot be read: each is reported as such."""
    if item.grid.key in places.withheld:
        return True
    return item.code == "not-signed-off" and item.pointer in places.cells and not places.cells[item.pointer][1].is_blank


def _cells(layout: Layout, values: Mapping[str, object]) -> Cells:
    rows: dict[str, dict[str, dict[str, object]]] = {grid.open_table.key: {} for grid in layout.grids if grid.open_table}
    for pointer, value in values.items():
        _, group, key, *rest = pointer.split("/")
        if group == "tables" and key in rows:
            rows[key].setdefault(rest[0], {})[rest[1]] = value
    return Cells(values, {key: tuple(numbered.values()) for key, numbered in rows.items()})
