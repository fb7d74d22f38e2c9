from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shpdocs.answers.formulas import evaluate, quote_formula, unquote_formula
from shpdocs.model.returns import Place, RawCell
from tests.support.work import calls_in

# What Excel makes of these formulas
SUMS = {
    "=120+37": "157",
    "=(329+429)/2": "379",
    "=38*55%": "20.9",
    "=-5+12": "7",
    "=+5": "5",
    "=--5": "5",
    "=2-+-3": "5",
    "= 1 + 2 * 3 ": "7",
    "=2*(3+4)": "14",
    "=10-4-3": "3",
    "=24/4/3": "2",
    "=8/4*2": "4",
    "=-2^2": "4",
    "=2^3^2": "64",
    "=2^-1": "0.5",
    "=2*3^2": "18",
    "=-5%": "-0.05",
    "=50%%": "0.005",
    "=(20+30)%": "0.5",
    "=2^200%": "4",
    "=.5+5.": "5.5",
    "=1.5E3+1e-1": "1500.1",
    "=0.1+0.2": "0.3",
    "=1/3": "0.333333333333333",
    "=2/3": "0.666666666666667",
    "=1/3*3": "1",
    "=((((1))))": "1",
    "=(-1)^3": "-1",
    "=0^2": "0",
    "=007": "7",
    "=\n1\n+\t2": "3",
}
FORMULAS = ("=A1", '=IF(A1="x","é",""&"")', "=" + '"' * 500, "=1\n+2")


@pytest.mark.parametrize(("formula", "expected"), SUMS.items(), ids=SUMS)
def test_a_sum_of_numbers_is_worked_out_as_a_spreadsheet_does(formula: str, expected: str) -> None:
    assert evaluate(formula) == Decimal(expected)


@pytest.mark.parametrize(
    "formula",
    [
        "", "=", "1+1", "==1", "=A1", "=1+A1", "=SUM(1,2)", "=PI()", "=Made_up", '="1"', "=1&2", "=1=1", "=1<2", "=1,000+1", "=1 2",
        "=1;2", "={1}", "=TRUE", "=#REF!", "=1+", "=*1", "=1**2", "=(1", "=1)", "=()", "=%5", "=5(2)", "=1.2.3", "=１+1", "=½", "=£5",
        "=1'000", "=(shared or array formula)", "=1e999", "=e5", "=-", "=^2",
    ],
)  # fmt: skip
def test_any_other_formula_is_not_worked_out(formula: str) -> None:
    assert evaluate(formula) is None


@pytest.mark.parametrize("formula", ["=1/0", "=5/(2-2)", "=0^0", "=0^-1", "=4^0.5", "=(-8)^(1/3)"])
def test_what_has_no_result_that_is_surely_right_is_not_worked_out(formula: str) -> None:
    assert evaluate(formula) is None


HUGE = {
    "powers of powers": "=9^9^9^9",
    "a large power": "=9^999999999999",
    "a small power": "=9^-999999999999",
    "many brackets": "=" + "(" * 10_000 + "1" + ")" * 10_000,
    "more brackets than are counted": "=" + "(" * 41 + "1" + ")" * 41,
    "open brackets": "=" + "(" * 999,
    "many signs": "=" + "-" * 5_000 + "1",
    "many per cent": "=1" + "%" * 998,
    "a long number": "=" + "9" * 30_000,
    "a large number again and again": "=" + "*".join(["9e99"] * 190),
    "one to a great power, again and again": "=2" + "^99" * 300,
    "spaces": "=" + " " * 100_000,
}


@pytest.mark.parametrize("formula", HUGE.values(), ids=HUGE)
def test_what_would_take_long_is_left_at_once(formula: str) -> None:
    assert evaluate(formula) is None
    assert calls_in(evaluate, formula) < 20_000


def test_many_brackets_and_signs_within_bounds_are_worked_out() -> None:
    assert evaluate("=" + "(" * 40 + "1" + ")" * 40) == 1
    assert evaluate("=" + "-" * 990 + "1") == 1
    assert evaluate("=" + "+".join("1" * 400)) == 400


def _joined(parts: st.SearchStrategy[tuple[str, Fraction]]) -> st.SearchStrategy[tuple[str, Fraction]]:
    pairs = st.tuples(parts, st.sampled_from("+-*/"), parts).filter(lambda joined: joined[1] != "/" or joined[2][1] != 0)
    return st.one_of(pairs.map(lambda joined: _written(*joined)), parts.map(lambda part: (f"-({part[0]})%", -part[1] / 100)))


def _written(first: tuple[str, Fraction], sign: str, second: tuple[str, Fraction]) -> tuple[str, Fraction]:
    """Two parts in brackets joined, with the result."""
    a, b = first[1], second[1]
    result = {"+": lambda: a + b, "-": lambda: a - b, "*": lambda: a * b, "/": lambda: a / b}[sign]()
    return f"({first[0]}){sign}({second[0]})", result


NUMBERS = st.decimals(0, 10**6, places=2).map(lambda number: (str(number), Fraction(number)))


@settings(max_examples=300, deadline=None)
@given(st.recursive(NUMBERS, _joined, max_leaves=12))
def test_a_random_sum_is_right_to_fifteen_digits(made: tuple[str, Fraction]) -> None:
    text, expected = made
    result = evaluate(f"={text}")
    assert result is not None
    assert abs(Fraction(result) - expected) <= abs(expected) / 10**14


@settings(max_examples=500, deadline=None)
@given(st.text("0123456789.+-*/^%() eE", max_size=60))
def test_no_row_of_digits_and_signs_breaks_it(text: str) -> None:
    assert isinstance(evaluate(f"={text}"), Decimal | None)


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
