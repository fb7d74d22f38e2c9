"""Rules on texts: their language, lists that are lists, links that speak."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from shpdocs.accessibility.criteria import says_nothing
from shpdocs.accessibility.paper_rules.breaches import breach_in, paragraphs_with_look
from shpdocs.accessibility.rule import Breach
from shpdocs.model.paper_facts import PaperFacts, PaperParagraph

_LANGUAGE = "en-GB"
_BULLET = re.compile(r"\s*(?:[•◦▪▫●○■□‣⁃∙·➢➤✓\uf0b7\uf0a7\uf0d8]\s*\S|[-–—*]\s+[^\W\d_])")
_NUMBER = re.compile(r"\s*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})\)|(?:\d{1,2}|[a-z]|[ivx]{1,5})\.)\s+\S")
_CONTENTS = re.compile(r"toc\b.*|table of figures|index.*|contents.*", re.IGNORECASE)


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
        if paragraph.level or paragraph.is_list or not paragraph.words or _CONTENTS.fullmatch(paragraph.style):
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
