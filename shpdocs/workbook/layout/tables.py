"""The grids of tables: named rows, or rows that the lead adds."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.answers.kinds import kind_of, wanted
from shpdocs.answers.values import comparable
from shpdocs.model.definition import Field, Table
from shpdocs.model.period import slashed
from shpdocs.model.prefill import Prefill
from shpdocs.model.workbook import CARRIED_LABEL, RESERVED_HEADINGS
from shpdocs.workbook.layout.grid import LEFT_BLANK, NEW_ROW, STATE, Column, Grid, Row, Slot

_LEAST_WIDTH = 130  # characters: a narrower sheet would cut its title when printed
_SPARE_AFTER_FILLED = 5
_CARRIED = "Bring carried rows up to date; do not delete them."
_BEFORE = "What belongs to the quarter is asked anew: what you said last time stands beside it, locked."
_NOT_SORTED = "So the rows can be filtered, and not sorted."
_MORE_ROWS = "More rows: go on typing in the row under the last one, as often as you need."
_LEAST, _SHARED_NARRATIVE = 14, 48  # characters that a column is wide
_LONG_LINE = 200  # characters: more take a column twice as wide


def carried_from(origin: str) -> str:
    """How a workbook says where a text or row comes from: 'Carried from Q1 2024/25'."""
    return f"Carried from {_quarter_words(origin)}"


def _quarter_words(period: str) -> str:
    year, _, quarter = period.rpartition("-")
    return f"{quarter} {slashed(year)}"


def table_grid(table: Table, prefill: Prefill, filled: int = 0) -> Grid:
    """The grid of a table, with so many rows filled in.

    What was carried from an earlier return is marked apart from what is new. Beside a column that is asked anew stands what the
    last return said in it, if it said anything.
    """
    base = f"/tables/{table.key}"
    origins = {pointer: origin for pointer, origin in prefill.origins.items() if pointer.startswith(f"{base}/")}
    columns = _columns(table, prefill, is_carried=bool(origins))
    filled = max(len(origins), filled)
    issued = max(table.spare, filled + _SPARE_AFTER_FILLED if filled else 0)
    rows = table.rows or tuple((str(number), "") for number in range(issued))
    notes = {pointer: carried_from(origin) for pointer, origin in origins.items()}
    grid = Grid(
        f"tables-{table.key}",
        table.sheet,
        table.title,
        "",
        columns,
        tuple(_table_row(table, (key, label), columns, notes.get(f"{base}/{key}", NEW_ROW), prefill) for key, label in rows),
        table if table.is_open else None,
        summary=table.guidance or table.title,
    )
    return replace(grid, guidance=_guidance(table, grid, bool(origins)))


def _columns(table: Table, prefill: Prefill, *, is_carried: bool) -> tuple[Column, ...]:
    """The columns as they stand: what the rows are called or whether they are new, and those of the table, each with what stands beside."""
    first = [Column("_row", table.row_heading, 34)] if table.rows else []
    first += [Column("carried", CARRIED_LABEL, 17)] if is_carried else []
    narrow = sum(kind_of(column.asked).words == "paragraphs" for column in table.columns) > 1
    shown = {pointer.rpartition("/")[2] for pointer in prefill.before if pointer.startswith(f"/tables/{table.key}/")}
    widths = {column.key: _width(column, narrow) for column in table.columns}
    taken = STATE.width + sum(column.width for column in first) + sum(widths.values()) + sum(widths[key] for key in widths if key in shown)
    wider = max(_LEAST_WIDTH - taken, 0) // len(table.columns)
    headings = _headings_before(table, prefill)
    columns = []
    for column in table.columns:
        guidance = column.guidance or wanted(column.asked)
        columns.append(Column(column.key, column.label, widths[column.key] + wider, is_answer=True, guidance=guidance))
        if column.key in shown:
            columns.append(Column(before_key(column.key), headings[column.key], widths[column.key], is_before=True))
    return (*first, *columns)


def before_key(column: str) -> str:
    """The key of the column that shows what the last return said in another."""
    return f"_before-{column}"


def _headings_before(table: Table, prefill: Prefill) -> dict[str, str]:
    """For each column the heading of what the last return said in it ('Status in Q1 2024/25'), all different."""
    when = f" in {_quarter_words(prefill.origins.get(f'/tables/{table.key}', ''))}"
    taken = {comparable(label) for label in (table.row_heading, *RESERVED_HEADINGS, *(column.label for column in table.columns))}
    headings = {}
    for column in table.columns:
        number, heading = 1, f"{column.label}{when}"
        while comparable(heading) in taken:
            number, heading = number + 1, f"{column.label} ({number + 1}){when}"
        taken.add(comparable(heading))
        headings[column.key] = heading
    return headings


def _guidance(table: Table, grid: Grid, has_carried: bool) -> str:
    guidance = table.guidance or ("Fill in a row for each." if table.is_open else "Fill in every row.")
    carried = _CARRIED if has_carried else ""
    before = _BEFORE if any(column.is_before for column in grid.columns) else ""
    unsorted = _NOT_SORTED if grid.open_table and not grid.is_sortable else ""
    return " ".join(part for part in (guidance, carried, before, unsorted, _MORE_ROWS if table.is_open else "") if part)


def _width(column: Field, narrow: bool) -> int:
    """Width of a table's column in characters: by its kind, and for a long line of text twice that.

    `narrow`: it is one of several narratives, which share the page.
    """
    kind = kind_of(column.asked)
    if kind.words == "paragraphs" and narrow:
        return _SHARED_NARRATIVE
    return max(kind.width, _LEAST) * (2 if kind.words == "line" and (column.asked.longest or 0) > _LONG_LINE else 1)


def _table_row(table: Table, row: tuple[str, str], columns: tuple[Column, ...], carried: str, prefill: Prefill) -> Row:
    """A row, by its key and label ('' if the lead names it), with an entry for each of the columns."""
    key, label = row
    base, asked = f"/tables/{table.key}/{key}", {column.key: column for column in table.columns}
    is_blank = table.is_open and carried == NEW_ROW  # its cells are blank until somebody uses it
    cells: list[str | Slot] = []
    for column in columns:
        if column.is_answer:
            answer = column.key
            cells.append(table_slot(table, key, label or f"row {int(key) + 1}", asked[answer]))
        elif column.is_before:
            cells.append(prefill.before.get(f"{base}/{answer}", "" if is_blank else LEFT_BLANK))
        else:
            cells.append(label if column.key == "_row" else carried)
    return Row(base.removeprefix("/"), tuple(cells))


def table_slot(table: Table, row: str, label: str, column: Field) -> Slot:
    """The slot of one answer of a table; `row` is a named row's key, or an open table's row counted from 0."""
    return Slot(f"/tables/{table.key}/{row}/{column.key}", f"{table.title}, {label}: {column.label}", column.asked)
