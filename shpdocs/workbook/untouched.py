"""Carried rows that nobody touched, and figures of last quarter that were typed again: how a workbook says so of itself, and what is told
of them when it comes back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from shpdocs.answers.kinds import kind_of
from shpdocs.answers.values import tidy
from shpdocs.model.definition import Field, Table
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import ODD
from shpdocs.workbook.conditions import Cells, Condition
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import STATE, Grid, Layout, Slot
from shpdocs.workbook.prefill import typed_cell
from shpdocs.workbook.revisions import match_carried_rows, shown_cell
from shpdocs.workbook.spreadsheet import (
    ERROR,
    as_text,
    blank_formula,
    is_blank,
    is_number,
    letters_in_excel,
    literal,
    number_formula,
    require_value,
    value_of,
)

AS_CARRIED = "As carried: bring it up to date."
AS_CARRIED_STATE = f"{ODD} {AS_CARRIED}"
_TABLE = "tables-"  # how the key of a table's grid begins
_FEWEST = 2  # rows with the same figures as before that are no chance
_BEGINNING = re.compile(r"[ -~]{0,30}")  # of a text, as far as every program compares it alike

IssuedRow = Mapping[str, RawCell]  # what a row was issued with, by column; a blank cell where nothing stood


def carried_rows(grid: Grid, prefill: Prefill) -> dict[str, IssuedRow]:
    """What each carried row of a table was issued with, by the row's key; none of a grid that is no table."""
    cells, nothing = prefill.cells, RawCell(Place(""))
    return {
        row.key: {
            column.key: typed_cell(slot, cells[slot.pointer]) if slot.pointer in cells else nothing for column, slot in grid.slots(row)
        }
        for row in (grid.rows if grid.key.startswith(_TABLE) else ())
        if f"/{row.key}" in prefill.origins
    }


# --- as the workbook sees it ------------------------------------------------------------------------------------------


def untouched_formula(issued: IssuedRow, address: Mapping[str, str]) -> str:
    """The expression that says whether a row holds what it was issued with, and nothing else; given the cell of each column.

    Of a text it compares the length and how it begins: no more has room in a formula.
    """
    return f"AND({','.join(_same(address[column], value_of(cell)) for column, cell in issued.items())})"


def _same(address: str, issued: object) -> str:
    value = require_value(issued)
    if is_blank(value):
        return blank_formula(address)
    if is_number(value):
        return f"AND({number_formula(address)},{address}={literal(value)})"
    text = str(value)
    begins = _beginning(text)
    is_as_long = f"LEN({address})>={len(text)},LEN({address})<={letters_in_excel(text)}"
    return f'AND(ISTEXT({address}),{is_as_long},LOWER(LEFT({address},{len(begins)}))="{as_text(begins)}")'


def _beginning(text: str) -> str:
    match = _BEGINNING.match(text)
    return match[0].lower() if match else ""


def _compared(value: object) -> object:
    """What the formula compares of a value."""
    if value is ERROR:
        return value
    known = require_value(value)
    if is_blank(known):
        return None
    return (len(known), _beginning(known)) if isinstance(known, str) else known


def is_untouched(issued: IssuedRow, values: Mapping[str, object]) -> bool:
    """Whether the formula holds for a row with these values, by column."""
    return all(_compared(values.get(column)) == _compared(value_of(cell)) for column, cell in issued.items())


def row_untouched(issued: IssuedRow, row: str) -> Condition:
    """A named row, of that pointer, stands as it was carried."""
    return Condition(
        lambda at: untouched_formula(issued, {column: at.cell(f"{row}/{column}") for column in issued}),
        lambda cells: is_untouched(issued, {column: cells.values.get(f"{row}/{column}") for column in issued}),
    )


def any_row_untouched(table: str, rows: Iterable[IssuedRow]) -> Condition:
    """A row of an open table stands as it was carried: its State says so, wherever it stands now."""
    known = tuple(rows)
    columns = tuple(known[0])
    issued = {tuple(_compared(value_of(row[column])) for column in columns) for row in known}

    def test(cells: Cells) -> bool:
        return any(tuple(_compared(row.get(column)) for column in columns) in issued for row in cells.rows.get(table, ()))

    return Condition(lambda at: f'SUMPRODUCT(--ISNUMBER(FIND("{AS_CARRIED_STATE}",{at.column(table, STATE.key)})))>0', test)


# --- when it comes back -----------------------------------------------------------------------------------------------


def untouched_row_problems(layout: Layout, places: FoundAnswers, prefill: Prefill) -> tuple[Problem, ...]:
    """Return a warning for every table in which carried rows stand just as they were carried, with nothing new in them."""
    problems = []
    for grid in layout.grids:
        issued = carried_rows(grid, prefill) if grid.key in places.sheets else {}
        rows = _as_carried(grid, issued.values(), places) if issued else []
        if rows:
            (name, place), *others = rows
            details = {
                "count": f"{len(rows)} rows stand" if others else "1 row stands",
                "more": f" and {len(others)} more" if others else "",
            }
            problems.append(Problem("carried-untouched", place, name, label=grid.title, details=details))
    return tuple(problems)


def _as_carried(grid: Grid, issued: Iterable[IssuedRow], places: FoundAnswers) -> list[tuple[str, Place]]:
    """The rows that came back just as they were issued: the name of each, and the place of its first answer."""
    columns = tuple(column.key for column in grid.columns if column.is_answer)
    wanted = {tuple(_held(row.get(column)) for column in columns) for row in issued}
    rows: dict[str, dict[str, RawCell]] = {}
    for pointer, (_, cell) in places.cells.items():
        row, _, column = pointer.rpartition("/")
        if row.startswith(f"/tables/{grid.key.removeprefix(_TABLE)}/"):
            rows.setdefault(row, {})[column] = cell
    names = {} if grid.open_table else {f"/{row.key}": row.name for row in grid.rows}
    found = []
    for row, cells in rows.items():
        filled = [cells[column] for column in columns if column in cells and not cells[column].is_blank]
        if filled and tuple(_held(cells.get(column)) for column in columns) in wanted:
            found.append((names.get(row, filled[0].entered), filled[0].place))
    return found


def _held(cell: RawCell | None) -> object:
    """What a cell holds, as it is compared: no formula is what it was issued with."""
    if cell is None or cell.is_blank:
        return None
    if cell.formula or cell.is_error or cell.is_unclear or cell.not_typed:
        return ERROR
    value = cell.value
    return value.isoformat()[:10] if isinstance(value, datetime | date) else tidy(value) if isinstance(value, str) else value


def repeated_figure_problems(layout: Layout, places: FoundAnswers, prefill: Prefill) -> tuple[Problem, ...]:
    """Return a warning for every column of figures of the quarter that says again, in every row, what stood beside it of the last return.

    One row may be so by chance, and so may noughts; an amount of money, such as a grant, may stand for years.
    """
    problems = []
    for table in layout.definition.tables:
        rows = match_carried_rows(table, places, prefill) if table.is_open else {}
        for column in table.columns:
            again = list(_beside_last(table, column, rows, places, prefill))
            figures = [before for before, _, _ in again]
            is_same = all(shown_cell(cell, slot) == before for before, slot, cell in again)
            if len(again) >= _FEWEST and is_same and any(re.search("[1-9]", figure) for figure in figures):
                label = f"{table.title}: {column.label}"
                problems.append(Problem("figures-repeated", again[0][2].place, ", ".join(figures), again[0][1].pointer, label))
    return tuple(problems)


def _beside_last(
    table: Table, column: Field, rows: Mapping[str, str], places: FoundAnswers, prefill: Prefill
) -> Iterator[tuple[str, Slot, RawCell]]:
    """What the last return said in each carried row of a column of figures, and the answer of now beside it."""
    base, kind = f"/tables/{table.key}/", kind_of(column.asked)
    for pointer, before in prefill.before.items() if kind.is_number and column.asked.kind != "money" else ():
        row, _, key = pointer.rpartition("/")
        now = f"{rows.get(row, '') if table.is_open else row}/{key}"
        if pointer.startswith(base) and key == column.key and now in places.cells:
            slot, cell = places.cells[now]
            yield before, slot, cell
