"""Composing a paper: its sections in the profile's order, under their headings, with what is missing named."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from shpdocs.sections.material import Material
from shpdocs.sections.measures import measures
from shpdocs.sections.plain import cover, lines, text
from shpdocs.sections.tables import table
from shpdocs.sections.updates import updates
from shpdocs.words.definition import Definition
from shpdocs.words.document import Block, Document, Heading, Notice, PageTurn, Paragraph
from shpdocs.words.profile import AnswerName, SectionPlan

SECTIONS: dict[str, Callable[[SectionPlan, Material], tuple[Block, ...]]] = {
    "lines": lines,
    "cover": cover,
    "text": text,
    "measures": measures,
    "table": table,
    "updates": updates,
}


@dataclass(frozen=True)
class Composed:
    """A paper, and the headings of the sections left out because the returns hold nothing for them."""

    document: Document
    left_out: tuple[str, ...]


def compose(material: Material) -> Composed:
    """Return the paper. A missing return makes it a draft that says so; sections set to be left out when empty are."""
    profile = material.profile
    blocks: list[Block] = [Heading(profile.title, 1), *_draft_notice(material)]
    left_out: list[str] = []
    waiting: list[Block] = []  # the heading of a group that prints only if one of its sections does
    for plan in profile.sections:
        if plan.kind == "group":
            waiting = [*_turn(plan), Heading(plan.heading, plan.level)]
            if not plan.omit_when_empty:
                blocks += waiting
                waiting = []
            continue
        found = SECTIONS[plan.kind](plan, material)
        if not found and plan.omit_when_empty:
            left_out.append(plan.heading or plan.kind)
            continue
        blocks += [*waiting, *_turn(plan), *_heading(plan), *(found or (Paragraph(profile.words.none),))]
        waiting = []
    footer = tuple(_footer_line(line, material) for line in profile.footer)
    return Composed(Document(profile.title, profile.author, tuple(blocks), footer, profile.page_numbers), tuple(left_out))


def missing_returns(material: Material) -> tuple[Definition, ...]:
    """The definitions whose return is not in force."""
    return tuple(definition for definition in material.definitions if definition.sub_group not in material.returns)


def _draft_notice(material: Material) -> list[Block]:
    missing = missing_returns(material)
    if not missing:
        return []
    names = "; ".join(definition.title for definition in missing)
    return [Notice(f"DRAFT. {material.profile.words.no_return} for {material.period} from: {names}.")]


def _turn(plan: SectionPlan) -> list[Block]:
    if plan.page == "landscape":
        return [PageTurn("landscape")]
    return [PageTurn("portrait")] if plan.page else []


def _heading(plan: SectionPlan) -> list[Block]:
    return [Heading(plan.heading, plan.level)] if plan.heading else []


def _footer_line(line: str, material: Material) -> str:
    def answer(found: re.Match[str]) -> str:
        if found[1] == "committee":
            return material.profile.committee
        return material.field_line(AnswerName(*found[1].split("/"))) or material.profile.words.no_entry

    return re.sub(r"\{([^{}]*)\}", answer, line)
