"""Mending the returns in force: each that is not as it was recorded is made again of the file it came in, if that can be done."""

from __future__ import annotations

from collections.abc import Iterator

from shpdocs.commands.collecting.judge import judgement_of
from shpdocs.commands.context import Context
from shpdocs.model.errors import RecordFault
from shpdocs.model.ledger import Event
from shpdocs.store.disk import sha256
from shpdocs.store.records import return_bytes


def mend(context: Context) -> tuple[RecordFault, ...]:
    """Make again what returns can be made, byte for byte, and set aside those of which the ledger knows nothing; return what was wrong.

    A run may have been cut short between recording a return and writing it; or somebody edited one, or put an older one back. What
    stood there is kept among the returns replaced.
    """
    returns = context.period_folder.returns
    mended = []
    for sub_group in context.sub_groups:
        fault, event = returns.fault(sub_group), context.state.in_force.get(sub_group)
        if fault is None:
            continue
        content = _made_again(context, event) if event else None
        if content is not None:
            returns.write(sub_group, content)
        elif event is None:
            returns.set_aside(sub_group)
        if content is not None or event is None:
            mended.append(fault)
    return tuple(mended)


def _made_again(context: Context, event: Event) -> bytes | None:
    """The file of the return as it was recorded; None if its file is gone, or today's definitions read it otherwise."""
    judgement = judgement_of(context, event.file, event.sha256)
    if judgement is None or judgement.return_ is None:
        return None
    content = return_bytes(judgement.return_, context.period_folder.returns.head_when_recorded(event.sub_group))
    return content if sha256(content) == event.return_sha256 else None


def remaining_faults(context: Context) -> Iterator[RecordFault]:
    """Yield what could not be mended: returns that are not as they were recorded, files of returns that are not kept any more."""
    for sub_group in context.sub_groups:
        fault = context.period_folder.returns.fault(sub_group)
        if fault:
            yield fault
        last = context.state.last_decision.get(sub_group)
        files = {event.sha256: event for event in (last, context.state.in_force.get(sub_group)) if event}
        for event in files.values():
            lost = context.period_folder.received_fault(event.sha256, event.file)
            if lost:
                yield lost
