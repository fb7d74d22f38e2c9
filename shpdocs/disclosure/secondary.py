"""Which further numbers are suppressed, so that none can be worked out from those that are published."""

from __future__ import annotations

from collections.abc import Set

from shpdocs.disclosure.cells import Cells, Key, Sum
from shpdocs.disclosure.inference import inferable_cells


def suppressed_cells(cells: Cells, sums: tuple[Sum, ...], before: Set[Key] = frozenset()) -> set[Key]:
    """Return the keys of every printed cell that is suppressed: the small ones, and those that would give one away.

    What earlier papers hid (`before`) stays hidden unless a decision publishes it now.
    """
    hidden = {key for key in before if key in cells and not (cells[key].is_decided or cells[key].is_known)}
    hidden |= {key for key, cell in cells.items() if (cell.is_small and not cell.is_known) or cell.is_excluded or not cell.is_printed}
    for linked in _linked_sums(sums):
        if any(cells[key].is_protected for relation in linked for key in relation.coefficients()):
            _suppress_until_safe(cells, linked, hidden)
    hidden |= {key for key, cell in cells.items() if cell.is_small}
    return {key for key in hidden if cells[key].is_printed and not cells[key].is_excluded}


def _linked_sums(sums: tuple[Sum, ...]) -> list[tuple[Sum, ...]]:
    """The sums in groups that share no cell."""
    groups: list[tuple[set[Key], list[Sum]]] = []
    for relation in sums:
        keys, joined = set(relation.coefficients()), [relation]
        apart = []
        for group in groups:
            if group[0] & keys:
                keys, joined = keys | group[0], group[1] + joined
            else:
                apart.append(group)
        groups = [*apart, (keys, joined)]
    return [tuple(group) for _, group in groups]


def _suppress_until_safe(cells: Cells, sums: tuple[Sum, ...], hidden: set[Key]) -> None:
    """Hide one cell after another until no watched one can be worked out. Earlier quarters are settled first, as their papers were."""
    for when in sorted({cells[relation.total].when for relation in sums}):
        until = tuple(relation for relation in sums if cells[relation.total].when <= when)
        safe: set[Key] = set()
        while inferable := inferable_cells(cells, until, hidden, safe):
            chosen = _next_to_suppress(set(inferable), cells, until, hidden, when)
            if chosen is None:
                break
            hidden.add(chosen)


def _next_to_suppress(inferable: set[Key], cells: Cells, sums: tuple[Sum, ...], hidden: set[Key], when: int) -> Key | None:
    """The cell to hide: the smallest of this quarter that is not 0, of sums of what can be inferred if these have one; a total last.

    What is published by a decision is hidden only where nothing else is left there, and what an earlier quarter's paper
    printed only where nothing else is left at all: its readers know it.
    """
    candidates = []
    for relation in sums:
        is_far = not inferable & relation.coefficients().keys()
        for key in (*relation.parts, relation.total):
            cell = cells[key]
            if key not in hidden and cell.value and not cell.is_known:
                candidates.append((cell.when < when, is_far, cell.is_decided, -cell.when, key == relation.total, cell.value, key))
    return min(candidates)[-1] if candidates else None
