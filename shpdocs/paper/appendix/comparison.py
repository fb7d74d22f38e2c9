"""The proof that an appendix came whole: what can be read in its file is compared with what can be read in the paper."""

from __future__ import annotations

from shpdocs.model.appendix import CarriedContent
from shpdocs.paper.appendix.facts import FactReader, Facts
from shpdocs.paper.appendix.package import opened
from shpdocs.paper.appendix.xml import Element, each, local, tag, value


def compare_with_paper(source: bytes, paper: bytes, bookmark: str) -> tuple[tuple[CarriedContent, ...], tuple[str, ...]]:
    """Return what came in and how many of each, and what did not: () if nothing is lost. `bookmark` is on our heading over it."""
    before = _source_facts(FactReader(opened(source)))
    after = _paper_facts(FactReader(opened(paper)), bookmark, len(before["sections"]))
    lost = [line for what, facts in before.items() for line in _differences(what, facts, after.get(what, []))]
    carried = tuple(CarriedContent(what, len(facts)) for what, facts in before.items() if facts)
    return carried, tuple(lost)


def _source_facts(reader: FactReader) -> Facts:
    blocks = [child for child in reader.body if local(child) != "sectPr"]
    return reader.facts(blocks, list(each(reader.body, "w:sectPr")))


def _paper_facts(reader: FactReader, bookmark: str, section_count: int) -> Facts:
    """The facts of what stands between our heading and the end of the appendix."""
    start = reader.bookmarks.get(bookmark)
    heading: Element = next(start.iterancestors(tag("w:p")), None) if start is not None else None
    opening = heading.getprevious() if heading is not None else None
    if opening is None or local(opening) != "bookmarkStart":
        return {}
    blocks: list[Element] = []
    following = heading.getnext()
    while following is not None and not (local(following) == "bookmarkEnd" and value(following, "w:id") == value(opening, "w:id")):
        blocks.append(following)
        following = following.getnext()
    sections = [section for block in blocks for section in each(block, "w:sectPr")]
    if len(sections) < section_count:
        sections.append(_section_after(list(each(reader.document, "w:sectPr")), sections, opening))
    return reader.facts(blocks, sections)


def _section_after(all_sections: list[Element], sections: list[Element], opening: Element) -> Element:
    """The section that ends after the appendix's last line."""
    if sections:
        last = next(index for index, section in enumerate(all_sections) if section is sections[-1])
        return all_sections[last + 1]
    before = {section for sibling in opening.itersiblings(preceding=True) for section in each(sibling, "w:sectPr")}
    return next(section for section in all_sections if section not in before)


def _differences(what: str, before: list[str], after: list[str]) -> list[str]:
    """Where two lists of facts part, in words; [] if they say the same."""
    if before == after:
        return []
    for number, (old, new) in enumerate(zip(before, after, strict=False), 1):
        if old != new:
            return [f"{what}: number {number} was “{_short(old)}” and would be “{_short(new)}”."]
    if len(after) < len(before):
        return [f"{what}: {len(before) - len(after)} of {len(before)} missing, the first “{_short(before[len(after)])}”."]
    return [f"{what}: {len(after) - len(before)} too many, the first “{_short(after[len(before)])}”."]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 300 else f"{words[:300]}…"
