"""Rows that leads add: which row of a return is which row of the return before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shpdocs.answers.kinds import guard_of
from shpdocs.answers.values import comparable
from shpdocs.model.definition import Table
from shpdocs.model.returns import Json

Row = Mapping[str, Json]

_MOST_PAIRS = 40_000  # beyond it only rows that stayed as they were are matched


def matched_rows(table: Table, before: Sequence[Row], now: Sequence[Row]) -> dict[int, int]:
    """Return for each row of `now` that stood there before the number of that row, both counted from 0.

    Rows that stayed as they were come first. Of the others, the most alike are the same row if they begin alike, or
    share at least half of what was answered in the lead's own words.
    """
    whole = tuple(column.key for column in table.columns)
    own = tuple(column.key for column in table.columns if not guard_of(column.asked).choices) or whole
    then, these = [_comparable(row, whole) for row in before], [_comparable(row, whole) for row in now]
    matched = _same(then, these)
    stayed = set(matched.values())
    left = [at for at in range(len(then)) if at not in stayed]
    new = [at for at in range(len(these)) if at not in matched]
    if len(left) * len(new) > _MOST_PAIRS:
        return matched
    likeness = ((_likeness(then[old], these[at], own), at, old) for at in new for old in left)
    taken: set[int] = set()
    for score, at, old in sorted(likeness, key=_closest_first):
        if score and at not in matched and old not in taken:
            matched[at] = old
            taken.add(old)
    return matched


def _closest_first(pair: tuple[int, int, int]) -> tuple[int, int, int]:
    """The order in which pairs of rows are matched: the most alike, of these the nearest to each other, of these the first."""
    score, at, old = pair
    return -score, abs(at - old), at


def is_closed(row: Row, table: Table) -> bool:
    """Whether a row's answer says that it is closed, so that it is not carried into the next workbook."""
    answer = row.get(table.closed_column)
    return answer is not None and comparable(str(answer)) in {comparable(closed) for closed in table.closed}


def _comparable(row: Row, columns: tuple[str, ...]) -> dict[str, str]:
    """A row's answers by column, as they are compared; a money or month answer by its words."""
    answered = {key: row[key] for key in columns if row.get(key) is not None}
    return {key: comparable(str(answer.get("words")) if isinstance(answer, dict) else str(answer)) for key, answer in answered.items()}


def _same(then: list[dict[str, str]], these: list[dict[str, str]]) -> dict[int, int]:
    """The rows that stayed as they were, each matched once."""
    known: dict[tuple[tuple[str, str], ...], list[int]] = {}
    for at, row in enumerate(then):
        known.setdefault(tuple(row.items()), []).append(at)
    matched = {}
    for at, row in enumerate(these):
        same = known.get(tuple(row.items()))
        if same:
            matched[at] = same.pop(0)
    return matched


def _likeness(then: dict[str, str], now: dict[str, str], own: tuple[str, ...]) -> int:
    """How much two rows have in common; 0 if they are not the same row."""
    shared = [key for key, answer in then.items() if now.get(key) == answer]
    shared_own = [key for key in shared if key in own]
    begins_alike = own[0] in shared_own
    if not begins_alike and (not shared_own or 2 * len(shared_own) < sum(key in own for key in then)):
        return 0
    return 4 * begins_alike + 2 * len(shared_own) + len(shared)
