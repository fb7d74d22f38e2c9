"""Words for having no figure."""

from __future__ import annotations

import pytest

from shpdocs.answers.kinds.reason import read_no_figure
from shpdocs.model.returns import Reading
from tests.support.made import Entered, cell, question


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("N/A", "not-applicable"), ("n.a.", "not-applicable"), ("n.a", "not-applicable"), ("NA", "not-applicable"),
        ("[z]", "not-applicable"), ("Not applicable", "not-applicable"),
        ("tbc", "not-yet-available"), ("TBC.", "not-yet-available"), ("Data not yet available", "not-yet-available"),
        ("Data  not\nyet available ", "not-yet-available"), ("awaited", "not-yet-available"), ("[x]", "not-yet-available"),
        ("[c]", "suppressed"), ("[C]", "suppressed"), ("c", "suppressed"), ("C", "suppressed"),
        ("pending", "not-yet-available"), ("Awaiting", "not-yet-available"), ("Data awaited.", "not-yet-available"),
        ("data pending", "not-yet-available"), ("Not yet known", "not-yet-available"),
        ("*", "suppressed"), ("Withheld", "suppressed"),
    ],
)  # fmt: skip
def test_words_for_no_figure_are_a_reason(value: str, reason: str) -> None:
    assert read_no_figure(cell(value)) == Reading("no-figure-words", reason=reason)


@pytest.mark.parametrize("value", ["-", "–", "—", "nil", "Nil.", "none", "NONE", "No data", "..", "...", "…", "?"])
def test_words_that_could_be_zero_or_none_are_aquestion(value: str) -> None:
    reading = read_no_figure(cell(value))
    assert reading is not None
    assert question(reading) == ("ambiguous-none", None, "")


@pytest.mark.parametrize(
    "value", ["<5", "< 5", "Less than 10", "fewer than 5", "FEWER  THAN 5", "under 5", "up to 4", "5 or fewer", "4 or less", "4 or under"]
)
def test_words_that_hide_a_small_number_are_aquestion(value: str) -> None:
    reading = read_no_figure(cell(value))
    assert reading is not None
    assert question(reading) == ("hidden-number", None, "")


@pytest.mark.parametrize("value", ["<", "fewer", "fewer than last year", "5 or more", ">5", "cc"])
def test_words_that_only_begin_so_hide_no_number(value: str) -> None:
    assert read_no_figure(cell(value)) is None


@pytest.mark.parametrize(
    "value", ["0", "zero", "45", "Completed", "nil return expected", "not collected", "unknown", "TBC by Nov", 0, False]
)
def test_other_entries_are_no_reason(value: Entered) -> None:
    assert read_no_figure(cell(value)) is None
