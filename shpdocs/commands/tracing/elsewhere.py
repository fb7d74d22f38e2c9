"""Words that stand nowhere in a paper: in which other editions, drafts and profiles they do, and what to do then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from shpdocs.commands.tracing.matching import matches
from shpdocs.commands.tracing.papers import NamedPaper, all_papers, read_printed
from shpdocs.model.errors import RecordError, UsageError
from shpdocs.paper.origins.places import printed_lines
from shpdocs.store.folder import Folder

_MOST = 5  # papers that are named
_READ_BY_SHELLS = frozenset('"$`\\!')  # within double quotes too
_NARROWER = "Copy a few words of one sentence or of one cell, as the paper prints them."


def nowhere(root: Folder, paper: NamedPaper, file: str, words: str, pattern: re.Pattern[str]) -> UsageError:
    """Return the error that says that no text of a paper, or of a file of one ('' if none was named), holds words, and which papers do.

    Those of its period come first; the paper itself is among them where only its file was looked at, such as its Part II.
    """
    others = sorted(all_papers(root), key=lambda other: (other.period != paper.period, other.profile != paper.profile))
    there = list(islice(_with_words(root, (other for other in others if file or other != paper), pattern), _MOST))
    lines = "".join(f"\n  {other.words}: shpdocs trace {_as_typed(words)} {other.options}" for other in there)
    remedy = f"It stands in:{lines}" if there else _NARROWER
    where = f"'{file}', of {paper.words}," if file else paper.words
    return UsageError(f"No text of {where} holds '{words}'.", remedy)


def _as_typed(words: str) -> str:
    """Words as any shell takes them; WORDS where they hold what a shell, or the command, would read otherwise."""
    line = " ".join(words.split())
    is_plain = not (_READ_BY_SHELLS & set(line) or line.startswith("-"))
    return f'"{line}"' if is_plain else "WORDS"


def _with_words(root: Folder, papers: Iterator[NamedPaper], pattern: re.Pattern[str]) -> Iterator[NamedPaper]:
    """Those of some papers that hold words, as far as they can be read."""
    for paper in papers:
        try:
            printed = read_printed(root, paper)
        except (RecordError, UsageError):
            continue
        if any(matches(pattern, line.text) for document in printed.documents for line in printed_lines(document)):
            yield paper
