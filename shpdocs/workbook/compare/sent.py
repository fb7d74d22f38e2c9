"""The workbook that was sent, against which a received one is held; and where in it each cell of a received sheet was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from shpdocs.answers.values import comparable
from shpdocs.model.cells import cell_name
from shpdocs.model.returns import Place, RawCell
from shpdocs.model.workbook import CHECKLIST, SUPPORT_SHEETS, SheetContent, WorkbookContent
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
    def found(self) -> FoundAnswers:
        """Where in it everything stands that the layout asks."""
        return find_answers(self.layout, self.content)

    @cached_property
    def sheets(self) -> dict[str, SheetContent]:
        """Its sheets by title."""
        return {sheet.title: sheet for sheet in self.content.sheets}

    @cached_property
    def watched(self) -> frozenset[str]:
        """What its Checklist looks for, and where, as texts are compared."""
        cells = self.words.get(CHECKLIST, {}).items()
        return frozenset(comparable(cell.entered) for (_, column), cell in cells if column in _WATCHED)

    @cached_property
    def words(self) -> dict[str, Cells]:
        """By sheet, every cell that holds something and is no answer: what is ours."""
        answers = {(cell.place.sheet, cell.place.cell) for _, cell in self.found.cells.values()}
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

    `rows` and `columns` give, for what was found by a key, where it was sent; `open_tables` the rows of the headings, as they
    came, of tables in which the rows are the lead's and may stand anywhere.
    """

    received: SheetContent
    sent: SheetContent
    words: Cells
    rows: Mapping[int, int]
    columns: Mapping[int, int]
    open_tables: tuple[int, ...] = ()

    def counterparts(self, row: int, column: int) -> Iterator[RawCell]:
        """What may have been sent where this cell stands: in its row and column, at the very same place, or in a row of the table."""
        sent = self.words.get((self._rows.get(row, 0), self._column(column)))
        there = self.words.get((row, column))
        if sent:
            yield sent
        if there and not there.formula:
            yield there
        if any(row > heading for heading in self.open_tables):
            yield from self._texts.get(self._column(column), {}).values()

    def shown(self, column: int) -> Shown:
        """What the formulas may show that were sent in a column."""
        return self._shown[self._column(column)]

    @cached_property
    def _shown(self) -> dict[int, Shown]:
        columns: dict[int, list[RawCell]] = {}
        for (_, column), cell in self.words.items():
            columns.setdefault(column, []).append(cell)
        return {column: shown_by(cells) for column, cells in columns.items()}

    @cached_property
    def _texts(self) -> dict[int, dict[object, RawCell]]:
        """What was sent in each column, what says the same only once."""
        columns: dict[int, dict[object, RawCell]] = {}
        for (_, column), cell in self.words.items():
            columns.setdefault(column, {}).setdefault(cell.value, cell)
        return columns

    def _column(self, column: int) -> int:
        """Where a column was sent; one that nothing tells of stands where it stood, unless another one was sent there."""
        return self.columns.get(column, 0 if column in self.columns.values() else column)

    @cached_property
    def _rows(self) -> dict[int, int]:
        """Where each row was sent: by its key, else by a text that was sent once, else as far below the row over it as it came."""
        counts = Counter(comparable(cell.value) for cell in self.words.values() if isinstance(cell.value, str))
        once = {
            text: row
            for (row, _), cell in self.words.items()
            if isinstance(cell.value, str) and counts[text := comparable(cell.value)] == 1
        }
        known, taken = dict(self.rows), set(self.rows.values())
        texts = sorted((at, comparable(cell.value)) for at, cell in self.received.cells.items() if isinstance(cell.value, str))
        for (row, _), text in texts:
            if row not in known and text in once and once[text] not in taken:
                known[row] = once[text]
                taken.add(once[text])
        first = min(known, default=0)
        shift = known[first] - first if known else 0  # what stands over the first row that is known stands so far over it
        every: dict[int, int] = {}
        for row in sorted({row for row, _ in self.received.cells}):
            if row in known:
                shift = known[row] - row
                every[row] = known[row]
            elif row + shift not in taken:
                every[row] = row + shift
        return every


def pairs(sheet: SheetContent, content: WorkbookContent, found: FoundAnswers, sent: SentWorkbook) -> tuple[SheetPair, ...]:
    """The sheet with each one that it was sent as: more than one if tables were put together; none if it is the lead's own."""
    by_key = {grid.key: grid for grid in sent.layout.grids}
    keys = [key for key, title in found.sheets.items() if title == sheet.title]
    copied = found.copies.get(sheet.title, ("", 0))
    grids: dict[str, list[str]] = {}
    for key in (*keys, copied[0]):
        if key in sent.found.sheets:
            grids.setdefault(sent.found.sheets[key], []).append(key)
    title = found.support_sheets.get(sheet.title) or ("" if grids else _title_when_sent(sheet, sent))
    if title in sent.sheets:
        grids.setdefault(title, [])
    return tuple(_pair(sheet, title, own, copied, found, sent, by_key) for title, own in grids.items())


def _title_when_sent(sheet: SheetContent, sent: SentWorkbook) -> str:
    """The title of the sheet that this one is: by its title, else by the line that it begins with; '' if it is the lead's own."""
    if sheet.title in sent.sheets:
        return sheet.title
    first = _first_line(sheet)
    others = (other for other in sent.content.sheets if other.title not in SUPPORT_SHEETS)
    return next((other.title for other in others if first and _first_line(other) == first), "")


def _first_line(sheet: SheetContent) -> str:
    cell = sheet.cells.get((1, 1))
    return comparable(cell.entered) if cell else ""


def _pair(
    sheet: SheetContent,
    title: str,
    keys: list[str],
    copied: tuple[str, int],
    found: FoundAnswers,
    sent: SentWorkbook,
    by_key: Mapping[str, Grid],
) -> SheetPair:
    was = sent.sheets[title]
    rows: dict[int, int] = {}
    columns: dict[int, int] = {}
    tables = []
    for key in keys:
        is_copy = key == copied[0]
        then, now = sent.found, found
        heading = copied[1] if is_copy else now.heading_rows[key]
        rows[heading] = then.heading_rows[key]
        if not is_copy:
            columns |= {now.columns[key][name]: at for name, at in then.columns[key].items() if name in now.columns[key]}
            known = then.rows.get(key, {})
            rows |= {row: known[name][0] for name, numbers in now.rows.get(key, {}).items() if name in known for row in numbers}
        columns = _by_headings(sheet, heading, was, then.heading_rows[key]) | columns
        tables += [heading] if by_key[key].open_table else []
    return SheetPair(sheet, was, sent.words[title], rows, columns, tuple(tables))


def _by_headings(sheet: SheetContent, heading: int, was: SheetContent, heading_then: int) -> dict[int, int]:
    """Where each column was sent whose heading was sent too: those too that no layout knows, such as those of queries."""
    then = {comparable(cell.entered): column for (row, column), cell in was.cells.items() if row == heading_then}
    now = ((column, comparable(cell.entered)) for (row, column), cell in sheet.cells.items() if row == heading)
    return {column: then[text] for column, text in now if text in then}
