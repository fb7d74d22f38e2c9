"""What the officer is asked of how numbers relate, and what a lead is asked of a blank that the others give away."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.commands.check import check
from shpdocs.commands.collect import collect
from shpdocs.commands.issue import issue
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.commands.test_nothing_gives_it_away import AGES, SHARE, ages
from tests.support.leads import type_into
from tests.support.made_secrets import SIGNED, SUB_GROUP, figure, measure, partnership

Q1 = "2024-25-Q1"
OPTIONAL = AGES.replace("people = true", "people = true\nrequired = false")
WITHOUT_TOTAL = AGES.replace(', all = "All"', "")


def _questions(root: Path) -> list[str]:
    (workbook,) = issue(root, Q1)
    return list(workbook.questions)


def test_the_officer_is_asked_whether_the_rows_of_a_breakdown_are_all_of_it(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests") + WITHOUT_TOTAL.replace("{more}", ""))
    (question,) = _questions(root)

    assert question.startswith(
        f"workbook_templates/2024-25/{SUB_GROUP}.toml: 'Made-up ages' breaks 'Made-up arrests' down. Are its rows all of it?"
    )
    assert 'Write rows-are = "all" under [tables.ages]; or rows-are = "some"' in question


def test_the_question_is_printed_by_issue_and_does_not_stop_it(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests") + WITHOUT_TOTAL.replace("{more}", ""))
    told = CliRunner().invoke(app, ["issue", Q1, "--folder", str(root)])

    assert told.exit_code == 0
    assert "Question: workbook_templates/2024-25/young-people.toml" in told.stdout


@pytest.mark.parametrize("more", ['rows-are = "all"', 'rows-are = "some"', 'sums-to = "arrests"'])
def test_what_is_said_is_not_asked_again(more: str, tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests") + WITHOUT_TOTAL.replace("{more}", more))

    assert _questions(root) == []


def test_the_answer_makes_no_new_issue_of_a_workbook(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests") + WITHOUT_TOTAL.replace("{more}", ""))
    issue(root, Q1)
    path = root / "workbook_templates" / "2024-25" / f"{SUB_GROUP}.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[tables.ages]", '[tables.ages]\nrows-are = "all"'), encoding="utf-8")
    (workbook,) = issue(root, Q1)

    assert (workbook.outcome, workbook.issue, workbook.questions) == ("unchanged", 1, ())


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(WITHOUT_TOTAL.replace("people = true", ""), id="of things"),
        pytest.param(WITHOUT_TOTAL.replace('after = "arrests"', ""), id="that breaks nothing down"),
        pytest.param(WITHOUT_TOTAL + SHARE.replace("share]", "other]").replace('"percentage"', '"count"'), id="of two counts"),
    ],
)
def test_no_table_is_asked_about_that_adds_up_to_no_count_of_people(table: str, tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests") + table.replace("{more}", ""))

    assert _questions(root) == []


def test_a_blank_that_the_total_gives_away_holds_the_return_until_the_lead_answers(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("arrests") + OPTIONAL.replace("{more}", 'total = "all"'))
    issue(root, Q1)
    folder = open_folder(root).period(parse_period(Q1))
    (source,) = folder.issued.glob("*.xlsx")
    type_into(source, SIGNED | {figure("arrests", "Q1"): 32} | ages("Number", 3, 9, 20, 32), folder.inbox / "whole.xlsx")
    (whole,) = check(root, (folder.inbox / "whole.xlsx",))
    (folder.inbox / "whole.xlsx").unlink()
    type_into(source, SIGNED | {figure("arrests", "Q1"): 32} | ages("Number", None, 9, 20, 32), folder.inbox / "blank.xlsx")  # type: ignore[arg-type]
    (outcome,) = check(root, (folder.inbox / "blank.xlsx",))
    (problem,) = outcome.problems

    assert whole.problems == ()
    assert (problem.code, problem.severity, problem.answer) == ("blank-given-away", "warning", "/tables/ages/under/number")
    assert problem.place.sheet == "Ages" and problem.place.cell
    assert "gives no number, but the total less the other rows says 3." in problem.what
    assert [file.outcome for file in collect(root, Q1).files] == ["held"]
