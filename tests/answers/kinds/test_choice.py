"""Choices."""

from __future__ import annotations

import pytest

from shpdocs.answers.kinds.choice import read_choice
from tests.support.made import Entered, cell, question

CHOICES = ("Not met", "Met – exceeding", "Made-up’s own", "3")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Not met", "Not met"), ("  not  MET ", "Not met"), ("met - exceeding", "Met – exceeding"), ("MET — EXCEEDING", "Met – exceeding"),
        ("made-up's own", "Made-up’s own"), ("Made-up‘s own", "Made-up’s own"), (3, "3"), (3.0, "3"),
        ("Not met.", "Not met"), ("not met .", "Not met"), ("Not\u00a0met", "Not met"), (2.9999999999999996, "3"), ("3.", "3"),
        ("met − exceeding", "Met – exceeding"), ("Made-up´s own", "Made-up’s own"),
    ],
)  # fmt: skip
def test_a_choice_is_known_in_any_case_quotes_and_dashes(value: Entered, expected: str) -> None:
    assert read_choice(cell(value), CHOICES).answer == expected


@pytest.mark.parametrize(("typed", "choice"), [("Cafe\u0301", "Caf\u00e9"), ("Caf\u00e9", "Cafe\u0301")])
def test_a_choice_is_known_however_its_accents_are_stored(typed: str, choice: str) -> None:
    assert read_choice(cell(typed), (choice, "Other")).answer == choice


def test_a_full_stop_counts_where_it_tells_two_choices_apart() -> None:
    assert [read_choice(cell(typed), ("Met", "Met.")).answer for typed in ("met", "met.")] == ["Met", "Met."]
    assert read_choice(cell("met .."), ("Met", "Met.")).problem == "not-a-choice"


@pytest.mark.parametrize("value", ["Met", "", "nearly", 4, True])
def test_what_is_no_choice_is_aquestion(value: Entered) -> None:
    reading = read_choice(cell(value), CHOICES)
    assert (question(reading), reading.details) == (("not-a-choice", None, ""), {"choices": "Not met, Met – exceeding, Made-up’s own, 3"})
