"""Tables of the returns: development plan, risks, benchmarks, funding, breakdowns."""

from __future__ import annotations

from shpdocs.rules.paper_consistency import tables_named
from shpdocs.sections.material import Material
from shpdocs.words import document
from shpdocs.words.definition import Definition, Field, Table
from shpdocs.words.document import Block, Paragraph, Text
from shpdocs.words.profile import SectionPlan


def table(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """One table of a return, or the tables of that name in every return under each other."""
    assert plan.table is not None
    found: list[Block] = []
    for definition, asked in tables_named(plan.table, material.definitions):
        blocks = table_blocks(material, definition, asked, plan.columns)
        if blocks and plan.table.sub_group == "*":
            found.append(document.Heading(definition.title, plan.level + 1))
        found += blocks
    return tuple(found)


def table_blocks(material: Material, definition: Definition, asked: Table, columns: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """A return's table; () if it holds no answer; a word in its place if the return was not received."""
    if definition.sub_group not in material.returns:
        return (material.not_received(definition),)
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
