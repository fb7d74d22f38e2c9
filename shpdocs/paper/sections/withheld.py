"""Part I and Part II: what the public paper says of what it withholds, and what the exempt paper holds."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.definitions.profile_consistency import answers_of_section
from shpdocs.model.disclosure import Known, Withheld
from shpdocs.model.document import Block, Notice, Paragraph, Table
from shpdocs.model.origin import Statement
from shpdocs.model.phrase import Phrase, from_origin, phrase
from shpdocs.model.profile import AnswerName, SectionPlan
from shpdocs.paper.sections.exemptions import exemption_words, paragraph_numbers
from shpdocs.paper.sections.headings_and_footers import heading_words
from shpdocs.paper.sections.material import Material, bullets, sentence
from shpdocs.paper.sections.measures import single_measure_table
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
    texts = (
        f"{item_name(item, material)}: exempt under {exemption_words(item.exemption).text}. "
        f"Public interest: {sentence(item.exemption.reason)}"
        for item in items
    )
    return (Paragraph(opening), *bullets(texts))


def withheld_items(material: Material) -> tuple[Withheld, ...]:
    """The answers that are withheld, and the exempt sections none of whose answers is."""
    sections = tuple(
        Withheld("", plan.heading or plan.kind, plan.exempt)
        for plan in material.profile.sections
        if plan.exempt and not names_withheld_answers(plan, material)
    )
    return (*material.withheld_answers, *sections)


def exempt_opening(material: Material) -> tuple[Block, ...]:
    """The head of the exempt paper: that it is not for publication, and for each item the paragraph and the reason."""
    items = withheld_items(material)
    paragraphs = tuple(sorted({number for item in items for number in item.exemption.paragraphs}))
    rows = tuple(
        (
            (Paragraph(item_name(item, material)),),
            tuple(Paragraph(_paragraph(number)) for number in sorted(item.exemption.paragraphs)),
            (Paragraph(item.exemption.reason),),
        )
        for item in items
    )
    notice = (
        f"NOT FOR PUBLICATION by virtue of {paragraph_numbers(paragraphs).text} of Part 1 of Schedule 12A of the Local Government Act 1972."
    )
    header = ("What is exempt", "Paragraph of Part 1 of Schedule 12A", "Public interest in keeping it exempt")
    return (Notice(notice), Table("Why this paper is not for publication", "What is exempt, under which paragraph, and why.", header, rows))


def exempt_blocks(item: Withheld, material: Material) -> tuple[Block, ...]:
    """A withheld answer in full: () if nothing was answered. `material` is that of the exempt paper. Of a key that is both a field's
    and a measure's the title tells which."""
    sub_group, _, key = item.answer.partition("/")
    definition = material.definition(sub_group)
    if any((field.key, field.label) == (key, item.title) for field in definition.fields):
        return material.field_blocks(AnswerName(sub_group, key))
    for measure in definition.measures:
        if (measure.key, measure.name) == (key, item.title):
            return single_measure_table(material, definition, measure)
    table_key, _, column = key.partition("/")  # a column alone may be exempt
    columns = (column,) if column else ()
    tables = tuple(table for table in definition.tables if table.key == table_key)
    return tuple(block for table in tables for block in table_blocks(material, definition, table, columns))


def exempt_material(material: Material) -> Material:
    """The material of the exempt paper: only what is exempt, in full."""
    return replace(_with_returns(material, material.disclosed.exempt), disclosed=None) if material.disclosed else material


def public_material(material: Material) -> Material:
    """The material of the public paper, whichever of the two this is."""
    return _with_returns(material, material.disclosed.public) if material.disclosed else material


def _with_returns(material: Material, known: Known) -> Material:
    return replace(material, returns=known.returns, earlier=known.earlier, last_year=known.last_year)


def names_withheld_answers(plan: SectionPlan, material: Material) -> bool:
    """Whether a section names answers that are withheld."""
    named = answers_of_section(plan, material.definitions)
    return any(item.answer in named for item in material.withheld_answers)


def item_name(item: Withheld, material: Material) -> str:
    """The name of a withheld answer, and whose it is: 'Update for the committee (Prevent Partnership)'."""
    title = material.definition(item.answer.partition("/")[0]).title if item.answer else ""
    return f"{item.title} ({title})" if title and title not in item.title else item.title


def item_words(item: Withheld, material: Material) -> Phrase:
    """The same, with where the names come from."""
    return phrase("{}", item_name(item, material))


def exempt_heading(plan: SectionPlan) -> Phrase:
    """The heading that the exempt paper prints over a section that is exempt as a whole."""
    words = heading_words(plan)
    return words if words.pieces else from_origin(plan.kind, Statement("kind of the section", plan.stated("kind")))


def _paragraph(number: int) -> str:
    return f"Paragraph {number}: {_PARAGRAPHS[number]}" if number in _PARAGRAPHS else f"Paragraph {number}"
