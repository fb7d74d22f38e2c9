"""The returns in force of a period, as files: each just the one that the ledger says is in force, byte for byte, or it is not given.

What comes into force is recorded, by the hash of its file, before the file is written. A run that was cut short in between, an
edited return, an older one put back: the file is not the one that was recorded, and nothing is made of it until it is mended.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from shpdocs.model.errors import RecordError, RecordFault
from shpdocs.model.ledger import OUTCOMES, Event, Head
from shpdocs.model.period import Period
from shpdocs.model.returns import Return
from shpdocs.model.settings import MB
from shpdocs.store.disk import (
    NoFileError,
    UnreadableError,
    copy_file,
    digest_and_size,
    file_beside,
    is_plain_file,
    move_aside,
    put_in_place,
    read_file,
    read_if_there,
    remove,
    sha256,
    write_atomically,
)
from shpdocs.store.ledger_file import Ledger
from shpdocs.store.records import head_of_return, return_from

REPLACED = "replaced"  # the folder, among the returns, of what was in force before
_LARGEST = 500 * MB  # bytes of a return's file


class ReturnFiles:
    """The folder of a period's returns in force. What the ledger says of them is read on, never anew."""

    def __init__(self, folder: Path, period: Period, ledger: Ledger) -> None:
        self.folder, self._period, self._ledger = folder, period, ledger
        self._in_force: dict[str, tuple[int, Event]] = {}  # by sub-group, with the number of its line
        self._lines = 0

    def path(self, sub_group: str) -> Path:
        """Where the return in force of that sub-group stands."""
        return self.folder / f"{sub_group}.json"

    def in_force(self) -> Mapping[str, Event]:
        """What the ledger says is in force, by sub-group.

        Raises:
            RecordError: the ledger is not as it was written.
        """
        return {sub_group: event for sub_group, (_, event) in self._recorded().items()}

    def _recorded(self) -> Mapping[str, tuple[int, Event]]:
        events = self._ledger.events()
        for line, event in enumerate(events[self._lines :], start=self._lines + 1):
            if event.event == "in-force":
                self._in_force[event.sub_group] = (line, event)
        self._lines = len(events)
        return self._in_force

    def read(self, sub_group: str) -> Return | None:
        """The return in force, None if there is none.

        Raises:
            RecordError: the file is not the one that was recorded, is gone, or nothing was recorded of it; or the ledger is not as
                it was written, or does not go as far as when the return was made.
        """
        content = self.content(sub_group)
        if content is None:
            return None
        try:
            return_, head = return_from(content)
        except (ValueError, RecursionError):
            raise RecordError(self._fault(sub_group, "it is no return that this shpdocs can read.")) from None
        if (return_.stamp.sub_group, return_.stamp.period) != (sub_group, str(self._period)):
            raise RecordError(self._fault(sub_group, f"it is the return of {return_.stamp.sub_group} for {return_.stamp.period}."))
        faults = self._ledger.faults_of_head(head, self._name(sub_group))
        if faults:
            raise RecordError(*faults)
        return return_

    def read_replaced(self, event: Event) -> Return | None:
        """A return that was in force before, by the event that put it in force; None if it is not kept any more as it was then."""
        content = self._kept(self._replaced(event.sub_group, event.return_sha256), event)
        with suppress(ValueError, RecursionError):
            return return_from(content)[0] if content is not None else None
        return None

    def made_of(self, sub_group: str, file: str, at: str) -> bytes | None:
        """The return that was in force at a time (ISO 8601), made of the file received of that SHA-256; None if it is not kept any more.

        Of a file whose return came into force more than once, under another definition say, it is the last by then.

        Raises:
            RecordError: the ledger is not as it was written.
        """
        events = [event for event in self._ledger.events() if (event.event, event.sub_group, event.sha256) == ("in-force", sub_group, file)]
        event = next((event for event in reversed(events) if event.at <= at), events[0] if events else None)
        if event is None:
            return None
        paths = (self.path(sub_group), self._replaced(sub_group, event.return_sha256))
        return next((content for path in paths if (content := self._kept(path, event)) is not None), None)

    def _kept(self, path: Path, event: Event) -> bytes | None:
        """What a file holds, if that is the return that an event put in force."""
        content = self._read_if_usable(path)
        return content if content is not None and sha256(content) == event.return_sha256 else None

    def _read_if_usable(self, path: Path) -> bytes | None:
        with suppress(NoFileError, UnreadableError):
            return read_if_there(path, _LARGEST, is_ours=True)
        return None

    def _replaced(self, sub_group: str, digest: str) -> Path:
        """Where a return is kept that was in force before, by the hash of its file."""
        return self.folder / REPLACED / f"{sub_group}.{digest[:16]}.json"

    def content(self, sub_group: str) -> bytes | None:
        """The file of the return in force as it was recorded, None if there is none.

        Raises:
            RecordError: the file is not the one that was recorded, is gone, or nothing was recorded of it; or the ledger is not as
                it was written.
        """
        content, fault = self._content_and_fault(sub_group)
        if fault:
            raise RecordError(fault)
        return content

    def fault(self, sub_group: str) -> RecordFault | None:
        """Why the file is not the one that the ledger says is in force; None if it is, or if none is in force and none there.

        Raises:
            RecordError: the ledger is not as it was written.
        """
        return self._content_and_fault(sub_group)[1]

    def _content_and_fault(self, sub_group: str) -> tuple[bytes | None, RecordFault | None]:
        """The file of a return, None if none is there; and why it is not the one that the ledger says is in force."""
        _, event = self._recorded().get(sub_group, (0, None))
        try:
            content = read_if_there(self.path(sub_group), _LARGEST, is_ours=True)
        except NoFileError:
            return None, self._fault(sub_group, "it is no file, but a folder, a link or something else.")
        except UnreadableError:
            return None, self._fault(sub_group, "the disk will not give it.")
        if content is None:
            return None, self._fault(sub_group, "it is gone, and the ledger says that it is in force.") if event else None
        if event is None:
            return content, self._fault(sub_group, "the ledger knows of no such return in force.")
        if sha256(content) != event.return_sha256:
            return content, self._fault(sub_group, "it is not the return that was put in force.")
        return content, None

    def head(self) -> Head:
        """The head of the ledger that a return put in force now holds: that of the last event that says nothing of what became of a file.

        So a return can be made again, byte for byte, after a run that was cut short.
        """
        return self._ledger.head(OUTCOMES)

    def head_when_recorded(self, sub_group: str) -> Head:
        """The head that the return in force held when it was recorded."""
        line, _ = self._recorded()[sub_group]
        return self._ledger.head(OUTCOMES, line)

    def heads(self) -> Iterator[tuple[Path, Head]]:
        """Yield every file of a return that is there, whatever it is worth, with how far the ledger went when it was made, in order."""
        for path in sorted(self.folder.glob("*.json")):
            with suppress(UnreadableError):
                head = head_of_return(read_file(path, _LARGEST, is_ours=True), str(self._period))
                if head:
                    yield path, head

    def write(self, sub_group: str, content: bytes) -> None:
        """Write a return that was recorded as in force, whole or not at all; what stood there is kept."""
        self._keep_replaced(sub_group)
        write_atomically(self.path(sub_group), content)

    def set_aside(self, sub_group: str) -> None:
        """Take a file away of which nothing is recorded; it is kept among those replaced."""
        self._keep_replaced(sub_group)
        remove(self.path(sub_group))

    def _keep_replaced(self, sub_group: str) -> None:
        path = self.path(sub_group)
        if is_plain_file(path):
            kept = self._replaced(sub_group, digest_and_size(path)[0])
            if not kept.is_file():
                with file_beside(kept) as beside:
                    copy_file(path, beside)
                    put_in_place(beside, kept)
        elif os.path.lexists(path):
            move_aside(path, self.folder / REPLACED)

    def _name(self, sub_group: str) -> str:
        return f"output/{self._period}/returns/{sub_group}.json"

    def _fault(self, sub_group: str, what: str) -> RecordFault:
        remedy = f"Run: shpdocs collect {self._period} (it is made again of the file received), or bring it back from a copy."
        return RecordFault(self._name(sub_group), 0, what, remedy)
