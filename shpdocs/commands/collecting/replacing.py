"""What a newer return of a quarter says otherwise than the one that it replaced, or would replace."""

from __future__ import annotations

from msgspec import Struct

from shpdocs.commands.collecting.judge import judgement_of
from shpdocs.commands.context import Context
from shpdocs.model.collection import Replacement
from shpdocs.model.definition import Definition
from shpdocs.model.errors import RecordError
from shpdocs.model.ledger import Event
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Return
from shpdocs.report.changes import changes_by_newer


class _Newer(Struct, frozen=True):
    """A newer return beside the one before it; None for one that is no longer there. `problems` are those of the newer one."""

    now: Return | None
    before: Return | None
    problems: tuple[Problem, ...] = ()


def replacement(context: Context, definition: Definition, last: Event) -> Replacement | None:
    """Return what `last`, the last decision about a sub-group, changes or would; None if no other return came before that file's.

    A return in force is held against the one that was in force before, one that waits or was refused against the one that stays in
    force. Without the returns of both nothing is compared.
    """
    is_in_force = last.event == "in-force"
    before = (context.state.replaced if is_in_force else context.state.in_force).get(definition.sub_group)
    if before is None or before.sha256 == last.sha256:
        return None
    try:
        newer = _replaced(context, before) if is_in_force else _would_replace(context, last)
    except RecordError:
        newer = _Newer(None, None)
    if newer.now is None or newer.before is None:
        return Replacement(before.file, None)
    return Replacement(before.file, changes_by_newer(definition, context.period, newer.now, newer.before, newer.problems))


def _replaced(context: Context, before: Event) -> _Newer:
    """The return in force and the one before it: as it was then, or else as its file is read today."""
    then = context.period_folder.returns.read_replaced(before)
    if then is None:
        judgement = judgement_of(context, before.file, before.sha256)
        then = judgement.return_ if judgement else None
    return _Newer(context.period_folder.read_return(before.sub_group), then)


def _would_replace(context: Context, last: Event) -> _Newer:
    judgement = judgement_of(context, last.file, last.sha256)
    there = context.period_folder.read_return(last.sub_group)
    return _Newer(judgement.return_, there, judgement.problems) if judgement else _Newer(None, there)
