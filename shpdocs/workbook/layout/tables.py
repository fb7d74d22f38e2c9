"""The grids of tables: named rows, or rows that the lead adds."""

from __future__ import annotations

from shpdocs.answers.kinds import kind_of, wanted
from shpdocs.model.definition import Field, Table
from shpdocs.model.period import slashed
from shpdocs.model.prefill import Prefill
from shpdocs.model.workbook import CARRIED_LABEL
from shpdocs.workbook.layout.grid import NEW_ROW, STATE, Column, Grid, Row, Slot

_LEAST_WIDTH = 130  # characters: a narrower sheet would cut its title when printed
_SPARE_AFTER_FILLED = 5
_MORE_ROWS = "More rows: go on typing in the row under the last one, as often as you need."
_LEAST, _SHARED_NARRATIVE = 14, 48  # characters that a column is wide
_LONG_LINE = 200  # characters: more take a column twice as wide


def carried_from(origin: str) -> str:
    """How a workbook says where a text or row comes from: 'Carried from Q1 2024/25'."""
    year, _, quarter = origin.rpartition("-")
    return f"Carried from {quarter} {slashed(year)}"


def table_grid(table: Table, prefill: Prefill, filled: int = 0) -> Grid:
    """The grid of a table, with so many rows filled in. What was carried from an earlier return is marked apart from what is new."""
    columns = [Column("_row", table.row_heading, 34)] if table.rows else []
    base = f"/tables/{table.key}"
    origins = {pointer: origin for pointer, origin in prefill.origins.items() if pointer.startswith(f"{base}/")}
    if origins:
        columns.append(Column("carried", CARRIED_LABEL, 17))
    narrow = sum(kind_of(column.asked).words == "paragraphs" for column in table.columns) > 1
    taken = STATE.width + sum(column.width for column in columns) + sum(_width(column, narrow) for column in table.columns)
    wider = max(_LEAST_WIDTH - taken, 0) // len(table.columns)
    for column in table.columns:
        guidance = column.guidance or wanted(column.asked)
        columns.append(Column(column.key, column.label, _width(column, narrow) + wider, is_answer=True, guidance=guidance))
    filled = max(len(origins), filled)
    issued = max(table.spare, filled + _SPARE_AFTER_FILLED if filled else 0)
    rows = table.rows or tuple((str(number), "") for number in range(issued))
    notes = {pointer: carried_from(origin) for pointer, origin in origins.items()}
    return Grid(
        f"tables-{table.key}",
        table.sheet,
        table.title,
        _guidance(table, bool(origins)),
        tuple(columns),
        tuple(_table_row(table, key, label, notes.get(f"{base}/{key}", NEW_ROW) if origins else "") for key, label in rows),
        table if table.is_open else None,
        summary=table.guidance or table.title,
    )


def _guidance(table: Table, has_carried: bool) -> str:
    guidance = table.guidance or ("Fill in a row for each." if table.is_open else "Fill in every row.")
    carried = "Bring carried rows up to date; do not delete them." if has_carried else ""
    return " ".join(part for part in (guidance, carried, _MORE_ROWS if table.is_open else "") if part)


def _width(column: Field, narrow: bool) -> int:
    """Width of a table's column in characters: by its kind, and for a long line of text twice that.

    `narrow`: it is one of several narratives, which share the page.
    """
    kind = kind_of(column.asked)
    if kind.words == "paragraphs" and narrow:
        return _SHARED_NARRATIVE
    return max(kind.width, _LEAST) * (2 if kind.words == "line" and (column.asked.longest or 0) > _LONG_LINE else 1)


def _table_row(table: Table, key: str, label: str, carried: str) -> Row:
    slots = tuple(table_slot(table, key, label or f"row {int(key) + 1}", column) for column in table.columns)
    first = () if table.is_open else (label,)
    return Row(f"tables/{table.key}/{key}", (*first, *((carried,) if carried else ()), *slots))


def table_slot(table: Table, row: str, label: str, column: Field) -> Slot:
    """The slot of one answer of a table; `row` is a named row's key, or an open table's row counted from 0."""
    return Slot(f"/tables/{table.key}/{row}/{column.key}", f"{table.title}, {label}: {column.label}", column.asked)
