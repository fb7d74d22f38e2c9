"""Where every sub-group stands: what the ledger last says of it, with the problems of the file that this is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shpdocs.commands.collecting.judge import judgement_of
from shpdocs.commands.collecting.replacing import replacement
from shpdocs.commands.context import Context
from shpdocs.model.collection import Change, Judgement, OtherFile, Outcome, State, SubGroupStatus
from shpdocs.model.definition import Definition
from shpdocs.model.errors import RecordError
from shpdocs.model.ledger import Event
from shpdocs.model.problem import Problem, in_order
from shpdocs.model.returns import Place, Return
from shpdocs.report.changes import changes

_STATES: dict[str, State] = {"in-force": "in-force", "held": "held", "refused": "refused"}


def statuses(context: Context, outcomes: tuple[Outcome, ...]) -> tuple[SubGroupStatus, ...]:
    """Where every sub-group stands, in the order of the definitions. `outcomes` are those of the files just judged."""
    just: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.outcome in ("refused", "held", "in-force", "unchanged") and outcome.sha256 in context.state.decided_files:
            just.setdefault(outcome.sub_group, []).append(outcome)
    strangers = (outcome for outcome in outcomes if outcome.outcome == "refused" and outcome.sha256 in context.state.unrecognised)
    wrong_file = {outcome.sub_group: outcome.file for outcome in strangers}
    return tuple(_status(context, definition, just, wrong_file) for definition in context.year.definitions)


def _status(context: Context, definition: Definition, just: Mapping[str, list[Outcome]], wrong_file: Mapping[str, str]) -> SubGroupStatus:
    """`wrong_file` names, by sub-group, a file that is its return, but for another period or partnership."""
    name, state = definition.sub_group, context.state
    last = state.last_decision.get(name)
    if last is None:
        return SubGroupStatus(name, definition.title, "missing", wrong_file=wrong_file.get(name, ""))
    stands = _STATES[last.event]
    before = state.in_force.get(name)
    decision = state.accepted.get(last.sha256, [])
    return SubGroupStatus(
        name,
        definition.title,
        stands,
        file=last.file,
        sha256=last.sha256,
        received=state.received_at(last.sha256) or last.at,
        earlier_file=before.file if before and stands != "in-force" else "",
        accepted=f"{decision[-1].by}: {decision[-1].because}" if decision and stands == "in-force" else "",
        problems=_problems(context, last, just.get(name, [])),
        changes=_changes(context, definition, last),
        replaces=replacement(context, definition, last),
    )


def _problems(context: Context, last: Event, just: list[Outcome]) -> tuple[Problem, ...]:
    """The problems of the file that the last decision is about, as it was just judged or in an earlier run.

    Two files between which nobody could choose are reported together.
    """
    about = [outcome for outcome in just if outcome.sha256 == last.sha256]
    tied = [outcome for outcome in just if any(problem.code == "two-candidates" for problem in outcome.problems)]
    if about:
        return in_order(tuple(problem for outcome in (tied or about) for problem in outcome.problems))
    judgement = judgement_of(context, last.file, last.sha256) or _nothing_to_judge(context, last)
    tie = Problem("two-candidates", Place(last.file), last.rivals, details={"differences": last.differences})
    return judgement.with_problems(*((tie,) if last.rivals else ())).problems


def _nothing_to_judge(context: Context, last: Event) -> Judgement:
    """What is said of a file whose copy is gone, or is another file now."""
    problem = Problem("received-gone", Place(last.file), details={"period": str(context.period)})
    return Judgement(last.file, last.sha256, problems=(problem,))


def _changes(context: Context, definition: Definition, last: Event) -> tuple[Change, ...]:
    """What the return that is in force, or waits, says otherwise than the one of the quarter before."""
    period = context.period
    if last.event == "refused" or not period.earlier_quarters:
        return ()
    try:
        before = context.root.period(period.before).read_return(definition.sub_group)
        now = _the_return(context, definition.sub_group, last) if before else None
    except RecordError:
        return ()
    return changes(definition, period, now, before) if now and before else ()


def _the_return(context: Context, sub_group: str, last: Event) -> Return | None:
    if last.event == "in-force":
        return context.period_folder.read_return(sub_group)
    judgement = judgement_of(context, last.file, last.sha256)
    return judgement.return_ if judgement else None


def strays(context: Context, outcomes: tuple[Outcome, ...]) -> Iterator[OtherFile]:
    """The files that are nobody's return: of those just judged, and of those refused earlier that still lie in the inbox."""
    for outcome in outcomes:
        if outcome.outcome == "skipped" or (outcome.outcome == "refused" and outcome.sha256 not in context.state.decided_files):
            yield OtherFile(outcome.file, outcome.outcome, outcome.problems)
    just = {outcome.sha256 for outcome in outcomes}
    inbox = context.period_folder.inbox
    there = {path.name for path in inbox.rglob("*")} if inbox.is_dir() else set()
    for event in context.state.unrecognised.values():
        judgement = judgement_of(context, event.file, event.sha256) if event.file in there and event.sha256 not in just else None
        if judgement:
            yield OtherFile(event.file, "refused", judgement.problems)
