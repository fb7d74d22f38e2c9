"""Blank answers: nothing is left of what is excluded, not even that it was an answer of a kind."""

from __future__ import annotations

import pytest

from shpdocs.disclosure.exclusions import blank
from shpdocs.model.returns import Json

MONEY = {"amount": 280_000, "words": "£280k"}
MONTHS = {"words": "Oct/Nov 2024", "start": "2024-10", "end": "2024-11"}


@pytest.mark.parametrize(
    ("answer", "blanked"),
    [
        (47, None),
        (MONEY, None),
        (MONTHS, None),
        (
            {"figure": {"value": MONEY, "reason": None}, "activity": "Made up"},
            {"figure": {"value": None, "reason": None}, "activity": None},
        ),
        ({"ward-1": {"spent": MONEY, "words": "Made up"}}, {"ward-1": {"spent": None, "words": None}}),
        ([{"owner": "Made up"}], []),
    ],
)
def test_nothing_of_an_answer_is_left(answer: Json, blanked: Json) -> None:
    assert blank(answer) == blanked
