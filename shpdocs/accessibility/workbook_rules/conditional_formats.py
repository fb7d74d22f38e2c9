"""What conditional formats do to the look of cells: contrast of each look under them, and colours that nothing says in words.

A sheet's cells are put in order once, so that a rule looks up the cells that it covers and is not held against each of the sheet.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from shpdocs.model.workbook_facts import CellRange, ConditionalFormat, Look, SheetFacts

At = tuple[int, int]


class SheetIndex:
    """The cells of a sheet in order. What was looked up of a range is kept: many rules cover the same."""

    def __init__(self, sheet: SheetFacts) -> None:
        self.sheet = sheet
        self._first: dict[CellRange, dict[Look, At]] = {}
        self._unexplained: dict[tuple[tuple[CellRange, ...], frozenset[int]], At | None] = {}

    def first_of_each_look(self, block: CellRange) -> dict[Look, At]:
        """Each look in a range, with the first cell that has it; of a range without a cell in the file, that of its first cell."""
        if block not in self._first:
            self._first[block] = self._found(block) or {self.sheet.look(block.top, block.left): (block.top, block.left)}
        return self._first[block]

    def _found(self, block: CellRange) -> dict[Look, At]:
        first: dict[Look, At] = {}
        for column in _between(self._columns, block.left, block.right):
            for look, rows in self._rows_by_look[column].items():
                at = bisect_left(rows, block.top)
                if at < len(rows) and rows[at] <= block.bottom:
                    first[look] = min(first.get(look, (rows[at], column)), (rows[at], column))
        return dict(sorted(first.items(), key=lambda entry: entry[1]))

    def unexplained(self, conditional: ConditionalFormat) -> At | None:
        """The first blank cell that a conditional format may colour where no other cell of the row says the same in words.

        Words are a formula, which changes as the colour does, or a text that the conditional format itself goes by. Rows that
        hold nothing yet and lie outside tables are left alone: formats reach ahead of what is typed.
        """
        key = conditional.ranges, conditional.reads
        if key not in self._unexplained:
            covered = self._covered_columns(conditional.ranges)
            blanks = (at for block in conditional.ranges for at in self._blanks_within(block))
            self._unexplained[key] = next((at for at in blanks if not self._is_explained(at[0], covered, conditional.reads)), None)
        return self._unexplained[key]

    def _blanks_within(self, block: CellRange) -> Iterator[At]:
        """A blank cell of each row of a range that is content; of a range without a cell in the file, its first cell."""
        is_in_file = False
        for row in _between(self._rows, block.top, block.bottom):
            columns = self._columns_by_row[row]
            within = _between(columns, block.left, block.right)
            is_in_file = is_in_file or bool(within)
            blanks = _between(self._blanks_by_row.get(row, []), block.left, block.right)
            content = [column for column in blanks if row in self._held_rows or self.sheet.table_at(row, column) is not None]
            yield from ((row, column) for column in content[:1])
        first = (block.top, block.left)
        if not is_in_file and (block.top in self._held_rows or self.sheet.table_at(*first) is not None):
            yield first

    def _is_explained(self, row: int, covered: dict[int, list[CellRange]], reads: frozenset[int]) -> bool:
        blocks = covered.get(row, [])
        texts = (column for column in reads if (cell := self.sheet.values.get((row, column))) is not None and cell.text)
        return any(not any(block.left <= column <= block.right for block in blocks) for column in (*self._formulas.get(row, ()), *texts))

    def _covered_columns(self, ranges: tuple[CellRange, ...]) -> dict[int, list[CellRange]]:
        """By row that holds anything, the ranges that cover some of it."""
        covered: dict[int, list[CellRange]] = defaultdict(list)
        for block in ranges:
            for row in _between(self._rows, block.top, block.bottom):
                covered[row].append(block)
        return covered

    @cached_property
    def _rows_by_look(self) -> dict[int, dict[Look, list[int]]]:
        columns: dict[int, dict[Look, list[int]]] = defaultdict(lambda: defaultdict(list))
        for row, column in self._in_order:
            columns[column][self.sheet.cells[row, column].look].append(row)
        return columns

    @cached_property
    def _in_order(self) -> list[At]:
        return sorted(self.sheet.cells)

    @cached_property
    def _columns(self) -> list[int]:
        return sorted(self._rows_by_look)

    @cached_property
    def _rows(self) -> list[int]:
        return sorted(self._columns_by_row)

    @cached_property
    def _columns_by_row(self) -> dict[int, list[int]]:
        return _by_row(self._in_order)

    @cached_property
    def _blanks_by_row(self) -> dict[int, list[int]]:
        return _by_row(at for at in self._in_order if at not in self.sheet.values)

    @cached_property
    def _held_rows(self) -> set[int]:
        return {row for row, _ in self.sheet.values}

    @cached_property
    def _formulas(self) -> dict[int, list[int]]:
        """By row, the columns of formulas."""
        return _by_row(at for at, cell in self.sheet.values.items() if cell.formula)


def _by_row(places: Iterable[At]) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = defaultdict(list)
    for row, column in places:
        rows[row].append(column)
    return rows


def _between(numbers: list[int], first: int, last: int) -> list[int]:
    """Of numbers in order, those from the first to the last."""
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]
