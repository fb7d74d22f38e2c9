"""Measures by theme: objective, target, baseline, every quarter so far, and the activity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shpdocs.answers.dates import show_date
from shpdocs.answers.kinds.narrative import blocks_of
from shpdocs.definitions.wording import show_baseline, show_figure, show_target
from shpdocs.figures.reported import ReportedFigure
from shpdocs.model.definition import Definition, Measure, Series
from shpdocs.model.document import Block, Heading, Paragraph, Table, Text
from shpdocs.model.phrase import paragraph
from shpdocs.model.profile import SectionPlan, Theme
from shpdocs.paper.sections.material import HELD_BACK, Material, listed, sentence
from shpdocs.paper.sections.tables import table_blocks

NONE_SET = "None set"
OTHER_MEASURES = Theme("", "Other measures")  # those of no theme, after those of the profile's themes
_Measures = tuple[tuple[Definition, Measure], ...]


def measures(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """A heading and a table for each theme that has measures, each followed by the breakdowns of its measures."""
    blocks: list[Block] = []
    for theme, of_theme in measures_by_theme(material):
        if not plan.omit_when_empty or any(_has_content(material, definition, measure) for definition, measure in of_theme):
            level = plan.level + (1 if plan.heading else 0)
            blocks.append(Heading(theme.heading, level))
            blocks.append(_table(plan, material, theme, of_theme))
            blocks += _breakdowns(material, of_theme, level + 1)
    return tuple(blocks)


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
    return (_table(plan, material, Theme("", measure.name), ((definition, measure),)),)


def _has_content(material: Material, definition: Definition, measure: Measure) -> bool:
    """Whether there is anything to print of the measure, a reason for no figure apart; a missing return is, and what is withheld."""
    if definition.sub_group not in material.returns or material.kept_out(definition.sub_group, measure.key):
        return True
    texts = [material.answer(definition.sub_group, f"/measures/{measure.key}/{key}") for key in ("progress", "activity")]
    quarters = material.period.quarters_so_far
    figures = [material.figure(definition.sub_group, quarter, asked.pointer) for quarter in quarters for asked in measure.series]
    return any(texts) or any(known and known.figure["value"] is not None for known in figures)


def _table(plan: SectionPlan, material: Material, theme: Theme, of_theme: _Measures) -> Table:
    """The theme's table. A column for targets or baselines is printed only if one of the measures has any."""
    quarters, words = material.period.quarters_so_far, material.profile.words
    targets = [show_target(measure.target, measure) for _, measure in of_theme]
    baselines = [show_baseline(measure, words) for _, measure in of_theme]
    columns = ((plan.target_heading, targets, NONE_SET), (plan.baseline_heading, baselines, words.no_baseline))
    printed = [column for column in columns if any(column[1])]
    header = (theme.first_column, *(heading for heading, _, _ in printed), *quarters, "Activity")
    rows = tuple(
        (
            _first_cell(plan, measure),
            *((Paragraph(texts[number] or blank),) for _, texts, blank in printed),
            *_quarter_cells(material, definition, measure, quarters),
            _activity_cell(material, definition, measure, of_theme[:number]),
        )
        for number, (definition, measure) in enumerate(of_theme)
    )
    description = f"Objectives, figures for each quarter to {material.period}, and activity."
    return Table(theme.heading, description, header, rows)


def _first_cell(plan: SectionPlan, measure: Measure) -> tuple[Text, ...]:
    """The objective and, where the profile wants it, what the figure counts and its source."""
    if not plan.with_counts:
        return (Paragraph(measure.objective),)
    source = [f"Source: {sentence(measure.source)}"] if measure.source else []
    return (Paragraph(measure.objective), Paragraph(" ".join([sentence(measure.counts), *source, *counts_of_parts(measure)])))


def counts_of_parts(measure: Measure) -> list[str]:
    """What each part of a compound measure counts, as far as that is said."""
    return [f"{part.label}: {sentence(part.counts)}" for part in measure.parts if part.counts]


def _quarter_cells(material: Material, definition: Definition, measure: Measure, quarters: tuple[str, ...]) -> list[tuple[Text, ...]]:
    if words := material.kept_out(definition.sub_group, measure.key):
        return [(Paragraph(words),) for _ in quarters]
    if measure.unit != "progress":
        return [(_quarter(material, definition, measure, quarter),) for quarter in quarters]
    if definition.sub_group not in material.returns:
        return [(paragraph(material.absence_words(definition)),) for _ in quarters]
    # one account for the year so far: printed once, in the first quarter's column
    ref = f"/measures/{measure.key}/progress"
    progress = blocks_of(material.answer(definition.sub_group, ref) or "", (definition.sub_group + ref,))
    see_first: tuple[Text, ...] = (Paragraph(f"See {quarters[0]}"),)
    return [progress or (Paragraph(material.profile.words.no_entry),), *(see_first for _ in quarters[1:])]


def _quarter(material: Material, definition: Definition, measure: Measure, quarter: str) -> Paragraph:
    """One quarter's figure, or that of a compound measure, each part with its label; marked if provisional, revised or corrected."""
    words = material.profile.words
    if quarter not in measure.asked_in:
        return Paragraph(words.not_applicable)
    pointers = [asked.pointer for asked in measure.series]
    figures = [material.figure(definition.sub_group, quarter, base) for base in pointers]
    if definition.sub_group not in material.returns and not any(figures):
        return paragraph(material.absence_words(definition))
    texts = [(show_figure(measure, known.figure, words) if known else "") or words.no_entry for known in figures]
    if measure.parts and any(known and known.figure["value"] is not None for known in figures):
        texts = [f"{text} {part.label}" for text, part in zip(texts, measure.parts, strict=True)]
    refs = tuple(f"{definition.sub_group}{base}/figure" for base in pointers)
    return Paragraph(_marked(" and ".join(dict.fromkeys(texts)), figures), refs=refs)


def _marked(text: str, figures: Sequence[ReportedFigure | None]) -> str:
    marks = sorted({mark for known in figures if known for mark in known.marks})
    return f"{text} ({', '.join(marks)})" if marks else text


def _activity_cell(material: Material, definition: Definition, measure: Measure, above: _Measures) -> tuple[Text, ...]:
    """The activity and what the lead said of the figure. `above` are the measures of the rows above."""
    if words := material.kept_out_words(definition.sub_group, f"/measures/{measure.key}"):
        return (paragraph(words),)
    if definition.sub_group not in material.returns:
        return (material.absence_paragraph(definition),)
    ref = f"/measures/{measure.key}/activity"
    activity = blocks_of(material.answer(definition.sub_group, ref) or "", (definition.sub_group + ref,))
    if measure.activity_with:
        activity = (Paragraph(_shared_activity(definition, measure, above)),)
    held = _held_back(material, definition, measure)
    return (*activity, *_remarks(material, definition, measure), *held) or (Paragraph(material.profile.words.no_entry),)


def _held_back(material: Material, definition: Definition, measure: Measure) -> Iterator[Paragraph]:
    """What of a measure is held back by itself: its commentary, say."""
    for held in material.held_back:
        if held.answer.startswith(f"{definition.sub_group}/{measure.key}/"):
            yield Paragraph(f"{HELD_BACK}: {held.title.removeprefix(f'{measure.name}: ')}.")


def _shared_activity(definition: Definition, measure: Measure, above: _Measures) -> str:
    """Where the shared activity is printed: in the row above, if that row prints it or points to it too."""
    if above:
        owner, last = above[-1]
        if owner is definition and measure.activity_with in (last.key, last.activity_with):
            return "See row above"
    shared_with = next(other for other in definition.measures if other.key == measure.activity_with)
    return f"See {shared_with.name}"


def _remarks(material: Material, definition: Definition, measure: Measure) -> tuple[Text, ...]:
    """What was said about the figures: the commentary, why earlier ones were revised or corrected, the date of the data."""
    remarks: list[Text] = []
    for asked in measure.series:
        base, label = asked.pointer, f"{asked.label}: " if asked.label else ""
        figure = material.answer(definition.sub_group, f"{base}/figure") or {}
        ref = f"{definition.sub_group}{base}/figure"
        if figure.get("commentary"):
            remarks += _commentary(figure["commentary"], f"Commentary: {label}", f"{ref}/commentary")
        if figure.get("revision"):
            remarks.append(Paragraph(f"{label}Why revised: {figure['revision']}", refs=(f"{ref}/revision",)))
        if not any(plan.kind == "notes" for plan in material.profile.sections):  # which say it too
            remarks += why_corrected(material, definition, asked)
        if figure.get("base") is not None:
            remarks.append(Paragraph(f"{label}Per cent of {figure['base']}.", refs=(f"{ref}/base",)))
        if figure.get("data-as-at"):
            text = f"{label}Data as at {show_date(figure['data-as-at'])}."
            remarks.append(Paragraph(text, refs=(f"{ref}/data-as-at",)))
    return tuple(remarks)


def why_corrected(material: Material, definition: Definition, asked: Series) -> tuple[Paragraph, ...]:
    """A paragraph for each reason why figures were corrected that papers before this one printed otherwise."""
    quarters: dict[str, list[str]] = {}
    for quarter, because in material.why_corrected(definition.sub_group, asked.pointer):
        quarters.setdefault(because, []).append(f"Quarter {quarter[1]}")
    label = f", {asked.label}" if asked.label else ""
    ref = f"{definition.sub_group}{asked.pointer}/figure"
    return tuple(Paragraph(f"Why corrected ({listed(tuple(names))}{label}): {because}", refs=(ref,)) for because, names in quarters.items())


def _commentary(text: str, label: str, ref: str) -> tuple[Text, ...]:
    """A commentary after its label: in one paragraph if it begins with one, else under it."""
    first, *others = blocks_of(text, (ref,))
    if isinstance(first, Paragraph):
        return (Paragraph(label + first.text, refs=(ref,)), *others)
    return (Paragraph(label.strip(), refs=(ref,)), first, *others)


def _breakdowns(material: Material, of_theme: _Measures, level: int) -> list[Block]:
    """The tables that break down one of these measures, each under its title."""
    blocks: list[Block] = []
    for definition, measure in of_theme:
        for table in definition.tables:
            if table.after == measure.key and definition.sub_group in material.returns:
                breakdown = table_blocks(material, definition, table)
                if breakdown:
                    blocks += [Heading(table.title, level), *breakdown]
    return blocks
