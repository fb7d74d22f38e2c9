"""A blank that the total and the others of its sum give away: what is asked of the lead, and what is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from shpdocs.checks.blanks import blanks_given_away
from shpdocs.model.definition import Definition, Field, Table
from shpdocs.model.returns import Json
from tests.support.made import definition, field, figure, measure, named_table, open_table

NUMBER, MALE, FEMALE, ALL = (replace(field(key, "count"), people=True) for key in ("n", "male", "female", "all"))
ROWS = {"under": "Under 18", "young": "18 to 24", "rest": "25 and over"}
ARRESTS = replace(measure("arrests", quarters="sum"), people=True)


def _ages(*columns: Field, total: Any = False, **relations: Any) -> Table:
    rows = ROWS | ({"every": "All"} if total else {})
    return replace(named_table("ages", rows, *(columns or (NUMBER,)), after="arrests"), total="every" if total else "", **relations)


def _answers(rows: Json, arrests: int | None = None) -> Json:
    return {"fields": {}, "measures": {"arrests": {"figure": figure(arrests), "earlier": {}, "activity": None}}, "tables": {"ages": rows}}


def _counts(*numbers: int | None, column: str = "n") -> dict[str, Mapping[str, int | None]]:
    return {row: {column: number} for row, number in zip((*ROWS, "every"), numbers, strict=False)}


def _told(table: Table, answers: Json, given: Definition | None = None) -> list[tuple[str, str, str]]:
    made = given or definition(measures=(ARRESTS,), tables=(table,))
    return [
        (oddity.answer.removeprefix("/tables/ages/"), oddity.entered, oddity.details["first"])
        for oddity in blanks_given_away(made, answers)
    ]


def test_a_blank_row_that_the_total_row_gives_away_is_asked_about() -> None:
    assert _told(_ages(total=True), _answers(_counts(None, 9, 20, 32))) == [("under/n", "3", "the total")]


@pytest.mark.parametrize("relations", [{}, {"rows_are": "all"}, {"sums_to": "arrests"}])
def test_a_blank_row_that_the_measure_gives_away_is_asked_about(relations: dict[str, str]) -> None:
    told = _told(_ages(**relations), _answers(_counts(None, 9, 20), 32))

    assert told == [("under/n", "3", "the figure of 'Made-up arrests'")]


def test_rows_that_are_only_some_of_a_measure_give_nothing_away() -> None:
    assert _told(_ages(rows_are="some"), _answers(_counts(None, 9, 20), 32)) == []


def test_a_blank_that_two_sums_give_away_is_asked_about_once() -> None:
    assert _told(_ages(total=True, rows_are="all"), _answers(_counts(None, 9, 20, 32), 32)) == [("under/n", "3", "the total")]


def test_a_blank_column_that_the_total_column_gives_away_is_asked_about() -> None:
    rows = {row: {"male": 5, "female": None, "all": 9} for row in ("under",)} | {"young": {"male": 5, "female": 6, "all": 11}}

    assert _told(_ages(MALE, FEMALE, ALL, total_column="all"), _answers(rows)) == [("under/female", "4", "the total")]


def test_a_blank_in_a_row_that_a_lead_added_is_asked_about() -> None:
    table = replace(open_table("ages", field("who"), NUMBER), after="arrests", rows_are="all")
    rows = [{"who": "Made-up A", "n": 20}, {"who": "Made-up B", "n": None}]

    assert _told(table, _answers(rows, 24)) == [("1/n", "4", "the figure of 'Made-up arrests'")]


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ((3, 9, 20, 32), "nothing is blank"),
        ((None, None, 20, 32), "two are blank"),
        ((None, 9, 20, None), "the total is blank"),
        ((None, 9, 23, 32), "the others leave nothing"),
        ((None, 9, 30, 32), "the others are more than the total"),
        ((None, None, None, None), "all is blank"),
    ],
)
def test_no_blank_is_asked_about_that_nothing_gives_away(numbers: tuple[int | None, ...], why: str) -> None:
    assert _told(_ages(total=True), _answers(_counts(*numbers))) == [], why


def test_a_blank_of_things_is_not_asked_about() -> None:
    assert _told(_ages(field("n", "count"), total=True), _answers(_counts(None, 9, 20, 32))) == []


def test_a_measure_without_a_figure_gives_nothing_away() -> None:
    assert _told(_ages(), _answers(_counts(None, 9, 20))) == []
    assert _told(_ages(), _answers(_counts(None, 9, 20)) | {"measures": {}}) == []
