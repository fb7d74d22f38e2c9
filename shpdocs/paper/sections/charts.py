"""Charts: a measure's quarters beside its target and baseline, with the numbers under it, where there are enough of them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from shpdocs.answers.kinds import KINDS
from shpdocs.figures.arithmetic import less, rounded
from shpdocs.figures.expected import baseline_of_quarter, bounds_of_quarter
from shpdocs.figures.stated import unit_of
from shpdocs.model.document import Block, Chart, ChartLine, Heading, Table
from shpdocs.model.origin import Number, Span
from shpdocs.model.period import slashed
from shpdocs.model.phrase import Phrase, Words, beginning, from_origin, heading, listed, paragraph, phrase, table
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import Material, uncapitalised
from shpdocs.paper.sections.reported_measures import ReportedMeasure, amount, figure_words, reported_measures

FEWEST = 3  # quarters with a figure: two points are no series
_Values = tuple[Number | None, ...]


class _Series(Struct, frozen=True):
    """What is drawn as columns, or as a line: its name, and a value for every quarter."""

    name: Phrase
    values: _Values

    @property
    def drawn(self) -> ChartLine:
        return ChartLine(self.name.text, tuple(None if value is None else rounded(value.value, 2) for value in self.values))

    def spans(self, text: str) -> tuple[Span, ...]:
        """Where its name and values come from; `text` is its place in the chart ('line/1')."""
        values = (Span(0, 0, value, f"{text}/{number}") for number, value in enumerate(self.values) if value is not None)
        return (*self.name.spans(text), *values)


def charts(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """For each measure with figures for enough quarters a heading, the chart, and its numbers in a table.

    A measure of which a figure is suppressed, in whatever part, has no chart.
    """
    measures = reported_measures(material)
    suppressed = {_key(reported) for reported in measures if _has_suppressed(reported)}
    blocks: list[Block] = []
    for reported in measures:
        quarters = _drawn_quarters(reported)
        if quarters and _key(reported) not in suppressed:
            blocks += _chart_blocks(reported, quarters, plan.level + 1, material)
    return tuple(blocks)


def _key(reported: ReportedMeasure) -> tuple[str, str]:
    return reported.definition.sub_group, reported.measure.key


def _has_suppressed(reported: ReportedMeasure) -> bool:
    return any(known and known.figure["reason"] == "suppressed" for known in reported.figures.values())


def _drawn_quarters(reported: ReportedMeasure) -> tuple[str, ...]:
    """The quarters to be drawn: to the last that has a figure; () if too few have one."""
    with_figure = [quarter for quarter, known in reported.figures.items() if known and known.figure["value"] is not None]
    return tuple(quarter for quarter in reported.figures if quarter <= with_figure[-1]) if len(with_figure) >= FEWEST else ()


def _chart_blocks(reported: ReportedMeasure, quarters: tuple[str, ...], level: int, material: Material) -> tuple[Heading, Chart, Table]:
    """The chart needs no title of its own: the heading is."""
    bars = _Series(_name(reported), tuple(_number(reported, quarter) for quarter in quarters))
    lines = _lines(reported, quarters)
    year = from_origin(slashed(material.period.year), material.of_calendar())
    title = phrase("{} by quarter, {}", bars.name, year)
    numbers = _numbers(title, reported, quarters, lines, material)
    return heading(title, level), _chart(reported, quarters, (bars, *lines), material), numbers


def _chart(reported: ReportedMeasure, quarters: tuple[str, ...], series: tuple[_Series, ...], material: Material) -> Chart:
    bars, *lines = series
    description = _description(reported, quarters, bars, lines, material)
    categories = [material.quarter_words(quarter) for quarter in quarters]
    sign = KINDS[reported.measure.unit].sign
    unit = phrase(sign) if sign else reported.unit_words
    spans = [*description.spans("description"), *unit.spans("unit"), *bars.spans("bar")]
    for number, category in enumerate(categories):
        spans += category.spans(f"category/{number}")
    for number, line in enumerate(lines):
        spans += line.spans(f"line/{number}")
    drawn = tuple(line.drawn for line in lines)
    return Chart("", description.text, tuple(words.text for words in categories), bars.drawn, drawn, unit.text, tuple(spans))


def _numbers(title: Phrase, reported: ReportedMeasure, quarters: tuple[str, ...], lines: Sequence[_Series], material: Material) -> Table:
    """The table of the chart's numbers: a row for the series, one for each line."""
    figures = tuple((paragraph(figure_words(material, reported, quarter), refs=(reported.ref,)),) for quarter in quarters)
    rows = [((paragraph(_name(reported)),), *figures)]
    for line in lines:
        cells = (material.words("not_applicable") if value is None else amount(value, reported) for value in line.values)
        rows.append(((paragraph(line.name),), *((paragraph(words),) for words in cells)))
    header = (reported.unit_words, *map(material.quarter_words, quarters))
    return table(phrase("{}: the numbers", title), "The numbers of the chart above it.", header, tuple(rows))


def _number(reported: ReportedMeasure, quarter: str) -> Number | None:
    known = reported.figures[quarter]
    return known.number(f"Quarter {quarter[1]}", unit_of(reported.measure)) if known else None


def _name(reported: ReportedMeasure) -> Phrase:
    return phrase("{}, year so far" if reported.measure.quarters == "to-date" else "{}", reported.name_words)


def _lines(reported: ReportedMeasure, quarters: tuple[str, ...]) -> list[_Series]:
    """Target and baseline, as far as there are any: of what is summed, a quarter's share."""
    low, high = _targets(reported, quarters)
    has_both = any(value is not None for value in low) and any(value is not None for value in high)
    name = f"Target ({_share_words(reported, quarters)})" if reported.measure.quarters in ("sum", "to-date") else "Target"
    ends = (("lower", low), ("upper", high))
    lines = [_Series(phrase(f"{name}, {end} end" if has_both else name), values) for end, values in ends]
    baseline = reported.performance.baseline
    if baseline is not None:
        file = reported.definition.file
        values = tuple(baseline_of_quarter(reported.measure, baseline, quarter, file) for quarter in quarters)
        lines.append(_Series(_baseline_name(reported), values))
    return [line for line in lines if any(value is not None for value in line.values)]


def _targets(reported: ReportedMeasure, quarters: Sequence[str]) -> tuple[_Values, _Values]:
    """The lower and the upper bound for each quarter."""
    if not reported.performance.method:
        return (), ()
    bounds = [bounds_of_quarter(reported.measure, reported.part, quarter, reported.definition.file) for quarter in quarters]
    return tuple(low for low, _ in bounds), tuple(high for _, high in bounds)


def _share_words(reported: ReportedMeasure, quarters: Sequence[str]) -> str:
    """How a quarter's target was reached."""
    agreed = dict(reported.measure.profile)
    if any(quarter in agreed for quarter in quarters) and reported.measure.better != "band":
        return "agreed profile" if all(quarter in agreed for quarter in quarters) else "agreed profile and even share"
    return "even share, indicative"


def _baseline_name(reported: ReportedMeasure) -> Phrase:
    baseline = reported.as_measure.baseline
    year = f" {slashed(baseline.year)}" if baseline and baseline.year else ""
    share = " (even share)" if reported.measure.quarters in ("sum", "to-date") else ""
    return phrase("Baseline{}{}", from_origin(year, reported.stated("year of the baseline", f"{reported.own}baseline.year")), share)


def _description(
    reported: ReportedMeasure, quarters: tuple[str, ...], bars: _Series, lines: Sequence[_Series], material: Material
) -> Phrase:
    """What the chart shows, in sentences: from the first figure to the last, and target and baseline by then."""
    known = [(quarter, value) for quarter, value in zip(quarters, bars.values, strict=True) if value is not None]
    last = known[-1][0]
    others = [phrase("{} in {}", amount(value, reported, 2), material.quarter_words(quarter)) for quarter, value in known[1:-1]]
    at_last = [(line.name, line.values[quarters.index(last)]) for line in lines]
    beside = [phrase("{} {}", beginning(name, uncapitalised), amount(value, reported)) for name, value in at_last if value is not None]
    comparison: Words = phrase(" In {}: {}.", material.quarter_words(last), listed(beside)) if beside else ""
    return phrase("{}, with {}.{}", _change(reported, bars.name, known[0], known[-1], material), listed(others), comparison)


def _change(reported: ReportedMeasure, name: Phrase, first: tuple[str, Number], last: tuple[str, Number], material: Material) -> Phrase:
    """How the figure of the last quarter stands to that of the first."""
    start, end = (phrase("{} in {}", amount(number, reported, 2), material.quarter_words(quarter)) for quarter, number in (first, last))
    change = less("change", last[1], first[1])
    if not change.value:
        return phrase("{} was {} and again in {}", name, start, material.quarter_words(last[0]))
    verb = from_origin("rose" if change.value > 0 else "fell", change)
    return phrase("{} {} from {} to {}", name, verb, start, end)
