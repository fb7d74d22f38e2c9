"""What a workbook is issued with, and whether a cell still holds it."""

from __future__ import annotations

import pytest

from shpdocs.figures.prefill import Typed, is_as_issued
from shpdocs.model.returns import Place, RawCell
from tests.support.made import Entered, cell

Q1 = "/measures/robbery/earlier/Q1/value"


@pytest.mark.parametrize(
    ("issued", "entered", "expected"),
    [
        (126, 126, True),
        (126, 126.0, True),
        (126, 127, False),
        (126, None, False),
        ("Suppressed", " Suppressed ", True),
        ("Suppressed", "Not applicable", False),
        ("One.\nTwo.", "One.\r\nTwo.", True),
        ("£280k", 280_000, False),
    ],
)
def test_a_cell_is_as_issued_if_it_holds_the_same(issued: Typed, entered: Entered | None, expected: bool) -> None:
    assert is_as_issued(cell(entered), {Q1: issued}, Q1) is expected


def test_a_formula_or_a_cell_that_was_issued_blank_is_not_as_issued() -> None:
    assert is_as_issued(RawCell(Place("made-up.xlsx"), 126, formula="=100+26"), {Q1: 126}, Q1) is False
    assert is_as_issued(cell(126), {}, Q1) is False
