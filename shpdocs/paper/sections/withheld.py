"""Part I and Part II: what the public paper says of what it withholds, and what the exempt paper holds."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.definitions.profile_consistency import answers_of, tables_named
from shpdocs.model.definition import Definition
from shpdocs.model.disclosure import Withheld
from shpdocs.model.document import Block, ListItem, Notice, Paragraph, Table
from shpdocs.model.ledger import Event
from shpdocs.model.profile import AnswerName, Profile, SectionPlan
from shpdocs.paper.sections.material import Material, numbered, paragraphs_words
from shpdocs.paper.sections.measures import one_measure
from shpdocs.paper.sections.tables import table_blocks

PART_II = "PART II"
EXEMPT_MARK = "NOT FOR PUBLICATION"
EXEMPT_FOOTER = "Part II – Not for publication"

# Part 1 of Schedule 12A to the Local Government Act 1972, England. A paragraph that is not here is printed by number alone.
_PARAGRAPHS = {
    1: "Information relating to any individual.",
    2: "Information which is likely to reveal the identity of an individual.",
    3: "Information relating to the financial or business affairs of any particular person (including the authority holding that "
    "information).",
    4: "Information relating to any consultations or negotiations, or contemplated consultations or negotiations, in connection with "
    "any labour relations matter arising between the authority or a Minister of the Crown and employees of, or office holders under, "
    "the authority.",
    5: "Information in respect of which a claim to legal professional privilege could be maintained in legal proceedings.",
    7: "Information relating to any action taken or to be taken in connection with the prevention, investigation or prosecution of crime.",
}


def withheld(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """What is kept out of the public paper, under which paragraph and why, and that a separate paper holds it."""
    items = withheld_items(material)
    if not items:
        return ()
    opening = "What is listed here is not for publication. A separate paper, Part II, holds it in full."
    told = (f"{name_of(item, material)}: exempt under {paragraphs_words(item.exemption)}. {_reason(item)}" for item in items)
    return (Paragraph(opening), *(ListItem(text, "-", starts=not at) for at, text in enumerate(told)))


def withheld_items(material: Material) -> tuple[Withheld, ...]:
    """The answers that are withheld, and the exempt sections none of whose answers is."""
    answers = material.disclosed.withheld if material.disclosed else ()
    sections = tuple(
        Withheld("", plan.heading or plan.kind, plan.exempt)
        for plan in material.profile.sections
        if plan.exempt and not is_of_withheld(plan, material)
    )
    return (*answers, *sections)


def exempted_by_sections(profile: Profile, definitions: tuple[Definition, ...]) -> dict[str, Event]:
    """The answers that exempt sections name ('prevent/update'), as if each had been exempted by a decision.

    An answer that such a section prints is to be kept out of the whole public paper, not only out of the section.
    """
    return {
        f"{name.sub_group}/{name.key}": Event("exempted", "", "", "", because=plan.exempt.reason, paragraphs=plan.exempt.paragraphs)
        for plan in profile.sections
        if plan.exempt
        for name in _answers(plan, definitions)
    }


def _answers(plan: SectionPlan, definitions: tuple[Definition, ...]) -> tuple[AnswerName, ...]:
    """The answers that a section names, '*/funding' as those of every sub-group that has it."""
    return tuple(
        one
        for name in answers_of(plan)
        for one in (
            [AnswerName(definition.sub_group, table.key) for definition, table in tables_named(name, definitions)]
            if name.sub_group == "*"
            else [name]
        )
    )


def opening(material: Material) -> tuple[Block, ...]:
    """What stands at the head of the exempt paper: that it is not for publication, and for each item the paragraph and the reason."""
    items = withheld_items(material)
    paragraphs = tuple(sorted({number for item in items for number in item.exemption.paragraphs}))
    rows = tuple(
        (
            (Paragraph(name_of(item, material)),),
            tuple(Paragraph(_paragraph(number)) for number in sorted(item.exemption.paragraphs)),
            (Paragraph(item.exemption.reason),),
        )
        for item in items
    )
    notice = f"NOT FOR PUBLICATION by virtue of {numbered(paragraphs)} of Part 1 of Schedule 12A of the Local Government Act 1972."
    header = ("What is exempt", "Paragraph of Part 1 of Schedule 12A", "Public interest in keeping it exempt")
    return (Notice(notice), Table("Why this paper is not for publication", "What is exempt, under which paragraph, and why.", header, rows))


def exempt_answer(item: Withheld, material: Material) -> tuple[Block, ...]:
    """A withheld answer in full: () if nothing was answered. `material` is that of the exempt paper."""
    sub_group, _, key = item.answer.partition("/")
    definition = material.definition(sub_group)
    if any(found.key == key for found in definition.fields):
        return material.field_blocks(AnswerName(sub_group, key))
    for measure in definition.measures:
        if measure.key == key:
            return one_measure(material, definition, measure)
    name, _, column = key.partition("/")  # a column alone may be exempt
    tables = tuple(table for table in definition.tables if table.key == name)
    return tuple(block for table in tables for block in table_blocks(material, definition, table, (column,) * bool(column)))


def exempt_material(material: Material) -> Material:
    """The material of the exempt paper: only what is exempt, in full."""
    if material.disclosed is None:
        return material
    known = material.disclosed.exempt
    return replace(material, returns=known.returns, earlier=known.earlier, last_year=known.last_year, disclosed=None)


def public_material(material: Material) -> Material:
    """The material of the public paper, whichever of the two this is."""
    if material.disclosed is None:
        return material
    known = material.disclosed.public
    return replace(material, returns=known.returns, earlier=known.earlier, last_year=known.last_year)


def is_of_withheld(plan: SectionPlan, material: Material) -> bool:
    """Whether a section names answers that are withheld."""
    names = {item.answer for item in material.disclosed.withheld} if material.disclosed else set()
    return any(f"{name.sub_group}/{name.key}" in names for name in _answers(plan, material.definitions))


def answers_apart(material: Material) -> tuple[Withheld, ...]:
    """The withheld answers that no exempt section prints."""
    sections = (plan for plan in material.profile.sections if plan.exempt)
    printed = {f"{name.sub_group}/{name.key}" for plan in sections for name in _answers(plan, material.definitions)}
    return tuple(item for item in withheld_items(material) if item.answer and item.answer not in printed)


def name_of(item: Withheld, material: Material) -> str:
    """What is withheld, and whose it is: 'Update for the committee (Prevent Partnership)'."""
    title = material.definition(item.answer.partition("/")[0]).title if item.answer else ""
    return f"{item.title} ({title})" if title and title not in item.title else item.title


def _paragraph(number: int) -> str:
    return f"Paragraph {number}: {_PARAGRAPHS[number]}" if number in _PARAGRAPHS else f"Paragraph {number}"


def _reason(item: Withheld) -> str:
    reason = item.exemption.reason.strip()
    return f"Public interest: {reason}{'' if reason.endswith(('.', '!', '?')) else '.'}"
