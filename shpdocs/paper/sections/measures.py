"""Measures by theme: objective, target, baseline, every quarter so far, and the activity told."""

from __future__ import annotations

from shpdocs.answers.narrative import blocks_of
from shpdocs.answers.values import show_date
from shpdocs.definitions.figures import show_baseline, show_figure, show_target
from shpdocs.figures.carried import Told
from shpdocs.model.definition import Definition, Measure
from shpdocs.model.document import Block, Heading, Paragraph, Table, Text
from shpdocs.model.profile import SectionPlan, Theme
from shpdocs.paper.sections.material import WITHHELD, Material
from shpdocs.paper.sections.tables import table_blocks

NONE_SET = "None set"
_OTHER = Theme("", "Other measures")
_Owned = tuple[Definition, Measure]


def measures(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """A heading and a table for each theme that has measures, each followed by the breakdowns of its measures."""
    found: list[Block] = []
    for theme, owned in measures_by_theme(material):
        if not plan.omit_when_empty or any(_has_figure(material, *pair) for pair in owned):
            level = plan.level + (1 if plan.heading else 0)
            found.append(Heading(theme.heading, level))
            found.append(_table(plan, material, theme, owned))
            found += _breakdowns(material, owned, level + 1)
    return tuple(found)


def measures_by_theme(material: Material) -> tuple[tuple[Theme, tuple[_Owned, ...]], ...]:
    """The measures asked in the quarter that a paper may print, by theme in the profile's order; no theme without any."""
    found = []
    for theme in (*material.profile.themes, _OTHER):
        owned = tuple(
            (definition, measure)
            for definition in material.definitions
            for measure in definition.measures_asked(material.period.quarter)
            if measure.theme == theme.key and measure.publish
        )
        found += [(theme, owned)] if owned else []
    return tuple(found)


def one_measure(material: Material, definition: Definition, measure: Measure) -> tuple[Block, ...]:
    """One measure in a table of its own, without a heading and without its breakdowns."""
    plan = next((plan for plan in material.profile.sections if plan.kind == "measures"), None)
    plan = plan or SectionPlan("measures", target_heading="Target", baseline_heading="Baseline", with_counts=True)
    return (_table(plan, material, Theme("", measure.name), ((definition, measure),)),)


def _has_figure(material: Material, definition: Definition, measure: Measure) -> bool:
    """Whether there is anything to print of the measure, a reason for no figure apart; a missing return is told, and what is withheld."""
    if definition.sub_group not in material.returns or material.withheld(definition.sub_group, measure.key):
        return True
    texts = [material.answer(definition.sub_group, f"/measures/{measure.key}/{key}") for key in ("progress", "activity")]
    quarters = (*material.period.earlier_quarters, material.period.quarter)
    told = [material.figure(definition.sub_group, quarter, base) for quarter in quarters for base in bases(measure)]
    return any(texts) or any(one and one.figure["value"] is not None for one in told)


def bases(measure: Measure) -> list[str]:
    """The pointers of what has figures of its own: the parts of a compound measure, or the measure."""
    return [f"/measures/{measure.key}/parts/{part.key}" for part in measure.parts] or [f"/measures/{measure.key}"]


def _table(plan: SectionPlan, material: Material, theme: Theme, owned: tuple[_Owned, ...]) -> Table:
    """The theme's table. A column for targets or baselines is printed only if one of the measures has any."""
    quarters = (*material.period.earlier_quarters, material.period.quarter)
    words = material.profile.words
    with_target = any(show_target(measure.target, measure) for _, measure in owned)
    with_baseline = any(show_baseline(measure, words) for _, measure in owned)
    header = [theme.first_column, *[plan.target_heading] * with_target, *[plan.baseline_heading] * with_baseline, *quarters, "Activity"]
    rows = []
    for at, (definition, measure) in enumerate(owned):
        target = [(Paragraph(show_target(measure.target, measure) or NONE_SET),)] * with_target
        baseline = [(Paragraph(show_baseline(measure, words) or words.no_baseline),)] * with_baseline
        told = _quarter_cells(material, (definition, measure), quarters)
        withheld = material.withheld_words(definition.sub_group, measure.key)
        activity = (Paragraph(withheld),) if withheld else _activity(material, (definition, measure), owned[:at])
        rows.append((_first_cell(plan, measure), *target, *baseline, *told, activity))
    description = f"Objectives, figures for each quarter to {material.period}, and activity."
    return Table(theme.heading, description, tuple(header), tuple(rows))


def _first_cell(plan: SectionPlan, measure: Measure) -> tuple[Text, ...]:
    """The objective and, where the profile wants it, what the figure counts and its source."""
    if not plan.with_counts:
        return (Paragraph(measure.objective),)
    source = f" Source: {measure.source.rstrip('.')}." if measure.source else ""
    parts = [f"{part.label}: {part.counts.rstrip('.')}." for part in measure.parts if part.counts]
    return (Paragraph(measure.objective), Paragraph(" ".join([f"{measure.counts.rstrip('.')}.{source}", *parts])))


def _quarter_cells(material: Material, pair: _Owned, quarters: tuple[str, ...]) -> list[tuple[Text, ...]]:
    definition, measure = pair
    if material.withheld(definition.sub_group, measure.key):
        return [(Paragraph(WITHHELD),) for _ in quarters]
    if measure.unit != "progress":
        return [(_quarter(material, pair, quarter),) for quarter in quarters]
    if definition.sub_group not in material.returns:
        return [(Paragraph(material.absent(definition)),) for _ in quarters]
    # one account for the year so far: printed once, in the first quarter's column
    ref = f"/measures/{measure.key}/progress"
    told = blocks_of(material.answer(definition.sub_group, ref) or "", (definition.sub_group + ref,))
    rest: tuple[Text, ...] = (Paragraph(f"See {quarters[0]}"),)
    return [told or (Paragraph(material.profile.words.no_entry),), *(rest for _ in quarters[1:])]


def _quarter(material: Material, pair: _Owned, quarter: str) -> Paragraph:
    """One quarter's figure, or that of a compound measure, each part with its label; marked if provisional or revised."""
    definition, measure = pair
    words = material.profile.words
    if quarter not in measure.asked_in:
        return Paragraph(words.not_applicable)
    pointers = bases(measure)
    told = [material.figure(definition.sub_group, quarter, base) for base in pointers]
    if definition.sub_group not in material.returns and not any(told):
        return Paragraph(material.absent(definition))
    shown = [(show_figure(measure, one.figure, words) if one else "") or words.no_entry for one in told]
    if measure.parts and any(one and one.figure["value"] is not None for one in told):
        shown = [f"{text} {part.label}" for text, part in zip(shown, measure.parts, strict=True)]
    refs = tuple(f"{definition.sub_group}{base}/figure" for base in pointers)
    return Paragraph(" and ".join(dict.fromkeys(shown)) + _marks(told), refs=refs)


def _marks(told: list[Told | None]) -> str:
    """What a reader should know of a figure: that it is provisional, that it was revised."""
    marks = ["provisional"] * any(one and one.figure.get("provisional") for one in told)
    marks += ["revised"] * any(one and one.is_revised for one in told)
    return f" ({', '.join(marks)})" if marks else ""


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


def _notes(material: Material, pair: _Owned) -> tuple[Text, ...]:
    """What the lead said about this quarter's figure: the commentary, why an earlier one was revised, the data's date."""
    definition, measure = pair
    labels = [f"{part.label}: " for part in measure.parts] or [""]
    notes: list[Text] = []
    for base, label in zip(bases(measure), labels, strict=True):
        pointer = f"{base}/figure"
        figure = material.answer(definition.sub_group, pointer) or {}
        if figure.get("commentary"):
            notes += _commentary(figure["commentary"], f"Commentary: {label}", f"{definition.sub_group}{pointer}/commentary")
        if figure.get("revision"):
            text = f"{label}Why revised: {figure['revision']}"
            notes.append(Paragraph(text, refs=(f"{definition.sub_group}{pointer}/revision",)))
        if figure.get("base") is not None:
            notes.append(Paragraph(f"{label}Per cent of {figure['base']}.", refs=(f"{definition.sub_group}{pointer}/base",)))
        if figure.get("data-as-at"):
            text = f"{label}Data as at {show_date(figure['data-as-at'])}."
            notes.append(Paragraph(text, refs=(f"{definition.sub_group}{pointer}/data-as-at",)))
    return tuple(notes)


def _commentary(text: str, label: str, ref: str) -> tuple[Text, ...]:
    """A commentary after its label: in one paragraph if it begins with one, else under it."""
    first, *others = blocks_of(text, (ref,))
    if isinstance(first, Paragraph):
        return (Paragraph(label + first.text, refs=(ref,)), *others)
    return (Paragraph(label.strip(), refs=(ref,)), first, *others)


def _breakdowns(material: Material, owned: tuple[_Owned, ...], level: int) -> list[Block]:
    """The tables that break down one of these measures, each under its title."""
    found: list[Block] = []
    for definition, measure in owned:
        for table in definition.tables:
            if table.after == measure.key and definition.sub_group in material.returns:
                blocks = table_blocks(material, definition, table)
                found += [Heading(table.title, level), *blocks] if blocks else []
    return found
