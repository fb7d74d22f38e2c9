"""Tracing: where a text of a paper comes from, as it was printed: arithmetic, cells of received files, what the definition states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.heads import head_faults
from shpdocs.commands.tracing.appendices import appendix_texts
from shpdocs.commands.tracing.by_file import PaperFile, paper_of_file
from shpdocs.commands.tracing.elsewhere import nowhere
from shpdocs.commands.tracing.matching import matches, sought
from shpdocs.commands.tracing.papers import NamedPaper, named_paper, read_printed
from shpdocs.commands.tracing.texts import TracedText, traced_texts, with_origins
from shpdocs.definitions.settings import sound_settings
from shpdocs.model.edition import KeptAppendix
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.model.period import Period, parse_period
from shpdocs.model.printed_paper import KeptOrigin
from shpdocs.model.settings import WordLimits
from shpdocs.store.folder import Folder, open_folder

MOST_PLACES = 40  # that are named of words that stand in many


class AppendixMatch(Struct, frozen=True):
    """A text of an appendix of another body that holds the words: shpdocs knows no more of it than its file."""

    appendix: KeptAppendix
    text: str


class Traced(Struct, frozen=True):
    """The texts of a paper that hold the words, in its order, and where they come from. Private: it names what leads sent, as they sent it.

    `origins` are those of the pieces and all that they were made of, inputs before what is made of them. `file` names the file that was
    asked about, '' if none was.
    """

    paper: NamedPaper
    words: str
    texts: tuple[TracedText, ...]
    origins: tuple[KeptOrigin, ...]
    appendices: tuple[AppendixMatch, ...] = ()
    file: str = ""


def trace(
    folder: str | Path,
    period: str,
    words: str,
    *,
    profile: str = "",
    edition: int | None = None,
    draft: bool = False,
    paper: str | Path | None = None,
    place: str = "",
) -> Traced:
    """Return every text of a paper that holds these words, and where it comes from, as kept when the paper was made. Writes nothing.

    Words are found in any case and spacing, a number only as a whole one. The paper is that of a period (and `profile`): the `edition` or
    the last `draft`, else the last edition that stands, else the last draft. Or it is the Word file at the path `paper`, of any period;
    texts that somebody edited in it are told. With `place` only texts count of whose place (headings, row, column) these are some words.

    Raises:
        UsageError: `period` is no period; no words are given; there is no such paper, or it was made without the way back; none of its
            texts holds the words, or none at that place; a file that is named is none of ours.
        RecordError: what was kept of the paper is gone or spoiled.
        ShpdocsError: the folder, its settings or profile cannot be used, or the file cannot be read.
    """
    if not words.strip():
        raise UsageError("No words to look for were given.", 'Name some of the paper, as in: shpdocs trace "Residential burglary"')
    root = open_folder(Path(folder))
    limits = sound_settings(root).limits.word
    if paper is None:
        file = _named(root, parse_period(period), profile, edition, is_draft=draft)
    elif draft or profile or edition is not None:
        raise UsageError("A file says itself which paper it is of.", "Leave out --profile, --edition and --draft, or --paper.")
    else:
        file = paper_of_file(root, Path(paper), limits)
        if period and str(parse_period(period)) != file.paper.period:
            raise UsageError(f"'{file.name}' is of {file.paper.words}.", f"Leave out {period}: a file says itself which period it is of.")
    pattern = sought(words)
    texts = traced_texts(file, pattern)
    appendices = () if file.is_exempt else tuple(_appendix_matches(root, file.paper, pattern, limits))
    if not (texts or appendices):
        raise nowhere(root, file.paper, file.name, words, pattern)
    if place:
        texts, appendices = _at_place(texts, words, place), ()
    return Traced(file.paper, words, *with_origins(texts, file.printed), appendices, file.name)


def _named(root: Folder, period: Period, profile: str, edition: int | None, *, is_draft: bool) -> PaperFile:
    faults = tuple(dict.fromkeys(head_faults(root.period(period))))
    if faults:  # by an older copy of the ledger another edition would be the last
        raise RecordError(*faults)
    paper = named_paper(root, period, profile, edition, is_draft=is_draft)
    return PaperFile("", paper, read_printed(root, paper))


def _appendix_matches(root: Folder, paper: NamedPaper, pattern: re.Pattern[str], limits: WordLimits) -> Iterator[AppendixMatch]:
    for each in appendix_texts(root, paper, limits):
        yield from (AppendixMatch(each.appendix, text) for text in each.texts if matches(pattern, text))


def _at_place(texts: tuple[TracedText, ...], words: str, place: str) -> tuple[TracedText, ...]:
    """Those of some texts whose place these words name."""
    pattern = sought(place)
    there = tuple(text for text in texts if text.place and matches(pattern, text.place.words))
    if not there:
        known = dict.fromkeys(text.place.words for text in texts if text.place)
        lines = "".join(f"\n  {words_of_place}" for words_of_place in list(known)[:MOST_PLACES])
        raise UsageError(f"'{words}' stands at no place of which '{place}' says something. It stands at:", lines)
    return there
