from __future__ import annotations

from msgspec.structs import replace

from shpdocs.model.collection import Judgement
from shpdocs.model.ledger import Event
from shpdocs.model.returns import Stamp
from shpdocs.store.ledger import LedgerState, ledger_state
from shpdocs.store.precedence import differing, latest

EARLY, LATE = 1, 2
STAMP = Stamp("Made-up Partnership", "prevent", "2024-25-Q2", "0123abcdef45", 1)


def _file(name: str, answers: str, issue: int = 1) -> Judgement:
    return Judgement(name, f"hash of {name}", replace(STAMP, issue=issue), answers=answers)


def _received(**runs: int) -> LedgerState:
    """What the ledger says if these files came in these runs."""
    names = sorted(runs, key=lambda name: runs[name])
    return ledger_state(Event("received", f"2031-01-0{runs[name]}", f"{name}.xlsx", f"hash of {name}.xlsx") for name in names)


def test_the_last_received_counts() -> None:
    first, second = _file("z.xlsx", "old"), _file("a.xlsx", "new")
    state = _received(z=EARLY, a=LATE)
    assert latest((first, second), state) == latest((second, first), state) == (second,)


def test_two_that_came_together_with_the_same_answers_are_one() -> None:
    first, second = _file("a.xlsx", "same"), _file("b.xlsx", "same")
    assert latest((second, first), _received(a=LATE, b=LATE)) == (first,)


def test_two_that_came_together_with_different_answers_are_for_a_person_to_choose() -> None:
    old, first, second = _file("o.xlsx", "x"), _file("a.xlsx", "x"), _file("b.xlsx", "y")
    assert latest((second, old, first), _received(o=EARLY, a=LATE, b=LATE)) == (first, second)


def test_a_later_one_settles_an_earlier_tie() -> None:
    last = _file("c.xlsx", "z")
    assert latest((_file("a.xlsx", "x"), _file("b.xlsx", "y"), last), _received(a=EARLY, b=EARLY, c=LATE)) == (last,)


def test_of_two_that_came_together_the_later_issue_counts() -> None:
    first, second = _file("a.xlsx", "x", issue=1), _file("b.xlsx", "y", issue=2)
    assert latest((first, second), _received(a=LATE, b=LATE)) == (second,)


def test_what_came_last_counts_before_what_was_issued_last() -> None:
    first, second = _file("a.xlsx", "x", issue=2), _file("b.xlsx", "y", issue=1)
    assert latest((first, second), _received(a=EARLY, b=LATE)) == (second,)


def test_every_answer_in_which_two_returns_differ_is_named() -> None:
    first = {"fields": {"update": "a", "same": 1}, "tables": {"risks": [{"owner": "x"}, {"owner": "y"}], "funding": [1]}}
    second = {"fields": {"update": "b", "same": 1}, "tables": {"risks": [{"owner": "x"}, {"owner": None}], "funding": []}}
    assert list(differing(first, second)) == ["/fields/update", "/tables/risks/1/owner", "/tables/funding"]
    assert list(differing(first, first)) == []


def test_an_answer_that_only_one_return_has_differs() -> None:
    assert list(differing({"a": {}}, {"a": {"b": 1}})) == ["/a/b"]
