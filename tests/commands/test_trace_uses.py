"""Tracing the other way: in which editions and drafts a cell of a received file, or an answer, is printed or was used."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from shpdocs import accept, assemble, collect, issue, sent, uses_of_answer, uses_of_cell, withdraw
from shpdocs.cli.app import app
from shpdocs.commands.tracing.papers import all_papers, read_printed
from shpdocs.commands.tracing.uses import Uses
from shpdocs.definitions.shipped import shipped
from shpdocs.definitions.validator import read_schema
from shpdocs.model.errors import UsageError
from shpdocs.model.period import parse_period
from shpdocs.paper.origins.words import cell_place
from shpdocs.store.folder import open_folder
from tests.support.leads import At, tree, type_into
from tests.support.made_secrets import BECAUSE, BY, SIGNED, SUB_GROUP, WHO, YEAR, figure, measure, partnership

PERIOD = f"{YEAR}-Q1"
RAIDS, VICTIMS = figure("raids", "Q1"), figure("victims", "Q1")
TARGET = "target = { value = 400 }"
RAIDS_ANSWER = f"{SUB_GROUP}/measures/raids/figure"
SCHEMA = read_schema(shipped("schemas") / "uses.schema.json")


def returned(root: Path, name: str, typed: dict[At, Any]) -> None:
    """Fill in the quarter's workbook and collect it."""
    source = next(open_folder(root).period(parse_period(PERIOD)).issued.glob("*.xlsx"))
    type_into(source, SIGNED | typed, root / "post" / name)
    (file,) = collect(root, PERIOD, [root / "post" / name]).files
    if file.outcome == "held":
        accept(root, PERIOD, SUB_GROUP, by=BY, because=BECAUSE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter published, corrected and published again; the second of three editions withdrawn. Read it, never write into it."""
    root = partnership(tmp_path_factory.mktemp("made") / "made-up", measure("raids", more=TARGET) + measure("victims"))
    issue(root, PERIOD)
    returned(root, "first.xlsx", {RAIDS: 140, VICTIMS: 60})
    assemble(root, PERIOD, final=True)
    sent(root, PERIOD, **WHO)
    returned(root, "second.xlsx", {RAIDS: 150, VICTIMS: 60})
    assemble(root, PERIOD, final=True, **WHO)
    withdraw(root, PERIOD, **WHO)
    assemble(root, PERIOD, final=True, **WHO)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "made-up"))


def cell_of(root: Path, edition: int, answer: str = "raids") -> str:
    """The cell that an edition's figure was read from, as it is named."""
    paper = next(paper for paper in all_papers(open_folder(root)) if (paper.kind, paper.number) == ("edition", edition))
    origins = read_printed(open_folder(root), paper).public.origins
    return next(cell_place(cell) for origin in origins for cell in origin.cells if cell.pointer == f"/measures/{answer}/figure/value")


def editions(uses: Uses) -> list[tuple[int, bool]]:
    """The editions in which something is used, and whether each was withdrawn."""
    return [(paper.paper.number, paper.paper.is_withdrawn) for paper in uses.papers if paper.paper.kind == "edition"]


def shown(folder: Path, *words: str) -> tuple[int, str, str]:
    """What the command ends with, and what it prints."""
    ended = CliRunner().invoke(app, ["trace", *words, "--folder", str(folder)])
    return ended.exit_code, ended.stdout, ended.stderr


def test_a_cell_stands_in_the_editions_that_were_made_of_its_file_and_in_no_other(made: Path) -> None:
    assert cell_of(made, 1).startswith("first.xlsx!Measures!")
    assert editions(uses_of_cell(made, cell_of(made, 1))) == [(1, False)]
    assert editions(uses_of_cell(made, cell_of(made, 2))) == [(2, True), (3, False)]


def test_a_figure_is_printed_and_what_was_worked_out_with_it_used(made: Path) -> None:
    (paper,) = uses_of_cell(made, cell_of(made, 1)).papers
    printed = {place.text for place in paper.places if place.how == "printed"}
    used = {place.text: place.words for place in paper.places if place.how == "used"}
    assert "140" in printed
    assert used["560"] == "projection for the year: 560 = 140 ÷ 1 (quarters asked to Quarter 1) × 4 (quarters asked in the year)"
    assert not {place.text for place in paper.places} & {"60"}


def test_an_answer_stands_in_every_edition_whichever_file_gave_it(made: Path) -> None:
    for name in (f"{SUB_GROUP}/raids", RAIDS_ANSWER):
        uses = uses_of_answer(made, name)
        assert [(answer.answer, answer.period) for answer in uses.answers] == [(RAIDS_ANSWER, PERIOD)]
        assert editions(uses) == [(1, False), (2, True), (3, False)]
    assert uses_of_answer(made, RAIDS_ANSWER, PERIOD).papers == uses_of_answer(made, RAIDS_ANSWER).papers


def test_both_ways_agree_of_the_cells_of_the_demo(made_demo: Path) -> None:
    folder = open_folder(made_demo)
    wanted: dict[str, set[tuple[str, str, int]]] = {}
    for paper in all_papers(folder):
        origins = read_printed(folder, paper).public.origins
        for origin in origins:
            for cell in origin.cells:
                wanted.setdefault(cell_place(cell), set()).add((paper.period, paper.profile, paper.number))
    for place in sorted(wanted)[::25]:
        uses = uses_of_cell(made_demo, place)
        assert {(each.paper.period, each.paper.profile, each.paper.number) for each in uses.papers} == wanted[place], place


@pytest.mark.parametrize(
    ("cell", "remedy"),
    [
        ("third.xlsx!Measures!C5", "lists the files"),
        ("first.xlsx!Measure!C5", "They stand on: "),
        ("first.xlsx!Measures!C5:C7", "Name one cell of it"),
        ("Measures!C5", "--cell"),
    ],
)
def test_what_is_no_cell_of_a_file_that_came_is_a_usage_error_that_says_what_to_do(cell: str, remedy: str, made: Path) -> None:
    code, out, error = shown(made, "--cell", cell)
    assert (code, out) == (2, "")
    assert remedy in error


@pytest.mark.parametrize("answer", ["young-people", "young-people/raid", "nobody/raids", "young-people/measures/update", ""])
def test_what_no_definition_asks_is_a_usage_error(answer: str, made: Path) -> None:
    assert shown(made, "--answer", answer)[0] == 2


def test_a_year_without_definitions_is_told_with_those_that_there_are(made: Path) -> None:
    code, _, error = shown(made, "--answer", RAIDS_ANSWER, "2031-32-Q1")
    assert (code, "There are definitions of 2017-18, 2024-25, 2026-27" in error) == (2, True)


def test_a_cell_or_answer_that_stands_in_no_paper_says_why(root: Path) -> None:
    assert "left blank, or nothing is asked in it" in uses_of_cell(root, "second.xlsx!Measures!A1").because
    assert "left blank, or nothing is asked in it" in uses_of_cell(root, "first.xlsx!Measures!A1").because
    assert "was not returned" in uses_of_answer(root, f"{SUB_GROUP}/papers").because
    returned(root, "third.xlsx", {RAIDS: 160, VICTIMS: 60})
    cell = cell_of(root, 1).replace("first.xlsx", "third.xlsx")
    assert f"has the answer {RAIDS_ANSWER}/value there, and no paper" in uses_of_cell(root, cell).because
    assert shown(root, "--cell", cell)[0] == 0


def test_a_file_that_waits_or_was_refused_is_in_no_paper_and_says_so(root: Path) -> None:
    source = next(open_folder(root).period(parse_period(PERIOD)).issued.glob("*.xlsx"))
    unsigned = {at: None for at in SIGNED if at.sheet == "Start"}
    for name, typed in (("waits.xlsx", {RAIDS: 150, **unsigned}), ("wrong.xlsx", {RAIDS: "about 47"})):
        type_into(source, SIGNED | {VICTIMS: 60} | typed, root / "post" / name)
        collect(root, PERIOD, [root / "post" / name])
    assert "Its return waits for a decision" in uses_of_cell(root, "waits.xlsx!Measures!C5").because
    assert "It was refused" in uses_of_cell(root, "wrong.xlsx!Measures!C5").because


def test_a_figure_that_is_suppressed_is_kept_back_and_its_value_told_nowhere(root: Path) -> None:
    returned(root, "small.xlsx", {RAIDS: 140, VICTIMS: 3})
    assemble(root, PERIOD, final=True, **WHO)
    cell = cell_of(root, 4, "victims")
    (paper,) = uses_of_cell(root, cell).papers
    hows = {(place.text, place.how) for place in paper.places}
    assert "3" not in {place.text for place in paper.places}
    assert hows >= {("Suppressed", "kept-back"), ("Not rated: figure not published", "used")}
    for words in (("--cell", cell), ("--answer", f"{SUB_GROUP}/victims", PERIOD)):
        _, out, _ = shown(root, *words)
        assert "Suppressed" in out
        assert "Quarter 1: 3" not in out


def test_the_last_draft_and_a_draft_that_was_sent_are_looked_into_too(root: Path) -> None:
    returned(root, "third.xlsx", {RAIDS: 160, VICTIMS: 60})
    assemble(root, PERIOD)
    sent(root, PERIOD, **WHO, draft=True)
    cell = cell_of(root, 1).replace("first.xlsx", "third.xlsx")
    assert [paper.paper.kind for paper in uses_of_cell(root, cell).papers] == ["sent-draft", "draft"]


def test_a_period_means_what_was_returned_for_it(made: Path) -> None:
    assert uses_of_cell(made, cell_of(made, 1), PERIOD).papers
    with pytest.raises(UsageError):
        uses_of_cell(made, cell_of(made, 1), f"{YEAR}-Q2")
    assert not uses_of_answer(made, RAIDS_ANSWER, f"{YEAR}-Q2").papers


def test_a_paper_whose_record_is_spoiled_is_told_and_the_others_all_the_same(root: Path) -> None:
    printed = root / "output" / PERIOD / "editions" / "paper" / "1" / "printed.json"
    printed.write_bytes(printed.read_bytes()[:-40])
    uses = uses_of_answer(root, RAIDS_ANSWER)
    assert editions(uses) == [(2, True), (3, False)]
    assert [paper.is_spoiled for paper in uses.unread] == [True]
    code, out, _ = shown(root, "--answer", RAIDS_ANSWER)
    assert code == 3
    assert "Papers of which nobody can tell it:" in out


def test_it_is_private_writes_nothing_and_prints_json_by_its_schema(made: Path) -> None:
    before = tree(made)
    code, out, _ = shown(made, "--cell", cell_of(made, 1), PERIOD)
    assert code == 0
    assert "Private: " in out
    for words in (("--cell", cell_of(made, 1)), ("--answer", RAIDS_ANSWER), ("--answer", f"{SUB_GROUP}/papers")):
        code, out, _ = shown(made, *words, "--json")
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(out))
    assert tree(made) == before


@pytest.mark.parametrize(
    "more",
    [("--answer", RAIDS_ANSWER), ("--edition", "1"), ("--draft",), ("--place", "x"), (PERIOD, "140"), ("--profile", "x")],
    ids=" ".join,
)
def test_a_cell_is_looked_for_in_every_paper_one_at_a_time(more: tuple[str, ...], made: Path) -> None:
    assert shown(made, "--cell", cell_of(made, 1), *more)[0] == 2
