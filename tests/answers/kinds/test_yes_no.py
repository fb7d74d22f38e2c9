"""Yes and no."""

from __future__ import annotations

import pytest

from shpdocs.answers.kinds.yes_no import KIND
from shpdocs.model.definition import Asked
from tests.support.made import Entered, cell, question

ASKED = Asked("yes-no")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Yes", True),
        ("y", True),
        ("TRUE", True),
        (True, True),
        ("Yes.", True),
        ("no.", False),
        ("No", False),
        (" n ", False),
        ("false", False),
        (False, False),
    ],
)
def test_yes_and_no_are_known_in_words_and_as_booleans(value: Entered, expected: bool) -> None:
    assert KIND.read(cell(value), ASKED).answer is expected


@pytest.mark.parametrize("value", ["maybe", "yes and no", 1, 0, "x"])
def test_what_is_neither_yes_nor_no_is_aquestion(value: Entered) -> None:
    assert question(KIND.read(cell(value), ASKED)) == ("not-a-choice", None, "")
