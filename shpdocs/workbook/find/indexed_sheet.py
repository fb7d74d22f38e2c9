"""A sheet by its rows, so that a row is looked at without going over every cell."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from shpdocs.answers.formulas import unquote_formula
from shpdocs.answers.values import comparable
from shpdocs.model.cells import cell_name
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import SheetContent

_HEAD = 6  # lines over the headings that may say whose sheet it is


class IndexedSheet(Struct, frozen=True):
    """A sheet and its rows that hold anything: by the row's number, then by the column's, both counted from 1."""

    content: SheetContent
    rows: Mapping[int, Mapping[int, RawCell]]
    file: str

    @property
    def title(self) -> str:
        """The sheet's title."""
        return self.content.title

    @property
    def head(self) -> list[str]:
        """The texts in its first lines."""
        rows = (self.rows[row] for row in sorted(self.rows)[:_HEAD])
        return [cell.value for row in rows for cell in row.values() if isinstance(cell.value, str)]

    def cell(self, row: int, column: int) -> RawCell:
        """The cell there; a blank one with its place if nothing was entered."""
        cell = self.content.cells.get((row, column))
        return unquote_formula(cell) if cell else RawCell(Place(self.file, self.title, cell_name(row, column)))

    def text(self, row: int, column: int) -> str:
        """What stands there, as texts are compared."""
        cell = self.content.cells.get((row, column))
        return comparable(cell.entered) if cell else ""

    def texts(self, row: int) -> dict[int, str]:
        """What stands in a row, by column, as texts are compared; columns in their order."""
        return {column: comparable(cell.entered) for column, cell in sorted(self.rows.get(row, {}).items())}

    def below(self, row: int) -> list[int]:
        """The rows below one, in their order."""
        return sorted(number for number in self.rows if number > row)


def indexed(content: SheetContent, file: str) -> IndexedSheet:
    """Return the sheet by its rows."""
    rows: dict[int, dict[int, RawCell]] = {}
    for (row, column), cell in content.cells.items():
        rows.setdefault(row, {})[column] = cell
    return IndexedSheet(content, rows, file)
