"""From definitions and papers to what a reader holds: each paper's cells, and every relation that the definition declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil, floor
from typing import Literal

from tests.disclosure.attack.asked import Asked, stricter
from tests.disclosure.attack.made_up import QUARTERS, Cell, Rule
from tests.disclosure.attack.reading import Seen, Shown
from tests.disclosure.attack.system import Form, System, Unknown, Values, less, total

Mark = Literal["small", "large", "zero"]


@dataclass(frozen=True)
class Held:
    """A paper in a reader's hands: what it shows, the version of each number that it was made of, and what else is known of it.

    `adds_up` are the tables, with their quarter, of which the reader takes it that their rows are all of it; `mark` says which of
    the withheld numbers are 'small', 'large' or 'zero', or is None for a reader who does not know.
    """

    seen: Seen
    quarters: tuple[str, ...]
    version: Callable[[Cell], int]
    adds_up: Callable[[str, str], bool]
    mark: Callable[[Unknown], Mark] | None = None

    def __call__(self, cell: Cell) -> Unknown:
        return Unknown(cell, self.version(cell))


def held_by_reader(asked: Asked, papers: list[Held]) -> System:
    """All that follows from the papers."""
    system = System()
    for paper in papers:
        _shown_counts(system, asked, paper)
        _shown_shares(system, asked, paper)
        for number, quarter in enumerate(paper.quarters):
            for key in asked.measures:
                _of_measure(system, asked, paper, key, quarter)
            for key in asked.tables if quarter == paper.seen.quarter else ():
                _of_table(system, asked, paper, key, quarter)
            if number:
                _growth(system, asked, paper, paper.quarters[number - 1], quarter)
        _worked_out(system, asked, paper)
    return system


def rule_of(asked: Asked, cell: Cell) -> Rule:
    """The rule by which a number is small."""
    return asked.rule_of_table(cell.owner) if cell.row else asked.rule_of_measure(cell.owner)


def counts_people(asked: Asked, cell: Cell) -> bool:
    """Whether a printed number is a count, and no share."""
    if cell.row:
        return bool(asked.tables[cell.owner]["columns"][cell.column]["kind"] == "count")
    return cell.column == "base" or asked.measures[cell.owner]["unit"] == "count"


def _tested(rule: Rule, paper: Held) -> tuple[int, int, int]:
    """Which values are small, and up to which one they must be left."""
    low, high = _small(rule)
    return low, high, high + (rule.upper if paper.mark is None else 0)


def _small(rule: Rule) -> tuple[int, int]:
    return (0 if rule.zero == "suppress" else 1), rule.threshold - 1


def _large(rule: Rule) -> Values:
    """What a number may be that is not small."""
    return Values(low=rule.threshold) if rule.zero == "suppress" else Values(gap=rule.threshold)


def _marked(mark: Mark, rule: Rule) -> Values:
    """What a withheld number may be for a reader who knows its mark. A 0 that is withheld looks like any that is not small."""
    low, high = _small(rule)
    return Values(low, high) if mark == "small" else Values(low=rule.threshold) if mark == "large" else _large(rule)


def _shown_counts(system: System, asked: Asked, paper: Held) -> None:
    for cell, shown in paper.seen.cells.items():
        if not counts_people(asked, cell):
            continue
        unknown, rule = paper(cell), rule_of(asked, cell)
        if shown.number is not None:
            printed, large = _rounded(shown.number, rule.round_to), _large(rule)
            system.know(unknown, printed & large if shown.number in large else printed)
        elif paper.mark is None:
            system.know(unknown, Values())
        else:
            system.know(unknown, _marked(paper.mark(unknown), rule))


def _rounded(number: float, step: int) -> Values:
    """What a printed number may stand for."""
    near = (step - 1) // 2 if step else 0
    return Values(max(0, int(number) - near), int(number) + near)


def _shown_shares(system: System, asked: Asked, paper: Held) -> None:
    """Printed percentages and rates: the count above the line lies close to that share of the one below it."""
    for cell, shown in paper.seen.cells.items():
        if counts_people(asked, cell) or shown.number is None:
            continue
        above, base, per = _share_of(asked, paper, cell)
        rule = rule_of(asked, cell)
        loose = 100 * rule.round_to / 2 if rule.round_to and not shown.places else 0.0
        _share_line(system, above, base, per, shown, loose)


def _share_of(asked: Asked, paper: Held, cell: Cell) -> tuple[Unknown, Unknown | float, float]:
    """What a share is of: the count above the line, the count or number below it, and per how many."""
    if cell.row:
        return paper(cell._replace(column="above")), paper(Cell(asked.measure_of_table(cell.owner), cell.quarter, "figure")), 100
    measure = asked.measures[cell.owner]
    per = float(measure.get("per", 100))
    if "numerator" not in measure:
        return paper(cell._replace(column="above")), paper(cell._replace(column="base")), per
    below = measure["denominator"]
    base = paper(Cell(below, cell.quarter, "figure")) if isinstance(below, str) else float(below)
    return paper(Cell(measure["numerator"], cell.quarter, "figure")), base, per


def _share_line(system: System, above: Unknown, base: Unknown | float, per: float, shown: Shown, loose: float) -> None:
    near = 0.5 * 10**-shown.places + 1e-9
    assert shown.number is not None
    for sign, share in ((1, shown.number - near), (-1, shown.number + near)):
        if isinstance(base, float):
            form, bound = {above: sign * per}, sign * share * base
        else:
            form, bound = {above: sign * per, base: -sign * share}, 0.0
        reach = loose * (1 + share / per) if loose else 0.0
        system.line(form, bound - reach, float("inf"))


def _of_measure(system: System, asked: Asked, paper: Held, key: str, quarter: str) -> None:
    measure, rule = asked.measures[key], asked.rule_of_measure(key)
    if measure["unit"] == "count":
        system.seek(f"{key} {quarter}", {paper(Cell(key, quarter, "figure")): 1}, *_tested(rule, paper))
    for form, of_rule, name in _rests(asked, paper, key, quarter):
        system.line(form, 0, float("inf"))
        system.seek(f"rest of {name} {quarter}", form, *_tested(of_rule, paper))
    if parts := measure.get("total-of"):
        whole = {paper(Cell(key, quarter, "figure")): 1.0}
        system.line(less(whole, total(paper(Cell(part, quarter, "figure")) for part in parts)), 0, 0)
    if measure["unit"] == "percentage" and "numerator" not in measure:
        for column in ("base", "above"):
            system.seek(f"{column} of {key} {quarter}", {paper(Cell(key, quarter, column)): 1}, *_tested(rule, paper))


def _rests(asked: Asked, paper: Held, key: str, quarter: str) -> Iterator[tuple[dict[Unknown, float], Rule, str]]:
    """What nobody prints: those who are in the whole and not in the part."""
    measure, rule = asked.measures[key], asked.rule_of_measure(key)
    if whole := measure.get("part-of"):
        form = less({paper(Cell(whole, quarter, "figure")): 1}, {paper(Cell(key, quarter, "figure")): 1})
        yield form, stricter(rule, asked.rule_of_measure(whole)), f"{whole} without {key}"
    elif measure["unit"] == "percentage" and "numerator" not in measure:
        yield less({paper(Cell(key, quarter, "base")): 1}, {paper(Cell(key, quarter, "above")): 1}), rule, key


def _of_table(system: System, asked: Asked, paper: Held, key: str, quarter: str) -> None:
    rule = asked.rule_of_table(key)
    for cell in _count_cells(asked, key, quarter):
        system.seek(f"{key} {cell.row} {cell.column} {quarter}", {paper(cell): 1}, *_tested(rule, paper))
    for whole, parts in _sums(asked, key, quarter):
        _sum(system, paper, rule, {paper(whole): 1.0}, [paper(part) for part in parts])
    measure = asked.measure_of_table(key)
    if measure and _columns(asked, key) == ["above"]:
        for cell in _count_cells(asked, key, quarter):  # no share is above 100 per cent
            system.line(less({paper(Cell(measure, quarter, "figure")): 1.0}, {paper(cell): 1.0}), 0, float("inf"))
    if measure and asked.tables[key].get("rows-are") != "some":
        form = {paper(Cell(measure, quarter, "figure")): 1.0}
        rows = [paper(cell) for cell in _all_of_it(asked, key, quarter)]
        if paper.adds_up(key, quarter):
            _sum(system, paper, rule, form, rows)
        else:
            system.line(less(form, total(rows)), 0, float("inf"))
            system.seek(f"rest of {measure} without {key} {quarter}", less(form, total(rows)), *_tested(rule, paper))


def _sum(system: System, paper: Held, rule: Rule, whole: Form, parts: list[Unknown]) -> None:
    """A sum holds, and what is missing in it must not come to a small number."""
    system.line(less(whole, total(parts)), 0, 0)
    missing = [part for part in parts if (shown := paper.seen.cells.get(part.cell)) and shown.number is None]
    if len(missing) > 1:
        system.seek(
            "together " + ", ".join(f"{unknown.cell.owner} {unknown.cell.row}" for unknown in missing),
            total(missing),
            *_tested(rule, paper),
        )


def _columns(asked: Asked, key: str) -> list[str]:
    return asked.columns_of(key, "count") or ["above"]


def _count_cells(asked: Asked, key: str, quarter: str) -> list[Cell]:
    return [Cell(key, quarter, column, row) for row in asked.tables[key]["rows"] for column in _columns(asked, key)]


def _sums(asked: Asked, key: str, quarter: str) -> Iterator[tuple[Cell, list[Cell]]]:
    """Each row and column with its total."""
    table, columns = asked.tables[key], _columns(asked, key)
    last, widest = table.get("total"), table.get("total-column")
    if last:
        for column in columns:
            yield Cell(key, quarter, column, last), [Cell(key, quarter, column, row) for row in table["rows"] if row != last]
    if widest:
        for row in table["rows"]:
            yield Cell(key, quarter, widest, row), [Cell(key, quarter, column, row) for column in columns if column != widest]


def _all_of_it(asked: Asked, key: str, quarter: str) -> list[Cell]:
    """The cells of a table that add up to its measure: the rows, in the column that counts all."""
    table = asked.tables[key]
    column = table.get("total-column") or _columns(asked, key)[0]
    return [Cell(key, quarter, column, row) for row in table["rows"] if row != table.get("total")]


def _growth(system: System, asked: Asked, paper: Held, before: str, quarter: str) -> None:
    """What came between two quarters of a figure to date: of the figure, its base, those above the line, its rest and its rows."""
    for key, measure in asked.measures.items():
        if measure["quarters"] != "to-date" or measure["unit"] not in ("count", "percentage") or "numerator" in measure:
            continue
        rule = asked.rule_of_measure(key)
        for column in ("figure",) if measure["unit"] == "count" else ("base", "above"):
            _grew(system, f"{column} of {key}", paper, rule, [Cell(key, of, column) for of in (before, quarter)])
        rests = [next(_rests(asked, paper, key, of), None) for of in (before, quarter)]
        if rests[0] and rests[1]:
            form = less(rests[1][0], rests[0][0])
            system.line(form, 0, float("inf"))
            system.seek(f"growth of rest of {key} {quarter}", form, *_tested(rests[1][1], paper))
    for key in asked.tables:
        measure_key = asked.measure_of_table(key)
        if measure_key and asked.measures[measure_key]["quarters"] == "to-date":
            for cell in _count_cells(asked, key, quarter):
                _grew(system, f"{key} {cell.row}", paper, asked.rule_of_table(key), [cell._replace(quarter=before), cell])


def _grew(system: System, name: str, paper: Held, rule: Rule, cells: list[Cell]) -> None:
    form = less({paper(cells[1]): 1}, {paper(cells[0]): 1})
    system.line(form, 0, float("inf"))
    system.seek(f"growth of {name} to {cells[1].quarter}", form, *_tested(rule, paper))


def _worked_out(system: System, asked: Asked, paper: Held) -> None:
    """The year to date and the projection, where they are printed of counts that are not rounded."""
    for (key, what), shown in paper.seen.worked_out.items():
        measure = asked.measures[key]
        if shown.number is None or measure["unit"] != "count" or asked.rule_of_measure(key).round_to or measure["quarters"] == "level":
            continue
        quarters = paper.quarters if measure["quarters"] == "sum" else paper.quarters[-1:]
        year = total(paper(Cell(key, quarter, "figure")) for quarter in quarters)
        times = 1.0 if what == "Year to date" else len(QUARTERS) / len(paper.quarters)
        near = 0.5 * 10**-shown.places if times != 1 else 0.0
        system.line(year, ceil((shown.number - near) / times - 1e-9), floor((shown.number + near) / times + 1e-9))


def versions_of(history: Mapping[str, list[Mapping[Cell, float]]]) -> dict[tuple[str, int], dict[Cell, int]]:
    """By quarter and number of the return, which version each number is in: one more with every change."""
    result: dict[tuple[str, int], dict[Cell, int]] = {}
    for quarter, returns in history.items():
        version: dict[Cell, int] = {}
        for number, numbers in enumerate(returns):
            before = returns[number - 1] if number else numbers
            version = {cell: version.get(cell, 0) + (before[cell] != value) for cell, value in numbers.items()}
            result[quarter, number] = version
    return result
