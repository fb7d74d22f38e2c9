"""What a section is made of: the definitions, the returns in force and the profile, and how answers become text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shpdocs.rules.carried import Told, figure_of
from shpdocs.rules.kinds import KINDS
from shpdocs.rules.narrative import blocks_of
from shpdocs.words.definition import Asked, Definition, Field, Table
from shpdocs.words.document import ListItem, Paragraph, Text
from shpdocs.words.period import Period
from shpdocs.words.profile import AnswerName, Profile
from shpdocs.words.returns import Json, Return, answer_at


@dataclass(frozen=True)
class Material:
    """Everything a paper is made of.

    `returns` holds the returns in force by sub-group, `earlier` those of the year's earlier quarters by sub-group and
    quarter ('Q1').
    """

    profile: Profile
    period: Period
    definitions: tuple[Definition, ...]
    returns: Mapping[str, Return]
    earlier: Mapping[str, Mapping[str, Return]] = field(default_factory=dict)

    def definition(self, sub_group: str) -> Definition:
        """The definition of a sub-group that the profile names (profiles are checked when they are read)."""
        return next(definition for definition in self.definitions if definition.sub_group == sub_group)

    def answer(self, sub_group: str, pointer: str) -> Json:
        """The answer at a JSON pointer in the sub-group's return; None if blank or not received."""
        of = self.returns.get(sub_group)
        return answer_at(of.answers, pointer) if of else None

    def field_blocks(self, name: AnswerName) -> tuple[Text, ...]:
        """A field's answer as blocks: () if blank, a word in its place if the return was not received."""
        definition = self.definition(name.sub_group)
        if name.sub_group not in self.returns:
            return (self.not_received(definition),)
        found = next(found for found in definition.fields if found.key == name.key)
        return self.blocks(definition, f"/fields/{found.key}", found.asked)

    def blocks(self, definition: Definition, pointer: str, asked: Asked) -> tuple[Text, ...]:
        """One answer as blocks, () if blank."""
        answer = self.answer(definition.sub_group, pointer)
        if answer is None:
            return ()
        refs = (f"{definition.sub_group}{pointer}",)
        shown = KINDS[asked.kind].show(answer, asked)
        return blocks_of(shown, refs) if asked.kind == "narrative" else (Paragraph(shown, refs=refs),)

    def field_line(self, name: AnswerName) -> str:
        """A field's answer on one line."""
        return one_line(self.field_blocks(name))

    def figure(self, sub_group: str, quarter: str, base: str) -> Told | None:
        """What the year's returns in force say of a quarter's figure; `base` points to the measure or part."""
        known = dict(self.earlier.get(sub_group, {}))
        if sub_group in self.returns:
            known[self.period.quarter] = self.returns[sub_group]
        return figure_of(quarter, base, known)

    def not_received(self, definition: Definition) -> Paragraph:
        """What stands where a return is missing."""
        return Paragraph(f"[{self.profile.words.no_return}: {definition.title}]")

    def row_pointers(self, definition: Definition, table: Table) -> tuple[tuple[str, str], ...]:
        """The label and JSON pointer of every row of a table in the return; an open table's rows have no label."""
        base = f"/tables/{table.key}"
        if table.rows:
            return tuple((label, f"{base}/{key}") for key, label in table.rows)
        rows = self.answer(definition.sub_group, base) or ()
        return tuple(("", f"{base}/{index}") for index in range(len(rows)))


def shown(material: Material, definition: Definition, pointer: str, column: Field) -> str:
    """One answer of a table's row on one line, '' if blank."""
    return one_line(material.blocks(definition, f"{pointer}/{column.key}", column.asked))


def one_line(blocks: tuple[Text, ...]) -> str:
    """Blocks on one line, list items with the marks that were typed."""
    return " ".join(f"{_mark(block)}{block.text}" for block in blocks)


def _mark(block: Text) -> str:
    if not isinstance(block, ListItem):
        return ""
    if block.numbering == "-":
        return "- "
    sign = str(block.number) if block.numbering[0] == "1" else chr(96 + block.number)
    return f"{sign}{block.numbering[1]} "
