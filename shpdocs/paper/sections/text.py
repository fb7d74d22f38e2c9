"""Sections of text: 'Label: answer' lines, the cover table, texts, and the sub-groups' updates."""

from __future__ import annotations

import re
from collections.abc import Mapping

from shpdocs.answers.kinds import kind_of
from shpdocs.definitions.profile_consistency import answers_named, tables_named
from shpdocs.model.document import Block, Heading, ListItem, Paragraph, Table, Text
from shpdocs.model.profile import AnswerName, Content, Line, SectionPlan
from shpdocs.paper.sections.appendices import appendix_list
from shpdocs.paper.sections.material import Material, cell_line, one_line


def lines(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """A paragraph for each label, with its answer on the same line."""
    paragraphs = []
    for line in plan.lines:
        blocks = _answer(line, material)
        answer = one_line(blocks) or material.profile.words.no_entry
        paragraphs.append(Paragraph(answer, f"{line.label}: ", blocks[0].refs if blocks else ()))
    return tuple(paragraphs)


def cover(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """The table of labels and answers at the head of the paper."""
    blank = (Paragraph(material.profile.words.no_entry),)
    rows = tuple(((Paragraph("", line.label),), _answer(line, material) or blank) for line in plan.lines)
    return (Table("Report details", "Who receives and who sends the report, and what comes with it.", (), rows),)


def _answer(line: Line, material: Material) -> tuple[Text, ...]:
    if line.appendices:
        return appendix_list(line.answer, material) or (Paragraph(material.profile.words.none),)
    return material.field_blocks(line.answer) if line.answer else (Paragraph(line.words),)


def text(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """Answers as paragraphs and lists, in the profile's order."""
    return tuple(block for content in plan.content for block in _content(content, material))


def _content(content: Content, material: Material) -> tuple[Text, ...]:
    if content.appendices:
        return appendix_list(next(iter(content.run_in), None), material)
    if content.list_of:
        blocks = _first_column(content.list_of, material)
        return tuple(ListItem(block.text, content.numbering, number, 0, number == 1, block.refs) for number, block in enumerate(blocks, 1))
    if content.rows_of:
        return _first_column(content.rows_of, material)
    answers = dict.fromkeys(_run_in_answer(name, content.sentence, material) for name in content.run_in)  # a missing return once
    return _run_in([blocks for blocks in answers if blocks])


def _run_in(answers: list[tuple[Text, ...]]) -> tuple[Text, ...]:
    """Answers of one paragraph each become one paragraph; else each is printed by itself."""
    paragraphs = [blocks[0] for blocks in answers if len(blocks) == 1 and isinstance(blocks[0], Paragraph)]
    if len(paragraphs) < len(answers) or not paragraphs:
        return tuple(block for blocks in answers for block in blocks)
    refs = tuple(ref for paragraph in paragraphs for ref in paragraph.refs)
    return (Paragraph(" ".join(paragraph.text for paragraph in paragraphs), refs=refs),)


def _run_in_answer(name: AnswerName, sentence: str, material: Material) -> tuple[Text, ...]:
    """A field's blocks; or a table's rows, each as the sentence words it, in one paragraph."""
    if not tables_named(name, material.definitions):
        if name.sub_group in material.waived and name.sub_group not in material.returns:
            return ()  # a section of its own says that the paper goes without it, and why
        return material.field_blocks(name)
    if name.sub_group not in material.returns:
        return ()  # the sub-group's own text beside it says that the return is missing
    if material.is_held_back(name.sub_group, name.key):
        return (Paragraph(f"{material.kept_out_words(name.sub_group, name.key)}."),)
    definition, table = tables_named(name, material.definitions)[0]
    sentences, refs = [], []
    for _, pointer in material.row_pointers(definition, table):
        blank = material.profile.words.no_entry
        answers = {column.key: cell_line(material, definition, pointer, column) or blank for column in table.columns}
        sentences.append(_filled_in(sentence, answers))
        refs += [f"{definition.sub_group}{pointer}/{column.key}" for column in table.columns]
    return (Paragraph(" ".join(sentences), refs=tuple(refs)),) if sentences else ()


def _filled_in(sentence: str, answers: Mapping[str, str]) -> str:
    """The sentence with the answer of a column in place of its key in braces."""
    return re.sub(r"\{([^{}]*)\}", lambda match: answers[match[1]], sentence)


def _first_column(name: AnswerName, material: Material) -> tuple[Text, ...]:
    """The first column of a table, a paragraph or more for each row."""
    definition, table = tables_named(name, material.definitions)[0]
    if definition.sub_group not in material.returns:
        return (material.absence_paragraph(definition),)
    if material.is_held_back(name.sub_group, name.key):
        return (Paragraph(f"{material.kept_out_words(name.sub_group, name.key)}."),)
    column = table.columns[0]
    rows = material.row_pointers(definition, table)
    return tuple(block for _, pointer in rows for block in material.blocks(definition, f"{pointer}/{column.key}", column.asked))


def updates(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """For each sub-group with narratives that no other section prints its name as a heading, then these in order."""
    printed = answers_named(material.profile)
    printed_blocks: list[Block] = []
    for definition in material.definitions:
        names = [
            AnswerName(definition.sub_group, field.key)
            for field in definition.fields
            if kind_of(field.asked).words == "paragraphs" and AnswerName(definition.sub_group, field.key) not in printed
        ]
        if not names:
            continue
        if definition.sub_group not in material.returns:
            printed_blocks += [Heading(definition.title, plan.level + 1), material.absence_paragraph(definition)]
            continue
        blocks = [block for name in names for block in material.field_blocks(name)]
        if blocks:
            printed_blocks += [Heading(definition.title, plan.level + 1), *blocks]
    return tuple(printed_blocks)
