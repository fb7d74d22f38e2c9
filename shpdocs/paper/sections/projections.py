"""The dashboard's second table: the projection for the year, what is left to the target, and what changed."""

from __future__ import annotations

from collections.abc import Callable

from shpdocs.model.document import Block, Paragraph
from shpdocs.model.origin import Number
from shpdocs.model.period import QUARTERS
from shpdocs.model.phrase import Phrase, beginning, from_origin, heading, joined, listed, paragraph, phrase
from shpdocs.paper.sections.material import Material, capitalised, uncapitalised
from shpdocs.paper.sections.reported_measures import (
    Column,
    ReportedMeasure,
    amount,
    change_words,
    difference_words,
    is_percentage,
    name_cell,
    table_of_measures,
)

TITLE = "The rest of the year, and change"
_Text = Callable[[ReportedMeasure], Phrase]
_Measures = tuple[ReportedMeasure, ...]


def projections(measures: _Measures, level: int, material: Material) -> tuple[Block, ...]:
    """A heading, the table and its note; () if neither a projection nor any change is known of a measure."""
    with_outlook = tuple(reported for reported in measures if _has_outlook(reported))
    if not with_outlook:
        return ()
    projected = tuple(reported for reported in with_outlook if reported.performance.projection is not None)
    rows = projected or with_outlook
    table = table_of_measures(phrase("{}, {}", TITLE, material.period_words), _columns(rows), rows, material)
    others = tuple(reported for reported in with_outlook if reported not in rows)
    refs = tuple(reported.ref for reported in others)
    without = (paragraph(_without_projection(others, material), refs=refs),) if others else ()
    return (heading(TITLE, level), table, *without, paragraph(_note(with_outlook)))


def _has_outlook(reported: ReportedMeasure) -> bool:
    performance = reported.performance
    has_change = performance.figure is not None and (performance.same_quarter_last_year, performance.quarter_before) != (None, None)
    return has_change or performance.projection is not None or performance.difference_from_baseline is not None


def _without_projection(measures: _Measures, material: Material) -> Phrase:
    """What is known of those that have no projection: beside the others they would fill the table with empty words."""
    items = []
    for reported in measures:
        baseline = _on_baseline(reported)
        parts = [phrase("{} the baseline", baseline)] if baseline else []
        changes = (
            (_on_last_year(reported), phrase("the same quarter last year")),
            (_on_quarter_before(reported), _quarter_before(reported, material)),
        )
        parts += [phrase("{} on {}", change, quarter) for change, quarter in changes if change]
        items.append(phrase("{}, {}", reported.name_words, listed([beginning(part, uncapitalised) for part in parts])))
    return phrase("Without a projection: {}.", joined("; ", items))


def _quarter_before(reported: ReportedMeasure, material: Material) -> Phrase:
    number = QUARTERS.index(reported.performance.quarter)
    return (
        material.quarter_words(QUARTERS[number - 1]) if number else phrase("{} of last year", material.quarter_of_last_year(QUARTERS[-1]))
    )


def _columns(measures: _Measures) -> tuple[Column, ...]:
    """The columns in which one of the measures has anything."""
    return (("Measure", name_cell), *((words, _cell(text)) for words, text in _TEXTS if any(map(text, measures))))


def _cell(text: _Text) -> Callable[[ReportedMeasure, Material], Paragraph]:
    return lambda reported, material: paragraph(beginning(text(reported), capitalised) or material.words("not_applicable"))


def _amount(number: Number | None, reported: ReportedMeasure) -> Phrase:
    return Phrase() if number is None else amount(number, reported)


def _projection(reported: ReportedMeasure) -> Phrase:
    return _amount(reported.performance.projection, reported)


def _on_target(reported: ReportedMeasure) -> Phrase:
    difference = reported.performance.above_target
    if difference is None:
        return Phrase()
    return difference_words(difference, None, reported) if difference.value else from_origin("On target", difference)


def _on_baseline(reported: ReportedMeasure, same: str = "the same as") -> Phrase:
    difference = reported.performance.difference_from_baseline
    if difference is None:
        return Phrase()
    per_cent = reported.performance.change_on_baseline
    return difference_words(difference, per_cent, reported) if difference.value else from_origin(same, difference)


def _left(reported: ReportedMeasure) -> Phrase:
    """What is left to the target; what is beyond it is named as that."""
    beyond = reported.performance.beyond_target
    is_beyond = beyond is not None and beyond.value > 0
    return phrase("None: {} beyond", _amount(beyond, reported)) if is_beyond else _amount(reported.performance.left_to_target, reported)


def _left_each(reported: ReportedMeasure) -> Phrase:
    left_each = reported.performance.left_each_quarter
    return from_origin("None", left_each) if left_each is not None and left_each.value < 0 else _amount(left_each, reported)


def _pace(reported: ReportedMeasure) -> Phrase:
    return _amount(reported.performance.pace, reported)


def _on_last_year(reported: ReportedMeasure) -> Phrase:
    return change_words(reported, reported.performance.same_quarter_last_year)


def _on_quarter_before(reported: ReportedMeasure) -> Phrase:
    return change_words(reported, reported.performance.quarter_before)


_TEXTS: tuple[tuple[str, _Text], ...] = (  # each column's heading, and its text for a measure: of no pieces if there is none
    ("Projection for the year", _projection),
    ("Against target", _on_target),
    ("Against baseline", lambda reported: _on_baseline(reported, "the same")),
    ("Left to the target", _left),
    ("Left for each quarter", _left_each),
    ("Each quarter so far", _pace),
    ("On the same quarter last year", _on_last_year),
    ("On the quarter before", _on_quarter_before),
)


def _note(measures: _Measures) -> str:
    """How the table was worked out."""
    sentences = []
    if any(reported.performance.projection is not None for reported in measures):
        sentences.append("Projection: the year at the pace so far, which is only indicative.")
    points = "; of percentages in points" if any(is_percentage(reported) for reported in measures) else ""
    return " ".join([*sentences, f"Changes: in per cent of the figure before{points}."])
