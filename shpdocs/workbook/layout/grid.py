"""What a layout is made of: grids (the table on one sheet), the slots in them (one answer cell each), and how tall a row must be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from msgspec import Struct

from shpdocs.model.definition import Asked, Definition, Table
from shpdocs.model.period import Period
from shpdocs.model.workbook import REFERENCE_LABEL, STATE_LABEL

NOT_ASKED = "Not asked"
NEW_ROW = "New"
LEFT_BLANK = "Left blank"  # by the last return
_LINE_WIDTH = 120  # characters
_LETTERS = 1.1  # average letters to a column's unit of width
_LINE_PIXELS, _MARGIN_PIXELS, _TALLEST_PIXELS = 19, 6, 540  # a line of Arial 11; Excel's tallest row is 409.5 points
_LETTERS_IN_A_LINE = 1.2  # to a column's unit of width, the digit 0


class Slot(Struct, frozen=True):
    """One answer cell of a workbook: the JSON pointer of its answer, its label in messages, and what is asked."""

    pointer: str
    label: str
    asked: Asked

    @property
    def reason_pointer(self) -> str:
        """For a figure: the pointer of the reason for having none."""
        return self.pointer.removesuffix("/value") + "/reason"


class Column(Struct, frozen=True):
    """A column: its key, heading, width in characters, guidance, and whether the lead fills it in.

    `is_before`: it shows, locked, what the last return said in the column to its left.
    """

    key: str
    label: str
    width: int
    is_answer: bool = False
    guidance: str = ""
    is_before: bool = False


class Row(Struct, frozen=True):
    """A row: its key and one entry for each column, a label or a slot."""

    key: str
    cells: tuple[str | Slot, ...]

    @property
    def name(self) -> str:
        """What a named row is called: the text in its first column."""
        return str(self.cells[0])


class Grid(Struct, frozen=True):
    """The table on one sheet of a workbook: the fields of a sheet, the measures, or a table of the definition.

    `open_table` is set if the lead adds its rows; `summary` is what the Start sheet says of it; `printing` says which of its answers
    the public paper prints.
    """

    key: str
    sheet: str
    title: str
    guidance: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    open_table: Table | None = None
    summary: str = ""
    printing: str = ""

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns as they stand on the sheet, with what the workbook says of each row and what it finds rows by.

        The rows of an open table are the lead's: they are found by where they stand, and may be sorted.
        """
        return (STATE, *self.columns) if self.open_table else (STATE, *self.columns, REFERENCE)

    @property
    def is_sortable(self) -> bool:
        """Whether the lead may sort and delete rows: no program does where some of a row's cells are locked."""
        return self.open_table is not None and not any(column.is_before for column in self.columns)

    def slots(self, row: Row) -> Iterator[tuple[Column, Slot]]:
        """The answer cells of one of its rows, each with its column."""
        for column, cell in zip(self.columns, row.cells, strict=True):
            if isinstance(cell, Slot):
                yield column, cell

    @property
    def guidance_lines(self) -> tuple[str, ...]:
        """The guidance, and what is printed in public, in lines as long as the sheet is wide."""
        width = round(sum(column.width for column in (STATE, *self.columns)) * _LETTERS)
        return tuple(line for text in (self.guidance, self.printing) for line in wrap(text, max(_LINE_WIDTH, width)))


class Layout(Struct, frozen=True):
    """All grids of a sub-group's workbook for a period."""

    definition: Definition
    period: Period
    grids: tuple[Grid, ...]

    def slots(self) -> Iterator[tuple[Grid, Row, Column, Slot]]:
        """Every slot with its grid, row and column; an open table's rows count as issued."""
        for grid in self.grids:
            for row in grid.rows:
                for column, slot in grid.slots(row):
                    yield grid, row, column, slot


STATE = Column("_state", STATE_LABEL, 21)
REFERENCE = Column("_reference", REFERENCE_LABEL, 34)


def row_pixels(texts: Iterable[tuple[str, float]], least: int = 1) -> int:
    """Return a row's height in pixels for texts in columns of these widths (in characters); at least so many lines.

    It is a little on the generous side, so that nothing is cut.
    """
    lines = max((sum(_lines(line, width) for line in text.split("\n")) for text, width in texts), default=1)
    return min(max(lines, least) * _LINE_PIXELS + _MARGIN_PIXELS, _TALLEST_PIXELS)


def _lines(text: str, width: float) -> int:
    """The lines that a paragraph takes when its words are wrapped."""
    room = width * _LETTERS_IN_A_LINE
    lines, used = 1, 0
    for word in text.split(" "):
        used += len(word) + 1
        if used - 1 > room:
            lines += 1 if used > len(word) + 1 else 0
            lines += int(len(word) // room)
            used = len(word) + 1
    return lines
