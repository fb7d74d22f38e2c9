"""What ties figures to each other: parts and their wholes, what came from quarter to quarter, and last year's total as a baseline.

Each follows from what definitions say once: `part-of`, `total-of`, `quarters`, `baseline`, `target`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from msgspec.structs import replace

from shpdocs.definitions.small_numbers import strictest
from shpdocs.disclosure.cells import Cell, Key, is_small
from shpdocs.disclosure.counts import Count, Form, Name, Range
from shpdocs.disclosure.figures import BREADTH, REST, SubGroupYear
from shpdocs.disclosure.numbers import Numbers
from shpdocs.model.definition import Measure, Part, Series
from shpdocs.model.period import QUARTERS

BASELINE, TARGET = "baseline", "target"
_GROWTH = "growth"


def add_parts(numbers: Numbers, year: SubGroupYear) -> None:
    """Add what measures that are parts of others leave of them."""
    by_key = {measure.key: measure for measure in year.definition.measures}
    for quarter in QUARTERS:
        for whole in year.definition.measures:
            parts = tuple(measure for measure in year.definition.measures if measure.part_of == whole.key)
            for part in parts:
                _add_rest(numbers, year, quarter, (part,), whole)
            if len(parts) > 1 and _is_sum(numbers, year, quarter, parts, whole):
                _add_sum(numbers, year, quarter, parts, whole)
            _add_sum(numbers, year, quarter, tuple(by_key[key] for key in whole.total_of if key in by_key), whole)


def _names(numbers: Numbers, year: SubGroupYear, quarter: str, measures: tuple[Measure, ...]) -> list[Name | None]:
    return [numbers.names.get(year.key(quarter, f"/measures/{measure.key}")) for measure in measures]


def _is_sum(numbers: Numbers, year: SubGroupYear, quarter: str, parts: tuple[Measure, ...], whole: Measure) -> bool:
    """Whether parts that nobody said are all of a whole come to it: a reader will take them for all of it."""
    names = _names(numbers, year, quarter, (*parts, whole))
    values = [numbers.counts[name].value for name in names if name]
    return len(values) == len(names) and sum(values[:-1]) == values[-1]


def _add_sum(numbers: Numbers, year: SubGroupYear, quarter: str, parts: tuple[Measure, ...], whole: Measure) -> None:
    """A sum of measures; the parts that nobody gave are what the others lack."""
    total, *names = _names(numbers, year, quarter, (whole, *parts))
    given = tuple(name for name in names if name)
    if total is None or not given:
        return
    if len(given) == len(names):
        numbers.add_sum(given, total)
    else:
        numbers.add_rest(given, total, f"{REST} {whole.key}")


def _add_rest(numbers: Numbers, year: SubGroupYear, quarter: str, parts: tuple[Measure, ...], whole: Measure) -> None:
    total, *names = _names(numbers, year, quarter, (whole, *parts))
    given = tuple(name for name in names if name)
    if total is None or len(given) < len(names):
        return
    cells = [numbers.cells[year.key(quarter, f"/measures/{measure.key}")] for measure in (whole, *parts)]
    rest = numbers.add_rest(given, total, REST, is_settled=all(cell.is_decided for cell in cells))
    if rest and whole.quarters == "to-date" and all(part.quarters == "to-date" for part in parts):
        series = (year.definition.year, year.definition.sub_group, REST, *(measure.key for measure in (whole, *parts)))
        numbers.to_date.setdefault(series, {})[quarter] = rest


def add_growth(numbers: Numbers) -> None:
    """Add what came from each quarter to each later one, of all that gives the year so far; also by what papers had before a correction."""
    for by_quarter in numbers.to_date.values():
        for before, after in combinations(sorted(by_quarter), 2):
            _add_growth(numbers, by_quarter[before], by_quarter[after])
    for series, quarter, name in numbers.superseded:
        for other, standing in numbers.to_date[series].items():
            if other != quarter:
                _add_growth(numbers, *((name, standing) if quarter < other else (standing, name)))


def _add_growth(numbers: Numbers, earlier: Name, later: Name) -> None:
    if earlier != later:
        is_settled = _is_settled(numbers, earlier) and _is_settled(numbers, later)
        numbers.add_rest((earlier,), later, _GROWTH, is_settled=is_settled)


def protect_rests(numbers: Numbers) -> None:
    """Protect every rest that would be small if small numbers had other values that they may have: by one or two sums it varies with them.

    Else, that nothing was hidden for it would tell that it is none.
    """
    sums: dict[Name, list[Form]] = {}
    for known in numbers.ranges:
        if known.low == known.high and len(known.coefficients) > 1 and all(times in (1, -1) for times in known.coefficients.values()):
            for name in known.coefficients:
                sums.setdefault(name, []).append(known.coefficients)
    for name in sorted(numbers.rests):
        count = numbers.counts[name]
        down, up = _room(numbers, sums, name, through=2)
        if not count.is_small and any(
            is_small(value, count.rule) for value in range(max(count.value - down, 0), min(count.value + up, count.rule.threshold) + 1)
        ):
            numbers.counts[name] = replace(count, is_small=True)


def _room(numbers: Numbers, sums: Mapping[Name, list[Form]], name: Name, through: int) -> tuple[int, int]:
    """By how much a count may be less or more than it is, through so many sums, if small numbers have other values that they may have."""
    count = numbers.counts[name]
    if count.is_small and name not in numbers.rests:
        return count.value - count.low, max(count.rule.threshold - 1 - count.value, 0)
    down = up = 0
    for form in sums.get(name, ()) if through else ():
        rooms = [(times, *_room(numbers, sums, other, through - 1)) for other, times in form.items() if other != name]
        more = sum(most if times != form[name] else least for times, least, most in rooms)
        less = sum(least if times != form[name] else most for times, least, most in rooms)
        down, up = max(down, less), max(up, more)
    return down, up


def add_sums_of_small(numbers: Numbers) -> None:
    """Add what the small numbers of one sum come to, where that is a small number of people itself."""
    for known in tuple(numbers.ranges):
        parts = tuple(name for name, times in known.coefficients.items() if times == 1 and numbers.counts[name].is_small)
        if len(parts) > 1:
            added = [numbers.counts[name] for name in parts]
            value, rule = sum(count.value for count in added), strictest(count.rule for count in added)
            if is_small(value, rule):
                name = ("together", *(word for part in parts for word in part))
                low = sum(count.low for count in added)
                numbers.counts[name] = Count(value, rule, max(count.when for count in added), people=True, is_small=True, low=low)
                numbers.add_sum(parts, name)


def _is_settled(numbers: Numbers, name: Name) -> bool:
    """Whether the number is printed by a decision."""
    cell = numbers.cells.get(name[:-1])
    return cell is not None and cell.is_decided


def add_statements(numbers: Numbers, now: SubGroupYear, before: SubGroupYear) -> None:
    """Add baselines and targets that are what the figures of the year before come to: by these a missing quarter can be worked out."""
    quarters = {measure.key: measure.quarters for measure in (*now.definition.measures, *before.definition.measures)}
    for measure in now.definition.measures:
        counted_then = replace(measure, quarters=quarters[measure.key])  # a sum last year may be to date by now
        for series in measure.series if measure.unit == "count" and measure.publish else ():
            names = {quarter: numbers.names.get(before.key(quarter, series.pointer)) for quarter in QUARTERS}
            for stated in _stated(series.part or measure):
                _add_statement(numbers, now, (counted_then, series), stated, names)


def _stated(owner: Measure | Part) -> Iterator[tuple[str, int]]:
    for what, stated in ((BASELINE, owner.baseline), (TARGET, owner.target)):
        if stated and stated.value is not None and stated.value == int(stated.value):
            yield what, int(stated.value)


def _add_statement(
    numbers: Numbers, now: SubGroupYear, owner: tuple[Measure, Series], stated: tuple[str, int], names: dict[str, Name | None]
) -> None:
    (measure, series), (what, value) = owner, stated
    given = tuple(name for name in names.values() if name)
    if not given:
        return
    if measure.quarters == "sum":
        missing = value - sum(numbers.counts[name].value for name in given)
        if missing < 0 or (missing > 0 and len(given) == len(QUARTERS)):
            return
        parts = given
        if len(given) < len(QUARTERS):
            if what == TARGET:  # it is no sum of figures that nobody knows
                return
            blank = (*now.key("", series.pointer), "missing", f"={missing}")
            first = numbers.counts[given[0]]
            parts = (*given, numbers.add_count(blank, missing, first.rule, first.when, people=first.people))
    else:
        last = names[QUARTERS[-1]]
        if last is None or numbers.counts[last].value != value:
            return
        parts = (last,)
    key: Key = now.key("", f"{series.pointer}/{what}")
    shows = (Range(dict.fromkeys(parts, 1), value, value),)
    cell = Cell(now.answer(measure.key), f"{series.label} {what}".strip(), value, 0, now.rule(measure), measure.people, shows, BREADTH + 1)
    excluded = now.exclusions.measures.get(measure.key)
    numbers.cells[key] = now.cell(cell, QUARTERS[0], excluded)
