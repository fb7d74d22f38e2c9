"""An attacker who knows every published number, every total, the rule and which numbers it suppressed, tries all that could be.

Every table here is made up, by a generator with a fixed seed.
"""

from __future__ import annotations

from itertools import product
from random import Random

import pytest
from msgspec.structs import replace

from shpdocs.disclosure.disclose import disclose
from shpdocs.model.definition import Asked, Definition, Field, SmallNumbers
from shpdocs.model.disclosure import Decisions, Known
from shpdocs.model.period import Period
from shpdocs.model.returns import Json
from tests.support.made import a_return, definition, figure, measure, named_table

PERIOD = Period("2024-25", "Q2")
Grid = list[list[int | None]]  # the last row and the last column hold totals


def _disclosed(made_up: Definition, measures: Json, tables: Json, rule: SmallNumbers, period: Period = PERIOD) -> Json:
    given = {"fields": {}, "measures": measures, "tables": tables, "sign-off": {}}
    known = Known({"made-up": a_return(given, period=str(period))})
    return disclose((made_up,), known, period, rule, Decisions()).public.returns["made-up"].answers


def _published(counts: list[list[int]], rule: SmallNumbers) -> Grid:
    """What is published of a table of counts with totals of rows and columns."""
    columns = [f"c{at}" for at in range(len(counts[0]))]
    rows = [f"r{at}" for at in range(len(counts))]
    with_total = [[*row, sum(row)] for row in counts]
    with_total.append([sum(column) for column in zip(*with_total, strict=True)])
    fields = [Field(key, key, Asked("count"), people=True) for key in (*columns, "all")]
    table = replace(named_table("t", {key: key for key in (*rows, "all")}, *fields), total="all", total_column="all")
    values = {key: dict(zip((*columns, "all"), row, strict=True)) for key, row in zip((*rows, "all"), with_total, strict=True)}
    found = _disclosed(definition(tables=(table,)), {}, {"t": values}, rule)["tables"]["t"]
    return [[found[row][column] for column in (*columns, "all")] for row in (*rows, "all")]


def _domains(counts: list[list[int]], published: Grid, rule: SmallNumbers) -> list[list[range]]:
    """What each inner cell may be: itself where published; 1 to 4 where it was suppressed as small, which the attacker is told."""
    most = max(max(row) for row in counts) + 3
    return [
        [
            range(shown, shown + 1) if shown is not None else (range(1, rule.threshold) if value < rule.threshold else range(1, most))
            for value, shown in zip(row, shown_row, strict=False)
        ]
        for row, shown_row in zip(counts, published, strict=False)
    ]


def _possible(counts: list[list[int]], published: Grid, rule: SmallNumbers) -> list[list[set[int]]]:
    """The values that each inner cell has in some table that agrees with all that is published."""
    width = len(counts[0])
    found: list[list[set[int]]] = [[set() for _ in row] for row in counts]
    by_row = []
    for row, total in zip(_domains(counts, published, rule), [one[-1] for one in published], strict=False):
        by_row.append([values for values in product(*row) if total is None or sum(values) == total])
    for table in product(*by_row):
        sums = [sum(column) for column in zip(*table, strict=True)]
        shown = published[-1]
        if all(shown[at] is None or sums[at] == shown[at] for at in range(width)) and shown[-1] in (None, sum(sums)):
            for could_be, values in zip(found, table, strict=True):
                for cell, value in zip(could_be, values, strict=True):
                    cell.add(value)
    return found


@pytest.mark.parametrize("seed", range(250))
def test_no_small_number_of_a_table_can_be_worked_out(seed: int) -> None:
    random = Random(seed)
    rule = SmallNumbers(threshold=random.choice((3, 5)))
    high, width = random.choice((6, 9)), random.choice((1, 2, 3))
    counts = [[random.choice((0, 0, *range(1, high))) for _ in range(width)] for _ in range(random.choice((2, 3)) if width < 3 else 2)]
    published = _published(counts, rule)
    possible = _possible(counts, published, rule)
    for row, shown_row, could_be in zip(counts, published, possible, strict=False):
        for value, shown, values in zip(row, shown_row, could_be, strict=False):
            if 0 < value < rule.threshold:
                assert shown is None
                assert len(values) > 1, (counts, published)
            assert value in values


@pytest.mark.parametrize("seed", range(50))
def test_nothing_is_suppressed_that_is_not_needed(seed: int) -> None:
    random = Random(seed)
    counts = [[random.choice((0, *range(5, 30))) for _ in range(3)] for _ in range(3)]
    published = _published(counts, SmallNumbers())
    assert [row[:-1] for row in published[:-1]] == counts


@pytest.mark.parametrize("seed", range(200))
def test_no_small_increase_can_be_worked_out_of_the_year_to_date(seed: int) -> None:
    random = Random(seed)
    counts, total = [], 0
    for _ in range(4):
        total += random.choice((0, 1, 2, 3, 4, 5, 6, 12))
        counts.append(total)
    made_up = definition(measures=(replace(measure("a", quarters="to-date"), people=True),))
    own = figure(counts[-1], commentary=None, revision=None)
    given = {"a": {"earlier": {f"Q{at}": figure(value) for at, value in enumerate(counts[:3], 1)}, "figure": own}}
    answers = _disclosed(made_up, given, {}, SmallNumbers(), Period("2024-25", "Q4"))["measures"]["a"]
    shown = [answers["earlier"][quarter]["value"] for quarter in ("Q1", "Q2", "Q3")] + [answers["figure"]["value"]]
    known = [value for value in shown if value is not None]
    assert all(not 0 < second - first < 5 for first, second in zip([0, *known], known, strict=False)), (counts, shown)


@pytest.mark.parametrize("seed", range(100))
def test_neither_a_part_nor_the_rest_can_be_worked_out_where_it_is_small(seed: int) -> None:
    random = Random(seed)
    part = random.randrange(12)
    whole = part + random.randrange(12)
    made_up = definition(measures=(replace(measure("part"), people=True, part_of="whole"), replace(measure("whole"), people=True)))
    given = {key: {"earlier": {}, "figure": figure(value)} for key, value in (("part", part), ("whole", whole))}
    answers = _disclosed(made_up, given, {}, SmallNumbers())["measures"]
    shown = {key: answers[key]["figure"]["value"] for key in ("part", "whole")}
    for key, value in (("part", part), ("whole", whole)):
        assert shown[key] in (None, value)
        assert not (0 < value < 5 and shown[key] is not None)
    if None not in shown.values():
        assert not 0 < whole - part < 5


@pytest.mark.parametrize("part", [6, 7, 8])
def test_what_is_hidden_does_not_tell_that_nothing_is_left_of_a_whole(part: int) -> None:
    """The whole goes with a row of 1, 2 or 3. A part of which nothing is left, or few, must not change what else goes."""
    rows = {"a": "a", "b": "b"}
    column = Field("n", "Made-up number", Asked("count"), people=True)
    tables = (replace(named_table("one", {**rows, "all": "all"}, column), total="all", sums_to="w"), named_table("two", rows, column))
    measures = tuple(replace(measure(key), people=True, part_of=part_of) for key, part_of in (("w", ""), ("p", "w")))
    made_up = definition(measures=measures, tables=(tables[0], replace(tables[1], sums_to="w")))

    def printed(small: int) -> list[bool]:
        whole = small + 6
        given = {key: {"figure": figure(value), "earlier": {}} for key, value in (("w", whole), ("p", part))}
        by_row = {"a": {"n": small}, "b": {"n": 6}}
        found = _disclosed(made_up, given, {"one": {**by_row, "all": {"n": whole}}, "two": by_row}, SmallNumbers())
        figures = [found["measures"][key]["figure"]["value"] for key in ("w", "p")]
        return [value is not None for value in (*figures, *(row["n"] for table in found["tables"].values() for row in table.values()))]

    patterns = [printed(small) for small in (1, 2, 3) if small + 6 >= part]
    assert patterns == patterns[:1] * len(patterns)
