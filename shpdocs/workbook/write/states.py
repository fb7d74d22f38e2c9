"""States: the formulas that say of a row or a sheet what is still to do, and the colours that go with them.

Every formula is written with the value it has when the workbook is issued, since phones and mail previews show that.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from shpdocs.model.cells import column_letters
from shpdocs.model.definition import Table
from shpdocs.model.workbook import CHECKLIST, COMPLETE, DONE, ERROR_IN_ROW, FILLED, MUST, NEEDED, ODD, OPTIONAL
from shpdocs.workbook.conditions import used_rows
from shpdocs.workbook.layout import NEW_ROW, Grid, Row, Slot
from shpdocs.workbook.spreadsheet import as_text, blank_formula
from shpdocs.workbook.write.book import Book
from shpdocs.workbook.write.plan import PlacedGrid, Plan

_LONGEST_NAME = 60  # characters of a heading in a state
Formula = tuple[str, str]  # a formula and its value when the workbook is issued


def row_state(plan: Plan, placed: PlacedGrid, row: Row, number: int) -> Formula:
    """The state of a named row: what its items on the Checklist say, else whether it is complete.

    A row in which nothing is required is optional, or filled in as soon as it has an answer.
    """
    rows = plan.item_rows(placed.grid, row.key)
    required = any(plan.items[at].is_required for at in plan.item_numbers(rows))
    complete, complete_now = (f'"{COMPLETE}"', COMPLETE) if required else _optional(plan, placed, row, number)
    if not rows:
        return f"={complete}", complete_now
    open_states = "\n".join(plan.open_states(rows))
    all_done = f'COUNTIF({CHECKLIST}!$A${rows[0]}:$A${rows[-1]},"{DONE}")={len(rows)}'
    each = "&".join(f'IF({CHECKLIST}!$A${at}="{DONE}","",CHAR(10)&{CHECKLIST}!$A${at}&" "&{CHECKLIST}!$B${at})' for at in rows)
    return f"=IF({all_done},{complete},MID({each},2,32767))", open_states or complete_now


def _optional(plan: Plan, placed: PlacedGrid, row: Row, number: int) -> Formula:
    """The expression of a row that may stay blank."""
    answers = [(column.key, cell) for column, cell in zip(placed.grid.columns, row.cells, strict=True) if isinstance(cell, Slot)]
    blank = ",".join(blank_formula(placed.cell(key, number)) for key, _ in answers)
    is_filled = any(plan.is_filled(cell.pointer) for _, cell in answers)
    return f'IF(IFERROR(AND({blank}),FALSE),"{OPTIONAL}","{FILLED}")', FILLED if is_filled else OPTIONAL


def open_row_state(plan: Plan, placed: PlacedGrid, table: Table, row: Row, number: int) -> Formula:
    """The state of a row of an open table, from the row itself, so that it is right after sorting."""
    blank = {column.key: blank_formula(f"{placed.letters(column.key)}{placed.first + number + 1}") for column in table.columns}
    nothing = f"AND({','.join(blank.values())})"
    slots = {cell.pointer.rpartition("/")[2]: cell for cell in row.cells if isinstance(cell, Slot)}
    is_used = any(plan.is_filled(slot.pointer) for slot in slots.values())
    required = [column for column in table.columns if column.asked.required]
    if not required:
        return f'=IF(IFERROR({nothing},FALSE),"","{FILLED}")', FILLED if is_used else ""
    names = {column.key: column.label[:_LONGEST_NAME] for column in required}
    wanted = "&".join(f'IF({blank[key]},", {as_text(name)}","")' for key, name in names.items())
    any_blank = f"OR({','.join(blank[key] for key in names)})"
    formula = f'=IFERROR(IF({nothing},"",IF({any_blank},"{NEEDED}"&MID({wanted},3,32767),"{COMPLETE}")),"{ERROR_IN_ROW}")'
    lacking = [name for key, name in names.items() if not plan.is_filled(slots[key].pointer)]
    value = f"{NEEDED}{', '.join(lacking)}" if lacking else COMPLETE
    value = ERROR_IN_ROW if plan.has_error(slots.values()) else value
    return formula, value if is_used else ""


def new_row_note(plan: Plan, placed: PlacedGrid, table: Table, row: Row, number: int) -> Formula:
    """The note that a row of an open table is new, as soon as it is used."""
    is_used = any(plan.is_filled(cell.pointer) for cell in row.cells if isinstance(cell, Slot))
    blank = ",".join(blank_formula(f"{placed.letters(column.key)}{placed.first + number + 1}") for column in table.columns)
    return f'=IF(IFERROR(AND({blank}),FALSE),"","{NEW_ROW}")', NEW_ROW if is_used else ""


def sheet_state(plan: Plan, rows: tuple[int, ...], grid: Grid | None = None) -> Formula | None:
    """The state of a grid, or of all: how many places are to do, else how many look odd; None if nothing is watched.

    A table that may stay empty is optional until it has a row.
    """
    if not rows:
        return None
    span = f"{CHECKLIST}!$A${rows[0]}:$A${rows[-1]}"
    to_do, odd = count_formula(span, MUST), count_formula(span, ODD)
    marks = [plan.marks[at] for at in plan.item_numbers(rows)]
    complete, complete_now = _when_nothing_is_open(plan, rows, grid)
    first, second = marks.count(MUST), marks.count(ODD)
    value = f"{MUST} {first} to do" if first else f"{ODD} {second} to look at" if second else complete_now
    return f'=IF({to_do}>0,"{MUST} "&{to_do}&" to do",IF({odd}>0,"{ODD} "&{odd}&" to look at",{complete}))', value


def _when_nothing_is_open(plan: Plan, rows: tuple[int, ...], grid: Grid | None) -> Formula:
    """What is said of a grid in which nothing is to do."""
    table = grid.open_table if grid else None
    if table and not table.fewest:
        is_empty = f"{used_rows(plan.addresses, table.key, tuple(column.key for column in table.columns))}=0"
        return f'IF({is_empty},"{OPTIONAL}","{COMPLETE}")', COMPLETE if _any_row(plan, table.key) else OPTIONAL
    if grid is None or any(plan.items[at].is_required for at in plan.item_numbers(rows)):
        return f'"{COMPLETE}"', COMPLETE
    filled = f"COUNTIF('{grid.sheet}'!{plan.grids[grid.key].span('_state')},\"{FILLED}\")>0"
    is_filled = any(isinstance(cell, Slot) and plan.issued.values.get(cell.pointer) is not None for row in grid.rows for cell in row.cells)
    return f'IF({filled},"{FILLED}","{OPTIONAL}")', FILLED if is_filled else OPTIONAL


def _any_row(plan: Plan, table: str) -> bool:
    return any(value is not None for row in plan.issued.rows[table] for value in row.values())


def count_formula(span: str, mark: str) -> str:
    """The formula that counts a mark in a span of the Checklist."""
    return f'SUMPRODUCT(--({span}="{mark}"))'


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


def colour_answers(book: Book, sheet: Worksheet, plan: Plan, placed: PlacedGrid) -> None:
    """Colour the answer cells that the state of their row speaks of."""
    if placed.grid.open_table:
        _colour_open(book, sheet, placed, placed.grid.open_table)
        return
    state = f"${placed.letters('_state')}{placed.first + 1}"
    wanted = {(plan.cells[item.pointer][1], item.state): item for item in plan.items if item.grid is placed.grid}
    for (key, text), item in wanted.items():
        rule = {"type": "formula", "criteria": f'=ISNUMBER(FIND("{as_text(text)}",{state}))'}
        style = book.style("to-do-here" if item.mark == MUST else "odd-here")
        column = placed.column(key)
        sheet.conditional_format(placed.first, column, placed.last, column, rule | {"format": style})


def _colour_open(book: Book, sheet: Worksheet, placed: PlacedGrid, table: Table) -> None:
    """In a row that has any answer: the required cells that are blank; and the rows added under those issued."""

    def is_used(row: int) -> str:
        return f"NOT(AND({','.join(blank_formula(f'${placed.letters(column.key)}{row}') for column in table.columns)}))"

    for column in table.columns:
        if column.asked.required:
            number = placed.column(column.key)
            blank = blank_formula(f"${placed.letters(column.key)}{placed.first + 1}")
            rule = {"type": "formula", "criteria": f"=AND({is_used(placed.first + 1)},{blank})", "format": book.style("to-do-here")}
            sheet.conditional_format(placed.first, number, placed.last, number, rule)
    added = placed.heading + len(placed.grid.rows) + 1
    used = {"type": "formula", "criteria": f"={is_used(added + 1)}", "format": book.style("used")}
    sheet.conditional_format(added, placed.column(table.columns[0].key), placed.last, placed.column(table.columns[-1].key), used)
