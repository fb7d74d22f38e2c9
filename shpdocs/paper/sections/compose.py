"""Composing a paper: its sections in the profile's order, under their headings, with what is missing named."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.document import Block, Contents, Document, Heading, PageTurn, Paragraph, Table
from shpdocs.model.profile import AnswerName, SectionPlan
from shpdocs.paper.sections.material import Material
from shpdocs.paper.sections.measures import measures
from shpdocs.paper.sections.missing import DRAFT, draft_notice, is_draft, missing_returns, not_received
from shpdocs.paper.sections.tables import table
from shpdocs.paper.sections.text import cover, lines, text, updates

__all__ = ["SECTIONS", "Composed", "compose", "compose_exempt", "missing_returns", "parts_of"]

Blocks = tuple[Block, ...]
REPORT = "Report"
_NARROW = 4  # columns that an upright page takes well
_LAST = "background papers"  # what must be said of the returns stands before it where the profile has no place for it


# Not every paper has these: what they need is loaded for the papers that do.


def _contents(plan: SectionPlan, _: Material) -> Blocks:
    return (Contents(plan.heading) if plan.heading else Contents(),)


def _headlines(plan: SectionPlan, material: Material) -> Blocks:
    from shpdocs.paper.sections.headlines import headlines

    return headlines(plan, material)


def _dashboard(plan: SectionPlan, material: Material) -> Blocks:
    from shpdocs.paper.sections.dashboard import dashboard

    return dashboard(plan, material)


def _charts(plan: SectionPlan, material: Material) -> Blocks:
    from shpdocs.paper.sections.charts import charts

    return charts(plan, material)


def _notes(plan: SectionPlan, material: Material) -> Blocks:
    from shpdocs.paper.sections.notes import notes

    return notes(plan, material)


def _withheld(plan: SectionPlan, material: Material) -> Blocks:
    if not _withholds(material):
        return ()
    from shpdocs.paper.sections.withheld import withheld

    return withheld(plan, material)


SECTIONS: dict[str, Callable[[SectionPlan, Material], Blocks]] = {
    "lines": lines,
    "cover": cover,
    "contents": _contents,
    "text": text,
    "headlines": _headlines,
    "dashboard": _dashboard,
    "charts": _charts,
    "measures": measures,
    "table": table,
    "updates": updates,
    "notes": _notes,
    "not-received": not_received,
    "withheld": _withheld,
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
    waiting: list[SectionPlan] = []  # a group that prints only if one of its sections does
    for plan in _plans(material):
        if plan.kind == "group" and plan.omit_when_empty:
            waiting = [plan]
            continue
        found = () if plan.kind == "group" else SECTIONS[plan.kind](plan, material)
        if not found and plan.omit_when_empty:
            left_out.append(plan.heading or plan.kind)
            continue
        for head in (*(() if plan.kind == "group" else waiting), plan):
            appendices += [len(blocks)] * head.is_appendix
            blocks += [*_turn(head), *_heading(head)]
        blocks += found or (() if plan.kind == "group" else (Paragraph(profile.words.none),))
        waiting = []
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
    from shpdocs.paper.sections.withheld import EXEMPT_FOOTER, EXEMPT_MARK, PART_II, exempt_material, opening, public_material

    profile, inside, public = material.profile, exempt_material(material), public_material(material)
    title = f"{profile.title} – {PART_II}"
    blocks = [Heading(title, 1), *opening(material), *_exempt_sections(inside, public), *_exempt_answers(material, inside)]
    of_committee = tuple(_footer_line(line, public) for line in profile.footer if "{committee}" in line) or (profile.committee,)
    mark = f"DRAFT – {EXEMPT_MARK}" if is_draft(public) else EXEMPT_MARK
    return Composed(Document(title, profile.author, tuple(blocks), (*of_committee, EXEMPT_FOOTER), profile.page_numbers, mark), ())


def parts_of(composed: Composed) -> tuple[tuple[str, Document], ...]:
    """Return the paper as the files that committee systems take: the report, then each appendix, by its heading.

    An appendix's heading is the title line of its own file, and the headings that follow move up with it, the highest to level 2.
    """
    document = composed.document
    ends = (*composed.appendices, len(document.blocks))
    parts = [(REPORT, replace(document, blocks=document.blocks[: ends[0]]))]
    for start, end in zip(composed.appendices, ends[1:], strict=True):
        own = document.blocks[start:end]
        heading = next(block for block in own if isinstance(block, Heading))
        upright = own[0] == PageTurn("portrait")  # as a file begins by itself
        moved = tuple(_moved_up(block, heading) if isinstance(block, Heading) else block for block in own[upright:])
        parts.append((heading.text, replace(document, title=heading.text, blocks=moved)))
    return tuple(parts)


def _moved_up(block: Heading, first: Heading) -> Heading:
    """A heading of an appendix where `first` is its title line, and the only one of level 1."""
    return replace(block, level=1 if block is first else max(2, block.level - first.level + 1))


def _plans(material: Material) -> list[SectionPlan]:
    """The sections of the public paper; what must be said is added where the profile has no place for it."""
    plans = [plan for plan in material.profile.sections if not plan.exempt]
    kinds = {plan.kind for plan in plans}
    added = []
    if "not-received" not in kinds and any(definition.sub_group in material.waived for definition in missing_returns(material)):
        added.append(SectionPlan("not-received", "RETURNS NOT RECEIVED"))
    if "withheld" not in kinds and _withholds(material):
        added.append(SectionPlan("withheld", "INFORMATION NOT FOR PUBLICATION"))
    at = next((number for number, plan in enumerate(plans) if plan.heading.casefold() == _LAST), len(plans))
    return [*plans[:at], *added, *plans[at:]]


def _withholds(material: Material) -> bool:
    """Whether there is anything for an exempt paper."""
    return bool(material.disclosed and material.disclosed.withheld) or any(plan.exempt for plan in material.profile.sections)


def _exempt_sections(inside: Material, public: Material) -> list[Block]:
    """The sections that are exempt as a whole, from the answers that are withheld for it."""
    from shpdocs.paper.sections.withheld import is_of_withheld

    blocks: list[Block] = []
    for plan in inside.profile.sections:
        if plan.exempt and plan.kind != "group":
            found = SECTIONS[plan.kind](plan, inside if is_of_withheld(plan, public) else public)
            blocks += [*_turn(plan), Heading(plan.heading or plan.kind, 2), *(found or (Paragraph(inside.profile.words.none),))]
    return blocks


def _exempt_answers(material: Material, inside: Material) -> list[Block]:
    """Every other withheld answer under its name; tables of measures on their side."""
    from shpdocs.paper.sections.withheld import answers_apart, exempt_answer, name_of

    blocks: list[Block] = []
    turned: PageTurn | None = None
    for item in answers_apart(material):
        found = exempt_answer(item, inside) or (Paragraph(inside.profile.words.none),)
        wide = any(isinstance(block, Table) and len(block.header) > _NARROW for block in found)
        turn = PageTurn("landscape" if wide else "portrait")
        blocks += [turn] * (turn != (turned or PageTurn("portrait")))
        blocks += [Heading(name_of(item, inside), 2), *found]
        turned = turn
    return blocks


def _turn(plan: SectionPlan) -> list[Block]:
    if plan.page == "landscape":
        return [PageTurn("landscape")]
    return [PageTurn("portrait")] if plan.page else []


def _heading(plan: SectionPlan) -> list[Block]:
    return [Heading(plan.heading, plan.level)] if plan.heading and plan.kind != "contents" else []  # a list of contents has a title


def _footer_line(line: str, material: Material) -> str:
    def answer(found: re.Match[str]) -> str:
        if found[1] == "committee":
            return material.profile.committee
        return material.field_line(AnswerName(*found[1].split("/"))) or material.profile.words.no_entry

    return re.sub(r"\{([^{}]*)\}", answer, line)
