"""Our own sheets, renamed; tables of which nothing is read; and what is typed beside an answer: what is told of them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Stamp
from shpdocs.model.workbook import (
    CHECK_ABOUT,
    CHECKLIST_ABOUT,
    LISTS_ABOUT,
    STAMP_NAME,
    Remark,
    SheetContent,
    WorkbookContent,
)
from shpdocs.workbook.compare.altered import altered
from shpdocs.workbook.compare.sent import SentWorkbook
from shpdocs.workbook.compare.unread import not_read
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.queries import query_content
from tests.support.made import FILE, PERIOD, Entered, definition, field, measure, open_table, sheet, workbook

OF = definition(
    fields=(field("update", "narrative"), field("lead")), measures=(measure("robbery"),), tables=(open_table("risks", field("risk")),)
)
LAYOUT = lay_out(OF, PERIOD)
STAMP = Stamp("Made-up Partnership", "made-up", "2024-25-Q2", "abc123", 1)
TYPED: dict[str, Entered] = {"/fields/update": "A made-up update.", "/measures/robbery/figure/value": 104, "/sign-off/name": "A. Made-up"}
HEADS: dict[str, dict[tuple[int, int], Entered]] = {
    "Check": {(1, 1): "Check", (2, 1): f"{OF.title} · {PERIOD.words} · Made-up Partnership · OFFICIAL", (4, 1): CHECK_ABOUT},
    "Checklist": {(1, 1): "Checklist", (2, 1): CHECKLIST_ABOUT},
    "Lists": {(1, 1): "Lists", (2, 1): LISTS_ABOUT},
}


def _as_issued() -> WorkbookContent:
    """The workbook with its own sheets; the sign-off stands under a title and the stamp."""
    content = workbook(LAYOUT, TYPED)
    start = next(tab for tab in content.sheets if tab.title == "Start")
    head: dict[tuple[int, int], Entered] = {(1, 1): f"{OF.title}: {PERIOD.words}", (5, 1): "Reference", (5, 2): str(STAMP)}
    down = {(row + 9, column): cell.value for (row, column), cell in start.cells.items() if cell.value is not None}
    names = {name: (title, (row + 9 * (title == "Start"), column)) for name, (title, (row, column)) in content.names.items()}
    sheets = [sheet("Start", head | down) if tab is start else tab for tab in content.sheets]
    own = [sheet(title, cells) for title, cells in HEADS.items()]
    return replace(content, sheets=(*sheets, *own), names=names | {STAMP_NAME: ("Start", (5, 2))})


def _renamed(content: WorkbookContent, old: str, new: str = "Front page") -> WorkbookContent:
    """The workbook after a sheet was renamed, as programs do it: its names follow."""
    sheets = tuple(sheet(new, _entries(tab)) if tab.title == old else tab for tab in content.sheets)
    return replace(
        content, sheets=sheets, names={name: (new if title == old else title, at) for name, (title, at) in content.names.items()}
    )


def _entries(tab: SheetContent) -> dict[tuple[int, int], Entered]:
    return {at: cell.value for at, cell in tab.cells.items() if cell.value is not None}


def _typed_into(content: WorkbookContent, title: str, entries: dict[tuple[int, int], Entered]) -> WorkbookContent:
    return replace(content, sheets=tuple(sheet(title, _entries(tab) | entries) if tab.title == title else tab for tab in content.sheets))


def _problems(content: WorkbookContent) -> list[Problem]:
    return not_read(content, find_answers(LAYOUT, content), SentWorkbook(LAYOUT, _as_issued()), ())


def _told(content: WorkbookContent) -> list[tuple[str, str, str]]:
    problems = _problems(content)
    assert all("{" not in problem.what + problem.needed for problem in problems)
    return [(problem.code, problem.place.sheet, problem.place.cell) for problem in problems]


@pytest.mark.parametrize("title", ["Start", *HEADS])
def test_a_sheet_of_ours_that_was_renamed_is_known_and_nothing_is_told_of_our_own_words(title: str) -> None:
    content = _renamed(_as_issued(), title)
    found = find_answers(LAYOUT, content)
    assert found.support_sheets["Front page"] == title
    assert found.problems == find_answers(LAYOUT, _as_issued()).problems == ()
    assert "/sign-off/name" in found.cells
    assert _told(content) == _told(_as_issued()) == []


@pytest.mark.parametrize("title", ["Start", *HEADS])
def test_what_a_lead_wrote_beside_it_is_told_all_the_same(title: str) -> None:
    content = _typed_into(_renamed(_as_issued(), title), "Front page", {(3, 9): "A made-up remark"})
    assert _told(content) == [("not-read", "Front page", "I3")]


def test_a_start_sheet_that_lost_its_names_is_known_by_its_title_line() -> None:
    content = replace(_renamed(_as_issued(), "Start"), names={})
    assert find_answers(LAYOUT, content).support_sheets["Front page"] == "Start"
    assert _told(content) == []


def test_a_sheet_of_the_leads_own_is_none_of_ours() -> None:
    note = sheet("My check", {(1, 1): "Check", (2, 1): "All made-up figures are checked"})
    content = replace(_as_issued(), sheets=(*(tab for tab in _as_issued().sheets if tab.title != "Check"), note))
    assert sorted(find_answers(LAYOUT, content).support_sheets.values()) == ["Checklist", "Lists", "Start"]
    assert _told(content) == [("not-read", "My check", "A1"), ("not-read", "My check", "A2")]


def test_a_copy_of_a_sheet_of_ours_is_not_taken_for_it() -> None:
    copy = sheet("Lists (2)", HEADS["Lists"])
    assert find_answers(LAYOUT, replace(_as_issued(), sheets=(copy, *_as_issued().sheets))).support_sheets == {
        title: title for title in ("Start", *HEADS)
    }


def _swapped() -> WorkbookContent:
    """Two columns of the sheet Update changed places, and their names did not; a lead wrote something else there too."""
    to = {3: 4, 4: 3}
    content = _as_issued()
    update = next(tab for tab in content.sheets if tab.title == "Update")
    moved = sheet("Update", {(row, to.get(column, column)): value for (row, column), value in _entries(update).items()} | {(30, 9): "Note"})
    moved = replace(moved, remarks=(Remark("comment", "C4", "Made-up doubt"),))
    return replace(content, sheets=tuple(moved if tab is update else tab for tab in content.sheets))


def test_of_a_table_that_is_not_read_nothing_else_is_told() -> None:
    found = find_answers(LAYOUT, _swapped())
    assert [problem.code for problem in found.problems] == ["column-moved"]
    assert _told(_swapped()) == []
    assert {problem.code for problem in altered(_swapped(), found, SentWorkbook(LAYOUT, _as_issued()))} <= {"guards-gone"}


def test_a_query_workbook_has_nothing_of_a_table_that_is_not_read() -> None:
    found = find_answers(LAYOUT, _swapped())
    query = query_content(LAYOUT, found, Prefill(), found.problems, FILE)
    assert [pointer for pointer in query.cells if pointer.startswith("/fields/")] == []
    assert "/measures/robbery/figure/value" in query.cells
    assert [asked.problem.code for asked in query.queries] == ["column-moved"]


def test_what_is_typed_into_a_column_put_in_beside_an_answer_is_told_with_the_answers_cell() -> None:
    """The headings of a query workbook's own columns were taken out before, so that there is a column without one."""
    content = _as_issued()
    update = next(tab for tab in content.sheets if tab.title == "Update")
    apart = {(row, column + (column > 3)): value for (row, column), value in _entries(update).items()} | {(4, 4): 12, (30, 4): "Note"}
    names = {name: (title, (row, column + (title == "Update" and column > 3))) for name, (title, (row, column)) in content.names.items()}
    sheets = tuple(sheet("Update", apart) if tab is update else tab for tab in content.sheets)
    moved = replace(content, sheets=sheets, names=names)
    assert _told(moved) == [("typed-beside", "Update", "D4"), ("not-read", "Update", "D30")]
    beside, _ = _problems(moved)
    assert (beside.entered, beside.details["first"], beside.severity) == ("12", "C4", "warning")
