"""What a decision to publish a text is about: the numbers that it told when it was taken, and no other. Every figure is made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shpdocs.commands.assemble import assemble
from shpdocs.commands.assembling.final import NotFinalError
from shpdocs.commands.decide import exempt, publish
from shpdocs.model.period import parse_period
from shpdocs.store.folder import open_folder
from tests.support.leads import At
from tests.support.made_secrets import BY, SUB_GROUP, WHO, YEAR, figure, measure, partnership, quarter_done

Q1 = f"{YEAR}-Q1"
UPDATE = At("Update", "fields/update", "Your answer")
SUMS = measure("u") + measure("v") + measure("w", more='total-of = ["u", "v"]')
NOTES = """
[fields.notes]
label = "Made-up notes"
kind = "text"
required = false
sheet = "Update"
"""
TEXT = "Made up: 41 young people were helped, and 3 victims were moved."


def numbers(u: int, v: int) -> dict[At, Any]:
    return {figure("u", "Q1"): u, figure("v", "Q1"): v, figure("w", "Q1"): u + v}


def returned(root: Path, u: int, v: int, name: str, text: str = TEXT) -> None:
    quarter_done(root, "Q1", numbers(u, v) | {UPDATE: text}, name)


def flagged(root: Path) -> list[tuple[str, tuple[str, ...]]]:
    return [(text.answer, text.excerpts) for text in assemble(root, Q1).flagged]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A partnership whose text tells 41, which is printed, and a small number that somebody let stand."""
    root = partnership(tmp_path / "made-up", SUMS)
    returned(root, 15, 26, "first.xlsx")
    assert flagged(root) == [(f"{SUB_GROUP}/update", (TEXT,))]
    publish(root, Q1, f"{SUB_GROUP}/update", **WHO)
    assert flagged(root) == []
    return root


def test_a_decided_text_is_asked_about_again_once_a_number_that_it_tells_is_withheld(root: Path) -> None:
    returned(root, 3, 38, "corrected.xlsx")
    made = assemble(root, Q1)
    assert f"{SUB_GROUP}/w" in [suppressed.answer for suppressed in made.suppressed]
    assert [text.answer for text in made.flagged] == [f"{SUB_GROUP}/update"]
    with pytest.raises(NotFinalError, match="41 young people"):
        assemble(root, Q1, final=True)


def test_it_is_decided_about_once_more_and_then_stands(root: Path) -> None:
    returned(root, 3, 38, "corrected.xlsx")
    assert publish(root, Q1, f"{SUB_GROUP}/update", **WHO).outcome == "recorded"
    assert flagged(root) == []
    assert publish(root, Q1, f"{SUB_GROUP}/update", **WHO).outcome == "unchanged"
    returned(root, 15, 26, "back.xlsx")  # fewer are withheld now
    assert flagged(root) == []


def test_of_a_sub_group_alone_what_came_to_a_decided_text_is_decided_about_again(root: Path) -> None:
    returned(root, 3, 38, "corrected.xlsx")
    decided = publish(root, Q1, SUB_GROUP, by=BY, because="Another made-up reason.")
    assert f"{SUB_GROUP}/update" in decided.answers
    assert flagged(root) == []


def test_a_decision_about_a_figure_that_is_taken_back_asks_about_the_text_again(root: Path) -> None:
    returned(root, 3, 38, "corrected.xlsx")
    publish(root, Q1, f"{SUB_GROUP}/u", **WHO)  # then all three are printed
    assert flagged(root) == []
    publish(root, Q1, f"{SUB_GROUP}/update", by=BY, because="Another made-up reason.")
    publish(root, Q1, f"{SUB_GROUP}/u", withdraw=True, **WHO)
    assert [answer for answer, _ in flagged(root)] == [f"{SUB_GROUP}/update"]


def test_a_stricter_rule_asks_about_what_it_finds_besides(tmp_path: Path) -> None:
    text = "Made up: 3 victims were moved. Later on, by the end of all these made-up months, another 7 victims came forward."
    root = partnership(tmp_path / "made-up", measure("u"))
    quarter_done(root, "Q1", {figure("u", "Q1"): 50, UPDATE: text})
    publish(root, Q1, f"{SUB_GROUP}/update", **WHO)
    settings = root / "shpdocs.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[small-numbers]\nthreshold = 10\n", encoding="utf-8")
    ((_, excerpts),) = flagged(root)
    assert ["7 victims" in excerpt for excerpt in excerpts] == [True]


def test_a_number_that_is_exempt_is_found_where_another_text_tells_it(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", measure("w"))
    quarter_done(root, "Q1", {figure("w", "Q1"): 41, UPDATE: "Made up: 41 young people were helped by a team of 41 officers."})
    assert flagged(root) == []
    exempt(root, Q1, f"{SUB_GROUP}/w", paragraphs=(7,), **WHO)
    assert [answer for answer, _ in flagged(root)] == [f"{SUB_GROUP}/update"]


def test_the_ledger_names_places_by_hashes_and_quotes_no_text(root: Path) -> None:
    ledger = open_folder(root).period(parse_period(Q1)).ledger.read_text(encoding="utf-8")
    assert '"places"' in ledger
    assert "victims" not in ledger


def test_a_reason_that_tells_a_number_withheld_since_is_said_in_other_words_first(tmp_path: Path) -> None:
    root = partnership(tmp_path / "made-up", SUMS + NOTES)
    notes = {At("Update", "fields/notes", "Your answer"): "Made-up notes."}
    quarter_done(root, "Q1", numbers(15, 26) | notes, "first.xlsx")
    exempt(root, Q1, f"{SUB_GROUP}/notes", paragraphs=(1,), by=BY, because="Made up: each of the 41 could be known by paragraph 41 of it.")
    assert assemble(root, Q1).telling_reasons == ()
    quarter_done(root, "Q1", numbers(3, 38) | notes, "corrected.xlsx")
    (reason,) = assemble(root, Q1).telling_reasons
    assert (reason.answer, reason.why, "41" in reason.excerpt) == (f"{SUB_GROUP}/notes", "exempt", True)
    with pytest.raises(NotFinalError, match="tells a number that is not published"):
        assemble(root, Q1, final=True)
    exempt(root, Q1, f"{SUB_GROUP}/notes", paragraphs=(1,), by=BY, because="Made up: each could be known by paragraph 41 of it.")
    assert assemble(root, Q1, final=True).edition == 1
