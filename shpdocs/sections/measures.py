"""Measures by theme: objective, target, baseline, every quarter so far, and the activity told."""

from __future__ import annotations

from shpdocs.rules.figures import show_baseline, show_figure, show_target
from shpdocs.rules.narrative import blocks_of
from shpdocs.rules.values import show_date
from shpdocs.sections.material import Material
from shpdocs.sections.tables import table_blocks
from shpdocs.words.definition import Definition, Measure
from shpdocs.words.document import Block, Heading, Paragraph, Table, Text
from shpdocs.words.profile import SectionPlan, Theme
from shpdocs.words.returns import Json

NONE_SET = "None set"
_OTHER = Theme("", "Other measures")
_Owned = tuple[Definition, Measure]


def measures(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """A heading and a table for each theme that has measures, each followed by the breakdowns of its measures."""
    found: list[Block] = []
    for theme in (*material.profile.themes, _OTHER):
        owned = tuple(
            (definition, measure)
            for definition in material.definitions
            for measure in definition.measures_asked(material.period.quarter)
            if measure.theme == theme.key and measure.publish
        )
        if owned and not (plan.omit_when_empty and not any(_has_figure(material, *pair) for pair in owned)):
            level = plan.level + (1 if plan.heading else 0)
            found.append(Heading(theme.heading, level))
            found.append(_table(plan, material, theme, owned))
            found += _breakdowns(material, owned, level + 1)
    return tuple(found)


def _has_figure(material: Material, definition: Definition, measure: Measure) -> bool:
    """Whether the return gives anything to print for the measure, a reason for no figure apart."""
    answers = material.answer(definition.sub_group, f"/measures/{measure.key}") or {}
    texts = [answers.get("progress"), answers.get("activity")]
    holders = list(answers.get("parts", {}).values()) or [answers]
    figures = [figure for holder in holders for figure in (holder.get("figure"), *holder.get("earlier", {}).values()) if figure]
    return any(texts) or any(figure["value"] is not None for figure in figures)


def _table(plan: SectionPlan, material: Material, theme: Theme, owned: tuple[_Owned, ...]) -> Table:
    quarters = (*material.period.earlier_quarters, material.period.quarter)
    header = (theme.first_column, plan.target_heading, plan.baseline_heading, *quarters, "Activity")
    rows = tuple(_row(material, pair, owned[:at], quarters) for at, pair in enumerate(owned))
    description = f"Objectives, targets, baselines, figures for each quarter to {material.period}, and activity."
    return Table(theme.heading, description, header, rows)


def _row(material: Material, pair: _Owned, above: tuple[_Owned, ...], quarters: tuple[str, ...]) -> tuple[tuple[Text, ...], ...]:
    _, measure = pair
    words = material.profile.words
    first = (
        measure.objective,
        show_target(measure.target, measure) or NONE_SET,
        show_baseline(measure, words) or words.no_baseline,
    )
    cells = [(Paragraph(text),) for text in first]
    return (*cells, *_quarter_cells(material, pair, quarters), _activity(material, pair, above))


def _quarter_cells(material: Material, pair: _Owned, quarters: tuple[str, ...]) -> list[tuple[Text, ...]]:
    definition, measure = pair
    if definition.sub_group not in material.returns:
        return [(Paragraph(material.profile.words.no_return),) for _ in quarters]
    if measure.unit == "progress":  # one account for the year so far: printed once, in the first quarter's column
        ref = f"/measures/{measure.key}/progress"
        told = blocks_of(material.answer(definition.sub_group, ref) or "", (definition.sub_group + ref,))
        rest: tuple[Text, ...] = (Paragraph(f"See {quarters[0]}"),)
        return [told or (Paragraph(material.profile.words.no_entry),), *(rest for _ in quarters[1:])]
    return [(_quarter(material, pair, quarter),) for quarter in quarters]


def _quarter(material: Material, pair: _Owned, quarter: str) -> Paragraph:
    """One quarter's figure, or that of a compound measure, each part with its label."""
    definition, measure = pair
    words = material.profile.words
    if quarter not in measure.asked_in:
        return Paragraph(words.not_applicable)
    where = "figure" if quarter == material.period.quarter else f"earlier/{quarter}"
    base = f"/measures/{measure.key}"
    pointers = [f"{base}/parts/{part.key}/{where}" for part in measure.parts] or [f"{base}/{where}"]
    figures = [material.answer(definition.sub_group, pointer) for pointer in pointers]
    shown = [show_figure(measure, figure, words) or words.no_entry for figure in figures]
    refs = tuple(f"{definition.sub_group}{pointer}" for pointer in pointers)
    provisional = " (provisional)" if any(figure and figure.get("provisional") for figure in figures) else ""
    if measure.parts and any(_value(figure) is not None for figure in figures):
        shown = [f"{text} {part.label}" for text, part in zip(shown, measure.parts, strict=True)]
        return Paragraph(" and ".join(shown) + provisional, refs=refs)
    return Paragraph(" and ".join(dict.fromkeys(shown)) + provisional, refs=refs)


def _value(figure: Json) -> Json:
    return figure["value"] if figure else None


def _activity(material: Material, pair: _Owned, above: tuple[_Owned, ...]) -> tuple[Text, ...]:
    definition, measure = pair
    words = material.profile.words
    if definition.sub_group not in material.returns:
        return (material.not_received(definition),)
    ref = f"/measures/{measure.key}/activity"
    told = blocks_of(material.answer(definition.sub_group, ref) or "", (definition.sub_group + ref,))
    if measure.activity_with:
        told = (Paragraph(_shared(definition, measure, above)),)
    return (*told, *_notes(material, pair)) or (Paragraph(words.no_entry),)


def _shared(definition: Definition, measure: Measure, above: tuple[_Owned, ...]) -> str:
    """Where the shared activity stands: in the row above, if that row tells it or points to it too."""
    owner, last = above[-1] if above else (definition, measure)
    if above and owner is definition and measure.activity_with in (last.key, last.activity_with):
        return "See row above"
    told = next(found for found in definition.measures if found.key == measure.activity_with)
    return f"See {told.name}"


def _notes(material: Material, pair: _Owned) -> tuple[Paragraph, ...]:
    """What the lead said about this quarter's figure: its note, and the date the data stood at."""
    definition, measure = pair
    base = f"/measures/{measure.key}"
    notes = []
    for pointer, label in [(f"{base}/parts/{part.key}/figure", f"{part.label}: ") for part in measure.parts] or [(f"{base}/figure", "")]:
        figure = material.answer(definition.sub_group, pointer) or {}
        if figure.get("note"):
            notes.append(Paragraph(f"Note: {label}{figure['note']}", refs=(f"{definition.sub_group}{pointer}/note",)))
        if figure.get("data-as-at"):
            text = f"{label}Data as at {show_date(figure['data-as-at'])}."
            notes.append(Paragraph(text, refs=(f"{definition.sub_group}{pointer}/data-as-at",)))
    return tuple(notes)


def _breakdowns(material: Material, owned: tuple[_Owned, ...], level: int) -> list[Block]:
    """The tables that break down one of these measures, each under its title."""
    found: list[Block] = []
    for definition, measure in owned:
        for table in definition.tables:
            if table.after == measure.key and definition.sub_group in material.returns:
                blocks = table_blocks(material, definition, table)
                found += [Heading(table.title, level), *blocks] if blocks else []
    return found
