"""Problems and results as text and JSON."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from shpdocs.cli.outcomes import print_json
from shpdocs.commands.check import check
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from shpdocs.model.collection import Outcome
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.returns import Place
from shpdocs.model.workbook import Verdict
from shpdocs.report.screen import as_json, problem_json, problem_lines


def _problem(code: str, cell: str = "B5", entered: str = "made up", sheet: str = "Measures") -> Problem:
    return Problem(code, Place("made up.xlsx", sheet, cell), entered, "/fields/made-up", "Made-up label", {"limit": "5"})


def test_every_problem_as_json_is_valid_against_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    problems = tuple(_problem(code) for code in CATALOGUE)
    refused = Outcome("made up.xlsx", "refused", "ab" * 32, "prevent", "2024-25-Q2", problems, Verdict(3, 1))
    print_json((refused, Outcome("~$made up.xlsx", "skipped")))
    printed = json.loads(capsys.readouterr().out)
    jsonschema.validate(printed, read_schema(shipped("schemas") / "problem-list.schema.json"))
    assert [problem["code"] for problem in printed["files"][0]["problems"]] == list(CATALOGUE)
    assert printed["files"][0]["verdict"] == {"ready": False, "to-do": 3, "odd": 1}
    assert [printed["files"][1][key] for key in ("sha256", "sub-group", "verdict")] == [None, None, None]


def test_the_demos_problems_as_json_are_valid_against_the_schema(made_demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    print_json(check(made_demo, (made_demo / "output" / "2017-18-Q3" / "inbox",)))
    printed = json.loads(capsys.readouterr().out)
    jsonschema.validate(printed, read_schema(shipped("schemas") / "problem-list.schema.json"))
    assert sum(len(file["problems"]) for file in printed["files"]) > 0


def test_a_problem_as_json_names_its_place_and_words() -> None:
    problem = problem_json(_problem("too-large", entered="11"))
    assert (problem["code"], problem["severity"], problem["sheet"], problem["cell"]) == ("too-large", "blocking", "Measures", "B5")
    assert (problem["entered"], problem["answer"]) == ("11", "/fields/made-up")
    assert "Made-up label" in problem["what"]
    assert "5" in problem["needed"]


def test_json_is_ascii_whatever_is_in_it() -> None:
    text = as_json({"made up": "é “–” 𝄞"})
    assert text.isascii()
    assert json.loads(text) == {"made up": "é “–” 𝄞"}


def test_the_same_problem_at_several_cells_is_told_once_with_its_cells() -> None:
    lines = list(problem_lines([_problem("formula", "B5"), _problem("formula", "B6"), _problem("not-a-date", "B7")]))
    assert sum("B5 to B6: " in line for line in lines) == 1
    assert sum("B7" in line for line in lines) == 1
    assert sum(line.strip() == "Measures" for line in lines) == 1


def test_a_hundred_cells_under_each_other_are_a_span() -> None:
    line = list(problem_lines([_problem("formula", f"B{row}") for row in range(5, 105)]))[1]
    assert line.strip().startswith("! B5 to B104: ")


def test_different_entries_are_told_apart() -> None:
    lines = list(problem_lines([_problem("formula", "B5", "=1"), _problem("formula", "B6", "=2")]))
    assert sum(line.strip().startswith("!") for line in lines) == 2


def test_warnings_and_notices_are_marked_apart_from_what_blocks() -> None:
    lines = list(problem_lines([_problem("formula"), _problem("milestone-passed", "B6"), _problem("earlier-revised", "B7")]))
    assert [line.strip()[0] for line in lines[1::2]] == ["!", "?", "i"]


def test_a_problem_of_the_whole_file_is_told_without_a_cell() -> None:
    (line, _) = problem_lines([_problem("damaged-file", "", "", "")])
    assert line.strip().startswith("! made up.xlsx")
