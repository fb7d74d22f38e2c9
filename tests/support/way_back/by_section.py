"""A paper's documents taken apart by the kind of section that made each block, so that what is lost can be told by who lost it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from shpdocs.model.document import Block, Document
from shpdocs.paper.sections import compose as composing
from shpdocs.paper.sections.compose import compose, compose_exempt
from shpdocs.paper.sections.material import Material

AROUND = "around the sections"  # titles, headings of sections, notices, footers and marks
EXEMPT = "Part II"


def by_section(material: Material) -> Iterator[tuple[str, Document]]:
    """The kind of each section of the public paper with a document of its body alone, and last what stands around them."""
    plans = composing._public_plans(material)
    bodies, _ = composing._bodies(plans, material)
    texts: set[Block] = set()
    for plan, body in zip(plans, bodies, strict=True):
        texts.update(body)
        yield plan.kind, _document(body)
    whole = compose(material).document
    yield AROUND, replace(whole, blocks=tuple(block for block in whole.blocks if block not in texts))
    exempt = compose_exempt(material)
    if exempt:
        yield EXEMPT, exempt.document


def _document(blocks: tuple[Block, ...]) -> Document:
    return Document("", "", blocks)
