"""Status: who has returned, who has problems, who is missing; by when the paper must be published. No workbook is opened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.paper_statuses import paper_statuses
from shpdocs.commands.printed_changes import printed_changes
from shpdocs.commands.schemas import schema_states
from shpdocs.definitions.definition_files import sound_meeting_date
from shpdocs.definitions.settings import sound_settings
from shpdocs.model.collection import PrintedChanges, SchemaState
from shpdocs.model.errors import RecordError
from shpdocs.model.paper_status import PaperStatus
from shpdocs.model.period import Period, parse_period
from shpdocs.model.settings import Settings
from shpdocs.paper.publication import Publication, publication_of
from shpdocs.store.edition_faults import record_faults
from shpdocs.store.editions import Editions
from shpdocs.store.folder import Folder, open_folder
from shpdocs.store.ledger import LedgerState, now


class SubGroupStatus(Struct, frozen=True):
    """Where a sub-group stands: 'in force', 'waits', 'problems' or 'missing'; the file it is about, when, and its problems.

    Of a return that waits for a decision, `problems` counts the warnings.
    """

    sub_group: str
    state: str
    file: str = ""
    at: str = ""
    problems: int = 0
    is_in_force: bool = False


class Status(Struct, frozen=True):
    """Where a period stands: whether workbooks were issued, every sub-group, and files that are nobody's return.

    `deadline` is the day by which returns are due, None if none is set; `is_late` whether that is past. `publication` says by
    when the paper must be published, None if no day of the meeting is known. `waived` holds the sub-groups whose return the
    paper does without; `printed` what papers printed otherwise than it stands now. `papers` are those of which there is an edition, or
    a draft that was sent, by profile. `schemas` are those of the folder that other programs should not use.
    """

    period: Period
    is_issued: bool
    sub_groups: tuple[SubGroupStatus, ...]
    unrecognised: tuple[str, ...]
    deadline: date | None = None
    is_late: bool = False
    publication: Publication | None = None
    waived: tuple[str, ...] = ()
    printed: PrintedChanges = PrintedChanges()
    papers: tuple[PaperStatus, ...] = ()
    schemas: tuple[SchemaState, ...] = ()


def status(folder: str | Path, period: str, *, today: str = "") -> Status:
    """Return where a period stands. `today` is a day ('2024-10-18'), for the deadlines; the clock's if not given.

    Raises:
        ShpdocsError: the folder cannot be used, `period` is no period, or its year has no definitions.
        RecordError: the ledger, or the record of an edition, is not as it was written, or a return is not the one that the ledger says
            is in force.
    """
    wanted = parse_period(period)
    root = open_folder(Path(folder))
    names = root.sub_groups(wanted.year)
    period_folder = root.period(wanted)
    state = period_folder.state()
    faults = [fault for name in names if (fault := period_folder.returns.fault(name))]
    faults += record_faults(Editions(period_folder))
    if faults:
        raise RecordError(*faults)
    sub_groups = tuple(_sub_group_status(name, state) for name in names)
    in_inbox = {path.name for path in period_folder.inbox.rglob("*")}
    unrecognised = tuple(dict.fromkeys(event.file for event in state.unrecognised.values() if event.file in in_inbox))
    settings = sound_settings(root)
    deadline = settings.deadline(wanted)
    today = today or now()[:10]
    is_late = deadline is not None and today > deadline.isoformat() and not all(sub_group.is_in_force for sub_group in sub_groups)
    is_issued = bool(state.last_issued)
    waived = tuple(sub_group.sub_group for sub_group in sub_groups if sub_group.sub_group in state.waived and not sub_group.is_in_force)
    printed = printed_changes(root, wanted, settings.small_numbers)
    publication = _publication(root, wanted, settings, state, today)
    papers = paper_statuses(root, wanted)
    schemas = schema_states(root, settings.small_numbers)
    return Status(wanted, is_issued, sub_groups, unrecognised, deadline, is_late, publication, waived, printed, papers, schemas)


def _publication(root: Folder, period: Period, settings: Settings, state: LedgerState, today: str) -> Publication | None:
    """By when the paper must be published. An edition published by the last day is in time, however late it is today."""
    name = sound_meeting_date(root, period.year)
    in_force = root.period(period).read_return(name.sub_group) if name else None
    returns = {name.sub_group: in_force} if name and in_force else {}
    return publication_of(period, settings, name, returns, today=today, ready=state.first_edition[:10])


def _sub_group_status(name: str, state: LedgerState) -> SubGroupStatus:
    last, is_in_force = state.last_decision.get(name), name in state.in_force
    if last is None:
        return SubGroupStatus(name, "missing")
    if last.event in ("refused", "held"):
        return SubGroupStatus(name, "problems" if last.event == "refused" else "waits", last.file, last.at, last.problems, is_in_force)
    return SubGroupStatus(name, "in force", last.file, last.at, is_in_force=True)
