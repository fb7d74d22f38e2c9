"""Correction notes: what a corrected edition says under its title, of when, why and what was corrected, as far as it may be known now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from shpdocs.answers.dates import show_date
from shpdocs.figures.arithmetic import judged
from shpdocs.model.document import Block, Notice, Table
from shpdocs.model.edition import CorrectionNote, PaperChange
from shpdocs.model.origin import Decided, Origin, Rule, Statement
from shpdocs.model.period import QUARTERS
from shpdocs.model.phrase import Phrase, ended, filled_in, from_origin, joined, notice, phrase
from shpdocs.model.returns import answer_at
from shpdocs.paper.changes.tables import SHORTENED
from shpdocs.paper.changes.texts import on_one_line
from shpdocs.paper.sections.compose import Composed
from shpdocs.paper.sections.material import Material, how_many
from shpdocs.paper.sections.withheld import PART_II

NO_REASON = "the reason that was given is no longer published"
_MOST_PLACES = 8  # that a note names
_OF_QUARTER = re.compile(r", Quarter (\d)$")
_COMPARED = Statement("place in the paper", Rule("what changed is found by comparing the paper with the edition before, place by place"))
_LONGEST_VALUE = 40  # characters of what is told of a figure


def with_correction_notes(composed: Composed, notes: tuple[CorrectionNote, ...], is_exempt: bool = False) -> Composed:
    """Return the paper with its correction notes below the title, the first first, and below what a draft says there.

    A number stands in a note only if the paper may still print what it was of: a change of an answer that is suppressed or withheld
    now is named by its place. So is one of a row that a lead named, if the paper does not name it any more: it may be gone because of
    what it said. A reason that is '' may not be printed any more.
    """
    blocks = composed.document.blocks
    start = next((number for number, block in enumerate(blocks[1:], 1) if not isinstance(block, Notice)), len(blocks))
    labels = frozenset(_labels(blocks))
    added = tuple(notice(_note(note, composed.material, labels, is_exempt)) for note in notes)
    document = replace(composed.document, blocks=(*blocks[:start], *added, *blocks[start:]))
    return replace(composed, document=document, starts=tuple(place + len(added) for place in composed.starts))


def _note(note: CorrectionNote, material: Material, labels: frozenset[str], is_exempt: bool) -> Phrase:
    parts = {
        "day": from_origin(show_date(note.day), _of_edition(note, "day of the edition", material)),
        "reason": from_origin(note.because or NO_REASON, _of_edition(note, "why it was corrected", material)),
    }
    template = material.profile.words.correction.strip()
    words = filled_in(template, material.words_origin("correction"), lambda name: parts.get(name, f"{{{name}}}"))
    places = _in_sections(_once(_places(note, material, labels, is_exempt)))
    if len(places) > _MOST_PLACES + 1:
        more = how_many("other places", (Statement(place.text, _COMPARED.source) for place in places[_MOST_PLACES:]))
        places = [*places[:_MOST_PLACES], phrase("and {} other places", more)]
    return phrase("{} Changed: {}", ended(words), ended(joined("; ", places))) if places else ended(words)


def _of_edition(note: CorrectionNote, words: str, material: Material) -> Statement:
    """The origin of what was said when the corrected edition was published."""
    return Statement(words, Decided("edition", str(material.period), note.day))


def _once(places: Iterable[Phrase]) -> list[Phrase]:
    """The places without those that read as one before."""
    by_text: dict[str, Phrase] = {}
    for place in places:
        by_text.setdefault(place.text, place)
    return list(by_text.values())


def _in_sections(places: list[Phrase]) -> list[Phrase]:
    """The places; a section of which a place within it is named is told as what else was changed there, behind all that are named."""
    named = {place.text.partition(":")[0] for place in places if ":" in place.text}
    elsewhere = [place for place in places if place.text in named]
    return [*(place for place in places if place not in elsewhere), *(phrase("elsewhere in {}", place) for place in elsewhere)]


def _labels(blocks: Iterable[Block]) -> Iterator[str]:
    """What the rows of the paper's tables are known by, on one line."""
    return (on_one_line(cell) for block in blocks if isinstance(block, Table) for row in block.rows for cell in row)


def _places(note: CorrectionNote, material: Material, labels: frozenset[str], is_exempt: bool) -> Iterator[Phrase]:
    """What was changed, each answer once wherever it stands. Of Part II the public paper says that it was."""
    for change in _telling([change for change in note.changes if change.is_exempt == is_exempt]):
        if is_exempt:
            yield from_origin(change.where, _of_place(change, material))
        else:
            yield _place(change, note, material, labels)
    if not is_exempt and any(change.is_exempt for change in note.changes):
        yield from_origin(f"{PART_II}, which is not for publication", _COMPARED)


def _telling(changes: list[PaperChange]) -> list[PaperChange]:
    """Of all places at which an answer was changed the one that tells it best, and the appendices; what follows from answers is not told
    beside them."""
    by_answer: dict[str, PaperChange] = {}
    for change in sorted(changes, key=_plainness):
        answers = {_answer(ref) for ref in change.refs}
        if answers - by_answer.keys():
            by_answer |= dict.fromkeys(answers - by_answer.keys(), change)
    told = by_answer.values()
    return [change for change in changes if change in told or change.what == "appendix"] if by_answer else changes


def _plainness(change: PaperChange) -> tuple[bool, int, bool, int]:
    """How plainly a place tells of one answer, the plainest first: a quarter's figure before what was worked out from it."""
    is_of_quarter = bool(_OF_QUARTER.search(change.where))
    return change.is_moved, len({_answer(ref) for ref in change.refs}), not is_of_quarter, len(change.before) + len(change.now)


def _answer(ref: str) -> str:
    """The measure, field or table's cell that a text was made of."""
    sub_group, group, key, *rest = ref.split("/")
    return "/".join((sub_group, group, key, *(() if group == "measures" else rest)))


def _place(change: PaperChange, note: CorrectionNote, material: Material, labels: frozenset[str]) -> Phrase:
    if any(_is_kept_back(ref, material) for ref in change.refs) or not _is_row_named(change, labels):
        return from_origin(change.where.partition(":")[0], _COMPARED)  # what follows may name a row that is no longer published
    where = from_origin(change.where, _of_place(change, material))
    is_figure = bool(change.refs) and all(ref.endswith("/figure") for ref in change.refs)
    if is_figure and not change.is_moved and max(len(change.before), len(change.now)) <= _LONGEST_VALUE:
        before = from_origin(change.before, _of_edition(note, "as the edition before printed it", material))
        now = from_origin(change.now, _of_place(change, material))
        words = [phrase("{} {}", word, value) for word, value in (("was", before), ("now", now)) if value]
        return phrase("{} ({})", where, joined(", ", words))
    return where


def _of_place(change: PaperChange, material: Material) -> Statement:
    """The origin of a place that was changed: the answers that it tells of, of a quarter's figure those of that quarter."""
    quarter = _OF_QUARTER.search(change.where)
    origins = [_answer_origin(ref, f"Q{quarter[1]}" if quarter else "", material) for ref in change.refs]
    return judged("what was changed", "made-of", (_COMPARED, *origins)) if origins else _COMPARED


def _answer_origin(ref: str, quarter: str, material: Material) -> Origin:
    sub_group, _, pointer = ref.partition("/")
    base = f"/{pointer}".removesuffix("/figure")
    known = material.figure(sub_group, quarter, base) if quarter and ref.endswith("/figure") else None
    return Statement(f"Quarter {quarter[1]}", known.source) if known else material.answer_origin(ref)


def _is_row_named(change: PaperChange, labels: frozenset[str]) -> bool:
    """Whether the paper still names the row that a change of a lead's table is of; a change of anything else names none."""
    if not any("/tables/" in ref for ref in change.refs):
        return True
    row, end, _ = change.where.partition(": ")[2].partition(SHORTENED)
    if end:
        return any(label.startswith(row) for label in labels)
    parts = row.split(", ")
    return any(", ".join(parts[:number]) in labels for number in range(1, len(parts) + 1))


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
        figures = [figure.figure for quarter in QUARTERS if (figure := material.figure(sub_group, quarter, base))]
        return not figures or any(figure["reason"] == "suppressed" for figure in figures)
    return answer_at(material.returns[sub_group].answers, pointer) is None
