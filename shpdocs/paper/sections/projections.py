"""The dashboard's second table: what the year comes to at the pace so far, what is left to the target, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shpdocs.model.document import Block, Heading, Paragraph
from shpdocs.model.period import QUARTERS
from shpdocs.paper.sections.material import Material, listed
from shpdocs.paper.sections.measure_words import (
    Column,
    amount,
    change_words,
    difference_words,
    is_percentage,
    measure_table,
    name_cell,
    quarter_words,
)
from shpdocs.paper.sections.reported_measures import ReportedMeasure

if TYPE_CHECKING:
    from fractions import Fraction

TITLE = "The rest of the year, and change"
_Cell = tuple[Paragraph, ...]


def ahead(found: tuple[ReportedMeasure, ...], level: int, material: Material) -> tuple[Block, ...]:
    """A heading, the table and what it rests on; () if nothing is known of what is ahead, or of any change."""
    looking = tuple(of for of in found if _looks_ahead(of))
    if not looking:
        return ()
    projected = tuple(of for of in looking if of.performance.projection is not None)
    others = tuple(of for of in looking if of not in projected) if projected else ()
    rows = projected or looking
    table = measure_table(f"{TITLE}, {material.period.words}", _columns(rows), rows, material)
    told = (Paragraph(_without_projection(others), refs=tuple(of.ref for of in others)),) if others else ()
    return (Heading(TITLE, level), table, *told, Paragraph(_how(looking)))


def _looks_ahead(of: ReportedMeasure) -> bool:
    stands = of.performance
    has_change = stands.figure is not None and (stands.then, stands.before) != (None, None)
    return has_change or stands.projection is not None or _baseline_difference(of) is not None


def _without_projection(found: tuple[ReportedMeasure, ...]) -> str:
    """What is known of those that have no projection: beside the others they would fill the table with empty words."""
    told = []
    for of in found:
        parts = [_against_baseline(of) and f"{_against_baseline(of)} the baseline"]
        earlier = ((_since_last_year(of), "the same quarter last year"), (_since_before(of), _quarter_before(of)))
        parts += [shown and f"{shown} on {when}" for shown, when in earlier]
        told.append(f"{of.name}, {listed(tuple(part[0].lower() + part[1:] for part in parts if part))}")
    return f"Without a projection: {'; '.join(told)}."


def _quarter_before(of: ReportedMeasure) -> str:
    at = QUARTERS.index(of.performance.quarter)
    return quarter_words(QUARTERS[at - 1]) if at else f"{quarter_words(QUARTERS[-1])} of last year"


def _against_baseline(of: ReportedMeasure) -> str:
    difference = _baseline_difference(of)
    if difference is None:
        return ""
    return difference_words(difference, of.performance.on_baseline, of) if difference else "the same as"


def _since_last_year(of: ReportedMeasure) -> str:
    stands = of.performance
    return change_words(stands.figure, stands.then, stands.on_last_year, of)


def _since_before(of: ReportedMeasure) -> str:
    stands = of.performance
    return change_words(stands.figure, stands.before, stands.on_before, of)


def _baseline_difference(of: ReportedMeasure) -> Fraction | None:
    stands = of.performance
    return None if stands.ahead is None or stands.baseline is None else stands.ahead - stands.baseline


def _columns(found: tuple[ReportedMeasure, ...]) -> tuple[Column, ...]:
    stands = [of.performance for of in found]
    columns: list[tuple[Column, bool]] = [
        (("Measure", name_cell), True),
        (("Projection for the year", _projection), any(one.projection is not None for one in stands)),
        (("Against target", _on_target), any(one.on_target is not None for one in stands)),
        (("Against baseline", _on_baseline), any(_baseline_difference(of) is not None for of in found)),
        (("Left to the target", _left), any(one.left is not None for one in stands)),
        (("Left for each quarter", _left_each), any(one.left_each is not None for one in stands)),
        (("Each quarter so far", _pace), any(one.pace is not None for one in stands)),
        (("On the same quarter last year", _on_last_year), any(one.then is not None for one in stands)),
        (("On the quarter before", _on_before), any(one.before is not None for one in stands)),
    ]
    return tuple(column for column, is_wanted in columns if is_wanted)


def _or_not(text: str, material: Material) -> _Cell:
    return (Paragraph(text[0].upper() + text[1:] if text else material.profile.words.not_applicable),)


def _amount(number: Fraction | None, of: ReportedMeasure, material: Material) -> _Cell:
    return _or_not("" if number is None else amount(number, of), material)


def _projection(of: ReportedMeasure, material: Material) -> _Cell:
    return _amount(of.performance.projection, of, material)


def _on_target(of: ReportedMeasure, material: Material) -> _Cell:
    difference = of.performance.on_target
    if difference is None:
        return _or_not("", material)
    return _or_not(difference_words(difference, None, of) if difference else "On target", material)


def _on_baseline(of: ReportedMeasure, material: Material) -> _Cell:
    return _or_not("The same" if _baseline_difference(of) == 0 else _against_baseline(of), material)


def _left(of: ReportedMeasure, material: Material) -> _Cell:
    """What is left to the target; what is beyond it is told as that."""
    left = of.performance.left
    if left is None or left >= 0:
        return _amount(left, of, material)
    return _or_not(f"None: {amount(-left, of)} beyond", material)


def _left_each(of: ReportedMeasure, material: Material) -> _Cell:
    each = of.performance.left_each
    return _amount(each, of, material) if each is None or each >= 0 else _or_not("None", material)


def _pace(of: ReportedMeasure, material: Material) -> _Cell:
    return _amount(of.performance.pace, of, material)


def _on_last_year(of: ReportedMeasure, material: Material) -> _Cell:
    return _or_not(_since_last_year(of), material)


def _on_before(of: ReportedMeasure, material: Material) -> _Cell:
    return _or_not(_since_before(of), material)


def _how(found: tuple[ReportedMeasure, ...]) -> str:
    """What the table rests on."""
    told = []
    if any(of.performance.projection is not None for of in found):
        told.append("Projection: the year at the pace so far, which is only indicative.")
    points = "; of percentages in points" if any(is_percentage(of) for of in found) else ""
    return " ".join([*told, f"Changes: in per cent of the figure before{points}."])
