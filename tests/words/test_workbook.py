from __future__ import annotations

import pytest

from shpdocs.words.workbook import cell_name, column_letters


@pytest.mark.parametrize(
    ("column", "expected"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_columns_have_letters(column: int, expected: str) -> None:
    assert column_letters(column) == expected


def test_a_cell_is_named_by_column_and_row() -> None:
    assert cell_name(24, 2) == "B24"
