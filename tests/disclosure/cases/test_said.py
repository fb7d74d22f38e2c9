"""Nothing is suppressed without saying so: on the screen, in JSON, in the draft's notice and in the paper itself. All of it is made up."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from tests.support.definition_files import edit_file
from tests.support.leads import At
from tests.support.made_breakdowns import broken_down, in_rows, label, rows_table
from tests.support.made_secrets import SUB_GROUP, YEAR, figure, measure, partnership, quarter_done
from tests.support.reckoning import MISSING, tables_of

Q1 = f"{YEAR}-Q1"
SHARE = """
[tables.alone-rows.columns.share]
label = "Share"
kind = "percentage"
"""
ALONE = """
[[sections]]
kind = "table"
heading = "ALONE"
from = "young-people/alone-rows"
"""
SAID = {  # what the officer reads of each reason
    "small": "a small number of people",
    "secondary": "a small number could be worked out from it",
    "derived": "made of one that is suppressed or rounded",
    "whole": "with all that belongs together, as it could not be shown that nothing can be worked out",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter with a small row of a table that breaks a measure down, one of a table alone, and a small figure. Read it only."""
    asked = broken_down("broken", 3) + rows_table("alone", 3, "", has_total=True) + SHARE + measure("tiny") + measure("large")
    root = partnership(tmp_path_factory.mktemp("made") / "made-up", asked, ALONE)
    figures = {figure("broken", "Q1"): 32, figure("tiny", "Q1"): 2, figure("large", "Q1"): 200}
    shares = dict(zip(_shares(), (10, 30, 60, 100), strict=True))
    quarter_done(root, "Q1", figures | in_rows("broken", (3, 9, 20)) | in_rows("alone", (4, 12, 24), 40) | shares)
    return root


def _shares() -> list[At]:
    return [At("Rows of alone", f"tables/alone-rows/{row}", "Share") for row in ("r0", "r1", "r2", "total")]


def assembled(root: Path, *options: str) -> str:
    result = CliRunner().invoke(app, ["assemble", Q1, "--folder", str(root), *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def missing_in(paper: Path) -> set[str]:
    """The rows of a paper's tables in which something is missing."""
    return {row[0] for rows in tables_of(paper) for row in rows if any(cell.startswith(MISSING) for cell in row)}


def test_json_names_every_number_that_is_missing_in_the_paper_and_no_other(root: Path) -> None:
    told = json.loads(assembled(root, "--json"))
    named: dict[str, set[str]] = {}
    for item in told["suppressed"]:
        named.setdefault(item["answer"], set()).update(item["where"])
        assert item["why"] in SAID
    missing = missing_in(root / told["file"])
    rows = {where.partition(":")[0] for answer in ("broken-rows", "alone-rows") for where in named[f"{SUB_GROUP}/{answer}"]}
    assert {row for row in missing if row.startswith("made-up ")} == rows
    measures = {f"Made-up objective of {answer.partition('/')[2]}" for answer in named if not answer.endswith("-rows")}
    assert {row for row in missing if row.startswith("Made-up objective")} == measures
    assert f"{SUB_GROUP}/large" not in named


def test_the_screen_says_of_each_what_it_is_where_and_why_and_what_to_do(root: Path) -> None:
    told = json.loads(assembled(root, "--json"))["suppressed"]
    screen = assembled(root)
    for item in told:
        assert any(
            each.startswith(f"Suppressed: {item['title']} ({item['answer']}), ") and each.endswith(f": {SAID[item['why']]}.")
            for each in screen.splitlines()
        )
        named = {where.partition(": ")[0] for where in item["where"]}
        assert all(name in screen for name in named)
    assert f"shpdocs publish ANSWER {Q1} --by NAME --because TEXT" in screen
    assert {item["why"] for item in told} >= {"small", "secondary", "derived"}


def test_the_draft_says_of_which_answers_numbers_are_missing(root: Path) -> None:
    paper = docx.Document(str(root / json.loads(assembled(root, "--json"))["file"]))
    notice = next(paragraph.text for paragraph in paper.paragraphs if paragraph.text.startswith("DRAFT."))
    assert notice.endswith(
        "Suppressed, because people could be identified: numbers of Made-up tiny; Made-up rows of broken; Made-up rows of alone."
    )


def test_the_paper_explains_its_word_where_only_a_row_of_a_table_is_missing(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", rows_table("alone", 3, "", has_total=True) + measure("large"), ALONE)
    quarter_done(root, "Q1", {figure("large", "Q1"): 200} | in_rows("alone", (4, 12, 24), 40))
    told = json.loads(assembled(root, "--final", "--json"))
    paper = docx.Document(str(root / told["file"]))
    assert label("alone", 0) in missing_in(root / told["file"])
    assert any(paragraph.text.startswith(f"{MISSING}: the figure is not published, because ") for paragraph in paper.paragraphs)


def test_what_an_edition_gave_away_before_a_relation_was_declared_is_told(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", "".join(measure(key) for key in ("left", "right", "whole")))
    quarter_done(root, "Q1", {figure("left", "Q1"): 3, figure("right", "Q1"): 9, figure("whole", "Q1"): 12})
    assert json.loads(assembled(root, "--final", "--json"))["exposed"] == []
    edit_file(
        root / "workbook_templates" / YEAR / f"{SUB_GROUP}.toml",
        "[measures.whole]\n",
        '[measures.whole]\ntotal-of = ["left", "right"]\n',
    )
    assert json.loads(assembled(root, "--json"))["exposed"] == [{"answer": f"{SUB_GROUP}/measures/left", "period": Q1, "left": "one"}]
    assert f"Given away already: a small number of {SUB_GROUP}/measures/left, {Q1}, " in assembled(root)
