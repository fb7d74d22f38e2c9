"""Composing a paper: its sections in the profile's order, under their headings, with what is missing named."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.appendix import AbsentAppendix, ListedAppendices, NamedAppendix, NumberedAppendix
from shpdocs.model.document import Block, Contents, Document, Heading, PageBreak, Paragraph, Table
from shpdocs.model.phrase import heading, paragraph, phrase
from shpdocs.model.profile import SectionPlan
from shpdocs.paper.sections.appendices import absent_appendices, numbered, tells_appendices, wrongly_listed
from shpdocs.paper.sections.changed import changed
from shpdocs.paper.sections.charts import charts
from shpdocs.paper.sections.dashboard import dashboard
from shpdocs.paper.sections.headings_and_footers import (
    committee_lines,
    footer_lines,
    framed,
    heading_origin,
    heading_words,
    marking_lines,
    paper_title,
    section_heading,
    titled,
)
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
    exempt_heading,
    exempt_material,
    exempt_opening,
    item_words,
    names_withheld_answers,
    public_material,
    withheld,
)

Blocks = tuple[Block, ...]
REPORT = "Report"
_NARROW = 4  # columns that an upright page takes well
_BACKGROUND_PAPERS = "background papers"  # the heading before which sections are added for which the profile has no place


def _contents(plan: SectionPlan, _: Material) -> Blocks:
    words = heading_words(plan)
    return (Contents(words.text, origins=words.spans("title")) if plan.heading else Contents(),)


SECTIONS: dict[str, Callable[[SectionPlan, Material], Blocks]] = {
    "lines": lines,
    "cover": cover,
    "contents": _contents,
    "text": text,
    "headlines": headlines,
    "dashboard": dashboard,
    "changed": changed,
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

    `plain` is the document without what says that it is a draft, `material` what both were made of. `starts` are the places in the
    document's blocks at which an appendix of its own begins. `appendices` are all that it has: its own, then those that an officer
    added. `wrongly_listed` says where an answer lists others, `absent` which of them answers name.
    """

    document: Document
    plain: Document
    material: Material
    left_out: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    appendices: tuple[NumberedAppendix, ...] = ()
    wrongly_listed: tuple[ListedAppendices, ...] = ()
    absent: tuple[AbsentAppendix, ...] = ()

    @property
    def own_titles(self) -> tuple[str, ...]:
        """The titles of the appendices that the paper itself has."""
        return tuple(appendix.title for appendix in self.appendices[: len(self.starts)])


def compose(material: Material) -> Composed:
    """Return the public paper.

    A paper that is not final, or lacks a return that nobody waived, is a draft that says so. Sections set to be left out
    when empty are; sections that are exempt are in the exempt paper alone.
    """
    plans = _public_plans(material)
    bodies, material = _bodies(plans, material)
    appendices = {appendix.title: appendix.heading_words for appendix in reversed(material.appendices)}  # its own come first
    blocks: list[Block] = [heading(paper_title(material), 1)]
    starts: list[int] = []
    for plan, body in _printed(plans, bodies):
        if plan.is_appendix:
            starts.append(len(blocks))
        words = appendices[plan.heading] if plan.is_appendix else heading_words(plan)
        blocks += [*_page_break(plan), *section_heading(plan, words), *body]
    notice = draft_notice(material)
    footer, marking = (*footer_lines(material), *marking_lines(material)), material.profile.marking
    plain = framed(paper_title(material), blocks, footer, material, marking)
    mark = f"DRAFT – {marking}" if marking else DRAFT
    document = replace(plain, blocks=(blocks[0], *notice, *blocks[1:]), mark=mark) if is_draft(material) else plain
    left_out = tuple(plan.heading or plan.kind for plan, body in zip(plans, bodies, strict=True) if not body and _is_omitted(plan))
    wrong, absent = tuple(wrongly_listed(material)), tuple(absent_appendices(blocks, material))
    starts = [start + len(notice) for start in starts]
    return Composed(document, plain, material, left_out, tuple(starts), material.appendices, wrong, absent)


def _bodies(plans: list[SectionPlan], material: Material) -> tuple[list[Blocks], Material]:
    """What stands under each section's heading, and the material with the appendices that there are, numbered.

    What tells of them is made last. It prints something wherever it is an appendix itself.
    """
    stand_in = (Paragraph(""),)
    bodies = [stand_in if tells_appendices(plan) else _body(plan, material) for plan in plans]
    own = (plan for plan, _ in _printed(plans, bodies) if plan.is_appendix)
    there = (NamedAppendix(plan.heading, origin=heading_origin(plan)) for plan in own)
    material = replace(material, appendices=numbered((*there, *material.added), material))
    bodies = [_body(plan, material) if body is stand_in else body for plan, body in zip(plans, bodies, strict=True)]
    return bodies, material


def _body(plan: SectionPlan, material: Material) -> Blocks:
    """What stands under a section's heading; () if nothing does."""
    body = () if plan.kind == "group" else SECTIONS[plan.kind](plan, material)
    is_left_out = plan.kind == "group" or plan.omit_when_empty
    return body if body or is_left_out else (paragraph(material.words("none")),)


def _is_omitted(plan: SectionPlan) -> bool:
    return plan.kind != "group" and plan.omit_when_empty


def _printed(plans: list[SectionPlan], bodies: list[Blocks]) -> Iterator[tuple[SectionPlan, Blocks]]:
    """Yield the sections that print, with what stands under their headings; a group that may be left out if one of its own does."""
    pending_group: list[SectionPlan] = []
    for plan, body in zip(plans, bodies, strict=True):
        if plan.kind == "group" and plan.omit_when_empty:
            pending_group = [plan]
        elif body or not _is_omitted(plan):
            yield from ((group, ()) for group in pending_group if plan.kind != "group")
            yield plan, body
            pending_group = []


def compose_exempt(material: Material) -> Composed | None:
    """Return the exempt paper, with all that the public paper withholds; None if it withholds nothing.

    `material` may be that of either paper: what goes into this one is said by its `disclosed`.
    """
    if not _withholds(material):
        return None
    exempt, public = exempt_material(material), public_material(material)
    title = phrase("{} – {}", paper_title(material), PART_II)
    sections = _exempt_sections(exempt, public)
    blocks = [heading(title, 1), *exempt_opening(material), *sections, *_exempt_answers(material, exempt, frozenset(refs_of(sections)))]
    plain = framed(title, blocks, (*committee_lines(public), phrase(EXEMPT_FOOTER)), material, EXEMPT_MARK)
    return Composed(replace(plain, mark=f"DRAFT – {EXEMPT_MARK}") if is_draft(public) else plain, plain, material)


def parts_of(document: Document, starts: tuple[int, ...]) -> tuple[tuple[str, Document], ...]:
    """Return a paper as the files that committee systems take: the report, then each appendix, by its heading; `starts` as of `Composed`.

    An appendix's heading is the title line of its own file, and the headings that follow move up with it, the highest to level 2.
    """
    ends = (*starts, len(document.blocks))
    parts = [(REPORT, replace(document, blocks=document.blocks[: ends[0]]))]
    for start, end in zip(starts, ends[1:], strict=True):
        blocks = document.blocks[start:end]
        first = next(block for block in blocks if isinstance(block, Heading))
        if blocks[0] == PageBreak("portrait"):  # as a file begins by itself
            blocks = blocks[1:]
        moved = tuple(_moved_up(block, first) if isinstance(block, Heading) else block for block in blocks)
        parts.append((first.text, titled(replace(document, blocks=moved), first)))
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
            blocks += [*_page_break(plan), heading(exempt_heading(plan), 2), *(body or (paragraph(exempt.words("none")),))]
    return blocks


def _exempt_answers(material: Material, exempt: Material, printed: frozenset[str]) -> list[Block]:
    """Every withheld answer that the exempt sections (`printed` are their refs) do not print whole, by name; wide ones on their side."""
    blocks: list[Block] = []
    last_break = PageBreak("portrait")
    for item in material.withheld_answers:
        body = exempt_blocks(item, exempt) or (paragraph(exempt.words("none")),)
        refs = frozenset(refs_of(body))
        if refs and refs <= printed:
            continue
        is_wide = any(isinstance(block, Table) and len(block.header) > _NARROW for block in body)
        page_break = PageBreak("landscape" if is_wide else "portrait")
        if page_break != last_break:
            blocks.append(page_break)
        blocks += [heading(item_words(item, exempt), 2), *body]
        last_break = page_break
    return blocks


def _page_break(plan: SectionPlan) -> list[Block]:
    if plan.page == "landscape":
        return [PageBreak("landscape")]
    return [PageBreak("portrait")] if plan.page else []
