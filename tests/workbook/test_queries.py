"""What a query workbook holds, by rule: answers put back, problems at their cells."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pytest
from msgspec.structs import replace

from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, RawCell
from shpdocs.workbook.find import FoundAnswers, find_answers
from shpdocs.workbook.layout import Layout, lay_out
from shpdocs.workbook.queries import Query, carried_into_query, filled_row_counts, query_content
from shpdocs.workbook.write.plan import query_headings
from tests.support.made import FILE, PERIOD, definition, field, measure, open_table, workbook

FIGURE = "/measures/robbery/figure/value"
REASON = "/measures/robbery/figure/reason"
ASKED = definition(
    fields=(field("story", "narrative"), field("day", "date")),
    measures=(measure("robbery"), measure("share", "percentage")),
    tables=(open_table("grants", field("funder"), field("amount", "money"), carry=True),),
)
LAYOUT = lay_out(ASKED, PERIOD)


def _found(typed: dict[str, Any], layout: Layout = LAYOUT) -> FoundAnswers:
    return find_answers(layout, workbook(layout, typed))


def _replayed(typed: dict[str, Any], prefill: Prefill | None = None) -> dict[str, object]:
    """What stands in the cells of the query workbook: a formula, or a value."""
    known = prefill or Prefill()
    layout = lay_out(ASKED, PERIOD, known)
    cells = query_content(layout, _found(typed, layout), known, (), FILE).cells
    return {pointer: cell.formula or cell.value for pointer, cell in cells.items()}


def _came(cell: RawCell, pointer: str = FIGURE) -> RawCell:
    """How one cell, as it came, is put back."""
    found = _found({pointer: 1})
    slot, there = found.cells[pointer]
    changed = replace(found, cells=dict(found.cells) | {pointer: (slot, replace(cell, place=there.place))})
    return query_content(LAYOUT, changed, Prefill(), (), FILE).cells[pointer]


def test_what_was_read_is_put_back_tidily() -> None:
    assert _replayed({FIGURE: " 1,664 ", "/fields/day": "3 May 2024", "/measures/share/figure/value": "45%"}) == {
        FIGURE: 1664, "/fields/day": datetime(2024, 5, 3), "/measures/share/figure/value": 45,
    }  # fmt: skip


def test_what_could_not_be_read_is_put_back_as_it_stood() -> None:
    assert _replayed({FIGURE: " about 5", "/fields/day": "03/04/2024"}) == {FIGURE: " about 5", "/fields/day": "03/04/2024"}


def test_what_would_be_read_otherwise_if_tidied_is_put_back_as_it_stood() -> None:
    assert _replayed({"/measures/share/figure/value": "0.45%"}) == {"/measures/share/figure/value": "0.45%"}


def test_a_reason_in_the_figures_cell_is_put_into_its_own() -> None:
    assert _replayed({FIGURE: "n/a"}) == {REASON: "Not applicable"}
    assert _replayed({FIGURE: "n/a", REASON: "Not applicable"}) == {REASON: "Not applicable"}


def test_two_reasons_that_contradict_each_other_both_stay() -> None:
    assert _replayed({FIGURE: "n/a", REASON: "Suppressed"}) == {FIGURE: "n/a", REASON: "Suppressed"}


def test_a_reason_for_an_earlier_quarter_stays_where_it_is_in_the_words_of_the_list() -> None:
    pointer = "/measures/robbery/earlier/Q1/value"
    assert _replayed({pointer: "n/a"}) == {pointer: "Not applicable"}


DOUBTS = {
    "two values": ("/fields/story", RawCell(Place(FILE), "164 / 165", is_unclear=True)),
    "what nobody typed": (FIGURE, RawCell(Place(FILE), 164, not_typed="an array formula in F6")),
    "a part that is struck out": ("/fields/story", RawCell(Place(FILE), "45 54", struck=True)),
    "a figure shown in thousands": (FIGURE, RawCell(Place(FILE), 45_000, "0,")),
}


@pytest.mark.parametrize(("pointer", "cell"), DOUBTS.values(), ids=DOUBTS.keys())
def test_what_would_be_an_answer_once_it_is_put_back_is_asked_for_again(pointer: str, cell: RawCell) -> None:
    found = _found({pointer: 1})
    slot, there = found.cells[pointer]
    changed = replace(found, cells=dict(found.cells) | {pointer: (slot, replace(cell, place=there.place))})
    content = query_content(LAYOUT, changed, Prefill(), (Problem("unclear-cell", there.place, cell.entered),), FILE)
    assert (pointer in content.cells, content.queries[0].entered) == (False, f"“{cell.entered}”")


def test_a_text_too_long_to_be_said_in_a_query_is_put_back() -> None:
    assert _came(RawCell(Place(FILE), "Made up. " * 200, struck=True), "/fields/story").value == "Made up. " * 200


def test_blank_cells_stay_blank_even_if_they_hold_spaces() -> None:
    assert _replayed({FIGURE: "  \n", "/fields/story": "\u200b"}) == {}


def test_what_a_workbook_was_issued_with_is_put_back_only_where_its_place_was_lost() -> None:
    pointer = "/measures/robbery/earlier/Q1/value"
    prefill = Prefill({pointer: 7})
    layout = lay_out(ASKED, PERIOD, prefill)
    kept = workbook(layout, {})
    lost = replace(kept, sheets=tuple(tab for tab in kept.sheets if tab.title != "Measures"))
    without_names = replace(lost, names={name: at for name, at in lost.names.items() if at[0] != "Measures"})
    assert dict(query_content(layout, find_answers(layout, kept), prefill, (), FILE).cells) == {}
    cells = query_content(layout, find_answers(layout, without_names), prefill, (), FILE).cells
    assert {pointer: cell.value for pointer, cell in cells.items()} == {pointer: 7}


STOOD = {
    "a share in a per-cent cell": (RawCell(Place(""), 5, '[Red]0%;;"x"'), 5, "0.00%"),
    "a sum of money": (RawCell(Place(""), 5.5, "[>1]€0.0"), 5.5, '"€"#,##0.00'),
    "a number in a date's format": (RawCell(Place(""), 5.5, "General"), 5.5, "General"),
    "a day": (RawCell(Place(""), datetime(2024, 5, 3), "yy"), datetime(2024, 5, 3), "dd/mm/yyyy"),
    "a moment": (RawCell(Place(""), datetime(2024, 5, 3, 4), "yy"), datetime(2024, 5, 3, 4), "dd/mm/yyyy hh:mm"),
    "a time": (RawCell(Place(""), time(4, 5), "hh"), time(4, 5), "hh:mm:ss"),
    "a day before the calendar": (RawCell(Place(""), datetime(1850, 1, 2), "yy"), "1850-01-02T00:00:00", "General"),
    "a text longer than a cell": (RawCell(Place(""), "x" * 40_000, "@"), "x" * 32_767, "General"),
    "an unknown error": (RawCell(Place(""), "#MADE-UP!", is_error=True), "#VALUE!", "General"),
}  # fmt: skip


@pytest.mark.parametrize(("cell", "value", "number_format"), STOOD.values(), ids=STOOD.keys())
def test_what_stood_there_keeps_what_it_means_in_a_format_of_ours(cell: RawCell, value: object, number_format: str) -> None:
    came = _came(cell)
    assert (came.value, came.number_format) == (value, number_format)


def test_rows_of_an_open_table_are_counted_as_they_came() -> None:
    typed = {"/tables/grants/0/funder": "Made up", "/tables/grants/2/amount": "£5"}
    found = _found(typed)
    assert filled_row_counts(LAYOUT, found) == {"grants": 2}
    again = lay_out(ASKED, PERIOD, Prefill(), {"grants": 40})
    assert sum(row.key.startswith("tables/grants/") for grid in again.grids for row in grid.rows) == 45


BASE = "/tables/grants"
CARRIED = Prefill(
    {f"{BASE}/0/funder": "One", f"{BASE}/0/amount": "£1", f"{BASE}/1/funder": "Two", f"{BASE}/1/amount": "£2", FIGURE: 4},
    {f"{BASE}/0": "2024-25-Q1", f"{BASE}/1": "2024-25-Q1"},
    {"/measures/robbery": (1, 9)},
)


def _again(typed: dict[str, Any], prefill: Prefill = CARRIED) -> Prefill:
    layout = lay_out(ASKED, PERIOD, prefill)
    return carried_into_query(layout, _found(typed, layout), prefill)


def test_carried_rows_are_named_by_where_they_stand_now() -> None:
    rows = {f"{BASE}/0/funder": "New", f"{BASE}/0/amount": "£9", f"{BASE}/1/funder": "Two", f"{BASE}/1/amount": "£3"}
    again = _again(rows | {f"{BASE}/2/funder": "One", f"{BASE}/2/amount": "£1"})
    assert again.origins == {f"{BASE}/2": "2024-25-Q1", f"{BASE}/1": "2024-25-Q1"}
    assert again.cells[f"{BASE}/1/amount"] == "£2"
    assert again.cells[f"{BASE}/2/funder"] == "One"
    assert f"{BASE}/0/funder" not in again.cells


def test_rows_taken_out_are_missed_again_round_after_round() -> None:
    again = _again({f"{BASE}/0/funder": "Two", f"{BASE}/0/amount": "£2"})
    assert again.origins == {f"{BASE}/0": "2024-25-Q1", f"{BASE}/gone-0": "2024-25-Q1"}
    assert again.cells[f"{BASE}/gone-0/funder"] == "One"
    third = _again({f"{BASE}/0/funder": "Nothing of these"}, again)
    assert sorted(third.origins) == [f"{BASE}/gone-0", f"{BASE}/gone-1"]
    assert {value for pointer, value in third.cells.items() if pointer.endswith("/funder")} == {"One", "Two"}


def test_all_else_that_was_carried_stays_as_it_was() -> None:
    again = _again({})
    assert again.cells[FIGURE] == 4
    assert again.ranges == CARRIED.ranges


def _asked(*problems: Problem, typed: dict[str, Any] | None = None) -> tuple[Query, ...]:
    return query_content(LAYOUT, _found(typed or {}), Prefill(), problems, FILE).queries


def test_a_problem_stands_at_the_answer_of_its_cell_before_the_one_it_names() -> None:
    found = _found({FIGURE: 5, REASON: "Suppressed"})
    place = found.cells[REASON][1].place
    (query,) = _asked(Problem("figure-and-reason", place, "", FIGURE), typed={FIGURE: 5, REASON: "Suppressed"})
    assert query.pointer == REASON


def test_a_problem_without_a_cell_stands_at_the_answer_it_names_or_at_its_table_or_nowhere() -> None:
    problems = (
        Problem("missing", Place(FILE), answer="/fields/story"),
        Problem("too-few-rows", Place(FILE, "Grants", "A3"), answer=BASE),
        Problem("not-read", Place(FILE, "Notes", "B2"), "made up"),
    )
    assert {(query.problem.code, query.pointer, query.grid) for query in _asked(*problems)} == {
        ("missing", "/fields/story", ""), ("too-few-rows", "", "tables-grants"), ("not-read", "", ""),
    }  # fmt: skip


def test_what_must_be_put_right_comes_first_then_as_the_workbook_asks_and_notices_not_at_all() -> None:
    problems = (
        Problem("not-read", Place(FILE, "Notes", "B2"), "made up"),
        Problem("off-target", Place(FILE), answer=FIGURE),
        Problem("missing-figure", Place(FILE), answer=FIGURE),
        Problem("earlier-revised", Place(FILE), answer="/measures/robbery/earlier/Q1/value"),
        Problem("missing", Place(FILE), answer="/fields/story"),
    )
    assert [query.problem.code for query in _asked(*problems)] == ["missing", "missing-figure", "off-target", "not-read"]


def test_long_texts_are_cut_where_they_are_quoted() -> None:
    (query,) = _asked(Problem("not-read", Place(FILE, "Notes", "B2"), "made up " * 5000))
    assert len(query.words) < 1400
    assert len(query.entered) < 1100


def test_headings_of_queries_are_all_different() -> None:
    labels = ("Status", "Query: Status", "status update")
    found = query_headings(labels)
    assert len({text.casefold() for text in (*labels, *found)}) == 6
    assert max(map(len, query_headings(("x" * 255,)))) == 255
