"""Random definitions of every kind of field, measure and table, and what their workbooks are issued with. All made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from random import Random

from msgspec.structs import replace

from shpdocs.answers.kinds import KINDS, kind_of
from shpdocs.definitions.consistency import definition_faults
from shpdocs.model.definition import Asked, Baseline, Definition, Field, Measure, Part, Table, Target
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.prefill import Prefill, Typed
from shpdocs.model.returns import REASON_WORDS, Json
from shpdocs.workbook.layout import Layout, lay_out
from tests.reliability.planted.answers import an_answer, figure_near, name, words

YEAR = "2024-25"
DIGEST = "0123456789ab"
SUB_GROUP = "made-up"
_FIELD_KINDS = ("text", "narrative", "count", "number", "percentage", "rate", "money", "date", "months", "choice", "yes-no")
_UNITS = ("count", "percentage", "rate", "number", "money", "status", "progress", "count")
_CENTRES = {"count": (30, 900), "number": (10, 500), "percentage": (40, 60), "rate": (5, 80), "money": (10_000, 500_000)}
_SUMMED = ("sum", "level", "rolling", "to-date")
_SHARES = {"Q1": 0.25, "Q2": 0.5, "Q3": 0.75, "Q4": 1.0}  # of the year that has gone by the end of a quarter


@dataclass(frozen=True)
class MadeUp:
    """What is asked, what the workbook is issued with, and about what each figure comes to, by measure or part.

    `carried_answers` gives the answers that the carried cells stand for, by JSON pointer.
    """

    layout: Layout
    prefill: Prefill
    centres: dict[str, float]
    carried_answers: dict[str, Json]


@dataclass
class _Issue:
    """What a workbook is issued with, while it is being made up."""

    cells: dict[str, Typed] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, tuple[float, float]] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Json] = field(default_factory=dict)

    def carry(self, pointer: str, kind: str, answer: Json) -> None:
        """Let a cell hold an answer as the workbook is issued."""
        self.cells[pointer], self.answers[pointer] = KINDS[kind].type_in(answer), answer


def make_up(rng: Random) -> MadeUp:
    """A definition, a period of it, and what its workbook is issued with."""
    kinds = cycle(rng.sample(_FIELD_KINDS, len(_FIELD_KINDS)))
    fields = tuple(_field(rng, next(kinds), f"field-{number}") for number in range(rng.randint(2, 7)))
    sheeted = tuple(replace(asked, sheet=rng.choice(("Update", "More questions"))) for asked in fields)
    period = Period(YEAR, rng.choice(QUARTERS))
    centres: dict[str, float] = {}
    units = rng.sample(_UNITS, rng.randint(2, 6))
    measures = tuple(_measure(rng, unit, number, period, centres) for number, unit in enumerate(units))
    measures = tuple(_sharing(rng, measures))
    tables = tuple(_table(rng, number, kinds) for number in range(rng.randint(1, 3)))
    definition = Definition(SUB_GROUP, YEAR, "Made-up sub-group", 1, DIGEST, "", sheeted, measures, tables)
    assert not definition_faults(definition), definition_faults(definition)
    issued = _issued(rng, definition, period, centres)
    prefill = Prefill(issued.cells, issued.origins, issued.ranges, issued.before)
    return MadeUp(lay_out(definition, period, prefill), prefill, centres, issued.answers)


def _asked(rng: Random, kind: str, is_required: bool) -> Asked:
    match kind:
        case "text":
            return Asked(kind, is_required, longest=rng.choice((80, 200)))
        case "narrative":
            return Asked(kind, is_required, longest=rng.choice((600, 20_000)))
        case "count" | "number":
            low, high = rng.choice(((None, None), (1, 900_000), (0, None)))
            return Asked(kind, is_required, minimum=low, maximum=high)
        case "rate":
            return Asked(kind, is_required, per=rng.choice((1_000, 10_000)))
        case "choice":
            return Asked(kind, is_required, choices=tuple(f"{words(rng, 1, 2)} {letter}" for letter in "ABC"))
        case _:
            return Asked(kind, is_required)


def _field(rng: Random, kind: str, key: str) -> Field:
    label = f"{words(rng, 1, 3)} ({key})"  # no two alike
    return Field(key, label, _asked(rng, kind, rng.random() < 0.6), rng.choice(("", words(rng, 3, 6))))


def _measure(rng: Random, unit: str, number: int, period: Period, centres: dict[str, float]) -> Measure:
    key, is_figure = f"measure-{number}", unit in _CENTRES
    low, high = _CENTRES.get(unit, (0, 0))
    has_parts = unit == "count" and rng.random() < 0.3
    labels = ("first", "second") if has_parts else ()
    for base in [f"/measures/{key}/parts/{label}" for label in labels] or [f"/measures/{key}"]:
        centres[base] = rng.randint(low, high)
    centre = centres.get(f"/measures/{key}", 50)
    better = rng.choice(("lower", "higher", "band", "monitor")) if is_figure and not has_parts else "monitor"
    target = _target(rng, unit, better, round(centre), period)
    quarters = rng.choice(_SUMMED) if unit in ("count", "money") else rng.choice(("level", "rolling")) if is_figure else ""
    asked_in = rng.choice((QUARTERS, tuple(sorted({period.quarter, "Q2", "Q4"})), (period.quarter,)))
    return Measure(
        key,
        f"{name(rng)} {number}",
        f"{words(rng, 3, 8)} ({key})",
        unit,
        words(rng, 2, 6),
        better,
        per=10_000 if unit == "rate" else None,
        source=rng.choice(("", words(rng, 2, 3))),
        quarters=quarters,
        asked_in=asked_in,
        baseline=rng.choice((None, Baseline(value=round(centre), year="2023-24"), Baseline(none="no-baseline"))),
        target=target,
        profile=_profile(rng, target, asked_in) if is_figure and not has_parts and better in ("lower", "higher") else (),
        parts=tuple(Part(label, label.title(), words(rng, 1, 3)) for label in labels),
        publish=rng.random() < 0.8,
        guidance=rng.choice(("", words(rng, 3, 6))),
    )


def _target(rng: Random, unit: str, better: str, centre: int, period: Period) -> Target | None:
    if unit == "status":
        return rng.choice((None, Target(month=f"{YEAR[:4]}-05", words="Made-up May"), Target(month=period.last_month)))
    if unit == "progress":
        return rng.choice((None, Target(value=15)))
    if better == "band":
        return Target(low=centre // 2, high=centre * 2)
    if better in ("lower", "higher"):
        return rng.choice((None, Target(value=centre), Target(reduce_by=5)))
    return None


def _profile(rng: Random, target: Target | None, asked_in: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
    if target is None or target.value is None or rng.random() < 0.6:
        return ()
    return tuple((quarter, target.value * _SHARES[quarter]) for quarter in asked_in)


def quarters_figure(rng: Random, measure: Measure, centre: float, quarter: str) -> Json:
    """A figure for a quarter as it would be if nothing were odd: one for the year so far grows from quarter to quarter."""
    if measure.quarters == "to-date":
        return figure_near(rng, measure.unit, centre * _SHARES[quarter], 0.08)
    return figure_near(rng, measure.unit, centre)


def _sharing(rng: Random, measures: tuple[Measure, ...]) -> Iterator[Measure]:
    """Now and then a measure shares the activity of the first one."""
    first = measures[0]
    for measure in measures:
        may = measure is not first and set(measure.asked_in) <= set(first.asked_in) and first.publish and measure.unit != "progress"
        yield replace(measure, activity_with=first.key) if may and rng.random() < 0.25 else measure


def _table(rng: Random, number: int, kinds: Iterator[str]) -> Table:
    key = f"table-{number}"
    columns = [Field("name", "Made-up name", Asked("text", True, longest=200))]
    columns += [Field("story", "Made-up story", Asked("narrative", True, longest=20_000))] if rng.random() < 0.5 else []
    columns += [_field(rng, next(kinds), f"column-{at}") for at in range(rng.randint(1, 3))]
    if rng.random() < 0.6:  # then something belongs to the quarter
        columns = [replace(column, carry=not kind_of(column.asked).is_number and column.key in ("name", "story")) for column in columns]
        columns.append(Field("counted", "Made-up things counted", Asked("count", False)))
    if rng.random() < 0.4:
        rows = tuple((f"row-{letter}", f"{words(rng, 1, 2)} {letter.upper()}") for letter in "abc"[: rng.randint(2, 3)])
        return Table(key, f"Made-up table {number}", f"Table {number}", tuple(columns[1:]), rows, "Made-up row")
    fewest = rng.choice((0, 0, 2))
    return Table(key, f"Made-up table {number}", f"Table {number}", tuple(columns), spare=rng.randint(3, 6), fewest=fewest)


def _issued(rng: Random, definition: Definition, period: Period, centres: dict[str, float]) -> _Issue:
    """Earlier quarters, texts told all year, carried rows and last year's ranges: each now and then."""
    issue = _Issue()
    origin = str(period.before)
    for measure in definition.measures_asked(period.quarter):
        for base in [base for base in centres if f"{base}/".startswith(f"/measures/{measure.key}/")] or [f"/measures/{measure.key}"]:
            _carry_figures(rng, issue, measure, base, period, centres)
        for key in ("activity", "progress"):
            is_told = key == "progress" if measure.unit == "progress" else key == "activity" and not measure.activity_with
            if is_told and period.earlier_quarters and rng.random() < 0.4:
                issue.carry(f"/measures/{measure.key}/{key}", "narrative", words(rng, 5, 20))
                issue.origins[f"/measures/{measure.key}/{key}"] = origin
    for table in definition.tables:
        if table.carries and rng.random() < 0.8:
            for row in [key for key, _ in table.rows] or [str(at) for at in range(rng.randint(1, 3))]:
                _carry_row(rng, issue, table, row, origin)
    return issue


def _carry_row(rng: Random, issue: _Issue, table: Table, row: str, origin: str) -> None:
    """What the columns carry that do; of the others, now and then what the last return said in them."""
    base = f"/tables/{table.key}/{row}"
    issue.origins |= {base: origin, f"/tables/{table.key}": origin}
    for column in table.columns:
        answer = an_answer(rng, column.asked).answer
        if column.carry:
            issue.carry(f"{base}/{column.key}", column.asked.kind, answer)
        elif rng.random() < 0.5:
            issue.before[f"{base}/{column.key}"] = kind_of(column.asked).show(answer, column.asked)


def _carry_figures(rng: Random, issue: _Issue, measure: Measure, base: str, period: Period, centres: dict[str, float]) -> None:
    for quarter in period.earlier_quarters if measure.unit != "progress" else ():
        pointer = f"{base}/earlier/{quarter}/value"
        if quarter not in measure.asked_in or rng.random() < 0.3:
            continue
        if rng.random() < 0.1:
            reason = rng.choice(tuple(REASON_WORDS))
            issue.cells[pointer], issue.answers[f"{base}/earlier/{quarter}/reason"] = REASON_WORDS[reason], reason
        else:
            kind = "text" if measure.unit == "status" else measure.unit
            issue.carry(pointer, kind, quarters_figure(rng, measure, centres.get(base, 0), quarter))
    if measure.is_figure and measure.unit != "money" and measure.quarters != "to-date" and rng.random() < 0.3:
        issue.ranges[base] = (round(centres[base] * 0.7), round(centres[base] * 1.3))
