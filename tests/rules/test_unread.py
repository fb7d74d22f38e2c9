from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shpdocs.rules.carried import Carried, Typed
from shpdocs.rules.find import find_answers
from shpdocs.rules.layout import NOT_ASKED, lay_out
from shpdocs.rules.unread import not_read
from shpdocs.words.problem import CATALOGUE
from shpdocs.words.returns import Place, RawCell
from shpdocs.words.workbook import SheetContent, WorkbookContent, cell_name
from tests.made import FILE, PERIOD, Entered, definition, field, measure, named_table, open_table, sheet, workbook

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


def _with(title: str, entries: dict[tuple[int, int], Entered], content: WorkbookContent = AS_ISSUED) -> WorkbookContent:
    """The workbook with these entries too on one of its sheets."""
    sheets = tuple(
        sheet(title, {at: cell.value for at, cell in of.cells.items() if cell.value is not None} | entries) if of.title == title else of
        for of in content.sheets
    )
    return replace(content, sheets=sheets)


def _told(content: WorkbookContent) -> list[tuple[str, str, str]]:
    """Sheet, cell and entry of everything that is not read."""
    problems = not_read(LAYOUT, content, find_answers(LAYOUT, content))
    assert {problem.code for problem in problems} <= {"not-read"}
    assert all("{" not in problem.what + problem.needed for problem in problems)
    return [(problem.place.sheet, problem.place.cell, problem.entered) for problem in problems]


def test_a_workbook_of_answers_alone_has_nothing_that_is_not_read() -> None:
    assert _told(AS_ISSUED) == []


def test_what_stands_on_an_extra_sheet_is_told() -> None:
    extra = sheet("Mine", {(1, 1): "A made-up remark", (2, 2): 5, (3, 3): "  "})
    assert _told(replace(AS_ISSUED, sheets=(*AS_ISSUED.sheets, extra))) == [("Mine", "A1", "A made-up remark"), ("Mine", "B2", "5")]


def test_nothing_is_told_of_the_sheets_that_ask_nothing() -> None:
    ours = tuple(sheet(title, {(1, 1): "Made-up words", (60, 2): "More"}) for title in ("Start", "Check", "Checklist", "Lists"))
    assert _told(replace(AS_ISSUED, sheets=(*ours, *_without_start(AS_ISSUED)))) == []


def _without_start(content: WorkbookContent) -> tuple[SheetContent, ...]:
    return tuple(of for of in content.sheets if of.title != "Start")


@pytest.mark.parametrize(("title", "columns"), [("Start", 4), ("Check", 3), ("Checklist", 6), ("Lists", 2)])
def test_a_remark_beside_the_table_of_a_sheet_that_asks_nothing_is_told(title: str, columns: int) -> None:
    entries: dict[tuple[int, int], Entered] = {(5, columns): "Ours", (5, columns + 1): "See my mail", (9, columns + 2): "  "}
    content = replace(AS_ISSUED, sheets=(sheet(title, entries), *(of for of in AS_ISSUED.sheets if of.title != title)))
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
    assert _told(_with("Measures", {(30, 4): words})) == []


def test_a_remark_beside_or_below_the_table_is_told() -> None:
    remarks: dict[tuple[int, int], Entered] = {(4, 9): "See my mail", (30, 1): "All made up"}
    assert _told(_with("Update", remarks)) == [("Update", "I4", "See my mail"), ("Update", "A30", "All made up")]


def test_a_figure_typed_over_not_asked_is_told() -> None:
    grid = next(grid for grid in LAYOUT.grids if grid.key == "measures")
    column = grid.rows[0].cells.index(NOT_ASKED) + 2
    assert _told(_with("Measures", {(4, column): 126})) == [("Measures", "E4", "126")]


def test_a_label_that_was_typed_over_is_told() -> None:
    assert _told(_with("Update", {(4, 2): "My own question"})) == [("Update", "B4", "My own question")]


@pytest.mark.parametrize("state", ["! Answer needed.", "? Off target: say why in the commentary.", "✓ Complete", "Optional"])
def test_a_state_that_became_a_text_is_not_told(state: str) -> None:
    """Some programs keep what a formula showed and lose the formula."""
    assert _told(_with("Update", {(4, 1): state})) == []
    assert _told(_with("Risks", {(5, 1): state})) == []


def test_the_formula_that_says_which_rows_are_new_is_not_told() -> None:
    carried = Carried({"/tables/risks/0/risk": "Made-up risk"}, {"/tables/risks/0": "2024-25-Q1"})
    layout = lay_out(OF, PERIOD, carried)
    content = workbook(layout, {"/tables/risks/0/risk": "Made-up risk"})
    new = {(row, 2): RawCell(Place(FILE, "Risks", cell_name(row, 2)), "New", formula='=IF(AND(LEN(C5)=0),"","New")') for row in (5, 30)}
    sheets = tuple(replace(of, cells={**of.cells, **new}) if of.title == "Risks" else of for of in content.sheets)
    written = replace(content, sheets=sheets)
    assert not_read(layout, written, find_answers(layout, written)) == ()


def test_a_remark_typed_over_a_state_is_told() -> None:
    assert _told(_with("Update", {(4, 1): "Ask me"})) == [("Update", "A4", "Ask me")]


def test_the_head_over_the_headings_counts_as_issued() -> None:
    head: dict[tuple[int, int], Entered] = {(1, 1): "Made-up title", (2, 1): "Made-up guidance"}
    assert _told(_with("Update", head)) == []


def test_a_remark_beside_the_head_is_told() -> None:
    assert _told(_with("Update", {(1, 9): "Made-up remark"})) == [("Update", "I1", "Made-up remark")]


def test_what_the_workbook_was_issued_with_is_not_told_wherever_it_stands() -> None:
    copied: dict[tuple[int, int], Entered] = {(20, 2): "Made-up update", (20, 5): "fields/update", (21, 3): "YOUR ANSWER"}
    assert _told(_with("Update", copied)) == []


def test_a_row_added_to_an_open_table_is_read_and_its_remark_is_told() -> None:
    assert _told(_with("Risks", {(30, 2): "Another made-up risk", (30, 5): "Ask me"})) == [("Risks", "E30", "Ask me")]


def test_what_a_workbook_says_of_carried_rows_and_of_last_year_is_not_told() -> None:
    cells: dict[str, Typed] = {"/tables/risks/0/risk": "Made-up risk"}
    carried = Carried(cells, {"/tables/risks/0": "2024-25-Q1", "/measures/programme/progress": "2024-25-Q1"}, {"/measures/robbery": (5, 9)})
    layout = lay_out(OF, PERIOD, carried)
    content = workbook(layout, TYPED | {"/tables/risks/0/risk": "Made-up risk"})
    found = find_answers(layout, content)
    assert "Carried from Q1 2024/25" in {cell.value for of in content.sheets for cell in of.cells.values()}
    assert not_read(layout, content, found) == ()


def test_twenty_cells_a_sheet_are_told_one_by_one_and_the_rest_in_one() -> None:
    many: dict[tuple[int, int], Entered] = {(row, 9): f"Made-up {row}" for row in range(1, 31)}
    content = _with("Risks", many, _with("Update", many))
    problems = not_read(LAYOUT, content, find_answers(LAYOUT, content))
    for of in ("Update", "Risks"):
        told = [(problem.code, problem.place.cell) for problem in problems if problem.place.sheet == of]
        assert told == [*(("not-read", f"I{row}") for row in range(1, 21)), ("more-not-read", "I21")]
    assert [problem.details["count"] for problem in problems if problem.code == "more-not-read"] == ["10", "10"]


def test_every_cell_of_a_sheet_that_no_grid_was_found_on_is_told() -> None:
    content = WorkbookContent(FILE, (sheet("Old update", {(1, 1): "Made-up text"}),))
    assert _told(content) == [("Old update", "A1", "Made-up text")]


def test_what_is_not_read_is_a_warning() -> None:
    assert CATALOGUE["not-read"].severity == "warning"
