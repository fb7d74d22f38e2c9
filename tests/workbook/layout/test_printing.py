"""The line above a sheet's headings: what of it the public paper prints, in few words, whatever is asked."""

from __future__ import annotations

import pytest

from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.layout.printing import item_of
from tests.support.made import definition, field, measure, open_table

PERIOD = Period("2024-25", "Q2")
MADE_UP = definition(
    fields=(field("update"), field("notes")),
    measures=(measure("robbery"), measure("burglary")),
    tables=(open_table("risks", field("risk"), field("owner")),),
)


def lines(*unprinted: str) -> dict[str, str]:
    return {grid.key: grid.printing for grid in lay_out(MADE_UP, PERIOD, Prefill(unprinted=unprinted)).grids}


def test_nothing_is_said_where_nothing_is_known_and_never_of_the_sign_off() -> None:
    assert {grid.printing for grid in lay_out(MADE_UP, PERIOD).grids} == {""}
    assert lines()["sign-off"] == ""


def test_a_sheet_of_which_all_or_nothing_is_printed_says_so_in_a_sentence() -> None:
    assert lines()["fields-update"] == "Everything on this sheet is printed in the public paper."
    assert lines("/tables/risks")["tables-risks"] == "Nothing on this sheet is printed in the public paper."
    assert lines("/measures/robbery", "/measures/burglary")["activity"] == "Nothing on this sheet is printed in the public paper."


def test_fields_are_named_by_their_labels_and_columns_of_a_table_by_their_headings() -> None:
    said = lines("/fields/notes", "/tables/risks/owner")
    labels = [each.label for each in MADE_UP.fields], [each.label for each in MADE_UP.tables[0].columns]
    for key, (shown, hidden) in zip(("fields-update", "tables-risks"), labels, strict=True):
        assert said[key] == f"Printed in the public paper: {shown}. Not printed: {hidden}."


def test_of_measures_whole_columns_whole_rows_and_single_answers_are_told_apart() -> None:
    said = lines("/measures/robbery", "/measures/burglary/commentary", "/measures/burglary/revision")["measures"]
    commentary = "Commentary; If an earlier quarter changed, why; all of “"
    assert said.startswith("Not printed in the public paper: " + commentary) or f"Not printed: {commentary}" in said
    alone = lines("/measures/robbery/commentary")["measures"]
    assert ": Commentary." in alone
    assert "Commentary;" not in alone.partition("of “")[2]


@pytest.mark.parametrize(
    ("pointer", "item"),
    [
        ("/fields/update", "/fields/update"),
        ("/tables/risks/0/owner", "/tables/risks/owner"),
        ("/measures/robbery/figure/value", "/measures/robbery/figure"),
        ("/measures/robbery/earlier/Q1/value", "/measures/robbery/figure"),
        ("/measures/robbery/parts/value/figure/value", "/measures/robbery/figure"),
        ("/measures/robbery/parts/pwit/figure/commentary", "/measures/robbery/commentary"),
        ("/measures/robbery/activity", "/measures/robbery/activity"),
        ("/tables/risks/0/value", "/tables/risks/value"),
    ],
)
def test_every_answer_belongs_to_an_item_that_is_printed_or_not(pointer: str, item: str) -> None:
    assert item_of(pointer) == item
