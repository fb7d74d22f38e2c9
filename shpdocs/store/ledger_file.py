"""The file of a ledger and that of its head: read only if they are as they were written, and added to."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from shpdocs.model.errors import FolderError, RecordError, RecordFault
from shpdocs.model.ledger import Event, Head
from shpdocs.store.chain import LONGEST_LINE, PUT_BACK, USE_NEWER, Chain
from shpdocs.store.disk import TooLargeError, append, is_plain_file, open_file, read_if_there, sha256, write_atomically
from shpdocs.store.ledger import now
from shpdocs.store.records import LEDGER_FORMAT, event_line, format_of, head_bytes, head_from
from shpdocs.store.sync_copies import copies_beside

LEDGER, HEAD, TORN = "ledger.jsonl", "ledger.head", "ledger.torn"
_MOST_FAULTS = 20  # named of one ledger
_LARGEST_HEAD = 10_000  # bytes
_HASH = "[0-9a-f]" * 64
_WITH_A_LEDGER = (
    f"sent/{_HASH}.xlsx",
    f"received/{_HASH}.*",
    "returns/*.json",
    "editions/*/*/edition.json",
)  # none of these is there before the ledger is begun
_MAKE_READABLE = "Check that you may read it, that no other program holds it, and that it is on this computer, not in the cloud alone."
_GARBLED = "it is not as shpdocs wrote it, and cannot be read."
_ANEW = "It may wait to be synced, or have another name. If it cannot be restored, docs/reliability.md says how to begin it anew."
_FIND_OUT = "Find out which is the right one (the last line of each says when it ends), and move the other out of the folder."


class Ledger:
    """An append-only file of events, one a line, each chained to the one before; and beside it its head: how far it goes.

    It remembers what it has read and found right. The head is written before the first line is, and after whatever is added, so
    that the ledger may go further than its head, but never less far. `folder` is the period's, `shown` what people know it as.
    """

    def __init__(self, folder: Path, shown: str) -> None:
        self._folder, self._shown = folder, shown
        self.path, self._head_path, self._torn_path = folder / LEDGER, folder / HEAD, folder / TORN
        self._chain = Chain(self._name(LEDGER), folder.name)
        self._known = Head()  # how far it was read and found right
        self._head_there: Head | None = None  # on the disk, as it was last read or written

    def events(self) -> tuple[Event, ...]:
        """Every event in order; only lines that are new since the last call are read.

        Raises:
            RecordError: the ledger or its head is not as it was written, or a copy of one of them lies beside it.
        """
        self._check()
        return tuple(self._chain.events)

    def head(self, leaving_out: Collection[str] = (), before: int | None = None) -> Head:
        """How far the ledger goes; or how far up to the last event that is none of those named, and stands `before` a line.

        Raises:
            RecordError: as `events`.
        """
        events = self.events()[: None if before is None else before - 1]
        numbers = range(len(events), 0, -1)
        return self._chain.head(next((number for number in numbers if events[number - 1].event not in leaving_out), 0))

    def torn_bytes(self) -> int:
        """How many bytes stand behind the last line's end: a run that was cut short began a line.

        Raises:
            RecordError: as `events`.
        """
        self._check()
        return len(self._tail())

    def faults_of_head(self, head: Head, file: str) -> tuple[RecordFault, ...]:
        """What is wrong if another file (named as people know it) was made when the ledger went as far as that head.

        Raises:
            RecordError: as `events`.
        """
        self._check()
        if self._chain.holds(head):
            return ()
        what = f"{file} was made when another line {head.lines} stood here: this is an older copy, or another ledger."
        return (RecordFault(self._name(LEDGER), min(head.lines, self._chain.head().lines), what, PUT_BACK),)

    def span(self) -> tuple[Head, Head]:
        """How the ledger began (its head when it had one line), and how far it goes.

        Raises:
            RecordError: as `events`.
        """
        head = self.head()
        return self._chain.head(min(1, head.lines)), head

    def faults_of_span(self, span: tuple[Head, Head], file: str) -> tuple[RecordFault, ...]:
        """What is wrong if the ledger of a later period (named as people know it) tells of this one, as it was then.

        A ledger that was begun anew since, because nothing could be restored, is not held against it.

        Raises:
            RecordError: as `events`.
        """
        self._check()
        begun, head = span
        if not self._chain.head().lines:
            what = f"it is gone, and {file} tells of it: what was decided there holds for that period too."
            return (RecordFault(self._name(LEDGER), 0, what, f"Bring the whole folder {self._shown} back. {_ANEW}"),)
        return self.faults_of_head(head, file) if self._chain.holds(begun) else ()

    def faults(self) -> tuple[RecordFault, ...]:
        """What is wrong with the ledger, its head, and with what lies beside them: the first twenty faults.

        Twice looked at: who does not hold the period may have looked in the middle of a change.
        """
        return self._look() and self._look()

    def _look(self) -> tuple[RecordFault, ...]:
        faults = tuple(islice(self._faults(), _MOST_FAULTS))
        if faults:
            self._chain = Chain(self._name(LEDGER), self._folder.name)  # nothing of it counts
        else:
            self._known = self._chain.head()
        return faults

    def mend(self) -> None:
        """Make good what a crash left, while the period is held: begin the head, move a torn line aside, bring the head up.

        Raises:
            RecordError: as `events`; nothing is written then.
            OSError: the disk will not take it.
        """
        self._check()
        if self._head_there is None:
            self._write_head()
        self._part_torn()
        if self._head_there != self._chain.head():
            self._write_head()

    def record(self, *events: Event) -> None:
        """Add events while the period is held, on the disk before this returns.

        Raises:
            RecordError: as `events`; nothing is added then.
            OSError: the disk will not take them.
        """
        if events:
            self.mend()
            self._append(*events)

    def _append(self, *events: Event) -> None:
        before, lines = self._chain.names(), []
        for event in events:
            lines.append(event_line(event, before))
            before = sha256(lines[-1][:-1])
        if max(map(len, lines)) > LONGEST_LINE:
            raise FolderError("What is to be recorded is too long for the ledger.", "Carry fewer rows in the definition's tables.")
        append(self.path, b"".join(lines))
        faults = tuple(self._chain_faults())
        if faults:
            raise RecordError(*faults)
        self._write_head()

    def _write_head(self) -> None:
        head = self._chain.head()
        write_atomically(self._head_path, head_bytes(head))
        self._head_there = head

    def _part_torn(self) -> None:
        """Move what stands behind the last line's end to the file of torn lines, and record that.

        Whatever of that file no event tells of is recorded: a run may have been cut short in the middle of this too.
        """
        tail, kept = self._tail(), read_if_there(self._torn_path, is_ours=True) or b""
        if not tail and not kept:
            return
        recorded = min(len(kept), sum(event.size for event in self._chain.events if event.event == "torn"))
        if tail:
            rest = tail[len(kept) - recorded :] if tail.startswith(kept[recorded:]) else tail
            append(self._torn_path, rest)
            os.truncate(self.path, self._chain.end)
            kept += rest
        if len(kept) > recorded:
            self._append(Event("torn", now(), TORN, sha256(kept[recorded:]), size=len(kept) - recorded))

    def _tail(self) -> bytes:
        if not self.path.exists():
            return b""
        with open_file(self.path, is_ours=True) as stream:
            stream.seek(self._chain.end)
            return stream.read()

    def _check(self) -> None:
        faults = self.faults()
        if faults:
            raise RecordError(*faults)

    def _faults(self) -> Iterator[RecordFault]:
        try:
            for name in copies_beside(self.path, (LEDGER, HEAD, TORN)):
                yield self._fault(name, "it seems to be a copy of the ledger that a sync program, or somebody, left beside it.", _FIND_OUT)
            for path in (self._head_path, self.path, self._torn_path):
                if os.path.lexists(path) and not is_plain_file(path):
                    yield self._fault(path.name, "it is no file, but a folder, a link or something else.", f"Move it away. {PUT_BACK}")
                    return
            yield from self._faults_of_files()
        except OSError:
            yield self._fault(LEDGER, "the disk will not give it, or ledger.head.", _MAKE_READABLE)

    def _faults_of_files(self) -> Iterator[RecordFault]:
        try:
            self._head_there = self._read_head()  # before the ledger, which may grow meanwhile
            if self._head_there is None and self.path.exists():
                self._head_there = self._read_head()  # another run has just begun the two
        except RecordError as error:
            yield from error.faults
            return
        if self.path.exists():
            yield from self._chain_faults()
        elif self._head_there is not None and self._head_there.lines:
            yield self._fault(LEDGER, f"it is gone, and ledger.head says that it had {self._head_there.lines} lines.")
        elif self._head_there is None:
            folders = [pattern.partition("/")[0] for pattern in _WITH_A_LEDGER if any(self._folder.glob(pattern))]
            if folders:
                yield self._fault(LEDGER, f"it is gone, and so is ledger.head, though there are files in {' and '.join(folders)}.")
            elif self._known.lines:
                yield self._fault(LEDGER, "it is gone, and so is ledger.head, while shpdocs was at work.")

    def _chain_faults(self) -> Iterator[RecordFault]:
        """What is wrong with the lines that are new, and whether the ledger goes as far as its head says."""
        is_sound = True
        with open_file(self.path, is_ours=True) as stream:
            for fault in self._chain.read_on(stream):
                is_sound = False
                yield fault
            is_shorter = os.fstat(stream.fileno()).st_size < self._chain.end
        head, lines = self._head_there, self._chain.head().lines
        if head is None and not self._chain.is_of_another_format:
            yield self._fault(HEAD, "it is gone, though there is a ledger.")
        if head is None or not is_sound:
            return
        if head.lines > lines:
            what = f"it ends after line {lines}, and ledger.head says that it has {head.lines}: lines are missing, or it is an older copy."
            yield self._fault(LEDGER, what)
        elif not self._chain.holds(head):
            yield self._fault(LEDGER, "it is not the line that ledger.head names: it was changed, or is of another copy.", line=head.lines)
        elif is_shorter or not self._chain.holds(self._known):
            yield self._fault(LEDGER, "it was changed, or an older copy was put in its place, while shpdocs was at work.")

    def _read_head(self) -> Head | None:
        """The head on the disk, None if there is none.

        Raises:
            RecordError: it is not as it was written.
        """
        try:
            content = read_if_there(self._head_path, _LARGEST_HEAD, is_ours=True)
        except TooLargeError:
            raise RecordError(self._fault(HEAD, _GARBLED)) from None
        if content is None:
            return None
        if (format_of(content) or 0) > LEDGER_FORMAT:
            raise RecordError(self._fault(HEAD, "it was written by a newer shpdocs.", USE_NEWER))
        try:
            return head_from(content)
        except (ValueError, RecursionError):
            raise RecordError(self._fault(HEAD, _GARBLED)) from None

    def _fault(self, file: str, what: str, remedy: str = PUT_BACK, line: int = 0) -> RecordFault:
        return RecordFault(self._name(file), line, what, remedy)

    def _name(self, file: str) -> str:
        return f"{self._shown}/{file}"
