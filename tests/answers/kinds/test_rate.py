"""Rates."""

from __future__ import annotations

import pytest

from shpdocs.answers.kinds.rate import KIND
from shpdocs.model.definition import Asked
from tests.support.made import Entered, cell, question

ASKED = Asked("rate", per=10_000)


@pytest.mark.parametrize("value", [25, "25", "25 per 10,000", "25 per 10000", "25 in 10 000", "25/10000", "25 PER 10,000"])
def test_a_rate_may_name_the_per_it_is_asked_in(value: Entered) -> None:
    assert KIND.read(cell(value), ASKED).answer == 25


def test_a_rate_per_another_number_is_aquestion() -> None:
    reading = KIND.read(cell("25 per 1,000"), ASKED)
    assert (question(reading), reading.details) == (("ambiguous-rate", None, ""), {"limit": "10000"})


@pytest.mark.parametrize("value", ["few per 10,000", "25 per 10,00", "25 per head", True])
def test_what_is_no_rate_is_aquestion(value: Entered) -> None:
    assert question(KIND.read(cell(value), ASKED)) == ("not-a-number", None, "")
