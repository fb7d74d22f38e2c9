from __future__ import annotations

import pytest

from shpdocs.answers.quoted_formulas import quote_formula, unquote_formula
from shpdocs.model.returns import Place, RawCell

FORMULAS = ("=A1", '=IF(A1="x","é",""&"")', "=" + '"' * 500, "=1\n+2")


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_quotation_marks_is_found_to_be_what_it_was(formula: str) -> None:
    assert unquote_formula(RawCell(Place(""), formula=quote_formula(formula))).formula == formula
    assert quote_formula(formula).startswith('="=')


@pytest.mark.parametrize("formula", ["=A1", '="made up"', '="a"&B1', "=TRUE()", '="=A1"&B2'])
def test_other_formulas_are_left_as_they_are(formula: str) -> None:
    cell = RawCell(Place(""), formula=formula)
    assert unquote_formula(cell) is cell


def test_an_error_saved_as_a_formula_is_an_error() -> None:
    cell = unquote_formula(RawCell(Place(""), formula="=#N/A"))
    assert (cell.value, cell.formula, cell.is_error) == ("#N/A", "", True)
