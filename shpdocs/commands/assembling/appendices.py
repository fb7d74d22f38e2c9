"""The appendices that an officer adds to a paper: given once and remembered, replaced, published apart, or left out by a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from shpdocs.commands.context import check_decision
from shpdocs.model.appendix import Appendix, NumberedAppendix, title_after_number
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
    """What an officer says of a paper's appendices: files by title, and the titles of those that are published apart or are left out."""

    given: Mapping[str, str | Path] = {}
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
            one would leave the paper and nobody says who decided it and why.
    """
    given = {_title(title, Path(file).name): Path(file) for title, file in choices.given.items()}
    apart, left_out = (tuple(_title(title) for title in titles) for titles in (choices.apart, choices.left_out))
    _check_once((*(_title(title) for title in choices.given), *apart, *left_out))
    contents = {title: _appendix_bytes(file, title, largest) for title, file in given.items()}
    events = [Event("appendix", at, given[title].name, sha256(content), title=title, what="given") for title, content in contents.items()]
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
        KeptAppendix(event.title, appendix.heading, event.file, event.sha256) for event, appendix in zip(events, last, strict=True)
    )


def appendix_files(kept: Iterable[KeptAppendix], added: AddedAppendices, editions: Editions) -> tuple[Appendix, ...]:
    """The files of the appendices that are in the paper, as they were given.

    Raises:
        RecordError: one that was given before is gone or spoiled.
    """
    by_title = {event.title: event for event in added.events}
    return tuple(
        Appendix(each.title, each.heading, added.contents.get(each.sha256) or editions.appendix(by_title[each.title]), each.file)
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


def _stands(event: Event, paper: PaperState) -> bool:
    """Whether an event says what is recorded already."""
    before = paper.appendices.get(event.title.casefold())
    return before is not None and (before.what, before.sha256, before.title) == (event.what, event.sha256, event.title)


def _decided(event: Event, profile: str, choices: AppendixChoices, paper: PaperState) -> Event:
    """The event of a paper, with who decided and why: an appendix leaves a paper by a decision alone."""
    before = paper.appendices.get(event.title.casefold())
    by, because = "", ""
    if event.what == "left-out" or (event.what == "apart" and before and before.what == "given"):
        check_decision(choices.by, choices.because)
        by, because = choices.by.strip(), choices.because.strip()
    return Event(
        "appendix", event.at, event.file, event.sha256, title=event.title, what=event.what, profile=profile, by=by, because=because
    )


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
