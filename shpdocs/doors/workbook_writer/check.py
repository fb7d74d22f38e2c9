"""The Check sheet, which says whether the return is ready and what is still to do; and the Checklist behind it."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from shpdocs.doors.workbook_writer.book import ALLOWED, Book, must, print_setup, quoted, room
from shpdocs.doors.workbook_writer.places import CHECKLIST_FIRST, Map, Placed
from shpdocs.doors.workbook_writer.states import CHECKLIST, colour_states, counted
from shpdocs.rules.checklist import Item
from shpdocs.rules.conditions import as_text, lacking_rows
from shpdocs.rules.heights import row_pixels
from shpdocs.words.workbook import DONE, MUST, ODD, Verdict

CHECK = "Check"
VERDICT = f"{CHECK}!$A$3"
MOST_LISTED = 30  # lines of what is to do; the Checklist has all
_TALLY, _LIST = 4, 8  # rows of the headings, counted from 0
_TO_DO, _ODD = "$B$6", "$B$7"  # the two numbers of the tally
_CHECK_WIDTHS, _CHECKLIST_WIDTHS = (66, 26, 80), (80, 66, 26, 10, 10)
_FILTERED = {"autofilter": True}


def verdict_as_issued(map: Map) -> Verdict:
    """The verdict on the workbook as it is issued."""
    return Verdict(sum(state.startswith(MUST) for state in map.states), sum(state.startswith(ODD) for state in map.states))


def write_check(book: Book, sheet: Worksheet, map: Map, identity: str) -> None:
    """Verdict, tally, and what is to do with a link to each answer."""
    verdict = verdict_as_issued(map)
    for number, width in enumerate(_CHECK_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.write_string(0, 0, "Check", book.style("title"))
    sheet.set_row_pixels(0, 32)
    sheet.write_string(1, 0, identity, book.style("line"))
    sheet.write_formula(2, 0, _verdict(), book.style("verdict"), verdict.words)
    sheet.set_row_pixels(2, 28)
    colour_states(book, sheet, 2, 2, 0)
    span = f"{CHECKLIST}!$A${CHECKLIST_FIRST}:$A${CHECKLIST_FIRST + len(map.items) - 1}"
    tally = (("Answers needed or to be put right", MUST, verdict.to_do), ("Answers that look odd", ODD, verdict.odd))
    for row, (label, mark, value) in enumerate(tally, _TALLY + 1):
        sheet.write_string(row, 0, f"{mark} {label}", book.style("label"))
        sheet.write_formula(row, 1, f"={counted(span, mark)}", book.style("label-number"), value)
    _mark_up(book, sheet, (_TALLY, _TALLY + len(tally)), "Tally", ("So far", "How many"))
    _write_to_do(book, sheet, map)
    print_setup(sheet, is_wide=True)
    sheet.repeat_rows(_LIST)
    sheet.protect("", ALLOWED)


def _verdict() -> str:
    """The formula of a verdict's words."""
    needed = f'"{MUST} Not ready to return: "&{_TO_DO}&IF({_TO_DO}=1," answer is"," answers are")&" needed or to be put right."'
    odd = f'IF({_ODD}>0," "&{_ODD}&IF({_ODD}=1," answer looks"," answers look")&" odd: check, or leave as it is.","")'
    return f'=IF({_TO_DO}>0,{needed},"{DONE} Ready to return."&{odd})'


def _write_to_do(book: Book, sheet: Worksheet, map: Map) -> None:
    """One line for each item that stands, what must be done first; the formulas find the k-th on the Checklist."""
    last = CHECKLIST_FIRST + len(map.items) - 1
    column = {key: f"{CHECKLIST}!${key}${CHECKLIST_FIRST}:${key}${last}" for key in "ABCDE"}
    standing = sorted(
        (number for number, state in enumerate(map.states) if state != DONE), key=lambda number: not map.states[number].startswith(MUST)
    )
    lines = min(len(map.items), MOST_LISTED)
    for number in range(1, lines + 1):
        row = _LIST + number
        at = f"MATCH({number},{column['E']},0)"
        label, where, state = _line(map, standing[number - 1]) if number <= len(standing) else ("", "", "")
        target = f'INDEX({column["C"]},{at})&"\'!"&INDEX({column["D"]},{at})'
        shown = f'INDEX({column["C"]},{at})&" "&INDEX({column["D"]},{at})'
        link = f'=IFERROR(HYPERLINK("#\'"&{target},{shown}),"")'
        sheet.write_formula(row, 0, f'=IFERROR(INDEX({column["B"]},{at}),"")', book.style("label"), label)
        sheet.write_formula(row, 1, link, book.style("link"), where)
        sheet.write_formula(row, 2, f'=IFERROR(INDEX({column["A"]},{at}),"")', book.style("state"), state)
        sheet.set_row_pixels(row, row_pixels(_in_rooms((label, where, state), _CHECK_WIDTHS)))
    _mark_up(book, sheet, (_LIST, _LIST + lines), "To_do", ("What is to do or to look at", "Go to", "What to do"))
    colour_states(book, sheet, _LIST + 1, _LIST + lines, 2)


def _in_rooms(texts: tuple[str, ...], widths: tuple[int, ...]) -> Iterator[tuple[str, float]]:
    """Each text with the room that its column has for it, in characters."""
    return zip(texts, (room(width) for width in widths), strict=True)


def _line(map: Map, number: int) -> tuple[str, str, str]:
    """What, where and what to do of an item, by its number among all."""
    item = map.items[number]
    sheet, cell = map.cell_of(item.pointer)
    return item.label, f"{sheet} {map.first_lacking(item, map.states[number]) if item.columns else cell}", map.states[number]


def write_checklist(book: Book, sheet: Worksheet, map: Map) -> None:
    """Every item with its state, a link to its answer, and its number among those that stand."""
    for number, width in enumerate(_CHECKLIST_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.write_string(0, 0, "Checklist", book.style("title"))
    sheet.set_row_pixels(0, 32)
    sheet.write_string(
        1,
        0,
        "Everything that is checked while you type. Nothing to fill in here; filter the first column to see what is left.",
        book.style("line"),
    )
    told = zip(map.items, map.states, _numbers(map.states), strict=True)
    for row, (item, state, rank) in enumerate(told, CHECKLIST_FIRST - 1):
        _write_item(book, sheet, row, map, item, state, rank)
    last = CHECKLIST_FIRST + len(map.items) - 2
    headings = ("State", "What is checked", "Sheet", "Cell", "Number")
    _mark_up(book, sheet, (CHECKLIST_FIRST - 2, last), "Checks", headings, with_filter=True)
    colour_states(book, sheet, CHECKLIST_FIRST - 1, last, 0)
    sheet.freeze_panes(CHECKLIST_FIRST - 1, 0)
    print_setup(sheet, is_wide=True)
    sheet.repeat_rows(CHECKLIST_FIRST - 2)
    sheet.protect("", ALLOWED | _FILTERED)


def _numbers(states: tuple[str, ...]) -> list[int | str]:
    """The number of each item that stands: those that must be done before those that look odd; '' for the others."""
    to_do = sum(state.startswith(MUST) for state in states)
    seen = {MUST: 0, ODD: to_do}
    numbers: list[int | str] = []
    for state in states:
        if state[0] in seen:
            seen[state[0]] += 1
        numbers.append(seen.get(state[0], ""))
    return numbers


def _write_item(book: Book, sheet: Worksheet, row: int, map: Map, item: Item, state: str, number: int | str) -> None:
    goal, cell = map.cell_of(item.pointer)
    placed = map.grids[item.grid.key]
    condition = item.when.formula(map.addresses)
    told = f'=IF(IFERROR({condition},FALSE),"{as_text(item.state)}","{DONE}")'
    sheet.write_formula(row, 0, told, book.style("state"), state)
    sheet.write_string(row, 1, item.label, book.style("label"))
    sheet.write_string(row, 2, goal, book.style("label"))
    link = f"internal:{quoted(goal)}!{cell}"
    must(sheet.write_url(row, 3, link, book.style("link"), cell), "a link")
    if item.columns:
        sheet.write_formula(row, 3, _first_lacking(placed, map, item, row), book.style("link"), map.first_lacking(item, state))
    at, above = f"$A{row + 1}", f"$A${CHECKLIST_FIRST}:$A{row + 1}"
    first = f'COUNTIF({above},"{MUST}*")'
    second = f'{CHECK}!{_TO_DO}+COUNTIF({above},"~{ODD}*")'
    sheet.write_formula(
        row, 4, f'=IF(LEFT({at},1)="{MUST}",{first},IF(LEFT({at},1)="{ODD}",{second},""))', book.style("label-number"), number
    )
    sheet.set_row_pixels(row, row_pixels(_in_rooms((item.state, item.label), _CHECKLIST_WIDTHS[:2])))


def _first_lacking(placed: Placed, map: Map, item: Item, row: int) -> str:
    """The cell of the first row that lacks the answer, in an open table; the first row's if none does."""
    table = item.grid.open_table
    assert table is not None
    key = item.pointer.rpartition("/")[2]
    rows = f"ROW({map.addresses.column(table.key, key)})"
    found = f"SUMPRODUCT(MIN(9999999-({lacking_rows(map.addresses, table.key, item.columns, key)})*(9999999-{rows})))"
    return f'="{placed.letters(key)}"&IF($A{row + 1}="{DONE}",{placed.first + 1},{found})'


def _mark_up(
    book: Book, sheet: Worksheet, rows: tuple[int, int], name: str, headings: tuple[str, ...], *, with_filter: bool = False
) -> None:
    """Mark up the rows from the headings to the last as a table."""
    columns = [{"header": heading, "header_format": book.style("heading")} for heading in headings]
    options = {"name": name, "columns": columns, "autofilter": with_filter, "style": None}
    must(sheet.add_table(rows[0], 0, rows[1], len(headings) - 1, options), "a table")
