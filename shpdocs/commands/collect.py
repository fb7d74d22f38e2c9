"""Collecting: keep every file as received, judge it, put accepted returns in force, and say where the period stands."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from msgspec import Struct

from shpdocs.commands.collecting.decide import Deciding
from shpdocs.commands.collecting.receive import TakenIn, take_in
from shpdocs.commands.collecting.report import Report, report
from shpdocs.commands.collecting.standing import Scene
from shpdocs.commands.collecting.weighing import Scales, refused
from shpdocs.commands.files import find_files
from shpdocs.commands.parallel import Progress, parallel_map
from shpdocs.definitions.definition_files import read_settings, read_year
from shpdocs.model.collection import Outcome
from shpdocs.model.period import Period, parse_period
from shpdocs.store.folder import open_folder
from shpdocs.store.ledger import now


class Collected(Struct, frozen=True):
    """What a collection came to: every file's outcome, the sub-groups whose return is in force, held or missing.

    `report` says where the page, the query workbooks and the e-mail drafts stand.
    """

    period: Period
    files: tuple[Outcome, ...]
    in_force: tuple[str, ...]
    missing: tuple[str, ...]
    report: Report


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
    period_folder = root.period(wanted)
    named = tuple(Path(file) for file in files)
    if not named:
        period_folder.inbox.mkdir(parents=True, exist_ok=True)
    found = find_files(named or (period_folder.inbox,))
    time = at or now()
    with period_folder.locked():
        state = period_folder.state()
        taken = take_in(period_folder, found, state, time, settings.limits)
        scene = Scene(root, period_folder, Scales(settings, year, wanted, state.sent), state)
        outcomes = (*taken.others, *_decide(scene, taken, time, executor, progress, workers))
        reported = report(scene, outcomes, time, executor, progress, workers)
    sub_groups = tuple(definition.sub_group for definition in year.definitions)
    in_force = tuple(name for name in sub_groups if period_folder.return_file(name).is_file())
    missing = tuple(name for name in sub_groups if name not in in_force)
    return Collected(wanted, outcomes, in_force, missing, reported)


def _decide(
    scene: Scene, taken: TakenIn, time: str, executor: Executor | None, progress: Progress | None, workers: int
) -> tuple[Outcome, ...]:
    """Weigh every file and put in force what counts."""
    scene.period_folder.clear_stage()
    deciding = Deciding(scene, time)
    lost = partial(refused, code="could-not-judge")
    weighed = parallel_map(scene.scales.weigh, taken.came(), len(taken.kept), executor, progress, workers, lost)
    outcomes = deciding.outcomes(tuple(deciding.stage(file) for file in weighed))
    scene.period_folder.clear_stage()
    return tuple(outcome.with_notices(kept.notices) for outcome, kept in zip(outcomes, taken.kept, strict=True))
