"""Checks of the files that are kept under their hash: those received, those sent, what these were issued with, appendices;
and of editions with their records, as far as the ledger can be believed.

What was removed because it was received in error is gone by a decision: it is no fault, but what is left of it is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from shpdocs.commands.verifying.period_records import PeriodRecords
from shpdocs.model.errors import RecordFault
from shpdocs.model.ledger import Event
from shpdocs.store.disk import UNFINISHED
from shpdocs.store.edition_faults import all_faults
from shpdocs.store.editions import Editions
from shpdocs.store.kept_files import CONDITION_WORDS, SPOILED, KeptFiles
from shpdocs.store.sync_copies import is_of_the_system

_OWN = ("judgements", SPOILED)  # folders of ours among the received files and those sent


def edition_faults(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield everything that is wrong with the editions of a period, and with what lies beside them."""
    if records.is_sound:
        yield from all_faults(Editions(records.folder))


def received_faults(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield every received file that is not kept as it came, and every file among them that was never received."""
    back = f"Bring it back from a copy; or put the workbook into the inbox again, then: shpdocs collect {records.folder.period}"
    removed = _removed(records)
    names = {event.sha256: event.file for event in records.events if event.event == "received" and event.sha256 not in removed}
    yield from _faults(records, records.folder.received, names, back)


def sent_faults(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield every workbook that is not kept as it was sent, and every file among them that was never sent."""
    again = f"Run: shpdocs issue {records.folder.period} (it keeps the one issued, if that is as it was), or bring it back from a copy."
    back = f"{again} Without it, what comes back cannot be compared with what was sent, and waits for a decision."
    names = {event.sha256: event.file for event in _sent(records)}
    yield from _faults(records, records.folder.sent, names, back)


def prefill_faults(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield every file of what a workbook was issued with that is not as it was written, or belongs to none."""
    back = "Bring it back from a copy. Without it nobody can tell what a lead entered from what stood there."
    names = {event.prefill: f"what {event.file} was issued with" for event in _sent(records) if event.prefill}
    yield from _faults(records, records.folder.prefills, names, back)


def appendix_faults(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield every appendix that is not kept as it was given, and every file among them that was never given."""
    given = [event for event in records.events if event.event == "appendix" and event.sha256]
    back = "Bring it back from a copy, or give it again: shpdocs assemble with --appendix TITLE=FILE.docx."
    yield from _faults(records, records.folder.appendices, {event.sha256: event.file for event in given}, back)


def _sent(records: PeriodRecords) -> list[Event]:
    removed = _removed(records)
    sent = (event for event in records.events if event.event in ("issued", "queried"))
    return [event for event in sent if not removed & {event.sha256, event.about}]


def _removed(records: PeriodRecords) -> set[str]:
    return {event.sha256 for event in records.events if event.event == "removed"}


def _faults(records: PeriodRecords, kept: KeptFiles, names: Mapping[str, str], back: str) -> Iterator[RecordFault]:
    """`names` says what the files that are recorded were called, by their hash."""
    there = set()
    for path in _files_in(kept.folder):
        file = path.name.partition(".")[0]
        condition, shown = kept.condition_at(path, file), records.folder.shown(path)
        if file in names:
            there.add(file)
        if condition != "kept":
            name = f" It was '{names[file]}'." if file in names else ""
            yield RecordFault(shown, 0, f"{CONDITION_WORDS[condition]}{name}", back if file in names else "Move it away.")
        elif records.is_sound and file not in names:
            remedy = "If a run was cut short, the next one records it; else find out how it came here, and move it away."
            yield RecordFault(shown, 0, "the ledger knows nothing of it.", remedy)
    for file in names.keys() - there:
        yield RecordFault(records.folder.shown(kept.place(file)), 0, f"it is gone. It was '{names[file]}'.", back)


def _files_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    strange = (path for path in folder.iterdir() if path.name not in _OWN and not is_of_the_system(path.name))
    return sorted(path for path in strange if not path.name.startswith(UNFINISHED))
