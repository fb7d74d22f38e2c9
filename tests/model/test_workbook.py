from __future__ import annotations

import pytest

from shpdocs.model.cells import cell_name, column_letters, column_number
from shpdocs.model.workbook import STATE_MARKS, Verdict, is_verdict


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


@pytest.mark.parametrize(
    ("to_do", "odd", "expected"),
    [
        (0, 0, "✓ Ready to return."),
        (0, 1, "✓ Ready to return. 1 place looks odd: check, or leave as it is."),
        (0, 2, "✓ Ready to return. 2 places look odd: check, or leave as it is."),
        (1, 0, "! Not ready to return: 1 place needs an answer or a correction."),
        (12, 3, "! Not ready to return: 12 places need an answer or a correction."),
    ],
)
def test_a_verdict_says_whether_a_workbook_may_go_back(to_do: int, odd: int, expected: str) -> None:
    verdict = Verdict(to_do, odd)
    assert (verdict.words, verdict.is_ready) == (expected, to_do == 0)
    assert verdict.words.startswith(STATE_MARKS)


def test_a_verdict_is_told_from_what_a_lead_wrote_over_it() -> None:
    assert all(is_verdict(Verdict(to_do, odd).words) for to_do in (0, 1, 12) for odd in (0, 1, 2))
    assert not any(is_verdict(text) for text in ("", "? is 47 right", "! Not ready to return: ask me.", "✓ Ready to return. 47", "✓"))
