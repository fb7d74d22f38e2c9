"""A whole quarter of the newest year, filled in by careful leads: nothing is asked back, and the papers come out."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from shpdocs.commands.assemble import assemble
from shpdocs.commands.collect import collect
from shpdocs.store.folder import open_folder
from tests.support.full_quarter import fill_quarter

YEAR = "2026-27"


@pytest.mark.parametrize("quarter", ["Q1", "Q4"])
def test_a_full_quarter_is_collected_without_a_false_alarm_and_assembled(quarter: str, folder: Path) -> None:
    period = f"{YEAR}-{quarter}"
    fill_quarter(folder, period)

    collected = collect(folder, period)

    said = [f"{one.file}: {problem}" for one in collected.files for problem in one.problems if problem.severity != "notice"]
    assert said == []
    assert (set(collected.in_force), collected.missing) == (set(open_folder(folder).sub_groups(YEAR)), ())
    assert assemble(folder, period).path.is_file()


def test_the_public_paper_has_nothing_of_what_is_the_boards(folder: Path) -> None:
    period = f"{YEAR}-Q4"
    fill_quarter(folder, period)
    collect(folder, period)

    body = docx.Document(str(assemble(folder, period).path)).element.body
    shown = "\n".join(str(text.text) for text in body.iter(qn("w:t")))

    assert [words for words in ("Channel", "Referrals to Prevent", "Exceeding", "Not met", "Risk register") if words in shown] == []
    assert "Prevent training sessions held" in shown
