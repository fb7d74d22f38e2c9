"""The Start sheet: who, what, until when, how, where it stands, links to every sheet, and the sign-off."""

from __future__ import annotations

from shpdocs.answers.dates import day_in_words
from shpdocs.model.workbook import CHECK, CHECKLIST, LISTS, MUST, QUERIES, STAMP_NAME
from shpdocs.workbook.layout import Layout, is_anything_printed, row_pixels
from shpdocs.workbook.queries import QueryContent
from shpdocs.workbook.write.book import ALLOWED, INDENT, Book, Sheet, add_table, label_width, print_setup, write_head, write_link
from shpdocs.workbook.write.check import VERDICT, verdict_as_issued
from shpdocs.workbook.write.grid import write_table
from shpdocs.workbook.write.plan import Order, list_names
from shpdocs.workbook.write.states import colour_states, sheet_state, write_state

_STEPS = (
    "Go through the sheets below, in order. Cream cells are yours to fill in; paler ones may stay blank. The rest is locked.",
    "Give every figure for the quarter; if there is none, choose why. Zero is a figure: enter 0. For 45% enter 45.",
    "Blue cells hold what was accepted or carried from an earlier quarter: bring it up to date, and say why if you correct a figure.",
    "The State beside each row, and the sheet Check, say what is still needed (!) or looks odd (?) while you type.",
    "Sign off below. When Check says that the return is ready, save the workbook as .xlsx and send it back.",
)
_QUERY_STEPS = (
    "Your answers stand in this workbook as they came. The sheet Queries lists what is asked about them, with a link to each cell.",
    "Put right what is marked !. Look at what is marked ?: correct it, or leave it if it is right and say so when you send it back.",
    "The same words stand beside each cell, in a column headed 'Query'. Leave those columns as they are: they are not read.",
    *_STEPS[1:4],
    "Sign off below if you have not. Save the workbook as .xlsx and send it back; the marks may stay.",
)
_BLANK_CELLS = "This is a form: blank cells are answers for you to fill in. Nothing is hidden."
_BLANK_QUERIES = "This is a form: blank cells are answers for you to fill in; a blank Query cell asks nothing. Nothing is hidden."
_EACH_SHEET_SAYS = "Above its headings each sheet says which answers the public paper prints, and which not. The sign-off is not printed."
_NOTHING_IS_PRINTED = "Nothing of this return is printed in the public paper."
_WIDTHS, _QUERY_WIDTHS = (26, 72, 22, 34), (26, 72, 34, 22, 34)
_FACTS = 3  # row of the headings, counted from 0
_SUPPORT_SHEETS = (
    (CHECK, "What is still to do in the whole workbook, with a link to each answer."),
    (CHECKLIST, "Everything that is checked while you type."),
    (LISTS, "The choices of the dropdowns."),
)
_QUERIES_ABOUT = "Everything that is asked about the return that came, with a link to each answer."


def sign_off_heading(order: Order) -> int:
    """The row of the sign-off's headings, counted from 0."""
    return _sheets_heading(order) + len(_sheets(order)) + 2


def _steps_heading(order: Order) -> int:
    return _FACTS + len(_facts(order)) + 4


def _sheets_heading(order: Order) -> int:
    return _steps_heading(order) + len(_steps(order)) + 2


def _steps(order: Order) -> tuple[str, ...]:
    return _QUERY_STEPS if order.query_content else _STEPS


def _sheets(order: Order) -> tuple[tuple[str, str], ...]:
    """The other sheets, each with what it asks; a workbook without a dropdown has no lists."""
    grids = ((grid.sheet, grid.summary) for grid in order.layout.grids if grid.sheet != "Start")
    queries = ((QUERIES, _QUERIES_ABOUT),) if order.query_content else ()
    return (*queries, *grids, *(_SUPPORT_SHEETS if list_names(order.layout) else _SUPPORT_SHEETS[:-1]))


def _facts(order: Order) -> list[tuple[str, str]]:
    settings, layout, content = order.settings, order.layout, order.query_content
    deadline = settings.deadline(layout.period)
    facts = [
        ("Queries on", f"The return that came as “{content.file}”: {_asked(content)} See the sheet {QUERIES}." if content else ""),
        ("Partnership", settings.partnership),
        ("Sub-group", layout.definition.title),
        ("Period", layout.period.words),
        ("Return by", day_in_words(deadline) if deadline else "No day is set: ask when it is due."),
        ("Marking", settings.marking),
        ("Public paper", _printed(layout)),
        ("Questions to", settings.contact),
        ("About", layout.definition.about),
        *(("Corrected", why) for why in order.prefill.corrected.values()),
    ]
    return [(label, value) for label, value in facts if value]


def _printed(layout: Layout) -> str:
    """What the paper that the public reads has of this return; '' if nothing is said of it."""
    if not any(grid.printing for grid in layout.grids):
        return ""
    return _EACH_SHEET_SAYS if is_anything_printed(layout.grids) else _NOTHING_IS_PRINTED


def _asked(query_content: QueryContent) -> str:
    """How much is asked, in a sentence."""
    to_do = sum(query.mark == MUST for query in query_content.queries)
    return f"{to_do} to put right, {len(query_content.queries) - to_do} to look at."


def write_start(book: Book) -> None:
    """Write the facts, the stamp, the verdict so far, the steps, the links and the sign-off."""
    plan, order = book.plan, book.plan.order
    sheet = book.sheet("Start")
    sign_off = next(placed for placed in plan.grids.values() if placed.grid.sheet == "Start")
    title = f"{order.layout.definition.title}: {order.layout.period.words}{', queries' if order.query_content else ''}"
    about = _BLANK_QUERIES if order.query_content else _BLANK_CELLS
    write_head(book, sheet, title, [about], _QUERY_WIDTHS if sign_off.queried else _WIDTHS)
    _write_facts(book, sheet)
    row, steps = _steps_heading(order), _steps(order)
    for number, step in enumerate(steps, 1):
        sheet.write_string(row + number, 0, f"Step {number}", book.style("strong"))
        _write_wide(book, sheet, row + number, step)
    add_table(book, sheet, (row, row + len(steps)), "Steps", ("Steps", "How to fill it in"))
    _write_sheets(book, sheet)
    write_table(book, sheet, sign_off)
    sheet.print_area(0, 0, sign_off.last, len(sign_off.columns) - 2)
    print_setup(sheet, is_wide=False)
    sheet.fit_to_pages(1, 1)
    sheet.protect("", ALLOWED)


def _write_facts(book: Book, sheet: Sheet) -> None:
    """Where the return stands comes first, the reference last."""
    order, row = book.plan.order, _FACTS + 1
    verdict = verdict_as_issued(book.plan).words
    sheet.write_string(row, 0, "Where it stands", book.style("strong"))
    sheet.write_formula(row, 1, f"={VERDICT}", book.style("strong"), verdict)
    sheet.set_row_pixels(row, row_pixels([(verdict, label_width(_WIDTHS[1]))]))
    colour_states(book, sheet, row, row, 1)
    for label, value in [*_facts(order), ("Reference", str(order.stamp))]:
        row += 1
        sheet.write_string(row, 0, label, book.style("strong"))
        _write_wide(book, sheet, row, value)
    book.workbook.define_name(STAMP_NAME, f"=Start!$B${row + 1}")
    add_table(book, sheet, (_FACTS, row), "About_this_return", ("This return", "What it is"))


def _write_wide(book: Book, sheet: Sheet, row: int, text: str) -> None:
    sheet.write_string(row, 1, text, book.style("label"))
    sheet.set_row_pixels(row, row_pixels([(text, _WIDTHS[1] - INDENT)]))


def _write_sheets(book: Book, sheet: Sheet) -> None:
    """A link to every sheet, with what it asks and how far it is."""
    plan = book.plan
    states = {placed.grid.sheet: sheet_state(plan, plan.items_of(placed.grid), placed.grid) for placed in plan.grids.values()}
    states[CHECK] = sheet_state(plan, plan.items)
    heading, listed = _sheets_heading(plan.order), _sheets(plan.order)
    for row, (name, about) in enumerate(listed, heading + 1):
        write_link(book, sheet, row, 0, (name, "A1"), name)
        _write_wide(book, sheet, row, about)
        if name in states:
            write_state(book, sheet, row, 2, states[name])
        else:
            sheet.write_string(row, 2, "Nothing to fill in", book.style("state"))
    last = heading + len(listed)
    colour_states(book, sheet, heading + 1, last, 2)
    add_table(book, sheet, (heading, last), "Sheets", ("Sheet", "What it asks", "State"))
