"""Sections of text: 'Label: answer' lines, the cover table, texts, and the sub-groups' updates."""

from __future__ import annotations

from shpdocs.answers.kinds import kind_of
from shpdocs.definitions.profile_consistency import answers_named, tables_named
from shpdocs.model.document import Block, Paragraph, Table, Text
from shpdocs.model.origin import Origin, Stated, Statement
from shpdocs.model.phrase import Phrase, filled_in, from_origin, heading, joined, list_item, one_line, paragraph, phrase, phrase_of
from shpdocs.model.profile import AnswerName, Content, Line, SectionPlan
from shpdocs.paper.sections.appendices import appendix_list
from shpdocs.paper.sections.definition_words import title_words
from shpdocs.paper.sections.exemptions import with_schedule
from shpdocs.paper.sections.material import Material, cell_line


def lines(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """A paragraph for each label, with its answer on the same line."""
    paragraphs = []
    for line in plan.lines:
        blocks = _answer(line, plan, material)
        answer = one_line(blocks) if blocks else material.words("no_entry")
        paragraphs.append(paragraph(answer, phrase("{}: ", _label(line, plan)), blocks[0].refs if blocks else ()))
    return tuple(paragraphs)


def cover(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """The table of labels and answers at the head of the paper."""
    blank = (paragraph(material.words("no_entry")),)
    rows = tuple(((paragraph("", _label(line, plan)),), _answer(line, plan, material) or blank) for line in plan.lines)
    return (Table("Report details", "Who receives and who sends the report, and what comes with it.", (), rows),)


def _label(line: Line, plan: SectionPlan) -> Phrase:
    return from_origin(line.label, Statement("label", plan.stated(f"{line.key}.label")))


def _answer(line: Line, plan: SectionPlan, material: Material) -> tuple[Text, ...]:
    if line.appendices:
        return appendix_list(line.answer, material) or (paragraph(material.words("none")),)
    if line.answer:
        return material.field_blocks(line.answer)
    if line.exempt_by:
        return (paragraph(with_schedule(line.words, Statement("not for publication", line.exempt_by))),)
    return (paragraph(from_origin(line.words, Statement("words of the profile", plan.stated(f"{line.key}.words")))),)


def text(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """Answers as paragraphs and lists, in the profile's order."""
    contents = enumerate(plan.content, 1)
    return tuple(block for number, each in contents for block in _content(each, plan.stated(f"content.{number}.sentence"), material))


def _content(content: Content, stated: Stated, material: Material) -> tuple[Text, ...]:
    if content.appendices:
        return appendix_list(next(iter(content.run_in), None), material)
    if content.list_of:
        blocks = _first_column(content.list_of, material)
        return tuple(
            list_item(phrase_of(block), content.numbering, number, starts=number == 1, refs=block.refs)
            for number, block in enumerate(blocks, 1)
        )
    if content.rows_of:
        return _first_column(content.rows_of, material)
    origin = Statement("sentence of the profile", stated)
    answers = dict.fromkeys(_run_in_answer(name, content.sentence, origin, material) for name in content.run_in)  # a missing return once
    return _run_in([blocks for blocks in answers if blocks])


def _run_in(answers: list[tuple[Text, ...]]) -> tuple[Text, ...]:
    """Answers of one paragraph each become one paragraph; else each is printed by itself."""
    paragraphs = [blocks[0] for blocks in answers if len(blocks) == 1 and isinstance(blocks[0], Paragraph)]
    if len(paragraphs) < len(answers) or not paragraphs:
        return tuple(block for blocks in answers for block in blocks)
    refs = tuple(ref for block in paragraphs for ref in block.refs)
    return (paragraph(joined(" ", map(phrase_of, paragraphs)), refs=refs),)


def _run_in_answer(name: AnswerName, sentence: str, origin: Origin, material: Material) -> tuple[Text, ...]:
    """A field's blocks; or a table's rows, each as the sentence words it, in one paragraph."""
    if not tables_named(name, material.definitions):
        if name.sub_group in material.waived and name.sub_group not in material.returns:
            return ()  # a section of its own says that the paper goes without it, and why
        return material.field_blocks(name)
    if name.sub_group not in material.returns:
        return ()  # the sub-group's own text beside it says that the return is missing
    if material.is_held_back(name.sub_group, name.key):
        return (_held_back(name, material),)
    definition, table = tables_named(name, material.definitions)[0]
    sentences, refs = [], []
    for _, pointer in material.row_pointers(definition, table):
        blank = material.words("no_entry")
        answers = {column.key: cell_line(material, definition, pointer, column) or blank for column in table.columns}
        sentences.append(filled_in(sentence, origin, answers.__getitem__))
        refs += [f"{definition.sub_group}{pointer}/{column.key}" for column in table.columns]
    return (paragraph(joined(" ", sentences), refs=tuple(refs)),) if sentences else ()


def _held_back(name: AnswerName, material: Material) -> Paragraph:
    """What stands in the place of a table that is held back."""
    return paragraph(phrase("{}.", material.kept_out_words(name.sub_group, f"/tables/{name.key}") or ""))


def _first_column(name: AnswerName, material: Material) -> tuple[Text, ...]:
    """The first column of a table, a paragraph or more for each row."""
    definition, table = tables_named(name, material.definitions)[0]
    if definition.sub_group not in material.returns:
        return (material.absence_paragraph(definition),)
    if material.is_held_back(name.sub_group, name.key):
        return (_held_back(name, material),)
    column = table.columns[0]
    rows = material.row_pointers(definition, table)
    pointers = (f"{pointer}/{column.key}" for _, pointer in rows)
    return tuple(block for pointer in pointers for block in material.blocks(definition, pointer, column.asked, column.label))


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
            printed_blocks += [heading(title_words(definition), plan.level + 1), material.absence_paragraph(definition)]
            continue
        blocks = [block for name in names for block in material.field_blocks(name)]
        if blocks:
            printed_blocks += [heading(title_words(definition), plan.level + 1), *blocks]
    return tuple(printed_blocks)
