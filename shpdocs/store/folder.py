"""The partnership folder: where each thing stands in it, how a period is locked, and what is kept of received files and returns."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec import Struct
from msgspec.structs import replace

from shpdocs.model.collection import Judgement
from shpdocs.model.errors import FolderError, RecordError, RecordFault, UsageError, did_you_mean
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period, parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import Return
from shpdocs.store.disk import (
    clear_unfinished,
    make_folder_for,
    open_to_append,
    read_file,
    remove,
    sha256,
    write_atomically,
)
from shpdocs.store.earlier import earlier_faults, with_earlier
from shpdocs.store.edition_places import settle
from shpdocs.store.kept_files import CONDITION_WORDS, KeptFiles
from shpdocs.store.ledger import LedgerState, ledger_state
from shpdocs.store.ledger_file import Ledger
from shpdocs.store.records import judgement_bytes, judgement_from, prefill_bytes, prefill_from
from shpdocs.store.return_files import ReturnFiles

SETTINGS = "shpdocs.toml"
TEMPLATES = "workbook_templates"
LIBRARY = "measures"
PROFILE = "paper.toml"
HOUSE_STYLE = "house-style.docx"


class Folder(Struct, frozen=True, dict=True):
    """One partnership's folder."""

    root: Path

    @cached_property
    def _periods(self) -> dict[Period, PeriodFolder]:
        """The periods that were looked at: each reads its ledger once, and then what is new."""
        return {}

    def earlier_returns(self, period: Period, sub_group: str) -> dict[str, Return]:
        """The returns in force of the quarters before this one in the same year, by quarter ('Q1')."""
        in_force = {quarter: self.period(Period(period.year, quarter)).read_return(sub_group) for quarter in period.earlier_quarters}
        return {quarter: return_ for quarter, return_ in in_force.items() if return_}

    def period(self, period: Period) -> PeriodFolder:
        """What belongs to one period."""
        if period not in self._periods:
            self._periods[period] = PeriodFolder(self.root / "output" / str(period), period, self)
        return self._periods[period]

    def read_sent(self, period: str, file: str) -> bytes | None:
        """The bytes of a workbook as it was sent in a period, by its SHA-256; None if they are not there, or are others now."""
        return self.period(parse_period(period)).sent.read(file) if file else None

    def issued_with(self, period: str, sent: Event | None) -> Prefill:
        """What a workbook of a period was issued with, by the event of its sending; nothing if there is none.

        Raises:
            RecordError: the file that says so is gone or spoiled.
        """
        return self.period(parse_period(period)).issued_with(sent)

    def periods(self) -> tuple[str, ...]:
        """The periods that have a folder of output, in order."""
        names = (path.name for path in (self.root / "output").glob("20[0-9][0-9]-[0-9][0-9]-Q[1-4]") if path.is_dir())
        return tuple(sorted(names))

    def years(self) -> tuple[str, ...]:
        """The financial years that have definitions, in order."""
        return tuple(sorted(path.name for path in (self.root / TEMPLATES).glob("20[0-9][0-9]-[0-9][0-9]") if path.is_dir()))

    def templates(self, year: str) -> Path:
        """Where a year's definitions and profile stand."""
        return self.root / TEMPLATES / year

    @property
    def library(self) -> Path:
        """Where the library of measures stands, from which the definitions of all years may take."""
        return self.root / TEMPLATES / LIBRARY

    def sub_groups(self, year: str) -> tuple[str, ...]:
        """The sub-groups that have a definition for that year, by file name; nothing is read.

        Raises:
            FolderError: there is none.
        """
        names = self._defined(year)
        if not names:
            years = ", ".join(self.years()) or "none"
            raise FolderError(
                f"There are no definitions for {year} in this folder (there are: {years}).",
                f"Name another period, or add {TEMPLATES}/{year} with a definition for each sub-group.{did_you_mean(year, self.years())}",
            )
        return names

    def has_definitions(self, year: str) -> bool:
        """Whether there is a definition for that year; nothing is read."""
        return bool(self._defined(year))

    def _defined(self, year: str) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in self.templates(year).glob("*.toml") if not _is_profile(path.name)))

    def profiles(self, year: str) -> tuple[str, ...]:
        """The names of that year's profiles, in order: '' for paper.toml, 'short' for paper-short.toml; nothing is read."""
        names = sorted(path.name for path in self.templates(year).glob("*.toml") if _is_profile(path.name))
        return tuple(sorted(name.removesuffix(".toml").removeprefix("paper").removeprefix("-") for name in names))


def profile_file(name: str) -> str:
    """The file of a year's profile: paper.toml, or paper-NAME.toml for one with a name."""
    return f"paper-{name}.toml" if name else PROFILE


def _is_profile(name: str) -> bool:
    """Whether a file of definitions holds a profile: 'paper-' begins no sub-group's name."""
    return name == PROFILE or name.startswith("paper-")


def open_folder(path: Path) -> Folder:
    """Return the partnership folder at `path`.

    Raises:
        FolderError: there is no such folder, or it holds no shpdocs.toml.
    """
    if not path.is_dir():
        raise FolderError(f"The folder '{path.name}' does not exist.", "Make one with: shpdocs init DIR")
    if not os.path.lexists(path / SETTINGS):
        name = f"'{path.name}'" if path.name else "This"
        raise FolderError(
            f"{name} is not a partnership folder: it has no {SETTINGS}.", "Name one with --folder DIR, or make one with: shpdocs init DIR"
        )
    return Folder(path)


class PeriodFolder:
    """One period's folder: issued, sent, inbox, received, returns, papers and ledger."""

    def __init__(self, root: Path, period: Period, folder: Folder | None = None) -> None:
        self._folder = folder
        self.root = root
        self.period = period
        self.issued = root / "issued"  # workbooks to send out
        self.inbox = root / "inbox"  # where the officer drops what comes back
        self.received = KeptFiles(root / "received")  # every file that came
        self.sent = KeptFiles(root / "sent")  # every workbook that went out, before anybody could type into it
        self.judgements = self.received.folder / "judgements"  # on files received: they save time, and decide nothing
        self.prefills = KeptFiles(root / "prefilled", ".json")  # what each of the workbooks sent was issued with
        self.queries = root / "queries"  # workbooks to send back, and e-mail drafts
        self.papers = root / "papers"  # drafts, where people edit them
        self.published = root / "published"  # editions, by paper and number: only what may be public
        self.board = root / "board"  # editions that only the board may read, the same way
        self.editions = root / "editions"  # the private record of each
        self.appendices = KeptFiles(root / "editions" / "appendices", ".docx")  # as they were given
        self.evidence = root / "evidence"  # pages on where what papers print comes from, for the officers alone
        self.page = root / "collection.html"  # says where the period stands
        self.working = root / ".working"  # for work that is thrown away: what LibreOffice makes a PDF in
        self.ledger_file = Ledger(root, f"output/{period}")  # the append-only record of what happened, and its head
        self.ledger = self.ledger_file.path
        self.returns = ReturnFiles(root / "returns", period, self.ledger_file)

    def shown(self, path: Path) -> str:
        """A path of this period's as people know it: from the partnership folder."""
        return f"output/{self.period}/{path.relative_to(self.root).as_posix()}"

    def keep_prefill(self, prefill: Prefill) -> str:
        """Keep what a workbook is issued with, before it is; return the SHA-256 of its file, '' if it is issued with nothing."""
        if not any((prefill.cells, prefill.origins, prefill.ranges, prefill.corrected, prefill.before)):
            return ""
        content = prefill_bytes(prefill)
        self.prefills.keep_bytes(content)
        return sha256(content)

    def issued_with(self, sent: Event | None) -> Prefill:
        """What a workbook was issued with, by the event of its sending; raises RecordError as `Folder.issued_with`."""
        if sent is None or not sent.prefill:
            return Prefill(sent=sent.sha256, unprinted=sent.unprinted) if sent else Prefill()
        content = self.prefills.read(sent.prefill)
        try:
            if content is None:
                raise ValueError
            return replace(prefill_from(content), sent=sent.sha256, unprinted=sent.unprinted)
        except ValueError:
            what = f"it is gone or spoiled, and says what '{sent.file}' was issued with."
            remedy = "Bring it back from a copy: without it nobody can tell what a lead entered from what stood there."
            raise RecordError(RecordFault(f"output/{self.period}/prefilled/{sent.prefill}.json", 0, what, remedy)) from None

    def read_return(self, sub_group: str) -> Return | None:
        """The return in force, or None.

        Raises:
            RecordError: the file is not the one that the ledger says is in force, or the ledger is not as it was written.
        """
        return self.returns.read(sub_group)

    def received_fault(self, file: str, name: str) -> RecordFault | None:
        """Why a file received is no longer kept, by its SHA-256 and the name that it came under; None if it is."""
        condition = self.received.condition(file)
        if condition == "kept":
            return None
        remedy = f"Bring it back from a copy; or put the workbook into the inbox again, then: shpdocs collect {self.period}"
        return RecordFault(self.shown(self.received.place(file)), 0, f"{CONDITION_WORDS[condition]} It was '{name}'.", remedy)

    def remove_received(self, file: str) -> tuple[Path, ...]:
        """Remove a file that was received, by its SHA-256, with the judgement on it; return what is gone."""
        judgement = self._judgement(file)
        is_judged = judgement.is_file()
        remove(judgement)
        return (*self.received.remove(file), *((judgement,) if is_judged else ()))

    def keep_judgement(self, judgement: Judgement, grounds: str) -> None:
        """Keep the judgement on a received file, beside it; if that fails, the file is only judged again."""
        with suppress(OSError, ValueError):
            write_atomically(self._judgement(judgement.sha256), judgement_bytes(judgement, grounds), is_lasting=False)

    def read_judgement(self, file: str) -> tuple[Judgement, str] | None:
        """The judgement on a received file, by its SHA-256, and the fingerprint of its grounds; None if none is there whole."""
        try:
            return judgement_from(read_file(self._judgement(file), is_ours=True))
        except (OSError, ValueError, RecursionError):
            return None

    def _judgement(self, file: str) -> Path:
        return self.judgements / f"{file}.json"

    def events(self) -> tuple[Event, ...]:
        """Every event of the ledger in order.

        Raises:
            RecordError: the ledger or its head is not as it was written, or a copy of one of them lies beside it.
        """
        return self.ledger_file.events()

    def state(self) -> LedgerState:
        """What the events of the ledger come to.

        Raises:
            RecordError: as `events`.
        """
        return ledger_state(self.events())

    def earlier_faults(self) -> Iterator[RecordFault]:
        """Yield what is wrong with the ledgers of the periods before that its paper tells of, by what its own ledger says of them.

        Raises:
            RecordError: as `events`, of its ledger or one of theirs.
        """
        return earlier_faults(self.events(), self._earlier_ledgers(), self.shown(self.ledger))

    def _earlier_ledgers(self) -> dict[str, Ledger]:
        return {str(before): self._folder.period(before).ledger_file for before in self.period.told_of} if self._folder else {}

    def record(self, *events: Event) -> None:
        """Add events to the ledger while the period is held, on the disk before this returns.

        Raises:
            RecordError: as `events`; nothing is added then.
        """
        self.ledger_file.record(*with_earlier(events, self.events(), self._earlier_ledgers()))

    @contextmanager
    def locked(self, is_shared: bool = False) -> Iterator[None]:
        """Hold the period while it is changed, so that two runs at once wait for each other. What a killed run left is cleared,
        and an edition that it had recorded is put in its place.

        The folders are for their owner's eyes from now on, or for those of the group too if they are shared.

        Raises:
            FolderError: another run has held it for a minute, a folder within it is a link that leads out, or a file of an edition
                that is to be put in its place is open in another program.
            RecordError: its ledger is not as it was written.
        """
        for folder in (self.root.parent, self.root):
            make_folder_for(folder, is_shared=is_shared)
        lock = self.root / ".lock"
        open_to_append(lock).close()  # made so, it is for the same eyes as all the rest
        try:
            with FileLock(lock, timeout=60):
                self.ledger_file.mend()
                clear_unfinished(self.root, self.working, self.inbox)
                if self.editions.is_dir():
                    settle(self.root, self.state().papers)
                for folder in self.root.iterdir():
                    if folder.is_dir() and not folder.is_symlink():
                        make_folder_for(folder, is_shared=is_shared)
                yield
        except Timeout:
            raise FolderError(f"Another run is at work on {self.period}.", "Wait until it has ended, then try again.") from None


def check_sub_group(sub_group: str, names: tuple[str, ...]) -> None:
    """Make sure that a sub-group is one of those named.

    Raises:
        UsageError: it is none of them; the remedy names those there are, and the nearest.
    """
    if sub_group not in names:
        raise UsageError(f"There is no sub-group '{sub_group}'.", f"There are: {', '.join(names)}.{did_you_mean(sub_group, names)}")
