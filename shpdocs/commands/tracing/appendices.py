"""What the appendices of other bodies in a paper say, of which shpdocs knows no more than the file that they came as."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from shpdocs.commands.tracing.papers import NamedPaper, record_of
from shpdocs.commands.tracing.word_texts import word_texts
from shpdocs.model.edition import KeptAppendix
from shpdocs.model.errors import RecordError, RecordFault
from shpdocs.model.period import parse_period
from shpdocs.model.settings import WordLimits
from shpdocs.store.folder import Folder
from shpdocs.store.kept_files import CONDITION_WORDS


class AppendixTexts(Struct, frozen=True):
    """An appendix of a paper, and what its file says, in no order."""

    appendix: KeptAppendix
    texts: tuple[str, ...]


def appendix_texts(root: Folder, paper: NamedPaper, limits: WordLimits) -> Iterator[AppendixTexts]:
    """Yield the appendices of other bodies that are in a paper; those that are published apart are not.

    Raises:
        RecordError: the file of one is gone, or is not as it was given.
    """
    period_folder, record = root.period(parse_period(paper.period)), record_of(root, paper)
    for appendix in record.appendices if record else ():
        if not appendix.is_apart:
            content = period_folder.appendices.read(appendix.sha256)
            if content is None:
                kept = period_folder.appendices
                what = f"{CONDITION_WORDS[kept.condition(appendix.sha256)]} It is the appendix '{appendix.title}'."
                place = period_folder.shown(kept.place(appendix.sha256))
                raise RecordError(RecordFault(place, 0, what, "Bring it back from a copy, then trace again."))
            yield AppendixTexts(appendix, tuple(sorted(word_texts(content, appendix.file, limits).all)))
