"""What the checks of a period look at: its folder, and what its ledger says, as far as that can be believed."""

from __future__ import annotations

from msgspec import Struct

from shpdocs.model.errors import RecordError
from shpdocs.model.ledger import Event
from shpdocs.store.folder import PeriodFolder


class PeriodRecords(Struct, frozen=True):
    """A period's folder and the events of its ledger; none if the ledger is not as it was written: then it is not sound."""

    folder: PeriodFolder
    events: tuple[Event, ...]
    is_sound: bool


def period_records(folder: PeriodFolder) -> PeriodRecords:
    """Return what a period's records are, as far as its ledger can be believed."""
    try:
        return PeriodRecords(folder, folder.events(), is_sound=True)
    except RecordError:
        return PeriodRecords(folder, (), is_sound=False)
