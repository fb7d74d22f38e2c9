"""Charts: a measure's quarters beside its target and baseline, with the numbers under it, where there are enough of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shpdocs.figures.expected import exactly_expected
from shpdocs.figures.performance import number_in, rounded
from shpdocs.model.document import Block, Chart, ChartLine, Heading, Paragraph, Table
from shpdocs.model.period import slashed
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import Material, listed
from shpdocs.paper.sections.measure_words import amount, quarter_words
from shpdocs.paper.sections.reported_measures import ReportedMeasure, figure_words, reported_measures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    Values = tuple[Fraction | None, ...]

FEWEST = 3  # quarters with a figure: two points are no series
_UNITS = {"count": "Number", "number": "Number", "percentage": "Per cent", "money": "Pounds"}
_SIGNS = {"percentage": "%", "money": "£"}  # printed with every figure of a chart


def charts(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """For each measure with figures for enough quarters a heading, the chart, and its numbers in a table.

    A measure of which a figure is suppressed, in whatever part, has no chart.
    """
    found: list[Block] = []
    measured = reported_measures(material)
    suppressed = {_key(of) for of in measured for one in of.told.values() if one and one.figure["reason"] == "suppressed"}
    for of in measured:
        quarters = _quarters(of)
        if quarters and _key(of) not in suppressed:
            found += _blocks(of, quarters, plan.level + 1, material)
    return tuple(found)


def _key(of: ReportedMeasure) -> tuple[str, str]:
    return of.definition.sub_group, of.measure.key


def _quarters(of: ReportedMeasure) -> tuple[str, ...]:
    """The quarters to be drawn: to the last that has a figure; () if too few have one."""
    known = [quarter for quarter, one in of.told.items() if one and one.figure["value"] is not None]
    return tuple(quarter for quarter in of.told if quarter <= known[-1]) if len(known) >= FEWEST else ()


def _blocks(of: ReportedMeasure, quarters: tuple[str, ...], level: int, material: Material) -> tuple[Heading, Chart, Table]:
    """The chart needs no title of its own: the heading is."""
    bars = tuple(number_in(one.figure) if (one := of.told[quarter]) else None for quarter in quarters)
    lines = _lines(of, quarters)
    series = _series(of)
    title = f"{series} by quarter, {slashed(material.period.year)}"
    names = tuple(map(quarter_words, quarters))
    chart = Chart(
        "",
        _finding(of, quarters, bars, lines),
        names,
        ChartLine(series, _plain(bars)),
        tuple(ChartLine(name, _plain(values)) for name, values in lines),
        _SIGNS.get(of.measure.unit, _unit(of)),
    )
    figures = tuple((Paragraph(figure_words(material, of, quarter), refs=(of.ref,)),) for quarter in quarters)
    rows = [((Paragraph(series),), *figures)]
    for name, values in lines:
        shown = [material.profile.words.not_applicable if value is None else amount(value, of) for value in values]
        rows.append(((Paragraph(name),), *((Paragraph(text),) for text in shown)))
    return (
        Heading(title, level),
        chart,
        Table(f"{title}: the numbers", "The numbers of the chart above it.", (_unit(of), *names), tuple(rows)),
    )


def _series(of: ReportedMeasure) -> str:
    return f"{of.name}, year so far" if of.measure.quarters == "to-date" else of.name


def _plain(values: Values) -> tuple[float | None, ...]:
    return tuple(None if value is None else rounded(value, 2) for value in values)


def _unit(of: ReportedMeasure) -> str:
    return f"Rate per {of.measure.per:,}" if of.measure.unit == "rate" and of.measure.per else _UNITS.get(of.measure.unit, "Rate")


def _lines(of: ReportedMeasure, quarters: tuple[str, ...]) -> list[tuple[str, Values]]:
    """Target and baseline, as far as there are any: of what is summed, a quarter's share."""
    low, high = _targets(of, quarters)
    both = any(value is not None for value in low) and any(value is not None for value in high)
    name = "Target" if of.measure.quarters not in ("sum", "to-date") else f"Target ({_share(of, quarters)})"
    found = [(f"{name}, {end} end" if both else name, values) for end, values in (("lower", low), ("upper", high))]
    baseline = of.performance.baseline
    if baseline is not None:
        found.append((_baseline_name(of), tuple(baseline * _part(of, quarter) for quarter in quarters)))
    return [(name, values) for name, values in found if any(value is not None for value in values)]


def _targets(of: ReportedMeasure, quarters: Sequence[str]) -> tuple[Values, Values]:
    """The lower and the upper bound for each quarter: of a sum, what it adds to what is expected of the year so far."""
    if not of.performance.method:
        return (), ()
    asked = sorted(of.measure.asked_in)
    low: list[Fraction | None] = []
    high: list[Fraction | None] = []
    for quarter in quarters:
        now = exactly_expected(of.measure, of.part, quarter)
        at = asked.index(quarter)
        before = exactly_expected(of.measure, of.part, asked[at - 1]) if of.measure.quarters == "sum" and at else (None, None)
        for values, bound, earlier in zip((low, high), now, before, strict=True):
            values.append(bound - earlier if bound is not None and earlier is not None else bound)
    return tuple(low), tuple(high)


def _share(of: ReportedMeasure, quarters: Sequence[str]) -> str:
    """How a quarter's target was reached."""
    agreed = dict(of.measure.profile)
    if any(quarter in agreed for quarter in quarters) and of.measure.better != "band":
        return "agreed profile" if all(quarter in agreed for quarter in quarters) else "agreed profile and even share"
    return "even share, indicative"


def _part(of: ReportedMeasure, quarter: str) -> Fraction | int:
    """The part of a year's baseline that is held against a quarter."""
    from fractions import Fraction

    asked = sorted(of.measure.asked_in)
    if of.measure.quarters == "sum":
        return Fraction(1, len(asked))
    return Fraction(asked.index(quarter) + 1, len(asked)) if of.measure.quarters == "to-date" else 1


def _baseline_name(of: ReportedMeasure) -> str:
    baseline = of.alone.baseline
    year = f" {slashed(baseline.year)}" if baseline and baseline.year else ""
    return f"Baseline{year}{' (even share)' if of.measure.quarters in ('sum', 'to-date') else ''}"


def _finding(of: ReportedMeasure, quarters: tuple[str, ...], bars: Values, lines: list[tuple[str, Values]]) -> str:
    """What the chart shows, in sentences: from the first figure to the last, and where the lines stand by then."""
    known = [(quarter, value) for quarter, value in zip(quarters, bars, strict=True) if value is not None]
    (first, start), (last, end) = known[0], known[-1]
    name = _series(of)
    if start == end:
        told = f"{name} was {amount(start, of, 2)} in {quarter_words(first)} and again in {quarter_words(last)}"
    else:
        verb = "rose" if end > start else "fell"
        told = f"{name} {verb} from {amount(start, of, 2)} in {quarter_words(first)} to {amount(end, of, 2)} in {quarter_words(last)}"
    between = [f"{amount(value, of, 2)} in {quarter_words(quarter)}" for quarter, value in known[1:-1]]
    told += f", with {listed(tuple(between))}"
    at = [(label, values[quarters.index(last)]) for label, values in lines]
    beside = [f"{label[0].lower()}{label[1:]} {amount(value, of)}" for label, value in at if value is not None]
    return f"{told}.{f' In {quarter_words(last)}: {listed(tuple(beside))}.' if beside else ''}"
