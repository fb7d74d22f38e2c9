from __future__ import annotations

import pytest

from tests.support.made import definition, field, measure, named_table, open_table


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("count", True), ("number", True), ("percentage", True), ("rate", True), ("money", True), ("status", False), ("progress", False)],
)
def test_a_status_or_an_account_of_progress_is_no_figure(unit: str, expected: bool) -> None:
    assert measure("a", unit).is_figure is expected


def test_a_measure_is_asked_in_its_quarters_only() -> None:
    a_definition = definition(measures=(measure("always"), measure("yearly", asked_in=("Q4",))))
    assert [asked.key for asked in a_definition.measures_asked("Q1")] == ["always"]
    assert [asked.key for asked in a_definition.measures_asked("Q4")] == ["always", "yearly"]


def test_a_table_without_named_rows_is_open() -> None:
    assert open_table("risks", field("owner")).is_open is True
    assert named_table("rates", {"a": "A"}, field("owner")).is_open is False
