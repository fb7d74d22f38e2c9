"""What is told where a workbook is not as it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pytest
from msgspec.structs import replace

from shpdocs.model.cells import cell_name
from shpdocs.model.definition import Baseline, Target
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.workbook import SheetContent, WorkbookContent
from shpdocs.workbook.compare.altered import altered
from shpdocs.workbook.compare.sent import SentWorkbook, sent_workbook
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import NOT_ASKED, lay_out
from tests.support.made import HEADING_ROW, PERIOD, Entered, definition, field, measure, named_table, open_table, sheet, sheet_of, workbook

OF = definition(
    fields=(field("update", "narrative"), field("lead")),
    measures=(measure("robbery", baseline=Baseline(value=1234), target=Target(value=99)), measure("theft", asked_in=("Q1", "Q2"))),
    tables=(open_table("risks", field("risk"), field("owner")), named_table("rates", {"opiate": "Opiate"}, field("local", "percentage"))),
)
LAYOUT = lay_out(OF, PERIOD)
TYPED: dict[str, Entered] = {
    "/fields/update": "A made-up update.",
    "/measures/robbery/figure/value": 104,
    "/tables/risks/0/risk": "Made-up risk",
    "/tables/rates/opiate/local": 6.6,
}
EVERYWHERE = ((1, 1, 2000, 60),)


def _guarded(content: WorkbookContent, without: Mapping[str, tuple[tuple[int, int, int, int], ...]] | None = None) -> WorkbookContent:
    sheets = tuple(replace(tab, guarded=(without or {}).get(tab.title, EVERYWHERE)) for tab in content.sheets)
    return replace(content, sheets=sheets)


AS_ISSUED = _guarded(workbook(LAYOUT, TYPED))
NAMES = AS_ISSUED.names.items()


SENT = SentWorkbook(LAYOUT, workbook(LAYOUT))


def _told(content: WorkbookContent, sent: SentWorkbook = SENT) -> tuple[Problem, ...]:
    problems = altered(content, find_answers(sent.layout, content), sent)
    assert all("{" not in problem.what + problem.needed for problem in problems)
    return problems


def _codes(problems: tuple[Problem, ...]) -> list[tuple[str, str, str, str]]:
    return [(problem.code, problem.place.sheet, problem.place.cell, problem.entered) for problem in problems]


def _typed(title: str, entries: dict[tuple[int, int], Entered | None], content: WorkbookContent = AS_ISSUED) -> WorkbookContent:
    """The workbook with these entries on one of its sheets; None empties a cell."""

    def new(tab: SheetContent) -> SheetContent:
        every = {at: cell.value for at, cell in tab.cells.items()} | entries
        return replace(tab, cells=sheet(title, {at: value for at, value in every.items() if value is not None}).cells)

    return replace(content, sheets=tuple(new(tab) if tab.title == title else tab for tab in content.sheets))


def _at(title: str, value: Entered) -> tuple[int, int]:
    return next(at for tab in AS_ISSUED.sheets if tab.title == title for at, cell in tab.cells.items() if cell.value == value)


def _set(title: str, **changes: object) -> WorkbookContent:
    return replace(AS_ISSUED, sheets=tuple(replace(tab, **changes) if tab.title == title else tab for tab in AS_ISSUED.sheets))


def test_nothing_is_told_of_a_workbook_as_it_was_issued() -> None:
    assert _told(AS_ISSUED) == ()


@pytest.mark.parametrize(
    ("title", "issued", "now"),
    [
        ("Update", "Made-up lead", "My own question"),
        ("Update", "Your answer", "My answer"),
        ("Measures", "Objective of robbery", "Another objective"),
        ("Measures", "1234", 1235),
        ("Measures", "99", "As last year"),
        ("Measures", "Q2 2024/25: your figure", "Q3 figure"),
        ("Rates", "Opiate", "All"),
        ("Risks", "Made-up owner", "Who"),
    ],
)
def test_a_label_that_was_edited_is_a_warning_with_both_texts(title: str, issued: str, now: Entered) -> None:
    at = _at(title, issued)
    (problem,) = _told(_typed(title, {at: now}))
    assert (problem.code, problem.severity, problem.entered, problem.details["first"]) == ("label-changed", "warning", str(now), issued)
    assert (problem.place.sheet, problem.place.cell) == (
        title,
        next(tab for tab in AS_ISSUED.sheets if tab.title == title).cells[at].place.cell,
    )


def test_a_label_that_was_cleared_is_told() -> None:
    (problem,) = _told(_typed("Update", {_at("Update", "Enter one line of text."): None}))
    assert (problem.code, problem.details["first"]) == ("label-changed", "Enter one line of text.")


@pytest.mark.parametrize(
    ("title", "issued", "now"),
    [
        ("Measures", "1234", 1234),
        ("Measures", "1234", 1234.0),
        ("Measures", "1234", "1,234"),
        ("Update", "Made-up lead", " made-up\u00a0 Lead "),
        ("Measures", "Objective of robbery", "Objective\u00a0of robbery"),
    ],
)
def test_a_label_that_a_program_stored_otherwise_is_as_issued(title: str, issued: str, now: Entered) -> None:
    assert _told(_typed(title, {_at(title, issued): now})) == ()


def test_what_is_typed_over_not_asked_is_no_label() -> None:
    quarter_three = lay_out(OF, replace(PERIOD, quarter="Q3"))
    content = _guarded(workbook(quarter_three))
    assert _told(content, SentWorkbook(quarter_three, workbook(quarter_three))) == ()
    this_only = lay_out(definition(measures=(measure("robbery", asked_in=("Q2",)),)), PERIOD)
    content = _guarded(workbook(this_only))
    at = next(at for at, cell in content.sheets[0].cells.items() if cell.value == NOT_ASKED)
    assert _told(_guarded(_typed("Measures", {at: "A made-up remark"}, content)), SentWorkbook(this_only, content)) == ()


def test_the_range_of_last_year_is_no_part_of_a_label() -> None:
    """Whoever checks a workbook without the ledger does not know the returns that it was issued with."""
    issued = lay_out(OF, PERIOD, Prefill(ranges={"/measures/robbery": (5, 9)}))
    assert _told(_guarded(workbook(issued, TYPED)), sent_workbook(LAYOUT, None)) == ()


def test_a_label_of_an_older_definition_is_told_only_if_it_is_not_as_it_was_sent() -> None:
    at = _at("Update", "Made-up lead")
    then = _typed("Update", {at: "As it was called then"})
    sent = SentWorkbook(LAYOUT, then)
    assert _told(then, sent) == ()
    (problem,) = _told(_typed("Update", {at: "Something else"}), sent)
    assert (problem.code, problem.entered, problem.details["first"]) == ("label-changed", "Something else", "As it was called then")


def test_labels_are_held_against_those_of_their_own_row_and_column_wherever_they_stand_now() -> None:
    """Rows that were put in and columns that were moved change no label."""
    moved = {
        "Update": sheet_of(next(grid for grid in LAYOUT.grids if grid.sheet == "Update"), TYPED, first_row=9, shift=2),
    }
    names = {name: (title, (row + 6, column + 2) if title == "Update" else (row, column)) for name, (title, (row, column)) in NAMES}
    content = _guarded(replace(AS_ISSUED, names=names, sheets=tuple(moved.get(tab.title, tab) for tab in AS_ISSUED.sheets)))
    assert _told(content) == ()


def test_without_the_copy_of_what_was_sent_labels_are_held_against_the_layout() -> None:
    sent = sent_workbook(LAYOUT, None)
    assert _told(AS_ISSUED, sent) == ()
    (problem,) = _told(_typed("Update", {_at("Update", "Made-up lead"): "My own question"}), sent)
    assert (problem.code, problem.details["first"]) == ("label-changed", "Made-up lead")


def test_cells_that_lost_their_check_are_one_notice_a_sheet_with_their_number() -> None:
    row, column = _at("Measures", 104)
    around = ((1, 1, row - 1, 60), (row, 1, row, column - 1), (row, column + 1, row, 60), (row + 1, 1, 2000, 60))
    (problem,) = _told(_guarded(AS_ISSUED, {"Measures": around}))
    assert (problem.code, problem.severity, problem.details["count"]) == ("guards-gone", "notice", "1 answer cell")
    assert (problem.place.sheet, problem.place.cell) == ("Measures", cell_name(row, column))
    (problem,) = _told(_guarded(AS_ISSUED, {"Rates": ()}))
    assert (problem.code, problem.place.sheet, problem.details["count"]) == ("guards-gone", "Rates", "1 answer cell")


def test_a_workbook_without_any_check_is_one_notice() -> None:
    (problem,) = _told(workbook(LAYOUT, TYPED))
    assert (problem.code, problem.place.sheet) == ("guards-gone", "")
    assert int(problem.details["count"].split()[0]) > 5


@pytest.mark.parametrize(
    ("bare", "told"),
    [
        (("Measures",), "the sheet Measures"),
        (("Measures", "Risks", "Rates"), "the sheets Measures, Risks and Rates"),
        (tuple(tab.title for tab in AS_ISSUED.sheets), "every sheet"),
    ],
)
def test_protection_that_was_taken_off_is_one_notice(bare: tuple[str, ...], told: str) -> None:
    content = replace(AS_ISSUED, sheets=tuple(replace(tab, is_protected=tab.title not in bare) for tab in AS_ISSUED.sheets))
    assert [(p.code, p.severity, p.place.sheet, p.details["first"]) for p in _told(content)] == [("protection-gone", "notice", "", told)]


def test_a_sheet_of_the_leads_own_needs_no_protection() -> None:
    assert _told(replace(AS_ISSUED, sheets=(*AS_ISSUED.sheets, replace(sheet("Mine", {}), is_protected=False)))) == ()


def test_hidden_rows_columns_and_sheets_are_told_if_answers_stand_in_them() -> None:
    row, column = _at("Measures", 104)
    everything = range(1, 60)
    assert _codes(_told(_set("Measures", hidden_rows=frozenset({row, 30})))) == [("hidden-answers", "Measures", f"A{row}", f"Row {row}")]
    (problem,) = _told(_set("Measures", hidden_columns=frozenset({column, 40})))
    assert (problem.code, problem.severity, problem.entered.startswith("Column ")) == ("hidden-answers", "notice", True)
    assert _codes(_told(_set("Update", is_hidden=True, hidden_rows=frozenset(everything)))) == [
        ("hidden-answers", "Update", "", "The sheet Update")
    ]
    assert _told(_set("Activity", is_hidden=True)) == ()  # nothing was answered there
    assert _told(_set("Measures", hidden_rows=frozenset({1, HEADING_ROW}))) == ()


def test_rows_with_answers_that_a_filter_hides_are_told_as_such_blank_ones_too() -> None:
    row, column = _at("Measures", "Objective of robbery")
    hidden = frozenset({row, row + 1, 40})
    filtered = {"hidden_rows": hidden, "filtered": ((row - 1, column, row + 5, column),)}
    (problem,) = _told(_set("Measures", **filtered))
    assert (problem.code, problem.severity, problem.place.cell) == ("filter-hides", "notice", f"A{row}")
    assert problem.entered.startswith(f"Rows {row}")
    assert _told(_set("Measures", filtered=filtered["filtered"])) == ()  # it hides nothing


def test_several_hidden_rows_are_one_notice() -> None:
    content = _typed("Update", {(5, 3): "A. Made-up"})
    hidden = replace(
        content, sheets=tuple(replace(tab, hidden_rows=frozenset({4, 5, 9})) for tab in content.sheets if tab.title == "Update")
    )
    assert [p.entered for p in _told(hidden) if p.code == "hidden-answers"] == ["Rows 4 and 5"]


def test_an_answer_under_a_merged_cell_that_shows_something_else_is_blocking_and_told_at_the_answer() -> None:
    row, column = _at("Measures", 104)
    over = replace(_typed("Measures", {(row, column - 1): 126}), file="made-up.xlsx")
    merged = replace(over, sheets=tuple(replace(tab, guarded=EVERYWHERE, merged=((row, column - 1, row, column),)) for tab in over.sheets))
    (problem,) = [candidate for candidate in _told(merged) if candidate.code == "merged-over"]
    assert (problem.severity, problem.place.cell, problem.entered, problem.details["first"]) == (
        "blocking",
        cell_name(row, column),
        "104",
        "126",
    )
    assert problem.answer == "/measures/robbery/figure/value"


@pytest.mark.parametrize(
    ("beside", "span"),
    [(104, (0, -1, 0, 0)), (126, (0, 0, 0, 1)), (126, (1, -1, 1, 0))],
    ids=["the same is shown", "it is the one that is shown", "others are merged"],
)
def test_an_answer_that_is_seen_under_or_beside_a_merged_cell_is_none(beside: int, span: tuple[int, int, int, int]) -> None:
    row, column = _at("Measures", 104)
    content = _typed("Measures", {(row, column - 1): beside})
    merged = (row + span[0], column + span[1], row + span[2], column + span[3])
    content = replace(content, sheets=tuple(replace(tab, guarded=EVERYWHERE, merged=(merged,)) for tab in content.sheets))
    assert [problem.code for problem in _told(content)] == []


def test_nothing_shown_over_an_answer_is_told_as_such() -> None:
    row, column = _at("Measures", 104)
    content = _typed("Measures", {(row, column - 1): None})
    content = replace(
        content, sheets=tuple(replace(tab, guarded=EVERYWHERE, merged=((row, column - 1, row, column),)) for tab in content.sheets)
    )
    assert [(problem.code, problem.details["first"]) for problem in _told(content)] == [("merged-over", "(nothing)")]


def test_a_date_in_the_place_of_a_label_is_told_as_people_write_it() -> None:
    (problem,) = _told(_typed("Update", {_at("Update", "Made-up lead"): datetime(2024, 9, 24)}))
    assert (problem.code, problem.entered) == ("label-changed", "24/09/2024")


def test_a_formula_in_the_place_of_a_label_is_told() -> None:
    at = _at("Update", "Made-up lead")

    update = next(tab for tab in AS_ISSUED.sheets if tab.title == "Update")
    cells = {**update.cells, at: replace(update.cells[at], value=None, formula="=A1")}
    sheets = tuple(replace(tab, cells=cells) if tab is update else tab for tab in AS_ISSUED.sheets)
    assert _codes(_told(replace(AS_ISSUED, sheets=sheets))) == [("label-changed", "Update", "B5", "=A1")]


def _merged(span: tuple[int, int, int, int], without: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    typed = {"/measures/robbery/figure/value": 104, "/measures/theft/figure/value": 5}
    content = _guarded(workbook(LAYOUT, TYPED | {pointer: value for pointer, value in typed.items() if pointer not in without}))
    sheets = tuple(replace(tab, merged=(span,)) if tab.title == "Measures" else tab for tab in content.sheets)
    return [(problem.code, problem.place.cell) for problem in _told(replace(content, sheets=sheets))]


def test_an_answer_that_is_merged_over_blank_ones_is_told_at_its_cell() -> None:
    row, column = _at("Measures", 104)
    for last in (column, column + 3):
        assert _merged((row, column, row + 1, last), ("/measures/theft/figure/value",)) == [("merged-answers", cell_name(row, column))]


def test_a_merge_over_what_is_no_answer_or_of_blank_answers_is_not_told() -> None:
    row, column = _at("Measures", 104)
    assert _merged((row, column + 1, row, column + 2)) == []
    assert _merged((row + 3, 1, row + 9, 2)) == []
