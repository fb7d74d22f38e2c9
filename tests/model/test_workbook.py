from __future__ import annotations

import pytest

from shpdocs.model.workbook import DONE, MUST, Verdict


@pytest.mark.parametrize(
    ("to_do", "odd", "expected"),
    [
        (0, 0, "✓ Ready to return."),
        (0, 1, "✓ Ready to return. 1 place looks odd: check, or leave as it is."),
        (0, 2, "✓ Ready to return. 2 places look odd: check, or leave as it is."),
        (1, 0, "! Not ready to return: 1 place needs an answer or a correction."),
        (12, 3, "! Not ready to return: 12 places need an answer or a correction."),
    ],
)
def test_a_verdict_says_whether_a_workbook_may_go_back(to_do: int, odd: int, expected: str) -> None:
    verdict = Verdict(to_do, odd)
    assert (verdict.words, verdict.is_ready) == (expected, to_do == 0)
    assert verdict.words.startswith((MUST, DONE))
