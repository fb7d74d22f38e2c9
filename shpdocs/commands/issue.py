"""Issuing: one workbook for each return of a period, prefilled from the returns in force."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.context import Context, hold_period
from shpdocs.commands.parallel import Parallel
from shpdocs.commands.printing import unprinted_now
from shpdocs.commands.returns_in_force import prefill_for
from shpdocs.definitions.relations import breakdown_questions
from shpdocs.model.collection import Progress
from shpdocs.model.definition import Definition
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import Stamp
from shpdocs.model.settings import Settings
from shpdocs.model.version import __version__
from shpdocs.store.disk import make_folder, read_file, sha256, write_atomically
from shpdocs.store.folder import PeriodFolder
from shpdocs.store.records import fingerprint
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.write import write_workbook


class Issued(Struct, frozen=True):
    """One workbook: where it stands, its issue number, and whether it was 'issued' now or is 'unchanged'.

    `questions` are what its definition leaves open of how its numbers relate, for the officer.
    """

    sub_group: str
    title: str
    path: Path
    issue: int
    outcome: str
    questions: tuple[str, ...] = ()


class _Order(Struct, frozen=True):
    """Everything one workbook is made of: plain values, few, so that any executor can carry it."""

    definition: Definition
    period: Period
    settings: Settings
    stamp: Stamp
    prefill: Prefill

    @property
    def fingerprint(self) -> str:
        """A hash of everything the workbook is made of but its issue number."""
        settings, stamp, prefill = self.settings, self.stamp, self.prefill
        return fingerprint(
            partnership=stamp.partnership,
            sub_group=stamp.sub_group,
            period=stamp.period,
            definition=stamp.definition,
            council=settings.council,
            marking=settings.marking,
            contact=settings.contact,
            deadline=settings.deadline(self.period),
            cells=prefill.cells,
            origins=prefill.origins,
            ranges=prefill.ranges,
            corrected=prefill.corrected,
            unprinted=prefill.unprinted,
            before=prefill.before,
            version=__version__,
        )


def issue(
    folder: str | Path,
    period: str,
    *,
    executor: Executor | None = None,
    at: str = "",
    progress: Progress | None = None,
    workers: int = 1,
) -> tuple[Issued, ...]:
    """Issue the workbooks of a period into output/<period>/issued/.

    A workbook that would be the same as the last one issued is left as it stands, even if someone has written into
    it; one that would differ gets the next issue number and a file of its own. Nothing is overwritten. Each workbook
    is written and recorded as soon as it is made, so that a run cut short has only to be run again. `progress` is
    called with how many of the workbooks to be made are made, and how many there are; without an executor, many are
    shared among `workers` processes.

    Raises:
        ShpdocsError: the folder, its settings or definitions cannot be used, or `period` is no period.
    """
    with hold_period(folder, period, at, Parallel(executor, progress, workers)) as context:
        unprinted = unprinted_now(context.root, context.period, context.year, context.state)  # a profile that is wrong is found here
        due = [_numbered(context, _order(context, each, unprinted[each.sub_group])) for each in context.year.definitions]
        make_folder(context.period_folder.inbox)
        to_make = [order for order, is_due in due if is_due]
        made = context.parallel.map(_workbook, to_make, len(to_make))
        return tuple(_write(context, order, next(made) if is_due else None) for order, is_due in due)


def _order(context: Context, definition: Definition, unprinted: tuple[str, ...]) -> _Order:
    stamp = Stamp(context.settings.partnership, definition.sub_group, str(context.period), definition.digest, 1)
    prefill = replace(prefill_for(context.root, definition, context.period), unprinted=unprinted)
    return _Order(definition, context.period, context.settings, stamp, prefill)


def _numbered(context: Context, order: _Order) -> tuple[_Order, bool]:
    """The order under its issue number, and whether its workbook is to be made: not if it would be the last one again."""
    state, period_folder = context.state, context.period_folder
    last = state.last_issued.get(order.stamp.sub_group)
    same = last is not None and last.fingerprint == order.fingerprint
    number = last.issue if last and same else state.last_issue.get(order.stamp.sub_group, 0) + 1
    while not same and _path(period_folder, order, number).exists():  # issued, but the ledger does not know it
        number += 1
    numbered = replace(order, stamp=replace(order.stamp, issue=number))
    return numbered, not (same and _path(period_folder, numbered, number).is_file())


def _path(period_folder: PeriodFolder, order: _Order, number: int) -> Path:
    suffix = f" (issue {number})" if number > 1 else ""
    return period_folder.issued / f"{period_folder.period} {order.stamp.sub_group}{suffix}.xlsx"


def _workbook(order: _Order) -> bytes:
    layout = lay_out(order.definition, order.period, order.prefill)
    return write_workbook(layout, order.settings, order.stamp, order.prefill)


def _write(context: Context, order: _Order, content: bytes | None) -> Issued:
    number, sub_group = order.stamp.issue, order.stamp.sub_group
    path = _path(context.period_folder, order, number)
    if content is not None:
        context.period_folder.sent.keep_bytes(content)
        write_atomically(path, content)
        prefill = context.period_folder.keep_prefill(order.prefill)
        event = Event("issued", context.time, path.name, sha256(content), sub_group, number, order.fingerprint, prefill)
        context.record(replace(event, unprinted=order.prefill.unprinted))
    else:
        _keep_again(context, path, context.state.last_issued[sub_group].sha256)
    outcome = "unchanged" if content is None else "issued"
    return Issued(sub_group, order.definition.title, path, number, outcome, breakdown_questions(order.definition))


def _keep_again(context: Context, path: Path, file: str) -> None:
    """Keep a workbook as it was sent once more, by its SHA-256, if it is not kept any more and nobody wrote into the one issued."""
    if context.period_folder.sent.condition(file) != "kept":
        content = read_file(path)
        if sha256(content) == file:
            context.period_folder.sent.keep_bytes(content)
