"""Schema faults as data, and problems as text and JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from shpdocs.cli.outcomes import print_json
from shpdocs.commands.check import check
from shpdocs.commands.outcome import FileOutcome
from shpdocs.definitions.shipped import published, shipped
from shpdocs.definitions.validator import read_schema, schema_faults
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.returns import Place
from shpdocs.model.workbook import Verdict
from shpdocs.report.screen import as_json, counted, problem_json, problem_lines

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["figure"],
    "additionalProperties": False,
    "properties": {
        "figure": {"type": "integer", "minimum": 0, "maximum": 10},
        "day": {"type": "string", "format": "date"},
        "choice": {"enum": ["a", "b"]},
        "text": {"type": "string", "maxLength": 3, "minLength": 1},
        "rows": {"type": "array", "minItems": 2},
    },
}
FAULTS: dict[str, tuple[Any, tuple[tuple[tuple[str | int, ...], str], ...]]] = {
    "nothing wrong": ({"figure": 0, "day": "2024-09-24", "choice": "a"}, ()),
    "a key missing": ({}, (((), "required"),)),
    "a key too many": ({"figure": 1, "made-up": 1}, (((), "additionalProperties"),)),
    "another type": ({"figure": "1"}, ((("figure",), "type"),)),
    "a number with decimals": ({"figure": 1.5}, ((("figure",), "type"),)),
    "too small": ({"figure": -1}, ((("figure",), "minimum"),)),
    "too large": ({"figure": 11}, ((("figure",), "maximum"),)),
    "no date": ({"figure": 1, "day": "24/09/2024"}, ((("day",), "format"),)),
    "no such day": ({"figure": 1, "day": "2024-02-30"}, ((("day",), "format"),)),
    "no choice": ({"figure": 1, "choice": "c"}, ((("choice",), "enum"),)),
    "too long": ({"figure": 1, "text": "abcd"}, ((("text",), "maxLength"),)),
    "too few rows": ({"figure": 1, "rows": []}, ((("rows",), "minItems"),)),
    "two at once, in order": ({"text": "abcd", "figure": 11}, ((("figure",), "maximum"), (("text",), "maxLength"))),
}


@pytest.mark.parametrize(("value", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_every_fault_comes_with_its_path_and_keyword(value: Any, expected: tuple[tuple[tuple[str, ...], str], ...]) -> None:
    assert tuple((fault.path, fault.keyword) for fault in schema_faults(SCHEMA, value)) == expected


def test_a_fault_carries_the_limit_and_the_value() -> None:
    (fault,) = schema_faults(SCHEMA, {"figure": 11})
    assert (fault.limit, fault.value) == (10, 11)
    (fault,) = schema_faults(SCHEMA, {})
    assert fault.limit == "figure"


def test_every_shipped_schema_is_a_schema() -> None:
    paths = sorted(shipped("schemas").rglob("*.schema.json"))
    assert len(paths) == 17  # seven that are written by hand, and five sub-groups in two years
    for path in paths:
        jsonschema.Draft202012Validator.check_schema(read_schema(path))


@pytest.mark.parametrize("period", ["2017-18-Q3", "2024-25-Q2"])
@pytest.mark.parametrize("sub_group", ["partnership", "domestic-abuse", "prevent", "drugs-and-alcohol", "serious-violence"])
def test_the_published_answers_travel_with_the_program(period: str, sub_group: str) -> None:
    assert published(period, sub_group)
    assert published(period, "made-up") == {}


def _problem(code: str, cell: str = "B5", entered: str = "made up", sheet: str = "Measures") -> Problem:
    return Problem(code, Place("made up.xlsx", sheet, cell), entered, "/fields/made-up", "Made-up label", {"limit": "5"})


def test_every_problem_as_json_is_valid_against_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    problems = tuple(_problem(code) for code in CATALOGUE)
    refused = FileOutcome("made up.xlsx", "refused", "ab" * 32, "prevent", "2024-25-Q2", problems, Verdict(3, 1))
    print_json((refused, FileOutcome("~$made up.xlsx", "skipped")))
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
    found = problem_json(_problem("too-large", entered="11"))
    assert (found["code"], found["severity"], found["sheet"], found["cell"]) == ("too-large", "blocking", "Measures", "B5")
    assert (found["entered"], found["answer"]) == ("11", "/fields/made-up")
    assert "Made-up label" in found["what"]
    assert "5" in found["needed"]


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


@pytest.mark.parametrize(("number", "many", "expected"), [(1, "", "1 copy"), (0, "", "0 copys"), (2, "copies", "2 copies")])
def test_numbers_are_told_with_their_word(number: int, many: str, expected: str) -> None:
    assert counted(number, "copy", many) == expected
