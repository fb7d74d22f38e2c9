"""The criteria that rules for workbooks and for papers share."""

from __future__ import annotations

import pytest

from shpdocs.accessibility.rule import contrast


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("000000", "FFFFFF", 21.0), ("4F81BD", "FFFFFF", 4.03), ("FFFFFF", "FF0000", 4.0), ("9C0006", "FFC7CE", 5.92)],
)
def test_contrast_is_as_wcag_has_it(first: str, second: str, expected: float) -> None:
    assert round(contrast(first, second), 2) == pytest.approx(expected, abs=0.01)
