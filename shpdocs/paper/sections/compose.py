"""Composing a paper: its sections in the profile's order, under their headings, with what is missing named."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.document import Block, Contents, Document, Heading, PageBreak, Paragraph, Table
from shpdocs.model.profile import AnswerName, SectionPlan
from shpdocs.paper.sections.charts import charts
from shpdocs.paper.sections.dashboard import dashboard
from shpdocs.paper.sections.headlines import headlines
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.measures import measures
from shpdocs.paper.sections.missing import DRAFT, draft_notice, is_draft, missing_returns, not_received, refs_of
from shpdocs.paper.sections.notes import notes
from shpdocs.paper.sections.tables import table
from shpdocs.paper.sections.text import cover, lines, text, updates
from shpdocs.paper.sections.withheld import (
    EXEMPT_FOOTER,
    EXEMPT_MARK,
    PART_II,
    exempt_blocks,
    exempt_material,
    exempt_opening,
    item_name,
    names_withheld_answers,
    public_material,
    withheld,
)

Blocks = tuple[Block, ...]
REPORT = "Report"
_NARROW = 4  # columns that an upright page takes well
_BACKGROUND_PAPERS = "background papers"  # the heading before which sections are added for which the profile has no place


def _contents(plan: SectionPlan, _: Material) -> Blocks:
    return (Contents(plan.heading) if plan.heading else Contents(),)


SECTIONS: dict[str, Callable[[SectionPlan, Material], Blocks]] = {
    "lines": lines,
    "cover": cover,
    "contents": _contents,
    "text": text,
    "headlines": headlines,
    "dashboard": dashboard,
    "charts": charts,
    "measures": measures,
    "table": table,
    "updates": updates,
    "notes": notes,
    "not-received": not_received,
    "withheld": withheld,
}


class Composed(Struct, frozen=True):
    """A paper, and the headings of the sections left out because the returns hold nothing for them.

    `appendices` are the places in the document's blocks at which an appendix begins.
    """

    document: Document
    left_out: tuple[str, ...]
    appendices: tuple[int, ...] = ()


def compose(material: Material) -> Composed:
    """Return the public paper.

    A paper that is not final, or lacks a return that nobody waived, is a draft that says so. Sections set to be left out
    when empty are; sections that are exempt are in the exempt paper alone.
    """
    profile = material.profile
    blocks: list[Block] = [Heading(profile.title, 1), *draft_notice(material)]
    left_out: list[str] = []
    appendices: list[int] = []
    pending_group: list[SectionPlan] = []  # a group that prints only if one of its sections does
    for plan in _public_plans(material):
        if plan.kind == "group" and plan.omit_when_empty:
            pending_group = [plan]
            continue
        body = () if plan.kind == "group" else SECTIONS[plan.kind](plan, material)
        if not body and plan.omit_when_empty:
            left_out.append(plan.heading or plan.kind)
            continue
        for headed in [plan] if plan.kind == "group" else [*pending_group, plan]:
            if headed.is_appendix:
                appendices.append(len(blocks))
            blocks += [*_page_break(headed), *_heading(headed)]
        if plan.kind != "group":
            blocks += body or (Paragraph(profile.words.none),)
        pending_group = []
    footer = tuple(_footer_line(line, material) for line in profile.footer)
    mark = DRAFT if is_draft(material) else ""
    document = Document(profile.title, profile.author, tuple(blocks), footer, profile.page_numbers, mark)
    return Composed(document, tuple(left_out), tuple(appendices))


def compose_exempt(material: Material) -> Composed | None:
    """Return the exempt paper, with all that the public paper withholds; None if it withholds nothing.

    `material` may be that of either paper: what goes into this one is said by its `disclosed`.
    """
    if not _withholds(material):
        return None
    profile, exempt, public = material.profile, exempt_material(material), public_material(material)
    title = f"{profile.title} – {PART_II}"
    sections = _exempt_sections(exempt, public)
    blocks = [Heading(title, 1), *exempt_opening(material), *sections, *_exempt_answers(material, exempt, frozenset(refs_of(sections)))]
    committee_lines = tuple(_footer_line(line, public) for line in profile.footer if "{committee}" in line) or (profile.committee,)
    mark = f"DRAFT – {EXEMPT_MARK}" if is_draft(public) else EXEMPT_MARK
    return Composed(Document(title, profile.author, tuple(blocks), (*committee_lines, EXEMPT_FOOTER), profile.page_numbers, mark), ())


def parts_of(composed: Composed) -> tuple[tuple[str, Document], ...]:
    """Return the paper as the files that committee systems take: the report, then each appendix, by its heading.

    An appendix's heading is the title line of its own file, and the headings that follow move up with it, the highest to level 2.
    """
    document = composed.document
    ends = (*composed.appendices, len(document.blocks))
    parts = [(REPORT, replace(document, blocks=document.blocks[: ends[0]]))]
    for start, end in zip(composed.appendices, ends[1:], strict=True):
        blocks = document.blocks[start:end]
        heading = next(block for block in blocks if isinstance(block, Heading))
        if blocks[0] == PageBreak("portrait"):  # as a file begins by itself
            blocks = blocks[1:]
        moved = tuple(_moved_up(block, heading) if isinstance(block, Heading) else block for block in blocks)
        parts.append((heading.text, replace(document, title=heading.text, blocks=moved)))
    return tuple(parts)


def _moved_up(block: Heading, first: Heading) -> Heading:
    """A heading of an appendix where `first` is its title line, and the only one of level 1."""
    return replace(block, level=1 if block is first else max(2, block.level - first.level + 1))


def _public_plans(material: Material) -> list[SectionPlan]:
    """The sections of the public paper; what must be said is added where the profile has no place for it."""
    plans = [plan for plan in material.profile.sections if not plan.exempt]
    kinds = {plan.kind for plan in plans}
    added = []
    if "not-received" not in kinds and any(definition.sub_group in material.waived for definition in missing_returns(material)):
        added.append(SectionPlan("not-received", "RETURNS NOT RECEIVED"))
    if "withheld" not in kinds and _withholds(material):
        added.append(SectionPlan("withheld", "INFORMATION NOT FOR PUBLICATION"))
    position = next((number for number, plan in enumerate(plans) if plan.heading.casefold() == _BACKGROUND_PAPERS), len(plans))
    return [*plans[:position], *added, *plans[position:]]


def _withholds(material: Material) -> bool:
    """Whether there is anything for an exempt paper."""
    return bool(material.withheld_answers) or any(plan.exempt for plan in material.profile.sections)


def _exempt_sections(exempt: Material, public: Material) -> list[Block]:
    """The sections that are exempt as a whole, from the answers that are withheld for it."""
    blocks: list[Block] = []
    for plan in exempt.profile.sections:
        if plan.exempt and plan.kind != "group":
            body = SECTIONS[plan.kind](plan, exempt if names_withheld_answers(plan, public) else public)
            blocks += [*_page_break(plan), Heading(plan.heading or plan.kind, 2), *(body or (Paragraph(exempt.profile.words.none),))]
    return blocks


def _exempt_answers(material: Material, exempt: Material, printed: frozenset[str]) -> list[Block]:
    """Every withheld answer that the exempt sections (`printed` are their refs) do not print whole, by name; wide ones on their side."""
    blocks: list[Block] = []
    last_break = PageBreak("portrait")
    for item in material.withheld_answers:
        body = exempt_blocks(item, exempt) or (Paragraph(exempt.profile.words.none),)
        refs = frozenset(refs_of(body))
        if refs and refs <= printed:
            continue
        is_wide = any(isinstance(block, Table) and len(block.header) > _NARROW for block in body)
        page_break = PageBreak("landscape" if is_wide else "portrait")
        if page_break != last_break:
            blocks.append(page_break)
        blocks += [Heading(item_name(item, exempt), 2), *body]
        last_break = page_break
    return blocks


def _page_break(plan: SectionPlan) -> list[Block]:
    if plan.page == "landscape":
        return [PageBreak("landscape")]
    return [PageBreak("portrait")] if plan.page else []


def _heading(plan: SectionPlan) -> list[Block]:
    return [Heading(plan.heading, plan.level)] if plan.heading and plan.kind != "contents" else []  # a list of contents has a title


def _footer_line(line: str, material: Material) -> str:
    def answer(match: re.Match[str]) -> str:
        if match[1] == "committee":
            return material.profile.committee
        return material.field_line(AnswerName(*match[1].split("/"))) or material.profile.words.no_entry

    return re.sub(r"\{([^{}]*)\}", answer, line)
