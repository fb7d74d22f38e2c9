"""Percentages."""

from __future__ import annotations

from datetime import date

import pytest

from shpdocs.answers.kinds.percentage import KIND
from shpdocs.model.definition import Asked
from tests.support.made import Entered, cell, question

ASKED = Asked("percentage")
PERCENTAGES = {
    "plain": (45, "General", 45, "percentage"),
    "plain decimals": (45.5, "General", 45.5, "percentage"),
    "zero": (0, "General", 0, "percentage"),
    "one": (1, "General", 1, "percentage"),
    "text": ("45", "@", 45, "percentage-text"),
    "sign": ("45%", "@", 45, "percentage-text"),
    "space and sign": ("45 %", "@", 45, "percentage-text"),
    "two signs": ("45%%", "General", 45, "percentage-text"),
    "less than one with sign": ("0.45%", "@", 0.45, "percentage-text"),
    "per-cent cell": (0.45, "0%", 45, "percent-cell"),
    "per-cent cell, exact": (0.57, "0.0%", 57, "percent-cell"),
    "per-cent cell, whole": (1, "0%", 100, "percent-cell"),
    "per-cent cell, zero": (0, "0%", 0, "percent-cell"),
    "quoted sign": (45, '0"%"', 45, "percentage"),
    "escaped sign": (45, "0\\%", 45, "percentage"),
    "words": ("45 per cent", "@", 45, "percentage-text"),
    "one word": ("45 Percent", "@", 45, "percentage-text"),
    "hyphen": ("45 per-cent", "@", 45, "percentage-text"),
    "short": ("45pc", "@", 45, "percentage-text"),
    "less than one in words": ("0.45 per cent", "@", 0.45, "percentage-text"),
    "full-width sign": ("４５％", "@", 45, "percentage-text"),
    "binary noise": (28.999999999999996, "General", 29, "percentage"),
    "binary noise in a per-cent cell": (0.28999999999999998, "0%", 29, "percent-cell"),
    "one in a hundred": (1.0000000000000002, "0%", 100, "percent-cell"),
}


@pytest.mark.parametrize(("value", "number_format", "expected", "rule"), PERCENTAGES.values(), ids=PERCENTAGES)
def test_a_percentage_is_a_number_of_per_cent(value: Entered, number_format: str, expected: float, rule: str) -> None:
    reading = KIND.read(cell(value, number_format), ASKED)
    assert (reading.answer, type(reading.answer), reading.rule) == (expected, type(expected), rule)


DOUBTFUL_PERCENTAGES = {
    "fraction": (0.45, "General", {"first": "0.45%", "second": "45%"}),
    "fraction as text": ("0.45", "@", {"first": "0.45%", "second": "45%"}),
    "no nought before the point": (".5", "@", {"first": "0.5%", "second": "50%"}),
    "a twentieth": ("0.05", "@", {"first": "0.05%", "second": "5%"}),
    "whole in a per-cent cell": (5, "0%", {"first": "500%", "second": "5%"}),
    "above one in a per-cent cell": (1.2, "0%", {"first": "120%", "second": "1.2%"}),
}


@pytest.mark.parametrize(("value", "number_format", "details"), DOUBTFUL_PERCENTAGES.values(), ids=DOUBTFUL_PERCENTAGES)
def test_a_percentage_that_could_be_two_is_aquestion(value: Entered, number_format: str, details: dict[str, str]) -> None:
    reading = KIND.read(cell(value, number_format), ASKED)
    assert question(reading) == ("ambiguous-percentage", None, "")
    assert reading.details == details


@pytest.mark.parametrize("value", ["most", "%", "per cent", "45%%%", "%45", "45% of 38", "45 p", True, date(2024, 1, 1), float("inf")])
def test_what_is_no_percentage_is_aquestion(value: Entered) -> None:
    assert question(KIND.read(cell(value), ASKED)) == ("not-a-number", None, "")
