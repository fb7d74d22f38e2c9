"""What keeps a paper from being final: returns that are missing or wait, texts to be decided about, days and lists that contradict."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from shpdocs.commands.assembling.inputs import PaperInputs
from shpdocs.model.errors import ShpdocsError
from shpdocs.paper.publication import answered_day
from shpdocs.paper.sections.compose import Composed
from shpdocs.report.held_back import held_back_words
from shpdocs.report.suppressed import telling_remedy

_OF_THE_BOARD = "agree another rule with the board, and set it as [small-numbers] of the profile"  # what is published is for all
Reason = tuple[str, str]  # what is open, and what to do


class NotFinalError(ShpdocsError):
    """The paper cannot be final yet: each reason with what to do. Nothing was written."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        self.reasons = reasons
        super().__init__("The paper cannot be final yet:", "".join(f"\n  {what}\n    {remedy}" for what, remedy in reasons))


def check_final(inputs: PaperInputs, composed: Composed) -> None:
    """Make sure that nothing keeps the paper from being final.

    Raises:
        NotFinalError: a return is neither in force nor waived, one that is not waived no longer fits its definition, a text with
            small numbers waits for a decision, a printed reason tells a number that is not published, a workbook said that an answer is
            not printed which this paper would print, settings and return give different days for the meeting, or a list of appendices
            names others than there are.
    """
    reasons = (
        *_missing_returns(inputs),
        *_unusable_returns(inputs),
        *_undecided_texts(inputs),
        *_telling_reasons(inputs),
        *_held_back(inputs),
        *_contradicting_days(inputs),
        *_wrong_lists(composed),
    )
    if reasons:
        raise NotFinalError(reasons)


def _missing_returns(inputs: PaperInputs) -> Iterator[Reason]:
    for definition in inputs.year.definitions:
        name = definition.sub_group
        is_unusable = f"{definition.title} ({inputs.period})" in inputs.in_force.unusable
        if name in inputs.in_force.returns or name in inputs.state.waived or is_unusable:
            continue
        who = f"{name} {inputs.period} --by NAME --because TEXT"
        if name in inputs.waiting:
            yield f"The return of {definition.title} waits for a decision.", f"shpdocs accept {who}"
        else:
            yield f"There is no return of {definition.title}.", f"Collect it, or: shpdocs waive {who}"


def _unusable_returns(inputs: PaperInputs) -> Iterator[Reason]:
    waived = [definition.title for definition in inputs.year.definitions if definition.sub_group in inputs.state.waived]
    for title in inputs.in_force.unusable:
        if title not in [f"{name} ({inputs.period})" for name in waived]:
            yield f"The return of {title} no longer fits its definition.", "Collect it again."


def _undecided_texts(inputs: PaperInputs) -> Iterator[Reason]:
    for flagged in inputs.disclosed.flagged:
        excerpts = "; ".join(f"“{excerpt}”" for excerpt in flagged.excerpts[:2])
        what = f"Numbers of people in {flagged.title} ({flagged.answer}) wait for a decision: {excerpts}"
        publish = f"shpdocs publish {flagged.answer} {inputs.period} --by NAME --because TEXT"
        yield what, f"Ask the lead for other words, or: {_OF_THE_BOARD if inputs.profile.is_for_board else publish}"


def _telling_reasons(inputs: PaperInputs) -> Iterator[Reason]:
    for reason in inputs.telling_reasons:
        what = f"The reason why {reason.answer} is {reason.why} tells a number that is not published: “{reason.excerpt}”"
        remedy = telling_remedy(reason, str(inputs.period))
        yield what, f"Have it said otherwise, or: {_OF_THE_BOARD}" if inputs.profile.is_for_board else remedy


def _held_back(inputs: PaperInputs) -> Iterator[Reason]:
    for held in held_back_words(inputs.held_back, str(inputs.period)):
        it, it_is = ("it", "it is") if held.count == 1 else ("them", "they are")
        what = f"{held.words} would be printed, and {'its' if held.count == 1 else 'their'} workbook said that {it_is} not."
        yield what, f"Take {it} out of the paper's profile, or: shpdocs publish {held.decided_by} --by NAME --because TEXT"


def _contradicting_days(inputs: PaperInputs) -> Iterator[Reason]:
    """The paper prints the day of the meeting that the return gives: another one in the settings must not pass."""
    meeting = inputs.settings.meeting(inputs.period)
    printed = answered_day(inputs.profile.meeting_date, inputs.in_force.returns)
    if meeting and printed and meeting != printed:
        what = f"The return gives {printed} as the day of the meeting, shpdocs.toml gives {meeting}."
        yield what, "Correct the one that is wrong; the paper prints that of the return."


def _wrong_lists(composed: Composed) -> Iterator[Reason]:
    """The lists of appendices that name others than there are, side by side with these."""
    for listed in composed.wrongly_listed:
        rows = [("It says", "There are"), *zip_longest(listed.typed, listed.there or ("none",), fillvalue="–")]
        width = max(len(said) for said, _ in rows)
        lines = "".join(f"\n      {said:<{width}}   {there}" for said, there in rows)
        what = f"“{listed.label}” ({listed.answer}) names other appendices than there are:{lines}"
        yield what, 'Correct or clear it in the workbook, or say what is missing: --appendix "TITLE=FILE.docx" or --apart "TITLE".'
