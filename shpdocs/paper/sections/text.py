"""Sections of text: 'Label: answer' lines, the cover table, texts, and the sub-groups' updates."""

from __future__ import annotations

import re

from shpdocs.definitions.profile_consistency import answers_named, tables_named
from shpdocs.model.document import Block, Heading, ListItem, Paragraph, Table, Text
from shpdocs.model.profile import AnswerName, Content, Line, SectionPlan
from shpdocs.paper.sections.material import Material, cell_line, one_line


def lines(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """A paragraph for each label, with its answer on the same line."""
    found = []
    for line in plan.lines:
        blocks = _line(line, material)
        text = one_line(blocks) or material.profile.words.no_entry
        found.append(Paragraph(text, f"{line.label}: ", blocks[0].refs if blocks else ()))
    return tuple(found)


def cover(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """The table of labels and answers at the head of the paper."""
    blank = (Paragraph(material.profile.words.no_entry),)
    rows = tuple(((Paragraph("", line.label),), _line(line, material) or blank) for line in plan.lines)
    return (Table("Report details", "Who receives and who sends the report, and what comes with it.", (), rows),)


def _line(line: Line, material: Material) -> tuple[Text, ...]:
    return material.field_blocks(line.answer) if line.answer else (Paragraph(line.words),)


def text(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """Answers as paragraphs and lists, in the profile's order."""
    return tuple(block for content in plan.content for block in _content(content, material))


def _content(content: Content, material: Material) -> tuple[Text, ...]:
    if content.list_of:
        texts = _first_column(content.list_of, material)
        return tuple(ListItem(text.text, content.numbering, number, 0, number == 1, text.refs) for number, text in enumerate(texts, 1))
    if content.rows_of:
        return _first_column(content.rows_of, material)
    pieces = dict.fromkeys(_piece(name, content.sentence, material) for name in content.run_in)  # a missing return is told once
    return _run_in([piece for piece in pieces if piece])


def _run_in(pieces: list[tuple[Text, ...]]) -> tuple[Text, ...]:
    """Pieces of one paragraph each become one paragraph; else each piece stands by itself."""
    paragraphs = [piece[0] for piece in pieces if len(piece) == 1 and isinstance(piece[0], Paragraph)]
    if len(paragraphs) < len(pieces) or not paragraphs:
        return tuple(block for piece in pieces for block in piece)
    refs = tuple(ref for paragraph in paragraphs for ref in paragraph.refs)
    return (Paragraph(" ".join(paragraph.text for paragraph in paragraphs), refs=refs),)


def _piece(name: AnswerName, sentence: str, material: Material) -> tuple[Text, ...]:
    """A field's blocks; or a table's rows, each as the sentence says it, in one paragraph."""
    if not tables_named(name, material.definitions):
        if name.sub_group in material.waived and name.sub_group not in material.returns:
            return ()  # a section of its own says that the paper goes without it, and why
        return material.field_blocks(name)
    if name.sub_group not in material.returns:
        return ()  # the sub-group's own text beside it says that the return is missing
    definition, table = tables_named(name, material.definitions)[0]
    sentences, refs = [], []
    for _, pointer in material.row_pointers(definition, table):
        blank = material.profile.words.no_entry
        words = {column.key: cell_line(material, definition, pointer, column) or blank for column in table.columns}
        sentences.append(re.sub(r"\{([^{}]*)\}", lambda found, words=words: words[found[1]], sentence))  # type: ignore[misc]
        refs += [f"{definition.sub_group}{pointer}/{column.key}" for column in table.columns]
    return (Paragraph(" ".join(sentences), refs=tuple(refs)),) if sentences else ()


def _first_column(name: AnswerName, material: Material) -> tuple[Text, ...]:
    """The first column of a table, a paragraph or more for each row."""
    definition, table = tables_named(name, material.definitions)[0]
    if definition.sub_group not in material.returns:
        return (material.not_received(definition),)
    column = table.columns[0]
    rows = material.row_pointers(definition, table)
    return tuple(block for _, pointer in rows for block in material.blocks(definition, f"{pointer}/{column.key}", column.asked))


def updates(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """For each sub-group with narratives that no other section prints its name as a heading, then these in order."""
    printed = answers_named(material.profile)
    found: list[Block] = []
    for definition in material.definitions:
        names = [
            AnswerName(definition.sub_group, field.key)
            for field in definition.fields
            if field.asked.kind == "narrative" and AnswerName(definition.sub_group, field.key) not in printed
        ]
        if not names:
            continue
        if definition.sub_group not in material.returns:
            found += [Heading(definition.title, plan.level + 1), material.not_received(definition)]
            continue
        blocks = [block for name in names for block in material.field_blocks(name)]
        if blocks:
            found += [Heading(definition.title, plan.level + 1), *blocks]
    return tuple(found)
