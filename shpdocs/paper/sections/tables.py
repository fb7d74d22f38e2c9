"""Tables of the returns: development plan, risks, benchmarks, funding, breakdowns."""

from __future__ import annotations

from shpdocs.definitions.profile_consistency import answers_named, tables_named
from shpdocs.model import document
from shpdocs.model.definition import Definition, Field, Table
from shpdocs.model.document import Block, Heading, Paragraph, Text
from shpdocs.model.profile import AnswerName, SectionPlan
from shpdocs.paper.sections.material import Material


def table(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """One table of a return; or the tables of that name in every return that no other section names, under each other."""
    assert plan.table is not None
    if plan.table.sub_group != "*":
        ((definition, asked),) = tables_named(plan.table, material.definitions)
        return table_blocks(material, definition, asked, _columns(plan, material, definition, asked))
    printed_elsewhere = answers_named(material.profile)
    blocks: list[Block] = []
    for definition, asked in tables_named(plan.table, material.definitions):
        if AnswerName(definition.sub_group, asked.key) in printed_elsewhere:
            continue
        printed = table_blocks(material, definition, asked, _columns(plan, material, definition, asked))
        if printed:
            blocks += [Heading(definition.title, plan.level + 1), *printed]
    return tuple(blocks)


def _columns(plan: SectionPlan, material: Material, definition: Definition, asked: Table) -> tuple[str, ...]:
    """The columns that the profile names, and those of `columns_if_any` in which a row has an answer; () for all."""
    rows = [pointer for _, pointer in material.row_pointers(definition, asked)]

    def is_answered(key: str) -> bool:
        return any(material.answer(definition.sub_group, f"{row}/{key}") is not None for row in rows)

    return (*plan.columns, *filter(is_answered, plan.columns_if_any))


def table_blocks(material: Material, definition: Definition, asked: Table, columns: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """A return's table; () if it holds no answer; words in its place if it is withheld or the return was not received."""
    if words := material.kept_out_words(definition.sub_group, asked.key):
        return (Paragraph(words),)
    if definition.sub_group not in material.returns:
        return (material.absence_paragraph(definition),)
    printed = [column for key in columns for column in asked.columns if column.key == key] or list(asked.columns)
    rows = [_row(material, definition, label, pointer, printed) for label, pointer in material.row_pointers(definition, asked)]
    if not any(block.refs for row in rows for cell in row for block in cell):
        return ()
    header = ((asked.row_heading,) if asked.rows else ()) + tuple(column.label for column in printed)
    description = f"{asked.title}, as returned by {definition.title} for {material.period.words}."
    return (document.Table(asked.title, description, header, tuple(rows)),)


def _row(material: Material, definition: Definition, label: str, pointer: str, columns: list[Field]) -> tuple[tuple[Text, ...], ...]:
    blank: tuple[Text, ...] = (Paragraph(material.profile.words.no_entry),)
    answers = tuple(material.blocks(definition, f"{pointer}/{column.key}", column.asked) or blank for column in columns)
    first: tuple[Text, ...] = (Paragraph(label),)
    return (first, *answers) if label else answers
