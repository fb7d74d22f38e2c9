"""Made-up problems, grouped for people."""

from __future__ import annotations

import pytest

from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.report.problem_groups import cell_spans, problems_by_sheet


def _problem(code: str, cell: str, sheet: str = "Measures", entered: str = "made up") -> Problem:
    return Problem(code, Place("made up.xlsx", sheet, cell), entered, label="Made-up label")


def test_problems_come_by_sheet_and_the_same_one_once() -> None:
    problems = (_problem("formula", "B5"), _problem("not-a-date", "B6"), _problem("formula", "B7"), _problem("formula", "C1", "Update"))
    grouped = [(sheet, [(group.problem.code, group.cells) for group in groups]) for sheet, groups in problems_by_sheet(problems)]
    assert grouped == [
        ("Measures", [("formula", ("B5", "B7")), ("not-a-date", ("B6",))]),
        ("Update", [("formula", ("C1",))]),
    ]


def test_what_was_entered_otherwise_is_another_problem() -> None:
    ((_, groups),) = problems_by_sheet((_problem("formula", "B5", entered="=1"), _problem("formula", "B6", entered="=2")))
    assert [group.cells for group in groups] == [("B5",), ("B6",)]


def test_a_problem_of_the_file_has_no_cells() -> None:
    ((sheet, (group,)),) = problems_by_sheet((_problem("damaged-file", "", ""),))
    assert (sheet, group.cells) == ("", ())


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], ""),
        (["F4"], "F4"),
        (["F4", "F5", "F6"], "F4 to F6"),
        (["F4", "G4", "F5", "G5"], "F4 to F5, G4 to G5"),
        (["F9", "F10", "F12"], "F9 to F10, F12"),
        (["Z1", "AA1"], "Z1, AA1"),
        (["made up", "F4"], "made up, F4"),
        (["", "A1", "A2"], ", A1 to A2"),
    ],
)
def test_cells_under_each_other_are_a_span(cells: list[str], expected: str) -> None:
    assert cell_spans(cells) == expected
