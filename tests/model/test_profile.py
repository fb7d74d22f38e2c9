from __future__ import annotations

import pytest

from shpdocs.model.returns import REASON_WORDS, REASONS
from tests.support.made import WORDS


@pytest.mark.parametrize(
    ("reason", "expected"), [("not-yet-available", "Not yet"), ("not-applicable", "Not applicable"), ("suppressed", "[c]")]
)
def test_each_reason_for_no_figure_has_its_words(reason: str, expected: str) -> None:
    assert WORDS.reason(reason) == expected


def test_every_reason_can_be_told() -> None:
    assert tuple(REASON_WORDS) == REASONS
    assert all(WORDS.reason(reason) for reason in REASONS)
