"""What a lead changed of what a workbook was issued with: earlier quarters revised, carried rows taken out."""

from __future__ import annotations

from datetime import date, datetime
from itertools import permutations

import pytest
from msgspec.structs import replace

from shpdocs.model.definition import Part
from shpdocs.model.prefill import Prefill, Typed
from shpdocs.model.problem import CATALOGUE
from shpdocs.model.returns import Place, RawCell
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.revisions import is_as_issued, removed_row_problems, revision_problems
from tests.support.made import PERIOD, Entered, cell, definition, field, measure, named_table, open_table, workbook

BASE = "/measures/robbery"
Q1 = f"{BASE}/earlier/Q1/value"

LAYOUT = lay_out(definition(measures=(measure("robbery"), measure("disposals", parts=(Part("pwit", "PWIT"),)))), PERIOD)


@pytest.mark.parametrize(
    ("issued", "entered", "expected"),
    [
        (126, 126, True),
        (126, 126.0, True),
        (126, 127, False),
        (126, None, False),
        ("Suppressed", " Suppressed ", True),
        ("Suppressed", "Not applicable", False),
        ("One.\nTwo.", "One.\r\nTwo.", True),
        ("£280k", 280_000, False),
    ],
)
def test_a_cell_is_as_issued_if_it_holds_the_same(issued: Typed, entered: Entered | None, expected: bool) -> None:
    assert is_as_issued(cell(entered), {Q1: issued}, Q1) is expected


def test_a_formula_or_a_cell_that_was_issued_blank_is_not_as_issued() -> None:
    assert is_as_issued(RawCell(Place("made-up.xlsx"), 126, formula="=100+26"), {Q1: 126}, Q1) is False
    assert is_as_issued(cell(126), {}, Q1) is False


def _revised(issued: dict[str, Typed], typed: dict[str, Entered]) -> list[tuple[str, str, str, str]]:
    problems = revision_problems(find_answers(LAYOUT, workbook(LAYOUT, typed)), issued)
    assert all("{" not in problem.what + problem.needed for problem in problems)
    return [(problem.code, problem.place.cell, problem.entered, problem.details["first"]) for problem in problems]


@pytest.mark.parametrize(
    ("issued", "typed", "expected"),
    [
        (126, {Q1: 126}, []),
        (126, {Q1: 130}, [("earlier-revised", "E4", "130", "126")]),
        (126, {}, [("earlier-deleted", "E4", "", "126")]),
        ("Suppressed", {Q1: 5}, [("earlier-revised", "E4", "5", "Suppressed")]),
        ("Not yet available", {Q1: 5}, []),
        ("Not yet available", {}, [("earlier-deleted", "E4", "", "Not yet available")]),
    ],
    ids=["untouched", "changed", "deleted", "given after all", "awaited and come", "awaited and deleted"],
)
def test_what_was_done_to_an_accepted_figure_is_told(
    issued: Typed, typed: dict[str, Entered], expected: list[tuple[str, str, str, str]]
) -> None:
    assert _revised({Q1: issued}, typed) == expected


def test_what_was_done_to_an_accepted_figure_of_a_part_is_told() -> None:
    pointer = "/measures/disposals/parts/pwit/earlier/Q1/value"
    assert _revised({pointer: 5}, {pointer: 6}) == [("earlier-revised", "E5", "6", "5")]


def test_an_activity_carried_on_is_no_revision_and_a_cell_not_found_is_not_told() -> None:
    assert _revised({f"{BASE}/activity": "Made-up patrols.", "/measures/gone/earlier/Q1/value": 5}, {}) == []


def test_a_figure_taken_back_is_a_warning_and_a_revision_only_to_be_known() -> None:
    """What is asked of a revision is why; that is a warning of its own."""
    severities = {
        code: CATALOGUE[code].severity for code in ("earlier-revised", "revised-without-reason", "earlier-deleted", "carried-row-gone")
    }
    assert severities == dict.fromkeys(severities, "warning") | {"earlier-revised": "notice"}


def _changed(kind: str, issued: Typed, now: RawCell) -> list[tuple[str, str, str]]:
    """What is told of a cell of a measure of that kind: code, what it was and what it is."""
    layout = lay_out(definition(measures=(measure("robbery", kind),)), PERIOD)
    found = find_answers(layout, workbook(layout))
    slot, cell = found.cells[Q1]
    changed = replace(found, cells={**found.cells, Q1: (slot, replace(now, place=cell.place))})
    return [(problem.code, problem.details["first"], problem.entered) for problem in revision_problems(changed, {Q1: issued})]


@pytest.mark.parametrize(
    ("kind", "issued", "now", "shown"),
    [
        ("percentage", 45, cell(0.5, "0%"), ("45%", "50%")),
        ("percentage", 0.5, cell("5%"), ("0.5%", "5%")),
        ("count", 1664, cell("1,665"), ("1664", "1665")),
        ("count", 1664, cell("N/A"), ("1664", "Not applicable")),
        ("count", "Suppressed", cell(5), ("Suppressed", "5")),
        ("rate", 21, cell("25 per 10,000"), ("21", "25")),
        ("money", "£280k", cell("£290k"), ("£280k", "£290k")),
        ("status", "Draft made", cell("Published"), ("Draft made", "Published")),
        ("count", 5, cell("about 6"), ("5", "about 6")),
    ],
)
def test_a_revision_is_told_as_both_figures_are_read_and_shown(kind: str, issued: Typed, now: RawCell, shown: tuple[str, str]) -> None:
    assert _changed(kind, issued, now) == [("earlier-revised", *shown)]


@pytest.mark.parametrize(
    ("kind", "issued", "now"),
    [
        ("percentage", 45, cell("45%")),
        ("percentage", 45, cell(0.45, "0%")),
        ("count", 1664, cell("1,664")),
        ("count", "Not applicable", cell("n/a")),
        ("rate", 21, cell("21 per 10,000")),
    ],
)
def test_the_same_figure_written_otherwise_is_no_revision(kind: str, issued: Typed, now: RawCell) -> None:
    assert _changed(kind, issued, now) == []


RISKS = open_table("risks", field("risk"), field("likelihood", "choice", choices=("High", "Low")), field("since", "date"), carry=True)
WITH_ROWS = definition(tables=(RISKS, named_table("rates", {"one": "First"}, field("local"), carry=True)))
ROWS: dict[str, Typed] = {
    "/tables/risks/0/risk": "Made-up fire",
    "/tables/risks/0/likelihood": "High",
    "/tables/risks/0/since": "2024-06-03",
    "/tables/risks/1/risk": "Made-up flood",
    "/tables/risks/1/likelihood": "High",
    "/tables/rates/one/local": "Made up",
}
CARRIED = Prefill(ROWS, {"/tables/risks/0": "2024-25-Q1", "/tables/risks/1": "2024-25-Q1", "/tables/rates/one": "2024-25-Q1"})


def _gone(typed: dict[str, Entered], prefill: Prefill = CARRIED) -> list[tuple[str, str, str, str]]:
    """Entry, sheet, cell and label of every row that is told to be gone."""
    layout = lay_out(WITH_ROWS, PERIOD, prefill)
    problems = removed_row_problems(layout, find_answers(layout, workbook(layout, typed)), prefill)
    assert {problem.code for problem in problems} <= {"carried-row-gone"}
    assert all("{" not in problem.what + problem.needed for problem in problems)
    return [(problem.entered, problem.place.sheet, problem.place.cell, problem.label) for problem in problems]


def _row(number: int, risk: str, likelihood: str = "", since: Entered = "") -> dict[str, Entered]:
    given = {"risk": risk, "likelihood": likelihood, "since": since}
    return {f"/tables/risks/{number}/{key}": value for key, value in given.items() if value}


FIRE, FLOOD = ("Made-up fire", "Risks", "A3", "Made-up risks"), ("Made-up flood", "Risks", "A3", "Made-up risks")
BOTH = _row(0, "Made-up fire", "High", datetime(2024, 6, 3)) | _row(1, "Made-up flood", "High")
GONE: dict[str, tuple[dict[str, Entered], list[tuple[str, str, str, str]]]] = {
    "untouched": (BOTH, []),
    "sorted": (_row(0, "Made-up flood", "High") | _row(1, "Made-up fire", "High", datetime(2024, 6, 3)), []),
    "moved down": (_row(2, "Made-up flood") | _row(4, "Made-up fire"), []),
    "spaces typed": (BOTH | _row(0, " Made-up  fire "), []),
    "brought up to date": (_row(0, "Fire, now smaller", "Low", date(2024, 6, 3)) | _row(1, "Made-up flood", "Low"), []),
    "one with nothing of its own words left": (_row(0, "Fire, now smaller", "High", date(2024, 7, 1)) | _row(1, "Made-up flood"), [FIRE]),
    "one taken out": (_row(0, "Made-up flood", "High"), [FIRE]),
    "the other taken out": (_row(0, "Made-up fire"), [FLOOD]),
    "a choice alone is no sign of a row": (_row(0, "Another", "High"), [FIRE, FLOOD]),
    "all taken out": ({}, [FIRE, FLOOD]),
}


@pytest.mark.parametrize(("typed", "expected"), GONE.values(), ids=GONE)
def test_a_carried_row_is_gone_if_none_of_its_own_words_are_left(
    typed: dict[str, Entered], expected: list[tuple[str, str, str, str]]
) -> None:
    assert _gone(typed) == expected


TALKS = open_table("talks", field("topic"), field("place"), field("lead"), carry=True)
FIRST, SECOND = ("Fire", "Made-up hall", "A. Made-up"), ("Flood", "Made-up hall", "B. Made-up")


def _talks(*rows: tuple[str, str, str]) -> dict[str, str]:
    keys = ("topic", "place", "lead")
    return {f"/tables/talks/{number}/{key}": value for number, row in enumerate(rows) for key, value in zip(keys, row, strict=True)}


MATCHED: dict[str, tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str, str], ...], list[str]]] = {
    "untouched": ((FIRST, SECOND), (FIRST, SECOND), []),
    "two of three left": ((FIRST,), (("Fire", "Made-up hall", "New"),), []),
    "one of three left": ((FIRST,), (("New", "Made-up hall", "New"),), ["Fire"]),
    "two alike, both there": ((FIRST, FIRST), (FIRST, FIRST), []),
    "two alike, one taken out": ((FIRST, FIRST), (FIRST,), ["Fire"]),
    "one row for two": ((FIRST, SECOND), (("Fire", "Made-up hall", "B. Made-up"),), ["Flood"]),
    "the row most like it comes first": ((SECOND, FIRST), (FIRST,), ["Flood"]),
    "changed and sorted": ((FIRST, SECOND), (("Flood", "Elsewhere", "B. Made-up"), ("Fire", "Made-up hall", "New")), []),
}


def _missed(issued: tuple[tuple[str, str, str], ...], typed: tuple[tuple[str, str, str], ...]) -> list[str]:
    """The first answer of every row that is told to be gone."""
    prefill = Prefill(_talks(*issued), {f"/tables/talks/{number}": "2024-25-Q1" for number in range(len(issued))})
    layout = lay_out(definition(tables=(TALKS,)), PERIOD, prefill)
    return [problem.entered for problem in removed_row_problems(layout, find_answers(layout, workbook(layout, _talks(*typed))), prefill)]


@pytest.mark.parametrize(("issued", "typed", "expected"), MATCHED.values(), ids=MATCHED)
def test_each_carried_row_is_looked_for_in_a_row_of_its_own_that_shares_at_least_half_of_its_words(
    issued: tuple[tuple[str, str, str], ...], typed: tuple[tuple[str, str, str], ...], expected: list[str]
) -> None:
    assert _missed(issued, typed) == expected


def test_a_row_of_one_answer_is_looked_for_by_the_words_in_its_own_column() -> None:
    prefill = Prefill({"/tables/talks/0/topic": "Made-up fire"}, {"/tables/talks/0": "2024-25-Q1"})
    layout = lay_out(definition(tables=(TALKS,)), PERIOD, prefill)
    told = {}
    for topic, place in (("Made-up fire by night", "Hall"), ("Flood", "Hall of the made-up fire")):
        typed = {"/tables/talks/0/topic": topic, "/tables/talks/0/place": place}
        told[topic] = [problem.code for problem in removed_row_problems(layout, find_answers(layout, workbook(layout, typed)), prefill)]
    assert told == {"Made-up fire by night": [], "Flood": ["carried-row-gone"]}


def test_a_row_that_could_be_matched_otherwise_leaves_a_row_to_one_that_could_not() -> None:
    prefill = Prefill(ROWS | {"/tables/risks/1/since": "2024-06-03"}, CARRIED.origins)
    assert _gone(_row(0, "Flood, now smaller", "Low", date(2024, 6, 3)) | _row(1, "Made-up fire", "Low", date(2024, 7, 1)), prefill) == []


THIRD = ("Storm", "Made-up hall", "A. Made-up")
AT_MOST: dict[str, tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str, str], ...], list[str]]] = {
    "the first gives way to the second": (
        (FIRST, THIRD), (("Fire", "Made-up hall", "A. Made-up"), ("Fire", "Elsewhere", "A. Made-up")), [],
    ),
    "two give way, one after the other": (
        (("A", "B", "C"), ("B", "E", "F"), ("A", "G", "H")), (("A", "B", "G"), ("B", "C", "E"), ("E", "F", "Z")), [],
    ),
    "three for two, one is left": ((FIRST, FIRST, THIRD), (FIRST, THIRD), ["Storm"]),
    "none that is like it, though rows are free": ((FIRST, SECOND), (FIRST, ("New", "New", "New"), ("Other", "New", "New")), ["Flood"]),
}  # fmt: skip


@pytest.mark.parametrize(("issued", "typed", "expected"), AT_MOST.values(), ids=AT_MOST)
def test_as_many_carried_rows_are_matched_as_can_be(
    issued: tuple[tuple[str, str, str], ...], typed: tuple[tuple[str, str, str], ...], expected: list[str]
) -> None:
    assert _missed(issued, typed) == expected


def test_how_many_carried_rows_are_missed_does_not_depend_on_the_order_of_either() -> None:
    issued, typed, _ = AT_MOST["two give way, one after the other"]
    assert {len(_missed(some, others)) for some in permutations(issued) for others in permutations(typed)} == {0}
    assert {len(_missed(some, others)) for some in permutations(issued) for others in permutations(typed[:2])} == {1}


def test_a_row_that_held_nothing_but_choices_is_not_missed() -> None:
    prefill = Prefill({"/tables/risks/0/likelihood": "High"}, {"/tables/risks/0": "2024-25-Q1"})
    assert _gone({}, prefill) == []


def test_nothing_carried_is_nothing_gone() -> None:
    assert _gone({}, Prefill()) == []


def test_rows_of_a_sheet_that_is_not_there_are_not_told_one_by_one() -> None:
    layout = lay_out(WITH_ROWS, PERIOD, CARRIED)
    content = workbook(layout, BOTH, with_names=False)
    found = find_answers(layout, replace(content, sheets=tuple(sheet for sheet in content.sheets if sheet.title != "Risks")))
    assert removed_row_problems(layout, found, CARRIED) == ()
