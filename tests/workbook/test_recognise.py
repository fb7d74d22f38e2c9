from __future__ import annotations

import pytest
from msgspec.structs import replace

from shpdocs.model.problem import Problem
from shpdocs.model.returns import Stamp
from shpdocs.model.workbook import WorkbookContent
from shpdocs.workbook.recognise import file_name_problem, read_stamp, recognise
from tests.support.made import FILE, definition, sheet

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
    assert found.code == "stamps-disagree"
    assert f"Start A1 says '{STAMP}'" in found.what
    assert str(OTHER) in found.what


def test_what_the_properties_say_is_told_as_such_and_what_agrees_is_told_together() -> None:
    """What is left of a workbook when a lead copies the sheet Start of last quarter's over this one's."""
    found = recognise(_workbook(str(OTHER), str(OTHER), stamp_property=f"{STAMP}\n{STAMP}"))
    assert isinstance(found, Problem)
    assert found.entered == f"Start A1 and Start A2 say '{OTHER}'; the document's properties say '{STAMP}'"


@pytest.mark.parametrize(
    "line",
    [
        "Made-up | Partnership  |  2024-25-Q2 |prevent| definition abc123 | issue 12",
        "Made-up | Partnership | 2024-25-Q2 |\nprevent | definition abc123 | issue 12",
        "Made-up |\u00a0Partnership | 2024-25-Q2 | prevent |\u00a0definition abc123 | issue\u00a012",
        "Made-up | Partnership | 2024-25-\nQ2 | prevent | definition abc123 | issue 12",
        "MADE-UP | PARTNERSHIP | 2024-25-Q2 | PREVENT | DEFINITION ABC123 | ISSUE 12",
        "Made-up | Partnership | 2024\u201325\u2013Q2 | prevent | definition abc123 | issue 12.",
        "Made-up | Partnership | 2024-25-Q2 | pre\u200bvent | definition abc123 | issue 12",
    ],
)
def test_a_stamp_line_that_a_lead_broke_is_understood_and_agrees_with_the_others(line: str) -> None:
    found = recognise(_workbook(line, stamp_property=str(STAMP)))
    assert isinstance(found, Stamp)
    assert (found.partnership.casefold(), replace(found, partnership="")) == ("made-up | partnership", replace(STAMP, partnership=""))
    alone = recognise(_workbook(line))
    assert isinstance(alone, Stamp)
    assert replace(alone, partnership="") == replace(STAMP, partnership="")


def test_a_stamp_that_was_cut_short_is_none_and_another_is_enough() -> None:
    assert recognise(_workbook(str(STAMP)[:40], stamp_property=str(STAMP))) == STAMP
    assert isinstance(recognise(_workbook(str(STAMP)[:40])), Problem)


KNOWN = tuple(
    replace(definition(), sub_group=key, title=title)
    for key, title in (
        ("prevent", "Prevent Partnership"),
        ("domestic-abuse", "Domestic Abuse Steering Executive"),
        ("violence", "Made-up Violence"),
        ("serious-violence", "Serious Violence Sub-Group"),
        ("partnership", "Partnership return"),
    )
)


@pytest.mark.parametrize(
    ("sub_group", "file"),
    [
        ("prevent", "2024-25-Q2 prevent.xlsx"),
        ("prevent", "prevent (1).xlsx"),
        ("prevent", "2024-25-Q2 prevent-DESKTOP.xlsx"),
        ("prevent", "Prevent Partnership return.xlsx"),
        ("prevent", "Book1.xlsx"),
        ("prevent", "Return for 2024-25 Q2 (final) v3.xlsx"),
        ("prevent", "Q1 to Q2 figures.xlsx"),
        ("domestic-abuse", "Domestic_Abuse Partnership return.xlsx"),
        ("serious-violence", "2024-25-Q2 serious-violence.xlsx"),
        ("partnership", "2024-25-Q2 partnership.xlsx"),
        ("prevent", "2023-24-Q2 and 2024-25-Q2 prevent.xlsx"),
    ],
)
def test_a_name_that_fits_what_the_file_holds_is_not_told(sub_group: str, file: str) -> None:
    stamp = Stamp("Made-up Partnership", sub_group, "2024-25-Q2", "abc123", 1)
    assert file_name_problem(file, stamp, KNOWN) is None


@pytest.mark.parametrize(
    ("sub_group", "file", "first"),
    [
        ("prevent", "2024-25-Q1 prevent.xlsx", "2024-25-Q1"),
        ("prevent", "2024-25-Q2 domestic-abuse.xlsx", "domestic-abuse"),
        ("prevent", "Serious Violence.xlsx", "serious-violence"),
        ("violence", "serious_violence (2).xlsx", "serious-violence"),
        ("domestic-abuse", "2023-24 Q4 prevent.xlsx", "2023-24-Q4 prevent"),
        ("prevent", "2024-25-Q2 partnership.xlsx", "partnership"),
    ],
)
def test_a_name_of_another_return_is_a_notice(sub_group: str, file: str, first: str) -> None:
    found = file_name_problem(file, Stamp("Made-up Partnership", sub_group, "2024-25-Q2", "abc123", 1), KNOWN)
    assert found is not None
    assert (found.code, found.severity, found.details) == (
        "named-otherwise",
        "notice",
        {"first": first, "second": f"2024-25-Q2 {sub_group}"},
    )
