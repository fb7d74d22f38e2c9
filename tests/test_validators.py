"""No validator finds a fault in what we send out: every issued workbook and both papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

MADE = [
    *(
        f"2017-18-Q3/issued/2017-18-Q3 {name}.xlsx"
        for name in ("partnership", "prevent", "drugs-and-alcohol", "serious-violence", "domestic-abuse")
    ),
    *(
        f"2024-25-Q2/issued/2024-25-Q2 {name}.xlsx"
        for name in ("partnership", "prevent", "drugs-and-alcohol", "serious-violence", "domestic-abuse")
    ),
    "2017-18-Q3/papers/2017-18-Q3 Safer Hillingdon Partnership.docx",
    "2024-25-Q2/papers/2024-25-Q2 Safer Hillingdon Partnership.docx",
]


@pytest.mark.parametrize("name", MADE)
def test_openxml_audit_finds_no_fault(made_demo: Path, name: str) -> None:
    result = OpenXmlValidator().validate(made_demo / "output" / name)
    assert [str(error) for error in result.errors] == []
