"""Cells and answers as people name them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.errors import UsageError
from shpdocs.model.printed_paper import KeptOrigin
from shpdocs.paper.origins.references import parse_answer, parse_cell
from tests.support.made_origins import CELL


@pytest.mark.parametrize(
    "text",
    [
        "prevent.xlsx!Measures!C12",
        " PREVENT.xlsx!measures!$c$12 ",
        "abababab!Measures!C12",
        f"{'ab' * 32}!Measures!C12",
        "prevent.xlsx!'Measures'!C12",
        "'prevent.xlsx'!Measures!C12",
        "'[prevent.xlsx]Measures'!$C$12",
        "[prevent.xlsx]Measures!C12",
        "output/2024-25-Q2/inbox/prevent.xlsx!Measures!C12",
        r"C:\Returns\prevent.xlsx!Measures!C12",
        r"'C:\Returns\[prevent.xlsx]Measures'!C12",
    ],
)
def test_a_cell_is_named_by_file_or_hash_sheet_and_cell(text: str) -> None:
    assert parse_cell(text).names(CELL)


@pytest.mark.parametrize(
    "text",
    ["prevent.xlsx!Measures!C1", "other.xlsx!Measures!C12", "prevent.xlsx!Measure!C12", "abcdef!Measures!C12", "abab!Measures!C12"],
)
def test_another_cell_is_not_named(text: str) -> None:
    assert not parse_cell(text).names(CELL)


@pytest.mark.parametrize(
    ("file", "sheet", "text"),
    [
        ("prevent.xlsx", "Who's at risk!", "prevent.xlsx!Who's at risk!!B4"),
        ("prevent.xlsx", "Who's at risk!", "prevent.xlsx!'Who''s at risk!'!B4"),
        ("prevent.xlsx", "Who's at risk!", "'[prevent.xlsx]Who''s at risk!'!B4"),
        ("urgent!.xlsx", "Measures", "urgent!.xlsx!Measures!B4"),
        ("a!b.xlsx", "c!d", "a!b.xlsx!c!d!B4"),
    ],
)
def test_files_and_sheets_may_hold_signs_that_part_them(file: str, sheet: str, text: str) -> None:
    assert parse_cell(text).names(replace(CELL, file_name=file, sheet=sheet, cell="B4"))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("prevent.xlsx!Measures!B4:C6", "'B4:C6' is a range of cells."),
        ("prevent.xlsx!Measures!B4,C6", "'B4,C6' is a range of cells."),
        ("B4", "'B4' does not name a cell of a file."),
        ("Measures!B4", "'Measures!B4' does not name a cell of a file."),
        ("", "'' does not name a cell of a file."),
        ("!!B4", "'!!B4' does not name a cell of a file."),
        ("prevent.xlsx!Measures!", "'' is no cell."),
        ("prevent.xlsx!Measures!4B", "'4B' is no cell."),
        ("prevent.xlsx!Measures!A0", "'A0' is no cell."),
    ],
)
def test_what_names_no_cell_says_how_to_name_one(text: str, what: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_cell(text)
    assert error.value.what == what
    assert error.value.remedy.startswith("Name ")


@pytest.mark.parametrize(
    ("name", "ref", "is_named"),
    [
        ("prevent/update", "prevent/fields/update", True),
        ("prevent/fields/update", "prevent/fields/update", True),
        ("prevent/measures/update", "prevent/fields/update", False),
        ("prevent/update", "other/fields/update", False),
        ("prevent/up", "prevent/fields/update", False),
        ("prevent/robbery", "prevent/measures/robbery/figure", True),
        ("prevent/robbery/parts/pwit", "prevent/measures/robbery/parts/pwit/figure", True),
        ("prevent/robbery/parts/pwit", "prevent/measures/robbery/parts/vap/figure", False),
        ("prevent/cases", "prevent/tables/cases/0/owner", True),
        ("prevent/cases/owner", "prevent/tables/cases/0/owner", True),
        ("prevent/cases/owner", "prevent/tables/cases/0/risk", False),
        ("prevent/cases/0", "prevent/tables/cases/0/risk", True),
        ("prevent/tables/cases/1/owner", "prevent/tables/cases/0/owner", False),
        ("/prevent/update/", "prevent/fields/update", True),
        ("prevent/update", "prevent", False),
    ],
)
def test_an_answer_is_named_as_decisions_do_or_by_its_place(name: str, ref: str, is_named: bool) -> None:
    assert parse_answer(name).names(ref) is is_named


def test_an_answer_of_which_more_is_printed_than_was_asked_for_is_named_by_its_cells() -> None:
    cell = replace(CELL, pointer="/tables/cases/0/owner")
    whole_table = KeptOrigin("returned", "table", answer="prevent/tables/cases", period="2024-25-Q1", cells=(cell,))
    assert parse_answer("prevent/cases/0/owner").names_origin(whole_table)
    assert not parse_answer("prevent/cases/1/owner").names_origin(whole_table)
    assert not parse_answer("prevent/cases").names_origin(replace(whole_table, kind="stated"))


@pytest.mark.parametrize("text", ["", "prevent", "prevent/", "/update", "prevent//update"])
def test_what_names_no_answer_says_how_to_name_one(text: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_answer(text)
    assert error.value.what == f"'{text}' does not name an answer."
