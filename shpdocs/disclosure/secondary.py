"""Which further numbers are suppressed, so that none can be worked out from those that are published.

A reader is taken to know every published number, every sum, and the rule by which numbers are suppressed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from fractions import Fraction

from shpdocs.disclosure.cells import Cell, Cells, Key, Sum

Row = Mapping[Key, int | Fraction]  # coefficients of hidden cells; what they come to is what the hidden values come to
Domains = dict[Key, tuple[int, int]]  # the smallest and the largest value that a reader thinks possible

_ALTERNATIVES = 4  # values on either side of the true one that are looked at
_BUDGET = 400  # steps; a cell that needs more to be shown safe is not taken to be safe


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
        while inferable := _inferable_cells(cells, until, hidden, safe):
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


def _inferable_cells(cells: Cells, sums: tuple[Sum, ...], hidden: set[Key], safe: set[Key]) -> tuple[Key, ...]:
    """Return hidden cells of which a reader can work out one, or their sum if that is small; () if there are none.

    A sum that does not add up in the return is taken to lack what it lacks: the published numbers then say less, not more.
    Cells that may have another value are put into `safe`: they remain so when more is hidden.
    """
    hidden_parts: list[Row] = [{key: sign for key, sign in relation.coefficients().items() if key in hidden} for relation in sums]
    rows = [row for row in hidden_parts if row]
    for row in (*rows, *_echelon(rows, cells)):
        if _sum_is_small(row, cells):
            return tuple(row)
    domains = _domains(rows, cells)
    for key in sorted({key for row in rows for key in row if cells[key].is_protected} - safe):
        if key not in safe:
            alternative = _alternative(key, rows, domains, cells)
            if alternative is None:
                return (key,)
            safe |= {hidden_key for hidden_key, (value, _) in alternative.items() if value != cells[hidden_key].value}
    return ()


def _sum_is_small(row: Row, cells: Cells) -> bool:
    """Whether what a row comes to is a small number of people itself."""
    added = [cells[key] for key in row]
    if len(set(row.values())) > 1 or not all(cell.people for cell in added):
        return False
    threshold = max((cell.rule.threshold for cell in added if cell.is_small), default=0)
    return 0 < sum(cell.value for cell in added) < threshold


def _echelon(rows: list[Row], cells: Cells) -> list[Row]:
    """The rows in reduced echelon form; cells that are not watched go first, so that the last rows hold watched ones alone."""
    order = sorted({key for row in rows for key in row}, key=lambda key: (cells[key].is_protected, key))
    remaining, done = list(rows), list[Row]()
    for key in order:
        at = next((number for number, row in enumerate(remaining) if key in row), None)
        if at is None:
            continue
        pivot = remaining.pop(at)
        by = pivot[key]
        if by != 1:
            pivot = {other: -value if by == -1 else Fraction(value) / by for other, value in pivot.items()}
        remaining = [row for row in (_eliminate(row, pivot, key) for row in remaining) if row]
        done = [_eliminate(row, pivot, key) for row in done] + [pivot]
    return done


def _eliminate(row: Row, pivot: Row, key: Key) -> Row:
    """The row without `key`: less as many times the pivot."""
    times = row.get(key)
    if times is None:
        return row
    reduced = dict(row)
    for other, value in pivot.items():
        reduced[other] = reduced.get(other, 0) - times * value
        if not reduced[other]:
            del reduced[other]
    return reduced


def _domains(rows: list[Row], cells: Cells) -> Domains:
    keys = {key for row in rows for key in row}
    large = 2 * sum(abs(cells[key].value) + cells[key].rule.threshold for key in keys) + 10
    return {key: _domain(cells[key], large) for key in keys}


def _domain(cell: Cell, large: int) -> tuple[int, int]:
    """A suppressed count is known to be small, and not to be 0 where zeros are shown; of others a reader knows less."""
    low = 1 if cell.people and cell.is_printed and not cell.is_excluded and cell.rule.show_zero else 0
    is_known_small = cell.is_small and cell.is_printed and not cell.is_excluded
    high = cell.rule.threshold - 1 if is_known_small else large
    return min(low, cell.value), max(high, cell.value)


def _alternative(key: Key, rows: list[Row], domains: Domains, cells: Cells) -> Domains | None:
    """Values of all hidden cells that agree with everything published, that of this cell not being its own; None if none are found."""
    for value in _nearby(cells[key].value, domains[key]):
        solution = _search({**domains, key: (value, value)}, rows, cells, [_BUDGET])
        if solution:
            return solution
    return None


def _nearby(value: int, domain: tuple[int, int]) -> Iterator[int]:
    for step in range(1, _ALTERNATIVES + 1):
        yield from (other for other in (value - step, value + step) if domain[0] <= other <= domain[1])


def _search(domains: Domains, rows: list[Row], cells: Cells, budget: list[int]) -> Domains | None:
    """The domains, each narrowed to one value, that agree with every row; None if none are found within the budget."""
    budget[0] -= 1
    narrowed = _propagate(domains, rows, cells) if budget[0] >= 0 else None
    if narrowed is None:
        return None
    open_cells = [(high - low, key) for key, (low, high) in narrowed.items() if low < high]
    if not open_cells:
        return narrowed
    _, key = min(open_cells)
    low, high = narrowed[key]
    near = min(max(cells[key].value, low), high)
    for value in (near, *_nearby(near, (low, high))):
        solution = _search({**narrowed, key: (value, value)}, rows, cells, budget)
        if solution:
            return solution
    return None


def _propagate(domains: Domains, rows: list[Row], cells: Cells) -> Domains | None:
    """The domains without values that some row rules out; None if nothing is left of one. Coefficients are 1 or -1."""
    narrowed, changed = dict(domains), True
    while changed:
        changed = False
        for row in rows:
            total = sum(int(sign) * cells[key].value for key, sign in row.items())
            ends = {key: narrowed[key] if sign == 1 else (-narrowed[key][1], -narrowed[key][0]) for key, sign in row.items()}
            least, most = sum(low for low, _ in ends.values()), sum(high for _, high in ends.values())
            for key, sign in row.items():
                bounds = total - (most - ends[key][1]), total - (least - ends[key][0])
                low, high = bounds if sign == 1 else (-bounds[1], -bounds[0])
                low, high = max(narrowed[key][0], low), min(narrowed[key][1], high)
                if low > high:
                    return None
                if (low, high) != narrowed[key]:
                    narrowed[key], changed = (low, high), True
    return narrowed
