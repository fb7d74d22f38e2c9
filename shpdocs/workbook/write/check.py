"""The Check sheet, which says whether the return is ready and what is still to do, and the Checklist, which holds all that is watched."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from shpdocs.model.workbook import CHECK, CHECK_ABOUT, CHECKLIST, CHECKLIST_ABOUT, DONE, MUST, ODD, Verdict
from shpdocs.workbook.conditions import lacking_rows
from shpdocs.workbook.layout import row_pixels
from shpdocs.workbook.write.book import ALLOWED, INDENT, Book, add_table, label_width, print_setup, write_head, write_link
from shpdocs.workbook.write.plan import CHECKLIST_FIRST, ListedItem, Plan, quoted_sheet
from shpdocs.workbook.write.states import checklist_span, colour_states, count_formula

_CHECK_LISTED = 30  # lines of what is to do; the Checklist has all
_CHECK_MORE = f" The first {_CHECK_LISTED} places are listed; the sheet {CHECKLIST} has them all."
_TALLY_HEADINGS = ("So far", "How many")
_TALLY_LABELS = (f"{MUST} Places that need an answer or a correction", f"{ODD} Places that look odd")
_CHECK_HEADINGS = ("What is to do or to look at", "Go to", "What to do")
_NOTHING_TO_DO = "Nothing is left to do."
_CHECKLIST_HEADINGS = ("State", "What it looks for", "Where", "Sheet", "Cell", "Order")

VERDICT = f"{CHECK}!$A$3"
TO_DO, ODDITIES = "$B$6", "$B$7"  # the two numbers of the tally
_TALLY, _LIST = 4, 8  # rows of the headings, counted from 0
_WIDTHS = (66, 26, 80)
_CHECKLIST_WIDTHS = (10, 76, 62, 24, 10, 10)


def verdict_as_issued(plan: Plan) -> Verdict:
    """The verdict on the workbook as it is issued."""
    marks = [listed.mark for listed in plan.items]
    return Verdict(marks.count(MUST), marks.count(ODD))


def write_check(book: Book) -> None:
    """Verdict, tally, and what is to do with a link to each answer."""
    plan, sheet = book.plan, book.sheet(CHECK)
    verdict = verdict_as_issued(plan)
    write_head(book, sheet, CHECK, [plan.order.identity], _WIDTHS)
    sheet.write_formula(2, 0, _verdict(), book.style("verdict"), verdict.words)
    sheet.set_row_pixels(2, 28)
    more = _CHECK_MORE if len(plan.items) > _CHECK_LISTED else ""
    sheet.write_string(3, 0, f"{CHECK_ABOUT}{more}", book.style("line"))
    colour_states(book, sheet, 2, 2, 0)
    span = checklist_span(plan.items)
    tally = tuple(zip(_TALLY_LABELS, (MUST, ODD), (verdict.to_do, verdict.odd), strict=True))
    for row, (label, mark, value) in enumerate(tally, _TALLY + 1):
        sheet.write_string(row, 0, label, book.style("label"))
        sheet.write_formula(row, 1, f"={count_formula(span, mark)}", book.style("label-number"), value)
    add_table(book, sheet, (_TALLY, _TALLY + len(tally)), "Tally", _TALLY_HEADINGS)
    _write_to_do(book, sheet)
    print_setup(sheet, is_wide=True)
    sheet.repeat_rows(_LIST)
    sheet.protect("", ALLOWED)


def _verdict() -> str:
    """The formula of a verdict's words."""
    needs = f'"{MUST} Not ready to return: "&{TO_DO}&IF({TO_DO}=1," place needs"," places need")&" an answer or a correction."'
    odd = f'IF({ODDITIES}>0," "&{ODDITIES}&IF({ODDITIES}=1," place looks"," places look")&" odd: check, or leave as it is.","")'
    return f'=IF({TO_DO}>0,{needs},"{DONE} Ready to return."&{odd})'


def _write_to_do(book: Book, sheet: Worksheet) -> None:
    """One line for each item that is open, what must be done first; the formulas find the k-th on the Checklist."""
    plan = book.plan
    last = CHECKLIST_FIRST + len(plan.items) - 1
    column = {key: f"{CHECKLIST}!${key}${CHECKLIST_FIRST}:${key}${last}" for key in "ABCDEF"}
    open_items = [listed for mark in (MUST, ODD) for listed in plan.items if listed.mark == mark]
    lines = min(len(plan.items), _CHECK_LISTED)
    for number in range(1, lines + 1):
        row = _LIST + number
        position = f"MATCH({number},{column['F']},0)"
        entry = {key: f"INDEX({column[key]},{position})" for key in "ABCDE"}
        texts = _line(plan, open_items[number - 1]) if number <= len(open_items) else ("", "", "")
        link = f'HYPERLINK("#\'"&{entry["D"]}&"\'!"&{entry["E"]},{entry["D"]}&" "&{entry["E"]})'
        nothing = _NOTHING_TO_DO if number == 1 else ""
        sheet.write_formula(row, 0, f'=IFERROR({entry["C"]},"{nothing}")', book.style("line-label"), texts[0] or nothing)
        sheet.write_formula(row, 1, f'=IFERROR({link},"")', book.style("line-link"), texts[1])
        sheet.write_formula(row, 2, f'=IFERROR({entry["A"]}&" "&{entry["B"]},"")', book.style("line-label"), texts[2])
        sheet.set_row_pixels(row, row_pixels(zip(texts, map(label_width, _WIDTHS), strict=True)))
    add_table(book, sheet, (_LIST, _LIST + lines), "To_do", _CHECK_HEADINGS)
    colour_states(book, sheet, _LIST + 1, _LIST + lines, 2)
    rule = {"type": "formula", "criteria": f'=$A{_LIST + 2}<>""', "format": book.style("ruled")}
    sheet.conditional_format(_LIST + 1, 0, _LIST + lines, len(_WIDTHS) - 1, rule)


def _line(plan: Plan, listed: ListedItem) -> tuple[str, str, str]:
    """What, where and what to do of an item."""
    item = listed.item
    sheet, cell = plan.cell_of(item.pointer)
    return item.label, f"{sheet} {plan.first_lacking(listed) if item.columns else cell}", item.state


def write_checklist(book: Book) -> None:
    """One row for each item: its mark, what it looks for, its place, and its number among those that are open."""
    sheet, items = book.sheet(CHECKLIST), book.plan.items
    write_head(book, sheet, CHECKLIST, [CHECKLIST_ABOUT], _CHECKLIST_WIDTHS)
    ranks = {MUST: 0, ODD: sum(listed.mark == MUST for listed in items)}  # what must be done comes before what looks odd
    for listed in items:
        if listed.mark in ranks:
            ranks[listed.mark] += 1
        _write_item(book, sheet, listed, ranks.get(listed.mark, ""))
    last = CHECKLIST_FIRST + len(items) - 2
    add_table(book, sheet, (CHECKLIST_FIRST - 2, last), "Checks", _CHECKLIST_HEADINGS, with_filter=True)
    colour_states(book, sheet, CHECKLIST_FIRST - 1, last, 0)
    sheet.freeze_panes(CHECKLIST_FIRST - 1, 0)
    print_setup(sheet, is_wide=True)
    sheet.repeat_rows(CHECKLIST_FIRST - 2)
    sheet.protect("", ALLOWED | {"autofilter": True})


def _write_item(book: Book, sheet: Worksheet, listed: ListedItem, rank: int | str) -> None:
    """Write an item's row; `rank` is its number among those that are open when the workbook is issued."""
    plan, item, row = book.plan, listed.item, listed.row - 1
    goal, cell = plan.cell_of(item.pointer)
    condition = item.when.formula(plan.addresses)
    sheet.write_formula(row, 0, f'=IF(IFERROR({condition},FALSE),"{item.mark}","{DONE}")', book.style("state"), listed.mark)
    for column, text in enumerate((item.text, item.label, goal), 1):
        sheet.write_string(row, column, text, book.style("label"))
    if item.columns:
        address = _first_lacking(plan, listed)
        link = f'=HYPERLINK("#{quoted_sheet(goal)}!"&{address},{address})'
        sheet.write_formula(row, 4, link, book.style("link"), plan.first_lacking(listed))
    else:
        write_link(book, sheet, row, 4, (goal, cell), cell)
    sheet.write_formula(row, 5, _rank(listed.row), book.style("label-number"), rank)
    sheet.set_row_pixels(row, row_pixels(((item.text, _CHECKLIST_WIDTHS[1] - INDENT), (item.label, label_width(_CHECKLIST_WIDTHS[2])))))


def _rank(row: int) -> str:
    """The formula of an item's number among those that are open."""
    state, above = f"$A{row}", f"$A${CHECKLIST_FIRST}:$A{row}"
    first, second = f'COUNTIF({above},"{MUST}")', f'{CHECK}!{TO_DO}+COUNTIF({above},"~{ODD}")'
    return f'=IF({state}="{MUST}",{first},IF({state}="{ODD}",{second},""))'


def _first_lacking(plan: Plan, listed: ListedItem) -> str:
    """The formula of the first cell that lacks the answer, in an open table; the first row's if none does."""
    table, placed = listed.item.grid.open_table, plan.grids[listed.item.grid.key]
    assert table is not None
    key = listed.item.pointer.rpartition("/")[2]
    rows = f"ROW({plan.addresses.column(table.key, key)})"
    first = f"SUMPRODUCT(MIN(9999999-({lacking_rows(plan.addresses, table.key, listed.item.columns, key)})*(9999999-{rows})))"
    return f'"{placed.letters(key)}"&IF($A{listed.row}="{DONE}",{placed.first + 1},{first})'
