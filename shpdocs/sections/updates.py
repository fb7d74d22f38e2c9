"""Updates of the sub-groups that no other section of the profile prints."""

from __future__ import annotations

from shpdocs.sections.material import Material
from shpdocs.words.document import Block, Heading
from shpdocs.words.profile import AnswerName, Profile, SectionPlan


def updates(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """For each such sub-group its name as a heading, then its narratives in order."""
    printed = answers_printed(material.profile)
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


def answers_printed(profile: Profile) -> set[AnswerName]:
    """The fields and tables that the profile's sections name."""
    found: set[AnswerName] = set()
    for plan in profile.sections:
        found |= {line.answer for line in plan.lines if line.answer}
        found |= {plan.table} if plan.table else set()
        for content in plan.content:
            found |= set(content.run_in) | {name for name in (content.list_of, content.rows_of) if name}
    return found
