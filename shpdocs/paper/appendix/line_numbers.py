"""Numbers of lines stay in the sections that have them: LibreOffice, which makes our PDF, prints them throughout a file that has any."""

from __future__ import annotations

from collections.abc import Iterable

from shpdocs.ooxml.word_order import add_in_order, properties
from shpdocs.ooxml.xml import Element, each, element, find, tag


def number_lines_apart(paper: Element, appendices: Iterable[tuple[Element, Iterable[Element]]]) -> bool:
    """Let no line be numbered of what has no numbers: the paper, sections without, headers, footers and notes.

    The paper is its body; of each appendix its body and the roots of its other parts. Return whether any has numbers.
    """
    listed = [(body, list(others)) for body, others in appendices]
    if not any(_has_numbers(section) for body, _ in listed for section in each(body, "w:sectPr")):
        return False
    suppress_line_numbers([paper])
    for body, others in listed:
        suppress_line_numbers([*_blocks_without(body), *others])
    return True


def _has_numbers(section: Element | None) -> bool:
    return find(section, "w:lnNumType") is not None


def _blocks_without(body: Element) -> list[Element]:
    """The blocks of sections whose lines are not numbered."""
    blocks: list[Element] = []
    section: list[Element] = []
    for block in body:
        section.append(block)
        ending = block if block.tag == tag("w:sectPr") else find(block, "w:pPr/w:sectPr")
        if ending is not None:
            blocks += [] if _has_numbers(ending) else section
            section = []
    return blocks + section


def suppress_line_numbers(blocks: Iterable[Element]) -> None:
    """Let no line of the paragraphs in some blocks be numbered."""
    for paragraph in (paragraph for block in blocks for paragraph in each(block, "w:p")):
        said = properties(paragraph, "w:pPr")
        if find(said, "w:suppressLineNumbers") is None:
            add_in_order(said, element("w:suppressLineNumbers"))
