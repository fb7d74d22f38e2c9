"""Tables of the returns: development plan, risks, benchmarks, funding, breakdowns."""

from __future__ import annotations

from shpdocs.definitions.profile_consistency import answers_named, tables_named
from shpdocs.model import phrase as phrases
from shpdocs.model.definition import Definition, Field, Table
from shpdocs.model.document import Block, Text
from shpdocs.model.phrase import heading, paragraph, phrase
from shpdocs.model.profile import AnswerName, SectionPlan
from shpdocs.paper.sections.definition_words import column_words, row_heading_words, row_words, table_title_words, title_words
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
            blocks += [heading(title_words(definition), plan.level + 1), *printed]
    return tuple(blocks)


def _columns(plan: SectionPlan, material: Material, definition: Definition, asked: Table) -> tuple[str, ...]:
    """The columns that the profile names, and those of `columns_if_any` in which a row has an answer; () for all."""
    rows = [pointer for _, pointer in material.row_pointers(definition, asked)]

    def is_answered(key: str) -> bool:
        return any(material.answer(definition.sub_group, f"{row}/{key}") is not None for row in rows)

    return (*plan.columns, *filter(is_answered, plan.columns_if_any))


def table_blocks(material: Material, definition: Definition, asked: Table, columns: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """A return's table; () if it holds no answer; words in its place if it is withheld or the return was not received."""
    if words := material.kept_out_words(definition.sub_group, f"/tables/{asked.key}"):
        return (paragraph(words),)
    if definition.sub_group not in material.returns:
        return (material.absence_paragraph(definition),)
    printed = [column for key in columns for column in asked.columns if column.key == key] or list(asked.columns)
    rows = [_row(material, definition, asked, pointer, printed) for _, pointer in material.row_pointers(definition, asked)]
    if not any(block.refs for row in rows for cell in row for block in cell):
        return ()
    title = table_title_words(definition, asked)
    header = [row_heading_words(definition, asked)] if asked.rows else []
    header += [column_words(definition, asked, column) for column in printed]
    description = phrase("{}, as returned by {} for {}.", title, title_words(definition), material.period_words)
    return (phrases.table(title, description, header, tuple(rows)),)


def _row(material: Material, definition: Definition, asked: Table, pointer: str, columns: list[Field]) -> tuple[tuple[Text, ...], ...]:
    blank: tuple[Text, ...] = (paragraph(material.words("no_entry")),)
    answers = tuple(material.blocks(definition, f"{pointer}/{column.key}", column.asked, column.label) or blank for column in columns)
    return ((paragraph(row_words(definition, asked, pointer.rpartition("/")[2])),), *answers) if asked.rows else answers
