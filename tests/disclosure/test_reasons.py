"""A reason that a public paper prints says no number that the paper keeps back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.disclosure.reasons import kept_back_numbers, repeated_numbers
from shpdocs.model.definition import SmallNumbers
from shpdocs.model.disclosure import Known
from shpdocs.model.returns import Json
from tests.support.made import a_return

RULE = SmallNumbers()
KEPT_BACK = frozenset((148.0, 12.5, 2.0))


def answers(value: Json, *, share: Json = 12.5, cell: Json = 77, update: str = "There were 31.") -> dict[str, Json]:
    figures = {"figure": {"value": value, "reason": None}, "earlier": {"Q1": {"value": share, "reason": None}}}
    return {"fields": {"update": update, "meetings": 9}, "measures": {"victims": figures}, "tables": {"risks": [{"score": cell}]}}


def known(given: dict[str, Json], earlier: dict[str, Json]) -> Known:
    return Known({"made-up": a_return(given)}, {"made-up": {"Q1": a_return(earlier)}})


def test_what_the_public_does_not_get_is_kept_back_wherever_it_stands() -> None:
    given = known(answers(148), answers(31))
    public = known(answers(None, share=None, cell=None), answers(None))
    assert kept_back_numbers(given, public) == {148.0, 12.5, 77.0, 31.0}


def test_a_number_that_is_rounded_is_kept_back_and_one_that_is_printed_is_not() -> None:
    assert kept_back_numbers(known(answers(148), {}), known(answers(150), {})) == {148.0}
    assert kept_back_numbers(known(answers(148), {}), known(answers(148), {})) == frozenset()


def test_of_an_earlier_quarter_only_figures_are_compared_since_its_tables_were_printed_then() -> None:
    assert kept_back_numbers(known({}, answers(1)), known({}, answers(1, cell=None))) == frozenset()


def test_a_return_of_which_the_public_gets_nothing_is_kept_back_whole() -> None:
    given = known(answers(148), {})
    assert kept_back_numbers(given, replace(given, returns={})) == {148.0, 12.5, 77.0, 9.0}


@pytest.mark.parametrize(
    "reason",
    [
        "Repeat victims were 148, not 140.",
        "The share was 12.5, not 13.",
        "The share was 12.5%.",
        "The figure was 2.",
        "Two were counted twice.",
        "3 victims were counted twice.",
    ],
)
def test_a_reason_that_says_a_number_kept_back_or_a_small_one_is_found(reason: str) -> None:
    assert repeated_numbers(reason, RULE, KEPT_BACK) != ()


@pytest.mark.parametrize(
    "reason",
    [
        "The figure of Quarter 2 was mistyped.",
        "The lead's return of 2 November 2024 had it wrong.",
        "Q2 of 2024/25 was counted anew; so was quarter 2 of 2023-24.",
        "Appendix 2 was the wrong one.",
        "The figure was 1,480, not 140.",
        "The figure was 112.5.",
        "The figure was mistyped.",
    ],
)
def test_days_quarters_and_other_numbers_are_not(reason: str) -> None:
    assert repeated_numbers(reason, RULE, KEPT_BACK) == ()
