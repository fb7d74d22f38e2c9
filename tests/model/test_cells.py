from __future__ import annotations

import pytest

from shpdocs.model.cells import NO_CELL, cell_at, cell_name, column_letters, column_number
from shpdocs.model.problem import Problem, in_order
from shpdocs.model.returns import Place


@pytest.mark.parametrize(
    ("column", "expected"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_letters(column: int, expected: str) -> None:
    assert column_letters(column) == expected


def test_a_cell_is_named_by_column_and_row() -> None:
    assert cell_name(24, 2) == "B24"


@pytest.mark.parametrize("column", [1, 26, 27, 702, 703, 16384])
def test_the_letters_of_a_column_say_its_number(column: int) -> None:
    assert column_number(column_letters(column)) == column


@pytest.mark.parametrize(("name", "at"), [("A1", (1, 1)), ("B24", (24, 2)), ("AA10", (10, 27)), ("XFD1048576", (1_048_576, 16_384))])
def test_a_cells_name_gives_its_row_and_column(name: str, at: tuple[int, int]) -> None:
    assert cell_at(name) == at
    assert cell_name(*at) == name


@pytest.mark.parametrize("name", ["", "A", "7", "A0", "a1", "A1 ", "$A$1", "A1:B2", "ABCD1", "https://example.org"])
def test_what_is_no_cells_name_gives_no_cell(name: str) -> None:
    assert cell_at(name) == NO_CELL


def test_problems_come_by_row_and_column_whatever_their_cell_is_called() -> None:
    cells = ["", "Z1", "AA1", "A2", "A10"]
    problems = tuple(Problem("formula", Place("made up.xlsx", "Measures", cell)) for cell in reversed(cells))
    assert [problem.place.cell for problem in in_order(problems)] == cells
