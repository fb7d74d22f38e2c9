"""Removing a file that was received in error: its content and what quotes it go; the ledger keeps its hash, who decided, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.collecting.judge import judgement_of
from shpdocs.commands.collecting.report import report
from shpdocs.commands.context import Context, hold_to_decide
from shpdocs.commands.removal import editions_of, finish_removals, take_away
from shpdocs.model.errors import UsageError, did_you_mean
from shpdocs.model.ledger import Event
from shpdocs.model.returns import Json

_SHORTEST_HASH = 8  # of its 64 characters
_SHORTEST_TEXT = 4  # characters of an answer that a reason must not repeat


class Removed(Struct, frozen=True):
    """A file that is kept no more. `outcome` is 'removed', or 'unchanged' if it was removed before.

    `gone` are the files that were taken away, `edited` drafts made of it that somebody edited and that stay, `also` received files
    that came in workbooks which quoted it: look at both. `editions` were made of it, or tell what changed since one that was, and never
    change ('edition 1 of 2024-25-Q2'). The page was written anew.
    """

    file: str
    sha256: str
    outcome: str
    by: str
    because: str
    gone: tuple[Path, ...] = ()
    edited: tuple[Path, ...] = ()
    also: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()


def remove_received(folder: str | Path, period: str, file: str, *, by: str, because: str, at: str = "") -> Removed:
    """Take away a received file, by its name or the first 8 or more characters of its SHA-256, with everything that quotes it.

    These are: copies in the inbox, the judgement, returns replaced since, query workbooks and e-mail drafts about it, workbooks of
    later periods that were issued with its answers, drafts of papers with their records, and the page. An edition stays as it was
    published, with its private record, and so does a draft that was sent: they are told.

    Raises:
        UsageError: nobody or no reason is named, the reason repeats an answer of the file, no file or several have that name, its
            return is in force.
        RecordError: the record of an edition is not as it was written.
        ShpdocsError: the folder or its definitions cannot be used; a file is open in another program: run it again then.
    """
    with hold_to_decide(folder, period, by, because, at) as context:
        finish_removals(context)
        received = _named(context, file.strip())
        editions = editions_of(context.root, context.period, received.sha256)
        before = context.state.removed.get(received.sha256)
        if before:
            return Removed(received.file, received.sha256, "unchanged", before.by, before.because, editions=editions)
        _check_can_go(context, received)
        _check_reason(context, received, because)
        about = (received.file, received.sha256, _sub_group(context, received))
        event = Event("removed", context.time, *about, by=by.strip(), because=because.strip())
        context.record(event)
        removal = take_away(context, event)
        report(context, ())
        return Removed(event.file, event.sha256, "removed", event.by, event.because, removal.gone, removal.edited, removal.also, editions)


def _named(context: Context, file: str) -> Event:
    """The event of the file's coming."""
    every = {event.sha256: event for event in context.period_folder.events() if event.event == "received"}
    wanted = file.casefold()
    is_hash = len(wanted) >= _SHORTEST_HASH and all(letter in "0123456789abcdef" for letter in wanted)
    matching = [event for event in every.values() if event.file == file or (is_hash and event.sha256.startswith(wanted))]
    if len(matching) > 1:
        which = "; ".join(f"{event.sha256[:12]} came on {event.at[:16].replace('T', ' ')}" for event in matching)
        raise UsageError(f"Several files received for {context.period} are called '{file}'.", f"Name one by its hash: {which}.")
    if not matching:
        near = did_you_mean(file, tuple(dict.fromkeys(event.file for event in every.values())))
        raise UsageError(f"No file '{file}' was received for {context.period}.", f"Name it as history shows it, or by its SHA-256.{near}")
    return matching[0]


def _sub_group(context: Context, received: Event) -> str:
    decided = (event.sub_group for event in context.period_folder.events() if event.sha256 == received.sha256 and event.sub_group)
    return next(decided, "")


def _check_can_go(context: Context, received: Event) -> None:
    """The return in force may not lose what it was made of."""
    for sub_group, event in context.state.in_force.items():
        if event.sha256 == received.sha256:
            what = f"The return of {sub_group} in force was made of '{received.file}'."
            raise UsageError(what, "Ask the lead for a workbook without what must not be in it, collect that, then remove this one.")


def _check_reason(context: Context, received: Event, because: str) -> None:
    """The reason is kept for good: it must not say again what is taken away."""
    judgement = judgement_of(context, received.file, received.sha256)
    said = " ".join(because.split()).casefold()
    texts = _texts(judgement.return_.answers) if judgement and judgement.return_ else iter(())
    if any(len(text) >= _SHORTEST_TEXT and text in said for text in texts):
        raise UsageError("The reason repeats an answer of the file, and the ledger keeps the reason for good.", "Say it in other words.")


def _texts(answers: Json) -> Iterator[str]:
    if isinstance(answers, dict | list):
        for answer in answers.values() if isinstance(answers, dict) else answers:
            yield from _texts(answer)
    elif isinstance(answers, str):
        yield " ".join(answers.split()).casefold()
