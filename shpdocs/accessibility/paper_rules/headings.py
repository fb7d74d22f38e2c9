"""Rules on headings: the paper's title, levels in order, and no bold line that is a heading to the eye alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shpdocs.accessibility.paper_rules.places import breach_in, quote
from shpdocs.accessibility.rule import Breach
from shpdocs.model.paper_facts import PaperFacts, PaperParagraph

_LONGEST = 100  # characters of a line that could be a heading
_OWN_WAY = re.compile(r"title|subtitle|caption|toc\b.*|table of figures|.*header|.*footer|.*notice.*|.*quote.*", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;,!?]['\"’”)]?$")


def title_is_set(paper: PaperFacts) -> Iterator[Breach]:
    """W1: the document property Title is filled in, and is the title that stands in the paper."""
    mend = "Fill it in with the paper's title: File, Info, Title."
    if not paper.title:
        yield Breach("", "", "The document property Title is blank.", mend)
        return
    line = next((one for one in _body(paper) if one.words and (one.level == 1 or one.style.casefold() == "title")), None)
    if line and _plain(line.words) != _plain(paper.title):
        yield breach_in(line, f"The document property Title ({quote(paper.title)}) is not the title that stands in the paper.", mend)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("–", "-").replace("—", "-").replace("’", "'").split()).rstrip(".:")


def headings_are_in_order(paper: PaperFacts) -> Iterator[Breach]:
    """W3: one heading of level 1, first; no level left out; none blank; no bold line in place of one."""
    body = list(_body(paper))
    headings = [one for one in body if one.level and one.words]
    if not headings:
        mend = "Mark the title line and choose Home, Styles, Heading 1; the headings below it Heading 2."
        yield Breach("", "", "The paper has no headings.", mend)
    yield from _levels(headings)
    for at, one in enumerate(body):
        if one.level and not one.words and not one.has_more:
            yield breach_in(one, "A heading is blank.", "Delete it, or choose Home, Styles, Normal for the line.")
        elif _seems_heading(one) and any(later.words for later in body[at + 1 :]):
            what = "A line in bold stands where a heading would, and is none."
            yield breach_in(one, what, "Mark it and choose Home, Styles, the heading of its level; or take off the bold.")


def _body(paper: PaperFacts) -> Iterator[PaperParagraph]:
    """The paragraphs of the body that stand in no table."""
    return (one for one in paper.paragraphs if one.spot.part == "body" and not one.spot.table)


def _levels(headings: list[PaperParagraph]) -> Iterator[Breach]:
    before = 0
    for at, one in enumerate(headings):
        if at and one.level == 1:
            mend = "Keep Heading 1 for the paper's title; choose Home, Styles, Heading 2 here."
            yield breach_in(one, "A second heading of level 1.", mend)
        elif not at and one.level != 1:
            what = f"The first heading is of level {one.level}."
            yield breach_in(one, what, "Give the paper's title the style Heading 1 (Home, Styles).")
        elif one.level > before + 1:
            what = f"A heading of level {one.level} follows one of level {before}."
            yield breach_in(one, what, f"Choose Home, Styles, Heading {before + 1}.")
        before = one.level


def _seems_heading(one: PaperParagraph) -> bool:
    """Whether a line is bold throughout and short, and neither a sentence, a list's item nor of a style with its own purpose."""
    if one.level or one.is_list or not one.words or len(one.words) > _LONGEST or one.has_more:
        return False
    if _OWN_WAY.fullmatch(one.style) or _SENTENCE.search(one.words) or not re.search(r"[^\W\d_]", one.words):
        return False
    return all(stretch.letters.bold for stretch in one.stretches if stretch.text.strip())
