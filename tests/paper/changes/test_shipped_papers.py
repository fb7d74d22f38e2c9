"""What is told of a change in the papers that ship: their answers as the demo collected them, one of them another."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import pytest
from msgspec.structs import replace

from shpdocs.commands.assembling.inputs import read_paper_inputs
from shpdocs.model.disclosure import Known
from shpdocs.model.edition import Edition
from shpdocs.model.period import parse_period
from shpdocs.paper.changes import edition_changes
from shpdocs.paper.sections.compose import compose
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.missing import refs_of
from shpdocs.paper.sections.printed import printed_answers
from shpdocs.report.paper_changes import change_line, changes_in_words

PAPERS = [("2017-18-Q3", ""), ("2017-18-Q3", "select-committee"), ("2024-25-Q2", "")]


def _material(folder: Path, period: str, profile: str) -> Material:
    inputs = read_paper_inputs(folder, parse_period(period), profile)
    return inputs.material(inputs.disclosed.public, True)


def _edition(material: Material) -> Edition:
    document, known = compose(material).document, Known(material.returns, material.earlier, material.last_year)
    return Edition(1, str(material.period), 1, "", "", "", document, printed=printed_answers(material, document, known))


def _with_figure(material: Material, value: int) -> Material:
    """The material with another figure of repeat victims."""
    return_ = material.returns["domestic-abuse"]
    answers = deepcopy(return_.answers)
    answers["measures"]["repeat-victims"]["figure"]["value"] = value
    return replace(material, returns={**material.returns, "domestic-abuse": replace(return_, answers=answers)})


@pytest.mark.parametrize(("period", "profile"), PAPERS)
def test_every_answer_that_a_paper_prints_is_among_those_it_told(made_demo: Path, period: str, profile: str) -> None:
    edition = _edition(_material(made_demo, period, profile))
    told = {name for answer in edition.printed for name in (answer.answer, f"{answer.answer}/figure")}
    assert set(refs_of(edition.document.blocks)) <= told
    assert all(answer.shown for answer in edition.printed if answer.state == "printed")


@pytest.mark.parametrize(("profile", "words"), [("", "one figure changed"), ("select-committee", "one figure changed, in 14 places")])
def test_a_figure_is_told_at_every_place_and_nothing_else_is(made_demo: Path, profile: str, words: str) -> None:
    material = _material(made_demo, "2017-18-Q3", profile)
    before, now = _edition(material), _edition(_with_figure(material, 381))
    changes = edition_changes(before, now)
    assert changes_in_words(changes, before.printed, now.printed) == words
    assert {change.refs for change in changes} == {("domestic-abuse/measures/repeat-victims/figure",)}
    assert change_line(changes[-1]).endswith(": Repeat victims of domestic abuse, Quarter 3: 373 → 381")


def test_a_paper_of_the_same_answers_does_not_differ(made_demo: Path) -> None:
    for period, profile in PAPERS:
        before, now = (_edition(_material(made_demo, period, profile)) for _ in range(2))
        assert edition_changes(before, now) == ()
