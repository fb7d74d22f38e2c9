"""The figures of measures as cells: every quarter that is known of this year and of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from shpdocs.answers.kinds import kind_of
from shpdocs.disclosure.cells import Cell, Key, Sum, is_small, is_small_share
from shpdocs.disclosure.exclusions import NEVER, Exclusions
from shpdocs.figures.reported import reported_figure
from shpdocs.model.definition import Definition, Exemption, Measure, SmallNumbers
from shpdocs.model.period import QUARTERS
from shpdocs.model.returns import Json, Return, answer_at

COMPLEMENT, INCREASE = "the rest", "the increase"


class SubGroupYear(Struct, frozen=True):
    """What is known of a sub-group in one year: its returns by quarter, with the definition they were made for.

    `default` is the rule for small numbers of measures that have none, `decided` the answers whose small numbers may stand,
    `printed` those whose small numbers earlier papers of the year printed, each with the last quarter of these.
    """

    definition: Definition
    exclusions: Exclusions
    returns: Mapping[str, Return]
    default: SmallNumbers
    decided: frozenset[str]
    is_before: bool = False
    printed: Mapping[str, str] = field(default_factory=dict)

    def when(self, quarter: str) -> int:
        """A quarter's number, counted from the first of the year before."""
        return QUARTERS.index(quarter) + (0 if self.is_before else len(QUARTERS))

    def key(self, quarter: str, pointer: str) -> Key:
        """The key of what stands at a JSON pointer, or of a measure's figure, in a quarter."""
        return (self.definition.year, quarter, self.definition.sub_group, pointer)

    def answer(self, key: str) -> str:
        """The answer of that key as decisions name it: 'sub-group/key'."""
        return f"{self.definition.sub_group}/{key}"

    def rule(self, measure: Measure | None) -> SmallNumbers:
        """The rule for a measure's small numbers."""
        return measure.small_numbers if measure and measure.small_numbers else self.default

    def cell(self, cell: Cell, quarter: str, excluded: Exemption | None) -> Cell:
        """The cell of a quarter with what is known of its answer: why it is excluded, if it is, and whether it is decided or printed."""
        is_decided = cell.answer in self.decided
        return replace(
            cell,
            when=self.when(quarter),
            is_small=cell.is_small and not is_decided and not excluded,
            is_excluded=excluded is not None,
            is_exempt=excluded is not None and excluded is not NEVER,
            is_decided=is_decided,
            is_known=quarter <= self.printed.get(cell.answer, ""),
        )

    def quarter_words(self, quarter: str) -> str:
        """How a quarter is called where its figure is reported as suppressed."""
        return f"{quarter} of {self.definition.year}" if self.is_before else quarter


def figure_cells(year: SubGroupYear) -> dict[Key, Cell]:
    """Return a cell for every count that was given, and for every percentage of people."""
    cells: dict[Key, Cell] = {}
    for measure in year.definition.measures:
        if measure.unit == "count" or (measure.unit == "percentage" and measure.people):
            for series in measure.series:
                for quarter in QUARTERS:
                    cell = _figure_cell(year, measure, series.pointer, quarter)
                    if cell:
                        where = f"{series.label} {year.quarter_words(quarter)}".strip()
                        cells[year.key(quarter, series.pointer)] = replace(cell, where=where)
    return cells


def _figure_cell(year: SubGroupYear, measure: Measure, base: str, quarter: str) -> Cell | None:
    """A quarter's figure; it is small if any return of the year gave a small one for that quarter."""
    given = [figure for _, figure in figures_given(year.returns, base, quarter) if figure["value"] is not None]
    if not given:
        return None
    reported = reported_figure(quarter, base, year.returns)
    value = reported.figure["value"] if reported and reported.figure["value"] is not None else given[0]["value"]
    answer, rule = year.answer(measure.key), year.rule(measure)
    if measure.unit == "percentage":
        base_count = percentage_base(year.returns, base, quarter)
        small = base_count is not None and any(is_small_share(figure["value"], base_count, rule) for figure in given)
    else:
        small = measure.people and any(is_small(figure["value"], rule) for figure in given)
    cell = Cell(answer, "", int(value), 0, rule, people=measure.people, is_small=small)
    return year.cell(cell, quarter, year.exclusions.measures.get(measure.key))


def figures_given(returns: Mapping[str, Return], base: str, quarter: str) -> Iterator[tuple[str, Json]]:
    """Every figure that the year's returns give for a quarter: the quarter of the return, and the figure."""
    for name, return_ in returns.items():
        if name >= quarter:
            figure = answer_at(return_.answers, f"{base}/figure" if name == quarter else f"{base}/earlier/{quarter}")
            if figure:
                yield name, figure


def percentage_base(returns: Mapping[str, Return], base: str, quarter: str) -> int | None:
    """What a quarter's percentage is a share of, None if that is not known."""
    answer = answer_at(returns[quarter].answers, f"{base}/figure/base") if quarter in returns else None
    return None if answer is None else int(answer)


def implied_cells(year: SubGroupYear, known: Mapping[Key, Cell]) -> tuple[dict[Key, Cell], tuple[Sum, ...]]:
    """Return what can be worked out of the cells though nobody prints it, and how.

    What is left of a measure without its part; what came in a quarter, where figures and the rows under them give the year to date.
    """
    cells: dict[Key, Cell] = {}
    sums: list[Sum] = []
    for measure in year.definition.measures:
        for part, total, name in (*_complements(year, measure), *_increases(year, measure, known)):
            if part in known and total in known:
                rest = (*part, name)
                cells[rest] = _difference(known[part], known[total])
                sums.append(Sum((part, rest), total))
    return cells, tuple(sums)


def _complements(year: SubGroupYear, measure: Measure) -> Iterator[tuple[Key, Key, str]]:
    if measure.part_of:
        for quarter in QUARTERS:
            yield year.key(quarter, f"/measures/{measure.key}"), year.key(quarter, f"/measures/{measure.part_of}"), COMPLEMENT


def _increases(year: SubGroupYear, measure: Measure, cells: Mapping[Key, Cell]) -> Iterator[tuple[Key, Key, str]]:
    if measure.quarters == "to-date" and measure.unit == "count":
        for base in (*(series.pointer for series in measure.series), *_rows_to_date(year, measure)):
            keys = [year.key(quarter, base) for quarter in QUARTERS if year.key(quarter, base) in cells]
            yield from ((before, after, INCREASE) for before, after in pairwise(keys))


def _rows_to_date(year: SubGroupYear, measure: Measure) -> list[str]:
    """The counts of the named rows that break down a figure to date: they are to date too."""
    return [
        f"/tables/{table.key}/{row}/{column.key}"
        for table in year.definition.tables
        if measure.key in (table.sums_to, table.after)
        for row, _ in table.rows
        for column in table.columns
        if kind_of(column.asked).is_count and column.people
    ]


def _difference(part: Cell, total: Cell) -> Cell:
    value = total.value - part.value
    is_settled = (part.is_decided and total.is_decided) or part.is_excluded or total.is_excluded
    small = part.people and not is_settled and is_small(value, part.rule)
    return replace(part, where="", value=value, when=total.when, is_small=small, is_printed=False, is_excluded=False, is_exempt=False)
