"""What stands around a paper's sections: its title, their headings, and the lines at the foot of every page."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from shpdocs.model.document import Block, Document, Heading
from shpdocs.model.origin import Rule, Statement
from shpdocs.model.phrase import Phrase, filled_in, from_origin, heading
from shpdocs.model.profile import AnswerName, SectionPlan
from shpdocs.paper.sections.material import Material

_ADDED = Statement("heading", Rule("what a paper has to say is said under a heading of its own where the profile has no section for it"))


def paper_title(material: Material) -> Phrase:
    """The title of the paper."""
    return from_origin(material.profile.title, material.of_profile("title of the paper", "title"))


def heading_words(plan: SectionPlan) -> Phrase:
    """The heading of a section as its profile words it."""
    return from_origin(plan.heading, heading_origin(plan))


def heading_origin(plan: SectionPlan) -> Statement:
    """Where the heading of a section comes from."""
    return Statement("heading of the profile", plan.stated("heading")) if plan.file else _ADDED


def section_heading(plan: SectionPlan, words: Phrase) -> tuple[Heading, ...]:
    """A section's heading; () if it has none of its own, as a list of contents, which has a title."""
    return (heading(words, plan.level),) if words.pieces and plan.kind != "contents" else ()


def footer_lines(material: Material) -> tuple[Phrase, ...]:
    """The lines of the footer as the profile words them, with the answers that they name."""
    return tuple(_footer_line(line, number, material) for number, line in enumerate(material.profile.footer, 1))


def marking_lines(material: Material) -> tuple[Phrase, ...]:
    """The marking, as the footer's last line; of a public paper nothing."""
    marking = material.profile.marking
    return (from_origin(marking, material.of_profile("marking", "marking")),) if marking else ()


def committee_lines(material: Material) -> tuple[Phrase, ...]:
    """The lines of the footer that name the committee; else its name."""
    named = (line for line, words in zip(footer_lines(material), material.profile.footer, strict=True) if "{committee}" in words)
    return tuple(named) or (_committee(material),)


def _committee(material: Material) -> Phrase:
    return from_origin(material.profile.committee, material.of_profile("committee", "committee"))


def _footer_line(line: str, number: int, material: Material) -> Phrase:
    def part(name: str) -> Phrase:
        if name == "committee":
            return _committee(material)
        words = material.field_line(AnswerName(*name.split("/")))
        return words if words.pieces else material.words("no_entry")

    return filled_in(line, material.of_profile("footer", f"footer.{number}"), part)


def framed(title: Phrase, blocks: Iterable[Block], footer: tuple[Phrase, ...], material: Material, mark: str = "") -> Document:
    """A paper under a title and over a footer."""
    lines = (span for number, line in enumerate(footer) for span in line.spans(f"footer/{number}"))
    return Document(
        title.text,
        material.profile.author,
        tuple(blocks),
        tuple(line.text for line in footer),
        material.profile.page_numbers,
        mark,
        origins=(*title.spans("title"), *lines),
    )


def titled(document: Document, first: Heading) -> Document:
    """The document under the title that a heading of its own is."""
    title = (replace(span, text="title") for span in first.origins)
    return replace(document, title=first.text, origins=(*title, *(span for span in document.origins if span.text != "title")))
