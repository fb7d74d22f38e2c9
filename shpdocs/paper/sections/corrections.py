"""Correction notes: what a corrected edition says under its title, of when, why and what was corrected, as far as it may be known now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from shpdocs.answers.dates import show_date
from shpdocs.model.document import Notice
from shpdocs.model.edition import CorrectionNote, PaperChange
from shpdocs.model.period import QUARTERS
from shpdocs.model.returns import answer_at
from shpdocs.paper.sections.compose import Composed
from shpdocs.paper.sections.material import Material, sentence
from shpdocs.paper.sections.withheld import PART_II

NO_REASON = "the reason that was given is no longer published"
_MOST_PLACES = 8  # that a note names
_LONGEST_VALUE = 40  # characters of what stood there and stands there: a text is named alone


def with_correction_notes(composed: Composed, notes: tuple[CorrectionNote, ...], material: Material, is_exempt: bool = False) -> Composed:
    """Return the paper with its correction notes below the title, the first first, and below what a draft says there.

    `material` is what the paper was made of. A number stands in a note only if the paper may still print what it was of: a change
    of an answer that is suppressed or withheld now is named by its place. A reason that is '' may not be printed any more.
    """
    blocks = composed.document.blocks
    start = next((number for number, block in enumerate(blocks[1:], 1) if not isinstance(block, Notice)), len(blocks))
    added = tuple(Notice(_note(note, material, is_exempt)) for note in notes)
    document = replace(composed.document, blocks=(*blocks[:start], *added, *blocks[start:]))
    return replace(composed, document=document, starts=tuple(place + len(added) for place in composed.starts))


def _note(note: CorrectionNote, material: Material, is_exempt: bool) -> str:
    words = material.profile.words.correction.replace("{day}", show_date(note.day)).replace("{reason}", note.because or NO_REASON)
    places = tuple(dict.fromkeys(_places(note.changes, material, is_exempt)))
    if len(places) > _MOST_PLACES + 1:
        places = (*places[:_MOST_PLACES], f"and {len(places) - _MOST_PLACES} other places")
    return f"{sentence(words)} Changed: {sentence('; '.join(places))}" if places else sentence(words)


def _places(changes: Iterable[PaperChange], material: Material, is_exempt: bool) -> Iterator[str]:
    """What was changed; a figure that stands in several places once. Of Part II the public paper says that it was."""
    figures: set[tuple[str, str, tuple[str, ...]]] = set()
    for change in changes:
        if change.is_exempt != is_exempt:
            if change.is_exempt:
                yield f"{PART_II}, which is not for publication"
            continue
        figure = (change.before, change.now, change.refs)
        if change.refs and figure in figures:
            continue
        figures.add(figure)
        yield change.where if is_exempt else _place(change, material)


def _place(change: PaperChange, material: Material) -> str:
    if any(_is_kept_back(ref, material) for ref in change.refs):
        return change.where.partition(":")[0]  # what follows may name a row that is no longer published
    if change.refs and max(len(change.before), len(change.now)) <= _LONGEST_VALUE:
        return f"{change.where} ({change.before or 'nothing'}, now {change.now or 'nothing'})"
    return change.where


def _is_kept_back(ref: str, material: Material) -> bool:
    """Whether a paper keeps back an answer that a text was made of, or another quarter's figure of the same measure."""
    sub_group, group, key, *rest = ref.split("/")
    disclosed = material.disclosed
    withheld = {item.answer for item in disclosed.withheld} if disclosed else set()
    kept_back = withheld | ({item.answer for item in disclosed.suppressed} if disclosed else set())
    names = {f"{sub_group}/{key}", *(f"{sub_group}/{key}/{name}" for name in rest)}
    if names & kept_back or sub_group not in material.returns:
        return True
    pointer = f"/{group}/{'/'.join((key, *rest))}"
    base = pointer.partition("/figure")[0].partition("/earlier")[0]
    if group == "measures" and base != pointer:
        figures = (material.figure(sub_group, quarter, base) for quarter in QUARTERS)
        return any(figure and figure.figure["reason"] == "suppressed" for figure in figures)
    return answer_at(material.returns[sub_group].answers, pointer) is None
