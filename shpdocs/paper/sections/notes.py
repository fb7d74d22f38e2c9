"""Notes on the figures: what each counts, where it comes from and how far it goes, and the key to the words in place of figures."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from shpdocs.answers.dates import show_date
from shpdocs.figures.performance import PRO_RATA
from shpdocs.figures.reported import ReportedFigure
from shpdocs.model.definition import Definition, Measure, Series
from shpdocs.model.document import Block, Heading, Paragraph, Text
from shpdocs.model.phrase import Phrase, Words, ended, from_origin, joined, paragraph, phrase, table
from shpdocs.model.profile import SectionPlan
from shpdocs.model.returns import SUPPRESSED
from shpdocs.paper.sections.definition_words import measure_words, part_words
from shpdocs.paper.sections.material import HELD_BACK, WITHHELD, Material, bullets
from shpdocs.paper.sections.measures import counts_of_parts, from_all, mark_words, measures_by_theme, why_corrected
from shpdocs.paper.sections.reported_measures import reported_measures

NOT_STATED = "Not stated"
_KEY = "Words and marks"
_HEADER = ("Measure", "What it counts", "Source", "Data as at", "Remarks")
_SOURCE, _AS_AT, _REMARKS = 2, 3, 4
_UNSTATED = {_SOURCE: "No source is stated for any of the figures.", _AS_AT: "The returns state no date up to which their data go."}
_Row = tuple[tuple[Text, ...], ...]


class _NotedFigure(Struct, frozen=True):
    """A figure that is known: its ref, its quarter in words with the part's label, and what is known of it."""

    ref: str
    name: Phrase
    known: ReportedFigure


def notes(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """A row for each measure of which there is a figure, status or account; under the table the key to the words used. () without any."""
    rows = [_row(material, definition, measure) for _, of_theme in measures_by_theme(material) for definition, measure in of_theme]
    printed = tuple(row for row in rows if row)
    items = bullets(phrase("{}: {}", word, meaning) for word, meaning in _key(material))
    key: tuple[Block, ...] = (Heading(_KEY, plan.level + 1), *items) if items else ()
    if not printed:
        return key if SUPPRESSED in _used_words(material) else ()
    used = [column for column in range(len(_HEADER)) if any(row[column][0].text != _words_for_nothing(column, material) for row in printed)]
    to = from_origin(str(material.period), material.of_calendar(material.period.quarter))
    description = phrase("What each figure to {} counts, and what else is to be known of it.", to)
    cells = tuple(tuple(row[column] for column in used) for row in printed)
    of_figures = table("Notes on the figures", description, (_HEADER[column] for column in used), cells)
    unstated = tuple(Paragraph(text) for column, text in _UNSTATED.items() if column not in used)
    return (of_figures, *unstated, *key)


def _words_for_nothing(column: int, material: Material) -> str:
    """The words of a column for a measure of which there is nothing to say; a column of them alone is left out."""
    return {_SOURCE: NOT_STATED, _AS_AT: NOT_STATED, _REMARKS: material.profile.words.none}.get(column, "")


def _row(material: Material, definition: Definition, measure: Measure) -> _Row | None:
    """A measure's row; None if there is nothing of it but reasons, or it is withheld."""
    figures = _figures(material, definition, measure)
    has_figure = any(noted.known.figure["value"] is not None for noted in figures)
    progress = f"/measures/{measure.key}/progress"
    has_progress = material.answer(definition.sub_group, progress) is not None
    if material.kept_out(definition.sub_group, measure.key) or not (has_figure or has_progress):
        return None
    refs = tuple(noted.ref for noted in figures) or (definition.sub_group + progress,)
    return (
        (paragraph(measure_words(definition, measure, "name"), refs=refs),),
        (paragraph(joined(" ", [ended(measure_words(definition, measure, "counts")), *counts_of_parts(definition, measure)])),),
        (paragraph(measure_words(definition, measure, "source") or NOT_STATED),),
        (_as_at(material, definition, measure),),
        tuple(_remarks(material, definition, measure, figures)) or (paragraph(material.words("none")),),
    )


def _figures(material: Material, definition: Definition, measure: Measure) -> list[_NotedFigure]:
    """Every figure that is known of the year so far."""
    figures = []
    for quarter in material.period.quarters_so_far:
        for asked in measure.series:
            known = material.figure(definition.sub_group, quarter, asked.pointer) if measure.unit != "progress" else None
            if known:
                name = phrase("{}{}", material.quarter_words(quarter), _in_brackets(definition, measure, asked))
                figures.append(_NotedFigure(f"{definition.sub_group}{asked.pointer}/figure", name, known))
    return figures


def _in_brackets(definition: Definition, measure: Measure, asked: Series) -> Words:
    """The label of a part, where there is one, to go after what is said of it."""
    return phrase(" ({})", part_words(definition, measure, asked.part)) if asked.part else ""


def _as_at(material: Material, definition: Definition, measure: Measure) -> Paragraph:
    """The date that the data of this quarter go up to; those of the parts with their labels if they differ."""
    days: list[Phrase] = []
    told: list[Phrase] = []
    refs = []
    for asked in measure.series:
        pointer = f"{asked.pointer}/figure/data-as-at"
        day = material.answer(definition.sub_group, pointer)
        if day:
            refs.append(definition.sub_group + pointer)
            days.append(from_origin(show_date(day), material.answer_origin(refs[-1], "data as at")))
            told.append(phrase("{}: {}", part_words(definition, measure, asked.part), days[-1]) if asked.part else days[-1])
    if len({day.text for day in days}) > 1:
        return paragraph(joined("; ", told), refs=tuple(refs))
    return paragraph(from_all(days) if days else NOT_STATED, refs=tuple(refs))


def _remarks(material: Material, definition: Definition, measure: Measure, figures: list[_NotedFigure]) -> Iterator[Paragraph]:
    """Which figures are provisional, and which were revised or corrected and why."""
    for mark in ("provisional", "revised", "corrected"):
        marked = [noted for noted in figures if mark in noted.known.marks]
        if marked:
            word = mark_words(mark, [noted.known for noted in marked], mark.capitalize())
            names = joined(", ", (noted.name for noted in marked))
            yield paragraph(phrase("{}: {}.", word, names), refs=tuple(dict.fromkeys(noted.ref for noted in marked)))
    for asked in measure.series:
        ref = f"{definition.sub_group}{asked.pointer}/figure/revision"
        reason = material.answer(definition.sub_group, f"{asked.pointer}/figure/revision")
        if reason:
            words = from_origin(reason, material.answer_origin(ref, "why revised"))
            yield paragraph(phrase("Why revised{}: {}", _in_brackets(definition, measure, asked), words), refs=(ref,))
        yield from why_corrected(material, definition, measure, asked)


def _key(material: Material) -> list[tuple[Words, str]]:
    """The words and marks that the paper uses for figures, each with its meaning, in a fixed order; only those used."""
    used = _used_words(material)
    meanings: tuple[tuple[str, Words, str], ...] = (
        ("not-yet-available", material.words("not_yet_available"), "the figure was not known when the return was made."),
        ("not-applicable", material.words("not_applicable"), "there is no such figure, or it is not asked for in that quarter."),
        ("suppressed", material.words("suppressed"), "the figure is not published, because it or another could identify people."),
        ("no-entry", material.words("no_entry"), "nothing was entered."),
        ("no-return", material.words("no_return"), "the sub-group's return for the quarter is not in force."),
        ("withheld", WITHHELD, "the figure is exempt; the paper says under which paragraph."),
        ("held back", HELD_BACK, "the workbook said that it is not printed, and nobody has decided that it is."),
        ("provisional", "Provisional", "the figure may still change."),
        ("revised", "Revised", "the figure was returned otherwise before."),
        ("corrected", "Corrected", "a paper before this one printed the figure otherwise, and it was wrong there."),
        ("pro rata", "Pro rata", "an even share of the year's target. It is indicative only: figures vary over a year."),
    )
    return [(word, meaning) for name, word, meaning in meanings if name in used]


def _used_words(material: Material) -> set[str]:
    """The names of the words and marks that are printed in place of, or beside, a figure."""
    used = {"pro rata"} if _is_pro_rata_used(material) else set()
    used |= {"suppressed"} if (material.disclosed and material.disclosed.suppressed) or _has_suppressed_counts(material) else set()
    for _, of_theme in measures_by_theme(material):
        for definition, measure in of_theme:
            used |= set(_words_of_measure(material, definition, measure))
    return used


def _has_suppressed_counts(material: Material) -> bool:
    """Whether a return says of a count of people, in a table or by itself, that it is suppressed."""
    for definition in material.definitions:
        asked = [(f"/fields/{field.key}", field) for field in definition.fields]
        for breakdown in definition.tables:
            rows = material.row_pointers(definition, breakdown)
            asked += [(f"{row}/{column.key}", column) for _, row in rows for column in breakdown.columns]
        if any(question.asked.suppressible and material.answer(definition.sub_group, at) == SUPPRESSED for at, question in asked):
            return True
    return False


def _is_pro_rata_used(material: Material) -> bool:
    """Whether a section of this paper compares a figure with an even share of a year's target."""
    if not any(plan.kind in ("dashboard", "headlines", "charts") for plan in material.profile.sections):
        return False
    performances = [reported.performance for reported in reported_measures(material)]
    return any(each.method == PRO_RATA and not each.missing for each in performances)


def _words_of_measure(material: Material, definition: Definition, measure: Measure) -> Iterator[str]:
    if words := material.kept_out(definition.sub_group, measure.key):
        yield "withheld" if words == WITHHELD else "held back"
        return
    stated = [measure.baseline, measure.target, *(said for part in measure.parts for said in (part.baseline, part.target))]
    if any(said and said.none == SUPPRESSED for said in stated):
        yield SUPPRESSED
    is_received = definition.sub_group in material.returns
    if measure.unit == "progress":
        if not is_received:
            yield "no-return"
        return
    for quarter in material.period.quarters_so_far:
        if quarter not in measure.asked_in:
            yield "not-applicable"
            continue
        for asked in measure.series:
            known = material.figure(definition.sub_group, quarter, asked.pointer)
            if known is None:
                yield "no-entry" if is_received else "no-return"
            else:
                yield from known.marks
                if known.figure["value"] is None:
                    yield known.figure["reason"]
