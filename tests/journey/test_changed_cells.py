"""Change an answer of a return and compose the paper anew: what it is printed of changes, or its tree says why not; nothing else does.

The answers are those of the large made-up year: figures of two years, revised, corrected, suppressed and rounded ones, texts, tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from shpdocs.commands.assembling.inputs import read_paper_inputs
from shpdocs.model.period import parse_period
from tests.support.way_back.changing import Printed, answers_in, breaches, printed_of, printed_with
from tests.support.way_back.made_year import PERIOD
from tests.support.way_back.tree import Answer

WORDS = "Made up anew: 86,421 of them in 2031"
# A reason stands in place of a figure. What a rounded percentage is of comes into its tree when that is kept (test_keep.py).
LEFT_OUT = ("/reason", "/measures/rounded-share/figure/base")
_SAID: Mapping[str, Any] = {"Yes": "No", "Stage 2": "Stage 1", "2025-01-21": "2025-02-25"}


class Year:
    """The folder of the year, what its paper prints, and every answer of the returns that it is made of.

    No dataclass: Hypothesis writes those out field by field.
    """

    def __init__(self, root: Path) -> None:
        inputs = read_paper_inputs(root, parse_period(PERIOD))
        answers = ((answer, said) for answer, said in answers_in(inputs) if not answer.pointer.endswith(LEFT_OUT))
        self.root, self.printed = root, printed_of(inputs)
        self.answers = sorted(answers, key=lambda told: (told[0].sub_group, told[0].period, told[0].pointer))

    def __repr__(self) -> str:
        return "Year()"


@pytest.fixture(scope="module")
def year(made_year: Path) -> Year:
    return Year(made_year)


def other(random: Random, said: Any) -> Any:
    """Another answer of the same kind."""
    if isinstance(said, bool):
        return not said
    if isinstance(said, int):
        return said + random.choice([-1, 1, 2, 25, 300]) if said > 1 else said + random.randint(1, 30)
    if isinstance(said, float):
        return round(said + random.choice([-0.1, 0.1, 3.3, 21.7]), 1)
    if isinstance(said, dict) and "amount" in said:
        return {"amount": said["amount"] + 1500, "words": f"£{said['amount'] + 1500}"}
    if isinstance(said, dict):
        return {"words": "May 2031", "start": "2031-05", "end": "2031-05"}
    return _SAID.get(said, "2024-11-11" if said[:2] == "20" and len(said) == 10 else f"{said} {WORDS}")


@pytest.mark.slow
@settings(max_examples=40, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
@given(at=st.integers(0, 10**6), seed=st.integers(0, 10**6))
def test_what_is_printed_of_an_answer_changes_with_it_and_nothing_else(year: Year, at: int, seed: int) -> None:
    answer, said = year.answers[at % len(year.answers)]
    assert breaches(year.printed, printed_with(year.root, PERIOD, answer, other(Random(seed), said)), answer) == []


@pytest.mark.slow
@pytest.mark.parametrize("pointer", ["/measures/count-level-4/figure/value", "/tables/named/ward-1/calls", "/fields/narrative-1"])
def test_a_lost_origin_and_a_false_one_are_told(year: Year, pointer: str) -> None:
    sub_group = "figures" if "measures" in pointer else "texts"
    answer = Answer(sub_group, PERIOD, pointer)
    said = "Made up anew." if "narrative" in pointer else 433
    after = printed_with(year.root, PERIOD, answer, said)
    without, before = (_without_origins(printed) for printed in (after, year.printed))
    assert any("is in no tree" in breach for breach in breaches(before, without, answer))
    unchanged = Printed(year.printed.public, year.printed.exempt, {})
    assert any("stays though" in breach for breach in breaches(year.printed, unchanged, answer))


def _without_origins(printed: Printed) -> Printed:
    parts = ({place: replace(text, spans=()) for place, text in part.items()} for part in (printed.public, printed.exempt))
    public, exempt = parts
    return Printed(public, exempt, {})
