"""The Checklist sheet: everything that is watched while the lead types, with its state and a link to its answer."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from shpdocs.model.workbook import CHECK, CHECKLIST, CHECKLIST_ABOUT, CHECKLIST_HEADINGS, DONE, MUST, ODD
from shpdocs.workbook.checklist import Item
from shpdocs.workbook.conditions import lacking_rows
from shpdocs.workbook.layout import row_pixels
from shpdocs.workbook.write.book import ALLOWED, INDENT, Book, add_table, ensure_written, label_width, print_setup, quoted_sheet
from shpdocs.workbook.write.check import TO_DO
from shpdocs.workbook.write.plan import CHECKLIST_FIRST, Plan
from shpdocs.workbook.write.states import colour_states

_WIDTHS = (10, 76, 62, 24, 10, 10)


def write_checklist(book: Book, sheet: Worksheet, plan: Plan) -> None:
    """One row for each item: its mark, what it looks for, its place, and its number among those that are open."""
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.write_string(0, 0, CHECKLIST, book.style("title"))
    sheet.set_row_pixels(0, 32)
    sheet.write_string(1, 0, CHECKLIST_ABOUT, book.style("line"))
    items = zip(plan.items, plan.marks, _ranks(plan.marks), strict=True)
    for row, (item, mark, rank) in enumerate(items, CHECKLIST_FIRST - 1):
        _write_item(book, sheet, row, plan, item, mark, rank)
    last = CHECKLIST_FIRST + len(plan.items) - 2
    add_table(book, sheet, (CHECKLIST_FIRST - 2, last), "Checks", CHECKLIST_HEADINGS, with_filter=True)
    colour_states(book, sheet, CHECKLIST_FIRST - 1, last, 0)
    sheet.freeze_panes(CHECKLIST_FIRST - 1, 0)
    print_setup(sheet, is_wide=True)
    sheet.repeat_rows(CHECKLIST_FIRST - 2)
    sheet.protect("", ALLOWED | {"autofilter": True})


def _ranks(marks: tuple[str, ...]) -> list[int | str]:
    """The number of each open item: those that must be done before those that look odd; '' for the others."""
    seen = {MUST: 0, ODD: marks.count(MUST)}
    ranks: list[int | str] = []
    for mark in marks:
        if mark in seen:
            seen[mark] += 1
        ranks.append(seen.get(mark, ""))
    return ranks


def _write_item(book: Book, sheet: Worksheet, row: int, plan: Plan, item: Item, mark: str, rank: int | str) -> None:
    goal, cell = plan.cell_of(item.pointer)
    condition = item.when.formula(plan.addresses)
    sheet.write_formula(row, 0, f'=IF(IFERROR({condition},FALSE),"{item.mark}","{DONE}")', book.style("state"), mark)
    sheet.write_string(row, 1, item.text, book.style("label"))
    sheet.write_string(row, 2, item.label, book.style("label"))
    sheet.write_string(row, 3, goal, book.style("label"))
    if item.columns:
        address = _first_lacking(plan, item, row)
        link = f'=HYPERLINK("#{quoted_sheet(goal)}!"&{address},{address})'
        sheet.write_formula(row, 4, link, book.style("link"), plan.first_lacking(item, mark))
    else:
        ensure_written(sheet.write_url(row, 4, f"internal:{quoted_sheet(goal)}!{cell}", book.style("link"), cell), "a link")
    sheet.write_formula(row, 5, _rank(row), book.style("label-number"), rank)
    sheet.set_row_pixels(row, row_pixels(((item.text, _WIDTHS[1] - INDENT), (item.label, label_width(_WIDTHS[2])))))


def _rank(row: int) -> str:
    """The formula of an item's number among those that are open."""
    state, above = f"$A{row + 1}", f"$A${CHECKLIST_FIRST}:$A{row + 1}"
    first, second = f'COUNTIF({above},"{MUST}")', f'{CHECK}!{TO_DO}+COUNTIF({above},"~{ODD}")'
    return f'=IF({state}="{MUST}",{first},IF({state}="{ODD}",{second},""))'


def _first_lacking(plan: Plan, item: Item, row: int) -> str:
    """The formula of the first cell that lacks the answer, in an open table; the first row's if none does."""
    table, placed = item.grid.open_table, plan.grids[item.grid.key]
    assert table is not None
    key = item.pointer.rpartition("/")[2]
    rows = f"ROW({plan.addresses.column(table.key, key)})"
    first = f"SUMPRODUCT(MIN(9999999-({lacking_rows(plan.addresses, table.key, item.columns, key)})*(9999999-{rows})))"
    return f'"{placed.letters(key)}"&IF($A{row + 1}="{DONE}",{placed.first + 1},{first})'
