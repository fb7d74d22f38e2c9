"""A sheet by its rows, so that a row is looked at without going over every cell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from msgspec import Struct

from shpdocs.answers.quoted import as_it_stood
from shpdocs.answers.values import alike
from shpdocs.model.cells import cell_name
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import SheetContent

plain = lru_cache(maxsize=4096)(alike)  # the same headings and labels are compared again and again
Line = Mapping[int, RawCell]  # the cells of a row by their column, counted from 1


class Lines(Struct, frozen=True):
    """A sheet and its rows that hold anything, by their number counted from 1."""

    sheet: SheetContent
    rows: Mapping[int, Line]
    file: str

    def cell(self, row: int, column: int) -> RawCell:
        """The cell there; a blank one with its place if nothing was entered."""
        cell = self.sheet.cells.get((row, column))
        return as_it_stood(cell) if cell else RawCell(Place(self.file, self.sheet.title, cell_name(row, column)))

    def text(self, row: int, column: int) -> str:
        """What stands there, as texts are compared."""
        cell = self.sheet.cells.get((row, column))
        return plain(cell.entered) if cell else ""

    def texts(self, row: int) -> dict[int, str]:
        """What stands in a row, by column, as texts are compared; columns in their order."""
        return {column: plain(cell.entered) for column, cell in sorted(self.rows.get(row, {}).items())}

    def below(self, row: int) -> list[int]:
        """The rows below one, in their order."""
        return sorted(number for number in self.rows if number > row)


def lines_of(sheet: SheetContent, file: str) -> Lines:
    """Return the sheet by its rows."""
    rows: dict[int, dict[int, RawCell]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell
    return Lines(sheet, rows, file)
