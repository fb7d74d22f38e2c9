"""Papers in words: which editions there are, what the committee has of them, and what differs by now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shpdocs.answers.dates import show_date, time_in_words
from shpdocs.model.edition import Edition, PaperChange
from shpdocs.model.paper_status import EditionStatus, PaperStatus
from shpdocs.report.paper_changes import change_line, changes_in_words

MOST_CHANGES = 12  # that are listed where `assemble --final` lists all


def paper_lines(status: PaperStatus) -> Iterator[str]:
    """Yield where a paper stands: the edition that does, what differs from it, then what was before."""
    standing = status.standing
    yield f"Paper {status.paper}: {edition_words(standing) if standing else 'no edition stands'}"
    yield from (f"  {line}" for line in difference_lines(status))
    for edition in reversed(status.editions):
        if edition is not standing:
            yield f"  {edition_words(edition)}"
    for sent in reversed(status.drafts_sent):
        yield f"  a draft was sent to the committee on {_day(sent)}"


def edition_words(edition: EditionStatus) -> str:
    """An edition with its days: 'edition 1 of 4 November 2024, sent to the committee on 5 November 2024'."""
    words = f"edition {edition.number} of {_day(edition.at)}"
    if edition.withdrawn:
        return f"{words}, withdrawn on {_day(edition.withdrawn)}: {edition.because}"
    if edition.sent:
        return f"{words}, sent to the committee on {_day(edition.sent)}"
    return f"{words}, not sent to the committee{' yet' if edition.state == 'stands' else ''}"


def difference_lines(status: PaperStatus) -> Iterator[str]:
    """Yield which files of the edition are not as published; whether the paper as it is now differs from it, or from the draft that
    counts, each change, and what to do."""
    for fault in status.faults:
        yield f"{fault.place}: {fault.what} {fault.remedy}"
    if not status.since:
        return
    if status.unknown:
        yield f"Whether anything differs from {status.since} now cannot be told. {status.unknown}"
    elif not status.changes:
        yield f"Nothing differs from {status.since}."
    else:
        yield f"Since {status.since}: {status.words}:"
        yield from change_lines(status.changes, MOST_CHANGES)
        yield f"{next_words(status)}: {status.command}"


def next_words(status: PaperStatus) -> str:
    """What publishing a paper would be: 'To publish a correction'."""
    return "To publish a correction" if status.standing and status.standing.sent else "To publish it as it is now"


def since_lines(now: Edition | None, since: Edition | None, changes: tuple[PaperChange, ...]) -> Iterator[str]:
    """Yield what changed in a draft or edition since the one before: how much, then each change. Of the first there is nothing to say."""
    if now is None or since is None:
        return
    what = f"your draft of {time_in_words(since.at)}" if since.is_draft else f"edition {since.number}"
    if not changes:
        yield f"Nothing changed since {what}."
        return
    yield f"Since {what}: {changes_in_words(changes, since.printed, now.printed)}:"
    yield from change_lines(changes)


def change_lines(changes: Iterable[PaperChange], most: int | None = None) -> Iterator[str]:
    """Yield changes, each on a line; of many the first, and how many more there are."""
    lines = [f"  {change_line(change)}" for change in changes]
    yield from lines[:most]
    if most is not None and len(lines) > most:
        yield f"  … and {len(lines) - most} more"


def _day(at: str) -> str:
    return show_date(at[:10])
