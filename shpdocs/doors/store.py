"""The door to the partnership folder: where things stand, written atomically, and the ledger of what happened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from shpdocs.doors.stored import event_line, events_of, return_bytes, return_of
from shpdocs.words.errors import FolderError, nearest
from shpdocs.words.ledger import Event
from shpdocs.words.period import Period

if TYPE_CHECKING:
    from shpdocs.words.returns import Return

SETTINGS = "shpdocs.toml"
TEMPLATES = "workbook_templates"
PROFILE = "paper.toml"


@dataclass(frozen=True)
class Folder:
    """One partnership's folder."""

    root: Path

    def earlier_returns(self, period: Period, sub_group: str) -> dict[str, Return]:
        """The returns in force of the quarters before this one in the same year, by quarter ('Q1')."""
        found = {quarter: self.period(Period(period.year, quarter)).read_return(sub_group) for quarter in period.earlier_quarters}
        return {quarter: of for quarter, of in found.items() if of}

    def period(self, period: Period) -> PeriodFolder:
        """What belongs to one period."""
        return PeriodFolder(self.root / "output" / str(period), period)

    def years(self) -> tuple[str, ...]:
        """The financial years that have definitions, in order."""
        return tuple(sorted(path.name for path in (self.root / TEMPLATES).glob("20[0-9][0-9]-[0-9][0-9]") if path.is_dir()))

    def templates(self, year: str) -> Path:
        """Where a year's definitions and profile stand."""
        return self.root / TEMPLATES / year

    def sub_groups(self, year: str) -> tuple[str, ...]:
        """The sub-groups that have a definition for that year, by file name; nothing is read.

        Raises:
            FolderError: there is none.
        """
        found = tuple(sorted(path.stem for path in self.templates(year).glob("*.toml") if path.name != PROFILE))
        if not found:
            known = ", ".join(self.years()) or "none"
            raise FolderError(
                f"There are no definitions for {year} in this folder (there are: {known}).",
                f"Name another period, or add {TEMPLATES}/{year} with a definition for each sub-group.{nearest(year, self.years())}",
            )
        return found

    def current_period(self) -> str:
        """The period that shpdocs.toml names as the current one, '' if none; the rest of the file is not judged."""
        import tomllib

        try:
            found = tomllib.loads((self.root / SETTINGS).read_text(encoding="utf-8-sig")).get("period", "")
        except ValueError:
            return ""
        return found if isinstance(found, str) else ""


def open_folder(path: Path) -> Folder:
    """Return the partnership folder at `path`.

    Raises:
        FolderError: there is no such folder, or it holds no shpdocs.toml.
    """
    if not path.is_dir():
        raise FolderError(f"The folder '{path.name}' does not exist.", "Make one with: shpdocs init DIR")
    if not (path / SETTINGS).is_file():
        name = f"'{path.name}'" if path.name else "This"
        raise FolderError(
            f"{name} is not a partnership folder: it has no {SETTINGS}.", "Name one with --folder DIR, or make one with: shpdocs init DIR"
        )
    return Folder(path)


@dataclass
class _Known:
    """What was read of a ledger so far: its events, and where in the file they end, in bytes."""

    events: list[Event] = field(default_factory=list)
    end: int = 0


@dataclass(frozen=True)
class PeriodFolder:
    """One period's folder: issued, inbox, received, returns, papers and ledger."""

    root: Path
    period: Period
    _known: _Known = field(default_factory=_Known, init=False, repr=False, compare=False)

    @property
    def issued(self) -> Path:
        """Where workbooks to send out stand."""
        return self.root / "issued"

    @property
    def inbox(self) -> Path:
        """Where the officer drops what comes back."""
        return self.root / "inbox"

    @property
    def papers(self) -> Path:
        """Where assembled papers stand."""
        return self.root / "papers"

    @property
    def ledger(self) -> Path:
        """The append-only record of what happened."""
        return self.root / "ledger.jsonl"

    def return_file(self, sub_group: str) -> Path:
        """Where the return in force of that sub-group stands."""
        return self.root / "returns" / f"{sub_group}.json"

    def read_return(self, sub_group: str) -> Return | None:
        """The return in force, or None.

        Raises:
            FolderError: the file is there but is no return.
        """
        path = self.return_file(sub_group)
        if not path.is_file():
            return None
        try:
            of = return_of(path.read_bytes())
            if (of.stamp.sub_group, of.stamp.period) != (sub_group, str(self.period)):
                raise ValueError
            return of
        except ValueError:
            raise FolderError(
                f"The return in force {path.name} of {self.period} is damaged.",
                f"Collect the workbook again: shpdocs collect {self.period}",
            ) from None

    def write_return(self, of: Return) -> None:
        """Put a return in force, whole or not at all."""
        write_atomically(self.return_file(of.stamp.sub_group), return_bytes(of))

    def keep(self, content: bytes, suffix: str) -> str:
        """Keep a file as received, named by its SHA-256, which is returned. What is there already stays."""
        name = sha256(content)
        plain = suffix if suffix.isascii() and suffix[1:].isalnum() and len(suffix) <= 10 else ".file"
        path = self.root / "received" / f"{name}{plain}"
        if not path.is_file() or path.stat().st_size != len(content):
            write_atomically(path, content)
        return name

    def events(self) -> tuple[Event, ...]:
        """Every event of the ledger in order. A ledger only grows: of what was read before, no line is read again."""
        if not self.ledger.is_file():
            return ()
        with self.ledger.open("rb") as stream:
            stream.seek(self._known.end)
            new = stream.read()
        whole = new.rfind(b"\n") + 1
        self._known.events += events_of(new[:whole])
        self._known.end += whole
        return (*self._known.events, *events_of(new[whole:]))

    def record(self, event: Event) -> None:
        """Add an event to the ledger, on the disk before this returns."""
        self.root.mkdir(parents=True, exist_ok=True)
        line = event_line(event)
        with self.ledger.open("ab") as stream:
            if stream.tell() and not self._ends_with_newline():
                line = b"\n" + line
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())

    def _ends_with_newline(self) -> bool:
        with self.ledger.open("rb") as stream:
            stream.seek(-1, os.SEEK_END)
            return stream.read(1) == b"\n"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the period while it is changed, so that two runs at once wait for each other.

        Raises:
            FolderError: another run has held it for a minute.
        """
        from filelock import FileLock, Timeout

        self.root.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.root / ".lock", timeout=60):
                yield
        except Timeout:
            raise FolderError(f"Another run is at work on {self.period}.", "Wait until it has ended, then try again.") from None


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    import hashlib

    return hashlib.sha256(content).hexdigest()


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside, flushed to the disk, then put in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".writing-{os.getpid()}-{os.urandom(4).hex()}")
    try:
        with beside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
