"""All that is possible, gone through one by one: slow, without a solver, and so a witness for it on what is small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil, floor, inf

from tests.disclosure.attack.system import Line, Sought, System, Unknown

Ranges = dict[Unknown, tuple[float, float]]


class TooManyError(Exception):
    """There is more to go through than was allowed."""


def all_values(system: System, sought: Iterable[Sought], most: int = 20_000) -> dict[Sought, set[int]]:
    """Every value that each sought number has in any world that fits. TooManyError after so many steps."""
    result: dict[Sought, set[int]] = {number: set() for number in sought}
    parts = components(system)
    for number in result:
        belonging = {unknown for unknown, _ in number.form}
        joined = [part for part in parts if part & belonging]
        values = {0}
        for part in joined:  # what is not linked varies apart: the values of the pieces add up in every way
            form = [(unknown, times) for unknown, times in number.form if unknown in part]
            of_part = {round(sum(times * world[unknown] for unknown, times in form)) for world in _worlds(system, part, most)}
            values = {one + other for one in values for other in of_part}
        result[number] = values
    return result


def components(system: System) -> list[frozenset[Unknown]]:
    """The unknowns, parted into those that lines link."""
    parts: dict[Unknown, set[Unknown]] = {unknown: {unknown} for unknown in system.unknowns}
    for line in system.lines:
        joined = set[Unknown]().union(*(parts[unknown] for unknown, _ in line.form))
        for unknown in joined:
            parts[unknown] = joined
    return list({id(part): frozenset(part) for part in parts.values()}.values())


def _worlds(system: System, part: frozenset[Unknown], most: int) -> Iterator[Mapping[Unknown, int]]:
    lines = [line for line in system.lines if any(unknown in part for unknown, _ in line.form)]
    ranges: Ranges = {unknown: (system.unknowns[unknown].low, system.unknowns[unknown].high) for unknown in part}
    steps = [0]
    yield from _below(system, lines, ranges, steps, most)


def _below(system: System, lines: list[Line], ranges: Ranges, steps: list[int], most: int) -> Iterator[Mapping[Unknown, int]]:
    """Every world within the ranges: narrow them, then try each value of the unknown that has the fewest left."""
    steps[0] += 1
    if steps[0] > most:
        raise TooManyError
    narrowed = _narrowed(lines, ranges)
    if narrowed is None:
        return
    open_unknowns = [unknown for unknown, (low, high) in narrowed.items() if low < high]
    if not open_unknowns:
        world = {unknown: int(low) for unknown, (low, _) in narrowed.items()}
        if all(value in system.unknowns[unknown] for unknown, value in world.items()):
            yield world
        return
    chosen = min(open_unknowns, key=lambda unknown: (narrowed[unknown][1] - narrowed[unknown][0], unknown))
    low, high = narrowed[chosen]
    for value in range(int(low), int(high) + 1):
        if value in system.unknowns[chosen]:
            yield from _below(system, lines, {**narrowed, chosen: (value, value)}, steps, most)


def _narrowed(lines: list[Line], ranges: Ranges) -> Ranges | None:
    """The ranges as far as each line by itself narrows them; None if nothing fits."""
    ranges = dict(ranges)
    changed = True
    while changed:
        changed = False
        for line in lines:
            least = sum(min(times * bound for bound in ranges[unknown]) for unknown, times in line.form)
            most = sum(max(times * bound for bound in ranges[unknown]) for unknown, times in line.form)
            if least > line.high + 1e-6 or most < line.low - 1e-6:
                return None
            for unknown, times in line.form:
                low, high = ranges[unknown]
                own_least, own_most = min(times * low, times * high), max(times * low, times * high)
                limits = ((line.low - (most - own_most)) / times, (line.high - (least - own_least)) / times)
                new = (max(low, _up(min(limits))), min(high, _down(max(limits))))
                if new[0] > new[1]:
                    return None
                if new != (low, high):
                    ranges[unknown], changed = new, True
                    least += min(times * new[0], times * new[1]) - own_least
                    most += max(times * new[0], times * new[1]) - own_most
    return ranges


def _up(number: float) -> float:
    return number if number in (inf, -inf) else ceil(number - 1e-6)


def _down(number: float) -> float:
    return number if number in (inf, -inf) else floor(number + 1e-6)
