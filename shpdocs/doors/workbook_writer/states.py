"""States: the formulas that say of a row or a sheet what is still to do, and the colours that go with them.

Every formula is written with the value it has when the workbook is issued, since phones and mail previews show that.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from shpdocs.doors.workbook_writer.book import Book
from shpdocs.doors.workbook_writer.places import Map, Placed
from shpdocs.rules.conditions import as_text
from shpdocs.rules.layout import Grid, Row
from shpdocs.words.definition import Table
from shpdocs.words.workbook import DONE, MUST, ODD, OPTIONAL, column_letters

CHECKLIST = "Checklist"
COMPLETE = f"{DONE} Complete"
Formula = tuple[str, str]  # a formula and its value when the workbook is issued
_BLANK = '(LEN(TRIM(CLEAN(SUBSTITUTE({0},"\u00a0",""))))=0)'


def row_state(map: Map, grid: Grid, row: Row) -> Formula | None:
    """The state of a named row: what its items on the Checklist say; None if it has none."""
    rows = map.rows_of(grid, row.key)
    if not rows:
        return None
    cells = [f"{CHECKLIST}!$A${number}" for number in rows]
    states = map.states_of(rows)
    standing = "\n".join(state for state in states if state != DONE)
    if len(cells) == 1:
        return f'=IF({cells[0]}="{DONE}","{COMPLETE}",{cells[0]})', standing or COMPLETE
    all_done = f'COUNTIF({CHECKLIST}!$A${rows[0]}:$A${rows[-1]},"{DONE}")={len(rows)}'
    each = "&".join(f'IF({cell}="{DONE}","",CHAR(10)&{cell})' for cell in cells)
    return f'=IF({all_done},"{COMPLETE}",MID({each},2,999))', standing or COMPLETE


def open_row_state(placed: Placed, table: Table, number: int, has_answers: bool, lacks: tuple[str, ...]) -> Formula:
    """The state of a row of an open table, from the row itself, so that it is right after sorting.

    `lacks` are the labels of the required answers that are missing when the workbook is issued.
    """
    row = placed.first + number + 1
    blank = {column.key: _BLANK.format(f"{placed.letters(column.key)}{row}") for column in table.columns}
    nothing = f"AND({','.join(blank.values())})"
    required = [column for column in table.columns if column.asked.required]
    if not required:
        return f'=IF({nothing},"","{COMPLETE}")', COMPLETE if has_answers else ""
    wanted = "&".join(f'IF({blank[column.key]},", {as_text(column.label)}","")' for column in required)
    any_blank = f"OR({','.join(blank[column.key] for column in required)})"
    formula = f'=IF({nothing},"",IF({any_blank},"{MUST} Needed: "&MID({wanted},3,999),"{COMPLETE}"))'
    value = f"{MUST} Needed: {', '.join(lacks)}" if lacks else COMPLETE
    return formula, value if has_answers else ""


def sheet_state(map: Map, grid: Grid) -> Formula | None:
    """The state of a whole grid: how many items are to do, else how many look odd."""
    rows = map.rows_of(grid)
    if not rows:
        return None
    span = f"{CHECKLIST}!$A${rows[0]}:$A${rows[-1]}"
    to_do, odd = counted(span, MUST), counted(span, ODD)
    states = map.states_of(rows)
    first, second = (sum(state.startswith(mark) for state in states) for mark in (MUST, ODD))
    value = f"{MUST} {first} to do" if first else f"{ODD} {second} to look at" if second else COMPLETE
    return f'=IF({to_do}>0,"{MUST} "&{to_do}&" to do",IF({odd}>0,"{ODD} "&{odd}&" to look at","{COMPLETE}"))', value


def counted(span: str, mark: str) -> str:
    """The formula that counts the states in a span which begin with a mark."""
    return f'SUMPRODUCT(--(LEFT({span},1)="{mark}"))'


def write_state(book: Book, sheet: Worksheet, row: int, column: int, state: Formula | None, style: str = "state") -> None:
    """Write a state, or that nothing must be filled in."""
    if state is None:
        sheet.write_string(row, column, OPTIONAL, book.style(style))
    else:
        sheet.write_formula(row, column, state[0], book.style(style), state[1])


def colour_states(book: Book, sheet: Worksheet, first: int, last: int, column: int) -> None:
    """Colour states by their mark; the mark says the same without the colour."""
    cell = f"${column_letters(column + 1)}{first + 1}"
    for mark, style in ((MUST, "to-do"), (ODD, "odd"), (DONE, "done")):
        rule = {"type": "formula", "criteria": f'=LEFT({cell},1)="{mark}"', "format": book.style(style)}
        sheet.conditional_format(first, column, last, column, rule)


def colour_answers(book: Book, sheet: Worksheet, map: Map, placed: Placed) -> None:
    """Colour the answer cells that the state of their row speaks of."""
    if placed.grid.open_table:
        _colour_open(book, sheet, placed, placed.grid.open_table)
        return
    state = f"${placed.letters('_state')}{placed.first + 1}"
    wanted = {(map.cells[item.pointer][1], item.state): item for item in map.items if item.grid is placed.grid}
    for (key, text), item in wanted.items():
        found = {"type": "formula", "criteria": f'=ISNUMBER(FIND("{as_text(text)}",{state}))'}
        style = book.style("to-do-here" if item.mark == MUST else "odd-here")
        column = placed.column(key)
        sheet.conditional_format(placed.first, column, placed.last, column, found | {"format": style})


def _colour_open(book: Book, sheet: Worksheet, placed: Placed, table: Table) -> None:
    """In a row that has any answer: the required cells that are blank; and the rows added under those issued."""
    row = placed.first + 1
    letters = [f"${placed.letters(column.key)}{row}" for column in table.columns]
    is_used = f"NOT(AND({','.join(_BLANK.format(cell) for cell in letters)}))"
    for column, cell in zip(table.columns, letters, strict=True):
        if column.asked.required:
            number = placed.column(column.key)
            rule = {"type": "formula", "criteria": f"=AND({is_used},{_BLANK.format(cell)})", "format": book.style("to-do-here")}
            sheet.conditional_format(placed.first, number, placed.last, number, rule)
    added = placed.heading + len(placed.grid.rows) + 1
    used = is_used.replace(f"{row},", f"{added + 1},")
    first, last = placed.column(table.columns[0].key), placed.column(table.columns[-1].key)
    sheet.conditional_format(added, first, placed.last, last, {"type": "formula", "criteria": f"={used}", "format": book.style("used")})
