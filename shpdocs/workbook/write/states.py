"""States: the formulas that say of a row or a sheet what is still to do, and the colours that go with them.

Every formula is written with the value it has when the workbook is issued, since phones and mail previews show that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from shpdocs.model.cells import column_letters
from shpdocs.model.definition import Table
from shpdocs.model.workbook import CHECKLIST, DONE, MUST, ODD
from shpdocs.workbook.conditions import used_rows
from shpdocs.workbook.layout import NEW_ROW, STATE, Grid, Row, Slot
from shpdocs.workbook.spreadsheet import ERROR, as_text, blank_formula
from shpdocs.workbook.untouched import AS_CARRIED_STATE, is_untouched, untouched_formula
from shpdocs.workbook.write.book import Book
from shpdocs.workbook.write.plan import ListedItem, PlacedGrid, Plan

_OPTIONAL = "Optional"  # how the state of a row reads that may stay blank
_COMPLETE, _FILLED = f"{DONE} Complete", f"{DONE} Filled in"
_NEEDED = f"{MUST} Needed: "  # before the answers that a row of an open table lacks
_ERROR_IN_ROW = f"{MUST} An error stands in this row: type the answer itself."

_LONGEST_NAME = 60  # characters of a heading in a state
Formula = tuple[str, str]  # a formula and its value when the workbook is issued


def row_state(plan: Plan, placed: PlacedGrid, row: Row, number: int) -> Formula:
    """The state of a named row: what its items on the Checklist say, else whether it is complete.

    A row in which nothing is required is optional, or filled in as soon as it has an answer.
    """
    listed = plan.items_of_rows.get((placed.grid.key, row.key), ())
    if any(at.item.is_required for at in listed):
        complete, complete_now = f'"{_COMPLETE}"', _COMPLETE
    else:
        complete, complete_now = _optional(plan, placed, row, number)
    if not listed:
        return f"={complete}", complete_now
    all_done = f'COUNTIF({checklist_span(listed)},"{DONE}")={len(listed)}'
    each = "&".join(
        f'IF({CHECKLIST}!$A${at.row}="{DONE}","",CHAR(10)&{CHECKLIST}!$A${at.row}&" "&{CHECKLIST}!$B${at.row})' for at in listed
    )
    open_states = "\n".join(at.item.state for at in listed if at.mark != DONE)
    return f"=IF({all_done},{complete},MID({each},2,32767))", open_states or complete_now


def _optional(plan: Plan, placed: PlacedGrid, row: Row, number: int) -> Formula:
    """The expression of a row that may stay blank."""
    slots = tuple(placed.grid.slots(row))
    nothing = _all_blank(placed.absolute(column.key, number) for column, _ in slots)
    is_filled = plan.is_filled(slot for _, slot in slots)
    return f'IF(IFERROR({nothing},FALSE),"{_OPTIONAL}","{_FILLED}")', _FILLED if is_filled else _OPTIONAL


def _all_blank(cells: Iterable[str]) -> str:
    """The expression that says whether nothing stands in any of the cells."""
    return f"AND({','.join(map(blank_formula, cells))})"


def open_row_state(plan: Plan, placed: PlacedGrid, table: Table, row: Row, number: int) -> Formula:
    """The state of a row of an open table, from the row itself, so that it is right after sorting.

    What it lacks comes first; then, of a row that was carried, that it stands as it was.
    """
    cells = {column.key: placed.cell(column.key, number) for column in table.columns}
    slots = {column.key: slot for column, slot in placed.grid.slots(row)}
    untouched, stands = _as_carried(plan, placed, row, cells, slots)
    needs, lacking = _needed(plan, table, cells, slots)
    complete, failed = (_COMPLETE, _ERROR_IN_ROW) if needs else (_FILLED, _FILLED)
    says = f'IF({untouched},"{AS_CARRIED_STATE}","{complete}")' if untouched else f'"{complete}"'
    if needs:
        also = f'&IF({untouched},CHAR(10)&"{AS_CARRIED_STATE}","")' if untouched else ""
        says = f"IF({needs}{also},{says})"
    value = "\n".join([*([lacking] if lacking else []), *([AS_CARRIED_STATE] if stands else [])]) or complete
    if any(plan.issued.values.get(slot.pointer) is ERROR for slot in slots.values()):
        value = failed
    return f'=IFERROR(IF({_all_blank(cells.values())},"",{says}),"{failed}")', value if plan.is_filled(slots.values()) else ""


def _needed(plan: Plan, table: Table, cells: Mapping[str, str], slots: Mapping[str, Slot]) -> tuple[str, str]:
    """Whether a row lacks a required answer, and the words for it, as the first two arguments of IF; and the words it is issued with.

    Both are '' if the table requires none.
    """
    names = {column.key: column.label[:_LONGEST_NAME] for column in table.columns if column.asked.required}
    if not names:
        return "", ""
    wanted = "&".join(f'IF({blank_formula(cells[key])},", {as_text(name)}","")' for key, name in names.items())
    any_blank = f"OR({','.join(blank_formula(cells[key]) for key in names)})"
    lacking = ", ".join(name for key, name in names.items() if not plan.is_filled([slots[key]]))
    return f'{any_blank},"{_NEEDED}"&MID({wanted},3,32767)', f"{_NEEDED}{lacking}" if lacking else ""


def _as_carried(plan: Plan, placed: PlacedGrid, row: Row, cells: Mapping[str, str], slots: Mapping[str, Slot]) -> tuple[str, bool]:
    """The expression that says whether a row stands as it was carried, '' if it was not; and whether it is issued so."""
    issued = plan.carried[placed.grid.key].get(row.key)
    if issued is None:
        return "", False
    now = {key: plan.issued.values.get(slot.pointer) for key, slot in slots.items()}
    return untouched_formula(issued, cells), is_untouched(issued, now)


def new_row_note(plan: Plan, placed: PlacedGrid, table: Table, row: Row, number: int) -> Formula:
    """The note that a row of an open table is new, as soon as it is used."""
    nothing = _all_blank(placed.cell(column.key, number) for column in table.columns)
    is_used = plan.is_filled(slot for _, slot in placed.grid.slots(row))
    return f'=IF(IFERROR({nothing},FALSE),"","{NEW_ROW}")', NEW_ROW if is_used else ""


def sheet_state(plan: Plan, listed: tuple[ListedItem, ...], grid: Grid | None = None) -> Formula | None:
    """The state of a grid, or of all: how many places are to do, else how many look odd; None if nothing is watched.

    A table that may stay empty is optional until it has a row.
    """
    if not listed:
        return None
    span = checklist_span(listed)
    to_do, odd = count_formula(span, MUST), count_formula(span, ODD)
    complete, complete_now = _when_nothing_is_open(plan, listed, grid)
    marks = [at.mark for at in listed]
    first, second = marks.count(MUST), marks.count(ODD)
    value = f"{MUST} {first} to do" if first else f"{ODD} {second} to look at" if second else complete_now
    return f'=IF({to_do}>0,"{MUST} "&{to_do}&" to do",IF({odd}>0,"{ODD} "&{odd}&" to look at",{complete}))', value


def _when_nothing_is_open(plan: Plan, listed: tuple[ListedItem, ...], grid: Grid | None) -> Formula:
    """What is said of a grid in which nothing is to do."""
    table = grid.open_table if grid else None
    if table and not table.fewest:
        used = used_rows(plan.addresses, table.key, tuple(column.key for column in table.columns))
        has_rows = any(value is not None for row in plan.issued.rows[table.key] for value in row.values())
        return f'IF({used}=0,"{_OPTIONAL}","{_COMPLETE}")', _COMPLETE if has_rows else _OPTIONAL
    if grid is None or any(at.item.is_required for at in listed):
        return f'"{_COMPLETE}"', _COMPLETE
    filled = f"COUNTIF('{grid.sheet}'!{plan.grids[grid.key].span(STATE.key)},\"{_FILLED}\")>0"
    is_filled = any(slot.pointer in plan.entries for row in grid.rows for _, slot in grid.slots(row))
    return f'IF({filled},"{_FILLED}","{_OPTIONAL}")', _FILLED if is_filled else _OPTIONAL


def checklist_span(listed: Sequence[ListedItem]) -> str:
    """The marks of these items, which stand one after another on the Checklist."""
    return f"{CHECKLIST}!$A${listed[0].row}:$A${listed[-1].row}"


def count_formula(span: str, mark: str) -> str:
    """The formula that counts a mark in a span of the Checklist."""
    return f'SUMPRODUCT(--({span}="{mark}"))'


def write_state(book: Book, sheet: Worksheet, row: int, column: int, state: Formula | None, style: str = "state") -> None:
    """Write a state, or that nothing must be filled in."""
    if state is None:
        sheet.write_string(row, column, _OPTIONAL, book.style(style))
    else:
        sheet.write_formula(row, column, state[0], book.style(style), state[1])


def colour_states(book: Book, sheet: Worksheet, first: int, last: int, column: int) -> None:
    """Colour states by their mark; the mark says the same without the colour."""
    cell = f"${column_letters(column + 1)}{first + 1}"
    for mark, style in ((MUST, "to-do"), (ODD, "odd"), (DONE, "done")):
        rule = {"type": "formula", "criteria": f'=LEFT({cell},1)="{mark}"', "format": book.style(style)}
        sheet.conditional_format(first, column, last, column, rule)


def colour_answers(book: Book, sheet: Worksheet, placed: PlacedGrid) -> None:
    """Colour the answer cells that the state of their row speaks of."""
    if placed.grid.open_table:
        _colour_open(book, sheet, placed, placed.grid.open_table)
        return
    state = f"${placed.cell(STATE.key, 0)}"
    items = [listed.item for listed in book.plan.items_of(placed.grid)]
    wanted = {(book.plan.places[item.pointer][1], item.state): item.mark for item in items}
    for (key, text), mark in wanted.items():
        rule = {"type": "formula", "criteria": f'=ISNUMBER(FIND("{as_text(text)}",{state}))'}
        style = book.style("to-do-here" if mark == MUST else "odd-here")
        column = placed.column(key)
        sheet.conditional_format(placed.first, column, placed.last, column, rule | {"format": style})


def _colour_open(book: Book, sheet: Worksheet, placed: PlacedGrid, table: Table) -> None:
    """In a row that has any answer: the required cells that are blank; and the rows added under those issued."""

    def is_used(row: int) -> str:
        return f"NOT({_all_blank(f'${placed.letters(column.key)}{row}' for column in table.columns)})"

    for column in table.columns:
        if column.asked.required:
            number = placed.column(column.key)
            blank = blank_formula(f"${placed.cell(column.key, 0)}")
            rule = {"type": "formula", "criteria": f"=AND({is_used(placed.first + 1)},{blank})", "format": book.style("to-do-here")}
            sheet.conditional_format(placed.first, number, placed.last, number, rule)
    if book.plan.carried[placed.grid.key]:
        number = placed.column(table.columns[0].key)
        state = f"${placed.cell(STATE.key, 0)}"
        rule = {"type": "formula", "criteria": f'=ISNUMBER(FIND("{AS_CARRIED_STATE}",{state}))', "format": book.style("odd-here")}
        sheet.conditional_format(placed.first, number, placed.last, number, rule)
    added = placed.last_issued + 1
    used = {"type": "formula", "criteria": f"={is_used(added + 1)}", "format": book.style("used")}
    sheet.conditional_format(added, placed.column(table.columns[0].key), placed.last, placed.column(table.columns[-1].key), used)
