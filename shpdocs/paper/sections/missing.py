"""What is missing: the returns that are not in force, the notice that a paper is a draft, and the answers that it does not print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from shpdocs.model.definition import Definition
from shpdocs.model.disclosure import Flagged, HeldBack
from shpdocs.model.document import Block, Document, Table
from shpdocs.model.origin import Decided, Returned, Statement, Use
from shpdocs.model.phrase import Phrase, Words, ended, from_origin, joined, notice, one_line, phrase
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.appendices import wrong_lists
from shpdocs.paper.sections.definition_words import answer_words, title_words
from shpdocs.paper.sections.material import Material, bullets, how_many

DRAFT = "DRAFT – not for publication"
_MOST_NAMED = 6
_BESIDE = ("/reason", "/commentary", "/revision")  # of a figure: printed with it, or nothing of their own


def missing_returns(material: Material) -> tuple[Definition, ...]:
    """The definitions whose return is not in force."""
    return tuple(definition for definition in material.definitions if definition.sub_group not in material.returns)


def absent_and_waiting(missing: tuple[Definition, ...], material: Material) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """The names of those of whom no return was received, and of those whose return waits for a decision."""
    absent = tuple(title_words(definition) for definition in missing if definition.sub_group not in material.held)
    return absent, tuple(title_words(definition) for definition in missing if definition.sub_group in material.held)


def is_draft(material: Material) -> bool:
    """Whether the paper is a draft: it is not the final one, or a return is neither in force nor waived."""
    return not material.is_final or any(definition.sub_group not in material.waived for definition in missing_returns(material))


def draft_notice(material: Material) -> tuple[Block, ...]:
    """What a draft says under its title: which returns are missing or wait, how many texts nobody decided about, which list is wrong,
    and of what numbers are suppressed.
    """
    if not is_draft(material):
        return ()
    missing = tuple(definition for definition in missing_returns(material) if definition.sub_group not in material.waived)
    absent, waiting = absent_and_waiting(missing, material)
    period = from_origin(str(material.period), material.of_calendar(material.period.quarter))
    sentences: list[Words] = ["DRAFT."]
    if absent:
        sentences.append(phrase("{} for {} from: {}.", material.words("no_return"), period, joined("; ", absent)))
    if waiting:
        sentences.append(phrase("Received for {}, but waiting for a decision: {}.", period, joined("; ", waiting)))
    sentences += [*_flagged(material), *_held_back(material), *_lists_of_others(material)]
    if not sentences[1:]:
        sentences.append("Nothing is missing, but this is not the published paper.")
    sentences += _suppressed(material)
    return (notice(joined(" ", sentences)),)


def _flagged(material: Material) -> Iterator[Phrase]:
    """How many texts seem to tell of few people."""
    flagged = material.disclosed.flagged if material.disclosed else ()
    if flagged:
        number = how_many("texts that seem to hold small or withheld numbers of people", (_text(item, material) for item in flagged))
        words = "text seems" if len(flagged) == 1 else "texts seem"
        why = "to hold small or withheld numbers of people, which nobody has decided about yet."
        yield phrase("{} {} {}", number, words, why)


def _suppressed(material: Material) -> Iterator[Phrase]:
    """Of which answers numbers are suppressed: whoever reads the draft can ask before it is published."""
    suppressed = {item.answer: item.title for item in (material.disclosed.suppressed if material.disclosed else ())}
    if suppressed:
        names = [_suppressed_words(answer, title, material) for answer, title in list(suppressed.items())[:_MOST_NAMED]]
        others = list(suppressed)[_MOST_NAMED:]
        if others:
            more = how_many("others of which numbers are suppressed", (_suppressed_origin(answer, material) for answer in others))
            names.append(phrase("and {} more", more))
        yield phrase("Suppressed, because people could be identified: numbers of {}.", joined("; ", names))


def _suppressed_words(answer: str, title: str, material: Material) -> Phrase:
    sub_group, _, key = answer.partition("/")
    return answer_words(material.definition(sub_group), key, title)


def _suppressed_origin(answer: str, material: Material) -> Statement:
    sub_group, _, key = answer.partition("/")
    groups = (group for group, question in material.definition(sub_group).questions if question.key == key)
    return material.kept_back(f"{sub_group}/{next(groups)}/{key}", how="suppressed")


def _text(item: Flagged, material: Material) -> Statement:
    """Where a text that seems to tell of few people stands: with its field, measure or table."""
    sub_group, _, key = item.answer.partition("/")
    definition, period = material.definition(sub_group), str(material.period)
    uses = tuple(Use(period, f"/{group}/{key}") for group, question in definition.questions if question.key == key)
    return Statement(item.title, Returned(item.answer, period, uses))


def _lists_of_others(material: Material) -> Iterator[Phrase]:
    """Where somebody typed a list of appendices that is not of those that there are."""
    for _, label, typed in wrong_lists(material):
        lines = joined("; ", (one_line((block,)) for block in typed))
        yield phrase("What was entered as “{}” ({}) is not what the paper has; the list is printed as it is.", label, lines)


def _held_back(material: Material) -> Iterator[Phrase]:
    """Which answers are held back, and why."""
    held = material.held_back
    if held:
        names: list[Words] = [_held_back_words(item, material) for item in held[:_MOST_NAMED]]
        if held[_MOST_NAMED:]:
            more = how_many("others that are held back", (_held_back_origin(item, material) for item in held[_MOST_NAMED:]))
            names.append(phrase("and {} more", more))
        why = "the workbook said that this is not printed, and nobody has decided that it is"
        yield phrase("Held back, as {}: {}.", why, joined("; ", names))


def _held_back_words(item: HeldBack, material: Material) -> Phrase:
    sub_group, _, key = item.answer.partition("/")
    return answer_words(material.definition(sub_group), key, item.title)


def _held_back_origin(item: HeldBack, material: Material) -> Statement:
    origin = material.kept_back(f"{item.answer.partition('/')[0]}{item.pointer}")
    return Statement(item.title, origin.source)


def not_received(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """An item for each return that is not in force, with the reason if the paper goes without it."""
    return bullets(
        phrase("{}: {}", title_words(definition), _why_missing(definition.sub_group, material)) for definition in missing_returns(material)
    )


def _why_missing(sub_group: str, material: Material) -> Phrase:
    state = "a return was received and waits for a decision." if sub_group in material.held else "no return was received."
    if sub_group not in material.waived:
        return phrase(state)
    event = material.waived[sub_group]
    reason = ended(from_origin(event.because, Statement("reason", Decided("waived", sub_group, event.at))))
    return phrase("{} The paper goes without it: {}", state, reason)


def not_printed(document: Document, material: Material) -> tuple[str, ...]:
    """Return the fields, measures and tables that hold an answer of which the paper prints nothing.

    Measures that their definition keeps out of every paper are not among them, nor is what is not for publication, nor are
    reasons for no figure on their own.
    """
    withheld = {item.answer for item in material.withheld_answers}
    printed = {_question(ref.partition("/")[0], ref) for ref in refs_of(document.blocks)} | set(_named_in_footer(material))
    names: list[str] = []
    for definition in material.definitions:
        unpublished = {f"{definition.sub_group}/{measure.key}" for measure in definition.measures if not measure.publish}
        questions = dict.fromkeys(_question(definition.sub_group, pointer) for pointer in _answered(material, definition))
        names += [name for name in questions if name not in printed | unpublished | withheld]
    return tuple(names)


def _answered(material: Material, definition: Definition) -> Iterator[str]:
    """The pointers of the answers that a paper should print something of."""
    return_ = material.returns.get(definition.sub_group)
    for pointer in return_.sources if return_ else ():
        if not pointer.startswith("/sign-off/") and not pointer.endswith(_BESIDE):
            yield pointer


def _question(sub_group: str, pointer: str) -> str:
    """The field, measure or table that a pointer (or a ref that begins with the sub-group) lies in."""
    return f"{sub_group}/{pointer.removeprefix(sub_group).split('/')[2]}"


def _named_in_footer(material: Material) -> Iterator[str]:
    for line in material.profile.footer:
        yield from re.findall(r"\{([^{}]*/[^{}]*)\}", line)


def refs_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The answers that blocks print something of, as their refs."""
    for block in blocks:
        if isinstance(block, Table):
            yield from (ref for row in block.rows for cell in row for text in cell for ref in text.refs)
        else:
            yield from getattr(block, "refs", ())
