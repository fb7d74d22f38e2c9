"""Deciding what becomes of the files that were judged: in force, held for a decision, refused, or past."""

from __future__ import annotations

from itertools import groupby

from msgspec.structs import replace

from shpdocs.commands.collecting.judge import judgement_of, return_of
from shpdocs.commands.collecting.printed import printed_problems
from shpdocs.commands.context import Context
from shpdocs.model.collection import Judgement, Outcome
from shpdocs.model.errors import RecordError
from shpdocs.model.ledger import Event, EventName
from shpdocs.model.problem import PRINTED_ANSWER, PRINTED_FIGURE, Problem
from shpdocs.model.returns import Place, Return
from shpdocs.store.disk import sha256
from shpdocs.store.precedence import differing, latest
from shpdocs.store.records import return_bytes

_NAMED = 5  # differing answers
_TOGETHER = 50  # returns that are recorded in one piece and then written; so many are in memory


def decide(context: Context, judgements: tuple[Judgement, ...]) -> tuple[Outcome, ...]:
    """Return what becomes of every file, in their order, and put in force what counts."""
    outcomes = {judgement.sha256: judgement.outcome("refused") for judgement in judgements}
    valid = sorted((judgement for judgement in judgements if judgement.is_valid), key=lambda judgement: judgement.sub_group)
    try:
        for _, files in groupby(valid, key=lambda judgement: judgement.sub_group):
            outcomes |= _decide_among(context, tuple(files))
            if len(context.unwritten) >= _TOGETHER:
                context.record()
        for judgement in sorted(judgements, key=lambda judgement: _when(context, judgement), reverse=True):
            if outcomes[judgement.sha256].outcome == "refused":
                outcomes[judgement.sha256] = _refuse(context, outcomes[judgement.sha256], judgement)
    finally:
        context.record()
    return tuple(outcomes[judgement.sha256] for judgement in judgements)


def _when(context: Context, judgement: Judgement) -> tuple[int, int]:
    """When a file came; of those that came together, which issue it is."""
    return context.state.received_run(judgement.sha256), judgement.issue


def _is_later(context: Context, file: str, other: str) -> bool:
    return context.state.received_run(file) > context.state.received_run(other)


def _decide_among(context: Context, files: tuple[Judgement, ...]) -> dict[str, Outcome]:
    """What becomes of the valid files for one return, by their hashes. The one that counts is settled first, and in force then."""
    counting = latest(files, context.state)
    if len(counting) == 1:
        outcomes = {counting[0].sha256: _settle(context, counting[0])}
    else:
        outcomes = {file.sha256: _tied(context, file, counting) for file in counting}
    past = (file for file in files if file.sha256 not in outcomes)
    return outcomes | {file.sha256: _past(context, file, counting) for file in past}


def _settle(context: Context, judgement: Judgement) -> Outcome:
    """What becomes of the file that counts among those that came."""
    before = context.state.in_force.get(judgement.sub_group)
    if before and _is_later(context, before.sha256, judgement.sha256):
        return judgement.outcome("superseded")
    stands = _stands(context, judgement)
    judgement = with_its_standing(context, judgement)
    accepted = _accepted_warnings(context, judgement)
    held = tuple(problem.key for problem in judgement.warnings if problem.key not in accepted)
    if not stands and held:
        asked = context.state.query(judgement.sub_group, judgement.issue)
        is_unanswered = any(problem.code == "query-unanswered" for problem in judgement.problems)
        if before and asked and is_unanswered and before.sha256 == asked.about:  # accepted meanwhile as it stood
            return judgement.outcome("duplicate")
        _record(context, "held", judgement.outcome("held"), len(held), held)
        return judgement.outcome("held")
    put_in_force(context, judgement)
    return judgement.outcome("unchanged" if stands else "in-force")


def _accepted_warnings(context: Context, judgement: Judgement) -> set[str]:
    """The warnings of a file that were accepted. What it changes of papers is decided anew if another file came in force since."""
    accepted = context.state.accepted_warnings(judgement.sha256)
    before, held = context.state.in_force.get(judgement.sub_group), context.state.held.get(judgement.sub_group)
    is_waiting = held is not None and held.sha256 == judgement.sha256
    if before is None or before.sha256 == judgement.sha256 or is_waiting:
        return accepted
    return {key for key in accepted if not key.startswith((f"{PRINTED_FIGURE} ", f"{PRINTED_ANSWER} "))}


def put_in_force(context: Context, judgement: Judgement) -> None:
    """Put a return in force, unless just it is already, and record that: its file is written once that is on the disk."""
    before = context.state.in_force.get(judgement.sub_group)
    if before and _stands(context, judgement):
        _record(context, "in-force", judgement.outcome("in-force"), return_sha256=before.return_sha256)
        return
    content = return_bytes(return_of(context, judgement), context.period_folder.returns.head())
    context.unwritten[judgement.sub_group] = content
    _record(context, "in-force", judgement.outcome("in-force"), return_sha256=sha256(content))


def _stands(context: Context, judgement: Judgement) -> bool:
    """Whether just this return is in force, if perhaps under another file's name."""
    try:
        there = context.period_folder.read_return(judgement.sub_group)
    except RecordError:
        return False
    if there is None or there.file != judgement.sha256:
        return False
    return_ = return_of(context, judgement)
    return replace(there, file_name=return_.file_name) == return_


def with_its_standing(context: Context, judgement: Judgement) -> Judgement:
    """The judgement with what can only be said beside what came before the file and what was sent out."""
    state, sub_group, issue = context.state, judgement.sub_group, judgement.issue
    place, problems = Place(judgement.file), []
    before, asked = context.state.in_force.get(sub_group), state.query(sub_group, issue)
    if before and before.sha256 != judgement.sha256 and before.issue > issue:
        problems.append(Problem("older-issue", place, str(issue), details={"first": str(before.issue)}))
    elif before and asked and before.issue < issue and _is_later(context, before.sha256, asked.about):
        problems.append(Problem("query-of-older", place, asked.file))
    if sub_group in state.last_issue and (sub_group, issue) not in state.sent:
        problems.append(Problem("issue-unknown", place, str(issue)))
    if asked and _is_unanswered(context, judgement, asked):
        problems.append(Problem("query-unanswered", place))
    return judgement.with_problems(*problems, *printed_problems(context, judgement))


def _is_unanswered(context: Context, judgement: Judgement, asked: Event) -> bool:
    """Whether this is the workbook of a query that came back with the very answers that were asked about.

    What was asked about them, such as a remark that no answer reads, is then as open as it was.
    """
    received = context.state.received.get(asked.about)
    about = judgement_of(context, received.file if received else asked.file, asked.about)
    return about is not None and about.answers == judgement.answers != ""


def _past(context: Context, judgement: Judgement, counting: tuple[Judgement, ...]) -> Outcome:
    """What becomes of a valid file that another one, or several, come before."""
    if len(counting) == 1 and counting[0].answers == judgement.answers:
        return judgement.with_problems(Problem("same-answers", Place(judgement.file), counting[0].file)).outcome("duplicate")
    before = context.state.in_force.get(judgement.sub_group)
    return judgement.outcome("unchanged" if before and before.sha256 == judgement.sha256 else "superseded")


def _refuse(context: Context, outcome: Outcome, judgement: Judgement) -> Outcome:
    """Record a refusal, unless a return that came later is in force or was reported, so that the file's problems are past."""
    blocking = sum(problem.severity == "blocking" for problem in outcome.problems)
    if not judgement.answers:
        _record(context, "refused", replace(outcome, sub_group="", issue=0), blocking)
        return outcome
    before, last = context.state.in_force.get(outcome.sub_group), context.state.last_decision.get(outcome.sub_group)
    other = last if last and last.sha256 != outcome.sha256 else None
    later = (before.sha256 if before else "", other.sha256 if other else "")  # in force; refused too, or waiting
    if any(_is_later(context, file, outcome.sha256) for file in later):
        return replace(outcome, outcome="superseded", problems=())
    came_together = other and context.state.received_run(other.sha256) == context.state.received_run(outcome.sha256)
    if not (came_together and other and other.event != "in-force"):  # of several that came together one is recorded; all are reported
        _record(context, "refused", outcome, blocking)
    return outcome


def _record(
    context: Context, event: EventName, outcome: Outcome, problems: int = 0, warnings: tuple[str, ...] = (), return_sha256: str = ""
) -> None:
    """Record an event together with the others, unless it is the last thing known of the sub-group, or of a file that is nobody's."""
    about = (outcome.file, outcome.sha256, outcome.sub_group, outcome.issue)
    new = Event(event, context.time, *about, problems=problems, warnings=warnings, return_sha256=return_sha256)
    tie = next((problem for problem in outcome.problems if problem.code == "two-candidates"), None)
    if tie:
        new = replace(new, rivals=tie.entered, differences=tie.details["differences"])
    state = context.state
    known = state.last_decision.get(outcome.sub_group) if outcome.sub_group else state.unrecognised.get(outcome.sha256)
    if known is None or replace(known, at="", file="") != replace(new, at="", file=""):
        context.record(new, later=True)


def _tied(context: Context, judgement: Judgement, tied: tuple[Judgement, ...]) -> Outcome:
    """A file of several between which nobody but a person can choose: it says which they are, and where they differ."""
    rivals = tuple(file for file in tied if file.sha256 != judgement.sha256)
    own, others = return_of(context, judgement), (return_of(context, rival) for rival in rivals)
    pointers = dict.fromkeys(pointer for other in others for pointer in differing(own.answers, other.answers))
    where = [_cell_of(own, pointer) for pointer in pointers]
    more = f" and {len(where) - _NAMED} more" if len(where) > _NAMED else ""
    names, details = ", ".join(rival.file for rival in rivals), {"differences": ", ".join(where[:_NAMED]) + more}
    return judgement.with_problems(Problem("two-candidates", Place(judgement.file), names, details=details)).outcome("refused")


def _cell_of(return_: Return, pointer: str) -> str:
    """Where an answer stands, as 'Measures H7'; its pointer if nothing was entered there."""
    at = pointer
    while at:
        if at in return_.sources:
            return f"{return_.sources[at].sheet} {return_.sources[at].cell}"
        at = at.rpartition("/")[0]
    return pointer
