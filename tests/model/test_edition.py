"""A paper is named as people type it: its period, and behind a stroke its profile."""

from __future__ import annotations

import pytest

from shpdocs.model.edition import paper_words, parse_paper
from shpdocs.model.errors import UsageError
from shpdocs.model.period import Period


@pytest.mark.parametrize(
    ("text", "period", "profile"),
    [
        ("2024-25-Q2", Period("2024-25", "Q2"), ""),
        ("2017-18-Q3/select-committee", Period("2017-18", "Q3"), "select-committee"),
        (" 2024-25-Q2 ", Period("2024-25", "Q2"), ""),
    ],
)
def test_a_paper_is_a_period_and_a_profile(text: str, period: Period, profile: str) -> None:
    assert parse_paper(text) == (period, profile)
    assert paper_words(str(period), profile) == text.strip()


@pytest.mark.parametrize(("text", "part"), [("2024-25-Q2/", "2024-25-Q2/NAME"), ("select-committee", "is not a period"), ("", "period")])
def test_what_names_no_paper_is_refused_with_what_to_write(text: str, part: str) -> None:
    with pytest.raises(UsageError) as error:
        parse_paper(text)
    assert part in str(error.value)
