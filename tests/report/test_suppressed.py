"""How it is told where numbers are suppressed: short, and nothing lost. Every name is made up."""

from __future__ import annotations

import pytest

from shpdocs.model.disclosure import Suppressed
from shpdocs.report.suppressed import where_suppressed


@pytest.mark.parametrize(
    ("where", "words"),
    [
        (("Q1", "Q2"), "Q1, Q2"),
        (("Hayes: Male", "Hayes: Female"), "Hayes: Male, Female"),
        (("Hayes: Male", "Hayes: Female", "Ickenham: Male", "Ickenham: Female", "All: Male"), "Hayes, Ickenham: Male, Female; All: Male"),
        (
            tuple(f"Ward {number}: Male" for number in range(1, 21)),
            f"{', '.join(f'Ward {number}' for number in range(1, 9))} and 12 more: Male",
        ),
        (tuple(f"Ward {number}" for number in range(1, 10)), ", ".join(f"Ward {number}" for number in range(1, 10))),
    ],
)
def test_rows_of_which_the_same_columns_are_missing_are_told_together(where: tuple[str, ...], words: str) -> None:
    assert where_suppressed(Suppressed("made-up/wards", "Made-up wards", where, "small", "")) == words
