"""What differs between two papers: every place at which an edition or a draft shows something else than the one before it."""

from __future__ import annotations

import re

from shpdocs.model.appendix import requests_in_words
from shpdocs.model.document import Document
from shpdocs.model.edition import Edition, KeptAppendix, PaperChange, PrintedAnswer
from shpdocs.paper.changes.documents import document_changes

__all__ = ["appendix_changes", "document_changes", "edition_changes"]

_NOTHING = Document("", "", ())
_SERIES = re.compile(r"(?P<measure>[^/]+/measures/[^/]+)(?P<parts>/parts/[^/]+)?")
_OF_QUARTER = re.compile(r", Quarter \d( of \d{4}/\d\d)?$")
_HASH = 12  # characters of a hash that tell two files of one name apart


def edition_changes(before: Edition, now: Edition) -> tuple[PaperChange, ...]:
    """Return what differs between two editions or drafts: of the public paper, of its appendices, then of Part II.

    A Part II that only one of them has is told whole, as gone or added.
    """
    exempt = (before.exempt or _NOTHING, now.exempt or _NOTHING)
    names = _series_names(before.printed) | _series_names(now.printed)
    return (
        *document_changes(before.document, now.document, names=names),
        *appendix_changes(before.appendices, now.appendices),
        *document_changes(*exempt, is_exempt=True, names=names),
    )


def _series_names(printed: tuple[PrintedAnswer, ...]) -> dict[str, str]:
    """What figures are called, whichever quarter they are of ('Repeat victims' of 'Repeat victims, Quarter 1'), and a measure of parts
    by what their names have in common."""
    names: dict[str, str] = {}
    for answer in printed:
        if match := _SERIES.fullmatch(answer.answer):
            name = _OF_QUARTER.sub("", answer.name)
            names[answer.answer] = name
            if match["parts"]:
                names[match["measure"]] = _in_common(names.get(match["measure"], name), name)
    return names


def _in_common(first: str, second: str) -> str:
    """What two names begin with, to the end of a word."""
    words = [one for one, other in zip(first.split(), second.split(), strict=False) if one == other]
    return first if first == second else " ".join(words).rstrip(",:")


def appendix_changes(before: tuple[KeptAppendix, ...], now: tuple[KeptAppendix, ...]) -> tuple[PaperChange, ...]:
    """Return what differs of the appendices, by title, whatever its case: those that are gone, then those added or changed."""
    known = {appendix.title.casefold(): appendix for appendix in before}
    titles = {appendix.title.casefold() for appendix in now}
    gone = [PaperChange(_place(each), _contents(each), "", "appendix") for each in before if each.title.casefold() not in titles]
    changed = [_appendix_change(known.get(each.title.casefold()), each) for each in now]
    return (*gone, *(change for change in changed if change))


def _appendix_change(before: KeptAppendix | None, now: KeptAppendix) -> PaperChange | None:
    if before is None:
        return PaperChange(_place(now), "", _contents(now), "appendix")
    if (before.heading, before.sha256, before.requests) == (now.heading, now.sha256, now.requests):
        return None

    is_other = (before.sha256, before.requests) != (now.sha256, now.requests)

    def told(appendix: KeptAppendix) -> str:
        heading = [appendix.heading] if before.heading != now.heading else []
        return "; ".join([*heading, *([_contents(appendix)] if is_other else [])])

    return PaperChange(_place(now), told(before), told(now), "appendix")


def _place(appendix: KeptAppendix) -> str:
    return appendix.heading or appendix.title


def _contents(appendix: KeptAppendix) -> str:
    return (
        "published apart"
        if appendix.is_apart
        else f"{appendix.file} (SHA-256 {appendix.sha256[:_HASH]}…){requests_in_words(appendix.requests)}"
    )
