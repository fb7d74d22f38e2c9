"""Collecting: keep every file as received, judge it, put accepted returns in force, and tell where the period stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shpdocs.doors.definition_files import read_settings, read_year
from shpdocs.doors.store import PeriodFolder, open_folder
from shpdocs.verbs.clock import now
from shpdocs.verbs.deciding import Deciding
from shpdocs.verbs.files import find_files
from shpdocs.verbs.outcome import FileOutcome
from shpdocs.verbs.sent import carried_by_stamp
from shpdocs.verbs.taking import TakenIn, take_in
from shpdocs.verbs.telling import Told, tell
from shpdocs.verbs.weigh import Scales
from shpdocs.verbs.working import Progress, each
from shpdocs.words.period import Period, parse_period

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True)
class Collected:
    """What a collection came to: every file's outcome, the sub-groups whose return is in force, held or missing.

    `told` says where the page, the query workbooks and the e-mail drafts stand.
    """

    period: Period
    files: tuple[FileOutcome, ...]
    in_force: tuple[str, ...]
    missing: tuple[str, ...]
    told: Told


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
    wanted = parse_period(period)
    root = open_folder(Path(folder))
    settings, year = read_settings(root), read_year(root, wanted.year)
    of_period = root.period(wanted)
    named = tuple(Path(file) for file in files)
    if not named:
        of_period.inbox.mkdir(parents=True, exist_ok=True)
    found = find_files(named or (of_period.inbox,))
    time = at or now()
    with of_period.locked():
        taken = take_in(of_period, found, time, bool(named), settings.limits)
        scales = Scales(settings, year, wanted, carried_by_stamp(of_period.events()))
        outcomes = (*taken.others, *_decide(of_period, taken, scales, time, executor, progress, workers))
        told = tell(root, of_period, scales, outcomes, time, executor, workers)
    sub_groups = tuple(definition.sub_group for definition in year.definitions)
    in_force = tuple(name for name in sub_groups if of_period.return_file(name).is_file())
    missing = tuple(name for name in sub_groups if name not in in_force)
    return Collected(wanted, outcomes, in_force, missing, told)


def _decide(
    of_period: PeriodFolder,
    taken: TakenIn,
    scales: Scales,
    time: str,
    executor: Executor | None,
    progress: Progress | None,
    workers: int,
) -> tuple[FileOutcome, ...]:
    """Weigh every file and put in force what counts."""
    of_period.clear_stage()
    deciding = Deciding(of_period, taken.received, time)
    weighed = each(scales.weigh, taken.contents(), len(taken.kept), executor, progress, workers)
    outcomes = deciding.outcomes(tuple(deciding.stage(one) for one in weighed))
    of_period.clear_stage()
    of_period.record(*deciding.events)
    return tuple(one.with_notices(kept.notices) for one, kept in zip(outcomes, taken.kept, strict=True))
