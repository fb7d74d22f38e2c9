"""The proof that an appendix came whole: what can be read in its file is compared with what can be read in the paper."""

from __future__ import annotations

from itertools import zip_longest

from shpdocs.model.appendix import CarriedContent
from shpdocs.ooxml.bounds import OUR_BOUNDS
from shpdocs.ooxml.word_file import open_word_file
from shpdocs.ooxml.word_paragraphs import shortened
from shpdocs.ooxml.xml import Element, each, local, tag, value
from shpdocs.paper.appendix.facts import FactReader, Facts

_LONGEST = 300  # characters of what is shown of a difference


class Proof:
    """A paper with appendices, read again from its bytes."""

    def __init__(self, paper: bytes) -> None:
        self._reader = FactReader(open_word_file(paper, OUR_BOUNDS), page_mark="Page Mark")

    def compare(self, source: bytes, bookmark: str) -> tuple[tuple[CarriedContent, ...], tuple[str, ...]]:
        """What came in of an appendix's file and how many of each, and what did not: () if nothing is lost.

        `bookmark` is on our heading over it.
        """
        before = _facts_of(source)
        after = self._facts(bookmark, len(before["sections"]))
        lost = [line for what, facts in before.items() for line in _difference(what, facts, after.get(what, []))]
        return tuple(CarriedContent(what, len(facts)) for what, facts in before.items() if facts), tuple(lost)

    def _facts(self, bookmark: str, section_count: int) -> Facts:
        """The facts of what stands between our heading and the end of the appendix."""
        start = self._reader.bookmarks.get(bookmark)
        heading: Element = next(start.iterancestors(tag("w:p")), None) if start is not None else None
        opening = heading.getprevious() if heading is not None else None
        if opening is None or local(opening) != "bookmarkStart":
            return {}
        blocks: list[Element] = []
        for block in heading.itersiblings():
            if local(block) == "bookmarkEnd" and value(block, "w:id") == value(opening, "w:id"):
                break
            blocks.append(block)
        first = sum(len(list(each(block, "w:sectPr"))) for block in opening.itersiblings(preceding=True))
        count = sum(len(list(each(block, "w:sectPr"))) for block in blocks)
        count += count < section_count  # the last may end after the appendix's last line
        return self._reader.facts(blocks, self._reader.all_sections[first : first + count])


def lost_from(source: bytes, result: bytes) -> tuple[str, ...]:
    """What a file made of an appendix lacks of it, in words; () if nothing is lost."""
    before, after = _facts_of(source), _facts_of(result)
    return tuple(line for what, facts in before.items() for line in _difference(what, facts, after[what]))


def _facts_of(content: bytes) -> Facts:
    """Everything that can be read in a file, which was bounded when it came in."""
    file = open_word_file(content, OUR_BOUNDS)
    reader = FactReader(file)
    return reader.facts([child for child in file.root.find(tag("w:body")) if local(child) != "sectPr"], reader.all_sections)


def _difference(what: str, before: list[str], after: list[str]) -> list[str]:
    """Where two lists of facts part, in words; [] if they say the same."""
    for number, (old, new) in enumerate(zip_longest(before, after, fillvalue=""), 1):
        if old != new or number > min(len(before), len(after)):
            was, would_be = shortened(old, _LONGEST), shortened(new, _LONGEST)
            return [f"{what}: number {number} of {len(before)} was “{was}” and would be “{would_be}”, of {len(after)}."]
    return []
