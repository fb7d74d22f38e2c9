"""Faults planted in filled-in workbooks with openpyxl: each is reported once, by its code, at its true cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shpdocs.commands.check import check
from tests.support.leads import REFERENCE, At, cell_of, saved, type_into


def _source(demo: Path, period: str, sub_group: str) -> Path:
    return demo / "output" / period / "inbox" / f"{period} {sub_group}.xlsx"


def _blocking(demo: Path, path: Path) -> list[tuple[str, str, str]]:
    (outcome,) = check(demo, (path,))
    return [(found.code, found.place.sheet, found.place.cell) for found in outcome.problems if found.severity == "blocking"]


@dataclass(frozen=True)
class Fault:
    """Values typed into a workbook of the demo, and the one problem expected, at the first of them unless `at` is set."""

    code: str
    sub_group: str
    typed: dict[At, Any]
    at: At | None = None
    period: str = "2017-18-Q3"
    formats: dict[At, str] = field(default_factory=dict)


REPEATS = At("Measures", "measures/marac-repeats", "Q3")
REPEATS_WHY = At("Measures", "measures/marac-repeats", "If no figure")
CASES = At("Measures", "measures/marac-cases", "Q3")
CASES_WHY = At("Measures", "measures/marac-cases", "If no figure")
VICTIMS = At("Measures", "measures/repeat-victims", "Q3")
VICTIMS_WHY = At("Measures", "measures/repeat-victims", "If no figure")
VICTIMS_COMMENTARY = At("Measures", "measures/repeat-victims", "Commentary")
VICTIMS_REVISION = At("Measures", "measures/repeat-victims", "If an earlier")
VICTIMS_AS_AT = At("Measures", "measures/repeat-victims", "Data as at")
VICTIMS_PROVISIONAL = At("Measures", "measures/repeat-victims", "Provisional")
VICTIMS_Q1 = At("Measures", "measures/repeat-victims", "Q1")
STRATEGY = At("Measures", "measures/strategy", "Q3")
STRATEGY_ACTIVITY = At("Activity", "measures/strategy", "Activity")
PAPERS = At("Paper", "fields/papers", "Your answer")
REASON = At("Paper", "fields/reason-for-item", "Your answer")
FUNDER, AMOUNT = At("Funding", "tables/funding/0", "Funder"), At("Funding", "tables/funding/0", "Amount")
SECOND_FUNDER, SECOND_AMOUNT = At("Funding", "tables/funding/1", "Funder"), At("Funding", "tables/funding/1", "Amount")
SECOND_PERIOD, SECOND_PURPOSE = At("Funding", "tables/funding/1", "Period"), At("Funding", "tables/funding/1", "Purpose")
MEETING = At("Cover", "fields/meeting-date", "Your answer")
MILESTONE = At("Development plan", "tables/development-plan/0", "Milestone")
PLAN_STATUS = At("Development plan", "tables/development-plan/0", "Status")
BENCHMARK = At("Benchmarks", "tables/benchmarks/channel-panel", "Assessment")
SHARE = At("DOMES", "tables/domes/opiate", "Hillingdon")

DA, DRUGS, PREVENT, VIOLENCE, OFFICER = "domestic-abuse", "drugs-and-alcohol", "prevent", "serious-violence", "partnership"
NOW = "2024-25-Q2"
FAULTS = {
    "a required text left blank": Fault("missing", OFFICER, {REASON: None}),
    "a required text of spaces": Fault("missing", OFFICER, {REASON: "  \n "}),
    "neither figure nor reason": Fault("missing-figure", DA, {VICTIMS: None}),
    "neither figure nor reason, reason cleared": Fault("missing-figure", DA, {CASES_WHY: None}, CASES),
    "words in a count": Fault("not-a-whole-number", DA, {VICTIMS: "about 370"}),
    "words in a rate": Fault("not-a-number", DA, {CASES: "lots", CASES_WHY: None}),
    "words in a percentage": Fault("not-a-number", DA, {REPEATS: "a third", REPEATS_WHY: None}),
    "a count with decimals": Fault("not-a-whole-number", DA, {VICTIMS: 1.5}),
    "a count with decimals as text": Fault("not-a-whole-number", DA, {VICTIMS: "1.5"}),
    "a tick in a count": Fault("not-a-whole-number", DA, {VICTIMS: True}),
    "a date in a count": Fault("not-a-whole-number", DA, {VICTIMS: date(2017, 12, 3)}),
    "a count below nothing": Fault("too-small", DA, {VICTIMS: -1}),
    "an earlier quarter below nothing": Fault("too-small", DA, {VICTIMS_Q1: -5}),
    "more than all": Fault("too-large", DA, {REPEATS: 101, REPEATS_WHY: None}),
    "less than one per cent or a share": Fault("ambiguous-percentage", DA, {REPEATS: 0.45, REPEATS_WHY: None}),
    "a share as text": Fault("ambiguous-percentage", DA, {REPEATS: "0.45", REPEATS_WHY: None}),
    "500 in a per-cent cell": Fault("ambiguous-percentage", DA, {REPEATS: 5, REPEATS_WHY: None}, formats={REPEATS: "0%"}),
    "a rate per another number": Fault("ambiguous-rate", DA, {CASES: "21 per 1,000", CASES_WHY: None}),
    "a dash for a figure": Fault("ambiguous-none", DA, {VICTIMS: "-"}),
    "nil for a figure": Fault("ambiguous-none", DA, {VICTIMS: "Nil"}),
    "a date with two meanings": Fault("ambiguous-date", DA, {VICTIMS_AS_AT: "03/04/2024"}),
    "a day that is not in the calendar": Fault("not-a-date", DA, {VICTIMS_AS_AT: "31/02/2024"}),
    "a number for a date": Fault("not-a-date", DA, {VICTIMS_AS_AT: 7}, formats={VICTIMS_AS_AT: "General"}),
    "a date with a time of day": Fault("not-a-date", DA, {VICTIMS_AS_AT: datetime(2017, 12, 3, 14, 30)}),
    "a reason that is none of the list": Fault("not-a-choice", DA, {CASES_WHY: "The dog ate it (made up)"}),
    "perhaps for yes or no": Fault("not-a-choice", DA, {VICTIMS_PROVISIONAL: "perhaps"}),
    "fewer than a number": Fault("hidden-number", DA, {VICTIMS: "<5"}),
    "a small number in words": Fault("hidden-number", DA, {VICTIMS: "5 or fewer"}),
    "one with three noughts after a point": Fault("not-a-whole-number", DA, {VICTIMS: "1.000"}),
    "a day too far from today": Fault("unlikely-date", DA, {VICTIMS_AS_AT: date(1901, 12, 3)}),
    "a formula": Fault("formula", DA, {VICTIMS: "=A1+73"}),
    "a function": Fault("formula", DA, {VICTIMS: "=SUM(300,73)"}),
    "a sum that is no count": Fault("not-a-whole-number", DA, {VICTIMS: "=373/2"}),
    "a fraction that was perhaps a date": Fault("fraction-or-date", DA, {VICTIMS: "¾"}),
    "a formula in a text": Fault("formula", DA, {STRATEGY_ACTIVITY: "=A1"}),
    "an error": Fault("error-cell", DA, {VICTIMS: "#N/A"}),
    "a division by nothing": Fault("error-cell", DA, {STRATEGY: "#DIV/0!"}),
    "a commentary too long": Fault("too-long", DA, {VICTIMS_COMMENTARY: "x" * 5001}),
    "too long a reason for a change": Fault("too-long", DA, {VICTIMS_REVISION: "x" * 301}),
    "a line too long": Fault("too-long", OFFICER, {PAPERS: "x" * 201}),
    "a figure and a reason": Fault("figure-and-reason", DA, {VICTIMS_WHY: "Suppressed"}),
    "a reason in words and another": Fault("figure-and-reason", DA, {CASES: "n/a"}, CASES_WHY),
    "money in words": Fault("not-money", VIOLENCE, {AMOUNT: "a made-up sum"}, period=NOW),
    "a row half filled in": Fault(
        "missing", VIOLENCE, {SECOND_FUNDER: "A made-up body", SECOND_PERIOD: "1 year", SECOND_PURPOSE: "Made up"}, SECOND_AMOUNT, NOW
    ),
    "a day that could be two": Fault("ambiguous-date", OFFICER, {MEETING: "04/09/2024"}, period=NOW),
    "a month without a name": Fault("not-months", OFFICER, {MILESTONE: "when there is time"}, period=NOW),
    "a status that is no choice": Fault("not-a-choice", OFFICER, {PLAN_STATUS: "Nearly"}, period=NOW),
    "an assessment that is no choice": Fault("not-a-choice", PREVENT, {BENCHMARK: "Brilliant"}, period=NOW),
    "a percentage above 100 in a table": Fault("too-large", DRUGS, {SHARE: 100.5}, period=NOW),
    "a share in a table": Fault("ambiguous-percentage", DRUGS, {SHARE: 0.066}, period=NOW),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_reported_once_at_its_cell(fault: Fault, made_demo: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo, fault.period, fault.sub_group))
    for at, value in fault.typed.items():
        cell_of(workbook, at).value = value
        if at in fault.formats:
            cell_of(workbook, at).number_format = fault.formats[at]
    at = fault.at or next(iter(fault.typed))
    path = tmp_path / "made up.xlsx"
    path.write_bytes(saved(workbook))
    assert _blocking(made_demo, path) == [(fault.code, at.sheet, cell_of(workbook, at).coordinate)]


def test_two_faults_of_the_same_workbook_are_both_reported_in_order_of_their_places(made_demo: Path, tmp_path: Path) -> None:
    typed = {VICTIMS: -1, CASES_WHY: "no idea (made up)", STRATEGY_ACTIVITY: "=A1"}
    names = type_into(_source(made_demo, "2017-18-Q3", DA), typed, tmp_path / "made up.xlsx")
    assert _blocking(made_demo, tmp_path / "made up.xlsx") == [
        ("formula", "Activity", names[STRATEGY_ACTIVITY]),
        ("too-small", "Measures", names[VICTIMS]),
        ("not-a-choice", "Measures", names[CASES_WHY]),
    ]


def test_what_was_entered_stands_in_the_problem(made_demo: Path, tmp_path: Path) -> None:
    type_into(_source(made_demo, "2017-18-Q3", DA), {VICTIMS: "about 370"}, tmp_path / "made up.xlsx")
    (outcome,) = check(made_demo, (tmp_path / "made up.xlsx",))
    problem = next(found for found in outcome.problems if found.severity == "blocking")
    assert problem.entered == "about 370"
    assert problem.answer == "/measures/repeat-victims/figure/value"
    assert "about 370" in problem.what


def test_a_row_whose_reference_was_deleted_is_found_by_its_labels(made_demo: Path, tmp_path: Path) -> None:
    source = _source(made_demo, "2017-18-Q3", VIOLENCE)
    type_into(source, {At("Measures", "measures/robbery", REFERENCE): None}, tmp_path / "made up.xlsx")
    (before,), (outcome,) = check(made_demo, (source,)), check(made_demo, (tmp_path / "made up.xlsx",))
    told = [found.code for found in outcome.problems]
    assert sorted(told) == sorted([*(found.code for found in before.problems), "references-gone"])


def test_a_row_without_reference_and_label_is_named(made_demo: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo, "2017-18-Q3", VIOLENCE))
    for heading, value in (("Objective", "Made up"), (REFERENCE, None)):
        cell_of(workbook, At("Measures", "measures/robbery", heading)).value = value
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    (outcome,) = check(made_demo, (tmp_path / "made up.xlsx",))
    blocking = [found for found in outcome.problems if found.severity == "blocking"]
    assert [(found.code, found.place.sheet, found.entered) for found in blocking] == [("row-missing", "Measures", "measures/robbery")]


def _without(workbook: Any, sheet: str, heading: str, is_name_lost: bool) -> None:
    row = next(cell.row for row in workbook[sheet].iter_rows() for cell in row if cell.value == REFERENCE)
    cell = next(cell for cell in workbook[sheet][row] if str(cell.value).startswith(heading))
    cell.value = "Made up"
    place = f"${cell.column_letter}${cell.row}"
    for name, defined in list(workbook.defined_names.items()):
        if is_name_lost and defined.attr_text == f"'{sheet}'!{place}":
            del workbook.defined_names[name]
    workbook[sheet].tables.clear()


def test_a_heading_that_was_overwritten_is_still_found_by_its_name(made_demo: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo, "2017-18-Q3", VIOLENCE))
    _without(workbook, "Activity", "Activity", is_name_lost=False)
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    assert _blocking(made_demo, tmp_path / "made up.xlsx") == []


def test_a_heading_lost_with_its_name_is_a_column_missing_and_nothing_else(made_demo: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo, "2017-18-Q3", VIOLENCE))
    _without(workbook, "Measures", "Q3 2017/18: your figure", is_name_lost=True)
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    assert _blocking(made_demo, tmp_path / "made up.xlsx") == [("column-missing", "Measures", "")]


def test_a_lost_heading_over_answers_that_nobody_must_give_is_a_warning_and_each_that_stands_there_is_told(
    made_demo: Path, tmp_path: Path
) -> None:
    source = _source(made_demo, "2017-18-Q3", VIOLENCE)
    workbook = openpyxl.load_workbook(source)
    texts = [cell_of(workbook, At("Activity", row, "Activity")) for row in _rows_of(workbook, "Activity")]
    filled = [cell.coordinate for cell in texts if cell.value]
    assert filled
    _without(workbook, "Activity", "Activity", is_name_lost=True)
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    (outcome,) = check(made_demo, (tmp_path / "made up.xlsx",))
    assert _blocking(made_demo, tmp_path / "made up.xlsx") == []
    told = [(found.place.cell, found.label) for found in outcome.problems if found.code == "optional-column-missing"]
    assert told == [("", "Activity this year")]
    not_read = [found.place.cell for found in outcome.problems if (found.code, found.place.sheet) == ("not-read", "Activity")]
    assert set(filled) <= set(not_read)


def _rows_of(workbook: Any, sheet: str) -> list[str]:
    """Every reference of a sheet."""
    cells = [cell for row in workbook[sheet].iter_rows() for cell in row]
    heading = next(cell for cell in cells if cell.value == REFERENCE)
    return [str(cell.value) for cell in cells if cell.column == heading.column and cell.row > heading.row and cell.value]


def test_a_reference_heading_lost_with_its_name_is_found_by_the_references_under_it(made_demo: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo, "2017-18-Q3", VIOLENCE))
    _without(workbook, "Measures", "Reference", is_name_lost=True)
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    assert _blocking(made_demo, tmp_path / "made up.xlsx") == []


@pytest.mark.parametrize(
    ("period", "sub_group", "sheet"),
    [("2017-18-Q3", VIOLENCE, "Measures"), ("2017-18-Q3", OFFICER, "Paper"), (NOW, VIOLENCE, "Funding"), (NOW, DRUGS, "DOMES")],
)
def test_a_sheet_that_was_deleted_is_one_problem(period: str, sub_group: str, sheet: str, made_demo: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo, period, sub_group))
    del workbook[sheet]
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    (outcome,) = check(made_demo, (tmp_path / "made up.xlsx",))
    blocking = [found for found in outcome.problems if found.severity == "blocking"]
    assert [(found.code, found.label) for found in blocking] == [("sheet-missing", sheet)]


def _clear_states(workbook: Any) -> int:
    """Clear every formula; return how many there were."""
    formulas = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    for cell in formulas:
        cell.value = None
    return len(formulas)


NOT_READ = {"a sheet of the lead's own": 3, "a remark outside the table": 1}  # told, each cell, and nothing else
NOTICED = {"every lock lost": "protection-gone", "every validation lost": "guards-gone"}  # for information only
HARMLESS: dict[str, Callable[[Any], Any]] = {
    "a sheet renamed": lambda workbook: workbook["Measures"].__setattr__("title", "Figures (made up)"),
    "the Start sheet renamed": lambda workbook: workbook["Start"].__setattr__("title", "Front page (made up)"),
    "the Check sheet renamed": lambda workbook: workbook["Check"].__setattr__("title", "To do (made up)"),
    "sheets in another order": lambda workbook: workbook.move_sheet("Start", 3),
    "a sheet of the lead's own": lambda workbook: workbook.create_sheet("My notes").append(["Made up", 1, "=A1"]),
    "a remark outside the table": lambda workbook: workbook["Measures"].cell(40, 30, "A made-up remark"),
    "every state lost": lambda workbook: _clear_states(workbook),
    "every lock lost": lambda workbook: [sheet.protection.disable() for sheet in workbook.worksheets],
    "every validation lost": lambda workbook: [sheet.data_validations.dataValidation.clear() for sheet in workbook.worksheets],
    "every name lost": lambda workbook: workbook.defined_names.clear(),
    "the Start sheet deleted": lambda workbook: workbook.remove(workbook["Start"]),
}


@pytest.mark.parametrize(("name", "change"), HARMLESS.items(), ids=HARMLESS.keys())
def test_what_programs_and_people_do_to_a_workbook_changes_no_answer(name: str, change: Any, made_demo: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo, "2017-18-Q3", DA))
    (before,) = check(made_demo, (_source(made_demo, "2017-18-Q3", DA),))
    change(workbook)
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    (after,) = check(made_demo, (tmp_path / "made up.xlsx",))
    told = [(found.code, found.answer) for found in after.problems]
    assert told.count(("not-read", "")) == NOT_READ.get(name, 0)
    assert [problem for problem in told if problem[0].endswith("-gone")] == [(NOTICED[fault], "") for fault in NOTICED if fault == name]
    known, as_before = ("not-read", *NOTICED.values()), [(found.code, found.answer) for found in before.problems]
    if name == "the Start sheet deleted":  # with the sign-off, which is told as that
        as_before = [("start-missing" if code == "not-signed-off" else code, answer) for code, answer in as_before]
    assert sorted(one for one in told if one[0] not in known) == sorted(as_before)


def test_what_is_not_read_is_told_with_its_sheet_and_cell(made_demo: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo, "2017-18-Q3", DA))
    workbook.create_sheet("My notes")["B2"] = "A made-up note"
    workbook["Measures"].cell(40, 30, "A made-up remark")
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    (outcome,) = check(made_demo, (tmp_path / "made up.xlsx",))
    told = [(found.place.sheet, found.place.cell, found.entered, found.severity) for found in outcome.problems if found.code == "not-read"]
    assert told == [("Measures", "AD40", "A made-up remark", "warning"), ("My notes", "B2", "A made-up note", "warning")]


def test_what_is_typed_beside_or_under_the_tables_of_our_own_sheets_is_told(made_demo: Path, tmp_path: Path) -> None:
    source = _source(made_demo, "2017-18-Q3", DA)
    workbook = openpyxl.load_workbook(source)
    below = cell_of(workbook, At("Start", "sign-off/date", "Your answer")).row + 2
    strays = [("Start", f"B{below}"), ("Start", "E5"), ("Check", "D10"), ("Checklist", "G4"), ("Lists", "C5")]
    for sheet, cell in strays:
        workbook[sheet][cell] = "A made-up remark"
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    (before,), (after,) = check(made_demo, (source,)), check(made_demo, (tmp_path / "made up.xlsx",))
    told = [(found.place.sheet, found.place.cell) for found in after.problems if found.code == "not-read"]
    assert sorted(told) == sorted(strays)
    assert [found.code for found in after.problems if found.code != "not-read"] == [found.code for found in before.problems]


def test_a_workbook_stamped_as_two_things_is_refused(made_demo: Path, tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo, "2017-18-Q3", DA))
    cell = next(cell for row in workbook["Start"].iter_rows() for cell in row if " | " in str(cell.value))
    cell.value = cell.value.replace("domestic-abuse", "prevent")
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    assert _blocking(made_demo, tmp_path / "made up.xlsx") == [("stamps-disagree", "", "")]


def test_a_workbook_without_a_stamp_is_foreign(made_demo: Path, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "A made-up workbook"
    (tmp_path / "made up.xlsx").write_bytes(saved(workbook))
    assert _blocking(made_demo, tmp_path / "made up.xlsx") == [("foreign-workbook", "", "")]


def test_an_empty_workbook_as_issued_lacks_every_required_answer_and_nothing_else(made_demo: Path) -> None:
    issued = made_demo / "output" / NOW / "issued" / f"{NOW} serious-violence.xlsx"
    found = _blocking(made_demo, issued)
    assert {code for code, _, _ in found} == {"missing", "missing-figure"}
    assert sum(code == "missing-figure" for code, _, _ in found) == 15
    assert [sheet for code, sheet, _ in found if code == "missing"] == ["Update"]
    assert len(set(found)) == len(found)
