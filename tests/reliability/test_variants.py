"""Odd and damaged variants of the demo's workbooks: the same answers, refused, or no harm."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from shpdocs.model.collection import Judgement
from tests.reliability.as_they_come import SILENT, TOLD
from tests.reliability.judging import FILE, Court, blocking, lost_answers, wrong_answers
from tests.reliability.packages import replaced
from tests.reliability.variants import NO_HARM, ODD_CELLS, REFUSED, SAME, variants

pytestmark = pytest.mark.slow

SOURCES = ("2017-18-Q3 serious-violence.xlsx", "2024-25-Q2 partnership.xlsx")


def as_expected(true: Judgement, judged: Judgement, expected: str) -> bool:
    """Whether what came of a variant is what must come of it."""
    codes = blocking(judged)
    if "could-not-judge" in codes:
        return False
    if expected.startswith("same answers"):
        assert true.return_ is not None
        is_same = judged.return_ is not None and not codes and judged.return_.answers == true.return_.answers
        return is_same and _tells(true, judged, expected)
    if expected == "refused":
        return bool(codes) and all(problem.place.file == FILE for problem in judged.problems)
    return not wrong_answers(true, judged) and not lost_answers(true, judged)


def _tells(true: Judgement, judged: Judgement, expected: str) -> bool:
    """Whether as much is told of a variant beyond what is told of the true one as must be."""
    more = Counter(_told(judged)) - Counter(_told(true))
    if expected == "same answers, not a word":
        return sum(more.values()) <= 1 and {severity for _, _, _, severity in more} <= {"notice"}
    return bool(more) or expected == "same answers"


def _told(judged: Judgement) -> list[tuple[str, str, str, str]]:
    return [(one.code, one.place.sheet, one.place.cell, one.severity) for one in judged.problems]


@pytest.mark.parametrize("name", SOURCES)
def test_every_variant_gives_the_same_answers_or_is_refused_or_does_no_harm(name: str, made_demo: Path) -> None:
    court = Court(made_demo)
    content = (made_demo / "output" / name[:10] / "inbox" / name).read_bytes()
    true = court.judged(content)
    assert blocking(true) == ()
    unexpected = [
        (variant.expected, variant.name)
        for variant in variants(content)
        if not as_expected(true, court.judged(variant.content), variant.expected)
    ]
    assert unexpected == []


def test_there_are_as_many_variants_as_were_promised() -> None:
    names = [*SAME, *SILENT, *TOLD, *ODD_CELLS, *REFUSED, *NO_HARM]
    assert len(set(names)) == len(names) >= 70


def test_a_variant_with_another_answer_is_found_out(made_demo: Path) -> None:
    """The judgement above can fail: a changed figure is a wrong answer, a lost one is lost."""
    name = SOURCES[0]
    court = Court(made_demo)
    content = (made_demo / "output" / name[:10] / "inbox" / name).read_bytes()
    true = court.judged(content)
    changed = court.judged(replaced(b"<v>126</v>", b"<v>127</v>")(content))
    assert wrong_answers(true, changed) == ("/measures/robbery/earlier/Q1/value",)
    assert not as_expected(true, changed, "same answers")
    assert not as_expected(true, changed, "no harm")
    assert not as_expected(true, true, "refused")
