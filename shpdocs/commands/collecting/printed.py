"""What was printed and comes otherwise now: a return that changes it waits until the lead or a person says that it is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from shpdocs.commands.collecting.judge import return_of
from shpdocs.commands.context import Context
from shpdocs.commands.earlier_papers import FIGURE, standing_papers
from shpdocs.figures.printed import EarlierPaper, Otherwise, is_figure, otherwise, pointer_of, sub_group_of
from shpdocs.model.collection import Judgement
from shpdocs.model.definition import Definition
from shpdocs.model.edition import PrintedAnswer
from shpdocs.model.errors import RecordError
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.problem import PRINTED_ANSWER, PRINTED_FIGURE, Problem
from shpdocs.model.returns import Place, Return
from shpdocs.report.printed import reads_as_printed, show_now

_Key = tuple[str, str]  # an answer and its period


def printed_problems(context: Context, judgement: Judgement) -> Iterator[Problem]:
    """Yield a warning for each answer of the period that a paper which others have printed, and that the file changes.

    What was printed as provisional, or was awaited, everybody had to expect to change.

    Raises:
        RecordError: the record of a paper is not as it was written.
    """
    before, now = _returns(context, judgement.sub_group), return_of(context, judgement)
    in_force = before.get(str(context.period))
    if in_force and in_force.answers == now.answers:
        return
    papers = tuple(_with_answers(context, judgement.sub_group))
    after = before | {str(context.period): now}
    changed: dict[_Key, tuple[Otherwise, list[str]]] = {}
    for paper in papers:
        told = {_key(found.printed): found.now for found in otherwise(paper, {judgement.sub_group: before})}
        for found in otherwise(paper, {judgement.sub_group: after}):
            if not found.is_ordinary and (_key(found.printed) not in told or told[_key(found.printed)] != found.now):
                changed.setdefault(_key(found.printed), (found, []))[1].append(paper.words)
    definition, small_numbers = context.year.definition(judgement.sub_group), context.settings.small_numbers
    for found, where in changed.values():
        if not reads_as_printed(found, definition, small_numbers):
            yield _problem(found, where, judgement.file, now, definition)


def _key(printed: PrintedAnswer) -> _Key:
    return printed.answer, printed.period


def _with_answers(context: Context, sub_group: str) -> Iterator[EarlierPaper]:
    """The papers that others have, each with what it printed of the sub-group's answers of this period alone."""
    for paper in standing_papers(context.root, context.period):
        if paper.is_out:
            own = (answer for answer in paper.printed if answer.period == str(context.period) and sub_group_of(answer) == sub_group)
            yield replace(paper, printed=tuple(own))


def _returns(context: Context, sub_group: str) -> dict[str, Return]:
    """The sub-group's returns in force of the year, by period; without one that is not as it was written: all is new compared with it."""
    returns = {}
    for quarter in QUARTERS:
        period = Period(context.period.year, quarter)
        try:
            return_ = context.root.period(period).read_return(sub_group)
        except RecordError:
            continue
        if return_:
            returns[str(period)] = return_
    return returns


def _problem(found: Otherwise, where: list[str], file: str, now: Return, definition: Definition | None) -> Problem:
    base = pointer_of(found.printed)
    pointer = base + FIGURE if is_figure(found.printed) else base
    source = now.sources.get(pointer) or now.sources.get(f"{base}/figure/reason")
    place = Place(file, source.sheet, source.cell) if source else Place(file)
    code = PRINTED_FIGURE if is_figure(found.printed) else PRINTED_ANSWER
    details: Mapping[str, str] = {"first": found.printed.shown, "where": " and ".join(where)}
    return Problem(code, place, show_now(found, definition), pointer, found.printed.name, details)
