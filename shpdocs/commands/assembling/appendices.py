"""The appendices that an officer adds to a paper: given once and remembered, replaced, published apart, or left out by a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import get_args
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.context import check_decision
from shpdocs.model.appendix import INSTEAD, Appendix, NumberedAppendix, Request, RequestFor, title_after_number
from shpdocs.model.edition import KeptAppendix
from shpdocs.model.errors import UsageError, did_you_mean
from shpdocs.model.ledger import Event
from shpdocs.model.settings import MB
from shpdocs.store.disk import NoFileError, TooLargeError, UnreadableError, read_file, sha256
from shpdocs.store.editions import Editions
from shpdocs.store.folder import PeriodFolder
from shpdocs.store.paper_state import PaperState

_LONGEST_TITLE = 200  # characters
_EXAMPLE = '--appendix "MPS Report=FILE.docx"'


class AppendixChoices(Struct, frozen=True):
    """What an officer says of a paper's appendices: files by title, what is asked for of them, and the titles of those that are published
    apart or are left out."""

    given: Mapping[str, str | Path] = {}
    requests: Sequence[RequestFor] = ()
    apart: Sequence[str] = ()
    left_out: Sequence[str] = ()
    by: str = ""
    because: str = ""


class AddedAppendices(Struct, frozen=True):
    """The appendices of a paper once a choice is made: an event for each, in order; those to be recorded; files given now, by SHA-256."""

    events: tuple[Event, ...] = ()
    new: tuple[Event, ...] = ()
    contents: Mapping[str, bytes] = {}


def added_appendices(choices: AppendixChoices, paper: PaperState, profile: str, at: str, largest: int) -> AddedAppendices:
    """Return the appendices of a paper after a choice. Nothing is written. `largest` is how large a file may be, in MB.

    Raises:
        UsageError: a title is blank, numbered by hand, named twice or too long; a file is not there or too large; there is no such one;
            one would leave the paper and nobody says who decided it and why; something is asked for of one that is not in the paper.
    """
    given = {_title(title, Path(file).name): Path(file) for title, file in choices.given.items()}
    apart, left_out = (tuple(_title(title) for title in titles) for titles in (choices.apart, choices.left_out))
    _check_once((*(_title(title) for title in choices.given), *apart, *left_out))
    contents = {title: _appendix_bytes(file, title, largest) for title, file in given.items()}
    events = [Event("appendix", at, given[title].name, sha256(content), title=title, what="given") for title, content in contents.items()]
    events = _with_requests(events, choices.requests, paper, at)
    events += [Event("appendix", at, "", "", title=title, what="apart") for title in apart]
    events += [Event("appendix", at, "", "", title=_known(title, paper), what="left-out") for title in left_out]
    new = tuple(_decided(event, profile, choices, paper) for event in events if not _stands(event, paper))
    after = PaperState(appendices=dict(paper.appendices))
    for event in new:
        after.apply(event)
    return AddedAppendices(tuple(after.appendices.values()), new, {sha256(content): content for content in contents.values()})


def kept_appendices(events: tuple[Event, ...], numbered: tuple[NumberedAppendix, ...]) -> tuple[KeptAppendix, ...]:
    """The appendices that an officer added, as an edition's record names them; `numbered` are all that the paper has, these last."""
    last = numbered[len(numbered) - len(events) :]
    return tuple(
        KeptAppendix(event.title, appendix.heading, event.file, event.sha256, event.requests)
        for event, appendix in zip(events, last, strict=True)
    )


def appendix_files(kept: Iterable[KeptAppendix], added: AddedAppendices, editions: Editions) -> tuple[Appendix, ...]:
    """The files of the appendices that are in the paper, as they were given.

    Raises:
        RecordError: one that was given before is gone or spoiled.
    """
    by_title = {event.title: event for event in added.events}
    return tuple(
        Appendix(
            each.title, each.heading, added.contents.get(each.sha256) or editions.appendix(by_title[each.title]), each.file, each.requests
        )
        for each in kept
        if not each.is_apart
    )


def check_titles(own: Iterable[str], added: AddedAppendices) -> None:
    """Make sure that no appendix is given the title of one of the paper's own; raises UsageError."""
    titles = {title.casefold() for title in own}
    for event in added.new:
        if event.what != "left-out" and event.title.casefold() in titles:
            raise UsageError(f"The paper has an appendix '{event.title}' of its own.", "Give the other a title of its own.")


def remember(added: AddedAppendices, editions: Editions, period_folder: PeriodFolder) -> None:
    """Keep the files that were given, then record what was said of appendices: from now on it holds for every draft and edition."""
    for content in added.contents.values():
        editions.keep_appendix(content)
    if added.new:
        period_folder.record(*added.new)


def _title(title: str, file: str = "") -> str:
    """The title as it is kept: its spaces levelled, letters with their marks in one."""
    words = normalize("NFC", " ".join(title.split()))
    after_number = title_after_number(words)
    if not words:
        what = f"The appendix '{file}' has no title." if file else "An appendix is named by its title, and this one is blank."
        raise UsageError(what, f"Name it, as in {_EXAMPLE}.")
    if after_number is not None:
        alone = f"Write the title alone: '{after_number}'." if after_number else f"Give it a title, as in {_EXAMPLE}."
        raise UsageError(f"'{words}' has a number, and appendices are numbered in the order of what is there.", alone)
    if len(words) > _LONGEST_TITLE or not words.isprintable():
        what = f"The title '{words[:40]}…' has more than {_LONGEST_TITLE} characters, or some that cannot be seen."
        raise UsageError(what, "Give the appendix a shorter, plain title.")
    return words


def _check_once(titles: tuple[str, ...]) -> None:
    seen: set[str] = set()
    for title in titles:
        if title.casefold() in seen:
            raise UsageError(f"The appendix '{title}' is named twice.", "Give each a title of its own, and say one thing of it.")
        seen.add(title.casefold())


def _known(title: str, paper: PaperState) -> str:
    """The title of an appendix that goes with the paper, as it was given."""
    if title.casefold() not in paper.appendices:
        titles = tuple(event.title for event in paper.appendices.values())
        remedy = f"There are: {'; '.join(titles)}.{did_you_mean(title, titles)}" if titles else "No appendix was added to it."
        raise UsageError(f"No appendix '{title}' goes with this paper.", remedy)
    return paper.appendices[title.casefold()].title


def _with_requests(given: list[Event], asked: Sequence[RequestFor], paper: PaperState, at: str) -> list[Event]:
    """The events of appendices that are given, with what is asked for of them, and one for each of those before of which it is now.

    What was asked for of a file holds for that file alone: another one under its title is judged anew.
    """
    events = {event.title.casefold(): _as_before(event, paper) for event in given}
    for request in asked:
        for title in _titles_asked(request, given, paper):
            before = events.get(title) or replace(paper.appendices[title], at=at, by="", because="")
            others = {*before.requests} - {request.request, INSTEAD.get(request.request)}
            wanted = others if request.is_taken_back else {*others, request.request}
            events[title] = replace(before, requests=tuple(each for each in get_args(Request) if each in wanted))
    return list(events.values())


def _as_before(event: Event, paper: PaperState) -> Event:
    before = paper.appendices.get(event.title.casefold())
    return replace(event, requests=before.requests) if before and before.sha256 == event.sha256 else event


def _titles_asked(request: RequestFor, given: list[Event], paper: PaperState) -> list[str]:
    """The titles that a request is about: its own, or all that are given now, or all that were before."""
    in_paper = [title for title, event in paper.appendices.items() if event.what == "given"]
    now = [event.title.casefold() for event in given]
    if not request.title:
        titles = now or in_paper
        if not titles:
            raise UsageError("Something is asked for of an appendix, and the paper has none.", f"Give it in the same run: {_EXAMPLE}.")
        return titles
    title = _title(request.title)
    if title.casefold() in now:
        return [title.casefold()]
    known = _known(title, paper).casefold()
    if known not in in_paper:
        raise UsageError(f"The appendix '{title}' is published apart, so nothing of it comes in.", f"Give it first: {_EXAMPLE}.")
    return [known]


def _stands(event: Event, paper: PaperState) -> bool:
    """Whether an event says what is recorded already."""
    before = paper.appendices.get(event.title.casefold())
    if before is None:
        return False
    return (before.what, before.sha256, before.title, before.requests) == (event.what, event.sha256, event.title, event.requests)


def _decided(event: Event, profile: str, choices: AppendixChoices, paper: PaperState) -> Event:
    """The event of a paper, with who decided and why: an appendix leaves a paper by a decision alone."""
    before = paper.appendices.get(event.title.casefold())
    by, because = "", ""
    if event.what == "left-out" or (event.what == "apart" and before and before.what == "given"):
        check_decision(choices.by, choices.because)
        by, because = choices.by.strip(), choices.because.strip()
    return replace(event, profile=profile, by=by, because=because)


def _appendix_bytes(path: Path, title: str, largest: int) -> bytes:
    try:
        return read_file(path, largest * MB)
    except TooLargeError:
        what = f"The appendix '{path.name}' is larger than {largest} MB."
        more = "or raise largest-file under [limits.word] in shpdocs.toml"
        raise UsageError(what, f"Make its pictures smaller in Word, publish it apart (--apart '{title}'), {more}.") from None
    except UnreadableError as error:
        if not path.exists() or isinstance(error, NoFileError):
            raise UsageError(f"There is no file '{path.name}' for the appendix '{title}'.", "Check the name and the folder.") from None
        what = f"The appendix '{path.name}' cannot be read."
        raise UsageError(what, "Check that you may read it and that it is not open in another program.") from None
