"""The workbook that was sent, against which a received one is held; and where in it each cell of a received sheet was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from shpdocs.answers.values import comparable
from shpdocs.model.cells import cell_name
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import CHECKLIST, SUPPORT_SHEETS, SheetContent, WorkbookContent
from shpdocs.workbook.compare.labels import is_same_text
from shpdocs.workbook.compare.shown import Shown, shown_by
from shpdocs.workbook.find import FoundAnswers, defined_name, find_answers
from shpdocs.workbook.layout import NEW_ROW, REFERENCE, STATE, Column, Grid, Layout

_WATCHED = (2, 3)  # columns of the Checklist, counted from 1: what it looks for, and where

Cells = Mapping[tuple[int, int], RawCell]


class SentWorkbook(Struct, frozen=True, dict=True):
    """The workbook that was sent. Of one whose copy is gone (it `is_kept` no more), `content` is what the layout says of it."""

    layout: Layout
    content: WorkbookContent
    is_kept: bool = True

    @cached_property
    def places(self) -> FoundAnswers:
        """Where in it everything stands that the layout asks."""
        return find_answers(self.layout, self.content)

    @cached_property
    def sheets(self) -> dict[str, SheetContent]:
        """Its sheets by title."""
        return {sheet.title: sheet for sheet in self.content.sheets}

    @cached_property
    def remarks(self) -> frozenset[str]:
        """What was put beside its cells, as texts are compared."""
        return frozenset(comparable(remark.text) for sheet in self.content.sheets for remark in sheet.remarks)

    @cached_property
    def watched(self) -> frozenset[str]:
        """What its Checklist looks for, and where, as texts are compared."""
        cells = self.words.get(CHECKLIST, {}).items()
        return frozenset(comparable(cell.entered) for (_, column), cell in cells if column in _WATCHED)

    @cached_property
    def words(self) -> dict[str, Cells]:
        """By sheet, every cell that holds something and is no answer: what is ours."""
        answers = {(cell.place.sheet, cell.place.cell) for _, cell in self.places.cells.values()}
        return {
            title: {at: cell for at, cell in sheet.cells.items() if (title, cell.place.cell) not in answers and not cell.is_blank}
            for title, sheet in self.sheets.items()
        }


def sent_workbook(layout: Layout, content: WorkbookContent | None) -> SentWorkbook:
    """Return the workbook that was sent, by its copy as read; or, if there is none, what the layout says of it."""
    return SentWorkbook(layout, content) if content else SentWorkbook(layout, _as_laid_out(layout), is_kept=False)


def _as_laid_out(layout: Layout) -> WorkbookContent:
    """The sheets that ask something, with all that the layout says of them: not whose they are, nor what a formula shows."""
    sheets: dict[str, dict[tuple[int, int], RawCell]] = {}
    names: dict[str, tuple[str, tuple[int, int]]] = {}
    for grid in layout.grids:
        texts = dict(_texts(grid))
        heading = max(row for row, _ in texts) - len(grid.rows)
        names |= {defined_name(grid, column): (grid.sheet, (heading, at)) for at, column in enumerate(_columns(grid), 1)}
        cells = sheets.setdefault(grid.sheet, {})
        for at, text in texts.items():
            place = Place("", grid.sheet, cell_name(*at))
            cells[at] = RawCell(place, text) if text not in ("", NEW_ROW) else RawCell(place, formula=f'="{text}"')
    return WorkbookContent("", tuple(SheetContent(title, cells) for title, cells in sheets.items()), names)


def _columns(grid: Grid) -> tuple[Column, ...]:
    """The columns as they stand on the sheet: beside the sign-off, the State comes after the answers."""
    return (*grid.columns, STATE, REFERENCE) if grid.key == "sign-off" else grid.all_columns


def _texts(grid: Grid) -> Iterator[tuple[tuple[int, int], str]]:
    """The texts of a grid's sheet by row and column; '' and 'New' are shown by formulas. The sign-off has no head of its own."""
    lines = () if grid.key == "sign-off" else (grid.title, *grid.guidance_lines)
    yield from (((row, 1), line) for row, line in enumerate(lines, 1))
    heading, columns = len(lines) + 2, _columns(grid)
    yield from (((heading - 1, at), column.guidance) for at, column in enumerate(columns, 1) if column.guidance)
    yield from (((heading, at), column.label) for at, column in enumerate(columns, 1))
    for number, row in enumerate(grid.rows, heading + 1):
        own = dict(zip(grid.columns, row.cells, strict=True)) | {STATE: "", REFERENCE: row.key}
        for at, column in enumerate(columns, 1):
            entry = own[column]
            if isinstance(entry, str) and (entry or column is STATE):
                yield (number, at), entry


class SheetPair(Struct, frozen=True, dict=True):
    """A sheet as it came, and the sheet that it was sent as: `words` are the cells of that one that are ours.

    `rows` and `columns` give, for what was found by a key or a heading, where it was sent; `open_tables` the rows of the headings,
    as they came, of tables in which the rows are the lead's and may stand anywhere.
    """

    received: SheetContent
    sent: SheetContent
    words: Cells
    rows: Mapping[int, int]
    columns: Mapping[int, int]
    open_tables: tuple[int, ...]

    def counterparts(self, row: int, column: int) -> Iterator[RawCell]:
        """What may have been sent where this cell stands: at the very same place, in its row and column, or in a row of the table."""
        there = self.words.get((row, column))
        if there and not there.formula:  # of a formula, only the row and the column say whether it is ours
            yield there
        was_in = self._column(column)
        if (self._rows.get(row), was_in) in self.words:
            yield self.words[self._rows[row], was_in]
        if any(row > heading for heading in self.open_tables):
            yield from self._texts.get(was_in, {}).values()

    def shown(self, column: int) -> Shown:
        """What the formulas may show that were sent in a column."""
        return self._shown[self._column(column)]

    @cached_property
    def _by_column(self) -> dict[int, list[RawCell]]:
        columns: dict[int, list[RawCell]] = {}
        for (_, column), cell in self.words.items():
            columns.setdefault(column, []).append(cell)
        return columns

    @cached_property
    def _shown(self) -> dict[int, Shown]:
        return {column: shown_by(cells) for column, cells in self._by_column.items()}

    @cached_property
    def _texts(self) -> dict[int, dict[object, RawCell]]:
        """What was sent in each column, what says the same only once."""
        return {column: {cell.value: cell for cell in cells} for column, cells in self._by_column.items()}

    def _column(self, column: int) -> int:
        """Where a column was sent; one that nothing tells of stands where it stood, unless another one was sent there."""
        return self.columns.get(column, 0 if column in self.columns.values() else column)

    @cached_property
    def _rows(self) -> dict[int, int]:
        """Where each row was sent: by its key, else by a text that was sent once, else as far below the row over it as it came."""
        once: dict[str, int] = {}
        for (row, _), cell in self.words.items():
            text = comparable(cell.entered)
            once[text] = 0 if text in once else row
        rows, taken = dict(self.rows), set(self.rows.values())
        for (row, _), cell in sorted(self.received.cells.items()):
            sent = once.get(comparable(cell.entered), 0) if row not in rows else 0
            if sent and sent not in taken:
                rows[row] = sent
                taken.add(sent)
        shift = next((rows[row] - row for row in sorted(rows)), 0)
        for row in sorted({row for row, _ in self.received.cells}):
            shift = rows.get(row, row + shift) - row
            if row + shift not in taken:
                rows[row] = row + shift
        return rows


def pairs(sheet: SheetContent, places: FoundAnswers, sent: SentWorkbook) -> tuple[SheetPair, ...]:
    """The sheet with each one that it was sent as: more than one if tables were put together; none if it is the lead's own."""
    headings = {key: places.heading_rows[key] for key, title in places.sheets.items() if title == sheet.title}
    headings |= dict([places.copies[sheet.title]]) if sheet.title in places.copies else {}
    tables: dict[str, dict[str, int]] = {}
    for key, heading in headings.items():
        if key in sent.places.sheets:
            tables.setdefault(sent.places.sheets[key], {})[key] = heading
    title = places.support_sheets.get(sheet.title) or ("" if tables else _title_when_sent(sheet, sent))
    if title in sent.sheets:
        tables.setdefault(title, {})
    return tuple(_pair(sheet, sent.sheets[title], own, places, sent) for title, own in tables.items())


def _title_when_sent(sheet: SheetContent, sent: SentWorkbook) -> str:
    """The title of the sheet that this one is: by its title, else by the line that it begins with; '' if it is the lead's own."""
    first = sheet.cells.get((1, 1))
    others = [other for other in sent.content.sheets if other.title not in SUPPORT_SHEETS and (1, 1) in other.cells]
    same = (other.title for other in others if first and is_same_text(first, other.cells[1, 1]))
    return sheet.title if sheet.title in sent.sheets else next(same, "")


def _pair(sheet: SheetContent, was: SheetContent, headings: Mapping[str, int], places: FoundAnswers, sent: SentWorkbook) -> SheetPair:
    """`headings` gives the rows of the headings, as they came, of the tables on the sheet, by the grids' keys."""
    then = sent.places
    rows = {heading: then.heading_rows[key] for key, heading in headings.items()}
    columns: dict[int, int] = {}
    for key, heading in headings.items():
        columns |= _by_headings(sheet, heading, was, then.heading_rows[key])
        if places.sheets.get(key) == sheet.title:  # of a copy, only the headings are known
            columns |= {places.columns[key][name]: at for name, at in then.columns[key].items() if name in places.columns[key]}
            rows |= {row: at[0] for name, at in then.rows[key].items() for row in places.rows[key].get(name, ())}
    open_tables = tuple(heading for key, heading in headings.items() if not then.rows[key])
    return SheetPair(sheet, was, sent.words[was.title], rows, columns, open_tables)


def _by_headings(sheet: SheetContent, heading: int, was: SheetContent, heading_then: int) -> dict[int, int]:
    """Where each column was sent whose heading was sent too: those too that no layout knows, such as those of queries."""
    then = {comparable(cell.entered): column for (row, column), cell in was.cells.items() if row == heading_then}
    now = ((column, comparable(cell.entered)) for (row, column), cell in sheet.cells.items() if row == heading)
    return {column: then[text] for column, text in now if text in then}
