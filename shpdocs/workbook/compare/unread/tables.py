"""The sheets of the tables: what stands there and is neither an answer nor what that very cell was issued with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from shpdocs.answers.values import comparable
from shpdocs.model.returns import RawCell
from shpdocs.model.workbook import CARRIED_LABEL, COMPLETE, ERROR_IN_ROW, FILLED, NEEDED, OPTIONAL, STATE_MARKS, SheetContent
from shpdocs.workbook.compare.unread.issued import Cells, Issued, is_state
from shpdocs.workbook.find import FoundAnswers, is_same_label
from shpdocs.workbook.layout import NEW_ROW, NOT_ASKED, STATE, Column, Grid, Row

_ISSUED_ONCE = ("None set", "Baseline", "Target")  # in workbooks that were issued in other words
_REFERENCE = re.compile(r"(fields|measures|tables|sign-off)/[a-z0-9/-]+")
_NUMBER = re.compile(r"[\d,.]+ ?%?")
_OLD_LABELS = ("What is asked", "Guidance", "Objective", "What it counts, and source", "Unit", "Baseline", "Target", "Measure")
_CARRIED = "Carried from "
_LONGEST_NAME = 60  # characters of a heading in a state


def strange_in_tables(
    sheet: SheetContent, left: Cells, grids: list[Grid], identity: frozenset[str], found: FoundAnswers, issued: Issued
) -> Iterator[RawCell]:
    """The cells that hold something they were not issued with."""
    tables = [_table(sheet, grid, found, issued) for grid in grids]
    head = min(table.head for table in tables)
    width = max(table.width for table in tables)
    older = _Older.on(sheet, tables, head, width) if issued.has_other_words else None
    for (row, column), cell in left:
        text = cell.value if isinstance(cell.value, str) else cell.entered
        is_ours = (older is not None and older.has(row, column, text)) or (row < head and column <= width and comparable(text) in identity)
        if not is_ours and not any(table.has(row, column, cell, text) for table in tables):
            yield cell


class _Table(Struct, frozen=True, dict=True):
    """A grid as it stands on a sheet.

    `head` is the row of its headings, `columns` gives its columns by where they stand, `rows` its rows by where they
    stand; `lost` are the columns and `missing` the rows whose place is not known; `states` are the columns that the
    workbook fills in itself, `said` what these may say. Of a copy nothing is known but the head.
    """

    grid: Grid
    head: int
    columns: Mapping[int, Column]
    rows: Mapping[int, Row]
    states: frozenset[int]
    said: frozenset[str]
    is_copy: bool = False

    @property
    def width(self) -> int:
        """The number of its last column."""
        return max([len(self.grid.columns) + 1, *self.columns])

    @cached_property
    def _place(self) -> dict[str, int]:
        """The place of each column's entry in a row."""
        return {column.key: at for at, column in enumerate(self.grid.columns)}

    @cached_property
    def _exact(self) -> dict[tuple[int, int], str]:
        """The texts of the labels whose row and column are known, by their cells: nearly all that stands on a sheet."""
        own = [(number, self._place[column.key]) for number, column in self.columns.items() if column.key in self._place]
        return {
            (row, number): entry for row, issued in self.rows.items() for number, at in own if isinstance(entry := issued.cells[at], str)
        }

    @cached_property
    def _missing(self) -> tuple[Row, ...]:
        standing = {row.key for row in self.rows.values()}
        return tuple(row for row in self.grid.rows if row.key not in standing)

    @cached_property
    def _lost(self) -> tuple[int, ...]:
        standing = {column.key for column in self.columns.values()}
        return tuple(at for at, column in enumerate(self.grid.columns) if column.key not in standing)

    @cached_property
    def _headings(self) -> frozenset[str]:
        """The headings, as texts are compared."""
        return frozenset(comparable(column.label) for column in self.grid.all_columns)

    @cached_property
    def _head_lines(self) -> frozenset[str]:
        """What stands over the headings, as texts are compared."""
        lines = (self.grid.title, *self.grid.guidance_lines, *(column.guidance for column in self.grid.columns))
        return frozenset(map(comparable, lines))

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(row.key for row in self.grid.rows)

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text of the grid's rows, as texts are compared."""
        return frozenset(comparable(cell) for row in self.grid.rows for cell in row.cells if isinstance(cell, str))

    def has(self, row: int, column: int, cell: RawCell, text: str) -> bool:
        """Whether that very cell was issued with that text, or may show it by a formula of ours."""
        if self._exact.get((row, column)) == text or text in self._keys:
            return True
        if row <= self.head:
            return comparable(text) in (self._headings if row == self.head else self._head_lines)
        if self.is_copy:
            return comparable(text) in self.texts | {comparable(NEW_ROW)} or text.startswith((*STATE_MARKS, _CARRIED))
        if column in self.states and (cell.formula or self._is_said(text)):
            return True
        return any(known and (text == known or is_same_label(text, known)) for known in self._issued_at(row, column, text))

    def _issued_at(self, row: int, column: int, text: str) -> Iterator[str]:
        """The texts with which the cell may have been issued: one, if its row and its column are known."""
        known = self.columns.get(column)
        at = self._place.get(known.key) if known else None
        rows = (self.rows[row],) if row in self.rows else self._missing if not self.grid.open_table else ()
        places = (at,) if at is not None else () if known or _NUMBER.fullmatch(text) else self._lost
        yield from (entry for issued in rows for place in places if isinstance(entry := issued.cells[place], str))
        if row in self.rows and not known:
            yield NOT_ASKED  # of a column that was copied

    def _is_said(self, text: str) -> bool:
        """Whether a state, or the note that a row is new or carried, may read so."""
        if comparable(text) in self.texts or text == NEW_ROW:
            return True
        if self.grid.open_table and text.startswith(NEEDED):
            names = {column.label[:_LONGEST_NAME] for column in self.grid.columns}
            return is_state(text.removeprefix(NEEDED), {*names, ","})
        return is_state(text, set(self.said))


def _table(sheet: SheetContent, grid: Grid, found: FoundAnswers, issued: Issued) -> _Table:
    said = {item.state for item in issued.items if item.grid.key == grid.key}
    said = said | {COMPLETE, FILLED, OPTIONAL, ERROR_IN_ROW} if issued.items and not issued.has_other_words else set()
    if found.sheets.get(grid.key) != sheet.title:
        return _Table(grid, found.copies[sheet.title][1], {}, {}, frozenset(), frozenset(said), is_copy=True)
    head, by_key = found.heading_rows[grid.key], found.columns.get(grid.key, {})
    columns = {by_key[column.key]: column for column in grid.all_columns if column.key in by_key}
    by_row = {row.key: row for row in grid.rows}
    rows = {number: by_row[key] for key, numbers in found.rows.get(grid.key, {}).items() for number in numbers}
    ours = {comparable(STATE.label), comparable(CARRIED_LABEL)}
    headed = {column for (row, column), cell in sheet.cells.items() if row == head and comparable(cell.entered) in ours}
    own = {number for number, column in columns.items() if column.label in (STATE.label, CARRIED_LABEL)}
    return _Table(grid, head, columns, rows, frozenset(headed | own), frozenset(said))


class _Older(Struct, frozen=True):
    """What is known of a sheet that was issued in other words: the last row of its tables, and the columns of labels.

    What stands beside or under them was typed; what stands in the place of a label may have been issued.
    """

    head: int
    width: int
    last: int
    labels: frozenset[int]
    states: frozenset[int]
    texts: frozenset[str]

    @classmethod
    def on(cls, sheet: SheetContent, tables: list[_Table], head: int, width: int) -> _Older:
        """What is known of this sheet."""
        named = [table for table in tables if not table.grid.open_table]
        found = [number for table in tables for number in table.rows]
        read = [row for (row, _), cell in sheet.cells.items() if isinstance(cell.value, str) and _REFERENCE.fullmatch(cell.value.strip())]
        heads = {comparable(text) for text in _OLD_LABELS}
        headed = {column for (row, column), cell in sheet.cells.items() if row == head and _is_old_label(comparable(cell.entered), heads)}
        own = {
            number for table in named for number, column in table.columns.items() if column in table.grid.columns and not column.is_answer
        }
        texts = {text for table in tables for text in table.texts} | {comparable(text) for text in (*_ISSUED_ONCE, NOT_ASKED, NEW_ROW)}
        states = {number for table in tables for number in table.states}
        return cls(head, width, max([head, *found, *read]), frozenset(headed | own if named else ()), frozenset(states), frozenset(texts))

    def has(self, row: int, column: int, text: str) -> bool:
        """Whether the workbook may have been issued with that text there."""
        if row <= self.head:
            return column <= self.width
        if _REFERENCE.fullmatch(text.strip()):
            return True
        if column in self.states and text.startswith((*STATE_MARKS, _CARRIED)):
            return True
        return row <= self.last and (column in self.labels or (comparable(text) in self.texts and not _NUMBER.fullmatch(text)))


def _is_old_label(text: str, labels: set[str]) -> bool:
    return text in labels or text.startswith("expected by ")
