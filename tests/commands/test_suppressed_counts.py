"""A count of people that a lead gives as suppressed, in a table or by itself, as a figure is. Every figure is made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.check import check
from shpdocs.model.period import parse_period
from shpdocs.model.returns import answer_at
from shpdocs.store.folder import open_folder
from tests.support.leads import At, type_into
from tests.support.made_secrets import SIGNED, SUB_GROUP, YEAR, figure, measure, partnership, quarter_done

Q1 = f"{YEAR}-Q1"
AGES = """
[fields.adults]
label = "Made-up adults"
kind = "count"
people = true
required = false
sheet = "Update"

[tables.ages]
title = "Made-up ages"
sheet = "Ages"
after = "arrests"
row-heading = "Age"
rows = { under = "Under 18", young = "18 to 24", rest = "25 and over", all = "All" }
total = "all"

[tables.ages.columns.number]
label = "Number"
kind = "count"
people = true
required = false

[tables.ages.columns.share]
label = "Share"
kind = "percentage"
required = false
"""
SECTION = """
[[sections]]
kind = "lines"
heading = "MADE-UP NUMBERS"
lines = [{ label = "Adults", from = "young-people/adults" }]

[[sections]]
kind = "table"
heading = "MADE-UP AGES"
from = "young-people/ages"
"""
ADULTS = At("Update", "fields/adults", "Your answer")


def ages(*values: Any, heading: str = "Number") -> dict[At, Any]:
    rows = zip(("under", "young", "rest", "all"), values, strict=True)
    return {At("Ages", f"tables/ages/{row}", heading): value for row, value in rows}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return partnership(tmp_path / "made-up", measure("arrests") + AGES, SECTION)


def answered(root: Path, pointer: str) -> Any:
    found = open_folder(root).period(parse_period(Q1)).read_return(SUB_GROUP)
    assert found is not None
    return answer_at(found.answers, pointer)


def printed(root: Path) -> dict[str, list[str]]:
    tables = docx.Document(str(assemble(root, Q1).path)).tables
    return {row.cells[0].text: [cell.text for cell in row.cells[1:]] for table in tables for row in table.rows}


@pytest.mark.parametrize("words", ["Suppressed", "suppressed", "[c]", "withheld", "*"])
def test_a_count_is_given_as_suppressed_in_the_words_that_a_figure_is(words: str, root: Path) -> None:
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 60} | ages(words, 20, 30, 60))
    assert answered(root, "/tables/ages/under/number") == "suppressed"
    assert answered(root, "/tables/ages/young/number") == 20


def test_the_paper_prints_the_word_of_its_profile_and_a_blank_stays_blank(root: Path) -> None:
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 60, ADULTS: "Suppressed"} | ages("Suppressed", None, 30, None))
    rows = printed(root)
    assert (rows["Under 18"][0], rows["25 and over"][0]) == ("Suppressed", "30")
    assert rows["18 to 24"][0] not in ("Suppressed", "30")
    assert answered(root, "/tables/ages/young/number") is None
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(assemble(root, Q1).path)).paragraphs)
    assert "Adults: Suppressed" in text


def test_the_total_and_the_other_rows_do_not_give_it_away_however_large_it_is(root: Path) -> None:
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 60} | ages("Suppressed", 20, 30, 60))
    rows = printed(root)
    hidden = [name for name, (number, *_) in rows.items() if number == "Suppressed" and name in ("18 to 24", "25 and over", "All")]
    assert hidden != []


def test_shares_beside_it_are_suppressed_with_it(root: Path) -> None:
    counts, shares = ages("Suppressed", 20, 30, None), ages(16.7, 33.3, 50, 100, heading="Share")
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 60} | counts | shares)
    assert [printed(root)[row][1] for row in ("Under 18", "18 to 24")] == ["Suppressed", "Suppressed"]


def test_the_record_of_the_paper_says_that_it_was_suppressed(root: Path) -> None:
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 60} | ages("Suppressed", None, 30, None))
    record = assemble(root, Q1).record
    assert record is not None
    states = {answer.answer: answer.state for answer in record.printed}
    assert states[f"{SUB_GROUP}/tables/ages/under/number"] == "suppressed"
    assert states[f"{SUB_GROUP}/tables/ages/rest/number"] == "printed"


@pytest.mark.parametrize(("entered", "code"), [("<5", "hidden-number"), ("n/a", "not-a-whole-number"), ("about 5", "not-a-whole-number")])
def test_other_words_are_questions(entered: str, code: str, root: Path) -> None:
    quarter_done(root, "Q1", {figure("arrests", "Q1"): 60} | ages(10, 20, 30, 60))
    folder = open_folder(root).period(parse_period(Q1))
    source = sorted(folder.issued.glob(f"{Q1} {SUB_GROUP}*.xlsx"))[-1]
    typed = root / "typed.xlsx"
    type_into(source, SIGNED | {figure("arrests", "Q1"): 60} | ages(entered, 20, 30, 60), typed)
    problems = [problem for file in check(root, (typed,)) for problem in file.problems if problem.answer == "/tables/ages/under/number"]
    assert [problem.code for problem in problems] == [code]
    if code == "hidden-number":
        assert "'Suppressed'" in problems[0].needed
