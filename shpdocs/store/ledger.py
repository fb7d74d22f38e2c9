"""The ledger's file: events are added at its end, and what was read of it once is not read again."""

from __future__ import annotations

import os
from pathlib import Path

from shpdocs.model.ledger import Event
from shpdocs.store.records import event_line, events_in


class Ledger:
    """An append-only file of events, one a line. It remembers what it has read: the events, and where they end, in bytes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._events: list[Event] = []
        self._end = 0

    def events(self) -> tuple[Event, ...]:
        """Every event in order; only lines that are new since the last call are read."""
        if not self.path.is_file():
            return ()
        with self.path.open("rb") as stream:
            stream.seek(self._end)
            new = stream.read()
        whole = new.rfind(b"\n") + 1
        self._events += events_in(new[:whole])
        self._end += whole
        return (*self._events, *events_in(new[whole:]))

    def record(self, *events: Event) -> None:
        """Add events, on the disk before this returns. After a line that was cut short they begin a new one."""
        if not events:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = b"".join(event_line(event) for event in events)
        with self.path.open("ab") as stream:
            if stream.tell() and not self._ends_with_newline():
                lines = b"\n" + lines
            stream.write(lines)
            stream.flush()
            os.fsync(stream.fileno())

    def _ends_with_newline(self) -> bool:
        with self.path.open("rb") as stream:
            stream.seek(-1, os.SEEK_END)
            return stream.read(1) == b"\n"
