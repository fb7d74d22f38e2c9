"""A workbook that is to be audited, as plain facts. Rows and columns are counted from 1, colours are six hexadecimal digits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property
from unicodedata import category

from msgspec import Struct, field

Value = str | int | float | bool | date | datetime | time | timedelta


class Look(Struct, frozen=True):
    """How a cell looks. `size` in points; `fills` is empty for no fill, and has more than one colour for a pattern."""

    text_colour: str = "000000"
    fills: tuple[str, ...] = ()
    size: float = 11
    bold: bool = False
    is_superscript: bool = False
    wraps: bool = False
    shrinks: bool = False
    align: str = "general"
    number_format: str = "General"
    is_locked: bool = True


DEFAULT_LOOK = Look()


class Run(Struct, frozen=True):
    """A stretch of a cell's text with a look of its own; `text_colour`, `size` and `bold` are those of the cell where none is given."""

    text: str
    text_colour: str
    size: float
    bold: bool
    is_superscript: bool


class Cell(Struct, frozen=True):
    """A cell that holds something or has a look. `value` is a formula's last result; `link` what it leads to, if anything."""

    value: Value | None = None
    look: Look = DEFAULT_LOOK
    formula: str = ""
    runs: tuple[Run, ...] = ()
    link: str = ""

    @property
    def text(self) -> str:
        """The text, '' if the cell holds none."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def number(self) -> int | float | None:
        """The number, None if the cell holds none; true and false are none."""
        return self.value if isinstance(self.value, int | float) and not isinstance(self.value, bool) else None

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be read there; spaces and characters that cannot be seen count as nothing."""
        if self.formula or not isinstance(self.value, str | None):
            return False
        return all(letter.isspace() or category(letter) == "Cf" for letter in self.value or "")


class CellRange(Struct, frozen=True):
    """A range of cells, both corners within it."""

    top: int
    left: int
    bottom: int
    right: int

    def contains(self, row: int, column: int) -> bool:
        """Whether a cell lies within."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def cell_count(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


class TableFacts(Struct, frozen=True):
    """A table as Excel knows it. `heading_rows` and `total_rows` are counts; `hides_rows` if a filter is set."""

    name: str
    range: CellRange
    heading_rows: int = 1
    total_rows: int = 0
    has_filter_buttons: bool = False
    hides_rows: bool = False


class ConditionalFormat(Struct, frozen=True):
    """A conditional format: the colours it gives, '' and () where it leaves the cell's own.

    `shows_values` if the cell's value stays to be read; `reads` are the columns that its formula looks at in each row.
    """

    ranges: tuple[CellRange, ...]
    text_colour: str = ""
    fills: tuple[str, ...] = ()
    bold: bool | None = None
    shows_values: bool = True
    is_scale: bool = False
    reads: frozenset[int] = frozenset()


class DrawnObject(Struct, frozen=True):
    """Something that floats over the cells: 'picture', 'text box', 'shape', 'chart', 'control', 'embedded object', 'comment' …"""

    kind: str
    row: int = 0
    column: int = 0
    has_alt_text: bool = False


class SheetFacts(Struct, frozen=True, dict=True):
    """One sheet; `kind` is 'sheet', or 'chart', 'dialog' or 'macro' for one without cells for readers.

    Widths are in characters of the normal font; `cells` holds those with a value or a look of their own.
    """

    title: str
    cells: Mapping[tuple[int, int], Cell]
    state: str = "visible"
    kind: str = "sheet"
    tables: tuple[TableFacts, ...] = ()
    merged: tuple[CellRange, ...] = ()
    hidden_rows: tuple[tuple[int, int], ...] = ()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    widths: Mapping[int, float] = field(default_factory=dict)
    default_width: float = 8.43
    row_looks: Mapping[int, Look] = field(default_factory=dict)
    column_looks: Mapping[int, Look] = field(default_factory=dict)
    is_frozen: bool = False
    has_filter_buttons: bool = False
    filter_hides_rows: bool = False
    conditional_formats: tuple[ConditionalFormat, ...] = ()
    drawn: tuple[DrawnObject, ...] = ()
    headers_and_footers: tuple[str, ...] = ()
    is_protected: bool = False
    active_cell: str = "A1"

    @cached_property
    def values(self) -> dict[tuple[int, int], Cell]:
        """The cells in which something can be read, by row and column, from the top left."""
        return {at: self.cells[at] for at in sorted(self.cells) if not self.cells[at].is_blank}

    def look(self, row: int, column: int) -> Look:
        """How a cell looks, whether or not it is in the file: a blank one has the look of its row or column."""
        cell = self.cells.get((row, column))
        return cell.look if cell else self.row_looks.get(row) or self.column_looks.get(column, DEFAULT_LOOK)

    def is_answer(self, row: int, column: int) -> bool:
        """Whether it is a cell to fill in: unlocked, on a protected sheet."""
        return self.is_protected and not self.look(row, column).is_locked

    def table_at(self, row: int, column: int) -> TableFacts | None:
        """The table in which a cell lies."""
        return next((table for table in self.tables if table.range.contains(row, column)), None)


class WorkbookFacts(Struct, frozen=True):
    """A workbook. `active_sheet` is the number, from 0, of the sheet it opens on; `letter_size` the normal font's, in points."""

    file: str
    sheets: tuple[SheetFacts, ...]
    title: str = ""
    author: str = ""
    language: str = ""
    has_macros: bool = False
    active_sheet: int = 0
    letter_size: float = 11
