"""Two sequences side by side, held against what is true of every answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shpdocs.paper.changes.order import matched, moved, paired

_keys = st.lists(st.sampled_from("ABCDE"), max_size=12)


def test_of_equal_keys_the_first_is_the_first() -> None:
    assert matched("ABA", "AAC") == {0: 0, 1: 2}


def test_as_few_as_can_be_moved() -> None:
    assert moved({0: 3, 1: 0, 2: 1, 3: 2}) == {0}
    assert moved({0: 1, 1: 2, 2: 3, 3: 0}) == {3}
    assert moved({}) == moved({0: 0, 4: 7}) == frozenset()


@given(_keys, _keys)
def test_what_is_matched_is_equal_and_what_did_not_move_stands_in_order(before: list[str], now: list[str]) -> None:
    pairs = matched(before, now)
    assert all(now[at] == before[was] for at, was in pairs.items())
    assert len(set(pairs.values())) == len(pairs) == sum(min(before.count(key), now.count(key)) for key in set(before))
    stayed = [pairs[at] for at in sorted(pairs.keys() - moved(pairs))]
    assert stayed == sorted(stayed)


@given(_keys, _keys, st.booleans())
def test_each_thing_is_paired_once_and_in_order(before: list[str], now: list[str], may_be_same: bool) -> None:
    pairs = paired(len(before), len(now), lambda was, at: before[was] == now[at], lambda was, at: may_be_same)
    assert sorted(was for was, _ in pairs if was is not None) == list(range(len(before)))
    assert [at for _, at in pairs if at is not None] == list(range(len(now)))
    together = [was for was, at in pairs if was is not None and at is not None]
    assert together == sorted(together)


def test_what_took_the_place_of_as_many_is_the_same_if_it_may_be() -> None:
    assert paired(2, 2, lambda was, at: False, lambda was, at: True) == [(0, 0), (1, 1)]
    assert paired(1, 2, lambda was, at: False, lambda was, at: True) == [(0, None), (None, 0), (None, 1)]
    assert paired(2, 2, lambda was, at: (was, at) == (1, 0), lambda was, at: True) == [(0, None), (1, 0), (None, 1)]
