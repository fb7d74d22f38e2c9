"""The appendices of a paper: numbered in the order in which they are really there, listed, and held against what answers say of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from fractions import Fraction

from shpdocs.model.appendix import AbsentAppendix, ListedAppendices, NamedAppendix, NumberedAppendix
from shpdocs.model.definition import Definition
from shpdocs.model.document import Block, ListItem, Paragraph, Table, Text
from shpdocs.model.origin import Number, Rule, Statement
from shpdocs.model.phrase import Phrase, filled_in, from_origin, one_line, paragraph, phrase
from shpdocs.model.profile import AnswerName, SectionPlan
from shpdocs.paper.sections.definition_words import stated
from shpdocs.paper.sections.headings_and_footers import heading_words
from shpdocs.paper.sections.material import Material

_MENTION = re.compile(r"\b(?:[Aa]ppendi(?:x|ces)|APPENDI(?:X|CES))\s+(\d{1,3}\b(?:(?:\s*,\s*|\s+and\s+|\s*&\s*)\d{1,3}\b)*|[A-Z]\b)")
_NUMBERED = Rule("appendices are numbered in the order in which they are in the paper")
_EXCERPT = 40  # characters on either side of a mention


def numbered(there: Iterable[NamedAppendix], material: Material) -> tuple[NumberedAppendix, ...]:
    """Number the appendices of a paper, in order, with the headings that the profile words."""
    template, origin = material.profile.words.appendix, material.words_origin("appendix")
    before = template.partition("{title}")[0].rstrip(" –—-:|.,(")
    name = before if "{number}" in before else "Appendix {number}"
    numbered_appendices = []
    for number, appendix in enumerate(there, 1):
        parts = {
            "number": from_origin(str(number), Number("number of the appendix", Fraction(number), _NUMBERED)),
            "title": from_origin(appendix.title, appendix.origin),
        }
        heading, short = (filled_in(words, origin, parts.__getitem__) for words in (template, name))
        numbered_appendices.append(NumberedAppendix(appendix.title, heading, short, appendix.is_apart))
    return tuple(numbered_appendices)


def tells_appendices(plan: SectionPlan) -> bool:
    """Whether what a section prints depends on which appendices there are."""
    return plan.kind == "headlines" or lists_appendices(plan)


def lists_appendices(plan: SectionPlan) -> bool:
    """Whether a section prints the list of the appendices."""
    return any(line.appendices for line in plan.lines) or any(content.appendices for content in plan.content)


def appendix_list(answer: AnswerName | None, material: Material) -> tuple[Text, ...]:
    """The list of the appendices that there are, a paragraph each; the answer as it was typed if it says the same. () if there are none.

    An answer that is not for publication has its words there.
    """
    if answer and material.withheld(answer.sub_group, answer.key):
        return material.field_blocks(answer)
    typed = _typed(answer, material)
    if typed and _says_the_same(typed, material):
        return typed
    return tuple(paragraph(line) for line in _there(material))


def wrongly_listed(material: Material) -> Iterator[ListedAppendices]:
    """Yield each list of appendices that was typed and names others than there are."""
    there = tuple(line.text for line in _there(material))
    for answer, label, typed in wrong_lists(material):
        lines = tuple(one_line((block,)).text for block in typed)
        yield ListedAppendices(f"{answer.sub_group}/{answer.key}", label.text, lines, there)


def wrong_lists(material: Material) -> Iterator[tuple[AnswerName, Phrase, tuple[Text, ...]]]:
    """Yield the same as the answer's name, what it is printed under, and what was typed."""
    for answer, label in _lists(material):
        typed = _typed(answer, material)
        if typed and not _says_the_same(typed, material):
            yield answer, label, typed


def absent_appendices(blocks: Iterable[Block], material: Material) -> Iterator[AbsentAppendix]:
    """Yield each appendix that an answer among the blocks names by number or letter and that is not there, once for each answer."""
    there = {str(number) for number, _ in enumerate(material.appendices, 1)}
    lists = {f"{answer.sub_group}/fields/{answer.key}" for answer, _ in _lists(material)}  # these are told line by line
    seen: set[tuple[str, str]] = set()
    for text in _answers(blocks):
        for match in _MENTION.finditer(text.text):
            for number in re.findall(r"\w+", match[1].replace("and", "")):
                name, ref = f"Appendix {number}", text.refs[0]
                if number not in there and ref not in lists and (name, ref) not in seen:
                    seen.add((name, ref))
                    yield AbsentAppendix(name, ref, _excerpt(text.text, match))


def _lists(material: Material) -> Iterator[tuple[AnswerName, Phrase]]:
    """The answers beside which a section of the public paper lists the appendices, each with its label."""
    for plan in material.profile.sections:
        for line in plan.lines if not plan.exempt else ():
            if line.appendices and line.answer:
                yield line.answer, from_origin(line.label, Statement("label", plan.stated(f"{line.key}.label")))
        for content in plan.content if not plan.exempt else ():
            if content.appendices and content.run_in:
                name = content.run_in[0]
                yield name, heading_words(plan) if plan.heading else _label(material.definition(name.sub_group), name.key)


def _label(definition: Definition, key: str) -> Phrase:
    label = next(field.label for field in definition.fields if field.key == key)
    return from_origin(label, stated(definition, "label", f"fields.{key}.label"))


def _typed(answer: AnswerName | None, material: Material) -> tuple[Text, ...]:
    """What was typed as the list; () if nothing was, or the paper may not tell."""
    if answer is None or material.answer(answer.sub_group, f"/fields/{answer.key}") is None:
        return ()
    return material.field_blocks(answer)


def _there(material: Material) -> tuple[Phrase, ...]:
    """A line for each appendix: its heading, and if it is published apart, that it is."""
    apart = phrase(" ({})", material.words("published_apart"))
    return tuple(phrase("{}{}", appendix.heading_words, apart if appendix.is_apart else "") for appendix in material.appendices)


def _says_the_same(typed: tuple[Text, ...], material: Material) -> bool:
    """Whether a typed list names the appendices that there are, in their order. It need not say that one is published apart."""
    words = material.profile.words
    said = _plain(" ".join(block.text for block in typed))
    if not material.appendices:
        return said == _plain(words.none)
    apart = f"(?: {re.escape(_plain(words.published_apart))})?"
    expected = (re.escape(_plain(appendix.heading)) + (apart if appendix.is_apart else "") for appendix in material.appendices)
    return re.fullmatch(" ".join(expected), said) is not None


def _plain(text: str) -> str:
    """Words and numbers alone, in small letters: dashes, marks and spaces say nothing."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def _answers(blocks: Iterable[Block]) -> Iterator[Text]:
    """The texts that were made of answers."""
    for block in blocks:
        if isinstance(block, Table):
            yield from (text for row in block.rows for cell in row for text in cell if text.refs)
        elif isinstance(block, Paragraph | ListItem) and block.refs:
            yield block


def _excerpt(text: str, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - _EXCERPT), match.end() + _EXCERPT
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if text[end:] else ''}"
