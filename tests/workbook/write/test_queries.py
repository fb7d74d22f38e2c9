"""Query workbooks: what came goes back as it came, each problem marked at its cell, and comes back as any return does."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from shpdocs.commands.audit import audit
from shpdocs.commands.collecting.query import Query, query_workbook
from shpdocs.commands.issue import issue
from shpdocs.commands.judge import Rules, judge
from shpdocs.definitions.definition_files import Year, read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.model.collection import Judgement
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Stamp
from shpdocs.store.disk import sha256
from shpdocs.store.folder import open_folder
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.queries import carried_into_query, filled_row_counts, query_content
from shpdocs.workbook.read import read_workbook
from shpdocs.workbook.write import write_workbook
from tests.commands.test_planted_faults import (
    AMOUNT,
    CASES_WHY,
    DA,
    FAULTS,
    FUNDER,
    NOW,
    OFFICER,
    REPEATS,
    SECOND_FUNDER,
    STRATEGY_ACTIVITY,
    VICTIMS,
    VICTIMS_AS_AT,
    VICTIMS_COMMENTARY,
    VICTIMS_Q1,
    VIOLENCE,
)  # fmt: skip
from tests.journey.test_oracle import SETTINGS, SLOW, STAMP, collected, filled_workbook
from tests.journey.test_verdict_agreement import case, filled, formula_values, worked_out_anew
from tests.support.clients import each_client, needs_libreoffice
from tests.support.examples import few_and_many, hold
from tests.support.leads import REFERENCE, At, cell_of, heading_row_of, saved
from tests.support.made_up import Filled, cases

LOGICAL = {"=TRUE()": "TRUE", "=FALSE()": "FALSE"}  # the only form that every program keeps
NUMBER = 90  # of every query workbook here: issued last
PERIOD = "2017-18-Q3"


@dataclass(frozen=True)
class Asked:
    """A file that came, how it was judged, the query workbook on it, and what that one counts as issued with."""

    demo: Path
    came: bytes
    judged: Judgement
    content: bytes
    prefill: Prefill

    @property
    def workbook(self) -> Any:
        """The query workbook as openpyxl opens it."""
        return openpyxl.load_workbook(BytesIO(self.content))

    def returned(self, content: bytes | None = None) -> Judgement:
        """How the query workbook is judged when it comes back."""
        return _judged(self.demo, self.content if content is None else content, self)

    def asked_again(self, content: bytes) -> Asked:
        """The query workbook on this query workbook, when it comes back."""
        return _ask(self.demo, content, self)


@cache
def _year(demo: Path, name: str) -> Year:
    return read_year(open_folder(demo), name)


def _judged(demo: Path, content: bytes, asked: Asked | None = None) -> Judgement:
    root = open_folder(demo)

    def prefill(stamp: Stamp) -> Prefill:
        return _prefill(demo, stamp, asked)

    def read_sent(period: str, file: str) -> bytes | None:
        return asked.content if asked and asked.prefill.sent == file else root.read_sent(period, file)

    return judge(content, "made up.xlsx", Rules(read_settings(root), lambda name: _year(demo, name), prefill, read_sent))


def _prefill(demo: Path, stamp: Stamp, asked: Asked | None) -> Prefill:
    sent = open_folder(demo).period(parse_period(stamp.period)).state().sent
    return (
        asked.prefill
        if asked and stamp.issue == NUMBER
        else open_folder(demo).issued_with(stamp.period, sent[stamp.sub_group, stamp.issue])
    )


def _ask(demo: Path, content: bytes, asked: Asked | None = None) -> Asked:
    judged = _judged(demo, content, asked)
    assert judged.stamp is not None
    definition = _year(demo, parse_period(judged.stamp.period).year).definition(judged.stamp.sub_group)
    assert definition is not None
    stamp = replace(judged.stamp, issue=NUMBER, definition=definition.digest)
    prefill, settings = _prefill(demo, judged.stamp, asked), read_settings(open_folder(demo))
    written, again = query_workbook(content, Query("", "made up.xlsx", stamp, definition, settings, prefill, judged.problems))
    return Asked(demo, content, judged, written, replace(again, sent=sha256(written)))


def _source(demo: Path, sub_group: str = DA, period: str = PERIOD) -> Path:
    return demo / "output" / period / "inbox" / f"{period} {sub_group}.xlsx"


def _typed(demo: Path, typed: dict[At, Any], sub_group: str = DA, period: str = PERIOD, formats: dict[At, str] | None = None) -> Asked:
    """The query workbook on a workbook of the demo with values typed into it."""
    workbook = openpyxl.load_workbook(_source(demo, sub_group, period))
    for at, value in typed.items():
        cell_of(workbook, at).value = value
    for at, number_format in (formats or {}).items():
        cell_of(workbook, at).number_format = number_format
    return _ask(demo, saved(workbook))


def _told(problems: tuple[Problem, ...]) -> list[tuple[str, str, str]]:
    """What is asked of a lead, wherever it stands."""
    told = (found for found in problems if found.severity != "notice")
    return sorted((found.code, found.answer, LOGICAL.get(found.entered, found.entered)) for found in told)


def _right_of(workbook: Any, at: At) -> Any:
    """The cell right of an answer."""
    cell = cell_of(workbook, at)
    return workbook[at.sheet].cell(cell.row, cell.column + 1)


def _queries(workbook: Any) -> list[list[Any]]:
    """The rows of the sheet Queries."""
    rows = [[cell.value for cell in row] for row in workbook["Queries"].iter_rows()]
    heading = next(number for number, row in enumerate(rows) if row[0] == "No.")
    return [row for row in rows[heading + 1 :] if row[0] is not None]


@cache
def _asked_of(name: str, demo: Path) -> Asked:
    """The query workbook on a workbook of the demo with that fault."""
    fault = FAULTS[name]
    return _typed(demo, fault.typed, fault.sub_group, fault.period, fault.formats)


@pytest.mark.parametrize("name", FAULTS)
def test_sent_back_untouched_it_says_the_same_and_asks_the_same_at_the_same_cells(name: str, made_demo: Path) -> None:
    fault, asked = FAULTS[name], _asked_of(name, made_demo)
    again = asked.returned()
    assert asked.judged.return_ is not None and again.return_ is not None
    assert again.return_.answers == asked.judged.return_.answers
    assert _told(again.problems) == _told(asked.judged.problems)
    assert again.verdict == asked.judged.verdict
    at = fault.at or next(iter(fault.typed))
    blocking = [found for found in again.problems if found.severity == "blocking"]
    assert [(found.place.sheet, found.place.cell) for found in blocking] == [(at.sheet, cell_of(asked.workbook, at).coordinate)]


@pytest.mark.parametrize("name", FAULTS)
def test_each_problem_is_marked_in_words_right_of_its_cell(name: str, made_demo: Path) -> None:
    fault, asked = FAULTS[name], _asked_of(name, made_demo)
    problem = next(found for found in asked.judged.problems if found.code == fault.code)
    beside = _right_of(asked.workbook, fault.at or next(iter(fault.typed)))
    assert beside.value.startswith("! ")
    assert " ".join(f"{problem.what} {problem.needed}".split()) in beside.value
    heading = asked.workbook[beside.parent.title].cell(heading_row_of(beside.parent), beside.column)
    assert heading.value.startswith("Query: ")


@pytest.mark.parametrize("sub_group", [DA, "drugs-and-alcohol", "prevent", VIOLENCE, OFFICER])
@pytest.mark.parametrize("period", [PERIOD, NOW])
def test_the_returns_of_the_published_papers_come_back_as_they_are(sub_group: str, period: str, made_demo: Path) -> None:
    asked = _ask(made_demo, _source(made_demo, sub_group, period).read_bytes())
    again = asked.returned()
    assert again.return_ is not None and asked.judged.return_ is not None
    assert again.return_.answers == asked.judged.return_.answers
    assert _told(again.problems) == _told(asked.judged.problems)


def test_an_answer_put_right_is_asked_about_no_more(made_demo: Path) -> None:
    asked = _typed(made_demo, {VICTIMS: "about 370", CASES_WHY: "no idea (made up)"})
    workbook = asked.workbook
    cell_of(workbook, VICTIMS).value = 373
    again = asked.returned(saved(workbook))
    assert [found.code for found in again.problems if found.severity == "blocking"] == ["not-a-choice"]
    assert again.return_ is not None
    assert again.return_.answers["measures"]["repeat-victims"]["figure"]["value"] == 373
    third = asked.asked_again(saved(workbook))
    assert _right_of(third.workbook, VICTIMS).value != _right_of(workbook, VICTIMS).value
    assert _told(third.returned().problems) == _told(again.problems)


ROUNDS = {"a formula": '=A1&"x"', "a sum of cells": "=B2+C3", "an error": "#N/A", "too long a formula": "=" + "+".join(["A1"] * 1500)}


@pytest.mark.parametrize("entered", ROUNDS.values(), ids=ROUNDS.keys())
@pytest.mark.parametrize("at", [VICTIMS, STRATEGY_ACTIVITY, CASES_WHY, VICTIMS_AS_AT])
def test_what_is_not_worked_out_stays_a_question_round_after_round(at: At, entered: str, made_demo: Path) -> None:
    asked = _typed(made_demo, {at: entered})
    second = asked.asked_again(asked.content)
    third = second.asked_again(second.content)
    codes = [{problem.code for problem in attempt.judged.problems if problem.severity == "blocking"} for attempt in (asked, second, third)]
    assert codes == [{"error-cell" if entered.startswith("#") else "formula"}] * 3
    assert cell_of(third.workbook, at).value == cell_of(asked.workbook, at).value  # not quoted once more


def test_a_formula_is_shown_and_nothing_in_it_is_worked_out(made_demo: Path) -> None:
    asked = _typed(made_demo, {VICTIMS: "=SUM(B1:B9)"})
    assert cell_of(asked.workbook, VICTIMS).value == '="=SUM(B1:B9)"'
    shown = openpyxl.load_workbook(BytesIO(asked.content), data_only=True)
    assert cell_of(shown, VICTIMS).value == "=SUM(B1:B9)"


AS_IT_STOOD = {
    "a number": ("1.5", "1.5"),
    "a tick": (True, "=TRUE()"),
    "a date": (datetime(2017, 12, 3), datetime(2017, 12, 3)),
    "a date and time": (datetime(2017, 12, 3, 14, 30), datetime(2017, 12, 3, 14, 30)),
    "words": ("about 370 \n or so", "about 370 \n or so"),
    "markup": ("<b>&amp;</b>", "<b>&amp;</b>"),
    "what looks like a formula": ("'=1+1", "'=1+1"),
    "a tab": ("a\tb", "a\tb"),
    "emoji": ("😀 \u202eabc", "😀 \u202eabc"),
}


@pytest.mark.parametrize(("entered", "stands"), AS_IT_STOOD.values(), ids=AS_IT_STOOD.keys())
def test_what_could_not_be_read_stands_as_it_was_entered(entered: Any, stands: Any, made_demo: Path) -> None:
    asked = _typed(made_demo, {VICTIMS: entered})
    assert cell_of(asked.workbook, VICTIMS).value == stands


def test_a_number_in_a_per_cent_cell_is_shown_as_it_was(made_demo: Path) -> None:
    asked = _typed(made_demo, {REPEATS: 5, CASES_WHY: None}, formats={REPEATS: '[Red]0%;"rubbish'})
    cell = cell_of(asked.workbook, REPEATS)
    assert (cell.value, cell.number_format) == (5, "0.00%")


def test_dates_are_dates_and_read_answers_are_tidy(made_demo: Path) -> None:
    asked = _typed(made_demo, {VICTIMS: " 1,664 ", VICTIMS_AS_AT: "3 December 2017", VICTIMS_COMMENTARY: "Made up\nin lines"})
    assert cell_of(asked.workbook, VICTIMS).value == 1664
    assert cell_of(asked.workbook, VICTIMS_AS_AT).value == datetime(2017, 12, 3)
    assert cell_of(asked.workbook, VICTIMS_COMMENTARY).value == "Made up\nin lines"


def test_a_reason_typed_for_a_figure_stands_in_the_cell_for_reasons(made_demo: Path) -> None:
    asked = _typed(made_demo, {VICTIMS: "n/a"})
    assert cell_of(asked.workbook, VICTIMS).value is None
    why = At("Measures", "measures/repeat-victims", "If no figure")
    assert cell_of(asked.workbook, why).value == "Not applicable"
    assert asked.returned().return_.answers == asked.judged.return_.answers  # type: ignore[union-attr]


def test_an_answer_that_would_be_a_question_if_tidied_stands_as_it_was(made_demo: Path) -> None:
    asked = _typed(made_demo, {REPEATS: "0.45%", At("Measures", "measures/marac-repeats", "If no figure"): None})
    assert asked.returned().return_.answers == asked.judged.return_.answers  # type: ignore[union-attr]


def test_the_sheet_of_queries_lists_each_with_a_link_to_its_cell(made_demo: Path) -> None:
    asked = _typed(made_demo, {VICTIMS: "about 370", CASES_WHY: "no idea (made up)"})
    workbook = asked.workbook
    assert workbook.sheetnames[1] == "Queries"
    rows = _queries(workbook)
    due = [found for found in asked.judged.problems if found.severity != "notice"]
    assert [row[0] for row in rows] == list(range(1, len(due) + 1))
    row = next(row for row in rows if row[4] == "“about 370”")
    assert row[1:4] == ["! Must be put right", "Measures", cell_of(workbook, VICTIMS).coordinate]
    links = {cell.value: cell.hyperlink.location for line in workbook["Queries"].iter_rows() for cell in line if cell.hyperlink}
    assert links[row[3]] == f"'Measures'!{row[3]}"
    assert {row[1] for row in rows} == {"! Must be put right", "? Please look at"}


def test_what_stands_where_nothing_is_read_is_listed_with_its_place_in_the_file_that_came(made_demo: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo))
    workbook["Measures"].cell(40, 30, "=1+1")
    workbook["Measures"].cell(41, 30, "A made-up remark")
    workbook.create_sheet("My notes")["B2"] = "A made-up note"
    rows = {row[4]: row[2:4] for row in _queries(_ask(made_demo, saved(workbook)).workbook)}
    assert rows["“A made-up remark”"] == ["Measures", "AD41 in the file that came"]
    assert rows["“A made-up note”"] == ["My notes", "B2 in the file that came"]


def test_a_sheet_that_was_lost_is_there_again_and_its_loss_is_told(made_demo: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo, VIOLENCE))
    workbook.remove(workbook["Measures"])
    asked = _ask(made_demo, saved(workbook))
    assert "Measures" in asked.workbook.sheetnames
    assert "The whole workbook" in [row[2] for row in _queries(asked.workbook)]
    assert "sheet-missing" not in [found.code for found in asked.returned().problems]


def test_notices_are_not_put_to_the_lead(made_demo: Path) -> None:
    asked = _typed(made_demo, {VICTIMS: 5, VICTIMS_Q1: "made up"})
    notices = [found.what for found in asked.judged.problems if found.severity == "notice"]
    assert not set(notices) & {str(row[5]) for row in _queries(asked.workbook)}


def test_nothing_of_it_counts_as_changed_by_the_lead(made_demo: Path) -> None:
    asked = _typed(made_demo, MANY)
    changed = {"label-changed", "guards-gone", "protection-gone", "hidden-answers", "references-gone"}
    assert not changed & {found.code for found in asked.returned().problems}


def test_columns_are_put_in_only_where_something_is_asked(made_demo: Path) -> None:
    asked = _typed(made_demo, {VICTIMS: "about 370"})
    headings = [cell.value for cell in asked.workbook["Measures"][heading_row_of(asked.workbook["Measures"])]]
    assert [text for text in headings if text and text.startswith("Query")] == [f"Query: {cell_heading(asked.workbook, VICTIMS)}"]
    assert headings[-1] == REFERENCE


def cell_heading(workbook: Any, at: At) -> str:
    """The heading over an answer."""
    sheet = workbook[at.sheet]
    return str(sheet.cell(heading_row_of(sheet), cell_of(workbook, at).column).value)


def test_the_start_sheet_says_what_it_is_about_and_links_to_the_queries(made_demo: Path) -> None:
    start = _typed(made_demo, {VICTIMS: "about 370"}).workbook["Start"]
    texts = [str(cell.value) for row in start.iter_rows() for cell in row if cell.value is not None]
    assert any("made up.xlsx" in text for text in texts)
    links = [cell.hyperlink.location for row in start.iter_rows() for cell in row if cell.hyperlink]
    assert links[0] == "'Queries'!A1"


def test_what_a_lead_writes_into_our_columns_or_onto_our_list_is_told_as_not_read(made_demo: Path) -> None:
    asked = _typed(made_demo, {VICTIMS: "about 370", STRATEGY_ACTIVITY: "=A1"})
    workbook = asked.workbook
    mark = _right_of(workbook, VICTIMS)
    mark.value += " But it is (made up)."
    blank = workbook["Measures"].cell(mark.row + 1, mark.column)
    blank.value = "A made-up reply"
    listed = next(row for row in workbook["Queries"].iter_rows() if row[4].value == "“about 370”")
    listed[6].value = "Made up: done"
    below = workbook["Queries"].cell(workbook["Queries"].max_row + 2, 1, "A made-up word")
    problems = asked.returned(saved(workbook)).problems
    told = {(found.place.sheet, found.place.cell) for found in problems if found.code == "not-read"}
    assert told == {("Queries", listed[6].coordinate), ("Queries", below.coordinate)}
    beside = {found.place.cell: found.details["first"] for found in problems if found.code == "typed-beside"}
    assert beside == {cell.coordinate: cell.offset(0, -1).coordinate for cell in (mark, blank)}


def test_of_a_table_whose_columns_cannot_be_told_nothing_is_put_back_in_wrong_places(made_demo: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo))
    workbook["Measures"].delete_cols(3)  # the names of the columns stay where they were
    asked = _ask(made_demo, saved(workbook))
    told = [found for found in asked.judged.problems if found.severity == "blocking" or found.place.sheet == "Measures"]
    assert [found.code for found in told] == ["column-moved"]
    assert cell_of(asked.workbook, VICTIMS).value is None


def test_a_table_moved_by_a_program_that_leaves_the_names_is_put_back_as_it_was(made_demo: Path) -> None:
    workbook = openpyxl.load_workbook(_source(made_demo))
    workbook["Measures"].insert_cols(3)
    workbook["Measures"].insert_rows(1)
    asked, before = _ask(made_demo, saved(workbook)), _ask(made_demo, _source(made_demo).read_bytes())
    assert asked.judged.return_.answers == before.judged.return_.answers  # type: ignore[union-attr]
    assert {row[5] for row in _queries(asked.workbook)} == {row[5] for row in _queries(before.workbook)}


def test_open_tables_keep_their_rows_in_order_with_spare_rows_under_them(made_demo: Path) -> None:
    rows = {At("Funding", f"tables/funding/{number}", "Funder"): f"Made-up body {number}" for number in range(30)}
    asked = _typed(made_demo, rows, VIOLENCE, NOW)
    workbook = asked.workbook
    assert [cell_of(workbook, at).value for at in rows] == list(rows.values())
    table = next(iter(workbook["Funding"].tables.values()))
    last = int(table.ref.split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert last == cell_of(workbook, At("Funding", "tables/funding/34", "Funder")).row
    assert _told(asked.returned().problems) == _told(asked.judged.problems)


def test_open_tables_can_be_sorted_marks_and_all(made_demo: Path) -> None:
    asked = _typed(made_demo, {SECOND_FUNDER: "A made-up body", AMOUNT: "a made-up sum"}, VIOLENCE, NOW)
    sheet = asked.workbook["Funding"]
    heading = heading_row_of(sheet)
    columns = [cell.column for cell in sheet[heading] if cell.value]
    table = next(iter(sheet.tables.values()))
    last = int(table.ref.split(":")[1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert not [cell.coordinate for row in sheet.iter_rows(heading + 1, last, 1, max(columns)) for cell in row if cell.protection.locked]
    guarded = {str(rule.sqref) for rule in sheet.data_validations.dataValidation if rule.formula1 == "FALSE"}
    mark = _right_of(asked.workbook, AMOUNT)
    assert f"{mark.column_letter}{heading + 1}:{mark.column_letter}{last}" in guarded


def _next_quarter(demo: Path, sub_group: str, period: str, typed: dict[At, Any]) -> Asked:
    path = next(issued.path for issued in issue(demo, period) if issued.sub_group == sub_group)
    workbook = openpyxl.load_workbook(path)
    for at, value in typed.items():
        cell_of(workbook, at).value = value
    return _ask(demo, saved(workbook))


def test_earlier_quarters_are_still_held_against_what_was_accepted(demo_folder: Path) -> None:
    third = At("Measures", "measures/repeat-victims", "Q3")
    asked = _next_quarter(demo_folder, DA, "2017-18-Q4", {third: 374})
    again = asked.returned()
    codes = sorted((found.code, found.answer) for found in asked.judged.problems if found.severity == "notice")
    assert ("earlier-revised", "/measures/repeat-victims/earlier/Q3/value") in codes
    assert sorted((found.code, found.answer) for found in again.problems if found.severity == "notice") == codes
    assert _told(again.problems) == _told(asked.judged.problems)


def test_cells_nobody_touched_still_count_as_prefilled(demo_folder: Path) -> None:
    asked = _next_quarter(demo_folder, DA, "2017-18-Q4", {})
    first, again = asked.judged.return_, asked.returned().return_
    assert first is not None and again is not None
    untouched = {pointer for pointer, source in first.sources.items() if source.prefilled}
    assert untouched
    assert untouched == {pointer for pointer, source in again.sources.items() if source.prefilled}


def test_carried_rows_are_told_from_new_ones_wherever_they_stand_now(demo_folder: Path) -> None:
    path = next(issued.path for issued in issue(demo_folder, "2024-25-Q3") if issued.sub_group == OFFICER)
    workbook = openpyxl.load_workbook(path)
    plan = [[At("Development plan", f"tables/development-plan/{row}", name) for name in ("Milestone", "Activity")] for row in (0, 1)]
    second = [cell_of(workbook, at).value for at in plan[1]]
    assert all(second)
    cell_of(workbook, plan[0][0]).value, cell_of(workbook, plan[0][1]).value = "Dec 2024", "A made-up activity that is new"
    asked = _ask(demo_folder, saved(workbook))
    assert [found.code for found in asked.judged.problems].count("carried-row-gone") == 1
    labels = [cell_of(asked.workbook, At("Development plan", f"tables/development-plan/{row}", "Carried or new")) for row in (0, 1)]
    shown = openpyxl.load_workbook(BytesIO(asked.content), data_only=True)["Development plan"]
    assert [shown[label.coordinate].value for label in labels] == ["New", "Carried from Q2 2024/25"]
    assert [cell_of(asked.workbook, at).value for at in plan[1]] == second
    second_round = asked.asked_again(asked.content)
    assert [found.code for found in second_round.judged.problems].count("carried-row-gone") == 1
    assert [found.code for found in second_round.returned().problems].count("carried-row-gone") == 1


MANY = {
    VICTIMS: "about 370", CASES_WHY: "no idea (made up)", VICTIMS_Q1: True, VICTIMS_AS_AT: 7, STRATEGY_ACTIVITY: "=A1",
    REPEATS: "#N/A", VICTIMS_COMMENTARY: date(2017, 3, 4),
}  # fmt: skip


def test_the_same_input_gives_the_same_bytes(made_demo: Path) -> None:
    assert _typed(made_demo, MANY).content == _typed(made_demo, MANY).content


def test_there_are_no_comments_and_no_pictures_in_it(made_demo: Path) -> None:
    with zipfile.ZipFile(BytesIO(_typed(made_demo, MANY).content)) as package:
        names = package.namelist()
    assert not [name for name in names if "comment" in name.lower() or "drawing" in name.lower() or "media" in name.lower()]


@pytest.mark.parametrize(("sub_group", "period", "typed"), [
    (DA, PERIOD, MANY),
    (VIOLENCE, NOW, {FUNDER: None, AMOUNT: "a made-up sum", SECOND_FUNDER: "#REF!"}),
    (OFFICER, NOW, {At("Risk register", "tables/risks/0", "Likelihood"): 9}),
])  # fmt: skip
def test_it_is_accessible_as_written(sub_group: str, period: str, typed: dict[At, Any], made_demo: Path, tmp_path: Path) -> None:
    (tmp_path / "made up.xlsx").write_bytes(_typed(made_demo, typed, sub_group, period).content)
    (audited,) = audit([tmp_path / "made up.xlsx"])
    assert [
        (finding.rule, finding.place, finding.what) for result in audited.results for finding in result.findings if not finding.is_choice
    ] == []


@pytest.mark.real_client
@needs_libreoffice
def test_every_formula_is_written_with_the_value_that_libreoffice_works_out(made_demo: Path, tmp_path: Path) -> None:
    cases = {
        "many": _typed(made_demo, MANY),
        "table": _typed(made_demo, {FUNDER: None, AMOUNT: "a made-up sum", SECOND_FUNDER: "#REF!"}, VIOLENCE, NOW),
        "officer": _ask(made_demo, _source(made_demo, OFFICER, NOW).read_bytes()),
    }
    paths = []
    for name, asked in cases.items():
        paths.append(tmp_path / f"{name}.xlsx")
        paths[-1].write_bytes(asked.content)
    for before, after in zip(paths, worked_out_anew(paths, tmp_path / "libreoffice"), strict=True):
        assert formula_values(after, before) == formula_values(before, before)


def _comes_back_the_same(made_case: Filled) -> None:
    content = read_workbook(filled_workbook(made_case), "made-up.xlsx")
    assert not isinstance(content, Problem)
    found = find_answers(made_case.layout, content)
    layout = lay_out(made_case.layout.definition, made_case.layout.period, Prefill(), filled_row_counts(made_case.layout, found))
    missing = tuple(
        Problem("missing", cell.place, "", pointer, slot.label) for pointer, (slot, cell) in found.cells.items() if cell.is_blank
    )
    written = write_workbook(layout, SETTINGS, STAMP, Prefill(), query_content(made_case.layout, found, Prefill(), missing, "made-up.xlsx"))
    read = collected(made_case, written)
    assert read.problems == ()
    assert read.answers == made_case.answers


@few_and_many(6, 25)
def test_whatever_is_asked_and_typed_comes_back_the_same(examples: int) -> None:
    hold(_comes_back_the_same, examples, cases(), like=SLOW)


@pytest.mark.real_client
@needs_libreoffice
def test_random_answers_stand_in_formulas_as_libreoffice_works_them_out(tmp_path: Path) -> None:
    paths = []
    for seed in range(24):
        made_case = case(seed)
        content = read_workbook(filled(made_case)[1], "made-up.xlsx")
        assert not isinstance(content, Problem)
        found = find_answers(made_case.layout, content)
        again = carried_into_query(made_case.layout, found, made_case.prefill)
        layout = lay_out(made_case.layout.definition, made_case.layout.period, again, filled_row_counts(made_case.layout, found))
        paths.append(tmp_path / f"{seed}.xlsx")
        paths[-1].write_bytes(
            write_workbook(layout, SETTINGS, STAMP, again, query_content(made_case.layout, found, made_case.prefill, (), "made-up.xlsx"))
        )
    for before, after in zip(paths, worked_out_anew(paths, tmp_path / "libreoffice"), strict=True):
        assert formula_values(after, before) == formula_values(before, before)


@pytest.mark.parametrize("client", each_client())
def test_programs_that_save_it_anew_change_nothing_of_it(client: Any, made_demo: Path, tmp_path: Path) -> None:
    asked = _typed(made_demo, MANY)
    (tmp_path / "made up.xlsx").write_bytes(asked.content)
    (path,) = client.save([tmp_path / "made up.xlsx"], tmp_path / "client")
    again = asked.returned(path.read_bytes())
    assert _told(again.problems) == _told(asked.judged.problems)
    assert again.return_ is not None and asked.judged.return_ is not None
    assert again.return_.answers == asked.judged.return_.answers
