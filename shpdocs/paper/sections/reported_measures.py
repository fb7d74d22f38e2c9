"""Measures as the paper reports them: each with its figures so far and its position, and how these read in words and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.kinds import KINDS
from shpdocs.answers.values import show_number
from shpdocs.definitions.wording import show_figure, show_value, unit_heading
from shpdocs.figures.arithmetic import exact, judged, less, per_cent_change, rounded, together
from shpdocs.figures.performance import TOLERANCE, Performance, performance
from shpdocs.figures.reported import AWAITED, ReportedFigure, reported_figure
from shpdocs.figures.stated import unit_of
from shpdocs.model import phrase as phrases
from shpdocs.model.definition import Definition, Measure, Part, Series
from shpdocs.model.document import Paragraph, Table
from shpdocs.model.origin import PER_CENT, Number, Origin, Rule, Stated, Statement
from shpdocs.model.period import QUARTERS
from shpdocs.model.phrase import Phrase, Words, beginning, from_origin, joined, paragraph, phrase, table, text_of
from shpdocs.model.profile import OTHER_MEASURES, Theme
from shpdocs.model.returns import SUPPRESSED, Return
from shpdocs.paper.sections.definition_words import measure_words, part_words, stated_of_measure
from shpdocs.paper.sections.material import Material, uncapitalised


class ReportedMeasure(Struct, frozen=True):
    """A measure, or one part of a compound measure, with its figures and its position.

    `figures` holds, for every quarter asked so far, what is known of it. `performance` is that of the last of them whose
    figure is not awaited; `awaited` are the quarters after it. `ref` names the answer ('made-up/measures/robbery/figure').
    """

    theme: Theme
    definition: Definition
    measure: Measure
    part: Part | None
    figures: Mapping[str, ReportedFigure | None]
    performance: Performance
    awaited: tuple[str, ...]
    ref: str

    @property
    def name(self) -> str:
        """What it is called: 'Robbery', 'Disposals: PWIT'. A part takes the place of all where the measure's name lists them:
        'Youth disposals for PWIT' of 'Youth disposals for PWIT and VAP'.
        """
        return self.name_words.text

    @property
    def name_words(self) -> Phrase:
        """The same, with the definition as its origin."""
        name = measure_words(self.definition, self.measure, "name")
        if self.part is None:
            return name
        label = part_words(self.definition, self.measure, self.part)
        all_labels = phrases.listed([part.label for part in self.measure.parts]).text
        if len(self.measure.parts) > 1 and all_labels in name.text:
            return joined(label, (from_origin(words, name.pieces[0].origin) for words in name.text.split(all_labels)))
        return phrase("{}: {}", name, label)

    @property
    def own(self) -> str:
        """What the definition's keys of its own baseline and label begin with, under those of the measure: 'parts.pwit.' of a part."""
        return f"parts.{self.part.key}." if self.part else ""

    def stated(self, words: str, key: str) -> Statement:
        """Something that the definition, or the library, states of the measure."""
        return stated_of_measure(self.definition, self.measure, words, key)

    @property
    def unit_words(self) -> Phrase:
        """What its figures are in, over a column or at an axis: 'Number', 'Per cent', 'Rate per 10,000'."""
        unit = self.stated("unit of the measure", "per" if "{per}" in KINDS[self.measure.unit].unit else "unit")
        return from_origin(unit_heading(self.measure), unit)

    @property
    def has_figure(self) -> bool:
        """Whether any quarter so far has a figure."""
        return any(known and known.figure["value"] is not None for known in self.figures.values())

    @property
    def as_measure(self) -> Measure:
        """The measure, or the part as a measure by itself, with the baseline and target that are its own.

        A rate whose name says what it is per is printed as a bare number.
        """
        if self.part is None:
            names_its_per = self.measure.unit == "rate" and " per " in self.measure.name
            return replace(self.measure, unit="number") if names_its_per else self.measure
        target = self.part.target or (self.measure.target if self.performance.target is not None else None)
        return replace(self.measure, parts=(), baseline=self.part.baseline, target=target)


Column = tuple[Words, Callable[[ReportedMeasure, Material], Paragraph]]  # its heading, and its cell for a measure


def reported_measures(material: Material) -> tuple[ReportedMeasure, ...]:
    """Every published figure asked so far this year, in the order of the priorities; each part of a compound measure apart."""
    return tuple(
        _reported(material, theme, definition, measure, asked)
        for theme in (*material.profile.themes, OTHER_MEASURES)
        for definition in material.definitions
        for measure in definition.measures
        if measure.theme == theme.key and _is_reported(material, definition, measure)
        for asked in measure.series
    )


def figure_words(material: Material, reported: ReportedMeasure, quarter: str, with_quarter: bool = False) -> Phrase:
    """A quarter's figure as printed, with what a reader should know of it, '104 (Q2, provisional)'; never empty."""
    known = reported.figures.get(quarter)
    marks: list[Words] = [from_origin(quarter, _which_quarter(material, reported, quarter))] if with_quarter else []
    if known is None:
        is_received = reported.definition.sub_group in material.returns
        return _marked(_no_entry(material, reported, quarter) if is_received else material.absence_words(reported.definition), marks)
    words = from_origin(
        show_figure(reported.measure, known.figure, material.profile.words), figure_origin(known, reported.measure, quarter)
    )
    marks += [from_origin(mark, known.mark_origin(mark)) for mark in known.marks]
    return _marked(words or material.words("no_entry"), marks)


def _no_entry(material: Material, reported: ReportedMeasure, quarter: str) -> Phrase:
    grounds = (blank_origin(material, reported, quarter), material.words_origin("no_entry"))
    return from_origin(material.profile.words.no_entry, judged(f"Quarter {quarter[1]}", "made-of", grounds))


def blank_origin(material: Material, reported: ReportedMeasure, quarter: str) -> Statement:
    """Where a quarter's figure would stand that is blank: in the return of that quarter, if that is in force."""
    sub_group, words = reported.definition.sub_group, f"Quarter {quarter[1]}, blank"
    is_there = sub_group in material.returns if quarter == material.period.quarter else quarter in material.earlier.get(sub_group, {})
    if not is_there:
        return Statement(words, Rule("a quarter of which no return is in force has no figure"))
    return material.answer_origin(reported.ref, words, quarter)


def _which_quarter(material: Material, reported: ReportedMeasure, quarter: str) -> Origin:
    """The quarter's name, and where figures of later ones are awaited, that they are: else it would be another."""
    named = material.of_calendar(quarter)
    awaited = ((name, known) for name in reported.awaited if (known := reported.figures[name]))
    lacking = (figure_origin(known, reported.measure, name) for name, known in awaited)
    return together("latest quarter with a figure", (named, *lacking))


def figure_origin(known: ReportedFigure, measure: Measure, quarter: str) -> Origin:
    """Where a quarter's figure comes from, or the words that stand in its place."""
    words = f"Quarter {quarter[1]}"
    said = known.number(words, unit_of(measure)) or Statement(words, known.source)
    return judged(words, "suppressed", (said,)) if known.figure["reason"] == SUPPRESSED else said


def _marked(words: Words, marks: list[Words]) -> Phrase:
    return phrase("{} ({})", words, joined(", ", marks)) if marks else phrase("{}", words)


def _is_reported(material: Material, definition: Definition, measure: Measure) -> bool:
    is_asked = any(quarter <= material.period.quarter for quarter in measure.asked_in)
    return measure.is_figure and measure.publish and is_asked and not material.kept_out(definition.sub_group, measure.key)


def _reported(material: Material, theme: Theme, definition: Definition, measure: Measure, series: Series) -> ReportedMeasure:
    base, part = series.pointer, series.part
    asked = sorted(quarter for quarter in measure.asked_in if quarter <= material.period.quarter)
    figures = {quarter: material.figure(definition.sub_group, quarter, base) for quarter in asked}
    answered = [quarter for quarter in asked if not _is_awaited(figures[quarter])]
    last_quarter = answered[-1] if answered else asked[-1]
    last_year = _figures_of_year(material.last_year.get(definition.sub_group, {}), base)
    position = performance(measure, part, last_quarter, figures, last_year, tolerance(material), definition.file)
    awaited = tuple(quarter for quarter in asked if quarter > last_quarter)
    return ReportedMeasure(theme, definition, measure, part, figures, position, awaited, f"{definition.sub_group}{base}/figure")


def tolerance(material: Material) -> Number:
    """How far off a figure may be and still be amber, where the measure does not say."""
    value = TOLERANCE.value if material.settings is None else exact(material.settings.tolerance)
    return TOLERANCE if value == TOLERANCE.value else Number("tolerance", value, Stated("shpdocs.toml", "tolerance"), PER_CENT)


def _is_awaited(known: ReportedFigure | None) -> bool:
    return known is None or known.figure["reason"] == AWAITED


def _figures_of_year(returns: Mapping[str, Return], base: str) -> dict[str, ReportedFigure | None]:
    """What the returns of a year say of each of its quarters."""
    return {quarter: reported_figure(quarter, base, returns) for quarter in QUARTERS}


def amount(number: Number, reported: ReportedMeasure, places: int = 1) -> Phrase:
    """A number of the measure with its unit, rounded for print."""
    return from_origin(show_value(rounded(number.value, places), reported.as_measure), number)


def variance_words(reported: ReportedMeasure) -> Phrase:
    """How far the position is from what is expected: '8.9% below', 'As expected', 'Within the band'; blank if it is not known."""
    performance = reported.performance
    if performance.difference is None:
        return Phrase()
    if not performance.difference.value and performance.expected is None:
        return from_origin("Within the band", performance.held_against_bounds)
    if not performance.difference.value:
        return from_origin("As expected", performance.difference)
    return difference_words(performance.difference, performance.variance, reported)


def difference_words(difference: Number, per_cent: Number | None, reported: ReportedMeasure) -> Phrase:
    """A difference other than nought: '8.9% below'; of percentages in points ('6 points above'), of nought as it is ('3 above')."""
    shown, origin = _size(difference, per_cent, reported)
    return from_origin(f"{shown} {'above' if difference.value > 0 else 'below'}", origin)


def change_words(reported: ReportedMeasure, earlier: Number | None) -> Phrase:
    """The figure's change on an earlier one: 'Up 4.9%', 'Down 1 point' of percentages, 'Up 5 from 0', 'No change'; blank if not known."""
    now = reported.performance.figure
    if now is None or earlier is None:
        return Phrase()
    difference = less(f"change on {earlier.words}", now, earlier)
    if not difference.value:
        return from_origin("No change", difference)
    shown, origin = _size(difference, per_cent_change(f"change on {earlier.words}", now, earlier), reported)
    change = from_origin(f"{'Up' if difference.value > 0 else 'Down'} {shown}", origin)
    return change if earlier.value or is_percentage(reported) else phrase("{} from {}", change, amount(earlier, reported))


def is_percentage(reported: ReportedMeasure) -> bool:
    """Whether the measure's figures are in per cent, so that its differences are percentage points."""
    return KINDS[reported.measure.unit].is_percentage


def table_of_measures(title: Words, columns: tuple[Column, ...], measures: tuple[ReportedMeasure, ...], material: Material) -> Table:
    """A table with a row for each of the measures."""
    rows = tuple(tuple((cell(reported, material),) for _, cell in columns) for reported in measures)
    header = [heading for heading, _ in columns]
    contents = [beginning(phrase("{}", heading), uncapitalised) for heading in header if text_of(heading) != "Measure"]
    return table(title, phrase("One row for each measure, with its {}.", phrases.listed(contents)), header, rows)


def name_cell(reported: ReportedMeasure, _: Material) -> Paragraph:
    """The measure's name, with the ref of its figures: what stands beside it is worked out from them."""
    return paragraph(reported.name_words, refs=(reported.ref,))


def _size(difference: Number, per_cent: Number | None, reported: ReportedMeasure) -> tuple[str, Number]:
    """How large a difference is, as printed, and the number that this is."""
    if is_percentage(reported):
        points = rounded(abs(difference.value))
        noun = "point" if points == 1 else "points"
        return f"{show_number(points)} {noun}" if points else "less than 0.1 points", difference
    if per_cent is None:
        return show_value(rounded(abs(difference.value)), reported.as_measure), difference
    size = rounded(abs(per_cent.value))
    return f"{show_number(size)}%" if size else "less than 0.1%", per_cent
