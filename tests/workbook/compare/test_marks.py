"""The marks of a query workbook, made up by hand: which of them are ours, and what of a lead's is kept."""

from __future__ import annotations

import pytest

from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.model.workbook import QUERY_HEADINGS, WorkbookContent
from shpdocs.workbook.compare.marks import without_marks
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.queries import Query
from tests.support.made import FILE, PERIOD, Entered, definition, field, measure, sheet

LONG = " ".join(["word"] * 300)
CHOICES = tuple(f"Made-up choice {number}" for number in range(60))
OF = definition(fields=(field("update", "narrative"), field("kind", "choice", choices=CHOICES)), measures=(measure("robbery"),))
LAYOUT = lay_out(OF, PERIOD)
CHANGED = Query(Problem("label-changed", Place(FILE, "Update", "B4"), "made up", details={"first": LONG}))
REVISED = Query(Problem("earlier-deleted", Place(FILE, "Measures", "F4"), label="Made-up robbery: Q1", details={"first": LONG}))
CHOICE = Query(
    Problem("not-a-choice", Place(FILE, "Measures", "F4"), "made up", label="Made-up kind", details={"choices": ", ".join(CHOICES)})
)
ROW: dict[int, Entered] = {1: 1, 2: "! Must be put right", 3: "Update", 4: "B4", 5: "“made up”", 6: CHANGED.what, 7: CHANGED.needed}
_HEADINGS: dict[tuple[int, int], Entered] = {(5, column): heading for column, heading in enumerate(QUERY_HEADINGS, 1)}
HEAD: dict[tuple[int, int], Entered] = _HEADINGS | {
    (1, 1): "Queries on the return that came",
    (2, 1): f"{OF.title} · {PERIOD.words} · Made-up Partnership · OFFICIAL",
    (3, 1): (
        "This asks about the file “made up.xlsx”. Your answers stand in this workbook as they came: correct them here and send it back."
    ),
}


def _left_of_list(more: dict[tuple[int, int], Entered]) -> dict[tuple[int, int], object]:
    """What is left of a list of one query with these entries in it."""
    row: dict[tuple[int, int], Entered] = {(6, column): text for column, text in ROW.items()}
    content = without_marks(LAYOUT, WorkbookContent(FILE, (sheet("Queries", HEAD | row | more),)))
    return {at: cell.value for tab in content.sheets for at, cell in tab.cells.items()}


def _is_taken_out(mark: str) -> bool:
    """Whether a text under a heading that asks about the answers is taken for a mark of ours."""
    entries: dict[tuple[int, int], Entered] = {(3, 3): "Your answer", (3, 4): "Query: Your answer", (4, 4): mark, (4, 1): "kept"}
    (tab,) = without_marks(LAYOUT, WorkbookContent(FILE, (sheet("Update", entries),))).sheets
    return (4, 4) not in tab.cells


def test_a_list_as_issued_is_taken_out() -> None:
    assert _left_of_list({}) == {}


@pytest.mark.parametrize(
    "row",
    [
        {2: "? Please look at"},
        {3: "The whole workbook", 4: "The whole file"},
        {3: "My notes", 4: "B2 in the file that came"},
        {3: "My notes", 4: "The whole sheet"},
        {5: "Nothing"},
        {6: REVISED.what, 7: REVISED.needed},
        {6: CHOICE.what, 7: CHOICE.needed},
    ],
)
def test_every_form_in_which_a_query_is_listed_is_taken_out(row: dict[int, Entered]) -> None:
    assert _left_of_list({(6, column): text for column, text in row.items()}) == {}


@pytest.mark.parametrize("column", [2, 3, 4, 5, 6, 7, 8])
@pytest.mark.parametrize("reply", ["Made up: done", "? is it", f"{LONG} …", 47, "It is right, as I said in my mail of Monday …"])
def test_a_reply_typed_over_any_column_of_the_list_is_kept(column: int, reply: Entered) -> None:
    assert _left_of_list({(6, column): reply}) == {(6, column): reply}


@pytest.mark.parametrize("at", [(1, 1), (2, 1), (3, 1), (4, 1), (5, 8), (2, 2)])
def test_what_is_typed_over_or_beside_the_head_of_the_list_is_kept(at: tuple[int, int]) -> None:
    assert _left_of_list({at: "See my mail"}) == {at: "See my mail"}


def test_what_is_added_to_a_message_that_was_not_cut_is_kept() -> None:
    choice = Query(Problem("ambiguous-date", Place(FILE), "1/2/24", label="Made-up robbery", details={"first": "1 May", "second": "2 Jan"}))
    few = Query(Problem("too-few-rows", Place(FILE), label="Made-up risks", details={"limit": "3"}))
    for query in (choice, few):
        assert _is_taken_out(query.words)
        assert not _is_taken_out(f"{query.words} It is right.")


@pytest.mark.parametrize("query", [CHANGED, REVISED, CHOICE])
def test_a_message_that_was_cut_is_a_mark_and_what_is_added_to_it_is_not(query: Query) -> None:
    assert "…" in query.words
    assert _is_taken_out(query.words)
    assert not _is_taken_out(f"{query.words} It is right.")


@pytest.mark.parametrize("mark", ["!", "?"])
@pytest.mark.parametrize("length", [110, 118, 300])
def test_a_long_text_of_the_leads_own_is_no_mark_though_it_has_an_ellipsis(mark: str, length: int) -> None:
    own = f"{mark} It is right: {' '.join(['made'] * length)}"
    assert not any(_is_taken_out(text) for text in (f"{own} …", f"{own[:300]} … {own[300:]}", f"{own[:550]} … See my mail."))
