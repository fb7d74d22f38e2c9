"""What is no fault, and is to be known all the same: what the next run mends by itself, and what was moved aside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from shpdocs.commands.verifying.period_records import PeriodRecords
from shpdocs.model.errors import RecordFault
from shpdocs.store.disk import UNFINISHED, is_plain_file
from shpdocs.store.editions import Editions
from shpdocs.store.kept_files import SPOILED

_BY_ITSELF = "Nothing to do: the next command that changes the period mends it."


def torn_line(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield a line of the ledger that a run which was cut short has begun."""
    if records.is_sound and records.folder.ledger_file.torn_bytes():
        shown = records.folder.shown(records.folder.ledger)
        what = "a run was cut short while it wrote this line, which counts for nothing."
        yield RecordFault(shown, len(records.events) + 1, what, _BY_ITSELF)


def spoiled_judgements(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield every judgement that is kept to save time, and is not as it was written."""
    for path in sorted(records.folder.judgements.glob("*.json")) if records.folder.judgements.is_dir() else ():
        if not is_plain_file(path) or records.folder.read_judgement(path.stem) is None:
            yield RecordFault(records.folder.shown(path), 0, "it cannot be read.", "Nothing to do: the file will be judged again.")


def spoiled_drafts(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield the record of every last draft that is not as it was written, and what is kept of one as it was printed."""
    editions = Editions(records.folder)
    for profile in editions.profiles_there():
        faults = (editions.draft_fault(profile), editions.draft_printed_fault(profile))
        yield from (fault for fault in faults if fault)


def leftovers(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield what a run that was cut short left half-written: files, and the folders in which an edition was made."""
    for folder, folders, names in os.walk(records.folder.root):
        for name in sorted([*names, *folders]):
            if name.startswith(UNFINISHED):
                shown = records.folder.shown(Path(folder, name))
                yield RecordFault(shown, 0, "a run that was cut short left it half-written.", _BY_ITSELF)
        folders[:] = [name for name in folders if not name.startswith(UNFINISHED)]


def moved_aside(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield what stood in the place of a kept file and was moved aside."""
    for kept in (records.folder.received, records.folder.sent, records.folder.appendices):
        folder = kept.folder / SPOILED
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            what = "it stood in the place of a kept file, was not that file, and was moved here."
            yield RecordFault(records.folder.shown(path), 0, what, "Find out how it came there, then delete it.")
