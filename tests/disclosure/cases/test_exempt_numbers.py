"""A number that is exempt is no more to be worked out than one that is small. All of it is made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.decide import exempt
from tests.support.leads import At
from tests.support.made_breakdowns import NUMBER, TOTAL, at_length, broken_down, in_rows, label, rows_table
from tests.support.made_secrets import SUB_GROUP, WHO, YEAR, figure, measure, partnership, quarter_done, text_of
from tests.support.reckoning import Reader, printed

Q1 = f"{YEAR}-Q1"
SECTION = """
[[sections]]
kind = "table"
heading = "ALONE"
from = "young-people/alone-rows"
"""
EXEMPT = 'exempt = { paragraphs = [7], reason = "Made up: it would tell what is planned." }\n'


@pytest.mark.parametrize(("left", "right"), [(3, 60), at_length(40, 60), at_length(40, 3)])
def test_a_measure_that_is_exempt_is_not_told_by_a_total_and_its_other_part(left: int, right: int, tmp_path: Path) -> None:
    asked = measure("left") + measure("right") + measure("whole", more='total-of = ["left", "right"]')
    root = partnership(tmp_path / "made-up", asked)
    quarter_done(root, "Q1", {figure("left", "Q1"): left, figure("right", "Q1"): right, figure("whole", "Q1"): left + right})
    exempt(root, Q1, f"{SUB_GROUP}/right", paragraphs=(7,), **WHO)
    paper, reader = assemble(root, Q1, final=True).path, Reader(most=250)
    for key, value in (("left", left), ("whole", left + right)):
        reader.sees(key, printed(paper, f"Made-up objective of {key}", "Q1"), value)
    reader.adds("whole", "left", "right")
    assert len(reader.left("right")) > 1
    assert reader.lacks().keys() <= {"right"}


@pytest.mark.parametrize("profile", ["", "short"])
def test_what_one_profile_alone_exempts_is_in_the_paper_of_none(profile: str, tmp_path: Path) -> None:
    """The last of the cases: one profile marked a section as exempt, and another printed the same answer and listed nothing."""
    root = partnership(tmp_path / "made-up", broken_down("m", 2) + rows_table("alone", 2, "", has_total=True), SECTION + EXEMPT)
    templates = root / "workbook_templates" / YEAR
    usual = (templates / "paper.toml").read_text(encoding="utf-8")
    (templates / "paper-short.toml").write_text(usual.replace(EXEMPT, ""), encoding="utf-8")
    typed: dict[At, float] = {figure("m", "Q1"): 90}
    quarter_done(root, "Q1", typed | in_rows("m", (41, 49)) | in_rows("alone", (7177, 8188), 15365))
    made = assemble(root, Q1, profile=profile, final=True)
    assert [withheld.answer for withheld in made.withheld] == [f"{SUB_GROUP}/alone-rows"]
    text = text_of(made.path)
    assert not {"7177", "7,177", "8188", "8,188", "15365", "15,365"} & set(text.split())
    assert made.exempt is not None and printed(made.exempt, label("alone", TOTAL), NUMBER).replace(",", "") == "15365"
