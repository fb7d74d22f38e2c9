"""The figures of measures as cells: every quarter that is known of this year and of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.kinds import KINDS
from shpdocs.definitions.small_numbers import rule_of
from shpdocs.disclosure.cells import Cell, Key, counts_of_share, half_a_digit, is_small, is_small_share, shown_range
from shpdocs.disclosure.counts import Name, Range, share_of
from shpdocs.disclosure.exclusions import NEVER, Exclusions
from shpdocs.disclosure.numbers import Numbers
from shpdocs.figures.arithmetic import exact
from shpdocs.figures.reported import reported_figure
from shpdocs.model.definition import Definition, Exemption, Measure, Series, SmallNumbers
from shpdocs.model.period import QUARTERS
from shpdocs.model.returns import Json, Return, answer_at

REST = "the rest"
BREADTH = 4  # of a figure, beside 1 of a row of a table: charts, ratings and sentences go with it


class SubGroupYear(Struct, frozen=True):
    """What is known of a sub-group in one year: its returns by quarter, with the definition they were made for.

    `default` is the rule for small numbers of measures that have none, `decided` the answers whose small numbers may stand.
    """

    definition: Definition
    exclusions: Exclusions
    returns: Mapping[str, Return]
    default: SmallNumbers
    decided: frozenset[str]
    is_before: bool = False

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
        """The rule for a measure's small numbers; a stricter one of what it is a part of counts for it too."""
        if measure is None:
            return self.default
        return rule_of(self.definition, measure, self.default)

    def cell(self, cell: Cell, quarter: str, excluded: Exemption | None) -> Cell:
        """The cell of a quarter with what is known of its answer: why it is excluded, if it is, and whether it is decided."""
        is_decided = cell.answer in self.decided
        return replace(
            cell,
            when=self.when(quarter),
            is_small=cell.is_small and not is_decided,
            is_excluded=excluded is not None,
            is_exempt=excluded is not None and excluded is not NEVER,
            is_decided=is_decided,
        )

    def quarter_words(self, quarter: str) -> str:
        """How a quarter is called where its figure is reported as suppressed."""
        return f"{quarter} of {self.definition.year}" if self.is_before else quarter


def add_figures(numbers: Numbers, year: SubGroupYear) -> None:
    """Add every figure that stands for a count: counts, and percentages and rates of people."""
    for measure in sorted(year.definition.measures, key=lambda measure: measure.unit != "count"):  # shares are of counts
        if measure.is_figure and (KINDS[measure.unit].is_count or (KINDS[measure.unit].is_quotient and measure.people)):
            for series in measure.series:
                for quarter in QUARTERS:
                    figure = _Figure.reported(year, measure, series, quarter)
                    if figure:
                        figure.add(numbers)


class _Figure(Struct, frozen=True):
    """A quarter's figure: what the returns say of it now, and all that any of them gives for that quarter."""

    year: SubGroupYear
    measure: Measure
    pointer: str
    quarter: str
    where: str
    value: int | float
    given: tuple[int | float, ...]

    @classmethod
    def reported(cls, year: SubGroupYear, measure: Measure, series: Series, quarter: str) -> _Figure | None:
        """The figure of a quarter; None if no return gives one."""
        given = tuple(figure["value"] for _, figure in figures_given(year.returns, series.pointer, quarter) if figure["value"] is not None)
        if not given:
            return None
        known = reported_figure(quarter, series.pointer, year.returns)
        value = known.figure["value"] if known and known.figure["value"] is not None else given[0]
        where = f"{series.label} {year.quarter_words(quarter)}".strip()
        return cls(year, measure, series.pointer, quarter, where, value, given)

    @property
    def key(self) -> Key:
        """The key of its cell."""
        return self.year.key(self.quarter, self.pointer)

    @property
    def rule(self) -> SmallNumbers:
        """The rule for its small numbers."""
        return self.year.rule(self.measure)

    def add(self, numbers: Numbers) -> None:
        """Add its cell and the counts behind it."""
        if self.measure.unit == "count":
            small = self.measure.people and any(is_small(value, self.rule) for value in self.given)
            numbers.add_cell(self.key, self._cell(small))
            self._add_to_date(numbers, self.pointer, numbers.names[self.key])
            return
        base = self._base(numbers)
        numbers.cells[self.key] = self._cell(False) if base is None else self._share(numbers, base)

    def _cell(self, small: bool, shows: tuple[Range, ...] = ()) -> Cell:
        cell = Cell(self.year.answer(self.measure.key), self.where, int(self.value), 0, self.rule, self.measure.people, shows, BREADTH)
        return self.year.cell(replace(cell, is_small=small), self.quarter, self.year.exclusions.measures.get(self.measure.key))

    def _add_to_date(self, numbers: Numbers, what: str, name: Name) -> None:
        if self.measure.quarters == "to-date":
            series = (self.year.definition.year, self.year.definition.sub_group, what)
            numbers.to_date.setdefault(series, {})[self.quarter] = name

    @property
    def _per(self) -> int:
        """Of how many it tells how many."""
        return 100 if self.measure.unit == "percentage" else self.measure.per or 1

    @property
    def _known_base(self) -> int | None:
        """What it is a share of, where the definition states a number that everybody knows."""
        stated = self.measure.denominator
        return int(stated) if stated and not isinstance(stated, str) else None

    @property
    def _is_decided(self) -> bool:
        return self.year.answer(self.measure.key) in self.year.decided

    def _base(self, numbers: Numbers) -> int | None:
        """What the figure is a share of: people, or those of whom a rate tells how many; None if nobody knows."""
        if self._known_base is not None:
            return self._known_base
        stated = self.measure.denominator
        of_measure = numbers.names.get(self.year.key(self.quarter, f"/measures/{stated}")) if stated else None
        given = percentage_base(self.year.returns, self.pointer, self.quarter)
        return given if given is not None else numbers.counts[of_measure].value if of_measure else None

    def _share(self, numbers: Numbers, base: int) -> Cell:
        """The cell of a percentage or rate, with the counts behind it: those above the line, those below, and the rest."""
        share = exact(self.value) * 100 / self._per
        is_of_all = self.measure.unit == "rate"  # of a population: nobody withholds what is left of it
        cell = self._cell(any(self._stands_for_small(value, base, is_of_all) for value in self.given))
        settled = self._is_decided
        stated = self.measure.denominator
        is_no_secret = settled or is_of_all or self._known_base is not None
        whole = self._named(numbers, stated if isinstance(stated, str) else "", "base", base, is_no_secret)
        count = self._named(numbers, self.measure.numerator, "count", round(share * base / 100), settled)
        shown = self._shown(numbers, share, count, whole)
        if not is_of_all:
            self._add_to_date(numbers, f"{self.pointer} base", whole)
            rest = numbers.add_rest((count,), whole, REST, is_settled=settled)
            if rest:
                self._add_to_date(numbers, f"{self.pointer} rest", rest)
        self._add_to_date(numbers, f"{self.pointer} count", count)
        return replace(cell, shows=shown)

    def _stands_for_small(self, value: int | float, base: int, is_of_all: bool) -> bool:
        share = exact(value) * 100 / self._per
        if is_of_all:
            return any(is_small(count, self.rule) for count in counts_of_share(share, base))
        return is_small_share(float(share), base, self.rule)

    def _named(self, numbers: Numbers, measure: str, what: str, value: int, is_settled: bool) -> Name:
        """The count of another measure that the definition names, else one of its own."""
        named = numbers.names.get(self.year.key(self.quarter, f"/measures/{measure}")) if measure else None
        if named:
            return named
        when = self.year.when(self.quarter)
        name = numbers.standing.name((*self.key, what), value)
        return numbers.add_count(name, value, self.rule, when, people=not is_settled)

    def _shown(self, numbers: Numbers, share: Fraction, count: Name, base: Name) -> tuple[Range, ...]:
        """What a reader learns if it is printed: of how many, where that is told, and how many about the share of them are."""
        value, whole = numbers.counts[count].value, numbers.counts[base].value
        is_given = percentage_base(self.year.returns, self.pointer, self.quarter) is not None
        if is_given and self.rule.round_to and not self._is_decided:  # made again of rounded counts
            low, high = shown_range(round(share * whole / 100), self.rule)
            return Range({base: 1}, *shown_range(whole, self.rule)), Range({count: 1}, min(low, value), max(high, value))
        of_base = (Range({base: 1}, whole, whole),) if is_given or self._known_base is not None else ()
        half = half_a_digit(exact(self.value)) * 100 / self._per
        return (*of_base, *share_of(count, base, (value, whole), share, half))


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
