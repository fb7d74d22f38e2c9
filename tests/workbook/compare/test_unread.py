from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from shpdocs.model.cells import cell_name
from shpdocs.model.definition import Target
from shpdocs.model.prefill import Prefill, Typed
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.returns import Place, RawCell, Stamp
from shpdocs.model.workbook import Remark, SheetContent, WorkbookContent
from shpdocs.workbook.checklist import checklist
from shpdocs.workbook.compare.unread import Issued, not_read
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import NOT_ASKED, lay_out
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
ISSUED = Issued(STAMP, checklist(LAYOUT, Prefill()))
OTHER_WORDS = replace(ISSUED, has_other_words=True)


def _with(title: str, entries: dict[tuple[int, int], Entered], content: WorkbookContent = AS_ISSUED) -> WorkbookContent:
    """The workbook with these entries too on one of its sheets."""
    sheets = tuple(
        sheet(title, {at: cell.value for at, cell in tab.cells.items() if cell.value is not None} | entries) if tab.title == title else tab
        for tab in content.sheets
    )
    return replace(content, sheets=sheets)


def _told(content: WorkbookContent, issued: Issued = ISSUED) -> list[tuple[str, str, str]]:
    """Sheet, cell and entry of everything that is not read."""
    problems = not_read(LAYOUT, content, find_answers(LAYOUT, content), issued)
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
    assert _told(replace(AS_ISSUED, sheets=(*ours, *_without_start(AS_ISSUED)))) == []


def _without_start(content: WorkbookContent) -> tuple[SheetContent, ...]:
    return tuple(tab for tab in content.sheets if tab.title != "Start")


@pytest.mark.parametrize(("title", "columns"), [("Start", 4), ("Check", 3), ("Checklist", 6), ("Lists", 2)])
def test_a_remark_beside_the_table_of_a_sheet_that_asks_nothing_is_told(title: str, columns: int) -> None:
    entries: dict[tuple[int, int], Entered] = {(1, 1): title, (5, columns + 1): "See my mail", (9, columns + 2): "  "}
    content = replace(AS_ISSUED, sheets=(sheet(title, entries), *(tab for tab in AS_ISSUED.sheets if tab.title != title)))
    assert _told(content) == [(title, cell_name(5, columns + 1), "See my mail")]


def test_a_formula_beside_such_a_table_is_not_told() -> None:
    cells = {(5, 9): RawCell(Place(FILE, "Check", "I5"), 5, formula="=2+3")}
    assert _told(replace(AS_ISSUED, sheets=(*AS_ISSUED.sheets, SheetContent("Check", cells)))) == []


def test_a_remark_under_the_sign_off_is_told_and_one_over_it_is_not() -> None:
    """On the Start sheet stands much that is ours; under the sign-off there is nothing."""
    entries: dict[tuple[int, int], Entered] = {(2, 2): "Ours", (6, 3): "2024-10-04", (7, 1): "Signed on paper", (40, 3): "See above"}
    assert _told(_with("Start", entries)) == [("Start", "A7", "Signed on paper"), ("Start", "C40", "See above")]


def test_the_sign_off_itself_is_read_and_not_told() -> None:
    signed: dict[str, Entered] = {"/sign-off/name": "A. Made-up", "/sign-off/role": "Chair", "/sign-off/date": date(2024, 10, 4)}
    assert _told(workbook(LAYOUT, TYPED | signed)) == []


@pytest.mark.parametrize("words", ["None set", "Baseline", "Target", "State", "New", "Not asked", "none  set"])
def test_words_that_a_workbook_was_issued_with_once_are_not_told(words: str) -> None:
    """Baselines and targets had columns in every workbook; now only where there are any."""
    assert _told(_with("Measures", {(4, 4): words}), OTHER_WORDS) == []


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


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("Update", "! Answer needed."),
        ("Update", "✓ Complete"),
        ("Update", "Optional"),
        ("Measures", "\n".join(item.state for item in ISSUED.items if item.grid.key == "measures")),
        ("Measures", "✓ Filled in"),
        ("Risks", "! Needed: Made-up risk, Made-up owner"),
        ("Risks", "! An error stands in this row: type the answer itself."),
    ],
)
def test_a_state_that_became_a_text_is_not_told(title: str, state: str) -> None:
    """Some programs keep what a formula showed and lose the formula."""
    assert _told(_with(title, {(4, 1): state})) == []


@pytest.mark.parametrize("text", ["? is 47 right", "! Answer needed. Which?", "✓", "Optional for us", "! Needed: more time"])
@pytest.mark.parametrize("title", ["Update", "Measures", "Risks"])
def test_what_only_begins_like_a_state_is_told(title: str, text: str) -> None:
    assert _told(_with(title, {(4, 1): text})) == [(title, "A4", text)]


def test_the_formula_that_says_which_rows_are_new_is_not_told() -> None:
    prefill = Prefill({"/tables/risks/0/risk": "Made-up risk"}, {"/tables/risks/0": "2024-25-Q1"})
    layout = lay_out(OF, PERIOD, prefill)
    content = workbook(layout, {"/tables/risks/0/risk": "Made-up risk"})
    new = {(row, 2): RawCell(Place(FILE, "Risks", cell_name(row, 2)), "New", formula='=IF(AND(LEN(C5)=0),"","New")') for row in (5, 30)}
    sheets = tuple(replace(tab, cells={**tab.cells, **new}) if tab.title == "Risks" else tab for tab in content.sheets)
    written = replace(content, sheets=sheets)
    assert not_read(layout, written, find_answers(layout, written)) == ()


def test_a_remark_typed_over_a_state_is_told() -> None:
    assert _told(_with("Update", {(4, 1): "Ask me"})) == [("Update", "A4", "Ask me")]


IDENTITY = f"{OF.title} · {PERIOD.words} · Made-up Partnership · OFFICIAL"


def test_the_head_over_the_headings_counts_as_issued() -> None:
    """The guidance is wrapped into lines."""
    guidance = next(grid.guidance_lines[0] for grid in LAYOUT.grids if grid.key == "measures")
    head: dict[tuple[int, int], Entered] = {(1, 1): "Measures", (2, 1): IDENTITY, (3, 1): guidance}
    measures = next(tab for tab in AS_ISSUED.sheets if tab.title == "Measures")
    down = {(row + 2, column): cell.value for (row, column), cell in measures.cells.items() if cell.value is not None}
    content = replace(
        AS_ISSUED,
        names={
            name: (title, (row + 2, column)) if title == "Measures" else (title, (row, column)) for name, (title, (row, column)) in NAMES
        },
        sheets=tuple(sheet("Measures", head | down) if tab is measures else tab for tab in AS_ISSUED.sheets),
    )
    assert _told(content) == []


@pytest.mark.parametrize(("at", "text"), [((1, 1), "Update, see my mail"), ((2, 1), f"{IDENTITY}: see my mail"), ((2, 1), "Fill in")])
def test_what_is_typed_into_the_head_is_told(at: tuple[int, int], text: str) -> None:
    content = _with("Measures", {(2, 1): IDENTITY}, _with("Risks", {(2, 1): IDENTITY}))
    head: dict[tuple[int, int], Entered] = {(1, 1): "Update", (2, 1): IDENTITY}
    assert _told(_with("Update", head | {at: text}, content)) == [("Update", cell_name(*at), text)]


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
    found = find_answers(layout, content)
    assert "Carried from Q1 2024/25" in {cell.value for tab in content.sheets for cell in tab.cells.values()}
    assert not_read(layout, content, found) == ()


def test_twenty_cells_a_sheet_are_told_one_by_one_and_the_rest_in_one() -> None:
    many: dict[tuple[int, int], Entered] = {(row, 9): f"Made-up {row}" for row in range(1, 31)}
    content = _with("Risks", many, _with("Update", many))
    problems = not_read(LAYOUT, content, find_answers(LAYOUT, content))
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
    assert [(p.code, p.place.cell) for p in not_read(layout, typed, find_answers(layout, typed))] == [("not-read", "AD5")]
    assert not_read(layout, content, find_answers(layout, content)) == ()


def test_a_number_typed_among_the_references_is_told() -> None:
    assert _told(_with("Update", {(9, 5): 7})) == [("Update", "E9", "7")]


def test_comments_and_text_boxes_are_told_with_their_place() -> None:
    remarks = (Remark("comment", "C4", "Made-up doubt"), Remark("text box", "F9", "Made-up note"), Remark("comment", "C5", "  "))
    sheets = tuple(replace(tab, remarks=remarks) if tab.title == "Update" else tab for tab in AS_ISSUED.sheets)
    content = replace(AS_ISSUED, sheets=sheets)
    problems = not_read(LAYOUT, content, find_answers(LAYOUT, content))
    assert [(p.code, p.severity, p.place.sheet, p.place.cell, p.entered, p.details["kind"]) for p in problems] == [
        ("remark-not-read", "warning", "Update", "C4", "Made-up doubt", "comment"),
        ("remark-not-read", "warning", "Update", "F9", "Made-up note", "text box"),
    ]


FACTS: dict[tuple[int, int], Entered] = {
    (40, 1): "Partnership",
    (40, 2): "Made-up Partnership",
    (41, 1): "Sub-group",
    (41, 2): OF.title,
    (42, 1): "Period",
    (42, 2): PERIOD.words,
    (43, 1): "Return by",
    (43, 2): "Friday 18 October 2024",
    (44, 1): "Marking",
    (44, 2): "OFFICIAL",
    (45, 1): "Questions to",
    (45, 2): "made.up@example.org",
    (46, 1): "Reference",
    (46, 2): str(STAMP),
    (47, 1): "Step 1",
    (47, 2): "Made-up step",
    (48, 1): "Where it stands",
    (48, 2): "✓ Ready to return.",
}


def _start(more: dict[tuple[int, int], Entered]) -> WorkbookContent:
    """A workbook whose Start sheet has its facts, over the sign-off."""
    start = next(tab for tab in AS_ISSUED.sheets if tab.title == "Start")
    down = {(row + 60, column): cell.value for (row, column), cell in start.cells.items() if cell.value is not None}
    names = {name: (title, (row + 60, column)) if title == "Start" else (title, (row, column)) for name, (title, (row, column)) in NAMES}
    sheets = tuple(sheet("Start", down | FACTS | more) if tab is start else tab for tab in AS_ISSUED.sheets)
    return _with("Update", {(2, 1): IDENTITY}, replace(AS_ISSUED, sheets=sheets, names=names))


@pytest.mark.parametrize(
    ("at", "text"),
    [
        ((40, 2), "Another Partnership"),
        ((41, 2), "Ask me"),
        ((42, 2), "Quarter 3"),
        ((43, 2), "Can we have until Friday?"),
        ((44, 2), "See my note"),
        ((45, 3), "He has left"),
        ((47, 3), "Done"),
        ((46, 4), "?"),
        ((46, 2), "Ask me"),
        ((48, 2), "Nearly done"),
    ],
)
def test_what_is_typed_over_or_beside_a_fact_of_the_start_sheet_is_told(at: tuple[int, int], text: str) -> None:
    assert _told(_start({})) == []
    assert _told(_start({at: text})) == [("Start", cell_name(*at), text)]


def _with_sheets_of_ours(more: dict[str, dict[tuple[int, int], Entered]]) -> WorkbookContent:
    """The workbook with its sheets Check and Checklist, as a program leaves them that keeps no formulas."""
    item = ISSUED.items[0]
    ours: dict[str, dict[tuple[int, int], Entered]] = {
        "Check": {
            (1, 1): "Check",
            (2, 1): IDENTITY,
            (3, 1): "! Not ready to return: 3 places need an answer or a correction.",
            (4, 1): "This sheet fills itself in while you type.",
            (6, 1): "! Places that need an answer or a correction",
            (6, 2): 3,
            (10, 1): item.label,
            (10, 2): "Update C4",
            (10, 3): item.state,
        },
        "Checklist": {(1, 1): "Checklist", (4, 1): "!", (4, 2): item.text, (4, 3): item.label, (4, 4): "Update", (4, 5): "C4", (4, 6): 1},
    }
    sheets = tuple(sheet(title, ours[title] | more.get(title, {})) for title in ours)
    return replace(AS_ISSUED, sheets=(*AS_ISSUED.sheets, *sheets))


@pytest.mark.parametrize(
    "text", ["I have done this", "? is 47 right", "see crime ref CR12345", "see Measures H6", "H6", 47, "! Not ready to return: no."]
)
@pytest.mark.parametrize(("title", "at"), [("Check", (10, 3)), ("Check", (30, 1)), ("Checklist", (4, 2)), ("Checklist", (4, 1))])
def test_what_is_typed_over_the_sheets_that_fill_themselves_in_is_told(title: str, at: tuple[int, int], text: Entered) -> None:
    assert _told(_with_sheets_of_ours({})) == []
    assert _told(_with_sheets_of_ours({title: {at: text}})) == [(title, cell_name(*at), str(text))]


@pytest.mark.parametrize(("title", "at"), [("Check", (6, 2)), ("Checklist", (4, 6))])
def test_a_number_in_the_place_of_a_formula_is_told_where_the_others_were_kept(title: str, at: tuple[int, int]) -> None:
    content = _with_sheets_of_ours({title: {at: 1}})
    assert _told(content) == []
    kept = {(9, 2): RawCell(Place(FILE, title, "B9"), "", formula='=IFERROR(1,"")')}
    sheets = tuple(replace(tab, cells={**tab.cells, **kept}) if tab.title == title else tab for tab in content.sheets)
    assert _told(replace(content, sheets=sheets)) == [(title, cell_name(*at), "1")]


def test_however_much_is_typed_onto_a_sheet_of_ours_all_of_it_is_told() -> None:
    for count in (8, 9, 20):
        notes: dict[tuple[int, int], Entered] = {(row, 2): f"Made-up note {row}" for row in range(20, 20 + count)}
        assert len(_told(_with_sheets_of_ours({"Check": notes}))) == count
    many: dict[tuple[int, int], Entered] = {(row, 2): f"Made-up note {row}" for row in range(20, 45)}
    content = _with_sheets_of_ours({"Check": many})
    problems = not_read(LAYOUT, content, find_answers(LAYOUT, content), ISSUED)
    assert [(p.code, p.place.cell) for p in problems][-2:] == [("not-read", "B39"), ("more-not-read", "B40")]


def test_a_sheet_of_ours_in_other_words_was_issued_so_and_what_stands_under_it_was_not() -> None:
    """The words of a later shpdocs are not those of the workbooks that were issued before it."""
    other: dict[tuple[int, int], Entered] = {(row, 2): f"Made-up wording {row}" for row in range(20, 40)}
    content = _with_sheets_of_ours({"Checklist": other | {(60, 1): "See my mail"}})
    last = {(50, 1): RawCell(Place(FILE, "Checklist", "A50"), "!", formula='=IF(TRUE,"!","")')}
    sheets = tuple(replace(tab, cells={**tab.cells, **last}) if tab.title == "Checklist" else tab for tab in content.sheets)
    assert _told(replace(content, sheets=sheets), OTHER_WORDS) == [("Checklist", "A60", "See my mail")]


def test_in_a_workbook_in_other_words_what_stands_beside_and_under_a_table_is_told() -> None:
    """An objective that reads otherwise may have been issued so; what stands apart from the table was not."""
    typed: dict[tuple[int, int], Entered] = {(4, 2): "Made-up wording", (4, 9): "See my mail", (30, 2): "And my note", (30, 4): "Target"}
    told = [("Update", "I4", "See my mail"), ("Update", "B30", "And my note"), ("Update", "D30", "Target")]
    assert _told(_with("Update", typed), OTHER_WORDS) == told


def test_in_an_older_workbook_answers_that_are_no_longer_asked_are_told_and_labels_are_not() -> None:
    then = definition(
        fields=(*OF.fields, field("gone")),
        measures=(*OF.measures, measure("theft", target=Target(value=9))),
        tables=(*OF.tables, named_table("old", {"one": "First"}, field("what"))),
    )
    typed: dict[str, Entered] = {"/fields/gone": "Gone text", "/measures/theft/figure/value": 77, "/tables/old/one/what": "Old row"}
    content = workbook(lay_out(then, PERIOD), TYPED | typed)
    told = _told(content, OTHER_WORDS)
    assert [entered for _, _, entered in told] == ["Gone text", "77", "Old row"]
    assert [title for title, _, _ in told] == ["Update", "Measures", "Old"]


def test_what_is_told_otherwise_is_not_told_again() -> None:
    content = _with("Update", {(4, 2): "My own question"})
    changed = (Problem("label-changed", Place(FILE, "Update", "B4"), "My own question"),)
    assert _told(content, replace(ISSUED, told=changed)) == []


def test_a_copy_of_a_sheet_is_told_as_such_and_not_cell_by_cell() -> None:
    update = next(tab for tab in AS_ISSUED.sheets if tab.title == "Update")
    entries = {at: cell.value for at, cell in update.cells.items() if cell.value is not None}
    copy = sheet("Update (2)", entries | {(4, 3): "Another made-up text", (20, 2): "A note"})
    assert _told(replace(AS_ISSUED, sheets=(*AS_ISSUED.sheets, copy))) == [("Update (2)", "B20", "A note")]
