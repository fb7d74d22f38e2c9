from __future__ import annotations

import re

import pytest

from shpdocs.model.problem import CATALOGUE, Problem, in_order
from shpdocs.model.returns import Place


def _at(cell: str, code: str = "missing", sheet: str = "Measures", file: str = "a.xlsx") -> Problem:
    return Problem(code, Place(file, sheet, cell))


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_words_joined_by_hyphens(code: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code) is not None


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_message_ends_as_a_sentence(code: str) -> None:
    message = CATALOGUE[code]
    assert message.what[-1] in ".}"
    assert message.needed[-1] in ".}"


@pytest.mark.parametrize("code", CATALOGUE)
def test_severity_is_the_catalogues(code: str) -> None:
    assert _at("B2", code).severity == CATALOGUE[code].severity


def test_problems_are_sorted_by_file_sheet_row_and_column() -> None:
    expected = (
        _at("", sheet="", file="a.xlsx"),
        _at("", sheet="Measures"),
        _at("B2"),
        _at("Z2"),
        _at("AA2"),
        _at("B10"),
        _at("A1", sheet="Update"),
        _at("A1", file="b.xlsx"),
    )
    assert in_order(tuple(reversed(expected))) == expected


def test_a_blocking_problem_comes_before_a_warning_at_the_same_cell() -> None:
    warning, blocking = _at("B2", "milestone-passed"), _at("B2", "too-long")
    assert in_order((warning, blocking)) == (blocking, warning)


def test_details_stand_in_the_message() -> None:
    problem = Problem("too-small", Place("a.xlsx"), "-1", label="Made-up robbery", details={"limit": "77"})
    assert ("Made-up robbery" in problem.what, "-1" in problem.what, "77" in problem.needed) == (True, True, True)


def test_braces_that_a_lead_typed_are_told_as_typed() -> None:
    problem = Problem("not-a-number", Place("a.xlsx"), "{label} {file}", label="Made-up robbery")
    assert "{label} {file}" in problem.what


def test_a_long_entry_is_cut_in_the_message_only() -> None:
    problem = Problem("not-a-number", Place("a.xlsx"), "x" * 61)
    assert "x" * 57 + "…" in problem.what
    assert "x" * 58 not in problem.what
    assert problem.entered == "x" * 61


def test_an_entry_of_sixty_characters_is_told_whole() -> None:
    assert "x" * 60 in Problem("not-a-number", Place("a.xlsx"), "x" * 60).what


def test_equal_problems_are_one_in_a_set() -> None:
    first = Problem("too-small", Place("a.xlsx"), details={"limit": "0"})
    second = Problem("too-small", Place("a.xlsx"), details={"limit": "0"})
    other = Problem("too-small", Place("a.xlsx"), details={"limit": "1"})
    assert len({first, second, other}) == 2


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_message_that_goes_on_after_its_label_has_no_colon_there(code: str) -> None:
    assert re.search(r"\{label\}: (is|was|has|does) ", CATALOGUE[code].what) is None


@pytest.mark.parametrize("code", ["not-read", "typed-beside", "more-not-read", "remark-not-read"])
def test_what_holds_a_return_because_it_is_not_read_says_how_to_clear_it(code: str) -> None:
    assert re.search(r"then (clear|delete) the ", CATALOGUE[code].needed) is not None


@pytest.mark.parametrize("code", ["baseline-year-differs", "target-not-worked-out"])
def test_what_stems_from_the_definition_is_left_to_the_officer(code: str) -> None:
    assert "officer decides" in CATALOGUE[code].needed
