"""Notes on the figures: what each counts, where it comes from and how far it goes, and the key to the words in place of figures."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.answers.values import show_date
from shpdocs.figures.carried import Told
from shpdocs.figures.performance import PRO_RATA
from shpdocs.model.definition import Definition, Measure
from shpdocs.model.document import Block, Heading, ListItem, Paragraph, Table, Text
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.material import WITHHELD, Material
from shpdocs.paper.sections.measures import bases, measures_by_theme
from shpdocs.paper.sections.reported_measures import reported_measures

NOT_STATED = "Not stated"
_KEY = "Words and marks"
_HEADER = ("Measure", "What it counts", "Source", "Data as at", "Remarks")
_SOURCE, _AS_AT, _REMARKS = 2, 3, 4
_UNSTATED = {_SOURCE: "No source is stated for any of the figures.", _AS_AT: "The returns state no date up to which their data go."}
_Row = tuple[tuple[Text, ...], ...]


def notes(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """A row for each measure of which there is a figure, status or account; under the table the key to the words used. () without any."""
    found = [_row(material, definition, measure) for _, owned in measures_by_theme(material) for definition, measure in owned]
    printed = tuple(row for row in found if row)
    if not printed:
        return ()
    used = [column for column in range(len(_HEADER)) if any(row[column][0].text != _unused(column, material) for row in printed)]
    rows = tuple(tuple(row[column] for column in used) for row in printed)
    description = f"What each figure to {material.period} counts, and what else is to be known of it."
    table = Table("Notes on the figures", description, tuple(_HEADER[column] for column in used), rows)
    unstated = tuple(Paragraph(text) for column, text in _UNSTATED.items() if column not in used)
    items = tuple(ListItem(f"{word}: {meaning}", "-", starts=not at) for at, (word, meaning) in enumerate(_key(material)))
    return (table, *unstated, Heading(_KEY, plan.level + 1), *items) if items else (table, *unstated)


def _unused(column: int, material: Material) -> str:
    """The words of a column for a measure of which there is nothing to say; a column of them alone is left out."""
    return {_SOURCE: NOT_STATED, _AS_AT: NOT_STATED, _REMARKS: material.profile.words.none}.get(column, "")


def _row(material: Material, definition: Definition, measure: Measure) -> _Row | None:
    """A measure's row; None if there is nothing of it but reasons, or it is withheld."""
    told = _told(material, definition, measure)
    has_figure = any(one.figure["value"] is not None for _, _, one in told)
    progress = f"/measures/{measure.key}/progress"
    has_progress = material.answer(definition.sub_group, progress) is not None
    if material.withheld(definition.sub_group, measure.key) or not (has_figure or has_progress):
        return None
    refs = tuple(ref for ref, _, _ in told) or (definition.sub_group + progress,)
    parts = [f"{part.label}: {_sentence(part.counts)}" for part in measure.parts if part.counts]
    return (
        (Paragraph(measure.name, refs=refs),),
        (Paragraph(" ".join([_sentence(measure.counts), *parts])),),
        (Paragraph(measure.source or NOT_STATED),),
        (_as_at(material, definition, measure),),
        tuple(_remarks(material, definition, measure, told)) or (Paragraph(material.profile.words.none),),
    )


def _told(material: Material, definition: Definition, measure: Measure) -> list[tuple[str, str, Told]]:
    """Every figure that is known of the year so far: its ref, its quarter with the part's label, and what is told of it."""
    found = []
    for quarter in (*material.period.earlier_quarters, material.period.quarter):
        for base, label in zip(bases(measure), _labels(measure), strict=True):
            one = material.figure(definition.sub_group, quarter, base) if measure.unit != "progress" else None
            if one:
                name = f"Quarter {quarter[1]}{f' ({label})' if label else ''}"
                found.append((f"{definition.sub_group}{base}/figure", name, one))
    return found


def _labels(measure: Measure) -> list[str]:
    return [part.label for part in measure.parts] or [""]


def _as_at(material: Material, definition: Definition, measure: Measure) -> Paragraph:
    """The date that the data of this quarter go up to; those of the parts with their labels if they differ."""
    found: dict[str, str] = {}
    refs = []
    for base, label in zip(bases(measure), _labels(measure), strict=True):
        day = material.answer(definition.sub_group, f"{base}/figure/data-as-at")
        if day:
            found[label] = show_date(day)
            refs.append(f"{definition.sub_group}{base}/figure/data-as-at")
    if len(set(found.values())) > 1:
        return Paragraph("; ".join(f"{label}: {day}" for label, day in found.items()), refs=tuple(refs))
    return Paragraph(next(iter(found.values()), NOT_STATED), refs=tuple(refs))


def _remarks(material: Material, definition: Definition, measure: Measure, told: list[tuple[str, str, Told]]) -> Iterator[Paragraph]:
    """Which figures are provisional, and which were revised and why."""
    provisional = [(ref, name) for ref, name, one in told if one.figure.get("provisional")]
    if provisional:
        yield Paragraph(f"Provisional: {', '.join(name for _, name in provisional)}.", refs=tuple(ref for ref, _ in provisional))
    revised = [(ref, name) for ref, name, one in told if one.is_revised]
    if revised:
        yield Paragraph(f"Revised: {', '.join(name for _, name in revised)}.", refs=tuple(dict.fromkeys(ref for ref, _ in revised)))
    for base, label in zip(bases(measure), _labels(measure), strict=True):
        pointer = f"{base}/figure/revision"
        why = material.answer(definition.sub_group, pointer)
        if why:
            yield Paragraph(f"Why revised{f' ({label})' if label else ''}: {why}", refs=(definition.sub_group + pointer,))


def _key(material: Material) -> list[tuple[str, str]]:
    """The words and marks that the paper uses for figures, each with its meaning, in a fixed order; only those used."""
    words = material.profile.words
    used = _used(material)
    meanings = (
        ("not-yet-available", words.not_yet_available, "the figure was not known when the return was made."),
        ("not-applicable", words.not_applicable, "there is no such figure, or it is not asked for in that quarter."),
        ("suppressed", words.suppressed, "the figure is not published, because it or another could identify people."),
        ("no-entry", words.no_entry, "nothing was entered."),
        ("no-return", words.no_return, "the sub-group's return for the quarter is not in force."),
        ("withheld", WITHHELD, "the figure is exempt; the paper says under which paragraph."),
        ("provisional", "Provisional", "the figure may still change."),
        ("revised", "Revised", "the figure was returned otherwise before."),
        ("pro rata", "Pro rata", "an even share of the year's target. It is indicative only: figures vary over a year."),
    )
    return [(word, meaning) for name, word, meaning in meanings if name in used]


def _used(material: Material) -> set[str]:
    """The names of the words and marks that stand in place of, or beside, a figure."""
    used = {"pro rata"} if _is_pro_rata_used(material) else set()
    for _, owned in measures_by_theme(material):
        for definition, measure in owned:
            used |= set(_words_for(material, definition, measure))
    return used


def _is_pro_rata_used(material: Material) -> bool:
    """Whether a section of this paper holds a figure against an even share of a year's target."""
    if not any(plan.kind in ("dashboard", "headlines", "charts") for plan in material.profile.sections):
        return False
    return any(one.performance.method == PRO_RATA and not one.performance.lacking for one in reported_measures(material))


def _words_for(material: Material, definition: Definition, measure: Measure) -> Iterator[str]:
    if material.withheld(definition.sub_group, measure.key):
        yield "withheld"
        return
    is_there = definition.sub_group in material.returns
    if measure.unit == "progress":
        if not is_there:
            yield "no-return"
        return
    for quarter in (*material.period.earlier_quarters, material.period.quarter):
        if quarter not in measure.asked_in:
            yield "not-applicable"
            continue
        for base in bases(measure):
            one = material.figure(definition.sub_group, quarter, base)
            if one is None:
                yield "no-entry" if is_there else "no-return"
            else:
                yield from _marks(one)


def _marks(one: Told) -> Iterator[str]:
    if one.figure["value"] is None:
        yield one.figure["reason"]
    if one.figure.get("provisional"):
        yield "provisional"
    if one.is_revised:
        yield "revised"


def _sentence(text: str) -> str:
    return f"{text.rstrip('.')}."
