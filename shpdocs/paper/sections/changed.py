"""What changed since the quarter before: the figures that moved, then those that did not, and those that cannot be compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shpdocs.model.document import Block, Paragraph
from shpdocs.model.origin import Number
from shpdocs.model.period import QUARTERS
from shpdocs.model.phrase import Phrase, joined, paragraph, phrase
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.reported_measures import (
    Column,
    ReportedMeasure,
    amount,
    change_words,
    figure_words,
    is_percentage,
    name_cell,
    reported_measures,
    table_of_measures,
)

_FIRST, _LAST = QUARTERS[0], QUARTERS[-1]
_Measures = tuple[ReportedMeasure, ...]


def changed(_: SectionPlan, material: Material) -> tuple[Block, ...]:
    """A row for each figure of the period that is another than that of the quarter before, and what is to be said of all others.

    Every measure that was asked in the period is told, with what is known of both quarters; () if none of them has a figure in either.
    """
    asked = tuple(reported for reported in reported_measures(material) if material.period.quarter in reported.figures)
    if not any(_now(reported, material) or _before(reported, material) for reported in asked):
        return ()
    moved = tuple(reported for reported in asked if _is_compared(reported, material) and not _is_same(reported))
    return (*_table(moved, material), *_others(asked, moved, material))


def _table(moved: _Measures, material: Material) -> Iterator[Block]:
    if not moved:
        yield Paragraph("No figure that can be compared is another than in the quarter before.")
        return
    columns: tuple[Column, ...] = (
        ("Measure", name_cell),
        (_quarter_before(material), lambda reported, material: paragraph(_words_before(reported, material))),
        (material.quarter_words(material.period.quarter), lambda reported, material: paragraph(_words_now(reported, material))),
        ("Change", lambda reported, _: paragraph(_change(reported))),
    )
    yield table_of_measures(phrase("What changed, {}", material.period_words), columns, moved, material)
    points = "; of percentages in points" if any(is_percentage(reported) for reported in moved) else ""
    yield Paragraph(f"Changes: in per cent of the figure before{points}.")


def _others(asked: _Measures, moved: _Measures, material: Material) -> Iterator[Paragraph]:
    """The measures without a row, by why they have none."""
    same = tuple(reported for reported in asked if _is_compared(reported, material) and _is_same(reported))
    rest = tuple(reported for reported in asked if reported not in (*moved, *same))
    to_date = tuple(reported for reported in rest if reported.measure.quarters == "to-date")
    unknown = tuple(reported for reported in rest if reported not in to_date)
    told: tuple[tuple[str, _Measures, Callable[[ReportedMeasure, Material], Phrase]], ...] = (
        ("Unchanged", same, _words_now),
        ("Counted from the start of the year, so that they can but grow", to_date, _both),
        ("Not compared, as a quarter has no figure", unknown, _both),
    )
    for why, measures, words in told:
        if measures:
            items = (phrase("{} ({})", reported.name_words, words(reported, material)) for reported in measures)
            yield paragraph(phrase("{}: {}.", why, joined("; ", items)), refs=tuple(reported.ref for reported in measures))


def _both(reported: ReportedMeasure, material: Material) -> Phrase:
    """What is known of both quarters: 'Quarter 1: 12, Quarter 2: Not yet available'; of one that was not asked, nothing."""
    now = phrase("{}: {}", material.quarter_words(material.period.quarter), _words_now(reported, material))
    before = _words_before(reported, material)
    return phrase("{}: {}, {}", _quarter_before(material), before, now) if before else now


def _is_compared(reported: ReportedMeasure, material: Material) -> bool:
    performance = reported.performance
    is_of_period = performance.quarter == material.period.quarter
    return is_of_period and performance.figure is not None and performance.quarter_before is not None


def _is_same(reported: ReportedMeasure) -> bool:
    now, before = reported.performance.figure, reported.performance.quarter_before
    return now is not None and before is not None and now.value == before.value


def _change(reported: ReportedMeasure) -> Phrase:
    return change_words(reported, reported.performance.quarter_before)


def _now(reported: ReportedMeasure, material: Material) -> bool:
    return _has_figure(reported, material.period.quarter)


def _before(reported: ReportedMeasure, material: Material) -> bool:
    quarter = _name_before(material)
    return _has_figure(reported, quarter) if quarter else _of_last_year(reported, material) is not None


def _has_figure(reported: ReportedMeasure, quarter: str) -> bool:
    known = reported.figures.get(quarter)
    return known is not None and known.figure["value"] is not None


def _name_before(material: Material) -> str:
    """The quarter before, of the same year: 'Q1'; '' before the first."""
    number = QUARTERS.index(material.period.quarter)
    return QUARTERS[number - 1] if number else ""


def _quarter_before(material: Material) -> Phrase:
    quarter = _name_before(material)
    return material.quarter_words(quarter) if quarter else phrase("{} of last year", material.quarter_of_last_year(_LAST))


def _words_now(reported: ReportedMeasure, material: Material) -> Phrase:
    return figure_words(material, reported, material.period.quarter)


def _words_before(reported: ReportedMeasure, material: Material) -> Phrase:
    """The figure of the quarter before as printed; of no pieces if it was not asked then."""
    quarter = _name_before(material)
    if quarter:
        return figure_words(material, reported, quarter) if quarter in reported.figures else Phrase()
    number = _of_last_year(reported, material)
    return amount(number, reported) if number else Phrase()


def _of_last_year(reported: ReportedMeasure, material: Material) -> Number | None:
    """The figure of last year's last quarter that the period's is compared with."""
    is_of_period = reported.performance.quarter == material.period.quarter == _FIRST
    return reported.performance.quarter_before if is_of_period else None
