"""The dashboard's second table: the projection for the year, what is left to the target, and what changed."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from shpdocs.model.document import Block, Heading, Paragraph
from shpdocs.model.origin import Number
from shpdocs.model.period import QUARTERS
from shpdocs.paper.sections.material import Material, capitalised, listed, uncapitalised
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
_Text = Callable[[ReportedMeasure], str]
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
    return has_change or performance.projection is not None or performance.difference_from_baseline is not None


def _without_projection(measures: _Measures) -> str:
    """What is known of those that have no projection: beside the others they would fill the table with empty words."""
    items = []
    for reported in measures:
        baseline = _on_baseline(reported)
        parts = [f"{baseline} the baseline"] if baseline else []
        changes = (
            (change_words(reported, reported.performance.same_quarter_last_year).text, "the same quarter last year"),
            (change_words(reported, reported.performance.quarter_before).text, _quarter_before(reported)),
        )
        parts += [f"{change} on {quarter}" for change, quarter in changes if change]
        items.append(f"{reported.name}, {listed(tuple(uncapitalised(part) for part in parts))}")
    return f"Without a projection: {'; '.join(items)}."


def _quarter_before(reported: ReportedMeasure) -> str:
    number = QUARTERS.index(reported.performance.quarter)
    return quarter_words(QUARTERS[number - 1]) if number else f"{quarter_words(QUARTERS[-1])} of last year"


def _on_baseline(reported: ReportedMeasure) -> str:
    difference = reported.performance.difference_from_baseline
    if difference is None:
        return ""
    return difference_words(difference, reported.performance.change_on_baseline, reported).text if difference.value else "the same as"


def _columns(measures: _Measures) -> tuple[Column, ...]:
    """The columns in which one of the measures has anything."""
    return (("Measure", name_cell), *((heading, _cell(text)) for heading, text in _TEXTS if any(map(text, measures))))


def _cell(text: _Text) -> Callable[[ReportedMeasure, Material], Paragraph]:
    return lambda reported, material: Paragraph(capitalised(text(reported)) or material.profile.words.not_applicable)


def _amount(number: Number | None, reported: ReportedMeasure) -> str:
    return "" if number is None else amount(number, reported).text


def _on_target(reported: ReportedMeasure) -> str:
    difference = reported.performance.above_target
    if difference is None:
        return ""
    return difference_words(difference, None, reported).text if difference.value else "On target"


def _left(reported: ReportedMeasure) -> str:
    """What is left to the target; what is beyond it is named as that."""
    left = reported.performance.left_to_target
    return (
        f"None: {amount(replace(left, value=-left.value), reported).text} beyond"
        if left is not None and left.value < 0
        else _amount(left, reported)
    )


def _left_each(reported: ReportedMeasure) -> str:
    left_each = reported.performance.left_each_quarter
    return "None" if left_each is not None and left_each.value < 0 else _amount(left_each, reported)


_TEXTS: tuple[tuple[str, _Text], ...] = (  # each column's heading, and its text for a measure: '' if there is none
    ("Projection for the year", lambda reported: _amount(reported.performance.projection, reported)),
    ("Against target", _on_target),
    ("Against baseline", lambda reported: _on_baseline(reported).removesuffix(" as")),
    ("Left to the target", _left),
    ("Left for each quarter", _left_each),
    ("Each quarter so far", lambda reported: _amount(reported.performance.pace, reported)),
    ("On the same quarter last year", lambda reported: change_words(reported, reported.performance.same_quarter_last_year).text),
    ("On the quarter before", lambda reported: change_words(reported, reported.performance.quarter_before).text),
)


def _note(measures: _Measures) -> str:
    """How the table was worked out."""
    sentences = []
    if any(reported.performance.projection is not None for reported in measures):
        sentences.append("Projection: the year at the pace so far, which is only indicative.")
    points = "; of percentages in points" if any(is_percentage(reported) for reported in measures) else ""
    return " ".join([*sentences, f"Changes: in per cent of the figure before{points}."])
