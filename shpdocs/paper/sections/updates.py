"""Updates of the sub-groups that no other section of the profile prints."""

from __future__ import annotations

from shpdocs.definitions.profile_consistency import answers_named
from shpdocs.model.document import Block, Heading
from shpdocs.model.profile import AnswerName, SectionPlan
from shpdocs.paper.sections.material import Material


def updates(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """For each such sub-group its name as a heading, then its narratives in order."""
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
