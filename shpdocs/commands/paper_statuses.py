"""Where the papers of a period stand: editions, what was sent, and what differs by now."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec.structs import replace

from shpdocs.answers.dates import show_date
from shpdocs.commands.assembling.fingerprint import paper_fingerprint
from shpdocs.model.edition import Edition, assemble_command, paper_words
from shpdocs.model.errors import ShpdocsError
from shpdocs.model.ledger import Event
from shpdocs.model.paper_status import EditionStatus, PaperStatus
from shpdocs.model.period import Period
from shpdocs.store.edition_faults import edition_faults
from shpdocs.store.editions import Editions
from shpdocs.store.folder import Folder
from shpdocs.store.paper_state import PaperState


def paper_statuses(root: Folder, period: Period) -> tuple[PaperStatus, ...]:
    """Return where each paper of a period stands of which there is an edition, or a draft that was sent.

    Only if something has changed of what an edition was made of is the paper composed anew, to see whether it differs.

    Raises:
        RecordError: a ledger or the record of an edition is not as it was written.
    """
    editions = Editions(root.period(period))
    papers = sorted((profile, state) for profile, state in editions.papers().items() if state.editions or state.drafts_sent)
    return tuple(_status(root, period, editions, profile, state) for profile, state in papers)


def _status(root: Folder, period: Period, editions: Editions, profile: str, state: PaperState) -> PaperStatus:
    by = " --by NAME --because TEXT" if state.standing else ""
    status = PaperStatus(
        paper_words(str(period), profile),
        tuple(_editions(state)),
        tuple(event.at for event in state.drafts_sent),
        command=f"{assemble_command(str(period), profile)} --final{by}",
    )
    if state.standing:
        record, since = editions.read(profile, state.standing), f"edition {state.standing}"
        status = replace(status, faults=tuple(edition_faults(editions, profile, state.standing)))
    elif state.drafts_sent:
        record, since = editions.sent_drafts(profile)[-1], f"the draft sent on {show_date(state.drafts_sent[-1].at[:10])}"
    else:
        return status
    return _compared(root, period, replace(status, since=since), record, state.appendices.values())


def _editions(state: PaperState) -> Iterator[EditionStatus]:
    for number, event in sorted(state.editions.items()):
        sent, withdrawn = state.sent.get(number), state.withdrawn.get(number)
        place = EditionStatus(number, event.at, "stands" if number == state.standing else "replaced", sent.at if sent else "")
        yield replace(place, state="withdrawn", withdrawn=withdrawn.at, because=withdrawn.because) if withdrawn else place


def _compared(root: Folder, period: Period, status: PaperStatus, record: Edition, appendices: Collection[Event]) -> PaperStatus:
    """The status with what differs from an edition or a draft by now."""
    try:
        if record.fingerprint == paper_fingerprint(root, period, appendices, record.at):
            return status
        from shpdocs.commands.assembling.comparing import differences  # late: only if something has changed is a paper composed

        changes, words = differences(root, period, record)
    except (ShpdocsError, OSError) as error:
        return replace(status, unknown=str(error))
    except ValueError:  # an answer that its kind cannot show, in a return that something else wrote
        return replace(status, unknown=f"The paper cannot be made of its returns: {status.command} says why.")
    return replace(status, changes=changes, words=words)
