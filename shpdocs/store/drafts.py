"""The drafts among a period's papers, and how far the ledger went when each was made: a draft that somebody edited still says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shpdocs.model.ledger import HEAD_PROPERTY, Head, head_in_words
from shpdocs.model.period import Period
from shpdocs.ooxml.bounds import WORD_BOUNDS, PackageError
from shpdocs.ooxml.custom_properties import custom_properties
from shpdocs.ooxml.package import open_package
from shpdocs.store.disk import UnreadableError, read_file

_OPEN = "~$"  # how the name of the mark begins that Word leaves beside a file that is open


def draft_heads(papers: Path, period: Period) -> Iterator[tuple[Path, Head]]:
    """Yield every draft of a period in a folder and those within it, with how far its ledger went when it was made, in order.

    What is no Word file, or no draft of ours, or one of another period that somebody put there, is passed over.
    """
    for path in sorted(papers.rglob("*.docx")):
        head = None if path.name.startswith(_OPEN) else head_of_draft(path, period)
        if head:
            yield path, head


def head_of_draft(path: Path, period: Period) -> Head | None:
    """How far the ledger of a period went when a draft was made; None if the file does not say so."""
    try:
        properties = custom_properties(open_package(read_file(path, WORD_BOUNDS.file), WORD_BOUNDS))
    except (UnreadableError, PackageError):
        return None
    return head_in_words(properties.get(HEAD_PROPERTY, ""), str(period))
