"""Rules on texts: headings in order, their language, lists that are lists, links that speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from shpdocs.accessibility.paper_rules.breaches import CONTENTS, breach_in, paragraphs_with_look, quote
from shpdocs.accessibility.rule import Breach, says_nothing
from shpdocs.model.paper_facts import PaperFacts, PaperParagraph

_LONGEST = 100  # characters of a line that could be a heading
_OTHER_STYLES = re.compile(r"title|subtitle|caption|toc\b.*|table of figures|.*header|.*footer|.*notice.*|.*quote.*", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;,!?]['\"’”)]?$")
_LANGUAGE = "en-GB"
_BULLET = re.compile(r"\s*(?:[•◦▪▫●○■□‣⁃∙·➢➤✓\uf0b7\uf0a7\uf0d8]\s*\S|[-–—*]\s+[^\W\d_])")
_NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})\)|(?:\d{1,2}|[a-z]|[ivx]{1,5})\.)\s+\S")


def title_is_set(paper: PaperFacts) -> Iterator[Breach]:
    """W1: the document property Title is filled in, and is the title that stands in the paper."""
    mend = "Fill it in with the paper's title: File, Info, Title."
    if not paper.title:
        yield Breach("", "", "The document property Title is blank.", mend)
        return
    titles = (paragraph for paragraph in _text(paper) if paragraph.level == 1 or paragraph.style.casefold() == "title")
    title = next((paragraph for paragraph in titles if paragraph.words), None)
    if title and _comparable(title.words) != _comparable(paper.title):
        yield breach_in(title, f"The document property Title ({quote(paper.title)}) is not the title that stands in the paper.", mend)


def _comparable(text: str) -> str:
    return " ".join(text.casefold().replace("–", "-").replace("—", "-").replace("’", "'").split()).rstrip(".:")


def headings_are_in_order(paper: PaperFacts) -> Iterator[Breach]:
    """W3: one heading of level 1, first; no level left out; none blank; no bold line in place of one."""
    body = [paragraph for paragraph in _text(paper) if paragraph.level or not paragraph.place.table]
    headings = [paragraph for paragraph in body if paragraph.level and paragraph.words]
    if not headings:
        mend = "Mark the title line and choose Home, Styles, Heading 1; the headings below it Heading 2."
        yield Breach("", "", "The paper has no headings.", mend)
    yield from _level_breaches(headings)
    for at, paragraph in enumerate(body):
        if paragraph.level and not paragraph.words and not paragraph.has_other_content:
            yield breach_in(paragraph, "A heading is blank.", "Delete it, or choose Home, Styles, Normal for the line.")
        elif _seems_heading(paragraph) and any(later.words for later in body[at + 1 :]):
            what = "A line in bold stands where a heading would, and is none."
            yield breach_in(paragraph, what, "Mark it and choose Home, Styles, the heading of its level; or take off the bold.")


def _text(paper: PaperFacts) -> Iterator[PaperParagraph]:
    """The paragraphs of the body, those in tables too: a heading in a table is one."""
    return (paragraph for paragraph in paper.paragraphs if paragraph.place.part == "body")


def _level_breaches(headings: list[PaperParagraph]) -> Iterator[Breach]:
    before = 0
    for at, paragraph in enumerate(headings):
        if at and paragraph.level == 1:
            mend = "Keep Heading 1 for the paper's title; choose Home, Styles, Heading 2 here."
            yield breach_in(paragraph, "A second heading of level 1.", mend)
        elif not at and paragraph.level != 1:
            what = f"The first heading is of level {paragraph.level}."
            yield breach_in(paragraph, what, "Give the paper's title the style Heading 1 (Home, Styles).")
        elif paragraph.level > before + 1:
            what = f"A heading of level {paragraph.level} follows one of level {before}."
            yield breach_in(paragraph, what, f"Choose Home, Styles, Heading {before + 1}.")
        before = paragraph.level


def _seems_heading(paragraph: PaperParagraph) -> bool:
    """Whether a line is bold throughout and short, and neither a sentence, a list's item nor of a style with its own purpose."""
    if paragraph.level or paragraph.is_list or not paragraph.words or len(paragraph.words) > _LONGEST or paragraph.has_other_content:
        return False
    if _OTHER_STYLES.fullmatch(paragraph.style) or _SENTENCE.search(paragraph.words):
        return False
    if not re.search(r"[^\W\d_]", paragraph.words):
        return False
    return all(run.look.bold for run in paragraph.runs if run.text.strip())


def language_is_set(paper: PaperFacts) -> Iterator[Breach]:
    """W2: the paper and its text are in British English; text marked as another language is by choice."""
    mend = "Mark everything (Ctrl+A), choose Review, Language, Set Proofing Language, English (United Kingdom), Set As Default."
    if paper.default_language != _LANGUAGE:
        state = f"is {paper.default_language}" if paper.default_language else "is not set"
        yield Breach("", "", f"The paper's usual language {state}; {_LANGUAGE} is needed.", mend)
    if not paper.language:
        what = "The document property Language is blank; screen readers go by the language of the text."
        yield Breach("", "", what, "Nothing to do in Word, which keeps the language with the text.", True)
    elif paper.language.casefold() != _LANGUAGE.casefold():
        yield Breach("", "", f"The document property Language is {paper.language}.", f"Set it to {_LANGUAGE}: File, Info, Properties.")
    for look, paragraph in paragraphs_with_look(paper, lambda look: look.language not in (_LANGUAGE, "", paper.default_language)):
        is_english = look.language.casefold().startswith("en")
        how = mend if is_english else "Nothing to do if it is in that language; else set it: Review, Language, Set Proofing Language."
        yield breach_in(paragraph, f"Text is marked as {look.language}.", how, not is_english)


def lists_are_lists(paper: PaperFacts) -> Iterator[Breach]:
    """W9: no bullets or numbers are typed by hand. One numbered line alone is no list."""
    mend = "Mark the lines, delete what was typed, and choose Home, Bullets or Home, Numbering."
    before: PaperParagraph | None = None
    for paragraph in paper.paragraphs:
        if paragraph.level or paragraph.is_list or not paragraph.words or CONTENTS.fullmatch(paragraph.style):
            before = None
            continue
        lines = paragraph.text.split("\n")
        if any(_BULLET.match(line) for line in lines):
            yield breach_in(paragraph, "A bullet is typed by hand.", mend)
        numbered = [line for line in lines if _NUMBER.match(line)]
        follows = before is not None and before.place.part == paragraph.place.part and before.place.table == paragraph.place.table
        if len(numbered) > 1 or (numbered and follows):
            yield breach_in(paragraph, "A list's numbers are typed by hand.", mend)
        before = paragraph if numbered else None


def links_speak(paper: PaperFacts) -> Iterator[Breach]:
    """W13: the text of every link says where it leads."""
    for paragraph in paper.paragraphs:
        if not any(run.link is not None for run in paragraph.runs):
            continue
        for link, runs in groupby(paragraph.runs, key=lambda run: run.link):
            text = " ".join("".join(run.text for run in runs).split())
            if link is not None and says_nothing(text) and (text or not paragraph.has_other_content):
                mend = "Right click on it, choose Edit Link, and say in 'Text to display' what it leads to."
                yield breach_in(paragraph, "The link's text does not say where it leads.", mend)
