"""The chain of a ledger's lines: each names the SHA-256 of the line before, so that a line changed, lost, repeated or moved is seen."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO

from shpdocs.model.errors import RecordFault
from shpdocs.model.ledger import Event, Head
from shpdocs.store.disk import sha256
from shpdocs.store.records import LEDGER_FORMAT, event_from, format_of

LONGEST_LINE = 64_000_000  # bytes; the longest that is ever written holds what a workbook of 20,000 rows was issued with
PUT_BACK = (
    "Put both ledger.jsonl and ledger.head of that folder back, as they were together last, from the drive's version history or a backup; "
    "where there is none, docs/reliability.md says what to do."
)
USE_NEWER = "Use that version, or a newer one."
_BRING_OWN = "Bring the period's own folder back, whole, from the drive's version history or a backup."
_PERIOD = re.compile(r"20\d\d-\d\d-Q[1-4]")
_USE_OLDER = "End the period with the version that wrote it, or move the period's folder out of the way and issue anew."


class Chain:
    """The lines of a ledger that were read and found right: their events, their hashes, and where they end, in bytes.

    `start` is what the first line names in place of a line before: the period.
    """

    def __init__(self, file: str, start: str) -> None:
        self.file, self.start = file, start
        self.events: list[Event] = []
        self.end = 0
        self.is_of_another_format = False  # whether reading ended at a line of an older or newer shpdocs
        self._hashes: list[str] = []

    def head(self, lines: int | None = None) -> Head:
        """How far the chain goes, or how far it did when it had so many lines."""
        count = len(self._hashes) if lines is None else lines
        return Head(count, self._hashes[count - 1] if count else "")

    def names(self) -> str:
        """What the next line names as the one before: its SHA-256, or what the first line names."""
        return self.head().sha256 or self.start

    def holds(self, head: Head) -> bool:
        """Whether the chain has grown from that head: it has as many lines, and the same one there."""
        return 0 <= head.lines <= len(self._hashes) and self.head(head.lines) == head

    def read_on(self, stream: BinaryIO) -> Iterator[RecordFault]:
        """Read the lines that are new, and yield what is wrong with them. A last line that does not end is none yet."""
        stream.seek(self.end)
        is_sound = True  # whether the line before was an event: if not, it is no news that the next does not follow on it
        while line := stream.readline(LONGEST_LINE + 1):
            number = len(self._hashes) + 1
            if not line.endswith(b"\n"):
                if len(line) > LONGEST_LINE:
                    yield self._fault(number, f"it is longer than any line of a ledger ({LONGEST_LINE:,} bytes).")
                return
            try:
                event, before = event_from(line[:-1])
            except (ValueError, RecursionError):
                yield self._unreadable(number, line)
                self.is_of_another_format = format_of(line) not in (None, LEDGER_FORMAT)
                if self.is_of_another_format or _is_resaved(line):  # so is every line after it
                    return
                is_sound = False
            else:
                if is_sound and before != self.names():
                    yield self._gap(number, before)
                self.events.append(event)
                is_sound = True
            self._hashes.append(sha256(line[:-1]))
            self.end += len(line)

    def _unreadable(self, number: int, line: bytes) -> RecordFault:
        kind = format_of(line)
        if kind == 0:
            return self._fault(number, "it was written by an older shpdocs, whose ledger was no chain.", _USE_OLDER)
        if kind is not None and kind > LEDGER_FORMAT:
            return self._fault(number, f"it was written by a newer shpdocs (format {kind}).", USE_NEWER)
        if _is_resaved(line):
            return self._fault(
                number, "the file was saved by another program, such as a text editor, which changed how its lines begin or end."
            )
        return self._fault(number, "it is not as shpdocs wrote it, and cannot be read." if line.strip() else "it is an empty line.")

    def _gap(self, number: int, before: str) -> RecordFault:
        if number == 1 and _PERIOD.fullmatch(before):
            return self._fault(1, f"it begins the ledger of {before}: another period's records lie here.", _BRING_OWN)
        if number == 1:
            return self._fault(1, "it is not the first line of a ledger: what stood before it is missing.")
        what = f"it does not follow on line {number - 1}: one of the two was changed, or lines are missing, moved or there twice."
        return self._fault(number, what)

    def _fault(self, line: int, what: str, remedy: str = PUT_BACK) -> RecordFault:
        return RecordFault(self.file, line, what, remedy)


def _is_resaved(line: bytes) -> bool:
    """Whether a line begins or ends as editors on Windows have it, and the program never does."""
    return line.startswith(BOM_UTF8) or line.endswith(b"\r\n")
