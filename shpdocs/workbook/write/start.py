"""The Start sheet: who, what, until when, how, where it stands, links to every sheet, and the sign-off."""

from __future__ import annotations

from shpdocs.answers.dates import day_in_words
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import Stamp
from shpdocs.model.settings import Settings
from shpdocs.model.workbook import CHECK, CHECKLIST, LISTS, MUST, QUERIES, STAMP_NAME
from shpdocs.workbook.layout import Grid, Layout, row_pixels
from shpdocs.workbook.queries import QueryContent
from shpdocs.workbook.write.book import (
    ALLOWED,
    INDENT,
    Book,
    Sheet,
    add_table,
    ensure_written,
    label_width,
    list_names,
    print_setup,
    quoted_sheet,
)
from shpdocs.workbook.write.check import VERDICT, verdict_as_issued
from shpdocs.workbook.write.grid import write_table
from shpdocs.workbook.write.plan import CHECKLIST_FIRST, Plan
from shpdocs.workbook.write.states import Formula, colour_answers, colour_states, sheet_state, write_state

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
_WIDTHS, _QUERY_WIDTHS = (26, 72, 22, 34), (26, 72, 34, 22, 34)
_FACTS = 3  # row of the headings, counted from 0
_SUPPORT_SHEETS = (
    (CHECK, "What is still to do in the whole workbook, with a link to each answer."),
    (CHECKLIST, "Everything that is checked while you type."),
    (LISTS, "The choices of the dropdowns."),
)
_QUERIES_ABOUT = "Everything that is asked about the return that came, with a link to each answer."


def sign_off_heading(layout: Layout, settings: Settings, query_content: QueryContent | None = None) -> int:
    """The row of the sign-off's headings, counted from 0."""
    listed = bool(query_content) + len(_grids(layout)) + len(_support_sheets(layout))
    return _sheets_heading(layout, settings, query_content) + listed + 2


def _steps_heading(layout: Layout, settings: Settings, query_content: QueryContent | None) -> int:
    return _FACTS + len(_facts(layout, settings, query_content)) + 4


def _sheets_heading(layout: Layout, settings: Settings, query_content: QueryContent | None) -> int:
    return _steps_heading(layout, settings, query_content) + len(_steps(query_content)) + 2


def _steps(query_content: QueryContent | None) -> tuple[str, ...]:
    return _QUERY_STEPS if query_content else _STEPS


def _support_sheets(layout: Layout) -> tuple[tuple[str, str], ...]:
    """The sheets that ask nothing; a workbook without a dropdown has no lists."""
    return _SUPPORT_SHEETS if list_names(layout) else _SUPPORT_SHEETS[:-1]


def _grids(layout: Layout) -> tuple[Grid, ...]:
    """The grids that have a sheet of their own."""
    return tuple(grid for grid in layout.grids if grid.sheet != "Start")


def _facts(layout: Layout, settings: Settings, query_content: QueryContent | None) -> list[tuple[str, str]]:
    deadline = settings.deadline(layout.period)
    facts = [
        (
            "Queries on",
            f"The return that came as “{query_content.file}”: {_asked(query_content)} See the sheet {QUERIES}." if query_content else "",
        ),
        ("Partnership", settings.partnership),
        ("Sub-group", layout.definition.title),
        ("Period", layout.period.words),
        ("Return by", day_in_words(deadline) if deadline else "No day is set: ask when it is due."),
        ("Marking", settings.marking),
        ("Questions to", settings.contact),
        ("About", layout.definition.about),
    ]
    return [(label, value) for label, value in facts if value]


def _asked(query_content: QueryContent) -> str:
    """How much is asked, in a sentence."""
    to_do = sum(query.mark == MUST for query in query_content.queries)
    return f"{to_do} to put right, {len(query_content.queries) - to_do} to look at."


def write_start(book: Book, sheet: Sheet, layout: Layout, settings: Settings, stamp: Stamp, prefill: Prefill, plan: Plan) -> None:
    """Write the facts, the stamp, the verdict so far, the steps, the links and the sign-off."""
    is_queried = any(placed.queried for placed in plan.grids.values() if placed.grid.sheet == "Start")
    for number, width in enumerate(_QUERY_WIDTHS if is_queried else _WIDTHS):
        sheet.set_column(number, number, width)
    sheet.write_string(
        0, 0, f"{layout.definition.title}: {layout.period.words}{', queries' if plan.query_content else ''}", book.style("title")
    )
    sheet.set_row_pixels(0, 32)
    sheet.write_string(1, 0, _BLANK_QUERIES if plan.query_content else _BLANK_CELLS, book.style("line"))
    _write_facts(book, sheet, _facts(layout, settings, plan.query_content), stamp, plan)
    row, steps = _steps_heading(layout, settings, plan.query_content), _steps(plan.query_content)
    for number, step in enumerate(steps, 1):
        sheet.write_string(row + number, 0, f"Step {number}", book.style("strong"))
        _write_wide(book, sheet, row + number, step)
    add_table(book, sheet, (row, row + len(steps)), "Steps", ("Steps", "How to fill it in"))
    _write_sheets(book, sheet, layout, _sheets_heading(layout, settings, plan.query_content), plan)
    for placed in plan.grids.values():
        if placed.grid.sheet == "Start":
            write_table(book, sheet, placed, prefill, plan)
            colour_answers(book, sheet, plan, placed)
            sheet.print_area(0, 0, placed.last, len(placed.columns) - 2)
    print_setup(sheet, is_wide=False)
    sheet.fit_to_pages(1, 1)
    sheet.protect("", ALLOWED)


def _write_facts(book: Book, sheet: Sheet, facts: list[tuple[str, str]], stamp: Stamp, plan: Plan) -> None:
    """Where the return stands comes first, the reference last."""
    row = _FACTS + 1
    verdict = verdict_as_issued(plan).words
    sheet.write_string(row, 0, "Where it stands", book.style("strong"))
    sheet.write_formula(row, 1, f"={VERDICT}", book.style("strong"), verdict)
    sheet.set_row_pixels(row, row_pixels([(verdict, label_width(_WIDTHS[1]))]))
    colour_states(book, sheet, row, row, 1)
    for label, value in [*facts, ("Reference", str(stamp))]:
        row += 1
        sheet.write_string(row, 0, label, book.style("strong"))
        _write_wide(book, sheet, row, value)
    book.workbook.define_name(STAMP_NAME, f"=Start!$B${row + 1}")
    add_table(book, sheet, (_FACTS, row), "About_this_return", ("This return", "What it is"))


def _write_wide(book: Book, sheet: Sheet, row: int, text: str) -> None:
    sheet.write_string(row, 1, text, book.style("label"))
    sheet.set_row_pixels(row, row_pixels([(text, _WIDTHS[1] - INDENT)]))


def _write_sheets(book: Book, sheet: Sheet, layout: Layout, heading: int, plan: Plan) -> None:
    """A link to every sheet, with what it asks and how far it is."""
    everything = tuple(range(CHECKLIST_FIRST, CHECKLIST_FIRST + len(plan.items)))
    listed: list[tuple[str, str, Formula | None]] = [(QUERIES, _QUERIES_ABOUT, None)] if plan.query_content else []
    listed += [(grid.sheet, grid.summary, sheet_state(plan, plan.item_rows(grid), grid)) for grid in _grids(layout)]
    listed += [(name, about, sheet_state(plan, everything) if name == CHECK else None) for name, about in _support_sheets(layout)]
    for row, (name, about, state) in enumerate(listed, heading + 1):
        ensure_written(sheet.write_url(row, 0, f"internal:{quoted_sheet(name)}!A1", book.style("link"), name), "a link")
        _write_wide(book, sheet, row, about)
        if (name, about) in ((QUERIES, _QUERIES_ABOUT), *_SUPPORT_SHEETS) and state is None:
            sheet.write_string(row, 2, "Nothing to fill in", book.style("state"))
        else:
            write_state(book, sheet, row, 2, state)
    last = heading + len(listed)
    colour_states(book, sheet, heading + 1, last, 2)
    add_table(book, sheet, (heading, last), "Sheets", ("Sheet", "What it asks", "State"))
