"""Taking away what a file that was received in error holds, and whatever quotes it: what to look for follows from the ledger alone.

So a run that was cut short is finished by the next one. Each step may be done again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.context import Context
from shpdocs.model.edition import paper_folder, paper_words
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period, parse_period, year_before
from shpdocs.store.disk import UnreadableError, digest_and_size, read_if_there, remove
from shpdocs.store.edition_places import DRAFT, PROOFS
from shpdocs.store.editions import Editions
from shpdocs.store.folder import Folder, PeriodFolder
from shpdocs.store.return_files import REPLACED

DONE = "done"  # `what` of the event that ends a removal
_FOR_EVER = "9999"  # later than any time
_NO_OTHER = r"(?!-?[a-z0-9]| \(issue )"  # what follows on a name makes it that of another sub-group, or of another issue


class Stretch(Struct, frozen=True):
    """From when to when (ISO 8601) a file's return was in force for a sub-group."""

    sub_group: str
    start: str
    end: str

    def holds(self, event: Event) -> bool:
        """Whether an event happened meanwhile."""
        return self.start <= event.at <= self.end


class Removal(Struct, frozen=True):
    """What was taken away; files of ours that somebody edited, and received files, that may hold the same and stay."""

    gone: tuple[Path, ...] = ()
    edited: tuple[Path, ...] = ()
    also: tuple[str, ...] = ()

    def __add__(self, other: Removal) -> Removal:
        return Removal((*self.gone, *other.gone), (*self.edited, *other.edited), (*self.also, *other.also))


def finish_removals(context: Context) -> None:
    """Finish what a run that was cut short began to take away."""
    for event in tuple(context.state.removed.values()):
        if not event.about and event.what != DONE:
            take_away(context, event)


def take_away(context: Context, event: Event) -> Removal:
    """Take away everything of the file that a 'removed' event names, and record that it is done.

    Raises:
        HeldOpenError: a file is open in another program; what is left is taken away by the next run.
    """
    folder, file, events = context.period_folder, event.sha256, context.period_folder.events()
    stretches = in_force_then(events, file)
    gone = [*_remove_all((folder.page,)), *_holding(folder.inbox, file), *folder.remove_received(file)]
    gone += _made_of(folder.returns.folder / REPLACED, file)
    asked = [each for each in events if each.event == "queried" and each.about == file]
    for query in asked:
        gone += [*_sent(folder, query), *_named(folder.queries, query.file)]
    removal = Removal(tuple(gone), also=_answering(events, asked, folder.period))
    for other in _printing(context.root, folder.period):
        removal += _papers(other, file, stretches)
        removal += _records_of_drafts(other, stretches)
    for later in _printing(context.root, folder.period)[1:]:
        removal += _carried(context, later, event, stretches)
    context.record(replace(event, at=context.time, what=DONE))
    return removal


def in_force_then(events: Iterable[Event], file: str) -> tuple[Stretch, ...]:
    """When the return of a file, by its SHA-256, was in force."""
    in_force = [event for event in events if event.event == "in-force"]
    stretches = []
    for number, event in enumerate(in_force):
        if event.sha256 == file:
            after = (other.at for other in in_force[number:] if other.sub_group == event.sub_group and other.sha256 != file)
            stretches.append(Stretch(event.sub_group, event.at, next(after, _FOR_EVER)))
    return tuple(stretches)


def editions_of(root: Folder, period: Period, file: str) -> tuple[str, ...]:
    """The editions, and drafts that were sent, that a file's return went into, or that tell what changed since one of these: in words.

    Raises:
        RecordError: the record of one is not as it was written.
    """
    return tuple(words for folder in _printing(root, period) for words in _editions_in(Editions(folder), file))


def _editions_in(editions: Editions, file: str) -> Iterator[str]:
    for profile, paper in sorted(editions.papers().items()):
        words, is_told_of = paper_words(editions.period, profile), False
        for number in sorted(paper.editions):
            edition = editions.read(profile, number)
            is_made_of_it = file in edition.returns.values()
            if is_made_of_it or (is_told_of and edition.changes):
                yield f"edition {number} of {words}{', withdrawn' if number in paper.withdrawn else ''}"
            is_told_of = is_told_of or is_made_of_it
        for number, draft in enumerate(editions.sent_drafts(profile), start=1):
            if file in draft.returns.values():
                yield f"draft {number} of {words} that was sent"


def _made_meanwhile(events: tuple[Event, ...], file: str, stretches: tuple[Stretch, ...]) -> list[Event]:
    """The papers made while the return of a file was in force: in its own period by the order of events, whatever the clock said then."""
    in_force: dict[str, str] = {}
    made = []
    is_own = any(event.event == "in-force" and event.sha256 == file for event in events)
    for event in events:
        if event.event == "in-force":
            in_force[event.sub_group] = event.sha256
        elif event.event == "assembled" and (file in in_force.values() if is_own else any(each.holds(event) for each in stretches)):
            made.append(event)
    return made


def _printing(root: Folder, period: Period) -> tuple[PeriodFolder, ...]:
    """The folders of a period and of those after it that carry or print its answers: of this year, and of the next."""
    known = (parse_period(name) for name in root.periods())
    later = (other for other in known if (other.year == period.year and other > period) or year_before(other.year) == period.year)
    return (root.period(period), *(root.period(other) for other in later))


def _papers(folder: PeriodFolder, file: str, stretches: tuple[Stretch, ...]) -> Removal:
    """Drafts made while it was in force, exempt ones too; those that somebody edited since are told."""
    made = _made_meanwhile(folder.events(), file, stretches)
    hashes, names = {event.sha256 for event in made}, {event.file for event in made}
    known = {event.sha256 for event in folder.events() if event.event == "assembled"}
    files = [(path, _digest(path)) for path in _files(folder.papers)] if made else []
    gone = tuple(path for path, digest in files if digest in hashes)
    _remove_all(gone)
    return Removal(gone, tuple(path for path, digest in files if path.name in names and digest not in known))


def _records_of_drafts(folder: PeriodFolder, stretches: tuple[Stretch, ...]) -> Removal:
    """The records of the last drafts, and copies of them: made of it, or telling what changed since one that was. The next draft does
    without. With them what was proved of suppressed numbers, and the pages of evidence, both made again of what is kept."""
    records = (f"{paper_folder('')}*/{Path(DRAFT).stem}*.json", f"{Path(PROOFS).stem}*.json")
    kept = [path for name in records for path in sorted(folder.editions.glob(name))]
    return Removal(_remove_all((*kept, *sorted(folder.evidence.glob("*.html")))) if stretches else ())


def _carried(context: Context, folder: PeriodFolder, event: Event, stretches: tuple[Stretch, ...]) -> Removal:
    """Workbooks of a later period that were issued with what it said, drafts that they go with, and the page that may tell of it."""
    if not stretches:
        return Removal()
    with folder.locked(context.settings.folder.shared):
        gone = list(_remove_all((folder.page,)))
        events, removed = folder.events(), folder.state().removed
        issued = [each for each in events if each.event == "issued" and each.prefill and _is_made_of(each, stretches)]
        for workbook in issued:
            if workbook.sha256 not in removed:
                about = replace(event, at=context.time, file=workbook.file, sha256=workbook.sha256, sub_group=workbook.sub_group)
                folder.record(replace(about, about=event.sha256, what=DONE))
            gone += [*_sent(folder, workbook), *_named(folder.issued, workbook.file)]
        begins = {stretch.sub_group: stretch.start for stretch in reversed(stretches)}
        for draft in events:
            if draft.event == "drafted" and draft.at >= begins.get(draft.sub_group, _FOR_EVER):
                gone += _named(folder.queries, draft.file)
    return Removal(tuple(gone), also=_answering(events, issued, folder.period))


def _is_made_of(issued: Event, stretches: tuple[Stretch, ...]) -> bool:
    return any(stretch.sub_group == issued.sub_group and stretch.holds(issued) for stretch in stretches)


def _answering(events: Iterable[Event], sent: Iterable[Event], period: Period) -> tuple[str, ...]:
    """The files received that came in workbooks which went out with what is taken away."""
    numbers = {(event.sub_group, event.issue) for event in sent}
    came = (event for event in events if event.event in ("in-force", "held", "refused") and (event.sub_group, event.issue) in numbers)
    return tuple(dict.fromkeys(f"{event.file} ({period}, {event.sha256[:12]})" for event in came))


def _sent(folder: PeriodFolder, event: Event) -> Iterator[Path]:
    """Remove the copy of a workbook that was sent, and what it was issued with."""
    yield from folder.sent.remove(event.sha256)
    if event.prefill:
        yield from folder.prefills.remove(event.prefill)


def _holding(inbox: Path, file: str) -> tuple[Path, ...]:
    """Remove the copies of the file that lie in the inbox."""
    return _remove_all(path for path in _files(inbox) if _digest(path) == file)


def _made_of(replaced: Path, file: str) -> tuple[Path, ...]:
    """Remove the returns, replaced since, whose answers came from the file: their sources name it."""
    return _remove_all(path for path in _files(replaced) if file.encode() in (read_if_there(path, is_ours=True) or b""))


def _named(folder: Path, name: str) -> tuple[Path, ...]:
    """Remove what was made under that name within a folder, edited or not, and copies: 'NAME.eml', 'NAME (2).eml', 'NAME-LAPTOP.eml'."""
    stem = Path(name).stem
    return _remove_all(path for path in _files(folder) if re.match(re.escape(stem) + _NO_OTHER, path.name))


def _remove_all(paths: Iterable[Path]) -> tuple[Path, ...]:
    there = tuple(path for path in paths if path.exists())
    for path in there:
        remove(path)
    return there


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) if folder.is_dir() else []


def _digest(path: Path) -> str:
    try:
        return digest_and_size(path)[0]
    except UnreadableError:
        return ""
