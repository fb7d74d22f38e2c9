"""Of what a file holds twice, for newer programs and for older ones, what is shown is known in one place."""

from __future__ import annotations

import pytest
from lxml import etree

from shpdocs.ooxml.alternatives import keep_shown_branches, says_something_else
from shpdocs.ooxml.word_fields import read_fields
from tests.support.made_word import NS, paragraph, run


def twice(new: str, old: str, requires: str = "wps") -> etree._Element:
    inside = (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
    )
    return etree.fromstring(f'<w:body xmlns:odd="urn:made-up" {NS}>{inside}</w:body>')


@pytest.mark.parametrize(
    ("requires", "shown"), [("wps", "new"), ("wps w14", "new"), ("odd", "old"), ("unknown", "old"), ("wps odd", "old")]
)
def test_the_first_choice_that_requires_nothing_unknown_is_shown(requires: str, shown: str) -> None:
    root = twice(paragraph("new"), paragraph("old"), requires)
    keep_shown_branches(root)
    assert "".join(root.itertext()) == shown


@pytest.mark.parametrize(
    ("new", "old", "differs"),
    [
        (paragraph("one two"), paragraph("one", inside=run(" two")), False),
        (paragraph("one") + paragraph("two"), paragraph("two") + paragraph("one"), False),
        (paragraph("one"), "", False),
        (paragraph("one"), paragraph("two"), True),
        ("", paragraph("two"), True),
        ("", '<v:textpath string="two"/>', True),
    ],
)
def test_a_branch_that_is_not_shown_may_say_nothing_else(new: str, old: str, differs: bool) -> None:
    assert says_something_else(twice(new, old)[0]) == differs


def test_what_stands_in_a_code_is_told_from_what_is_shown_and_loose_marks_from_both() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{type}"/></w:r>' for type in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>IF</w:instrText></w:r>"
    xml = begin + code + run("in code") + begin + code + end + separate + run("shown") + end + end + code
    fields, strays = read_fields([etree.fromstring(f"<w:p {NS}>{xml}</w:p>")])
    assert [(field.is_within_code, field.has_end, len(field.in_code), len(field.shown)) for field in fields] == [
        (False, True, 1, 1),
        (True, True, 0, 0),
    ]
    assert len(strays) == 2
