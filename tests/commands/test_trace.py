"""Tracing: a text of the paper leads back to the cells of the files that were received."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shpdocs.cli.app import app
from shpdocs.commands.trace import trace
from shpdocs.model.errors import UsageError
from tests.support.leads import tree

PERIOD = "2017-18-Q3"


def test_a_figure_leads_to_its_cells_in_the_file_that_was_received(made_demo: Path) -> None:
    (found,) = trace(made_demo, PERIOD, "4 pwit  AND 10 vap")
    assert found.text == "4 PWIT and 10 VAP"
    assert found.under.startswith("PRIORITY THEME 2")
    now = {origin.answer: origin.source for origin in found.origins if origin.answer.endswith("/figure/value")}
    assert {answer: source.raw for answer, source in now.items()} == {
        "serious-violence/measures/youth-disposals/parts/pwit/figure/value": 4,
        "serious-violence/measures/youth-disposals/parts/vap/figure/value": 10,
    }
    received = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (made_demo / "output" / PERIOD / "received").glob("*.xlsx")}
    assert {origin.source.file for origin in found.origins} <= received
    assert all(origin.source.sheet == "Measures" and origin.source.cell for origin in found.origins)


def test_a_headline_and_a_narrative_lead_to_their_cells(made_demo: Path) -> None:
    (headline,) = trace(made_demo, PERIOD, "13% in Quarter 2", profile="select-committee")
    assert 13 in [origin.source.raw for origin in headline.origins]
    (text,) = trace(made_demo, PERIOD, "Two police operations")
    (origin,) = text.origins
    assert origin.answer == "serious-violence/measures/violence-with-injury/activity"
    assert str(origin.source.raw).startswith("Two police operations")


def test_standing_words_lead_nowhere(made_demo: Path) -> None:
    assert {one.origins for one in trace(made_demo, PERIOD, "See Q1")} == {()}


@pytest.mark.parametrize("words", ["", " ", "words that stand in no paper, made up"])
def test_words_that_stand_nowhere_are_a_usage_error(words: str, made_demo: Path) -> None:
    with pytest.raises(UsageError):
        trace(made_demo, PERIOD, words)


def test_tracing_writes_nothing_and_says_sheet_cell_and_file(demo_folder: Path) -> None:
    before = tree(demo_folder)
    told = CliRunner().invoke(app, ["trace", "4 PWIT", PERIOD, "--folder", str(demo_folder)])
    assert (told.exit_code, tree(demo_folder)) == (0, before)
    assert f"Measures J9 of {PERIOD} serious-violence.xlsx: 4" in told.stdout
