"""Where every sub-group stands: what the ledger last says of it, with the problems of the file that this is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from shpdocs.commands.collecting.weighing import Came, Scales, Weighed
from shpdocs.model.collection import Change, OtherFile, Outcome, State, SubGroupStatus
from shpdocs.model.definition import Definition
from shpdocs.model.errors import FolderError
from shpdocs.model.ledger import Event
from shpdocs.model.problem import Problem, in_order
from shpdocs.model.returns import Place, Return
from shpdocs.report.changes import changes
from shpdocs.store.folder import Folder, PeriodFolder
from shpdocs.store.ledger import LedgerState
from shpdocs.store.records import return_from

_STATES: dict[str, State] = {"in-force": "in-force", "held": "held", "refused": "refused"}


class Scene(Struct, frozen=True):
    """A period as it is told: the partnership's folder and the period's, what files are weighed with, what the ledger says."""

    root: Folder
    period_folder: PeriodFolder
    scales: Scales
    state: LedgerState

    def weighed_again(self, event: Event) -> Weighed | None:
        """The file that an event is about, judged again; None if it is no longer there."""
        content = self.period_folder.read_received(event.sha256)
        return None if content is None else self.scales.weigh(Came(event.file, event.sha256, content))


def standings(scene: Scene, outcomes: tuple[Outcome, ...]) -> tuple[SubGroupStatus, ...]:
    """Where every sub-group stands, in the order of the definitions. `outcomes` are those of the files just judged."""
    just: dict[str, list[Outcome]] = {}
    for one in outcomes:
        if one.outcome in ("refused", "held", "in-force", "unchanged") and one.sha256 in scene.state.decided_files:
            just.setdefault(one.sub_group, []).append(one)
    wrong_file = {one.sub_group: one.file for one in outcomes if one.outcome == "refused" and one.sha256 in scene.state.unrecognised}
    return tuple(_standing(scene, definition, just, wrong_file) for definition in scene.scales.year.definitions)


def _standing(scene: Scene, definition: Definition, just: Mapping[str, list[Outcome]], wrong_file: Mapping[str, str]) -> SubGroupStatus:
    """`wrong_file` names, by sub-group, a file that is its return, but for another period or partnership."""
    name = definition.sub_group
    is_in_force = scene.period_folder.return_file(name).is_file()
    last = scene.state.last_decision.get(name)
    if last is None and is_in_force:
        last = _unrecorded(scene, name)
    if last is None or (last.event == "in-force" and not is_in_force):
        return SubGroupStatus(name, definition.title, "missing", wrong_file=wrong_file.get(name, ""))
    state = _STATES[last.event]
    before = scene.state.in_force.get(name)
    decision = scene.state.accepted.get(last.sha256, [])
    return SubGroupStatus(
        name,
        definition.title,
        state,
        file=last.file,
        received=scene.state.received_at(last.sha256) or last.at,
        earlier_file=before.file if before and is_in_force and state != "in-force" else "",
        accepted=f"{decision[-1].by}: {decision[-1].because}" if decision and state == "in-force" else "",
        problems=_problems(scene, last, just.get(name, [])),
        changes=_changes(scene, definition, last),
    )


def _unrecorded(scene: Scene, sub_group: str) -> Event | None:
    """A return in force of which the ledger does not know: a run was cut short just then."""
    try:
        return_ = scene.period_folder.read_return(sub_group)
    except FolderError:
        return None
    return Event("in-force", "", return_.file_name, return_.file, sub_group, return_.stamp.issue) if return_ else None


def _problems(scene: Scene, last: Event, just: list[Outcome]) -> tuple[Problem, ...]:
    """The problems of the file that the last decision is about; if it was judged in an earlier run, it is judged again.

    Two files between which nobody could choose are told together.
    """
    about = [one for one in just if one.sha256 == last.sha256]
    tied = [one for one in just if any(problem.code == "two-candidates" for problem in one.problems)]
    if about:
        return in_order(tuple(problem for one in (tied or about) for problem in one.problems))
    again = scene.weighed_again(last)
    found = again.judged.problems if again else ()
    if last.rivals:
        tie = Problem("two-candidates", Place(last.file), last.rivals, details={"differences": last.differences})
        return in_order((tie, *found))
    return found


def _changes(scene: Scene, definition: Definition, last: Event) -> tuple[Change, ...]:
    """What the return that is in force, or waits, says otherwise than the one of the quarter before."""
    period = scene.period_folder.period
    if last.event == "refused" or not period.earlier_quarters:
        return ()
    try:
        before = scene.root.period(period.before).read_return(definition.sub_group)
        now = _the_return(scene, definition.sub_group, last) if before else None
    except FolderError:
        return ()
    if now is None:
        return ()
    return changes(definition, period, now, before)


def _the_return(scene: Scene, sub_group: str, last: Event) -> Return | None:
    if last.event == "in-force":
        return scene.period_folder.read_return(sub_group)
    again = scene.weighed_again(last)
    return return_from(again.content) if again and again.content else None


def strays(scene: Scene, outcomes: tuple[Outcome, ...]) -> Iterator[OtherFile]:
    """The files that are nobody's return: of those just judged, and of those refused earlier that still lie in the inbox."""
    for one in outcomes:
        if one.outcome == "skipped" or (one.outcome == "refused" and one.sha256 not in scene.state.decided_files):
            yield OtherFile(one.file, one.outcome, one.problems)
    just = {one.sha256 for one in outcomes}
    there = {path.name for path in scene.period_folder.inbox.rglob("*")} if scene.period_folder.inbox.is_dir() else set()
    for event in scene.state.unrecognised.values():
        again = scene.weighed_again(event) if event.file in there and event.sha256 not in just else None
        if again:
            yield OtherFile(event.file, "refused", again.judged.problems)
