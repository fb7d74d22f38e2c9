"""Figures carried from quarter to quarter: issued, returned untouched, corrected, changed or cleared; and what the paper says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shpdocs.doors.store import open_folder
from shpdocs.verbs.assemble import assemble
from shpdocs.verbs.check import check
from shpdocs.verbs.collect import collect
from shpdocs.verbs.issue import Issued, issue
from shpdocs.words.period import parse_period
from shpdocs.words.problem import Problem
from shpdocs.words.returns import answer_at
from tests.leads import PREVENT_MEASURES, At, cell_of, row_of, type_into

YEAR = "2024-25"
ROW = "measures/staff-trained"
OBJECTIVE = "Staff trained in Prevent"


def _prevent(folder: Path, quarter: str) -> Issued:
    return next(one for one in issue(folder, f"{YEAR}-{quarter}") if one.sub_group == "prevent")


def _fill(folder: Path, quarter: str, figure: Any, typed: dict[At, Any] | None = None, name: str = "") -> Path:
    """The workbook issued, filled in: a figure for staff trained, a reason for all others; in a folder beside the inbox."""
    reasons = {At("Measures", f"measures/{row}", "If no figure"): "Not applicable" for row in PREVENT_MEASURES if f"measures/{row}" != ROW}
    answers = {At("Update", "fields/update", "Your answer"): "A made-up update.", At("Measures", ROW, f"{quarter} 2024/25: your"): figure}
    target = folder / "post" / (name or f"{quarter}.xlsx")
    source = sorted((folder / "output" / f"{YEAR}-{quarter}" / "issued").glob("* prevent*.xlsx"), key=lambda path: path.stat().st_mtime_ns)[
        -1
    ]
    type_into(source, answers | reasons | (typed or {}), target)
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
def second_quarter(folder: Path) -> Path:
    """A folder with Q1 collected (7 staff trained) and Q2 issued."""
    _prevent(folder, "Q1")
    _take(folder, "Q1", _fill(folder, "Q1", 7))
    _prevent(folder, "Q2")
    return folder


def _q1_in(folder: Path, path: Path) -> Any:
    return cell_of(openpyxl.load_workbook(path), At("Measures", ROW, "Q1")).value


def test_a_correction_of_q1_is_printed_although_q2_came_back_with_the_old_figure_untouched(second_quarter: Path) -> None:
    returned = _fill(second_quarter, "Q2", 9)
    assert _q1_in(second_quarter, returned) == 7
    assert _take(second_quarter, "Q2", returned) == ()
    assert _printed(second_quarter, "Q2") == ["7", "9"]
    _take(second_quarter, "Q1", _fill(second_quarter, "Q1", 8, name="corrected.xlsx"))
    assert _printed(second_quarter, "Q2") == ["8", "9"]


def test_a_correction_of_q1_gives_q2_another_issue_with_the_corrected_figure(second_quarter: Path) -> None:
    _take(second_quarter, "Q1", _fill(second_quarter, "Q1", 8, name="corrected.xlsx"))
    again = _prevent(second_quarter, "Q2")
    assert (again.issue, again.outcome, _q1_in(second_quarter, again.path)) == (2, "issued", 8)


@pytest.mark.parametrize("look", ["check", "collect"])
def test_an_earlier_figure_that_was_changed_is_told_at_its_cell_and_printed_as_revised(look: str, second_quarter: Path) -> None:
    at = At("Measures", ROW, "Q1")
    path = _fill(second_quarter, "Q2", 9, {at: 12})
    found = check(second_quarter, (path,))[0].problems if look == "check" else _take(second_quarter, "Q2", path)
    cell = cell_of(openpyxl.load_workbook(path), at).coordinate
    assert [(one.code, one.severity, one.place.sheet, one.place.cell, one.entered) for one in found] == [
        ("earlier-revised", "warning", "Measures", cell, "12")
    ]
    assert "7 was accepted before; it is now 12." in found[0].what
    if look == "collect":
        assert _printed(second_quarter, "Q2") == ["12 (revised)", "9"]
        assert _printed(second_quarter, "Q1") == ["7"]


def test_an_earlier_figure_that_was_cleared_is_told_and_stays(second_quarter: Path) -> None:
    at = At("Measures", ROW, "Q1")
    path = _fill(second_quarter, "Q2", 9, {at: None})
    (found,) = _take(second_quarter, "Q2", path)
    assert (found.code, found.place.cell) == ("earlier-deleted", cell_of(openpyxl.load_workbook(path), at).coordinate)
    assert _printed(second_quarter, "Q2") == ["7", "9"]


def test_what_nobody_touched_is_marked_as_issued_and_what_was_typed_is_not(second_quarter: Path) -> None:
    _take(second_quarter, "Q2", _fill(second_quarter, "Q2", 9))
    of = open_folder(second_quarter).period(parse_period(f"{YEAR}-Q2")).read_return("prevent")
    assert of is not None
    assert of.sources[f"/{ROW}/earlier/Q1/value"].prefilled
    assert not of.sources[f"/{ROW}/figure/value"].prefilled
    assert answer_at(of.answers, f"/{ROW}/earlier/Q1/value") == 7


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
    assert _q1_in(second_quarter, issued.path) == 7
    new = {At("Measures", "measures/made-up-visits", "Q2 2024/25: your"): 3}
    _take(second_quarter, "Q2", _fill(second_quarter, "Q2", 9, new))
    made = assemble(second_quarter, f"{YEAR}-Q2")
    assert made.unusable == ()
    assert row_of(made.path, "Made-up visits")[1:3] == ["No entry", "3"]
    assert _printed(second_quarter, "Q2") == ["7", "9"]
