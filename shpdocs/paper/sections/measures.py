"""Measures by theme: objective, target, baseline, every quarter so far, and the activity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from shpdocs.answers.dates import show_date
from shpdocs.answers.kinds.narrative import blocks_of
from shpdocs.definitions.wording import show_figure
from shpdocs.figures.arithmetic import exact, together
from shpdocs.figures.reported import ReportedFigure
from shpdocs.model import phrase as phrases
from shpdocs.model.definition import Definition, Measure, Series
from shpdocs.model.document import Block, Paragraph, Table, Text
from shpdocs.model.origin import Number, Origin, Statement
from shpdocs.model.phrase import Phrase, Words, ended, from_origin, heading, joined, listed, paragraph, phrase, phrase_of
from shpdocs.model.profile import OTHER_MEASURES, UNDER_FIRST, SectionPlan, Theme
from shpdocs.model.returns import SUPPRESSED
from shpdocs.paper.sections.aims import baseline_words, target_words
from shpdocs.paper.sections.definition_words import measure_words, part_words, table_title_words
from shpdocs.paper.sections.material import HELD_BACK, Material
from shpdocs.paper.sections.reported_measures import figure_origin
from shpdocs.paper.sections.tables import table_blocks

NONE_SET = "None set"
_Measures = tuple[tuple[Definition, Measure], ...]


def measures(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """A heading and a table for each theme that has measures, each followed by the breakdowns of its measures."""
    blocks: list[Block] = []
    for theme, of_theme in measures_by_theme(material):
        if not plan.omit_when_empty or any(_has_content(material, definition, measure) for definition, measure in of_theme):
            level = plan.level + (1 if plan.heading else 0)
            title = from_origin(theme.heading, material.theme_origin(theme, "heading"))
            blocks += [heading(title, level), _table(plan, material, title, _first_heading(material, theme), of_theme)]
            blocks += _breakdowns(material, of_theme, level + 1)
    return tuple(blocks)


def _first_heading(material: Material, theme: Theme) -> Words:
    """What stands over the first column; the usual word stands in no profile."""
    words, usual = theme.first_column, OTHER_MEASURES.first_column
    return usual if words == usual else from_origin(words, material.theme_origin(theme, "first-column"))


def measures_by_theme(material: Material) -> tuple[tuple[Theme, _Measures], ...]:
    """The measures asked in the quarter that a paper may print, by theme in the profile's order; no theme without any."""
    themes = []
    for theme in (*material.profile.themes, OTHER_MEASURES):
        of_theme = tuple(
            (definition, measure)
            for definition in material.definitions
            for measure in definition.measures_asked(material.period.quarter)
            if measure.theme == theme.key and measure.publish
        )
        if of_theme:
            themes.append((theme, of_theme))
    return tuple(themes)


def single_measure_table(material: Material, definition: Definition, measure: Measure) -> tuple[Block, ...]:
    """One measure in a table of its own, without a heading and without its breakdowns."""
    plan = next((plan for plan in material.profile.sections if plan.kind == "measures"), None)
    plan = plan or SectionPlan("measures", target_heading="Target", baseline_heading="Baseline", with_counts=True)
    title = measure_words(definition, measure, "name")
    return (_table(plan, material, title, OTHER_MEASURES.first_column, ((definition, measure),)),)


def _has_content(material: Material, definition: Definition, measure: Measure) -> bool:
    """Whether there is anything to print of the measure, a reason for no figure apart; a missing return is, and what is withheld or
    suppressed."""
    if definition.sub_group not in material.returns or material.kept_out(definition.sub_group, measure.key):
        return True
    texts = [material.answer(definition.sub_group, f"/measures/{measure.key}/{key}") for key in ("progress", "activity")]
    quarters = material.period.quarters_so_far
    figures = [material.figure(definition.sub_group, quarter, asked.pointer) for quarter in quarters for asked in measure.series]
    return any(texts) or any(known and (known.figure["value"] is not None or known.figure["reason"] == SUPPRESSED) for known in figures)


def _table(plan: SectionPlan, material: Material, title: Words, first_heading: Words, of_theme: _Measures) -> Table:
    """The table of a theme's measures. A column for targets or baselines is printed only if one of the measures has any."""
    quarters = material.period.quarters_so_far
    targets = [target_words(material, definition, measure) for definition, measure in of_theme]
    baselines = [baseline_words(material, definition, measure) for definition, measure in of_theme]
    columns = (
        (_column_heading(plan, "target-heading"), targets, NONE_SET),
        (_column_heading(plan, "baseline-heading"), baselines, material.words("no_baseline")),
    )
    printed = [column for column in columns if any(column[1])]
    names = [from_origin(quarter, material.of_calendar(quarter)) for quarter in quarters]
    header = (first_heading, *(heading for heading, _, _ in printed), *names, "Activity")
    rows = tuple(
        (
            _first_cell(plan, definition, measure),
            *((paragraph(texts[number] or blank),) for _, texts, blank in printed),
            *_quarter_cells(plan, material, definition, measure),
            _activity_cell(material, definition, measure, of_theme[:number]),
        )
        for number, (definition, measure) in enumerate(of_theme)
    )
    to = from_origin(str(material.period), material.of_calendar(material.period.quarter))
    return phrases.table(title, phrase("Objectives, figures for each quarter to {}, and activity.", to), header, rows)


def _column_heading(plan: SectionPlan, key: Literal["target-heading", "baseline-heading"]) -> Phrase:
    words = plan.target_heading if key == "target-heading" else plan.baseline_heading
    return from_origin(words, Statement("heading of the column", plan.stated(key)) if plan.file else None)


def _first_cell(plan: SectionPlan, definition: Definition, measure: Measure) -> tuple[Text, ...]:
    """The objective and, where the profile wants it, what the figure counts and its source."""
    objective = paragraph(measure_words(definition, measure, "objective"))
    if not plan.with_counts:
        return (objective,)
    source = [phrase("Source: {}", ended(measure_words(definition, measure, "source")))] if measure.source else []
    counts = ended(measure_words(definition, measure, "counts"))
    return (objective, paragraph(joined(" ", [counts, *source, *counts_of_parts(definition, measure)])))


def counts_of_parts(definition: Definition, measure: Measure) -> list[Phrase]:
    """What each part of a compound measure counts, as far as that is said."""
    return [
        phrase("{}: {}", part_words(definition, measure, part), ended(part_words(definition, measure, part, "counts")))
        for part in measure.parts
        if part.counts
    ]


def _quarter_cells(plan: SectionPlan, material: Material, definition: Definition, measure: Measure) -> list[tuple[Text, ...]]:
    quarters = material.period.quarters_so_far
    if words := material.kept_out(definition.sub_group, measure.key):
        refs = [f"{definition.sub_group}{asked.pointer}/figure" for asked in measure.series]
        return [(paragraph(from_origin(words, material.kept_back(*refs, quarter=quarter))),) for quarter in quarters]
    if measure.unit != "progress":
        return [(_quarter(material, definition, measure, quarter),) for quarter in quarters]
    if definition.sub_group not in material.returns:
        return [(paragraph(material.absence_words(definition)),) for _ in quarters]
    # one account for the year so far: printed once, under the quarter that the paper is about
    progress = _narrative(material, definition, f"/measures/{measure.key}/progress", "progress") or (paragraph(material.words("no_entry")),)
    under = quarters[0] if plan.progress_under == UNDER_FIRST else quarters[-1]
    see: tuple[Text, ...] = (paragraph(phrase("See {}", from_origin(under, material.of_calendar(under)))),)
    return [progress if quarter == under else see for quarter in quarters]


def _narrative(material: Material, definition: Definition, pointer: str, words: str) -> tuple[Text, ...]:
    """An account of a measure as blocks; () if blank."""
    ref = f"{definition.sub_group}{pointer}"
    return blocks_of(material.answer(definition.sub_group, pointer) or "", (ref,), material.answer_origin(ref, words))


def _quarter(material: Material, definition: Definition, measure: Measure, quarter: str) -> Paragraph:
    """One quarter's figure, or that of a compound measure, each part with its label; marked if provisional, revised or corrected."""
    if quarter not in measure.asked_in:
        return paragraph(material.words("not_applicable"))
    pointers = [asked.pointer for asked in measure.series]
    figures = [material.figure(definition.sub_group, quarter, base) for base in pointers]
    if definition.sub_group not in material.returns and not any(figures):
        return paragraph(material.absence_words(definition))
    texts = [_figure(material, measure, known, quarter) for known in figures]
    if measure.parts and any(known and known.figure["value"] is not None for known in figures):
        labels = (part_words(definition, measure, part) for part in measure.parts)
        texts = [phrase("{} {}", text, label) for text, label in zip(texts, labels, strict=True)]
    refs = tuple(f"{definition.sub_group}{base}/figure" for base in pointers)
    return paragraph(_marked(joined(" and ", _each_once(texts)), figures), refs=refs)


def _figure(material: Material, measure: Measure, known: ReportedFigure | None, quarter: str) -> Phrase:
    shown = show_figure(measure, known.figure, material.profile.words) if known else ""
    return from_origin(shown, figure_origin(known, measure, quarter)) if known and shown else material.words("no_entry")


def _each_once(texts: list[Phrase]) -> list[Phrase]:
    """Words that stand in the place of several figures once, from all of them."""
    alike: dict[str, list[Phrase]] = {}
    for text in texts:
        alike.setdefault(text.text, []).append(text)
    return [same[0] if len(same) == 1 else from_all(same) for same in alike.values()]


def from_all(same: list[Phrase]) -> Phrase:
    """Words that are said of several figures, once, from all of them; `same` are alike."""
    origins = (piece.origin for text in same for piece in text.pieces if piece.origin)
    return from_origin(same[0].text, together("figures of the parts", origins))


def _marked(words: Phrase, figures: Sequence[ReportedFigure | None]) -> Phrase:
    marks = sorted({mark for known in figures if known for mark in known.marks})
    return phrase("{} ({})", words, joined(", ", (mark_words(mark, figures) for mark in marks))) if marks else words


def mark_words(mark: str, figures: Sequence[ReportedFigure | None], words: str = "") -> Phrase:
    """What is said of figures, 'provisional' or as `words` have it, from all of them of which it is said."""
    origins = (known.mark_origin(mark) for known in figures if known and mark in known.marks)
    return from_origin(words or mark, together(mark, origins))


def _activity_cell(material: Material, definition: Definition, measure: Measure, above: _Measures) -> tuple[Text, ...]:
    """The activity and what the lead said of the figure. `above` are the measures of the rows above."""
    if words := material.kept_out_words(definition.sub_group, f"/measures/{measure.key}"):
        return (paragraph(words),)
    if definition.sub_group not in material.returns:
        return (material.absence_paragraph(definition),)
    activity = _narrative(material, definition, f"/measures/{measure.key}/activity", "activity")
    if measure.activity_with:
        activity = (paragraph(_shared_activity(definition, measure, above)),)
    held = _held_back(material, definition, measure)
    return (*activity, *_remarks(material, definition, measure), *held) or (paragraph(material.words("no_entry")),)


def _held_back(material: Material, definition: Definition, measure: Measure) -> Iterator[Paragraph]:
    """What of a measure is held back by itself: its commentary, say."""
    for held in material.held_back:
        if held.answer.startswith(f"{definition.sub_group}/{measure.key}/"):
            origin = material.kept_back(f"{definition.sub_group}{held.pointer}")
            yield paragraph(from_origin(f"{HELD_BACK}: {held.title.removeprefix(f'{measure.name}: ')}.", origin))


def _shared_activity(definition: Definition, measure: Measure, above: _Measures) -> Words:
    """Where the shared activity is printed: in the row above, if that row prints it or points to it too."""
    if above:
        owner, last = above[-1]
        if owner is definition and measure.activity_with in (last.key, last.activity_with):
            return "See row above"
    shared_with = next(other for other in definition.measures if other.key == measure.activity_with)
    return phrase("See {}", measure_words(definition, shared_with, "name"))


def _remarks(material: Material, definition: Definition, measure: Measure) -> tuple[Text, ...]:
    """What was said about the figures: the commentary, why earlier ones were revised or corrected, the date of the data."""
    remarks: list[Text] = []
    for asked in measure.series:
        part = part_words(definition, measure, asked.part) if asked.part else Phrase()
        label = phrase("{}: ", part) if part else Phrase()
        figure = material.answer(definition.sub_group, f"{asked.pointer}/figure") or {}
        ref = f"{definition.sub_group}{asked.pointer}/figure"
        refs = {key: f"{ref}/{key}" for key in ("commentary", "revision", "base", "data-as-at") if figure.get(key) not in (None, "")}
        origins = {key: material.answer_origin(key_ref, key) for key, key_ref in refs.items()}
        if "commentary" in refs:
            remarks += _commentary(figure["commentary"], part, origins["commentary"], refs["commentary"])
        if "revision" in refs:
            remarks.append(_remark("{}Why revised: {}", label, figure["revision"], origins["revision"], refs["revision"]))
        if not any(plan.kind == "notes" for plan in material.profile.sections):  # which say it too
            remarks += why_corrected(material, definition, measure, asked)
        if "base" in refs:
            base = Number("what it is per cent of", exact(figure["base"]), material.returned(refs["base"]))
            remarks.append(_remark("{}Per cent of {}.", label, str(figure["base"]), base, refs["base"]))
        if "data-as-at" in refs:
            day = show_date(figure["data-as-at"])
            remarks.append(_remark("{}Data as at {}.", label, day, origins["data-as-at"], refs["data-as-at"]))
    return tuple(remarks)


def _remark(template: str, label: Phrase, said: str, origin: Origin, ref: str) -> Paragraph:
    return paragraph(phrase(template, label, from_origin(said, origin)), refs=(ref,))


def why_corrected(material: Material, definition: Definition, measure: Measure, asked: Series) -> tuple[Paragraph, ...]:
    """A paragraph for each reason why figures were corrected that papers before this one printed otherwise."""
    quarters: dict[str, list[tuple[str, Phrase]]] = {}
    for quarter, because in material.why_corrected(definition.sub_group, asked.pointer):
        quarters.setdefault(because.text, []).append((quarter, because))
    label = phrase(", {}", part_words(definition, measure, asked.part)) if asked.part else ""
    refs = (f"{definition.sub_group}{asked.pointer}/figure",)
    paragraphs = []
    for told in quarters.values():
        names = listed([material.quarter_words(quarter) for quarter, _ in told])
        because = from_all([because for _, because in told])
        paragraphs.append(paragraph(phrase("Why corrected ({}{}): {}", names, label, because), refs=refs))
    return tuple(paragraphs)


def _commentary(text: str, part: Phrase, origin: Origin, ref: str) -> tuple[Text, ...]:
    """A commentary after its label: in one paragraph if it begins with one, else under it."""
    first, *others = blocks_of(text, (ref,), origin)
    label = phrase("Commentary: {}:", part) if part else phrase("Commentary:")
    if isinstance(first, Paragraph):
        return (paragraph(phrase("{} {}", label, phrase_of(first)), refs=(ref,)), *others)
    return (paragraph(label, refs=(ref,)), first, *others)


def _breakdowns(material: Material, of_theme: _Measures, level: int) -> list[Block]:
    """The tables that break down one of these measures, each under its title."""
    blocks: list[Block] = []
    for definition, measure in of_theme:
        for table in definition.tables:
            if table.after == measure.key and definition.sub_group in material.returns:
                breakdown = table_blocks(material, definition, table)
                if breakdown:
                    blocks += [heading(table_title_words(definition, table), level), *breakdown]
    return blocks
