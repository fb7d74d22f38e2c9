"""What a paper told of every answer: its value and the words printed, or that it was suppressed or withheld."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from shpdocs.answers.kinds import kind_of
from shpdocs.definitions.wording import show_figure
from shpdocs.figures.reported import ReportedFigure, reported_figure
from shpdocs.model.definition import ACTIVITY, COMMENTARY, PROGRESS, REVISION, Asked, Definition, Measure, Series
from shpdocs.model.disclosure import Known
from shpdocs.model.document import Document
from shpdocs.model.edition import PrintedAnswer
from shpdocs.model.period import Period, slashed, year_before
from shpdocs.model.returns import SUPPRESSED
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.missing import refs_of
from shpdocs.paper.sections.reported_measures import ReportedMeasure, reported_measures
from shpdocs.paper.sections.withheld import exempt_material

_WITH_LAST_YEAR = ("dashboard", "headlines")  # the sections that print a change on the same quarter of the year before
_COMPARING = (*_WITH_LAST_YEAR, "changed")  # those that print one on a figure of the year before
_BASE, _DAY = Asked("count"), Asked("date")
_OF_MEASURE = (("activity", "activity", ACTIVITY), ("progress", "progress", PROGRESS))  # key, what it is called, what is asked
_OF_FIGURE = (
    ("commentary", "commentary", COMMENTARY),
    ("revision", "why revised", REVISION),
    ("base", "what it is per cent of", _BASE),
    ("data-as-at", "data as at", _DAY),
)


def printed_answers(material: Material, document: Document, returned: Known) -> tuple[PrintedAnswer, ...]:
    """Return what the public paper told of each answer, in the order of the definitions; what it did not print is not there.

    `material` is that of the public paper, `document` the paper composed of it. The value is that of `returned`, what was known before
    small numbers were rounded; the words are the paper's. Of a measure that it prints every quarter so far is
    told, since a year to date is made of all; so is a figure of the year before that it compares one with. Of a compound measure
    each part is an answer. The value of a figure that there is none of is the reason ('not-yet-available'). A baseline or target is told
    of only where the paper withholds it.
    """
    refs = frozenset(refs_of(document.blocks)) | frozenset(_refs_of_footer(material))
    as_returned = replace(material, returns=returned.returns, earlier=returned.earlier, last_year=returned.last_year)
    others = (_exempt(material), as_returned)
    told = [answer for definition in material.definitions for answer in _SubGroup(material, *others, refs, definition).answers()]
    return (*told, *_last_year(material, as_returned, refs))


def _exempt(material: Material) -> Material:
    """The material of what is withheld, which is nothing if nobody parted it."""
    return exempt_material(material) if material.disclosed else replace(material, returns={}, earlier={}, last_year={})


def _refs_of_footer(material: Material) -> Iterator[str]:
    for line in material.profile.footer:
        for sub_group, key in re.findall(r"\{([^{}/]*)/([^{}/]*)\}", line):
            yield f"{sub_group}/fields/{key}"


@dataclass(frozen=True)
class _SubGroup:
    """A sub-group's answers: `refs` are those that the paper prints something of."""

    material: Material
    exempt: Material
    returned: Material
    refs: Collection[str]
    definition: Definition

    def answers(self) -> Iterator[PrintedAnswer]:
        """What the paper told of each, in the definition's order."""
        asked = (*self._fields(), *self._measures(), *self._cells())
        for pointer, name, question in asked:
            if isinstance(question, Asked):
                yield from self._text(pointer, name, question)
            else:
                yield from self._figures(question, pointer, name)
        yield from self._withheld_statements()

    def _withheld_statements(self) -> Iterator[PrintedAnswer]:
        for measure in self.definition.measures:
            for series in measure.series:
                owner = series.part or measure
                for what, statement in (("baseline", owner.baseline), ("target", owner.target)):
                    if statement and statement.none == SUPPRESSED:
                        answer = f"{self.definition.sub_group}{series.pointer}/{what}"
                        yield PrintedAnswer(answer, str(self.material.period), "suppressed", f"{series.name}: {what}")

    def _fields(self) -> Iterator[tuple[str, str, Asked]]:
        title = self.definition.title
        for field in self.definition.fields:
            yield f"/fields/{field.key}", field.label if title in field.label else f"{field.label} ({title})", field.asked

    def _measures(self) -> Iterator[tuple[str, str, Asked | Measure]]:
        for measure in self.definition.measures:
            for series in measure.series:
                yield series.pointer, series.name, measure
                for key, words, asked in _OF_FIGURE:
                    yield f"{series.pointer}/figure/{key}", f"{series.name}: {words}", asked
            for key, words, asked in _OF_MEASURE:
                yield f"/measures/{measure.key}/{key}", f"{measure.name}: {words}", asked

    def _cells(self) -> Iterator[tuple[str, str, Asked]]:
        for table in self.definition.tables:
            rows = max((each.row_pointers(self.definition, table) for each in (self.material, self.exempt)), key=len)
            for number, (label, pointer) in enumerate(rows, 1):
                for column in table.columns:
                    yield f"{pointer}/{column.key}", f"{table.title}, {label or f'row {number}'}: {column.label}", column.asked

    def _text(self, pointer: str, name: str, asked: Asked) -> Iterator[PrintedAnswer]:
        sub_group, period = self.definition.sub_group, str(self.material.period)
        answer = f"{sub_group}{pointer}"
        value = self.material.answer(sub_group, pointer)
        returned = self.returned.answer(sub_group, pointer)
        if self.exempt.answer(sub_group, pointer) is not None:
            yield PrintedAnswer(answer, period, "withheld", name)
        elif answer in self.refs and value is not None and not (value == SUPPRESSED and asked.suppressible):
            yield PrintedAnswer(answer, period, "printed", name, returned, kind_of(asked).show(value, asked))
        elif answer in self.refs and any(block.refs for block in self.material.blocks(self.definition, pointer, asked)):
            yield PrintedAnswer(answer, period, "suppressed", name)

    def _figures(self, measure: Measure, pointer: str, name: str) -> Iterator[PrintedAnswer]:
        sub_group, year = self.definition.sub_group, self.material.period.year
        is_told = f"{sub_group}{pointer}/figure" in self.refs
        for quarter in self.material.period.quarters_so_far:
            answer, period, in_words = f"{sub_group}{pointer}", f"{year}-{quarter}", f"{name}, Quarter {quarter[1]}"
            known = self.material.figure(sub_group, quarter, pointer)
            if self.exempt.figure(sub_group, quarter, pointer):
                yield PrintedAnswer(answer, period, "withheld", in_words)
            elif known and is_told and quarter in measure.asked_in:
                returned = self.returned.figure(sub_group, quarter, pointer)
                yield _figure(self.material, measure, known, returned, answer, period, in_words)


def _figure(
    material: Material, measure: Measure, known: ReportedFigure, returned: ReportedFigure | None, answer: str, period: str, name: str
) -> PrintedAnswer:
    """What was told of a figure: `known` to the public, and as it was `returned`."""
    if known.figure["reason"] == SUPPRESSED:
        return PrintedAnswer(answer, period, "suppressed", name)
    shown = show_figure(measure, known.figure, material.profile.words)
    figure = (returned or known).figure
    value = figure["reason"] if figure["value"] is None else figure["value"]
    return PrintedAnswer(answer, period, "printed", name, value, shown, bool(known.figure.get("provisional")))


def _last_year(material: Material, returned: Material, refs: Collection[str]) -> Iterator[PrintedAnswer]:
    """The figures of the year before with which a section compares those of this one."""
    kinds = {plan.kind for plan in material.profile.sections if not plan.exempt}
    if kinds.isdisjoint(_COMPARING):
        return
    for reported in reported_measures(material):
        if reported.ref not in refs:
            continue
        series = next(series for series in reported.measure.series if series.part == reported.part)
        for quarter in _compared_with(reported, kinds):
            yield from _figure_of_last_year(material, returned, reported, series, quarter)


def _compared_with(reported: ReportedMeasure, kinds: Collection[str]) -> tuple[str, ...]:
    """The quarters of the year before whose figures sections of these kinds compare with the last one."""
    performance = reported.performance
    is_same_compared = performance.same_quarter_last_year is not None and any(kind in kinds for kind in _WITH_LAST_YEAR)
    same = (performance.quarter,) if is_same_compared else ()
    return (*same, "Q4") if performance.quarter == "Q1" and performance.quarter_before is not None else same


def _figure_of_last_year(
    material: Material, returned: Material, reported: ReportedMeasure, series: Series, quarter: str
) -> Iterator[PrintedAnswer]:
    sub_group = reported.definition.sub_group
    known, as_returned = (reported_figure(quarter, series.pointer, each.last_year.get(sub_group, {})) for each in (material, returned))
    if known:
        period = Period(year_before(material.period.year), quarter)
        name = f"{series.name}, Quarter {quarter[1]} of {slashed(period.year)}"
        yield _figure(material, reported.measure, known, as_returned, f"{sub_group}{series.pointer}", str(period), name)
