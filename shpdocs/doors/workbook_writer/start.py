"""The Start sheet: who, what, until when, how, where it stands, links to every sheet, and the sign-off."""

from __future__ import annotations

from datetime import date

from xlsxwriter.worksheet import Worksheet

from shpdocs.doors.workbook_writer.book import ALLOWED, INDENT, Book, must, print_setup, quoted
from shpdocs.doors.workbook_writer.check import VERDICT, verdict_as_issued
from shpdocs.doors.workbook_writer.grid import write_table
from shpdocs.doors.workbook_writer.places import Map
from shpdocs.doors.workbook_writer.states import colour_answers, colour_states, sheet_state, write_state
from shpdocs.rules.carried import Carried
from shpdocs.rules.heights import row_pixels
from shpdocs.rules.layout import Grid, Layout
from shpdocs.rules.values import show_date
from shpdocs.words.returns import Stamp
from shpdocs.words.settings import Settings
from shpdocs.words.workbook import STAMP_NAME

_STEPS = (
    "Go through the sheets listed below, in order. Cream cells under brown headings are yours; the rest is locked, without a password.",
    "Give every figure for the quarter; if there is none, choose why. Zero is a figure: enter 0. For 45% enter 45.",
    "Blue cells hold what was accepted or carried from an earlier quarter: bring it up to date, and say why if you correct a figure.",
    "The State beside each row, and the sheet Check, say what is still needed (!) or looks odd (?) while you type.",
    "When Check says that the return is ready, sign off below, save the workbook as .xlsx and send it back.",
)
_BLANK_CELLS = "This is a form: blank cells are answers for you to fill in. Nothing is hidden."
_WIDTHS = (26, 72, 22, 34)
_FACTS = 3  # row of the headings, counted from 0
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def sign_off_heading(layout: Layout, settings: Settings) -> int:
    """The row of the sign-off's headings, counted from 0."""
    return _sheets_heading(layout, settings) + _listed(layout) + 2


def _steps_heading(layout: Layout, settings: Settings) -> int:
    return _FACTS + len(_facts(layout, settings)) + 4


def _sheets_heading(layout: Layout, settings: Settings) -> int:
    return _steps_heading(layout, settings) + len(_STEPS) + 2


def _listed(layout: Layout) -> int:
    return len(_grids(layout)) + 1


def _grids(layout: Layout) -> tuple[Grid, ...]:
    """The grids that have a sheet of their own."""
    return tuple(grid for grid in layout.grids if grid.sheet != "Start")


def _facts(layout: Layout, settings: Settings) -> list[tuple[str, str]]:
    deadline = settings.deadline(layout.period)
    facts = [
        ("Partnership", settings.partnership),
        ("Sub-group", layout.definition.title),
        ("Period", layout.period.words),
        ("Return by", day_in_words(deadline) if deadline else "No day is set: ask when it is due."),
        ("Marking", settings.marking),
        ("Questions to", settings.contact),
        ("About", layout.definition.about),
    ]
    return [(label, value) for label, value in facts if value]


def day_in_words(day: date) -> str:
    """A day as people say it: 'Friday 18 October 2024'."""
    return f"{_WEEKDAYS[day.weekday()]} {show_date(day.isoformat())}"


def write_start(book: Book, sheet: Worksheet, layout: Layout, settings: Settings, stamp: Stamp, carried: Carried, map: Map) -> None:
    """Write the facts, the stamp, the verdict so far, the steps, the links and the sign-off."""
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.write_string(0, 0, f"{layout.definition.title}, {layout.period}", book.style("title"))
    sheet.set_row_pixels(0, 32)
    sheet.write_string(1, 0, _BLANK_CELLS, book.style("line"))
    _write_facts(book, sheet, _facts(layout, settings), stamp, map)
    row = _steps_heading(layout, settings)
    for number, step in enumerate(_STEPS, 1):
        sheet.write_string(row + number, 0, f"Step {number}", book.style("strong"))
        _write_wide(book, sheet, row + number, step)
    _mark_up(book, sheet, row, row + len(_STEPS), "Steps", ("Steps", "How to fill it in"))
    _write_sheets(book, sheet, layout, _sheets_heading(layout, settings), map)
    for placed in map.grids.values():
        if placed.grid.sheet == "Start":
            write_table(book, sheet, placed, carried, map)
            colour_answers(book, sheet, map, placed)
            sheet.print_area(0, 0, placed.last, 2)
    print_setup(sheet, is_wide=False)
    sheet.protect("", ALLOWED)


def _write_facts(book: Book, sheet: Worksheet, facts: list[tuple[str, str]], stamp: Stamp, map: Map) -> None:
    row = _FACTS
    for label, value in [*facts, ("Reference", str(stamp))]:
        row += 1
        sheet.write_string(row, 0, label, book.style("strong"))
        _write_wide(book, sheet, row, value)
    book.workbook.define_name(STAMP_NAME, f"=Start!$B${row + 1}")
    row += 1
    sheet.write_string(row, 0, "Where it stands", book.style("strong"))
    sheet.write_formula(row, 1, f"={VERDICT}", book.style("strong"), verdict_as_issued(map).words)
    sheet.set_row_pixels(row, row_pixels([(verdict_as_issued(map).words, _WIDTHS[1] * 0.9)]))
    colour_states(book, sheet, row, row, 1)
    _mark_up(book, sheet, _FACTS, row, "About_this_return", ("This return", "What it is"))


def _write_wide(book: Book, sheet: Worksheet, row: int, text: str) -> None:
    sheet.write_string(row, 1, text, book.style("label"))
    sheet.set_row_pixels(row, row_pixels([(text, _WIDTHS[1] - INDENT)]))


def _write_sheets(book: Book, sheet: Worksheet, layout: Layout, heading: int, map: Map) -> None:
    """A link to every sheet to fill in, with how far it is; and to the Check sheet."""
    row = heading
    for grid in _grids(layout):
        row += 1
        must(sheet.write_url(row, 0, f"internal:{quoted(grid.sheet)}!A1", book.style("link"), grid.sheet), "a link")
        _write_wide(book, sheet, row, grid.guidance)
        write_state(book, sheet, row, 2, sheet_state(map, grid))
    row += 1
    must(sheet.write_url(row, 0, "internal:'Check'!A1", book.style("link"), "Check"), "a link")
    _write_wide(book, sheet, row, "What is still to do in the whole workbook, with a link to each answer.")
    sheet.write_string(row, 2, "See above", book.style("label"))
    colour_states(book, sheet, heading + 1, row, 2)
    _mark_up(book, sheet, heading, row, "Sheets", ("Sheet", "What it asks", "State"))


def _mark_up(book: Book, sheet: Worksheet, first: int, last: int, name: str, headings: tuple[str, ...]) -> None:
    columns = [{"header": heading, "header_format": book.style("heading")} for heading in headings]
    must(
        sheet.add_table(first, 0, last, len(headings) - 1, {"name": name, "columns": columns, "autofilter": False, "style": None}),
        "a table",
    )
