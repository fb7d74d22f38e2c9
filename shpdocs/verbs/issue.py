"""Issuing: one workbook for each return of a period, prefilled from the returns in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shpdocs.doors.definition_files import read_settings, read_year
from shpdocs.doors.store import PeriodFolder, open_folder, sha256, write_atomically
from shpdocs.rules.layout import lay_out
from shpdocs.rules.prefill import prefill
from shpdocs.verbs.clock import now
from shpdocs.words.definition import Definition
from shpdocs.words.period import Period, parse_period
from shpdocs.words.returns import Return, Stamp
from shpdocs.words.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True)
class Issued:
    """One workbook: where it stands, its issue number, and whether it was 'issued' now or is 'unchanged'."""

    sub_group: str
    title: str
    path: Path
    issue: int
    outcome: str


@dataclass(frozen=True)
class _Order:
    """Everything one workbook is made of: plain values, so that any executor can carry it."""

    definition: Definition
    period: Period
    settings: Settings
    earlier: Mapping[str, Return]
    issue: int
    known: str


def issue(folder: str | Path, period: str, *, executor: Executor | None = None, at: str = "") -> tuple[Issued, ...]:
    """Issue the workbooks of a period into output/<period>/issued/.

    A workbook that would be the same as the last one issued is left as it stands, even if someone has written into
    it; one that would differ gets the next issue number and a file of its own. Nothing is overwritten.

    Raises:
        ShpdocsError: the folder, its settings or definitions cannot be used, or `period` is no period.
    """
    wanted = parse_period(period)
    root = open_folder(Path(folder))
    settings, year = read_settings(root), read_year(root, wanted.year)
    of_period = root.period(wanted)
    with of_period.locked():
        last = _last_issues(of_period)
        orders = []
        for definition in year.definitions:
            earlier = {
                quarter: found
                for quarter in wanted.earlier_quarters
                if (found := root.period(Period(wanted.year, quarter)).read_return(definition.sub_group))
            }
            number, known = last.get(definition.sub_group, (1, ""))
            orders.append(_Order(definition, wanted, settings, earlier, number, known))
        made = list((executor.map if executor else map)(_make, orders))
        of_period.inbox.mkdir(parents=True, exist_ok=True)
        return tuple(_put(of_period, order, number, content, at or now()) for order, (number, content) in zip(orders, made, strict=True))


def _last_issues(of_period: PeriodFolder) -> dict[str, tuple[int, str]]:
    """The last issue number and its hash by sub-group, from the ledger."""
    events = [event for event in of_period.events() if event.get("event") == "issued"]
    return {event["sub-group"]: (event["issue"], event["sha256"]) for event in events}


def _make(order: _Order) -> tuple[int, bytes]:
    """Make the workbook under the last issue number; if that is not what was issued then, under the next."""
    content = _workbook(order, order.issue)
    if order.known in ("", sha256(content)):
        return order.issue, content
    return order.issue + 1, _workbook(order, order.issue + 1)


def _workbook(order: _Order, number: int) -> bytes:
    from shpdocs.doors.workbook_writer import write_workbook

    layout = lay_out(order.definition, order.period)
    stamp = Stamp(order.settings.partnership, order.definition.sub_group, str(order.period), order.definition.digest, number)
    return write_workbook(layout, order.settings, stamp, prefill(layout, order.earlier))


def _put(of_period: PeriodFolder, order: _Order, number: int, content: bytes, at: str) -> Issued:
    suffix = f" (issue {number})" if number > 1 else ""
    path = of_period.issued / f"{order.period} {order.definition.sub_group}{suffix}.xlsx"
    digest = sha256(content)
    outcome = "unchanged" if order.known == digest and path.is_file() else "issued"
    if outcome == "issued":
        write_atomically(path, content)
    if order.known != digest:
        event: dict[str, Any] = {"at": at, "event": "issued", "sub-group": order.definition.sub_group, "issue": number}
        of_period.record(event | {"file": path.name, "sha256": digest, "definition": order.definition.digest})
    return Issued(order.definition.sub_group, order.definition.title, path, number, outcome)
