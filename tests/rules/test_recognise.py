from __future__ import annotations

import pytest

from shpdocs.rules.recognise import read_stamp, recognise
from shpdocs.words.problem import Problem
from shpdocs.words.returns import Stamp
from shpdocs.words.workbook import WorkbookContent
from tests.made import FILE, sheet

STAMP = Stamp("Made-up | Partnership", "prevent", "2024-25-Q2", "abc123", 12)
OTHER = Stamp("Made-up | Partnership", "prevent", "2024-25-Q3", "abc123", 13)


def _workbook(*lines: str, stamp_property: str = "") -> WorkbookContent:
    return WorkbookContent(FILE, (sheet("Start", {(row, 1): line for row, line in enumerate(lines, 1)}),), {}, stamp_property)


def test_a_stamp_that_was_written_is_read() -> None:
    assert read_stamp(f"  {STAMP} \n") == STAMP


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Made-up",
        "a | b | c | definition xyz | issue 1",
        "a | b | c | definition abc | issue one",
        "a | b c | d | definition abc | issue 1",
    ],
)
def test_other_text_is_no_stamp(text: str) -> None:
    assert read_stamp(text) is None


@pytest.mark.parametrize(
    ("lines", "stamp_property"),
    [((str(STAMP),), ""), ((), str(STAMP)), ((str(STAMP), "a | b"), str(STAMP)), (("Text", str(STAMP), str(STAMP)), "lost")],
    ids=["visible", "property", "both", "twice"],
)
def test_one_stamp_anywhere_is_enough(lines: tuple[str, ...], stamp_property: str) -> None:
    assert recognise(_workbook(*lines, stamp_property=stamp_property)) == STAMP


def test_a_workbook_without_a_stamp_is_foreign() -> None:
    found = recognise(_workbook("Made-up", "a | b | c"))
    assert isinstance(found, Problem)
    assert (found.code, found.place.file) == ("foreign-workbook", FILE)


@pytest.mark.parametrize(
    "content",
    [_workbook(str(STAMP), str(OTHER)), _workbook(str(STAMP), stamp_property=str(OTHER))],
    ids=["two visible", "visible and property"],
)
def test_stamps_that_disagree_are_told_both(content: WorkbookContent) -> None:
    found = recognise(content)
    assert isinstance(found, Problem)
    assert (found.code, found.entered) == ("stamps-disagree", f"{STAMP}; {OTHER}")
