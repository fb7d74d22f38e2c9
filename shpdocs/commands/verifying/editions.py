"""Checks of editions, drafts that were sent, and their records, as far as the ledger can be believed."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.commands.verifying.period_records import PeriodRecords
from shpdocs.model.errors import RecordFault
from shpdocs.store.edition_faults import all_faults
from shpdocs.store.editions import Editions


def faults_of_editions(records: PeriodRecords) -> Iterator[RecordFault]:
    """Yield everything that is wrong with the editions of a period, and with what lies beside them."""
    if records.is_sound:
        yield from all_faults(Editions(records.folder))
