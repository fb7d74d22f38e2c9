"""Counts."""

from __future__ import annotations

from datetime import date

import pytest

from shpdocs.answers.kinds.count import KIND
from shpdocs.model.definition import Asked
from tests.support.made import Entered, cell, question

ASKED = Asked("count")


@pytest.mark.parametrize("value", ["1,664", 1664, 1664.0, "1664.0", "1 664"])
def test_a_whole_number_is_a_count(value: Entered) -> None:
    reading = KIND.read(cell(value), ASKED)
    assert (reading.answer, type(reading.answer)) == (1664, int)


@pytest.mark.parametrize("value", [45.5, "45.5", 0.1, "1.000", "12.000", "1.000.000", "1" * 25, "many", True, False, date(2024, 1, 1)])
def test_a_count_with_decimals_is_aquestion(value: Entered) -> None:
    assert question(KIND.read(cell(value), ASKED)) == ("not-a-whole-number", None, "")
