"""The headline of the biggest change: on the same quarter of last year, or else on the quarter before."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from shpdocs.answers.kinds import KINDS
from shpdocs.figures.arithmetic import judged, less, per_cent_change
from shpdocs.model.document import Block
from shpdocs.model.origin import Number, Rule, Statement
from shpdocs.model.phrase import Phrase, beginning, from_origin, paragraph, phrase
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.reported_measures import ReportedMeasure, amount, change_words, is_percentage

_LEAST_COMPARED = 20  # cases: of fewer, one or two more make a large per cent that says nothing
_COMPARED = Statement(
    "what is compared", Rule(f"a change of fewer than {_LEAST_COMPARED} cases in per cent says little, and is not compared")
)
_SINCE = (
    ("the same quarter of last year", attrgetter("performance.same_quarter_last_year")),
    ("the quarter before", attrgetter("performance.quarter_before")),
)


def biggest_change(measures: tuple[ReportedMeasure, ...], material: Material) -> Iterator[Block]:
    """The biggest change: on the same quarter of last year if that is known of any figure, else on the quarter before.

    Counts are compared by per cent, of no tiny figure; where there is none to compare, percentages are by points.
    """
    counts = tuple(reported for reported in measures if not KINDS[reported.measure.unit].is_ratio and not _is_rounded(reported, material))
    percentages = tuple(reported for reported in measures if is_percentage(reported))
    many = from_origin(f"counts of {_LEAST_COMPARED} or more", _COMPARED)
    for compared, among in ((counts, many), (percentages, phrase("percentages"))):
        for since, earlier in _SINCE:
            changes = [(change, reported) for reported in compared if (change := _change(reported, earlier(reported)))]
            if changes:
                _, biggest = max(changes, key=lambda changed: abs(changed[0].value))  # the first of those that changed alike
                start = from_origin("The biggest change", judged("the biggest change", "greatest", (change for change, _ in changes)))
                told = _change_words(biggest, earlier(biggest), material)
                yield paragraph(phrase("{} on {}, among {}: {}.", start, since, among, told), refs=(biggest.ref,))
                return


def _change(reported: ReportedMeasure, earlier: Number | None) -> Number | None:
    """How a figure changed, in per cent or points; None if that is not known, or says nothing."""
    now, words = reported.performance.figure, f"change of {reported.name}"
    if now is None or earlier is None or now.value == earlier.value:
        return None
    if is_percentage(reported):
        return less(words, now, earlier)
    return per_cent_change(words, now, earlier) if earlier.value >= _LEAST_COMPARED else None


def _change_words(reported: ReportedMeasure, earlier: Number, material: Material) -> Phrase:
    """'Robbery, 104 in Quarter 2, down 17.5% from 126'."""
    performance = reported.performance
    figure = amount(performance.figure, reported) if performance.figure else ""
    quarter, change = material.quarter_words(performance.quarter), beginning(change_words(reported, earlier), str.lower)
    return phrase("{}, {} in {}, {} from {}", reported.name_words, figure, quarter, change, amount(earlier, reported))


def _is_rounded(reported: ReportedMeasure, material: Material) -> bool:
    """Whether the figures are rounded for print, so that their changes are not those of what was counted."""
    rule = reported.measure.small_numbers or (material.settings.small_numbers if material.settings else None)
    return reported.measure.people and rule is not None and rule.round_to > 0
