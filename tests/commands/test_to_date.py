"""A measure whose figure is the year so far, from its definition through the workbook to what is told. All of it is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.model.returns import answer_at
from tests.support.every_kind import ask, places_in, read_back
from tests.support.leads import At, type_into

PERIOD, SUB_GROUP = "2024-25-Q2", "every-kind"


def _read(root: Path, kind: str, first: int, second: int) -> list[tuple[str, str, str]]:
    """What is told of a figure after that of the first quarter: code, cell and answer; both are read back as typed."""
    asked = ask(root, [kind])
    row = "measures/q-0"
    names = type_into(asked.workbook, {At("Measures", row, "Q1"): first, At("Measures", row, "Q2"): second}, root / "filled.xlsx")
    read = read_back(root, root / "filled.xlsx")
    places = places_in(root, PERIOD, SUB_GROUP, asked.workbook)
    for heading, pointer, value in (("Q1", "earlier/Q1", first), ("Q2", "figure", second)):
        assert answer_at(dict(read.answers), f"/{row}/{pointer}/value") == value
        assert places[f"/{row}/{pointer}/value"].cell == names[At("Measures", row, heading)]
    return [(problem.code, problem.place.cell, problem.answer) for problem in read.problems if problem.code != "not-signed-off"]


@pytest.mark.parametrize(("first", "second"), [(100, 210), (100, 100), (0, 1)])
def test_the_year_so_far_is_read_as_it_stands(first: int, second: int, tmp_path: Path) -> None:
    assert _read(tmp_path / "partnership", "to-date", first, second) == []


def test_a_year_so_far_that_falls_is_told_at_its_cell(tmp_path: Path) -> None:
    ((code, cell, pointer),) = _read(tmp_path / "partnership", "to-date", 210, 100)
    assert (code, pointer) == ("cumulative-falls", "/measures/q-0/figure/value")
    assert cell


def test_a_count_for_the_quarter_may_fall(tmp_path: Path) -> None:
    assert _read(tmp_path / "partnership", "figure", 210, 100) == []
