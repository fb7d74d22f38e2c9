"""What a period's ledger says of the ledgers of the periods before: its paper is bound by what was decided there.

Without that, nobody would notice that the folder of an earlier quarter is gone, or older than it was, and what is exempt by a
decision about that quarter would be printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from shpdocs.model.errors import RecordFault
from shpdocs.model.ledger import Event, Head
from shpdocs.store.ledger_file import Ledger


def with_earlier(new: Sequence[Event], events: Sequence[Event], earlier: Mapping[str, Ledger]) -> tuple[Event, ...]:
    """New events of a ledger that holds `events`; the first says how far the `earlier` ledgers go, by period, unless the last that
    said so says the same.

    Raises:
        RecordError: one of the earlier ledgers is not as it was written.
    """
    spans = {period: span for period, span in ((period, ledger.span()) for period, ledger in earlier.items()) if span[1].lines}
    if not new or not spans or spans == _last_spans(events):
        return tuple(new)
    return (replace(new[0], earlier=spans), *new[1:])


def earlier_faults(events: Sequence[Event], earlier: Mapping[str, Ledger], file: str) -> Iterator[RecordFault]:
    """Yield what is wrong with the earlier ledgers, by period, by what the events of a ledger (`file`) say of them.

    Raises:
        RecordError: one of the earlier ledgers is not as it was written.
    """
    for period, span in _last_spans(events).items():
        if period in earlier:
            yield from earlier[period].faults_of_span(span, file)


def _last_spans(events: Sequence[Event]) -> Mapping[str, tuple[Head, Head]]:
    return next((event.earlier for event in reversed(events) if event.earlier), {})
