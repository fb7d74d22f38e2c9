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


def check_final(made: PaperInputs) -> None:
    """Make sure that nothing keeps the paper from being final.

    Raises:
        NotFinalError: a return is neither in force nor waived, one that is not waived no longer fits its definition, or a text
            with small numbers waits for a decision.
    """
    reasons = []
    period = made.period
    for definition in made.year.definitions:
        name = definition.sub_group
        if name in made.found.returns or name in made.state.waived or f"{definition.title} ({period})" in made.found.unusable:
            continue
        if name in made.waiting:
            reasons.append(
                (f"The return of {definition.title} waits for a decision.", f"shpdocs accept {name} {period} --by NAME --because TEXT")
            )
        else:
            reasons.append(
                (f"There is no return of {definition.title}.", f"Collect it, or: shpdocs waive {name} {period} --by NAME --because TEXT")
            )
    waived = {f"{one.title} ({period})" for one in made.year.definitions if one.sub_group in made.state.waived}
    unusable = (title for title in made.found.unusable if title not in waived)
    reasons += [(f"The return of {title} no longer fits its definition.", "Collect it again.") for title in unusable]
    for flagged in made.disclosed.flagged:
        told = "; ".join(f"“{excerpt}”" for excerpt in flagged.excerpts[:2])
        what = f"Small numbers in {flagged.title} ({flagged.answer}) wait for a decision: {told}"
        reasons.append((what, f"Ask the lead for other words, or: shpdocs publish {flagged.answer} {period} --by NAME --because TEXT"))
    reasons += _two_days(made)
    if reasons:
        raise NotFinalError(tuple(reasons))


def _two_days(made: PaperInputs) -> list[tuple[str, str]]:
    """The paper prints the day of the meeting that the return gives: another one in the settings must not pass."""
    name, meeting = made.profile.meeting_date, made.settings.meeting(made.period)
    printed = answered_day(made.found.returns.get(name.sub_group), name.key) if name else None
    if meeting is None or printed in (None, meeting):
        return []
    what = f"The return gives {printed} as the day of the meeting, shpdocs.toml gives {meeting}."
    return [(what, "Correct the one that is wrong; the paper prints that of the return.")]
