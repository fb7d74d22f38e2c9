"""No schema fault is dropped or misplaced: each keyword has its code, and each fault becomes a problem at its answer's cell."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from shpdocs.answers.kinds import KINDS
from shpdocs.definitions.schema import Fault, schema_of
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import schema_faults
from shpdocs.model.definition import Asked
from shpdocs.model.problem import CATALOGUE, Problem
from shpdocs.model.returns import Json, Place
from shpdocs.model.workbook import SheetContent, WorkbookContent
from shpdocs.workbook.answers import _CODES, read_answers, schema_problems
from shpdocs.workbook.find import FoundAnswers, find_answers
from shpdocs.workbook.layout import Layout, lay_out
from tests.support.examples import few_and_many, hold
from tests.support.made import HASH, PERIOD, definition, field, open_table, read, workbook
from tests.support.made_up import Filled, asked, cases

SOME = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
SAYS_NOTHING = {"$schema", "$id", "title", "description", "examples"}
LEADS_ON = {"properties", "items", "if", "then", "else"}  # a fault within them is of a keyword that they hold
# for every keyword that can refuse an answer: the code that tells it
CODES = {
    "type": "not-allowed",  # of a blank: missing, missing-figure
    "enum": "not-a-choice",
    "minimum": "too-small",
    "maximum": "too-large",
    "minLength": "missing",
    "maxLength": "too-long",
    "format": "not-a-date",
    "pattern": "not-months",
    "minItems": "too-few-rows",
    "required": "missing",
    "additionalProperties": "not-allowed",
}
Path_ = tuple[str | int, ...]


def _keywords(schema: Any, is_schema: bool = True) -> Iterator[str]:
    """Every keyword of a schema; names of properties are none, nor is what begins with x-."""
    if isinstance(schema, dict):
        for key, inner in schema.items():
            if is_schema and key.startswith("x-"):
                continue
            if is_schema:
                yield key
            if key not in {"enum", "required", "type", "examples"} or not is_schema:
                yield from _keywords(inner, is_schema=not is_schema or key != "properties")


def _shipped() -> Iterator[dict[str, Any]]:
    for path in sorted(shipped("schemas").glob("*/*.schema.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def test_every_keyword_of_the_shipped_schemas_has_its_code() -> None:
    keywords = {keyword for schema in _shipped() for keyword in _keywords(schema)}
    assert keywords <= set(CODES) | SAYS_NOTHING | LEADS_ON
    assert {"type", "enum", "required", "maxLength", "format", "if"} <= keywords


@SOME
@given(st.lists(asked(), min_size=1, max_size=8))
def test_every_keyword_that_a_definition_can_bring_has_its_code(questions: list[Asked]) -> None:
    numbers = ("count", "number", "money")
    bounded = [replace(question, minimum=1.0, maximum=9.0) if question.kind in numbers else question for question in questions]
    fields = tuple(replace(field(f"f{number}"), asked=question) for number, question in enumerate(bounded))
    schema = schema_of(definition(fields=fields, tables=(open_table("rows", *fields, fewest=1),)))
    assert set(_keywords(schema)) <= set(CODES) | SAYS_NOTHING | LEADS_ON


def test_the_table_of_codes_is_the_one_that_is_used_and_every_code_blocks() -> None:
    of_kinds = {keyword: code for kind in KINDS.values() for keyword, code in kind.codes.items()}
    assert _CODES | of_kinds == CODES
    assert not _CODES.keys() & of_kinds.keys()
    assert {CATALOGUE[code].severity for code in (*CODES.values(), "missing-figure", "figure-and-reason")} == {"blocking"}


def _leaves(answers: Json, path: Path_ = ()) -> Iterator[Path_]:
    """The path of every answer and of every part of one."""
    if isinstance(answers, dict):
        for key, inner in answers.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(answers, list):
        for number, inner in enumerate(answers):
            yield from _leaves(inner, (*path, number))
    else:
        yield path


def _spoilt(answers: dict[str, Json], path: Path_, value: Json) -> dict[str, Json]:
    changed = copy.deepcopy(answers)
    parent: Any = changed
    for step in path[:-1]:
        parent = parent[step]
    if value == "(gone)":
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return changed


def _pointer(path: Path_) -> str:
    return "".join(f"/{step}" for step in path)


def _cells_of(path: Path_, found: FoundAnswers) -> set[tuple[str, Place]]:
    """The answer to which a path leads, with its cell: figure and reason are one question, an amount is part of its answer."""
    pointer = _pointer(path)
    while pointer and pointer not in found.cells and pointer.removesuffix("/reason") + "/value" not in found.cells:
        pointer = pointer.rpartition("/")[0]
    figure = pointer.removesuffix("/reason") + "/value" if pointer.endswith("/reason") else pointer
    return {(at, found.cells[at][1].place) for at in (pointer, figure, figure.removesuffix("/value") + "/reason") if at in found.cells}


WRONG: st.SearchStrategy[Json] = st.sampled_from(
    ["(gone)", None, "", "made up", "x" * 30_000, -1, -1e9, 1e9, 10**12, 1.5, True, [], {}, "2024-13-45"]
)


def _is_told_at_its_own_cell(case: Filled, data: st.DataObject) -> None:
    """Whatever breaks, wherever: no fewer problems than broken answers, none elsewhere, never without a cell."""
    found = find_answers(case.layout, workbook(case.layout, case.typed))
    schema = schema_of(case.layout.definition)
    paths = sorted(_leaves(case.answers), key=str)
    for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=6)):
        changed = _spoilt(case.answers, path, data.draw(WRONG))
        faults = schema_faults(schema, changed)
        problems = schema_problems(faults, case.layout, found, ())
        assert bool(faults) == bool(problems), path
        assert len(problems) <= len(faults)
        for problem in problems:
            assert problem.severity == "blocking"
            assert not re.search(
                r"\{[a-z-]+\}", (problem.what + problem.needed).replace(problem.entered[:57], "").replace(problem.label, "")
            )
            expected = _cells_of(path, found)
            assert not expected or problem.place in {place for _, place in expected}, (path, problem)


@few_and_many(15, 60)
def test_an_answer_that_the_schema_refuses_is_told_at_its_own_cell(examples: int) -> None:
    hold(_is_told_at_its_own_cell, examples, cases(), st.data(), like=SOME)


def _are_each_told(case: Filled, data: st.DataObject) -> None:
    found = find_answers(case.layout, workbook(case.layout, case.typed))
    schema = schema_of(case.layout.definition)
    paths = [path for path in sorted(_leaves(case.answers), key=str) if _pointer(path) in found.cells]
    changed, broken = case.answers, set()
    for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=8, unique=True)) if paths else ():
        changed = _spoilt(changed, path, ["made up"])
        broken.add(_pointer(path))
    problems = schema_problems(schema_faults(schema, changed), case.layout, found, ())
    # a reason is told at its figure too
    pairs = {pointer.removesuffix("/reason") + "/value" for pointer in broken} & found.cells.keys()
    assert broken <= {problem.answer for problem in problems} <= broken | pairs


@few_and_many(15, 60)
def test_several_broken_answers_are_each_told(examples: int) -> None:
    hold(_are_each_told, examples, cases(), st.data(), like=SOME)


@pytest.mark.parametrize(
    ("severity", "code", "expected"),
    [("blocking", "not-a-whole-number", 0), ("warning", "not-read", 1), ("notice", "formula-computed", 1)],
)
def test_only_what_blocks_at_the_same_answer_takes_a_faults_place(severity: str, code: str, expected: int) -> None:
    layout = lay_out(definition(fields=(field("size", "count"),)), PERIOD)
    found, answers_read = read(layout)
    faults = schema_faults(schema_of(layout.definition), answers_read.answers)
    known = (Problem(code, found.cells["/fields/size"][1].place, answer="/fields/size"),)
    assert CATALOGUE[code].severity == severity
    assert len(schema_problems(faults, layout, found, known)) == expected


def test_a_fault_of_the_whole_return_is_not_dropped_beside_a_problem_of_the_whole_file() -> None:
    layout = lay_out(definition(fields=(field("size", "count"),)), PERIOD)
    found, _ = read(layout, {"/fields/size": 5})
    known = (Problem("stamps-disagree", Place("made-up.xlsx")),)
    problems = schema_problems((Fault((), "type", [], ["object"]),), layout, found, known)
    assert [(problem.code, problem.answer) for problem in problems] == [("not-allowed", "")]


def _damaged(content: WorkbookContent, draw: st.DataObject) -> WorkbookContent:
    """Sheets, rows and columns taken out, names lost, cells typed over."""
    sheets = []
    for sheet in content.sheets:
        if draw.draw(st.integers(0, 9)) == 0:
            continue
        rows = draw.draw(st.sets(st.integers(1, 12), max_size=1))
        columns = draw.draw(st.sets(st.integers(1, 8), max_size=1))
        cells = {at: cell for at, cell in sheet.cells.items() if at[0] not in rows and at[1] not in columns}
        for at in draw.draw(st.sets(st.sampled_from(sorted(cells) or [(1, 1)]), max_size=2)):
            if at in cells:
                cells[at] = replace(cells[at], value=draw.draw(st.sampled_from(["made up", -5, None, "n/a", "0.5"])))
        sheets.append(SheetContent(sheet.title, cells))
    return replace(content, sheets=tuple(sheets), names=content.names if draw.draw(st.booleans()) else {})


def _has_a_problem_that_blocks(case: Filled, data: st.DataObject) -> None:
    """What is left out as told already was indeed told: an invalid return can never come into force or be accepted."""
    content = _damaged(workbook(case.layout, case.typed), data)
    codes = _blocking(case.layout, content)
    if codes[1]:
        assert codes[0]


@few_and_many(30, 150)
def test_a_workbook_whose_answers_the_schema_refuses_always_has_a_problem_that_blocks(examples: int) -> None:
    hold(_has_a_problem_that_blocks, examples, cases(), st.data(), like=SOME)


def _blocking(layout: Layout, content: WorkbookContent) -> tuple[list[str], int]:
    """The codes of all blocking problems, and how many faults the schema finds."""
    found = find_answers(layout, content)
    answers_read = read_answers(layout, found, HASH)
    faults = schema_faults(schema_of(layout.definition), answers_read.answers)
    known = (*found.problems, *answers_read.problems)
    problems = (*known, *schema_problems(faults, layout, found, known))
    return [problem.code for problem in problems if problem.severity == "blocking"], len(faults)


def test_the_schemas_on_disk_are_found() -> None:
    assert len(list(_shipped())) == 15
    assert Path(shipped("schemas")).is_dir()
