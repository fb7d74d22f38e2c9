"""Judging whether a paper may be final."""

from __future__ import annotations

from shpdocs.commands.assembling.inputs import PaperInputs
from shpdocs.commands.publication import answered_day
from shpdocs.model.errors import ShpdocsError


class NotFinalError(ShpdocsError):
    """The paper cannot be final yet: each reason with what to do. Nothing was written."""

    def __init__(self, reasons: tuple[tuple[str, str], ...]) -> None:
        self.reasons = reasons
        super().__init__("The paper cannot be final yet:", "".join(f"\n  {what}\n    {remedy}" for what, remedy in reasons))


def check_final(inputs: PaperInputs) -> None:
    """Make sure that nothing keeps the paper from being final.

    Raises:
        NotFinalError: a return is neither in force nor waived, one that is not waived no longer fits its definition, or a text
            with small numbers waits for a decision.
    """
    reasons = []
    period = inputs.period
    for definition in inputs.year.definitions:
        name = definition.sub_group
        if name in inputs.in_force.returns or name in inputs.state.waived or f"{definition.title} ({period})" in inputs.in_force.unusable:
            continue
        if name in inputs.waiting:
            reasons.append(
                (f"The return of {definition.title} waits for a decision.", f"shpdocs accept {name} {period} --by NAME --because TEXT")
            )
        else:
            reasons.append(
                (f"There is no return of {definition.title}.", f"Collect it, or: shpdocs waive {name} {period} --by NAME --because TEXT")
            )
    waived = {f"{definition.title} ({period})" for definition in inputs.year.definitions if definition.sub_group in inputs.state.waived}
    unusable = (title for title in inputs.in_force.unusable if title not in waived)
    reasons += [(f"The return of {title} no longer fits its definition.", "Collect it again.") for title in unusable]
    for flagged in inputs.disclosed.flagged:
        excerpts = "; ".join(f"“{excerpt}”" for excerpt in flagged.excerpts[:2])
        what = f"Small numbers in {flagged.title} ({flagged.answer}) wait for a decision: {excerpts}"
        reasons.append((what, f"Ask the lead for other words, or: shpdocs publish {flagged.answer} {period} --by NAME --because TEXT"))
    reasons += _contradicting_days(inputs)
    if reasons:
        raise NotFinalError(tuple(reasons))


def _contradicting_days(inputs: PaperInputs) -> list[tuple[str, str]]:
    """The paper prints the day of the meeting that the return gives: another one in the settings must not pass."""
    name, meeting = inputs.profile.meeting_date, inputs.settings.meeting(inputs.period)
    printed = answered_day(inputs.in_force.returns.get(name.sub_group), name.key) if name else None
    if meeting is None or printed in (None, meeting):
        return []
    what = f"The return gives {printed} as the day of the meeting, shpdocs.toml gives {meeting}."
    return [(what, "Correct the one that is wrong; the paper prints that of the return.")]
