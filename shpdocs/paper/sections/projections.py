"""The dashboard's second table: the projection for the year, what is left to the target, and what changed."""

from __future__ import annotations

from fractions import Fraction

from shpdocs.model.document import Block, Heading, Paragraph
from shpdocs.model.period import QUARTERS
from shpdocs.paper.sections.material import Material, listed
from shpdocs.paper.sections.reported_measures import (
    Column,
    ReportedMeasure,
    amount,
    change_words,
    difference_words,
    is_percentage,
    name_cell,
    quarter_words,
    table_of_measures,
)

TITLE = "The rest of the year, and change"
_Cell = tuple[Paragraph, ...]
_Measures = tuple[ReportedMeasure, ...]


def projections(measures: _Measures, level: int, material: Material) -> tuple[Block, ...]:
    """A heading, the table and its note; () if neither a projection nor any change is known of a measure."""
    with_outlook = tuple(reported for reported in measures if _has_outlook(reported))
    if not with_outlook:
        return ()
    projected = tuple(reported for reported in with_outlook if reported.performance.projection is not None)
    rows = projected or with_outlook
    table = table_of_measures(f"{TITLE}, {material.period.words}", _columns(rows), rows, material)
    others = tuple(reported for reported in with_outlook if reported not in rows)
    paragraph = (Paragraph(_without_projection(others), refs=tuple(reported.ref for reported in others)),) if others else ()
    return (Heading(TITLE, level), table, *paragraph, Paragraph(_note(with_outlook)))


def _has_outlook(reported: ReportedMeasure) -> bool:
    performance = reported.performance
    has_change = performance.figure is not None and (performance.same_quarter_last_year, performance.quarter_before) != (None, None)
    return has_change or performance.projection is not None or _baseline_difference(reported) is not None


def _without_projection(measures: _Measures) -> str:
    """What is known of those that have no projection: beside the others they would fill the table with empty words."""
    items = []
    for reported in measures:
        baseline = _against_baseline(reported)
        parts = [f"{baseline} the baseline"] if baseline else []
        changes = (
            (_on_last_year_words(reported), "the same quarter last year"),
            (_on_quarter_before_words(reported), _quarter_before(reported)),
        )
        parts += [f"{change} on {quarter}" for change, quarter in changes if change]
        items.append(f"{reported.name}, {listed(tuple(part[0].lower() + part[1:] for part in parts))}")
    return f"Without a projection: {'; '.join(items)}."


def _quarter_before(reported: ReportedMeasure) -> str:
    number = QUARTERS.index(reported.performance.quarter)
    return quarter_words(QUARTERS[number - 1]) if number else f"{quarter_words(QUARTERS[-1])} of last year"


def _against_baseline(reported: ReportedMeasure) -> str:
    difference = _baseline_difference(reported)
    if difference is None:
        return ""
    return difference_words(difference, reported.performance.change_on_baseline, reported) if difference else "the same as"


def _on_last_year_words(reported: ReportedMeasure) -> str:
    performance = reported.performance
    return change_words(performance.figure, performance.same_quarter_last_year, performance.change_on_last_year, reported)


def _on_quarter_before_words(reported: ReportedMeasure) -> str:
    performance = reported.performance
    return change_words(performance.figure, performance.quarter_before, performance.change_on_quarter_before, reported)


def _baseline_difference(reported: ReportedMeasure) -> Fraction | None:
    compared, baseline = reported.performance.compared_with_baseline, reported.performance.baseline
    return None if compared is None or baseline is None else compared - baseline


def _columns(measures: _Measures) -> tuple[Column, ...]:
    performances = [reported.performance for reported in measures]
    columns: list[tuple[Column, bool]] = [
        (("Measure", name_cell), True),
        (("Projection for the year", _projection), any(each.projection is not None for each in performances)),
        (("Against target", _on_target), any(each.above_target is not None for each in performances)),
        (("Against baseline", _on_baseline), any(_baseline_difference(reported) is not None for reported in measures)),
        (("Left to the target", _left), any(each.left_to_target is not None for each in performances)),
        (("Left for each quarter", _left_each), any(each.left_each_quarter is not None for each in performances)),
        (("Each quarter so far", _pace), any(each.pace is not None for each in performances)),
        (("On the same quarter last year", _on_last_year), any(each.same_quarter_last_year is not None for each in performances)),
        (("On the quarter before", _on_quarter_before), any(each.quarter_before is not None for each in performances)),
    ]
    return tuple(column for column, is_wanted in columns if is_wanted)


def _text_cell(text: str, material: Material) -> _Cell:
    """A cell of the text; 'Not applicable' where there is none."""
    return (Paragraph(text[0].upper() + text[1:] if text else material.profile.words.not_applicable),)


def _amount_cell(number: Fraction | None, reported: ReportedMeasure, material: Material) -> _Cell:
    return _text_cell("" if number is None else amount(number, reported), material)


def _projection(reported: ReportedMeasure, material: Material) -> _Cell:
    return _amount_cell(reported.performance.projection, reported, material)


def _on_target(reported: ReportedMeasure, material: Material) -> _Cell:
    difference = reported.performance.above_target
    if difference is None:
        return _text_cell("", material)
    return _text_cell(difference_words(difference, None, reported) if difference else "On target", material)


def _on_baseline(reported: ReportedMeasure, material: Material) -> _Cell:
    return _text_cell("The same" if _baseline_difference(reported) == 0 else _against_baseline(reported), material)


def _left(reported: ReportedMeasure, material: Material) -> _Cell:
    """What is left to the target; what is beyond it is named as that."""
    left = reported.performance.left_to_target
    if left is None or left >= 0:
        return _amount_cell(left, reported, material)
    return _text_cell(f"None: {amount(-left, reported)} beyond", material)


def _left_each(reported: ReportedMeasure, material: Material) -> _Cell:
    left_each = reported.performance.left_each_quarter
    return _amount_cell(left_each, reported, material) if left_each is None or left_each >= 0 else _text_cell("None", material)


def _pace(reported: ReportedMeasure, material: Material) -> _Cell:
    return _amount_cell(reported.performance.pace, reported, material)


def _on_last_year(reported: ReportedMeasure, material: Material) -> _Cell:
    return _text_cell(_on_last_year_words(reported), material)


def _on_quarter_before(reported: ReportedMeasure, material: Material) -> _Cell:
    return _text_cell(_on_quarter_before_words(reported), material)


def _note(measures: _Measures) -> str:
    """How the table was worked out."""
    sentences = []
    if any(reported.performance.projection is not None for reported in measures):
        sentences.append("Projection: the year at the pace so far, which is only indicative.")
    points = "; of percentages in points" if any(is_percentage(reported) for reported in measures) else ""
    return " ".join([*sentences, f"Changes: in per cent of the figure before{points}."])
