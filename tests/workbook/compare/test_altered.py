"""What is told where a workbook is not as it was issued: changed by a lead, or by another definition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pytest
from msgspec.structs import replace

from shpdocs.model.cells import cell_name
from shpdocs.model.definition import Baseline, Definition, Target
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.workbook import SheetContent, WorkbookContent
from shpdocs.workbook.compare.altered import altered, older_definition
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import Layout, lay_out
from tests.support.made import HEADING_ROW, PERIOD, Entered, definition, field, measure, named_table, open_table, sheet, workbook

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
THEN = definition(
    fields=(field("update", "narrative"), field("lead")),
    measures=(measure("robbery", target=Target(value=120)), measure("theft")),
    tables=(open_table("risks", field("risk"), field("owner")), named_table("rates", {"one": "First"}, field("local"))),
)


def _guarded(content: WorkbookContent, without: Mapping[str, tuple[tuple[int, int, int, int], ...]] | None = None) -> WorkbookContent:
    sheets = tuple(replace(tab, guarded=(without or {}).get(tab.title, EVERYWHERE)) for tab in content.sheets)
    return replace(content, sheets=sheets)


AS_ISSUED = _guarded(workbook(LAYOUT, TYPED))


def _told(content: WorkbookContent, layout: Layout = LAYOUT, is_older: bool = False) -> tuple[Problem, ...]:
    problems = altered(layout, content, find_answers(layout, content), is_older)
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
    assert _told(content, quarter_three) == ()


def test_the_range_of_last_year_is_no_part_of_a_label() -> None:
    """Whoever checks a workbook without the ledger does not know the returns that it was issued with."""
    issued = lay_out(OF, PERIOD, Prefill(ranges={"/measures/robbery": (5, 9)}))
    assert _told(_guarded(workbook(issued, TYPED))) == ()


def test_labels_of_an_older_definition_are_not_told_here() -> None:
    content = _typed("Update", {_at("Update", "Made-up lead"): "As it was called then"})
    assert _told(content, is_older=True) == ()


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


def _changes(now: Definition, then: Definition = THEN) -> str:
    layout, content = lay_out(now, PERIOD), workbook(lay_out(then, PERIOD))
    problem = older_definition(layout, content, find_answers(layout, content))
    assert (problem.code, problem.severity) == ("older-definition", "notice")
    assert "{" not in problem.what + problem.needed
    return problem.details["changes"]


def _now(**changes: object) -> Definition:
    asked = {"fields": THEN.fields, "measures": THEN.measures, "tables": THEN.tables} | changes
    return definition(**asked)  # type: ignore[arg-type]


def test_a_change_that_the_workbook_does_not_show_is_said_to_be_one() -> None:
    assert _changes(_now()) == "in nothing that stands on its sheets"


def test_what_is_no_longer_asked_is_named_by_its_label() -> None:
    assert _changes(_now(fields=THEN.fields[:1])) == "'Made-up lead' is no longer asked"
    assert _changes(_now(measures=THEN.measures[:1])) == "'Objective of theft' is no longer asked"
    assert _changes(_now(tables=THEN.tables[1:])) == "'Risks' is no longer asked"
    narrow = open_table("risks", field("risk"))
    assert _changes(_now(tables=(narrow, THEN.tables[1]))) == "'Made-up owner' is no longer asked"


def test_what_was_not_asked_then_is_named_by_its_label() -> None:
    assert _changes(_now(fields=(*THEN.fields, field("deputy", required=False)))) == "'Made-up deputy' was not asked then"
    assert _changes(_now(tables=(*THEN.tables, open_table("gaps", field("gap"))))) == "'Gaps' was not asked then"


def test_what_was_told_otherwise_is_told_with_both_texts() -> None:
    measures = (measure("robbery", target=Target(value=100)), measure("theft"))
    assert _changes(_now(measures=measures)) == "'120' is now '100'"
    measures = (measure("robbery", target=Target(value=120), objective="Fewer robberies " * 20), measure("theft"))
    changes = _changes(_now(measures=measures))
    assert changes.startswith("'Objective of robbery' is now 'Fewer robberies")
    assert " …'" in changes


def test_the_first_five_changes_are_told_and_the_rest_is_counted() -> None:
    more = tuple(field(f"more-{number}", required=False) for number in range(8))
    changes = _changes(_now(fields=(*THEN.fields, *more)))
    assert changes.count("was not asked then") == 5
    assert changes.endswith("; and 3 more")
