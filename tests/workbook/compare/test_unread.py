"""What is told of what was typed where no answer is read, in made-up workbooks and in ones that were written and read again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from msgspec.structs import replace

from shpdocs.model.cells import cell_at, cell_name
from shpdocs.model.definition import Target
from shpdocs.model.prefill import Prefill, Typed
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.returns import Place, RawCell, Stamp
from shpdocs.model.settings import Settings
from shpdocs.model.workbook import QUERIES, SUPPORT_SHEETS, Remark, SheetContent, Verdict, WorkbookContent
from shpdocs.workbook.compare.sent import SentWorkbook, sent_workbook
from shpdocs.workbook.compare.unread import not_read
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import NOT_ASKED, lay_out
from shpdocs.workbook.queries import query_content
from shpdocs.workbook.read import read_workbook
from shpdocs.workbook.write import write_workbook
from tests.support.made import FILE, PERIOD, Entered, definition, field, measure, named_table, open_table, sheet, workbook

OF = definition(
    fields=(field("update", "narrative"), field("lead")),
    measures=(measure("robbery", asked_in=("Q2",)), measure("programme", "progress")),
    tables=(open_table("risks", field("risk"), field("owner")), named_table("rates", {"opiate": "Opiate"}, field("local", "percentage"))),
)
LAYOUT = lay_out(OF, PERIOD)
TYPED: dict[str, Entered] = {
    "/fields/update": "A made-up update.",
    "/measures/robbery/figure/value": 104,
    "/measures/robbery/activity": "Made-up patrols.",
    "/tables/risks/1/risk": "Made-up risk",
    "/tables/rates/opiate/local": 6.6,
}
AS_ISSUED = workbook(LAYOUT, TYPED)
NAMES = AS_ISSUED.names.items()
STAMP = Stamp("Made-up Partnership", "made-up", "2024-25-Q2", "abc123", 1)
SENT = SentWorkbook(LAYOUT, workbook(LAYOUT))


def _with(title: str, entries: dict[tuple[int, int], Entered], content: WorkbookContent = AS_ISSUED) -> WorkbookContent:
    """The workbook with these entries too on one of its sheets."""
    sheets = tuple(
        sheet(title, {at: cell.value for at, cell in tab.cells.items() if cell.value is not None} | entries) if tab.title == title else tab
        for tab in content.sheets
    )
    return replace(content, sheets=sheets)


def _problems(content: WorkbookContent, sent: SentWorkbook = SENT) -> list[Problem]:
    return not_read(content, find_answers(sent.layout, content), sent, ())


def _told(content: WorkbookContent, sent: SentWorkbook = SENT) -> list[tuple[str, str, str]]:
    """Sheet, cell and entry of everything that is not read."""
    problems = _problems(content, sent)
    assert {problem.code for problem in problems} <= {"not-read"}
    assert all("{" not in problem.what + problem.needed for problem in problems)
    return [(problem.place.sheet, problem.place.cell, problem.entered) for problem in problems]


def test_a_workbook_of_answers_alone_has_nothing_that_is_not_read() -> None:
    assert _told(AS_ISSUED) == []


def test_what_stands_on_an_extra_sheet_is_told() -> None:
    extra = sheet("Mine", {(1, 1): "A made-up remark", (2, 2): 5, (3, 3): "  "})
    assert _told(replace(AS_ISSUED, sheets=(*AS_ISSUED.sheets, extra))) == [("Mine", "A1", "A made-up remark"), ("Mine", "B2", "5")]


def test_nothing_is_told_of_the_sheets_that_ask_nothing() -> None:
    ours = tuple(sheet(title, {(1, 1): title}) for title in ("Start", "Check", "Checklist", "Lists"))
    content = replace(AS_ISSUED, sheets=(*ours, *_without_start(AS_ISSUED)))
    assert _told(content, SentWorkbook(LAYOUT, content)) == []


def _without_start(content: WorkbookContent) -> tuple[SheetContent, ...]:
    return tuple(tab for tab in content.sheets if tab.title != "Start")


@pytest.mark.parametrize(("title", "columns"), [("Start", 4), ("Check", 3), ("Checklist", 6), ("Lists", 2)])
def test_a_remark_beside_the_table_of_a_sheet_that_asks_nothing_is_told(title: str, columns: int) -> None:
    entries: dict[tuple[int, int], Entered] = {(1, 1): title, (5, columns + 1): "See my mail", (9, columns + 2): "  "}
    others = [tab for tab in AS_ISSUED.sheets if tab.title != title]
    sent = SentWorkbook(LAYOUT, replace(AS_ISSUED, sheets=(sheet(title, {(1, 1): title}), *others)))
    content = replace(AS_ISSUED, sheets=(sheet(title, entries), *others))
    assert _told(content, sent) == [(title, cell_name(5, columns + 1), "See my mail")]


def test_a_formula_beside_such_a_table_is_told() -> None:
    cells = {(5, 9): RawCell(Place(FILE, "Check", "I5"), 5, formula="=2+3")}
    content = replace(AS_ISSUED, sheets=(*AS_ISSUED.sheets, SheetContent("Check", cells)))
    assert _told(content, SentWorkbook(LAYOUT, replace(AS_ISSUED, sheets=(*AS_ISSUED.sheets, sheet("Check", {(1, 1): "Check"}))))) == [
        ("Check", "I5", "=2+3")
    ]


def test_a_remark_under_the_sign_off_is_told_and_what_was_sent_over_it_is_not() -> None:
    ours: dict[tuple[int, int], Entered] = {(2, 2): "Ours", (6, 3): "2024-10-04"}
    entries: dict[tuple[int, int], Entered] = {(7, 1): "Signed on paper", (40, 3): "See above"}
    sent = SentWorkbook(LAYOUT, _with("Start", ours))
    assert _told(_with("Start", ours | entries), sent) == [("Start", "A7", "Signed on paper"), ("Start", "C40", "See above")]


def test_the_sign_off_itself_is_read_and_not_told() -> None:
    signed: dict[str, Entered] = {"/sign-off/name": "A. Made-up", "/sign-off/role": "Chair", "/sign-off/date": date(2024, 10, 4)}
    assert _told(workbook(LAYOUT, TYPED | signed)) == []


@pytest.mark.parametrize("words", ["Target", "Objective", "Not asked", "New", "Made-up update", "robbery"])
def test_a_word_of_ours_is_told_where_it_was_not_issued(words: str) -> None:
    assert _told(_with("Measures", {(20, 2): words})) == [("Measures", "B20", words)]


def test_a_remark_beside_or_below_the_table_is_told() -> None:
    remarks: dict[tuple[int, int], Entered] = {(4, 9): "See my mail", (30, 1): "All made up"}
    assert _told(_with("Update", remarks)) == [("Update", "I4", "See my mail"), ("Update", "A30", "All made up")]


def test_a_figure_typed_over_not_asked_is_told() -> None:
    grid = next(grid for grid in LAYOUT.grids if grid.key == "measures")
    column = grid.rows[0].cells.index(NOT_ASKED) + 2
    assert _told(_with("Measures", {(4, column): 126})) == [("Measures", "E4", "126")]


def test_a_label_that_was_typed_over_is_told() -> None:
    assert _told(_with("Update", {(4, 2): "My own question"})) == [("Update", "B4", "My own question")]


def test_the_formula_that_says_which_rows_are_new_is_not_told() -> None:
    prefill = Prefill({"/tables/risks/0/risk": "Made-up risk"}, {"/tables/risks/0": "2024-25-Q1"})
    layout = lay_out(OF, PERIOD, prefill)
    content = workbook(layout, {"/tables/risks/0/risk": "Made-up risk"})
    new = {(row, 2): RawCell(Place(FILE, "Risks", cell_name(row, 2)), "New", formula='=IF(AND(LEN(C5)=0),"","New")') for row in (5, 30)}
    sheets = tuple(replace(tab, cells={**tab.cells, **new}) if tab.title == "Risks" else tab for tab in content.sheets)
    sent = SentWorkbook(layout, replace(content, sheets=sheets))
    assert _told(replace(content, sheets=tuple(reversed(sheets))), sent) == []


def test_a_remark_beside_the_head_is_told() -> None:
    assert _told(_with("Update", {(1, 9): "Made-up remark"})) == [("Update", "I1", "Made-up remark")]


def test_a_row_that_was_copied_is_not_told_word_by_word() -> None:
    copied: dict[tuple[int, int], Entered] = {(20, 2): "Made-up update", (20, 5): "fields/update", (21, 3): "YOUR ANSWER"}
    assert _told(_with("Update", copied)) == [("Update", "C21", "YOUR ANSWER")]


def test_a_row_added_to_an_open_table_is_read_and_its_remark_is_told() -> None:
    assert _told(_with("Risks", {(30, 2): "Another made-up risk", (30, 5): "Ask me"})) == [("Risks", "E30", "Ask me")]


def test_what_a_workbook_says_of_carried_rows_and_of_last_year_is_not_told() -> None:
    cells: dict[str, Typed] = {"/tables/risks/0/risk": "Made-up risk"}
    prefill = Prefill(cells, {"/tables/risks/0": "2024-25-Q1", "/measures/programme/progress": "2024-25-Q1"}, {"/measures/robbery": (5, 9)})
    layout = lay_out(OF, PERIOD, prefill)
    content = workbook(layout, TYPED | {"/tables/risks/0/risk": "Made-up risk"})
    assert "Carried from Q1 2024/25" in {cell.value for tab in content.sheets for cell in tab.cells.values()}
    assert _told(content, SentWorkbook(layout, workbook(layout))) == []


def test_twenty_cells_a_sheet_are_told_one_by_one_and_the_rest_in_one() -> None:
    many: dict[tuple[int, int], Entered] = {(row, 9): f"Made-up {row}" for row in range(1, 31)}
    content = _with("Risks", many, _with("Update", many))
    problems = _problems(content)
    for title in ("Update", "Risks"):
        told = [(problem.code, problem.place.cell) for problem in problems if problem.place.sheet == title]
        assert told == [*(("not-read", f"I{row}") for row in range(1, 21)), ("more-not-read", "I21")]
    assert [problem.details["count"] for problem in problems if problem.code == "more-not-read"] == ["10", "10"]


def test_every_cell_of_a_sheet_that_no_grid_was_found_on_is_told() -> None:
    content = WorkbookContent(FILE, (sheet("Old update", {(1, 1): "Made-up text"}),))
    assert _told(content) == [("Old update", "A1", "Made-up text")]


def test_what_is_not_read_is_a_warning() -> None:
    assert CATALOGUE["not-read"].severity == "warning"


def test_a_number_that_stands_as_a_label_elsewhere_is_told_where_a_lead_typed_it() -> None:
    """A target of 12 is no reason to lose a 12 beside the table."""
    made_definition = definition(measures=(measure("robbery", target=Target(value=12)), measure("theft")))
    layout = lay_out(made_definition, PERIOD)
    content = workbook(layout)
    grid = layout.grids[0]
    assert "12" in grid.rows[0].cells
    typed = _with("Measures", {(5, 30): 12}, content)
    sent = SentWorkbook(layout, workbook(layout))
    assert _told(typed, sent) == [("Measures", "AD5", "12")]
    assert _told(content, sent) == []


def test_a_number_typed_among_the_references_is_told() -> None:
    assert _told(_with("Update", {(9, 5): 7})) == [("Update", "E9", "7")]


def test_comments_and_text_boxes_are_told_with_their_place() -> None:
    remarks = (Remark("comment", "C4", "Made-up doubt"), Remark("text box", "F9", "Made-up note"), Remark("comment", "C5", "  "))
    sheets = tuple(replace(tab, remarks=remarks) if tab.title == "Update" else tab for tab in AS_ISSUED.sheets)
    content = replace(AS_ISSUED, sheets=sheets)
    problems = _problems(content)
    assert [(p.code, p.severity, p.place.sheet, p.place.cell, p.entered, p.details["kind"]) for p in problems] == [
        ("remark-not-read", "warning", "Update", "C4", "Made-up doubt", "comment"),
        ("remark-not-read", "warning", "Update", "F9", "Made-up note", "text box"),
    ]


def test_in_an_older_workbook_answers_that_are_no_longer_asked_are_told_and_labels_are_not() -> None:
    then = definition(
        fields=(*OF.fields, field("gone")),
        measures=(*OF.measures, measure("theft", target=Target(value=9))),
        tables=(*OF.tables, named_table("old", {"one": "First"}, field("what"))),
    )
    typed: dict[str, Entered] = {"/fields/gone": "Gone text", "/measures/theft/figure/value": 77, "/tables/old/one/what": "Old row"}
    content = workbook(lay_out(then, PERIOD), TYPED | typed)
    told = _told(content, SentWorkbook(LAYOUT, workbook(lay_out(then, PERIOD))))
    assert [entered for _, _, entered in told] == ["Gone text", "77", "Old row"]
    assert [title for title, _, _ in told] == ["Update", "Measures", "Old"]


def test_what_is_told_otherwise_is_not_told_again() -> None:
    content = _with("Update", {(4, 2): "My own question"})
    changed = (Problem("label-changed", Place(FILE, "Update", "B4"), "My own question"),)
    assert not_read(content, find_answers(LAYOUT, content), SENT, changed) == []


def test_a_copy_of_a_sheet_is_told_as_such_and_not_cell_by_cell() -> None:
    update = next(tab for tab in AS_ISSUED.sheets if tab.title == "Update")
    entries = {at: cell.value for at, cell in update.cells.items() if cell.value is not None}
    copy = sheet("Update (2)", entries | {(4, 3): "Another made-up text", (20, 2): "A note"})
    assert _told(replace(AS_ISSUED, sheets=(*AS_ISSUED.sheets, copy))) == [("Update (2)", "B20", "A note")]


# Workbooks that were written and read again, as a program leaves them that keeps formulas, or none

CHOSEN = replace(OF, fields=(*OF.fields, field("kind", "choice", choices=("One", "Two"))))
WRITTEN = lay_out(CHOSEN, PERIOD)
SETTINGS = Settings("Made-up Partnership", "Made-up Council", contact="made.up@example.org", deadlines={"2024-25-Q2": "2024-10-18"})


def _read(content: bytes) -> WorkbookContent:
    found = read_workbook(content, FILE)
    assert isinstance(found, WorkbookContent)
    return found


KEPT = SentWorkbook(WRITTEN, _read(write_workbook(WRITTEN, SETTINGS, STAMP)))


def _cells(content: WorkbookContent, title: str) -> Mapping[tuple[int, int], RawCell]:
    return next(tab.cells for tab in content.sheets if tab.title == title)


def _put(content: WorkbookContent, title: str, entries: Mapping[tuple[int, int], Entered]) -> WorkbookContent:
    """The workbook with these entries typed over or beside what stands on one of its sheets."""
    typed = {at: RawCell(Place(FILE, title, cell_name(*at)), value) for at, value in entries.items()}
    sheets = (replace(tab, cells={**tab.cells, **typed}) if tab.title == title else tab for tab in content.sheets)
    return replace(content, sheets=tuple(sheets))


def _flat(content: WorkbookContent) -> WorkbookContent:
    """The workbook as a program leaves it that keeps what formulas showed, and no formulas."""

    def shown(cell: RawCell) -> RawCell:
        return replace(cell, formula="", cached="", value=int(cell.cached) if cell.cached.isdecimal() else cell.cached)

    sheets = (replace(tab, cells={at: shown(cell) if cell.formula else cell for at, cell in tab.cells.items()}) for tab in content.sheets)
    return replace(content, sheets=tuple(sheets))


def _inserted(content: WorkbookContent, title: str, before: int) -> WorkbookContent:
    """The workbook with a row put in on one of its sheets."""

    def moved(cells: Mapping[tuple[int, int], RawCell]) -> dict[tuple[int, int], RawCell]:
        at = {(row + (row >= before), column): cell for (row, column), cell in cells.items()}
        return {place: replace(cell, place=Place(FILE, title, cell_name(*place))) for place, cell in at.items()}

    names = {
        name: (sheet_title, (row + (sheet_title == title and row >= before), column))
        for name, (sheet_title, (row, column)) in content.names.items()
    }
    sheets = (replace(tab, cells=moved(tab.cells)) if tab.title == title else tab for tab in content.sheets)
    return replace(content, sheets=tuple(sheets), names=names)


def _row_of(content: WorkbookContent, title: str, text: str) -> int:
    return next(row for (row, _), cell in _cells(content, title).items() if cell.value == text)


@pytest.mark.parametrize("form", [lambda content: content, _flat], ids=["as sent", "without formulas"])
def test_nothing_is_told_of_a_workbook_as_it_was_sent(form) -> None:  # type: ignore[no-untyped-def]
    assert _told(form(KEPT.content), KEPT) == []


@pytest.mark.parametrize("title", [tab.title for tab in KEPT.content.sheets])
@pytest.mark.parametrize("before", [2, 5, 8])
def test_a_row_that_was_put_in_makes_nothing_that_was_sent_the_leads_own(title: str, before: int) -> None:
    content = _inserted(KEPT.content, title, before)
    assert _told(content, KEPT) == []
    assert _told(_put(content, title, {(before, 1): "Made-up remark"}), KEPT) == [(title, cell_name(before, 1), "Made-up remark")]


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("Update", "! Answer needed."),
        ("Update", "✓ Complete"),
        ("Measures", "! Q2 figure needed.\n? Commentary: say why."),
        ("Risks", "! Needed: Made-up risk, Made-up owner"),
        ("Risks", "! An error stands in this row: type the answer itself."),
        ("Rates", "✓ Complete"),
    ],
)
def test_a_state_that_became_a_text_is_not_told(title: str, state: str) -> None:
    """Some programs keep what a formula showed and lose the formula."""
    watched = {item for item in KEPT.watched if item.startswith("q2") or "figure" in item}
    assert watched
    if title == "Measures":
        state = f"! {sorted(watched)[0]}"
    row = KEPT.places.heading_rows[next(grid.key for grid in WRITTEN.grids if grid.sheet == title)] + 1
    assert _told(_put(KEPT.content, title, {(row, 1): state}), KEPT) == []


@pytest.mark.parametrize(
    "text", ["Ask me", "? is 47 right", "! Answer needed. Which?", "✓", "Optional for us", "! Needed: more time", 47, True]
)
@pytest.mark.parametrize("title", ["Update", "Measures", "Risks"])
def test_what_only_begins_like_a_state_is_told(title: str, text: Entered) -> None:
    row = KEPT.places.heading_rows[next(grid.key for grid in WRITTEN.grids if grid.sheet == title)] + 1
    shown = "TRUE" if text is True else str(text)
    for content in (KEPT.content, _flat(KEPT.content)):
        assert _told(_put(content, title, {(row, 1): text}), KEPT) == [(title, cell_name(row, 1), shown)]


@pytest.mark.parametrize(("row", "text"), [(1, "Update, see my mail"), (2, "Made-up: see my mail"), (3, "Fill in"), (2, 5)])
@pytest.mark.parametrize("title", ["Update", "Start", "Check"])
def test_what_is_typed_into_the_head_is_told(title: str, row: int, text: Entered) -> None:
    assert _told(_put(KEPT.content, title, {(row, 1): text}), KEPT) == [(title, f"A{row}", str(text))]


@pytest.mark.parametrize(
    ("fact", "column", "text"),
    [
        ("Partnership", 2, "Another Partnership"),
        ("Sub-group", 2, "Ask me"),
        ("Period", 2, "Quarter 3"),
        ("Return by", 2, "Can we have until Friday?"),
        ("Return by", 2, "Monday 21 October 2024"),
        ("Marking", 2, "See my note"),
        ("Questions to", 3, "He has left"),
        ("Step 1", 3, "Done"),
        ("Reference", 4, "?"),
        ("Reference", 2, "Ask me"),
        ("Where it stands", 2, "Nearly done"),
        ("Partnership", 1, "Ours"),
    ],
)
def test_what_is_typed_over_or_beside_a_fact_of_the_start_sheet_is_told(fact: str, column: int, text: str) -> None:
    at = (_row_of(KEPT.content, "Start", fact), column)
    assert _told(_put(KEPT.content, "Start", {at: text}), KEPT) == [("Start", cell_name(*at), text)]


@pytest.mark.parametrize("text", ["I have done this", "? is 47 right", "see crime ref CR12345", "see Measures H6", "H6", 47])
@pytest.mark.parametrize(("title", "at"), [("Check", (10, 3)), ("Check", (10, 1)), ("Checklist", (4, 2)), ("Checklist", (4, 1))])
def test_what_is_typed_over_the_sheets_that_fill_themselves_in_is_told(title: str, at: tuple[int, int], text: Entered) -> None:
    for content in (KEPT.content, _flat(KEPT.content)):
        assert _told(_put(content, title, {at: text}), KEPT) == [(title, cell_name(*at), str(text))]


@pytest.mark.parametrize(("title", "at"), [("Check", (6, 2)), ("Checklist", (4, 6))])
def test_a_number_in_the_place_of_a_formula_is_told_where_the_others_were_kept(title: str, at: tuple[int, int]) -> None:
    assert _told(_put(_flat(KEPT.content), title, {at: 12}), KEPT) == []
    assert _told(_put(KEPT.content, title, {at: 12}), KEPT) == [(title, cell_name(*at), "12")]


def test_what_the_check_sheet_shows_by_and_by_is_not_told_though_its_formulas_are_gone() -> None:
    later: dict[tuple[int, int], Entered] = {
        (3, 1): "✓ Ready to return.",
        (6, 2): 12,
        (10, 1): "Made-up lead",
        (10, 2): "Update C99",
    }
    assert _told(_put(_flat(KEPT.content), "Check", later), KEPT) == []


def test_a_verdict_is_told_from_what_a_lead_wrote_over_it_though_its_formula_is_gone() -> None:
    for verdict in (Verdict(to_do, odd) for to_do in (0, 1, 12) for odd in (0, 1, 2)):
        assert _told(_put(_flat(KEPT.content), "Check", {(3, 1): verdict.words}), KEPT) == []
    for text in ("? is 47 right", "! Not ready to return: ask me.", "✓ Ready to return. 47", "✓"):
        assert _told(_put(_flat(KEPT.content), "Check", {(3, 1): text}), KEPT) == [("Check", "A3", text)]


def test_however_much_is_typed_onto_a_sheet_of_ours_all_of_it_is_told() -> None:
    for count in (8, 9, 20):
        notes: dict[tuple[int, int], Entered] = {(row, 5): f"Made-up note {row}" for row in range(20, 20 + count)}
        assert len(_told(_put(KEPT.content, "Check", notes), KEPT)) == count
    many: dict[tuple[int, int], Entered] = {(row, 5): f"Made-up note {row}" for row in range(20, 45)}
    problems = _problems(_put(KEPT.content, "Check", many), KEPT)
    assert [(p.code, p.place.cell) for p in problems][-2:] == [("not-read", "E39"), ("more-not-read", "E40")]


def test_a_column_that_was_put_in_is_the_leads_own_with_its_formulas() -> None:
    sheets = []
    for tab in KEPT.content.sheets:
        cells = {(row, column + 1): cell for (row, column), cell in tab.cells.items()} if tab.title == "Update" else tab.cells
        cells = {at: replace(cell, place=Place(FILE, tab.title, cell_name(*at))) for at, cell in cells.items()}
        sheets.append(replace(tab, cells=cells))
    names = {name: (title, (row, column + (title == "Update"))) for name, (title, (row, column)) in KEPT.content.names.items()}
    content = replace(KEPT.content, sheets=tuple(sheets), names=names)
    assert {cell for _, cell, _ in _told(content, KEPT)} <= {"B1", "B2", "B3", "B4"}  # of its head, nothing tells the column
    row = KEPT.places.heading_rows["fields-update"] + 1
    own = RawCell(Place(FILE, "Update", cell_name(row, 1)), formula="=LEN(D5)")
    update = next(tab for tab in content.sheets if tab.title == "Update")
    typed = replace(update, cells={**update.cells, (row, 1): own})
    told = _told(replace(content, sheets=tuple(typed if tab is update else tab for tab in content.sheets)), KEPT)
    assert ("Update", f"A{row}", "=LEN(D5)") in told


GONE = sent_workbook(WRITTEN, None)


def test_without_the_copy_of_what_was_sent_whatever_the_layout_does_not_say_is_asked_about() -> None:
    problems = _problems(KEPT.content, GONE)
    asked = {problem.place.sheet for problem in problems if problem.place.sheet in SUPPORT_SHEETS}
    assert asked == set(SUPPORT_SHEETS)
    assert not [problem for problem in problems if problem.entered.startswith("=")]
    assert [(p.place.sheet, p.place.cell) for p in problems if p.place.sheet not in SUPPORT_SHEETS] == [
        (grid.sheet, "A2") for grid in WRITTEN.grids if grid.sheet != "Start"
    ]  # the line that says whose the return is


def test_without_the_copy_a_remark_in_a_table_is_told_and_its_labels_and_states_are_not() -> None:
    row = KEPT.places.heading_rows["fields-update"] + 1
    before = _told(KEPT.content, SentWorkbook(WRITTEN, KEPT.content))
    assert before == []
    told = [(p.place.sheet, p.place.cell) for p in _problems(_put(KEPT.content, "Update", {(row, 1): "Ask me", (row, 9): "And me"}), GONE)]
    assert {("Update", f"A{row}"), ("Update", f"I{row}")} < set(told)


# Query workbooks: their marks are those of the copy that was kept

ASKED = (
    Problem("missing", Place(FILE, "Update", "C5"), "", "/fields/update", "Made-up update", {"wanted": "text"}),
    Problem("not-read", Place(FILE, "My notes", "B2"), "made up"),
    Problem("label-changed", Place(FILE, "Update", "B6"), "made up", "/fields/lead", details={"first": "word " * 300}),
)


def _queried() -> SentWorkbook:
    found = find_answers(WRITTEN, KEPT.content)
    query = query_content(WRITTEN, found, Prefill(), ASKED, "made up.xlsx")
    return SentWorkbook(WRITTEN, _read(write_workbook(WRITTEN, SETTINGS, STAMP, Prefill(), query)))


QUERIED = _queried()
LIST = _row_of(QUERIED.content, QUERIES, "No.")
MARK = next(at for at, cell in _cells(QUERIED.content, "Update").items() if str(cell.value).startswith("! Made-up update"))


def test_nothing_is_told_of_a_query_workbook_as_it_was_sent() -> None:
    assert QUERIED.places.problems == KEPT.places.problems
    assert _told(QUERIED.content, QUERIED) == []
    assert _told(_flat(QUERIED.content), QUERIED) == []


DETAILS = ("partnership", "period", "year", "nearest", "limit", "first", "second", "instead", "count", "kind", "choices", "wanted",
           "reason-label", "length", "issue", "cached", "changes", "differences")  # fmt: skip


def test_what_is_asked_in_the_words_of_every_problem_is_known_as_ours() -> None:
    codes = [code for code, message in CATALOGUE.items() if message.severity != "notice" and message.needed != "{how}"]
    more = dict.fromkeys(DETAILS, "made up")
    problems = tuple(Problem(code, Place(FILE), "made up", "/fields/update", "Made-up label", more) for code in codes)
    query = query_content(WRITTEN, find_answers(WRITTEN, KEPT.content), Prefill(), problems, "made up.xlsx")
    sent = SentWorkbook(WRITTEN, _read(write_workbook(WRITTEN, SETTINGS, STAMP, Prefill(), query)))
    assert len(query.queries) == len(codes) > 50
    assert _told(sent.content, sent) == []


@pytest.mark.parametrize("column", range(1, 9))
@pytest.mark.parametrize("reply", ["Made up: done", "? is it", 47, "It is right, as I said in my mail of Monday …"])
def test_a_reply_typed_over_any_column_of_the_list_is_told(column: int, reply: Entered) -> None:
    content = _put(QUERIED.content, QUERIES, {(LIST + 1, column): reply})
    assert _told(content, QUERIED) == [(QUERIES, cell_name(LIST + 1, column), str(reply))]


@pytest.mark.parametrize("at", [(1, 1), (2, 1), (3, 1), (4, 1), (LIST, 8), (2, 2), (LIST + 9, 1)])
def test_what_is_typed_over_or_beside_the_head_of_the_list_is_told(at: tuple[int, int]) -> None:
    assert _told(_put(QUERIED.content, QUERIES, {at: "See my mail"}), QUERIED) == [(QUERIES, cell_name(*at), "See my mail")]


@pytest.mark.parametrize("row", range(3))
def test_what_is_added_to_a_query_on_the_list_is_told_though_its_words_were_cut(row: int) -> None:
    for column in (6, 7):
        said = _cells(QUERIED.content, QUERIES)[LIST + 1 + row, column].value
        content = _put(QUERIED.content, QUERIES, {(LIST + 1 + row, column): f"{said} It is right."})
        assert [cell for _, cell, _ in _told(content, QUERIED)] == [cell_name(LIST + 1 + row, column)]


def test_what_a_lead_adds_to_our_words_beside_an_answer_or_puts_in_their_place_is_told_with_the_answers_cell() -> None:
    mark = _cells(QUERIED.content, "Update")[MARK].value
    for text in (f"{mark} No (made up).", "A made-up reply", "! A made-up reply", "5"):
        (problem,) = _problems(_put(QUERIED.content, "Update", {MARK: text}), QUERIED)
        assert (problem.code, problem.entered) == ("typed-beside", text)
        assert cell_at(problem.details["first"]) == (MARK[0], MARK[1] - 1)


def test_a_sheet_of_the_leads_own_with_the_name_of_the_list_is_theirs() -> None:
    own = sheet(QUERIES, {(1, 1): "My queries (made up)", (2, 1): "No.", (3, 2): "Query: made up"})
    assert len(_told(replace(KEPT.content, sheets=(*KEPT.content.sheets, own)), KEPT)) == 3


def test_a_list_that_was_renamed_is_known_by_its_first_line() -> None:
    sheets = tuple(replace(tab, title="To do (made up)") if tab.title == QUERIES else tab for tab in QUERIED.content.sheets)
    assert _told(replace(QUERIED.content, sheets=sheets), QUERIED) == []


def test_a_comment_that_was_sent_is_known_by_what_it_says() -> None:
    """Programs change who wrote it, and break its lines anew."""
    ours, theirs = Remark("comment", "C5", "Made-up  help"), Remark("comment", "C5", "Made-up help\n")
    sent = SentWorkbook(WRITTEN, replace(KEPT.content, sheets=tuple(replace(tab, remarks=(ours,)) for tab in KEPT.content.sheets)))
    content = replace(KEPT.content, sheets=tuple(replace(tab, remarks=(theirs,)) for tab in KEPT.content.sheets))
    assert _problems(content, sent) == []
    assert {problem.code for problem in _problems(content, KEPT)} == {"remark-not-read"}


def test_a_table_that_was_put_under_another_is_known_by_where_it_was_sent() -> None:
    moved = {(row + 40, column): cell for (row, column), cell in _cells(KEPT.content, "Rates").items()}
    below = {at: replace(cell, place=Place(FILE, "Update", cell_name(*at))) for at, cell in moved.items()}
    names = {name: ("Update", (at[0] + 40, at[1])) if title == "Rates" else (title, at) for name, (title, at) in KEPT.content.names.items()}
    sheets = (
        replace(tab, cells={**tab.cells, **below}) if tab.title == "Update" else tab for tab in KEPT.content.sheets if tab.title != "Rates"
    )
    content = replace(KEPT.content, sheets=tuple(sheets), names=names)
    assert find_answers(WRITTEN, content).sheets["tables-rates"] == "Update"
    assert [cell for _, cell, _ in _told(content, KEPT)] == ["A42"]  # whose it is, which stands on the sheet twice now
    assert [cell for _, cell, _ in _told(_put(content, "Update", {(60, 2): "See my mail"}), KEPT)] == ["A42", "B60"]


def test_queries_beside_the_rows_of_an_open_table_move_with_them() -> None:
    asked = tuple(
        Problem("missing", Place(FILE), "", f"/tables/risks/{row}/owner", f"Made-up owner {row}", {"wanted": "text"}) for row in (0, 1)
    )
    typed = workbook(WRITTEN, {"/tables/risks/0/risk": "One", "/tables/risks/1/risk": "Two"})
    query = query_content(WRITTEN, find_answers(WRITTEN, typed), Prefill(), asked, "made up.xlsx")
    sent = SentWorkbook(WRITTEN, _read(write_workbook(WRITTEN, SETTINGS, STAMP, Prefill(), query)))
    first = sent.places.heading_rows["tables-risks"] + 1
    swap = {first: first + 1, first + 1: first}
    swapped = {(swap.get(row, row), column): cell for (row, column), cell in _cells(sent.content, "Risks").items()}
    cells = {at: replace(cell, place=Place(FILE, "Risks", cell_name(*at))) for at, cell in swapped.items()}
    content = replace(sent.content, sheets=tuple(replace(tab, cells=cells) if tab.title == "Risks" else tab for tab in sent.content.sheets))
    assert _told(content, sent) == []
    mark = next(at for at, cell in cells.items() if str(cell.value).startswith("! Made-up owner 1"))
    assert [
        cell for _, cell, _ in ((p.code, p.place.cell, p.entered) for p in _problems(_put(content, "Risks", {mark: "Done"}), sent))
    ] == [cell_name(*mark)]


def _with_total(entries: dict[tuple[int, int], RawCell]) -> WorkbookContent:
    """The workbook with a Total Row under its table of risks."""
    tabs = [
        replace(tab, cells={**tab.cells, **entries}, totals=frozenset({9})) if tab.title == "Risks" else tab for tab in AS_ISSUED.sheets
    ]
    return replace(AS_ISSUED, sheets=tuple(tabs))


def _in_row(column: int, value: str = "", formula: str = "", cached: str = "") -> RawCell:
    return RawCell(Place(FILE, "Risks", cell_name(9, column)), value or None, formula=formula, cached=cached)


def test_a_total_row_is_no_row_of_the_table_and_one_notice() -> None:
    content = _with_total({(9, 2): _in_row(2, "Total"), (9, 3): _in_row(3, formula="=SUBTOTAL(103,C4:C8)", cached="3")})
    before, after = (find_answers(LAYOUT, one).cells for one in (AS_ISSUED, content))
    assert before.keys() == after.keys()
    (problem,) = _problems(content)
    assert (problem.code, problem.severity, problem.place.cell, problem.entered) == ("total-row", "notice", "B9", "Total, 3")


def test_words_in_a_total_row_are_told_as_in_any_cell() -> None:
    entries = {(9, 2): _in_row(2, "Total"), (9, 3): _in_row(3, formula="=SUM(C4:C8)"), (9, 4): _in_row(4, "171 is right")}
    assert {(problem.code, problem.place.cell) for problem in _problems(_with_total(entries))} == {("total-row", "B9"), ("not-read", "D9")}
