"""Whether ledgers still go as far as they went when a period's returns, papers and last events were made."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from shpdocs.model.errors import RecordError, RecordFault
from shpdocs.store.drafts import draft_heads
from shpdocs.store.edition_faults import record_faults
from shpdocs.store.editions import Editions
from shpdocs.store.folder import PeriodFolder


def head_faults(period_folder: PeriodFolder) -> Iterator[RecordFault]:
    """Yield what is wrong with the ledger by what its returns and drafts say of it.

    Raises:
        RecordError: the ledger is not as it was written.
    """
    for path, head in chain(period_folder.returns.heads(), draft_heads(period_folder.papers, period_folder.period)):
        yield from period_folder.ledger_file.faults_of_head(head, period_folder.shown(path))


def check_heads(period_folder: PeriodFolder, *others: PeriodFolder) -> None:
    """Make sure that the ledgers of these periods hold what their returns and drafts say, and the ledgers of the periods before the
    first what its own says; and that the records of their editions are as they were written.

    Raises:
        RecordError: one of them does not: it was cut short, or is an older copy, or it is not as it was written; nor is a record.
    """
    folders = (period_folder, *others)
    told = chain.from_iterable(map(head_faults, folders))
    records = chain.from_iterable(record_faults(Editions(folder)) for folder in folders)
    faults = tuple(dict.fromkeys(chain(told, period_folder.earlier_faults(), records)))
    if faults:
        raise RecordError(*faults)
