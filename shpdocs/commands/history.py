"""History: what the ledger says happened to a period's workbooks, returns and papers, read back in order."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from shpdocs.model.ledger import Event
from shpdocs.model.period import Period, parse_period
from shpdocs.store.folder import check_sub_group, open_folder


class History(Struct, frozen=True):
    """The events of a period in order, of all sub-groups or of one."""

    period: Period
    events: tuple[Event, ...]


def history(folder: str | Path, period: str, sub_group: str = "") -> History:
    """Read the ledger back. With `sub_group`, only what concerns it: its files, and the decisions about them.

    Raises:
        UsageError: `period` is no period, or there is no such sub-group.
        FolderError: the folder cannot be used, or its year has no definitions.
    """
    wanted = parse_period(period)
    root = open_folder(Path(folder))
    names = root.sub_groups(wanted.year)
    if sub_group:
        check_sub_group(sub_group, names)
    events = root.period(wanted).events()
    if sub_group:
        files = {event.sha256 for event in events if event.sub_group == sub_group}
        events = tuple(event for event in events if event.sub_group == sub_group or (event.event == "received" and event.sha256 in files))
    return History(wanted, events)
