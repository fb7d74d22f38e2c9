from __future__ import annotations

from shpdocs.rules.precedence import Candidate, Decision, decide
from tests.made import a_return

EARLY, LATE = "2024-10-01T09:00:00", "2024-10-02T09:00:00"


def _candidate(file: str, received: str, update: str) -> Candidate:
    return Candidate(file, received, a_return({"fields": {"update": update}}))


def test_without_candidates_nothing_counts() -> None:
    assert decide(()) == Decision()


def test_the_last_received_counts() -> None:
    first, second = _candidate("z.xlsx", EARLY, "old"), _candidate("a.xlsx", LATE, "new")
    assert decide((first, second)) == decide((second, first)) == Decision(second)


def test_two_that_came_together_with_the_same_answers_are_one() -> None:
    first, second = _candidate("a.xlsx", LATE, "same"), _candidate("b.xlsx", LATE, "same")
    assert decide((second, first)) == Decision(first)


def test_two_that_came_together_with_different_answers_are_for_a_person_to_choose() -> None:
    old, first, second = _candidate("o.xlsx", EARLY, "x"), _candidate("a.xlsx", LATE, "x"), _candidate("b.xlsx", LATE, "y")
    assert decide((second, old, first)) == Decision(tied=(first, second))


def test_a_later_one_settles_an_earlier_tie() -> None:
    last = _candidate("c.xlsx", LATE, "z")
    assert decide((_candidate("a.xlsx", EARLY, "x"), _candidate("b.xlsx", EARLY, "y"), last)) == Decision(last)
