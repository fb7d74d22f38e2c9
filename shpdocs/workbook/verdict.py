"""The verdict on a workbook, held by `collect` itself: the conditions of its Check sheet, over the cells as they came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from shpdocs.answers.formulas import CONSTANTS, ERRORS, evaluate
from shpdocs.answers.values import json_number, number_in
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.returns import Json, Place, RawCell, answer_at
from shpdocs.workbook.checklist import Item, open_items
from shpdocs.workbook.conditions import Cells
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import Layout
from shpdocs.workbook.spreadsheet import ERROR

_DAY_ZERO = datetime(1899, 12, 30)  # day 0 of a spreadsheet's calendar


def cells_as_received(layout: Layout, found: FoundAnswers) -> Cells:
    """The cells as a spreadsheet sees them: what the Check sheet judges."""
    return _cells(layout, {pointer: _value(cell) for pointer, (_, cell) in found.cells.items()})


def cells_as_read(layout: Layout, found: FoundAnswers, answers: Json) -> Cells:
    """The cells as they were read: '1,664' typed as text is the number it means."""
    values = {}
    for pointer, (_, cell) in found.cells.items():
        answer = answer_at(answers, pointer)
        number = number_in(answer)
        values[pointer] = number if number is not None else answer if isinstance(answer, str | bool) else _value(cell)
    return _cells(layout, values)


def cells_as_issued(layout: Layout, prefill: Prefill) -> Cells:
    """The cells as the workbook is issued."""
    return _cells(layout, {slot.pointer: prefill.cells.get(slot.pointer) for _, _, _, slot in layout.slots()})


def cells_as_replayed(layout: Layout, cells: Mapping[str, RawCell]) -> Cells:
    """The cells as a query workbook is issued, with what came in a return: by JSON pointer."""
    return _cells(
        layout, {slot.pointer: _value(cells[slot.pointer]) if slot.pointer in cells else None for _, _, _, slot in layout.slots()}
    )


def odd_answers(items: tuple[Item, ...], cells: Cells, found: FoundAnswers) -> tuple[Problem, ...]:
    """Return a warning for every item that a lead is warned of, one for the whole sign-off.

    What reading the cell itself reports is not reported again.
    """
    problems: dict[tuple[str, str], Problem] = {}
    for item in open_items(items, cells):
        if item.code and CATALOGUE[item.code].severity == "warning" and not _is_reported_otherwise(item, found):
            place = found.cells[item.pointer][1].place if item.pointer in found.cells else Place("")
            about = item.grid.key if item.code == "not-signed-off" else item.pointer
            problems.setdefault((item.code, about), Problem(_code(item, found), place, "", item.pointer, item.label))
    return tuple(problems.values())


def _code(item: Item, found: FoundAnswers) -> str:
    """The item's code; of a sign-off whose sheet was deleted it is said that the sheet is missing."""
    is_gone = item.code == "not-signed-off" and item.pointer not in found.cells and "Start" not in found.support_sheets.values()
    return "start-missing" if is_gone else item.code


def _is_reported_otherwise(item: Item, found: FoundAnswers) -> bool:
    """Whether nothing of its table was read, or the sign-off is not blank but cannot be read: each is reported as such."""
    if item.grid.key in found.withheld:
        return True
    return item.code == "not-signed-off" and item.pointer in found.cells and not found.cells[item.pointer][1].is_blank


def _cells(layout: Layout, values: Mapping[str, object]) -> Cells:
    rows: dict[str, dict[str, dict[str, object]]] = {grid.open_table.key: {} for grid in layout.grids if grid.open_table}
    for pointer, value in values.items():
        _, group, key, *rest = pointer.split("/")
        if group == "tables" and key in rows:
            rows[key].setdefault(rest[0], {})[rest[1]] = value
    return Cells(values, {key: tuple(numbered.values()) for key, numbered in rows.items()})


def _value(cell: RawCell) -> object:
    """A cell's value as a formula sees it: dates and times are numbers, TRUE() is a logical value, a sum its result.

    What any other formula comes to is not known here; it counts as something that is no number, and `collect` asks.
    """
    value = _result(cell.formula) if cell.formula else cell.value
    if cell.is_error or cell.formula.lstrip("=") in ERRORS:  # LibreOffice saves an error as a formula
        return ERROR
    if isinstance(value, datetime):
        return (value - _DAY_ZERO).total_seconds() / 86_400
    if isinstance(value, date):
        return (value - _DAY_ZERO.date()).days
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    return value


def _result(formula: str) -> object:
    """What a formula comes to, if that can be known here, else its text."""
    result = evaluate(formula)
    return CONSTANTS.get(formula.upper(), formula) if result is None else json_number(result)
