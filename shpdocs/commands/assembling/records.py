"""Whether the records that a paper is made of are as they were written: nothing is made of them otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.commands.copies import check_copies
from shpdocs.commands.heads import check_heads
from shpdocs.commands.published_papers import periods_told_of
from shpdocs.commands.returns_in_force import ReturnsInForce
from shpdocs.model.errors import RecordError, RecordFault
from shpdocs.model.period import Period, year_before
from shpdocs.model.returns import Return
from shpdocs.store.folder import Folder, PeriodFolder


def check_records(folder: Folder, period: Period) -> None:
    """Make sure that of all that a period's paper is made of there is one state only, and that every ledger goes as far as it ever did;
    those too of later periods whose papers tell of this one.

    Raises:
        RecordError: a ledger is not as it was written, or ends before what a return, a draft or a later ledger says; a copy lies beside
            a record.
        OSError: the disk will not list a folder.
    """
    period_folders = tuple(folder.period(used) for used in (period, *period.told_of))
    check_copies(folder, period_folders)
    check_heads(*period_folders)
    for later in periods_told_of(folder, period):
        if later > period:
            check_heads(folder.period(later))


def check_received(folder: Folder, period: Period, in_force: ReturnsInForce) -> None:
    """Make sure that the files are kept, as they came, in which the returns came that a period's paper is made of.

    Raises:
        RecordError: one is gone, or is another file now.
    """
    faults = tuple(dict.fromkeys(_received_faults(folder, period, in_force)))
    if faults:
        raise RecordError(*faults)


def _received_faults(folder: Folder, period: Period, in_force: ReturnsInForce) -> Iterator[RecordFault]:
    for return_ in in_force.returns.values():
        yield from _received_fault(folder.period(period), return_)
    for earlier in in_force.earlier.values():
        for quarter, return_ in earlier.items():
            yield from _received_fault(folder.period(Period(period.year, quarter)), return_)
    for last_year in in_force.last_year.values():
        for quarter, return_ in last_year.returns.items():
            yield from _received_fault(folder.period(Period(year_before(period.year), quarter)), return_)


def _received_fault(period_folder: PeriodFolder, return_: Return) -> Iterator[RecordFault]:
    fault = period_folder.received_fault(return_.file, return_.file_name)
    if fault:
        yield fault
