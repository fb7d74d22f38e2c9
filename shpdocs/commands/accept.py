"""Accepting: a return that warnings hold back comes into force by somebody's decision, recorded with who and why."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.collecting.decide import put_in_force, with_its_standing
from shpdocs.commands.collecting.judge import judgement_of
from shpdocs.commands.collecting.report import Report, report
from shpdocs.commands.context import Context, hold_to_decide
from shpdocs.commands.decide import check_printed_reason
from shpdocs.definitions.small_numbers import strictest
from shpdocs.model.collection import Judgement
from shpdocs.model.errors import FolderError, RecordError, UsageError
from shpdocs.model.ledger import Event
from shpdocs.model.problem import PRINTED_ANSWER, PRINTED_FIGURE, Problem
from shpdocs.store.folder import check_sub_group


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
            or it has problems that must be put right; or the reason, which later papers print if a printed figure changes, seems to
            hold a small number of people.
        ShpdocsError: the folder, its settings or definitions cannot be used.
    """
    with hold_to_decide(folder, period, by, because, at) as context:
        check_sub_group(sub_group, context.sub_groups)
        accepted = with_its_standing(context, _waiting(context, sub_group))
        _check_printed(context, accepted, because)
        keys = tuple(problem.key for problem in accepted.warnings)
        event = Event("accepted", context.time, accepted.file, accepted.sha256, sub_group, problems=len(keys), warnings=keys)
        context.record(replace(event, by=by.strip(), because=because.strip()))
        put_in_force(context, accepted)
        context.record()
        return Accepted(sub_group, accepted.file, accepted.warnings, report(context, ()))


def _check_printed(context: Context, accepted: Judgement, because: str) -> None:
    """Make sure that the reason can be printed if later papers will, and that what was printed was known when the return was held.

    Raises:
        UsageError: it seems to hold a small number of people; or a paper was published since then of which nobody was told.
    """
    printed = tuple(problem for problem in accepted.warnings if problem.code in (PRINTED_FIGURE, PRINTED_ANSWER))
    held, definition = context.state.held.get(accepted.sub_group), context.year.definition(accepted.sub_group)
    if held and any(problem.key not in held.warnings for problem in printed):
        what = f"What {accepted.file} changes was printed since it came: {printed[0].what}"
        raise UsageError(what, f"Collect again to see all of it: shpdocs collect {context.period}")
    if printed and definition:
        rules = (context.settings.small_numbers, *(measure.small_numbers for measure in definition.measures if measure.small_numbers))
        check_printed_reason(because, replace(strictest(rules), words=context.settings.small_numbers.words))


def _waiting(context: Context, sub_group: str) -> Judgement:
    """The return that waits for a decision, as today's definitions judge it."""
    collect = f"shpdocs collect {context.period}"
    last = context.state.held.get(sub_group)
    if last is None:
        raise _nothing_waits(context, sub_group, collect)
    waiting = judgement_of(context, last.file, last.sha256)
    if waiting is None:
        fault = context.period_folder.received_fault(last.sha256, last.file)
        raise RecordError(fault) if fault else FolderError(f"{last.file} changed while it was read.", "Run the command again.")
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


def _nothing_waits(context: Context, sub_group: str, collect: str) -> UsageError:
    """Why nothing of that sub-group waits."""
    last = context.state.last_decision.get(sub_group)
    if last is None:
        return UsageError(f"No return of {sub_group} has come for {context.period}.", f"Collect it: {collect}")
    if last.event == "in-force":
        return UsageError(f"No return of {sub_group} waits for a decision: {last.file} is in force.", "There is nothing to accept.")
    return UsageError(
        f"{last.file} cannot be accepted: {last.problems} of its problems must be put right.",
        f"Send the query workbook to the lead; put what comes back into output/{context.period}/inbox, then: {collect}",
    )
