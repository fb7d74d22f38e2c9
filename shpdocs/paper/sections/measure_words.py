"""How a measure stands in words: its numbers with their unit, how far they are off and how they changed; and tables of these."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shpdocs.answers.values import show_number
from shpdocs.definitions.figures import show_value
from shpdocs.figures.performance import rounded
from shpdocs.model.document import Paragraph, Table
from shpdocs.paper.sections.material import Material, listed
from shpdocs.paper.sections.reported_measures import ReportedMeasure

if TYPE_CHECKING:
    from fractions import Fraction

    Known = Fraction | None

Column = tuple[str, Callable[[ReportedMeasure, Material], tuple[Paragraph, ...]]]


def quarter_words(quarter: str) -> str:
    """'Quarter 2' for 'Q2'."""
    return f"Quarter {quarter[1]}"


def amount(number: Fraction, of: ReportedMeasure, places: int = 1) -> str:
    """A number of the measure with its unit, rounded for print."""
    return show_value(rounded(number, places), of.alone)


def variance_words(of: ReportedMeasure) -> str:
    """How far the position is from what is expected: '8.9% below', 'As expected', 'Within the band'; '' if it is not known."""
    stands = of.performance
    if stands.off is None:
        return ""
    if not stands.off:
        return "Within the band" if stands.low is not None and stands.high is not None else "As expected"
    return difference_words(stands.off, stands.variance, of)


def difference_words(difference: Fraction, per_cent: Known, of: ReportedMeasure) -> str:
    """A difference other than nought: '8.9% below'; of percentages in points ('6 points above'), of nought as it is ('3 above')."""
    return f"{_size(difference, per_cent, of)} {'above' if difference > 0 else 'below'}"


def change_words(now: Known, then: Known, per_cent: Known, of: ReportedMeasure) -> str:
    """A change: 'Up 4.9%', 'Down 1 point' of percentages, 'Up 5 from 0', 'No change'; '' if it is not known."""
    if now is None or then is None:
        return ""
    if now == then:
        return "No change"
    from_nought = "" if then or is_percentage(of) else f" from {amount(then, of)}"
    return f"{'Up' if now > then else 'Down'} {_size(now - then, per_cent, of)}{from_nought}"


def is_percentage(of: ReportedMeasure) -> bool:
    """Whether the measure is told in per cent, so that its differences are percentage points."""
    return of.measure.unit == "percentage"


def measure_table(title: str, columns: tuple[Column, ...], found: tuple[ReportedMeasure, ...], material: Material) -> Table:
    """A table with a row for each of the measures."""
    rows = tuple(tuple(cell(of, material) for _, cell in columns) for of in found)
    names = tuple(name for name, _ in columns)
    told = tuple(name[0].lower() + name[1:] for name in names if name != "Measure")
    return Table(title, f"One row for each measure, with its {listed(told)}.", names, rows)


def name_cell(of: ReportedMeasure, _: Material) -> tuple[Paragraph, ...]:
    """The measure's name."""
    return (Paragraph(of.name),)


def _size(difference: Fraction, per_cent: Known, of: ReportedMeasure) -> str:
    if is_percentage(of):
        points = rounded(abs(difference))
        return f"{show_number(points)} point{'s' * (points != 1)}" if points else "less than 0.1 points"
    if per_cent is None:
        return amount(abs(difference), of)
    size = rounded(abs(per_cent))
    return f"{show_number(size)}%" if size else "less than 0.1%"
