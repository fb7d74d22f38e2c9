from __future__ import annotations

import pytest

from shpdocs.model.cells import NO_CELL, cell_at, cell_name
from shpdocs.model.problem import Problem, in_order
from shpdocs.model.returns import Place


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
