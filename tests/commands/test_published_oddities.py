"""What the two published papers hold that looks odd: what the checks find of it, and why they cannot find the rest.

The returns are those behind the papers, word for word. The numbers are those of the list in docs/checks.md; lines are those of
the papers' texts in tests/support/seeds, A the first, B the second.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shpdocs.checks import CHECKS
from shpdocs.commands.check import check
from shpdocs.model.problem import Problem
from tests.support import ROOT
from tests.support.published import SEED_A

DOCS = ROOT / "docs" / "checks.md"
FIRST, SECOND = "2017-18-Q3", "2024-25-Q2"
Told = tuple[str, str, str]  # sub-group, code, answer

FOUND: dict[int, Told] = {
    1: ("serious-violence", "baseline-year-differs", "/measures/youth-disposals/parts/pwit/figure/value"),
    3: ("drugs-and-alcohol", "result-against-target", "/measures/dip-not-rearrested/progress"),
    5: ("domestic-abuse", "change-not-borne-out", "/measures/marac-cases/activity"),
    7: ("prevent", "percentage-not-of-base", "/measures/hate-crime-programme/progress"),
    9: ("serious-violence", "change-not-borne-out", "/measures/violence-with-injury/activity"),
    10: ("domestic-abuse", "milestone-passed", "/measures/strategy/figure/value"),
}
"""Of the list, what is found, each once and at its answer. Nothing else is found, and nothing in the second paper's returns."""

FALSE: dict[Told, str] = {}
"""Warnings on the published returns that are wrong, each with why it is borne. There is none."""

NOT_FOUND = {
    2: "A change without a figure is a target: the workbook says '5% below the baseline'. What PWIT stands for is a matter of words.",
    4: "Which of the notices and orders counted in one sentence are parts of which is said nowhere in figures.",
    6: "The unit stands once, in the definition; a quarter's figure is asked as a plain number.",
    8: "That an objective holds two is a matter of words; the definition asks one account of it.",
    11: "A heading of the paper, not an answer: the paper's profile sets it.",
    12: "Told already: the figures are 'Not yet available', and the suggested activity says so in words.",
    13: "Debris of extraction: it stands in the text of the papers and was never typed into a return.",
    14: "Spelling is not checked.",
    15: "Dates in sentences: nothing says that a plan cannot be agreed before priorities are.",
    16: "Told where the paper is made: no final lists an appendix that is not there, and the demo says that it is published apart.",
    17: "Debris of extraction, as 13.",
    18: "A column of the paper without content, and a remark that is out of date: matters of words.",
}
"""Of the list, what no program can find, or what cannot come about in a return, with the reason."""

BORNE_OUT = {
    5: ("increased by 50%", "27.8% on the baseline"),
    7: ("52%", "19 of 38 is 50%, 20 of 38 is 53%"),
    9: ("41% reduction in knife crime", "23.1% on the baseline so far"),
}
"""What some messages must name, worked out by hand: 23 / 18; 64 in two quarters / half of 104."""


def _warnings(demo: Path, period: str) -> list[tuple[Told, Problem]]:
    """Every warning on a period's returns but that nobody signed them off, which the papers do not tell."""
    outcomes = check(demo, (demo / "output" / period / "inbox",))
    assert len(outcomes) == 5
    assert not [problem.code for outcome in outcomes for problem in outcome.problems if problem.severity == "blocking"]
    return [
        ((outcome.sub_group, problem.code, problem.answer), problem)
        for outcome in outcomes
        for problem in outcome.problems
        if problem.severity == "warning" and problem.code != "not-signed-off"
    ]


def test_the_first_papers_returns_give_these_warnings_and_no_false_ones_but_for_a_written_list(made_demo: Path) -> None:
    assert sorted(told for told, _ in _warnings(made_demo, FIRST)) == sorted([*FOUND.values(), *FALSE])


def test_the_second_papers_returns_give_no_warning(made_demo: Path) -> None:
    assert _warnings(made_demo, SECOND) == []


def test_each_stands_at_a_cell_and_says_what_is_odd(made_demo: Path) -> None:
    problems = dict(_warnings(made_demo, FIRST))
    for number, told in FOUND.items():
        problem = problems[told]
        assert problem.place.sheet and problem.place.cell
        assert "{" not in problem.what + problem.needed
        for words in BORNE_OUT.get(number, ()):
            assert words in problem.what


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "15/16 baseline figures"), (3, "96% had not been arrested"), (5, "increased by 50%"), (7, "- 52% reported"),
        (9, "41% reduction in knife crime"), (10, "Final report submitted for approval"),
    ],
)  # fmt: skip
def test_the_papers_say_what_is_found(number: int, words: str) -> None:
    assert number in FOUND
    said = re.sub(r"<[^>]+>|\s+", " ", SEED_A.read_text(encoding="utf-8"))
    assert words.removeprefix("- ") in re.sub(r" +", " ", said)


def test_everything_on_the_list_is_found_or_stands_among_what_cannot_be() -> None:
    assert sorted([*FOUND, *NOT_FOUND]) == list(range(1, 19))


def test_the_docs_list_every_check_and_everything_that_the_papers_hold() -> None:
    page = DOCS.read_text(encoding="utf-8")
    for check_of in CHECKS:
        assert f"`{check_of.__name__.replace('_', '-')}`" in page
    rows = dict(re.findall(r"^\| (\d+) \| .* \| (.+?) \|$", page, re.MULTILINE))
    assert {int(number): found.strip("`") for number, found in rows.items() if found != "–"} == {
        number: code for number, (_, code, _) in FOUND.items()
    }
    assert {int(number) for number, found in rows.items() if found == "–"} == set(NOT_FOUND)
