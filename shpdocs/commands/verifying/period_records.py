"""What the checks of a period look at: its folder, and what its ledger says, as far as that can be believed."""

from __future__ import annotations

from msgspec import Struct

from shpdocs.model.errors import RecordError
from shpdocs.model.ledger import Event
from shpdocs.store.folder import PeriodFolder


class PeriodRecords(Struct, frozen=True):
    """A period's folder and the events of its ledger; none if the ledger is not as it was written: then it is not sound.

    `is_of_last_year` if there is no later year: what its papers tell of must be there; what only older ones told of may be archived.
    """

    folder: PeriodFolder
    events: tuple[Event, ...]
    is_sound: bool
    is_of_last_year: bool = True


def period_records(folder: PeriodFolder, last_year: str) -> PeriodRecords:
    """Return what a period's records are, as far as its ledger can be believed."""
    is_of_last_year = folder.period.year == last_year
    try:
        return PeriodRecords(folder, folder.events(), True, is_of_last_year)
    except RecordError:
        return PeriodRecords(folder, (), False, is_of_last_year)
