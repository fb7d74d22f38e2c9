"""Charts: a measure's quarters beside its target and baseline, with the numbers under it, where there are enough of them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from shpdocs.answers.kinds import KINDS
from shpdocs.definitions.wording import show_value, unit_heading
from shpdocs.figures.arithmetic import rounded
from shpdocs.figures.expected import expected_bounds
from shpdocs.model.document import Block, Chart, ChartLine, Heading, Paragraph, Table
from shpdocs.model.origin import Number
from shpdocs.model.period import slashed
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import Material, listed, uncapitalised
from shpdocs.paper.sections.reported_measures import ReportedMeasure, figure_words, quarter_words, reported_measures

FEWEST = 3  # quarters with a figure: two points are no series
_Values = tuple[Fraction | None, ...]
_Lines = list[tuple[str, _Values]]


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
    known = [reported.figures[quarter] for quarter in quarters]
    bars = tuple(_value(each.number("")) if each else None for each in known)
    lines = _lines(reported, quarters)
    title = f"{_series(reported)} by quarter, {slashed(material.period.year)}"
    chart = Chart(
        "",
        _description(reported, quarters, bars, lines),
        tuple(map(quarter_words, quarters)),
        ChartLine(_series(reported), _drawn(bars)),
        tuple(ChartLine(name, _drawn(values)) for name, values in lines),
        KINDS[reported.measure.unit].sign or unit_heading(reported.measure),
    )
    return Heading(title, level), chart, _numbers(title, reported, quarters, lines, material)


def _numbers(title: str, reported: ReportedMeasure, quarters: tuple[str, ...], lines: _Lines, material: Material) -> Table:
    """The table of the chart's numbers: a row for the series, one for each line."""
    figures = tuple((Paragraph(figure_words(material, reported, quarter).text, refs=(reported.ref,)),) for quarter in quarters)
    rows = [((Paragraph(_series(reported)),), *figures)]
    for name, values in lines:
        texts = [material.profile.words.not_applicable if value is None else _amount(value, reported) for value in values]
        rows.append(((Paragraph(name),), *((Paragraph(text),) for text in texts)))
    header = (unit_heading(reported.measure), *map(quarter_words, quarters))
    return Table(f"{title}: the numbers", "The numbers of the chart above it.", header, tuple(rows))


def _value(number: Number | None) -> Fraction | None:
    return number.value if number else None


def _amount(value: Fraction, reported: ReportedMeasure, places: int = 1) -> str:
    return show_value(rounded(value, places), reported.as_measure)


def _series(reported: ReportedMeasure) -> str:
    return f"{reported.name}, year so far" if reported.measure.quarters == "to-date" else reported.name


def _drawn(values: _Values) -> tuple[float | None, ...]:
    return tuple(None if value is None else rounded(value, 2) for value in values)


def _lines(reported: ReportedMeasure, quarters: tuple[str, ...]) -> _Lines:
    """Target and baseline, as far as there are any: of what is summed, a quarter's share."""
    low, high = _targets(reported, quarters)
    has_both = any(value is not None for value in low) and any(value is not None for value in high)
    name = f"Target ({_share_words(reported, quarters)})" if reported.measure.quarters in ("sum", "to-date") else "Target"
    lines = [(f"{name}, {end} end" if has_both else name, values) for end, values in (("lower", low), ("upper", high))]
    baseline = _value(reported.performance.baseline)
    if baseline is not None:
        lines.append((_baseline_name(reported), tuple(baseline * _baseline_share(reported, quarter) for quarter in quarters)))
    return [(name, values) for name, values in lines if any(value is not None for value in values)]


def _targets(reported: ReportedMeasure, quarters: Sequence[str]) -> tuple[_Values, _Values]:
    """The lower and the upper bound for each quarter: of a sum, what it adds to what is expected of the year so far."""
    if not reported.performance.method:
        return (), ()
    asked = sorted(reported.measure.asked_in)
    low: list[Fraction | None] = []
    high: list[Fraction | None] = []
    for quarter in quarters:
        now = tuple(map(_value, expected_bounds(reported.measure, reported.part, quarter)))
        number = asked.index(quarter)
        is_summed = reported.measure.quarters == "sum" and number > 0
        before = tuple(map(_value, expected_bounds(reported.measure, reported.part, asked[number - 1]))) if is_summed else (None, None)
        for values, bound, earlier in zip((low, high), now, before, strict=True):
            values.append(bound - earlier if bound is not None and earlier is not None else bound)
    return tuple(low), tuple(high)


def _share_words(reported: ReportedMeasure, quarters: Sequence[str]) -> str:
    """How a quarter's target was reached."""
    agreed = dict(reported.measure.profile)
    if any(quarter in agreed for quarter in quarters) and reported.measure.better != "band":
        return "agreed profile" if all(quarter in agreed for quarter in quarters) else "agreed profile and even share"
    return "even share, indicative"


def _baseline_share(reported: ReportedMeasure, quarter: str) -> Fraction | int:
    """The share of a year's baseline that a quarter is compared with."""
    asked = sorted(reported.measure.asked_in)
    if reported.measure.quarters == "sum":
        return Fraction(1, len(asked))
    return Fraction(asked.index(quarter) + 1, len(asked)) if reported.measure.quarters == "to-date" else 1


def _baseline_name(reported: ReportedMeasure) -> str:
    baseline = reported.as_measure.baseline
    year = f" {slashed(baseline.year)}" if baseline and baseline.year else ""
    return f"Baseline{year}{' (even share)' if reported.measure.quarters in ('sum', 'to-date') else ''}"


def _description(reported: ReportedMeasure, quarters: tuple[str, ...], bars: _Values, lines: _Lines) -> str:
    """What the chart shows, in sentences: from the first figure to the last, and target and baseline by then."""
    known = [(quarter, value) for quarter, value in zip(quarters, bars, strict=True) if value is not None]
    (first, start), (last, end) = known[0], known[-1]
    name = _series(reported)
    if start == end:
        change = f"{name} was {_amount(start, reported, 2)} in {quarter_words(first)} and again in {quarter_words(last)}"
    else:
        verb = "rose" if end > start else "fell"
        between = f"from {_amount(start, reported, 2)} in {quarter_words(first)} to {_amount(end, reported, 2)} in {quarter_words(last)}"
        change = f"{name} {verb} {between}"
    others = [f"{_amount(value, reported, 2)} in {quarter_words(quarter)}" for quarter, value in known[1:-1]]
    at_last = [(label, values[quarters.index(last)]) for label, values in lines]
    beside = [f"{uncapitalised(label)} {_amount(value, reported)}" for label, value in at_last if value is not None]
    comparison = f" In {quarter_words(last)}: {listed(tuple(beside))}." if beside else ""
    return f"{change}, with {listed(tuple(others))}.{comparison}"
