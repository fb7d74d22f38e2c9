"""Part I and Part II: what the public paper says of what it withholds, and what the exempt paper holds."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.definitions.profile_consistency import answers_of_section
from shpdocs.figures.arithmetic import together
from shpdocs.model.definition import Exemption
from shpdocs.model.disclosure import Known, Withheld
from shpdocs.model.document import Block, Paragraph, Text
from shpdocs.model.origin import Origin, Statement
from shpdocs.model.phrase import Phrase, ended, from_origin, notice, paragraph, phrase, table
from shpdocs.model.profile import AnswerName, SectionPlan
from shpdocs.paper.sections.definition_words import answer_words, title_words
from shpdocs.paper.sections.exemptions import (
    PART,
    SCHEDULE,
    exemption_origin,
    exemption_words,
    paragraph_numbers,
    paragraph_words,
)
from shpdocs.paper.sections.headings_and_footers import heading_words
from shpdocs.paper.sections.material import Material, bullets
from shpdocs.paper.sections.measures import single_measure_table
from shpdocs.paper.sections.tables import table_blocks

PART_II = "PART II"
EXEMPT_MARK = "NOT FOR PUBLICATION"
EXEMPT_FOOTER = "Part II – Not for publication"


class _Item(Struct, frozen=True):
    """Something that is exempt: its name, the exemption, and where that and the reason for it are stated or were decided."""

    name: Phrase
    exemption: Exemption
    paragraphs: Origin
    reason: Origin

    @property
    def reason_words(self) -> Phrase:
        """The public interest in keeping it exempt."""
        return from_origin(self.exemption.reason, self.reason)


def withheld(plan: SectionPlan, material: Material) -> tuple[Block, ...]:
    """What is kept out of the public paper, under which paragraph and why, and that a separate paper holds it."""
    items = _items(material)
    if not items:
        return ()
    opening = "What is listed here is not for publication. A separate paper, Part II, holds it in full."
    return (Paragraph(opening), *bullets(map(_withheld_words, items)))


def _withheld_words(item: _Item) -> Phrase:
    under = exemption_words(item.exemption, item.paragraphs)
    return phrase("{}: exempt under {}. Public interest: {}", item.name, under, ended(item.reason_words))


def _items(material: Material) -> tuple[_Item, ...]:
    """The answers that are withheld, and the exempt sections none of whose answers is."""
    answers = (
        _Item(item_words(item, material), item.exemption, material.exempt_origin(item), material.exempt_origin(item, "reason"))
        for item in material.withheld_answers
    )
    sections = (
        _Item(exempt_heading(plan), plan.exempt, *(exemption_origin((plan.stated("exempt"),), key) for key in ("paragraphs", "reason")))
        for plan in material.profile.sections
        if plan.exempt and not names_withheld_answers(plan, material)
    )
    return (*answers, *sections)


def exempt_opening(material: Material) -> tuple[Block, ...]:
    """The head of the exempt paper: that it is not for publication, and for each item the paragraph and the reason."""
    items = _items(material)
    by_number: dict[int, list[Origin]] = {}
    for item in items:
        for number in item.exemption.paragraphs:
            by_number.setdefault(number, []).append(item.paragraphs)
    origins = {number: together("paragraphs of the exemptions", each) for number, each in by_number.items()}
    act = from_origin(f"{PART} of the Local Government Act 1972", SCHEDULE)
    words = phrase("NOT FOR PUBLICATION by virtue of {} of {}.", paragraph_numbers(origins), act)
    header = ("What is exempt", phrase("Paragraph of {}", from_origin(PART, SCHEDULE)), "Public interest in keeping it exempt")
    about = "What is exempt, under which paragraph, and why."
    return (notice(words), table("Why this paper is not for publication", about, header, tuple(map(_row, items))))


def _row(item: _Item) -> tuple[tuple[Text, ...], ...]:
    paragraphs = tuple(paragraph(paragraph_words(number, item.paragraphs)) for number in sorted(item.exemption.paragraphs))
    return (paragraph(item.name),), paragraphs, (paragraph(item.reason_words),)


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


def item_words(item: Withheld, material: Material) -> Phrase:
    """The name of a withheld answer, and whose it is: 'Update for the committee (Prevent Partnership)'."""
    sub_group, _, key = item.answer.partition("/")
    definition = material.definition(sub_group)
    name = answer_words(definition, key, item.title)
    return name if definition.title in item.title else phrase("{} ({})", name, title_words(definition))


def exempt_heading(plan: SectionPlan) -> Phrase:
    """The heading that the exempt paper prints over a section that is exempt as a whole."""
    words = heading_words(plan)
    return words if words.pieces else from_origin(plan.kind, Statement("kind of the section", plan.stated("kind")))
