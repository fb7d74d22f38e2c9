"""Figures of a measure in words: numbers with their unit, how far they are off, how they changed; and tables of measures."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from shpdocs.answers.values import show_number
from shpdocs.definitions.wording import show_value
from shpdocs.figures.performance import rounded
from shpdocs.model.document import Paragraph, Table
from shpdocs.paper.sections.material import Material, listed
from shpdocs.paper.sections.reported_measures import ReportedMeasure

Column = tuple[str, Callable[[ReportedMeasure, Material], tuple[Paragraph, ...]]]


def quarter_words(quarter: str) -> str:
    """'Quarter 2' for 'Q2'."""
    return f"Quarter {quarter[1]}"


def amount(number: Fraction, reported: ReportedMeasure, places: int = 1) -> str:
    """A number of the measure with its unit, rounded for print."""
    return show_value(rounded(number, places), reported.as_measure)


def variance_words(reported: ReportedMeasure) -> str:
    """How far the position is from what is expected: '8.9% below', 'As expected', 'Within the band'; '' if it is not known."""
    performance = reported.performance
    if performance.off is None:
        return ""
    if not performance.off:
        return "Within the band" if performance.low is not None and performance.high is not None else "As expected"
    return difference_words(performance.off, performance.variance, reported)


def difference_words(difference: Fraction, per_cent: Fraction | None, reported: ReportedMeasure) -> str:
    """A difference other than nought: '8.9% below'; of percentages in points ('6 points above'), of nought as it is ('3 above')."""
    return f"{_size(difference, per_cent, reported)} {'above' if difference > 0 else 'below'}"


def change_words(now: Fraction | None, earlier: Fraction | None, per_cent: Fraction | None, reported: ReportedMeasure) -> str:
    """A change: 'Up 4.9%', 'Down 1 point' of percentages, 'Up 5 from 0', 'No change'; '' if it is not known."""
    if now is None or earlier is None:
        return ""
    if now == earlier:
        return "No change"
    from_nought = "" if earlier or is_percentage(reported) else f" from {amount(earlier, reported)}"
    return f"{'Up' if now > earlier else 'Down'} {_size(now - earlier, per_cent, reported)}{from_nought}"


def is_percentage(reported: ReportedMeasure) -> bool:
    """Whether the measure's figures are in per cent, so that its differences are percentage points."""
    return reported.measure.unit == "percentage"


def table_of_measures(title: str, columns: tuple[Column, ...], measures: tuple[ReportedMeasure, ...], material: Material) -> Table:
    """A table with a row for each of the measures."""
    rows = tuple(tuple(cell(reported, material) for _, cell in columns) for reported in measures)
    header = tuple(heading for heading, _ in columns)
    contents = tuple(heading[0].lower() + heading[1:] for heading in header if heading != "Measure")
    return Table(title, f"One row for each measure, with its {listed(contents)}.", header, rows)


def name_cell(reported: ReportedMeasure, _: Material) -> tuple[Paragraph, ...]:
    """The measure's name."""
    return (Paragraph(reported.name),)


def _size(difference: Fraction, per_cent: Fraction | None, reported: ReportedMeasure) -> str:
    if is_percentage(reported):
        points = rounded(abs(difference))
        noun = "point" if points == 1 else "points"
        return f"{show_number(points)} {noun}" if points else "less than 0.1 points"
    if per_cent is None:
        return amount(abs(difference), reported)
    size = rounded(abs(per_cent))
    return f"{show_number(size)}%" if size else "less than 0.1%"
