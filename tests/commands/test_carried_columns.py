"""What is carried into the next workbook is said by column; what belongs to a quarter is asked anew, with the last one's beside it."""

from __future__ import annotations

import email.policy
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.check import check
from shpdocs.commands.collect import collect
from shpdocs.commands.issue import issue
from shpdocs.model.errors import DefinitionError
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.journey.test_verdict_agreement import worked_out_anew
from tests.support.accepted import collect as collect_all
from tests.support.clients import needs_libreoffice
from tests.support.leads import STATE, At, cell_of, heading_row_of, row_of, type_into
from tests.support.made_secrets import SIGNED, SUB_GROUP, YEAR, figure, measure, partnership

NEXT = "2025-26"
CHARTERS = (
    measure("arrests").replace("people = true", "people = false")
    + """
[tables.centres]
title = "Made-up reporting centres"
sheet = "Centres"
closed = { status = ["Closed"] }

[tables.centres.columns.centre]
label = "Centre"
kind = "text"
carry = true

[tables.centres.columns.reports]
label = "Reports taken"
kind = "count"

[tables.centres.columns.status]
label = "Status"
kind = "choice"
choices = ["Open", "Closed"]
required = false

[tables.centres.columns.owner]
label = "Owner"
kind = "text"
required = false
carry = true

[tables.duties]
title = "Made-up duties"
sheet = "Duties"
row-heading = "Duty"
rows = { plan = "Plan", train = "Train" }

[tables.duties.columns.lead]
label = "Who leads"
kind = "text"
required = false
carry = true

[tables.duties.columns.done]
label = "Done"
kind = "yes-no"
required = false

[tables.places]
title = "Made-up places"
sheet = "Places"

[tables.places.columns.place]
label = "Place"
kind = "text"
carry = true
"""
)
CENTRES_PRINTED = """
[[sections]]
kind = "table"
heading = "CENTRES"
from = "*/centres"
"""
CENTRES, DUTIES = "tables/centres", "tables/duties"
FIRST: dict[At, Any] = {
    At("Centres", f"{CENTRES}/0", "Centre"): "Made-up library",
    At("Centres", f"{CENTRES}/0", "Reports"): 3,
    At("Centres", f"{CENTRES}/0", "Status"): "Open",
    At("Centres", f"{CENTRES}/0", "Owner"): "A role (made up)",
    At("Centres", f"{CENTRES}/1", "Centre"): "Made-up hall",
    At("Centres", f"{CENTRES}/1", "Reports"): 14,
    At("Centres", f"{CENTRES}/2", "Centre"): "Made-up shop",
    At("Centres", f"{CENTRES}/2", "Reports"): 6,
    At("Centres", f"{CENTRES}/2", "Status"): "Closed",
    At("Duties", f"{DUTIES}/plan", "Who leads"): "A council (made up)",
    At("Duties", f"{DUTIES}/plan", "Done"): "Yes",
    At("Duties", f"{DUTIES}/train", "Done"): "No",
    At("Places", "tables/places/0", "Place"): "A made-up square",
}
REPORTS = {At("Centres", f"{CENTRES}/{row}", "Reports"): 5 + row for row in range(2)}
TOUCHED: dict[At, Any] = REPORTS | {
    At("Duties", f"{DUTIES}/plan", "Done"): "Yes",
    At("Places", "tables/places/0", "Place"): "A made-up square and park",
}


def filled(root: Path, period: str, typed: dict[At, Any]) -> Path:
    """The workbook last issued, signed off, with its figure and these answers."""
    quarter = period[-2:]
    issued = sorted((root / "output" / period / "issued").glob("*.xlsx"))[-1]
    target = root / "output" / period / "inbox" / "returned.xlsx"
    type_into(issued, SIGNED | {figure("arrests", quarter): 50} | typed, target)
    return target


def two_quarters(folder: Path) -> Path:
    """A made-up partnership with the first quarter in force and the second issued."""
    root = partnership(folder, CHARTERS, CENTRES_PRINTED)
    issue(root, f"{YEAR}-Q1")
    filled(root, f"{YEAR}-Q1", FIRST)
    collect_all(root, f"{YEAR}-Q1")
    issue(root, f"{YEAR}-Q2")
    return root


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_quarters(tmp_path_factory.mktemp("made") / "made-up")


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    """A folder with the first quarter in force and the second issued."""
    return Path(shutil.copytree(made, tmp_path / "made-up"))


def sheet_rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    """What shows under each heading, row by row, of the rows that show anything beside their State."""
    workbook = openpyxl.load_workbook(path, data_only=True)[sheet]
    heading = heading_row_of(workbook)
    headings = [cell.value for cell in workbook[heading]]
    rows = [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in workbook.iter_rows(min_row=heading + 1)]
    return [row for row in rows if any(value for key, value in row.items() if key not in (STATE, "Carried or new"))]


def second(root: Path) -> Path:
    return next((root / "output" / f"{YEAR}-Q2" / "issued").glob("*.xlsx"))


def test_names_are_carried_and_what_belongs_to_the_quarter_is_blank_with_the_last_ones_beside_it(root: Path) -> None:
    first, hall = sheet_rows(second(root), "Centres")
    assert first == {
        "State": "! Needed: Reports taken\n? As carried: bring it up to date.",
        "Carried or new": "Carried from Q1 2024/25",
        "Centre": "Made-up library",
        "Reports taken": None,
        "Reports taken in Q1 2024/25": "3",
        "Status": None,
        "Status in Q1 2024/25": "Open",
        "Owner": "A role (made up)",
    }
    assert (hall["Centre"], hall["Reports taken"], hall["Reports taken in Q1 2024/25"]) == ("Made-up hall", None, "14")
    assert hall["Status in Q1 2024/25"] == "Left blank"
    plan, train = sheet_rows(second(root), "Duties")
    assert (plan["Who leads"], plan["Done"], plan["Done in Q1 2024/25"]) == ("A council (made up)", None, "Yes")
    assert (train["Who leads"], train["Done"], train["Done in Q1 2024/25"]) == (None, None, "No")


def test_a_table_without_anything_of_the_quarter_has_no_column_beside(root: Path) -> None:
    (row,) = sheet_rows(second(root), "Places")
    assert list(row) == ["State", "Carried or new", "Place"]


def test_what_stands_beside_is_locked_and_a_table_that_has_it_cannot_be_sorted_and_says_so(root: Path) -> None:
    workbook = openpyxl.load_workbook(second(root))
    for number in range(6):
        for heading in ("Reports taken in Q1 2024/25", "Status in Q1 2024/25"):
            assert cell_of(workbook, At("Centres", f"{CENTRES}/{number}", heading)).protection.locked
        assert not cell_of(workbook, At("Centres", f"{CENTRES}/{number}", "Reports taken")).protection.locked
    assert cell_of(workbook, At("Duties", f"{DUTIES}/plan", "Done in Q1 2024/25")).protection.locked
    protected = {sheet: workbook[sheet].protection for sheet in ("Centres", "Places")}
    assert {sheet: (protection.sheet, protection.sort, protection.deleteRows) for sheet, protection in protected.items()} == {
        "Centres": (True, True, True),  # what is True there is not allowed
        "Places": (True, False, False),
    }
    said = " ".join(str(row[0].value) for row in workbook["Centres"].iter_rows(max_row=heading_row_of(workbook["Centres"])))
    assert "what you said last time stands beside it, locked." in said
    assert "not sorted" in said


def test_a_count_of_last_quarter_that_nobody_typed_again_is_missing_and_never_printed(root: Path) -> None:
    filled(root, f"{YEAR}-Q2", {at: value for at, value in TOUCHED.items() if at not in REPORTS})
    (outcome,) = collect(root, f"{YEAR}-Q2").files
    assert outcome.outcome == "refused"
    lacks = [problem.label for problem in outcome.problems if problem.code == "missing"]
    assert lacks == ["Made-up reporting centres, row 1: Reports taken", "Made-up reporting centres, row 2: Reports taken"]


def test_what_is_typed_for_the_quarter_is_printed_beside_the_names_that_were_carried(root: Path) -> None:
    filled(root, f"{YEAR}-Q2", TOUCHED)
    (outcome,) = collect_all(root, f"{YEAR}-Q2").files
    assert (outcome.outcome, [problem.code for problem in outcome.problems]) == ("in-force", [])
    returned = open_folder(root).period(parse_period(f"{YEAR}-Q2")).read_return(SUB_GROUP)
    assert returned is not None
    assert [list(row.values()) for row in returned.answers["tables"]["centres"]] == [
        ["Made-up library", 5, None, "A role (made up)"],
        ["Made-up hall", 6, None, None],
    ]
    assert row_of(assemble(root, f"{YEAR}-Q2").path, "Made-up library")[:2] == ["Made-up library", "5"]


def test_rows_that_nobody_touched_are_told_once_a_table_and_hold_the_return(root: Path) -> None:
    filled(root, f"{YEAR}-Q2", REPORTS)
    (outcome,) = collect(root, f"{YEAR}-Q2").files
    assert outcome.outcome == "held"
    assert [(problem.code, problem.severity, problem.what) for problem in outcome.problems] == [
        ("carried-untouched", "warning", "Made-up duties: 1 row stands just as carried from an earlier return, with nothing new: 'Plan'."),
        (
            "carried-untouched",
            "warning",
            "Made-up places: 1 row stands just as carried from an earlier return, with nothing new: 'A made-up square'.",
        ),
    ]
    assert [(problem.place.sheet, bool(problem.place.cell)) for problem in outcome.problems] == [("Duties", True), ("Places", True)]


AGAIN = {At("Centres", f"{CENTRES}/{row}", "Reports"): reports for row, reports in enumerate((3, 14))}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [(3, 14, True), ("3", " 14 ", True), (3, 15, False), (4, 14, False)],
    ids=["numbers", "texts", "one", "other"],
)
def test_a_column_that_says_the_last_quarters_figures_again_is_a_question(first: object, second: object, told: bool, root: Path) -> None:
    typed = dict(zip(AGAIN, (first, second), strict=True))
    filled(root, f"{YEAR}-Q2", TOUCHED | typed)
    (outcome,) = collect(root, f"{YEAR}-Q2").files
    what = "Made-up reporting centres: Reports taken: every figure is that of the last return again: 3, 14."
    assert [problem.what for problem in outcome.problems if problem.code == "figures-repeated"] == ([what] if told else [])
    assert (outcome.outcome == "held") == told


def test_noughts_that_are_typed_again_are_no_question(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", CHARTERS, CENTRES_PRINTED)
    noughts = dict.fromkeys(AGAIN, 0)
    issue(root, f"{YEAR}-Q1")
    filled(root, f"{YEAR}-Q1", {**FIRST, **noughts})
    collect_all(root, f"{YEAR}-Q1")
    issue(root, f"{YEAR}-Q2")
    filled(root, f"{YEAR}-Q2", {**TOUCHED, **noughts})
    (outcome,) = collect(root, f"{YEAR}-Q2").files
    assert (outcome.outcome, outcome.problems) == ("in-force", ())


def test_the_state_and_the_check_sheet_say_of_a_carried_row_that_nobody_touched_it(root: Path) -> None:
    workbook = openpyxl.load_workbook(second(root), data_only=True)
    states = {row["Duty"]: row["State"] for row in sheet_rows(second(root), "Duties")}
    assert states == {"Plan": "? As carried: bring it up to date.", "Train": "Optional"}
    (place,) = sheet_rows(second(root), "Places")
    assert place["State"] == "? As carried: bring it up to date."
    listed = [[cell.value for cell in row[:3]] for row in workbook["Checklist"].iter_rows(min_row=4)]
    assert [row[0::2] for row in listed if row[1] == "As carried: bring it up to date."] == [
        ["?", "Made-up reporting centres"],
        ["?", "Made-up duties, Plan"],
        ["?", "Made-up places"],
    ]


@pytest.mark.real_client
@needs_libreoffice
def test_in_libreoffice_the_state_follows_what_is_typed(root: Path, tmp_path: Path) -> None:
    path = filled(root, f"{YEAR}-Q2", {At("Centres", f"{CENTRES}/1", "Reports"): 5, At("Duties", f"{DUTIES}/plan", "Done"): "Yes"})
    (anew,) = worked_out_anew([path], tmp_path / "libreoffice")
    first, hall = sheet_rows(anew, "Centres")
    assert first["State"] == "! Needed: Reports taken\n? As carried: bring it up to date."
    assert hall["State"] == "✓ Complete"
    assert sheet_rows(anew, "Duties")[0]["State"] == "✓ Filled in"
    assert sheet_rows(anew, "Places")[0]["State"] == "? As carried: bring it up to date."
    (outcome,) = check(root, (anew,))
    assert {problem.code for problem in outcome.problems} == {"missing", "carried-untouched"}
    assert outcome.verdict is not None
    assert outcome.verdict.odd == 2


def test_the_fourth_quarter_is_carried_into_the_first_of_the_next_year_alike(root: Path) -> None:
    filled(root, f"{YEAR}-Q2", TOUCHED)
    collect_all(root, f"{YEAR}-Q2")
    shutil.copytree(root / "workbook_templates" / YEAR, root / "workbook_templates" / NEXT)
    (issued,) = issue(root, f"{NEXT}-Q1")
    first, hall = sheet_rows(issued.path, "Centres")
    assert (first["Centre"], first["Reports taken"], first["Reports taken in Q2 2024/25"]) == ("Made-up library", None, "5")
    assert (hall["Centre"], hall["Reports taken"], hall["Reports taken in Q2 2024/25"]) == ("Made-up hall", None, "6")


def test_a_query_workbook_keeps_what_stands_beside_and_asks_of_rows_that_nobody_touched(root: Path) -> None:
    filled(root, f"{YEAR}-Q2", {})
    collect(root, f"{YEAR}-Q2")
    (query,) = (root / "output" / f"{YEAR}-Q2" / "queries").glob("*.xlsx")
    first, _ = sheet_rows(query, "Centres")
    assert (first["Reports taken"], first["Reports taken in Q1 2024/25"], first["Status in Q1 2024/25"]) == (None, "3", "Open")
    assert any("just as carried" in str(value) for value in first.values())
    (draft,) = query.parent.glob("*.eml")
    text = str(email.message_from_bytes(draft.read_bytes(), policy=email.policy.default))
    assert "- Duties: Made-up duties. Bring carried rows up to date, " in text
    type_into(query, TOUCHED, root / "output" / f"{YEAR}-Q2" / "inbox" / "answered.xlsx")
    outcomes = {outcome.file: outcome.outcome for outcome in collect(root, f"{YEAR}-Q2").files}
    assert outcomes["answered.xlsx"] == "in-force"


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (('sheet = "Places"', 'sheet = "Places"\ncarry = true'), "tables.places.carry", "is said of a column"),
        (('kind = "count"', 'kind = "count"\ncarry = true'), "tables.centres.columns.reports.carry", "a count belongs to its quarter"),
        (('label = "Owner"', 'label = "Seen this quarter"'), "tables.centres.columns.owner.carry", "by its label"),
        (('label = "Who leads"', 'label = "Status"'), "tables.duties.columns.lead.carry", "by its label"),
        *(
            (('label = "Owner"', f'label = "{label}"'), "tables.centres.columns.owner.carry", "by its label")
            for label in ("Number of reports", "How many came", "Amount spent", "Reports in Q2", "Reports in the last three months")
        ),
        (('kind = "yes-no"', 'kind = "yes-no"\ncarry = true'), "tables.duties.columns.done.carry", "by its label"),
        (('kind = "choice"', 'kind = "choice"\ncarry = true'), "tables.centres.columns.status.carry", "what closes a row"),
        (('plan = "Plan"', 'plan = "Plans made in the quarter"'), "tables.duties.rows.plan", "belongs to its quarter"),
        (('kind = "narrative"', 'kind = "narrative"\ncarry = true'), "fields.update.carry", "is not a key here"),
        (("carry = true", 'carry = "yes"'), "tables.centres.columns.centre.carry", "must be true or false"),
    ],
)
def test_a_definition_that_carries_what_it_must_not_is_refused_with_what_to_do(
    change: tuple[str, str], key: str, words: str, root: Path
) -> None:
    path = root / "workbook_templates" / YEAR / f"{SUB_GROUP}.toml"
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as error:
        issue(root, f"{YEAR}-Q2")
    assert f"{key}: " in str(error.value)
    assert words in str(error.value)
