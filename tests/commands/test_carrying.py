"""Figures carried from quarter to quarter: issued, returned untouched, corrected, changed or cleared; and what the paper says of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.check import check
from shpdocs.commands.init import init
from shpdocs.commands.issue import Issued, issue
from shpdocs.commands.verify import verify
from shpdocs.model.errors import RecordError
from shpdocs.model.period import parse_period
from shpdocs.model.problem import Problem
from shpdocs.model.returns import answer_at
from shpdocs.model.workbook import Verdict
from shpdocs.store.folder import PeriodFolder, open_folder
from shpdocs.store.ledger import LedgerState
from tests.journey.test_verdict_agreement import worked_out_anew
from tests.support.accepted import collect
from tests.support.clients import needs_libreoffice
from tests.support.few import keep_only
from tests.support.leads import PREVENT_MEASURES, REFERENCE, At, cell_of, heading_row_of, row_of, type_into

YEAR = "2024-25"
ROW = "measures/staff-trained"
OBJECTIVE = "Staff trained in Prevent"
WHY = At("Measures", ROW, "If an earlier quarter changed")
SIGNED_OFF: dict[At, Any] = {
    At("Start", "sign-off/name", "Your answer"): "A. Made-up",
    At("Start", "sign-off/role", "Your answer"): "Chair (made up)",
    At("Start", "sign-off/date", "Your answer"): date(2024, 10, 4),
}


def _prevent(folder: Path, quarter: str) -> Issued:
    return next(one for one in issue(folder, f"{YEAR}-{quarter}") if one.sub_group == "prevent")


def _fill(folder: Path, quarter: str, figure: Any, typed: dict[At, Any] | None = None, name: str = "") -> Path:
    """The workbook issued, filled in and signed off: a figure for staff trained, a reason for all others; beside the inbox."""
    reasons = {At("Measures", f"measures/{row}", "If no figure"): "Not applicable" for row in PREVENT_MEASURES if f"measures/{row}" != ROW}
    answers = {At("Update", "fields/update", "Your answer"): "A made-up update.", At("Measures", ROW, f"{quarter} 2024/25: your"): figure}
    target = folder / "post" / (name or f"{quarter}.xlsx")
    source = sorted((folder / "output" / f"{YEAR}-{quarter}" / "issued").glob("* prevent*.xlsx"), key=lambda path: path.stat().st_mtime_ns)[
        -1
    ]
    type_into(source, answers | reasons | SIGNED_OFF | (typed or {}), target)
    return target


def _take(folder: Path, quarter: str, file: Path) -> tuple[Problem, ...]:
    """Collect a file that must come into force; return what was told of it."""
    (outcome,) = collect(folder, f"{YEAR}-{quarter}", [file]).files
    assert outcome.outcome == "in-force"
    return outcome.problems


def _printed(folder: Path, quarter: str) -> list[str]:
    """The figures the paper of a quarter prints, by quarter."""
    row = row_of(assemble(folder, f"{YEAR}-{quarter}").path, OBJECTIVE)
    return row[1 : 1 + int(quarter[1])]


@pytest.fixture
def folder(folder: Path) -> Path:
    """A new partnership folder that asks the Prevent Partnership only."""
    return keep_only(folder, YEAR, "prevent")


def _with_first(root: Path, typed: dict[At, Any]) -> Path:
    """A folder with Q1 collected (7 staff trained) and Q2 issued."""
    folder = keep_only(init(root / "partnership"), YEAR, "prevent")
    _prevent(folder, "Q1")
    _take(folder, "Q1", _fill(folder, "Q1", 7, typed))
    _prevent(folder, "Q2")
    return folder


@pytest.fixture(scope="module")
def made_second_quarter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _with_first(tmp_path_factory.mktemp("second-quarter"), {})


@pytest.fixture
def second_quarter(made_second_quarter: Path, tmp_path: Path) -> Path:
    """A folder with Q1 collected and Q2 issued."""
    return Path(shutil.copytree(made_second_quarter, tmp_path / "second-quarter"))


def _q1_in(path: Path) -> Any:
    return cell_of(openpyxl.load_workbook(path), At("Measures", ROW, "Q1")).value


def test_a_correction_of_q1_is_printed_although_q2_came_back_with_the_old_figure_untouched(second_quarter: Path) -> None:
    returned = _fill(second_quarter, "Q2", 9)
    assert _q1_in(returned) == 7
    assert _take(second_quarter, "Q2", returned) == ()
    assert _printed(second_quarter, "Q2") == ["7", "9"]
    _take(second_quarter, "Q1", _fill(second_quarter, "Q1", 8, name="corrected.xlsx"))
    assert _printed(second_quarter, "Q2") == ["8", "9"]


def test_a_correction_of_q1_gives_q2_another_issue_with_the_corrected_figure(second_quarter: Path) -> None:
    _take(second_quarter, "Q1", _fill(second_quarter, "Q1", 8, name="corrected.xlsx"))
    again = _prevent(second_quarter, "Q2")
    assert (again.issue, again.outcome, _q1_in(again.path)) == (2, "issued", 8)


@pytest.mark.parametrize("look", ["check", "collect"])
def test_an_earlier_figure_that_was_changed_is_told_at_its_cell_and_printed_as_revised(look: str, second_quarter: Path) -> None:
    at = At("Measures", ROW, "Q1")
    path = _fill(second_quarter, "Q2", 9, {at: 12})
    found = check(second_quarter, (path,))[0].problems if look == "check" else _take(second_quarter, "Q2", path)
    workbook = openpyxl.load_workbook(path)
    assert [(one.code, one.severity, one.place.sheet, one.place.cell, one.entered) for one in found] == [
        ("earlier-revised", "notice", "Measures", cell_of(workbook, at).coordinate, "12"),
        ("revised-without-reason", "warning", "Measures", cell_of(workbook, WHY).coordinate, ""),
    ]
    assert "7 was accepted before; it is now 12." in found[0].what
    if look == "collect":
        assert _printed(second_quarter, "Q2") == ["12 (revised)", "9"]
        assert _printed(second_quarter, "Q1") == ["7"]


@pytest.mark.parametrize("look", ["check", "collect"])
def test_a_change_that_says_why_is_no_longer_asked_for_a_reason_and_the_paper_prints_it(look: str, second_quarter: Path) -> None:
    path = _fill(second_quarter, "Q2", 9, {At("Measures", ROW, "Q1"): 12, WHY: "Recounted, made up."})
    found = check(second_quarter, (path,))[0].problems if look == "check" else _take(second_quarter, "Q2", path)
    assert [one.code for one in found] == ["earlier-revised"]
    if look == "collect":
        assert "Why revised: Recounted, made up." in "\n".join(row_of(assemble(second_quarter, f"{YEAR}-Q2").path, OBJECTIVE))


@pytest.mark.parametrize("look", ["check", "collect"])
def test_a_change_without_a_reason_looks_odd_in_the_verdict_and_one_with_a_reason_does_not(look: str, second_quarter: Path) -> None:
    verdicts = []
    for reason in (None, "Recounted, made up."):
        path = _fill(second_quarter, "Q2", 9, {At("Measures", ROW, "Q1"): 12, WHY: reason})
        (outcome,) = check(second_quarter, (path,)) if look == "check" else collect(second_quarter, f"{YEAR}-Q2", [path]).files
        verdicts.append(outcome.verdict)
    assert verdicts == [Verdict(0, 1), Verdict(0, 0)]


def test_an_earlier_figure_that_was_cleared_is_told_and_stays(second_quarter: Path) -> None:
    at = At("Measures", ROW, "Q1")
    path = _fill(second_quarter, "Q2", 9, {at: None})
    (found,) = _take(second_quarter, "Q2", path)
    assert (found.code, found.place.cell) == ("earlier-deleted", cell_of(openpyxl.load_workbook(path), at).coordinate)
    assert _printed(second_quarter, "Q2") == ["7", "9"]


def test_what_nobody_touched_is_marked_as_issued_and_what_was_typed_is_not(second_quarter: Path) -> None:
    _take(second_quarter, "Q2", _fill(second_quarter, "Q2", 9))
    return_ = open_folder(second_quarter).period(parse_period(f"{YEAR}-Q2")).read_return("prevent")
    assert return_ is not None
    assert return_.sources[f"/{ROW}/earlier/Q1/value"].prefilled
    assert not return_.sources[f"/{ROW}/figure/value"].prefilled
    assert answer_at(return_.answers, f"/{ROW}/earlier/Q1/value") == 7


def test_a_figure_that_was_provisional_in_q1_is_still_marked_in_q2(folder: Path) -> None:
    _prevent(folder, "Q1")
    _take(folder, "Q1", _fill(folder, "Q1", 7, {At("Measures", ROW, "Provisional"): "Yes"}))
    _prevent(folder, "Q2")
    _take(folder, "Q2", _fill(folder, "Q2", 9))
    assert _printed(folder, "Q2") == ["7 (provisional)", "9"]


def test_a_figure_awaited_in_q1_and_given_in_q2_is_news_and_no_revision(folder: Path) -> None:
    _prevent(folder, "Q1")
    _take(folder, "Q1", _fill(folder, "Q1", "Not yet available"))
    _prevent(folder, "Q2")
    assert _take(folder, "Q2", _fill(folder, "Q2", 9, {At("Measures", ROW, "Q1"): 7})) == ()
    assert _printed(folder, "Q2") == ["7", "9"]


def test_q3_issued_before_q2_came_in_prints_q2_from_its_own_return(second_quarter: Path) -> None:
    _prevent(second_quarter, "Q3")
    third = _fill(second_quarter, "Q3", 11)
    assert cell_of(openpyxl.load_workbook(third), At("Measures", ROW, "Q2")).value is None
    _take(second_quarter, "Q2", _fill(second_quarter, "Q2", 9))
    assert _take(second_quarter, "Q3", third) == ()
    assert _printed(second_quarter, "Q3") == ["7", "9", "11"]


def test_a_correction_of_a_later_quarter_is_carried_into_the_next_workbook(second_quarter: Path) -> None:
    _take(second_quarter, "Q2", _fill(second_quarter, "Q2", 9, {At("Measures", ROW, "Q1"): 12}))
    third = _prevent(second_quarter, "Q3").path
    workbook = openpyxl.load_workbook(third)
    assert [cell_of(workbook, At("Measures", ROW, quarter)).value for quarter in ("Q1", "Q2")] == [12, 9]
    _take(second_quarter, "Q3", _fill(second_quarter, "Q3", 11))
    assert _printed(second_quarter, "Q3") == ["12 (revised)", "9", "11"]


def test_a_measure_added_mid_year_takes_nothing_from_the_quarters_before(second_quarter: Path) -> None:
    path = second_quarter / "workbook_templates" / YEAR / "prevent.toml"
    added = """
[measures.made-up-visits]
name = "Made-up visits"
objective = "Made-up visits"
theme = "prevent"
unit = "count"
counts = "Made-up visits"
quarters = "sum"
better = "higher"
"""
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    issued = _prevent(second_quarter, "Q2")
    assert _q1_in(issued.path) == 7
    new = {At("Measures", "measures/made-up-visits", "Q2 2024/25: your"): 3}
    _take(second_quarter, "Q2", _fill(second_quarter, "Q2", 9, new))
    made = assemble(second_quarter, f"{YEAR}-Q2")
    assert made.unusable == ()
    assert row_of(made.path, "Made-up visits")[1:3] == ["No entry", "3"]
    assert _printed(second_quarter, "Q2") == ["7", "9"]


def _rows(path: Path, sheet: str, *headings: str) -> list[list[Any]]:
    """What shows under these headings of a sheet, row by row, as far as the rows show anything under the first."""
    workbook = openpyxl.load_workbook(path, data_only=True)
    columns = {str(cell.value): cell.column for cell in workbook[sheet][heading_row_of(workbook[sheet])] if cell.value}
    found = []
    for row in range(heading_row_of(workbook[sheet]) + 1, workbook[sheet].max_row + 1):
        cells = [workbook[sheet].cell(row, columns[heading]).value for heading in headings]
        if cells[0] is not None:
            found.append(cells)
    return found


GRANTS = {
    At("Funding", f"tables/funding/{row}", heading): value
    for row, values in enumerate((("Fund A", 5000, "1 year", "Made up"), ("Fund B", "£280k", "2 years", "Made up too")))
    for heading, value in zip(("Funder", "Amount", "Period", "Purpose"), values, strict=True)
}
BENCHMARK = {
    At("Benchmarks", "tables/benchmarks/channel-panel", "Assessment"): "Met",
    At("Benchmarks", "tables/benchmarks/channel-panel", "Evidence"): "Made-up evidence.",
    At("Benchmarks", "tables/benchmarks/channel-panel", "Assessed"): date(2024, 6, 3),
}


OF_THIS_QUARTER: dict[At, Any] = {  # with which every row that was carried is brought up to date
    At("Funding", "tables/funding/0", "Amount"): 5000,
    At("Funding", "tables/funding/1", "Amount"): "£280k",
    At("Benchmarks", "tables/benchmarks/channel-panel", "Evidence"): "Made-up evidence, looked at again.",
}


@pytest.fixture(scope="module")
def made_with_rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _with_first(tmp_path_factory.mktemp("with-rows"), GRANTS | BENCHMARK)


@pytest.fixture
def with_rows(made_with_rows: Path, tmp_path: Path) -> Path:
    """A folder with Q1 collected, two grants and a benchmark in it, and Q2 issued."""
    return Path(shutil.copytree(made_with_rows, tmp_path / "with-rows"))


@pytest.fixture(scope="module")
def made_year(made_with_rows: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(made_with_rows, tmp_path_factory.mktemp("year") / "partnership"))
    _take(folder, "Q2", _fill(folder, "Q2", 9, OF_THIS_QUARTER))
    _next_year(folder)
    return folder


@pytest.fixture
def next_year(made_year: Path, tmp_path: Path) -> Path:
    """A folder with Q1 and Q2 collected (7 and 9 staff trained) and the first quarter of the next year issued."""
    return Path(shutil.copytree(made_year, tmp_path / "year"))


def _second(folder: Path) -> Path:
    return folder / "output" / f"{YEAR}-Q2" / "issued" / f"{YEAR}-Q2 prevent.xlsx"


def test_rows_of_the_last_return_stand_in_the_next_workbook_and_say_where_they_come_from(with_rows: Path) -> None:
    """A row that nobody has used yet says nothing."""
    shown = ("Carried or new", "Funder", "Amount", "Amount in Q1 2024/25", "Purpose")
    first, second, *others = _rows(_second(with_rows), "Funding", *shown)
    assert first == ["Carried from Q1 2024/25", "Fund A", None, "£5,000", "Made up"]
    assert second == ["Carried from Q1 2024/25", "Fund B", None, "£280k", "Made up too"]
    assert others == []
    named = {row[0]: row[1:] for row in _rows(_second(with_rows), "Benchmarks", REFERENCE, "Carried or new", "Assessment")}
    assert named.pop("tables/benchmarks/channel-panel") == ["Carried from Q1 2024/25", "Met"]
    assert {tuple(row) for row in named.values()} == {("New", None)}


def test_carried_columns_that_come_back_untouched_are_answers_as_issued_and_printed_alike(with_rows: Path) -> None:
    before = open_folder(with_rows).period(parse_period(f"{YEAR}-Q1")).read_return("prevent")
    assert _take(with_rows, "Q2", _fill(with_rows, "Q2", 9, OF_THIS_QUARTER)) == ()
    after = open_folder(with_rows).period(parse_period(f"{YEAR}-Q2")).read_return("prevent")
    assert before is not None
    assert after is not None
    assert after.answers["tables"]["funding"] == before.answers["tables"]["funding"]
    carried = [pointer for pointer, source in after.sources.items() if pointer.startswith("/tables/") and source.prefilled]
    assert len(carried) == len(GRANTS) + len(BENCHMARK) - len(OF_THIS_QUARTER)


def test_a_carried_row_that_was_brought_up_to_date_is_not_missed(with_rows: Path) -> None:
    changed = {At("Funding", "tables/funding/0", "Amount"): 7000, At("Funding", "tables/funding/0", "Period"): "3 years"}
    assert _take(with_rows, "Q2", _fill(with_rows, "Q2", 9, OF_THIS_QUARTER | changed)) == ()


@pytest.mark.parametrize("look", ["check", "collect"])
def test_a_carried_row_that_was_taken_out_is_told_once_and_the_others_stay(look: str, with_rows: Path) -> None:
    gone = {at: None for at in GRANTS if at.row == "tables/funding/0"}
    path = _fill(with_rows, "Q2", 9, OF_THIS_QUARTER | gone)
    (found,) = check(with_rows, (path,))[0].problems if look == "check" else _take(with_rows, "Q2", path)
    sheet = openpyxl.load_workbook(path)["Funding"]
    assert (found.code, found.entered, found.place.sheet, found.place.cell) == (
        "carried-row-gone",
        "Fund A",
        "Funding",
        f"A{heading_row_of(sheet)}",
    )


def test_carried_rows_may_stand_in_another_order(with_rows: Path) -> None:
    other = {0: 1, 1: 0}
    values = {(at.row, at.heading): value for at, value in GRANTS.items()}
    swapped = {at: values[f"tables/funding/{other[int(at.row[-1])]}", at.heading] for at in GRANTS}
    assert _take(with_rows, "Q2", _fill(with_rows, "Q2", 9, OF_THIS_QUARTER | swapped)) == ()


def test_a_row_that_was_closed_is_left_out_of_the_next_workbook(demo_folder: Path) -> None:
    headings = ("Milestone", "Activity", "Status")
    source = demo_folder / "output" / f"{YEAR}-Q2" / "inbox" / f"{YEAR}-Q2 partnership.xlsx"
    done = {At("Development plan", f"tables/development-plan/{row}", "Status"): "Completed" for row in (0, 2)}
    open_still = {At("Development plan", "tables/development-plan/3", "Status"): "On track"}
    type_into(source, done | open_still, demo_folder / "post" / "made up.xlsx")
    _take(demo_folder, "Q2", demo_folder / "post" / "made up.xlsx")
    now = [[*row[:2], None] for row in _rows(demo_folder / "post" / "made up.xlsx", "Development plan", *headings)]
    path = next(one.path for one in issue(demo_folder, f"{YEAR}-Q3") if one.sub_group == "partnership")
    assert [row[0] for row in _rows(path, "Development plan", "Status in Q2 2024/25", "Milestone")].count("On track") == 1
    assert _rows(path, "Development plan", *headings) == [row for number, row in enumerate(now) if number not in (0, 2)]
    said = [row[0] for row in _rows(path, "Development plan", "Carried or new")]
    assert said == ["Carried from Q2 2024/25"] * (len(now) - 2)


@pytest.mark.real_client
@needs_libreoffice
def test_a_row_says_new_once_it_is_used_and_the_check_sheets_lead_to_what_it_lacks(with_rows: Path, tmp_path: Path) -> None:
    """As LibreOffice works it out. Two rows are left blank over the new one; of the two after it, the first lacks something."""
    rows = {number: f"tables/funding/{number}" for number in (4, 5, 6)}
    typed: dict[At, Any] = {At("Funding", row, "Funder"): "A made-up body" for row in rows.values()}
    typed |= {At("Funding", rows[5], heading): "Made up" for heading in ("Amount", "Period", "Purpose")}
    path = _fill(with_rows, "Q2", 9, OF_THIS_QUARTER | typed)
    (anew,) = worked_out_anew([path], tmp_path / "libreoffice")
    workbook = openpyxl.load_workbook(anew, data_only=True)

    said = [cell_of(workbook, At("Funding", f"tables/funding/{number}", "Carried or new")).value or "" for number in range(7)]
    assert said == [*["Carried from Q1 2024/25"] * 2, "", "", "New", "New", "New"]
    lead = {row[2].value: (row[0].value, row[4].value) for row in workbook["Checklist"].iter_rows(min_row=4) if row[3].value == "Funding"}
    lacks = {heading: cell_of(workbook, At("Funding", rows[4], heading)).coordinate for heading in ("Amount", "Period", "Purpose")}
    funder = cell_of(workbook, At("Funding", "tables/funding/0", "Funder")).coordinate
    assert lead == {"Funding": ("✓", funder), "Funding: Funder": ("✓", funder)} | {
        f"Funding: {heading}": ("!", cell) for heading, cell in lacks.items()
    }
    lines = [[cell.value for cell in row[:2]] for row in workbook["Check"].iter_rows(min_row=10)]
    assert [line for line in lines if line[0]] == [[f"Funding: {heading}", f"Funding {cell}"] for heading, cell in lacks.items()]


def test_check_looks_up_what_was_issued_once_a_period(with_rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    real = PeriodFolder.state

    def counted(period_folder: PeriodFolder) -> LedgerState:
        asked.append(1)
        return real(period_folder)

    monkeypatch.setattr(PeriodFolder, "state", counted)
    files = [_fill(with_rows, "Q2", figure, OF_THIS_QUARTER, name=f"{figure}.xlsx") for figure in (9, 10, 11)]
    assert len(check(with_rows, tuple(files))) == 3
    assert len(asked) == 1
    check(with_rows, (*files, _fill(with_rows, "Q1", 7)))
    assert len(asked) == 3


NEXT_YEAR = "2025-26"


def _next_year(folder: Path, change: Callable[[str], str] = lambda text: text) -> Path:
    """The Prevent Partnership's workbook for the first quarter of a made-up next year, after a change of its definition."""
    templates = folder / "workbook_templates"
    shutil.copytree(templates / YEAR, templates / NEXT_YEAR)
    path = templates / NEXT_YEAR / "prevent.toml"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return next(one.path for one in issue(folder, f"{NEXT_YEAR}-Q1") if one.sub_group == "prevent")


def test_the_first_workbook_of_a_year_carries_the_rows_of_last_years_last_return(with_rows: Path) -> None:
    _take(with_rows, "Q2", _fill(with_rows, "Q2", 9, OF_THIS_QUARTER | {At("Funding", "tables/funding/1", "Purpose"): "Changed (made up)"}))
    rows = _rows(_next_year(with_rows), "Funding", "Carried or new", "Funder", "Purpose")
    assert rows[:2] == [["Carried from Q2 2024/25", "Fund A", "Made up"], ["Carried from Q2 2024/25", "Fund B", "Changed (made up)"]]


def test_the_first_workbook_of_a_year_tells_the_range_of_last_years_quarters(with_rows: Path) -> None:
    _take(with_rows, "Q2", _fill(with_rows, "Q2", 9, OF_THIS_QUARTER))
    path = _next_year(with_rows)
    counted = dict(_rows(path, "Measures", REFERENCE, "What it counts, and source"))
    assert counted[ROW].endswith("Last year's quarters: 7 to 9.")
    period_folder = open_folder(with_rows).period(parse_period(f"{NEXT_YEAR}-Q1"))
    (event,) = [one for one in period_folder.events() if one.file == path.name]
    assert period_folder.issued_with(event).ranges == {f"/{ROW}": (7, 9)}


@pytest.mark.parametrize(
    "spoil", [Path.unlink, lambda path: path.write_text("{}"), lambda path: path.write_bytes(path.read_bytes() + b" ")]
)
def test_nothing_is_judged_without_what_its_workbook_was_issued_with(with_rows: Path, spoil: Callable[[Path], object]) -> None:
    _take(with_rows, "Q2", _fill(with_rows, "Q2", 9, OF_THIS_QUARTER))
    issued = _next_year(with_rows)
    period_folder = open_folder(with_rows).period(parse_period(f"{NEXT_YEAR}-Q1"))
    (prefill,) = [event.prefill for event in period_folder.events() if event.file == issued.name]
    spoil(period_folder.prefills.place(prefill))
    with pytest.raises(RecordError) as error:
        collect(with_rows, f"{NEXT_YEAR}-Q1", [issued])
    assert prefill in str(error.value)
    assert f"output/{NEXT_YEAR}-Q1/prefilled/{prefill}.json" in {fault.file for fault in verify(with_rows).faults}


@pytest.mark.parametrize(
    ("figure", "commentary", "expected"), [(7, None, 0), (9, None, 0), (10, None, 1), (6, None, 1), (10, "Made up.", 0)]
)
def test_a_figure_outside_last_years_range_looks_odd_unless_it_is_explained(
    figure: int, commentary: str | None, expected: int, next_year: Path
) -> None:
    path, new = next_year / "output" / f"{NEXT_YEAR}-Q1" / "issued" / f"{NEXT_YEAR}-Q1 prevent.xlsx", next_year / "post" / "new.xlsx"
    type_into(path, {At("Measures", ROW, "Q1"): figure, At("Measures", ROW, "Commentary"): commentary}, new)
    (outcome,) = check(next_year, (new,))
    assert [problem.code for problem in outcome.problems].count("outside-last-year") == expected


def test_a_table_that_no_longer_carries_begins_blank_next_year(with_rows: Path) -> None:
    path = _next_year(with_rows, lambda text: text.replace("carry = true\n", ""))
    sheets = openpyxl.load_workbook(path)
    assert [sheet.title for sheet in sheets.worksheets for row in sheet.iter_rows() for cell in row if cell.value == "Carried or new"] == []
    assert _rows(path, "Funding", "Funder") == []


def test_a_row_that_is_asked_no_more_is_not_carried_into_the_next_year(with_rows: Path) -> None:
    path = _next_year(with_rows, lambda text: re.sub(r"(?m)^channel-panel = .*\n", "", text))
    assert "tables/benchmarks/channel-panel" not in [row[0] for row in _rows(path, "Benchmarks", REFERENCE)]
    assert _rows(path, "Benchmarks", "Assessment") == []


def test_without_a_definition_of_last_year_nothing_is_carried(with_rows: Path) -> None:
    templates = with_rows / "workbook_templates"
    shutil.copytree(templates / YEAR, templates / NEXT_YEAR)
    shutil.rmtree(templates / YEAR)
    path = next(one.path for one in issue(with_rows, f"{NEXT_YEAR}-Q1") if one.sub_group == "prevent")
    assert _rows(path, "Funding", "Funder") == []
