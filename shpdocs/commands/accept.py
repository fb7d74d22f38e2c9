"""Accepting: a return that warnings hold back comes into force by somebody's decision, recorded with who and why."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.collecting.decide import Deciding
from shpdocs.commands.collecting.report import Report, report
from shpdocs.commands.collecting.standing import Scene
from shpdocs.commands.collecting.weighing import Scales, Weighed
from shpdocs.definitions.definition_files import read_settings, read_year
from shpdocs.model.errors import FolderError, UsageError
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.model.problem import Problem
from shpdocs.store.folder import check_sub_group, open_folder
from shpdocs.store.ledger import now


class Accepted(Struct, frozen=True):
    """A return that was accepted: the file it came in, and the warnings that the decision covers."""

    sub_group: str
    file: str
    warnings: tuple[Problem, ...]
    report: Report


def accept(folder: str | Path, period: str, sub_group: str, *, by: str, because: str, at: str = "") -> Accepted:
    """Put the return that waits for a decision in force.

    Raises:
        UsageError: nobody or no reason is named, or no return of that sub-group waits: there is none, it is in force,
            or it has problems that must be put right.
        ShpdocsError: the folder, its settings or definitions cannot be used.
    """
    if not by.strip() or not because.strip():
        raise UsageError("A decision needs who and why.", "Give both: --by NAME --because TEXT.")
    wanted = parse_period(period)
    root = open_folder(Path(folder))
    check_sub_group(sub_group, root.sub_groups(wanted.year))
    settings, year = read_settings(root), read_year(root, wanted.year)
    period_folder = root.period(wanted)
    time = at or now()
    with period_folder.locked():
        state = period_folder.state()
        scene = Scene(root, period_folder, Scales(settings, year, wanted, state.sent), state)
        waiting = _waiting(scene, sub_group)
        period_folder.clear_stage()
        deciding = Deciding(scene, time)
        accepted = deciding.with_its_standing(deciding.stage(waiting))
        warnings = accepted.warnings
        event = Event("accepted", time, accepted.judged.file, accepted.sha256, sub_group, problems=len(warnings))
        event = replace(event, by=by.strip(), because=because.strip(), warnings=tuple(problem.key for problem in warnings))
        period_folder.record(event)
        state.apply(event)
        deciding.force(accepted, sub_group)
        period_folder.clear_stage()
        reported = report(scene, (), time)
    return Accepted(sub_group, accepted.judged.file, warnings, reported)


def _waiting(scene: Scene, sub_group: str) -> Weighed:
    """The return that waits for a decision, judged again by today's definitions."""
    period = scene.period_folder.period
    collect = f"shpdocs collect {period}"
    last = scene.state.held.get(sub_group)
    if last is None:
        raise _nothing_waits(scene, sub_group, collect)
    waiting = scene.weighed_again(last)
    if waiting is None:
        raise FolderError(f"{last.file} is no longer among the received files.", f"Collect it again: {collect}")
    new = {problem.code for problem in waiting.warnings if problem.key not in last.warnings} if last.warnings else set()
    if new:
        what = f"{last.file} has warnings by today's definitions that it did not have when it came ({', '.join(sorted(new))})."
        raise UsageError(what, f"Collect again to see them: {collect}")
    if not waiting.is_valid:
        raise UsageError(
            f"{last.file} cannot be accepted: by today's definitions it has problems that must be put right.",
            f"Collect again to see them: {collect}",
        )
    return waiting


def _nothing_waits(scene: Scene, sub_group: str, collect: str) -> UsageError:
    """Why nothing of that sub-group waits."""
    last = scene.state.last_decision.get(sub_group)
    if last is None:
        return UsageError(f"No return of {sub_group} has come for {scene.period_folder.period}.", f"Collect it: {collect}")
    if last.event == "in-force":
        return UsageError(f"No return of {sub_group} waits for a decision: {last.file} is in force.", "There is nothing to accept.")
    return UsageError(
        f"{last.file} cannot be accepted: {last.problems} of its problems must be put right.",
        f"Send the query workbook to the lead; put what comes back into output/{scene.period_folder.period}/inbox, then: {collect}",
    )
