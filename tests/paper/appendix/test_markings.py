"""Protective markings: how high a line marks what it stands on."""

# ruff: noqa: E501 - a row of a table reads better whole

from __future__ import annotations

import pytest

from shpdocs.paper.appendix.markings import rank


@pytest.mark.parametrize(
    ("line", "is_margin", "height"),
    [
        ("OFFICIAL", True, 0), ("Official", True, 0), ("OFFICIAL-SENSITIVE", True, 1), ("Official – Sensitive", False, 1),
        ("OFFICIAL SENSITIVE: PERSONAL DATA", False, 1), ("MPS\tOFFICIAL-SENSITIVE\tPage 1", True, 1), ("SECRET", False, 2),
        ("TOP SECRET", False, 3), ("RESTRICTED", True, 1), ("Protective marking: Restricted", False, 1), ("NOT PROTECTIVELY MARKED", True, 0),
        ("Confidential", False, 1), ("Not for publication", False, 1), ("NOT FOR PUBLICATION by virtue of paragraph 1", False, 1),
        ("Part II", True, 1), ("Part II", False, 0), ("Part I", True, 0), ("PART II – EXEMPT", False, 1), ("Classification: Public", True, 0),
        ("Confidential helplines are listed below.", False, 0), ("Access to the yard is restricted.", False, 0),
        ("A secret ballot was held", False, 0), ("Part 2 of the plan", True, 0), ("Exempt accommodation", False, 0),
        ("The officers handle OFFICIAL-SENSITIVE papers.", False, 0), ("OFFICIAL\u2011SENSITIVE", True, 1), ("OFFICIAL\u00adSENSITIVE", True, 1),
        ("OFFICIAL\u2212SENSITIVE", False, 1), ("OFFICIAL\u200b-\u200bSENSITIVE", False, 1), ("ＯＦＦＩＣＩＡＬ－ＳＥＮＳＩＴＩＶＥ", True, 1),
        ("OFFICIAL_SENSITIVE", True, 1), ("S E C R E T", True, 2), ("Official - Sensitive: police only", True, 1), ("GPMS: RESTRICTED", True, 1),
        ("RESTRICTED (when complete)", True, 1), ("Confidential (police eyes only)", True, 1), ("Exempt from publication", True, 1),
        ("LAW ENFORCEMENT SENSITIVE", False, 1), ("CONFIDENTIAL DRAFT", False, 1), ("Plan with restricted items", True, 0),
    ],
)  # fmt: skip
def test_a_marking_is_a_line_and_not_a_word_in_a_sentence(line: str, is_margin: bool, height: int) -> None:
    assert rank(line, is_margin) == height
