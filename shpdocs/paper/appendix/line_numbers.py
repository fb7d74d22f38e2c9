"""Numbers of lines stay in the sections that have them: LibreOffice, which makes our PDF, prints them throughout a file that has any."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from shpdocs.ooxml.word_order import add_in_order, properties
from shpdocs.ooxml.word_styles import Styles, together
from shpdocs.ooxml.xml import Element, each, element, find, tag, value
from shpdocs.paper.appendix.looks import undone

STYLE = "line number"  # by this name programs know the style of the numbers


def number_lines_apart(paper: Element, appendices: Iterable[tuple[Element, Iterable[Element]]]) -> bool:
    """Let no line be numbered of what has no numbers: the paper, sections without, headers, footers and notes.

    The paper is its body; of each appendix its body and the roots of its other parts. Return whether any has numbers.
    """
    listed = [(body, list(others)) for body, others in appendices]
    if not any(has_line_numbers(body) for body, _ in listed):
        return False
    suppress_line_numbers([paper])
    for body, others in listed:
        suppress_line_numbers([*_blocks_without(body), *others])
    return True


def has_line_numbers(body: Element) -> bool:
    """Whether lines of any section are numbered."""
    return any(map(_has_numbers, each(body, "w:sectPr")))


def add_number_style(paper: Styles, appendix: Styles) -> None:
    """Give a paper the style of the numbers of lines, as the appendix has it; without, they look as the paper's text does."""
    if paper.id_of(STYLE):
        return
    look = together(
        appendix.defaults("rPr"), *(appendix.look(id, "rPr").values() for id in (appendix.default("paragraph"), appendix.id_of(STYLE)))
    )
    look = undone(together(paper.defaults("rPr")), look, "rPr")
    attributes = {"w:type": "character", "w:styleId": STYLE.title().replace(" ", "")}
    said = element("w:rPr")
    for name in sorted(look.keys() - {"lang"}):
        add_in_order(said, deepcopy(look[name]))
    paper.add(element("w:style", attributes, element("w:name", {"w:val": STYLE}), said))


def start_line_numbers(section: Element) -> None:
    """Let numbers that go on from the section before begin anew, in the first section of an appendix."""
    numbers = find(section, "w:lnNumType")
    if value(numbers, "w:restart") == "continuous" and numbers is not None:
        numbers.set(tag("w:restart"), "newSection")


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
