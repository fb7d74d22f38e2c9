"""Collecting: keep every file as received, judge it, put accepted returns in force, and say where the period stands."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.collecting.decide import decide
from shpdocs.commands.collecting.judge import judge_files
from shpdocs.commands.collecting.mend import mend, remaining_faults
from shpdocs.commands.collecting.receive import receive
from shpdocs.commands.collecting.report import Report, report
from shpdocs.commands.context import hold_period
from shpdocs.commands.files import find_files
from shpdocs.commands.parallel import Parallel
from shpdocs.commands.removal import finish_removals
from shpdocs.commands.schemas import schema_states
from shpdocs.model.collection import Outcome, Progress, SchemaState
from shpdocs.model.errors import RecordFault
from shpdocs.model.period import Period
from shpdocs.store.disk import make_folder


class Collected(Struct, frozen=True):
    """What a collection came to: every file's outcome, the sub-groups whose return is in force, held or missing.

    `report` says where the page, the query workbooks and the e-mail drafts stand. `mended` are faults of returns in force that were
    put right, `faults` those that were not, and files received that are not kept any more. `schemas` are those of the folder that other
    programs should not use.
    """

    period: Period
    files: tuple[Outcome, ...]
    in_force: tuple[str, ...]
    missing: tuple[str, ...]
    report: Report
    mended: tuple[RecordFault, ...] = ()
    faults: tuple[RecordFault, ...] = ()
    schemas: tuple[SchemaState, ...] = ()


def collect(
    folder: str | Path,
    period: str,
    files: Iterable[str | Path] = (),
    *,
    executor: Executor | None = None,
    at: str = "",
    progress: Progress | None = None,
    workers: int = 1,
) -> Collected:
    """Collect the files named (and all files in folders named), or what lies in the period's inbox.

    `progress` is called with how many files are judged, and how many there are; without an executor, many files are
    shared among `workers` processes.

    Raises:
        ShpdocsError: the folder, its settings or definitions cannot be used, `period` is no period, or a named
            file does not exist.
    """
    named = tuple(Path(file) for file in files)
    found = find_files(named)
    with hold_period(folder, period, at, Parallel(executor, progress, workers)) as context:
        finish_removals(context)
        if not named:
            make_folder(context.period_folder.inbox)
            found = find_files((context.period_folder.inbox,))
        received, others = receive(context, found)
        judgements = judge_files(context, received)
        mended = mend(context)
        decided = decide(context, judgements)
        notices = (file.notices for file in received)
        outcomes = (*others, *(outcome.with_notices(more) for outcome, more in zip(decided, notices, strict=True)))
        reported = report(context, outcomes)
        faults = tuple(remaining_faults(context))
        in_force = tuple(name for name in context.sub_groups if name in context.state.in_force)
        missing = tuple(name for name in context.sub_groups if name not in in_force)
        schemas = schema_states(context.root, context.settings.small_numbers)
        return Collected(context.period, outcomes, in_force, missing, reported, mended, faults, schemas)
