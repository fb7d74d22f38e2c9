"""A paper as an outline: every heading with what stands under it, and the headings below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field

from shpdocs.model.document import Block, Heading, PageBreak

BEGINNING = "Under the title"


class Part(Struct):
    """A heading (level 0 and no text at the top), its own blocks and the parts under it.

    Where a page begins is no part of what a paper says, so page breaks are not among the blocks.
    """

    heading: Heading
    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def outline(blocks: Iterable[Block]) -> Part:
    """Return the blocks as an outline. A heading that skips levels stands under the one before it all the same."""
    top = Part(Heading("", 0))
    above = [top]
    for block in blocks:
        if isinstance(block, Heading):
            while above[-1].heading.level >= block.level:
                above.pop()
            part = Part(block)
            above[-1].parts.append(part)
            above.append(part)
        elif not isinstance(block, PageBreak):
            above[-1].blocks.append(block)
    return top


def part_names(top: Part) -> dict[int, str]:
    """What each part is called, by the part's identity: its heading, with the one above it where several are called so."""
    times = Counter(part.heading.text for part in _all_parts(top))
    names: dict[int, str] = {}

    def name(part: Part, above: Part) -> None:
        text = part.heading.text
        has_name_above = above.heading.level > 1
        names[id(part)] = (
            BEGINNING if part.heading.level <= 1 else f"{above.heading.text}, {text}" if times[text] > 1 and has_name_above else text
        )
        for below in part.parts:
            name(below, part)

    name(top, top)
    return names


def _all_parts(top: Part) -> Iterable[Part]:
    yield top
    for part in top.parts:
        yield from _all_parts(part)
