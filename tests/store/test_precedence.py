from __future__ import annotations

from shpdocs.store.precedence import Candidate, Decision, decide, differing

EARLY, LATE = 3, 4


def _candidate(file: str, received: int, answers: str, issue: int = 1) -> Candidate:
    return Candidate(file, f"hash of {file}", received, issue, answers)


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


def test_of_two_that_came_together_the_later_issue_counts() -> None:
    first, second = _candidate("a.xlsx", LATE, "x", issue=1), _candidate("b.xlsx", LATE, "y", issue=2)
    assert decide((first, second)) == Decision(second)


def test_what_came_last_counts_before_what_was_issued_last() -> None:
    first, second = _candidate("a.xlsx", EARLY, "x", issue=2), _candidate("b.xlsx", LATE, "y", issue=1)
    assert decide((first, second)) == Decision(second)


def test_every_answer_in_which_two_returns_differ_is_named() -> None:
    first = {"fields": {"update": "a", "same": 1}, "tables": {"risks": [{"owner": "x"}, {"owner": "y"}], "funding": [1]}}
    second = {"fields": {"update": "b", "same": 1}, "tables": {"risks": [{"owner": "x"}, {"owner": None}], "funding": []}}
    assert list(differing(first, second)) == ["/fields/update", "/tables/risks/1/owner", "/tables/funding"]
    assert list(differing(first, first)) == []


def test_an_answer_that_only_one_return_has_differs() -> None:
    assert list(differing({"a": {}}, {"a": {"b": 1}})) == ["/a/b"]
