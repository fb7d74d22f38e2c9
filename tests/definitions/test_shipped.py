"""What travels with the program."""

from __future__ import annotations

import pytest

from shpdocs.definitions.shipped import published


@pytest.mark.parametrize("period", ["2017-18-Q3", "2024-25-Q2"])
@pytest.mark.parametrize("sub_group", ["partnership", "domestic-abuse", "prevent", "drugs-and-alcohol", "serious-violence"])
def test_the_published_answers_travel_with_the_program(period: str, sub_group: str) -> None:
    assert published(period, sub_group)
    assert published(period, "made-up") == {}
