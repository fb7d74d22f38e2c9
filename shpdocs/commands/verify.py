"""Verifying: whether everything that a folder keeps is as it was written. Every fault is listed; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.verifying.eyes import others_who_can_see
from shpdocs.commands.verifying.kept import appendix_faults, edition_faults, prefill_faults, received_faults, sent_faults
from shpdocs.commands.verifying.notes import leftovers, moved_aside, spoiled_drafts, spoiled_judgements, torn_line
from shpdocs.commands.verifying.period_records import PeriodRecords, period_records
from shpdocs.commands.verifying.returns import ledger_faults, return_faults
from shpdocs.commands.verifying.written_by_hand import copy_faults, definition_faults, settings_faults
from shpdocs.model.errors import RecordError, RecordFault, UsageError
from shpdocs.model.period import parse_period
from shpdocs.store.folder import Folder, open_folder

FOLDER_CHECKS: tuple[Callable[[Folder], Iterator[RecordFault]], ...] = (settings_faults, definition_faults, copy_faults)
FOLDER_NOTES: tuple[Callable[[Folder], Iterator[RecordFault]], ...] = (others_who_can_see,)
PERIOD_CHECKS: tuple[Callable[[PeriodRecords], Iterator[RecordFault]], ...] = (
    ledger_faults,
    received_faults,
    sent_faults,
    prefill_faults,
    appendix_faults,
    edition_faults,
    return_faults,
)
PERIOD_NOTES: tuple[Callable[[PeriodRecords], Iterator[RecordFault]], ...] = (
    torn_line,
    spoiled_judgements,
    spoiled_drafts,
    leftovers,
    moved_aside,
)


class Verified(Struct, frozen=True):
    """What a folder was found to be: the periods that were looked at, every fault, and notes of what is none."""

    periods: tuple[str, ...]
    faults: tuple[RecordFault, ...]
    notes: tuple[RecordFault, ...] = ()


def verify(folder: str | Path, period: str = "") -> Verified:
    """Check what a folder keeps of a period, or of all, and what is written by hand in it: settings, definitions, profiles.

    Raises:
        UsageError: `period` is no period, or nothing is kept of it.
        FolderError: there is no such folder, or it holds no settings.
    """
    root = open_folder(Path(folder))
    periods = _periods(root, period)
    faults = [fault for check in FOLDER_CHECKS for fault in _to_the_end(check(root), ".")]
    notes = [note for check in FOLDER_NOTES for note in _to_the_end(check(root), ".")]
    last_year = max((parse_period(name).year for name in root.periods()), default="")
    for name in periods:
        records = period_records(root.period(parse_period(name)), last_year)
        faults += [fault for check in PERIOD_CHECKS for fault in _to_the_end(check(records), f"output/{name}")]
        notes += [note for check in PERIOD_NOTES for note in _to_the_end(check(records), f"output/{name}")]
    return Verified(periods, tuple(dict.fromkeys(faults)), tuple(dict.fromkeys(notes)))


def _periods(root: Folder, period: str) -> tuple[str, ...]:
    known = root.periods()
    if not period:
        return known
    name = str(parse_period(period))
    if name not in known:
        raise UsageError(f"Nothing is kept of {name}.", f"There is something of: {', '.join(known) or 'no period'}.")
    return (name,)


def _to_the_end(faults: Iterator[RecordFault], where: str) -> Iterator[RecordFault]:
    """Yield faults; if the disk will not give what a check asks for, that is one, and the other checks go on."""
    try:
        yield from faults
    except RecordError as error:
        yield from error.faults
    except OSError as error:
        name = Path(str(error.filename)).name if error.filename else where
        yield RecordFault(where, 0, f"the disk will not give '{name}'.", "Check that you may read it, and that no other program holds it.")
