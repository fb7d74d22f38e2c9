"""A quick share of the random mutations: `python -m tests.reliability` judges ten thousand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.reliability.fuzz import BYTES, XML, mutated, one, run
from tests.reliability.packages import parts_of

pytestmark = pytest.mark.slow

SOURCE = "output/2017-18-Q3/inbox/2017-18-Q3 serious-violence.xlsx"


def test_five_hundred_mutations_break_nothing_and_make_no_wrong_answer(made_demo: Path) -> None:
    figures = run(made_demo, 500)
    assert figures.findings == ()
    assert figures.count == 500
    assert figures.refused > 100 and figures.accepted > 50  # both ways are gone


def test_a_mutation_is_made_again_from_its_seed(made_demo: Path) -> None:
    content = (made_demo / SOURCE).read_bytes()
    made = [mutated(random.Random("4 made up"), content, parts_of(content)) for _ in range(2)]
    assert made[0] == made[1]
    assert one(made_demo, SOURCE, 4, 1).code == one(made_demo, SOURCE, 4, 1).code


def test_every_kind_of_mutation_changes_something(made_demo: Path) -> None:
    content = (made_demo / SOURCE).read_bytes()
    part = parts_of(content)["xl/worksheets/sheet1.xml"]
    for mutations, source in ((BYTES, content), (XML, part)):
        for mutation in mutations:
            assert any(mutation(random.Random(seed), source) != source for seed in range(5)), mutation.__name__
