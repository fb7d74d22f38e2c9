"""Rules on tables: markup, names, merged cells, gaps, and what stands around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from shpdocs.accessibility.rule import Breach
from shpdocs.model.cells import cell_name, column_letters
from shpdocs.model.workbook_facts import CellRange, SheetFacts, TableFacts, WorkbookFacts

_DEFAULT_NAME = re.compile(r"(table|tabelle|tableau|tabla|tabela|tabell|list|range|data)?[_.]?\d*", re.IGNORECASE)
_COUNTER = re.compile(r"[_.]?(?<!\d)\d{1,3}$")  # four digits may well be a year
_PERIOD = re.compile(  # the number in Burglary_Q1 says which quarter
    r"(?:^|[_.]|(?<=[a-z\d])(?=[A-Z]))(?i:q[_.]?[1-4]|h[_.]?[12]|(?:quarter|half|month|week|period|year)[_.]?\d{1,3})$"
)
_DEFAULT_HEADING = re.compile(r"column\s?\d+", re.IGNORECASE)  # Excel's own heading where none was given
_SAYS_BLANK = re.compile(r"\b(blank|empty)\b", re.IGNORECASE)
_SAYS_FILL_IN = re.compile(r"\bfill(ed)?\s+(\w+\s+)?in\b", re.IGNORECASE)


def blocks_are_tables(book: WorkbookFacts) -> Iterator[Breach]:
    """X1: a block of cells with two rows of two or more cells is a table; tables have one row of headings."""
    for sheet in book.sheets:
        for block in unmarked_blocks(sheet):
            where = f"{cell_name(block.top, block.left)}:{cell_name(block.bottom, block.right)}"
            mend = "Select it and choose Insert, Table, 'My table has headers'; give it headings first if it has none."
            yield Breach(
                sheet.title, cell_name(block.top, block.left), f"{where} is laid out as a table but is not marked up as one.", mend
            )
        for table in sheet.tables:
            yield from _heading_breaches(sheet, table)


def unmarked_blocks(sheet: SheetFacts) -> list[CellRange]:
    """The blocks outside tables that are laid out as one: cells that touch, in two rows or more that hold two or more each."""
    untouched = {at for at in sheet.cells if (at in sheet.values or sheet.is_answer(*at)) and not sheet.table_at(*at)}
    blocks = []
    for start in sorted(untouched):
        if start in untouched:
            block = _take_block(start, untouched)
            rows = Counter(row for row, _ in block)
            wide = {row for row, cells in rows.items() if cells > 1}
            if len(wide) > 1:  # a line of text over or under it is no part of it
                columns = [column for row, column in block if row in wide]
                blocks.append(CellRange(min(wide), min(columns), max(wide), max(columns)))
    return blocks


def _take_block(start: tuple[int, int], cells: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take from `cells` the one to start from and all that touch it, through others, by side or corner."""
    cells.discard(start)
    block, waiting = [], [start]
    while waiting:
        row, column = waiting.pop()
        block.append((row, column))
        around = {(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1)} & cells
        cells -= around
        waiting.extend(around)
    return block


def _heading_breaches(sheet: SheetFacts, table: TableFacts) -> Iterator[Breach]:
    top = cell_name(table.range.top, table.range.left)
    if table.heading_rows != 1:
        yield Breach(sheet.title, top, f"The table {table.name} has no row of headings.", "Tick 'Header Row' on the tab Table Design.")
        return
    earlier_headings: set[str] = set()
    for column in range(table.range.left, table.range.right + 1):
        at = cell_name(table.range.top, column)
        cell = sheet.values.get((table.range.top, column))
        heading = " ".join(str(cell.value).split()) if cell and cell.value is not None else ""
        if not heading or _DEFAULT_HEADING.fullmatch(heading):
            yield Breach(sheet.title, at, "A column of a table has no heading of its own.", "Say in the heading what the column holds.")
        elif heading.casefold() in earlier_headings:
            yield Breach(sheet.title, at, f"Two columns of a table are headed '{heading}'.", "Give each column its own heading.")
        earlier_headings.add(heading.casefold())


def names_say_something(book: WorkbookFacts) -> Iterator[Breach]:
    """X2: a table's name is no 'Table1', and tables do not differ by a running number only."""
    stems = Counter(_stem(table) for sheet in book.sheets for table in sheet.tables)
    for sheet in book.sheets:
        for table in sheet.tables:
            at = cell_name(table.range.top, table.range.left)
            mend = "Name it by what it holds, in the box Table Name on the tab Table Design."
            if _DEFAULT_NAME.fullmatch(table.name) or len(_COUNTER.sub("", table.name)) < 3:
                yield Breach(sheet.title, at, f"The table's name, {table.name}, does not say what it holds.", mend)
            elif stems[_stem(table)] > 1:
                yield Breach(sheet.title, at, f"The table's name, {table.name}, differs from another's by a number only.", mend)


def _stem(table: TableFacts) -> str:
    """The name without its running number; the number of a period is none."""
    return (table.name if _PERIOD.search(table.name) else _COUNTER.sub("", table.name)).casefold()


def no_cells_are_merged(book: WorkbookFacts) -> Iterator[Breach]:
    """X3: no cells are merged."""
    for sheet in book.sheets:
        for box in sheet.merged:
            where = f"{cell_name(box.top, box.left)}:{cell_name(box.bottom, box.right)}"
            mend = "Unmerge it, and write the text into the cell or cells that it belongs to."
            yield Breach(sheet.title, cell_name(box.top, box.left), f"{where} is merged.", mend)


def no_gaps(book: WorkbookFacts) -> Iterator[Breach]:
    """X4: no blank rows, columns or cells in a table, unless the workbook says what blank cells mean or that they are filled in."""
    first_texts = [cell.text for sheet in book.sheets[:1] for cell in sheet.values.values()]
    for sheet in book.sheets:
        around = [*_loose_texts(sheet), *first_texts]
        is_explained = any(_SAYS_BLANK.search(text) for text in around)
        is_form = is_explained or any(_SAYS_FILL_IN.search(text) for text in around)
        for table in sheet.tables:
            yield from _gaps(sheet, table, is_form, is_explained)


def _loose_texts(sheet: SheetFacts) -> Iterator[str]:
    return (cell.text for at, cell in sheet.values.items() if not sheet.table_at(*at))


def _gaps(sheet: SheetFacts, table: TableFacts, is_form: bool, is_explained: bool) -> Iterator[Breach]:
    """Blank cells that are answers come together; the others as blank rows, then column by column."""
    rows_held: dict[int, set[int]] = {column: set() for column in range(table.range.left, table.range.right + 1)}
    top, bottom = table.range.top + table.heading_rows, table.range.bottom - table.total_rows
    for row, column in sheet.values:
        if top <= row <= bottom and column in rows_held:
            rows_held[column].add(row)
    full = set().union(*rows_held.values())
    blank = [row for row in range(top, bottom + 1) if row not in full]
    in_rows = [(row, column) for row in blank for column in rows_held if sheet.is_answer(row, column)]
    gaps = {column: sorted(full - rows) for column, rows in rows_held.items()}
    to_fill = in_rows + [(row, column) for column, rows in gaps.items() for row in rows if sheet.is_answer(row, column)]
    if to_fill:
        yield _to_fill_breach(sheet, to_fill, is_form)
    for first, last in runs_of(sorted(set(blank) - {row for row, _ in in_rows})):
        what = f"Row {first} of a table is blank." if first == last else f"Rows {first} to {last} of a table are blank."
        yield Breach(sheet.title, cell_name(first, table.range.left), what, "Delete the blank rows.")
    for column, rows in gaps.items():
        yield from _column_gaps(sheet, column, [row for row in rows if not sheet.is_answer(row, column)], len(full), is_explained)


def _to_fill_breach(sheet: SheetFacts, cells: list[tuple[int, int]], is_form: bool) -> Breach:
    """Blank cells that are answers: a choice, if the workbook says so."""
    what = "1 cell of a table is" if len(cells) == 1 else f"{len(cells)} cells of a table are"
    if is_form:
        what = f"{what} blank, to be filled in, as the workbook says."
        return Breach(sheet.title, cell_name(*min(cells)), what, "Nothing to mend.", True)
    mend = "Say on the first sheet that blank cells are to be filled in."
    return Breach(sheet.title, cell_name(*min(cells)), f"{what} blank and unlocked, and the workbook does not say why.", mend)


def _column_gaps(sheet: SheetFacts, column: int, blank: list[int], rows: int, is_explained: bool) -> Iterator[Breach]:
    """The blank cells of a column that has so many rows; where there is one row, a blank cell is no blank column."""
    if len(blank) == rows > 1:
        what = f"Column {column_letters(column)} of a table is blank."
        yield Breach(sheet.title, cell_name(blank[0], column), what, "Delete the blank column.")
    elif blank and not is_explained:
        what = f"{'1 cell is' if len(blank) == 1 else f'{len(blank)} cells are'} blank in column {column_letters(column)} of a table."
        mend = "Write why, as in [x] for not available and [z] for not applicable, or say on the first sheet what a blank cell means."
        yield Breach(sheet.title, cell_name(blank[0], column), what, mend)


def content_is_in_order(book: WorkbookFacts) -> Iterator[Breach]:
    """X8: content starts in column A; below a table stands nothing but further tables, each with its own line of title."""
    for sheet in book.sheets:
        if sheet.values:
            yield from _left_breaches(sheet)
            yield from _below_breaches(sheet)
        if len(sheet.tables) > 1:
            at = cell_name(sheet.tables[1].range.top, sheet.tables[1].range.left)
            yield Breach(sheet.title, at, "There is more than one table on the sheet.", "One table a sheet is easier to find.", True)


def _left_breaches(sheet: SheetFacts) -> Iterator[Breach]:
    mend = "Move it to column A: people who cannot see the sheet start there."
    at = min(sheet.values, key=lambda place: (place[1], place[0]))
    if at[1] > 1:
        yield Breach(sheet.title, cell_name(*at), "The sheet's content does not start in column A.", mend)
        return
    for table in sheet.tables:
        beside = any(other.range.left < table.range.left and _overlap(other, table) for other in sheet.tables)
        if table.range.left > 1 and not beside:
            yield Breach(sheet.title, cell_name(table.range.top, table.range.left), "The table does not start in column A.", mend)


def _overlap(first: TableFacts, second: TableFacts) -> bool:
    """Whether two tables have a row in common."""
    return first.range.top <= second.range.bottom and second.range.top <= first.range.bottom


def _below_breaches(sheet: SheetFacts) -> Iterator[Breach]:
    """The first cell of each loose row below a table, unless the row is a line of title right above the next table."""
    if not sheet.tables:
        return
    end = min(table.range.bottom for table in sheet.tables)
    loose: dict[int, list[int]] = {}
    for row, column in sheet.values:
        if row > end and not sheet.table_at(row, column):
            loose.setdefault(row, []).append(column)
    title_rows = _title_rows(sheet, loose)
    for row, columns in loose.items():
        above = [table for table in sheet.tables if table.range.bottom < row]
        if above and row not in title_rows:
            mend = "Move it above the table: whoever reads to the end of a table does not expect more."
            yield Breach(sheet.title, cell_name(row, columns[0]), "Something that is not a table stands below a table.", mend)


def _title_rows(sheet: SheetFacts, loose: dict[int, list[int]]) -> set[int]:
    """The loose rows that hold one cell and stand right above a table, or above another such row."""
    rows = set()
    for table in sheet.tables:
        row = table.range.top - 1
        while len(loose.get(row, ())) == 1:
            rows.add(row)
            row -= 1
    return rows


def runs_of(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The first and last of each run of numbers without a gap, from numbers in order."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
