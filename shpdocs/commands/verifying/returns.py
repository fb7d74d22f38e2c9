"""Checks of the ledger, of the returns in force against it, and of it against what returns and drafts say of it."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.commands.copies import return_copies
from shpdocs.commands.heads import head_faults
from shpdocs.commands.verifying.period_records import PeriodRecords
from shpdocs.model.errors import RecordError, RecordFault
from shpdocs.store.disk import UNFINISHED
from shpdocs.store.return_files import REPLACED
from shpdocs.store.sync_copies import is_of_the_system


def ledger_faults(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield what is wrong with the ledger: its lines, its chain, its head, copies beside it, what returns and drafts say of it, and
    what it says of the ledgers of the periods before."""
    yield from records.folder.ledger_file.faults()
    if records.is_sound:
        yield from head_faults(records.folder)
    if records.is_sound and records.is_of_last_year:
        yield from records.folder.earlier_faults()


def return_faults(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield every return that is not the one in force, and whatever else lies among them."""
    copy_faults = tuple(return_copies(records.folder))
    yield from copy_faults
    copies = {fault.file for fault in copy_faults}
    returns = records.folder.returns
    there = [path for path in sorted(returns.folder.iterdir()) if not path.name.startswith(UNFINISHED)] if returns.folder.is_dir() else []
    for path in there:
        shown = records.folder.shown(path)
        if path.suffix != ".json" and path.name != REPLACED and shown not in copies and not is_of_the_system(path.name):
            yield RecordFault(shown, 0, "it is no return.", "Move it away.")
    names = {path.stem for path in there if path.suffix == ".json" and records.folder.shown(path) not in copies}
    for sub_group in sorted(names | set(returns.in_force())) if records.is_sound else ():
        try:
            returns.read(sub_group)
        except RecordError as error:
            yield from error.faults
