"""By when the paper of a period must be published: the day of the meeting, wherever it is stated, and the rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from shpdocs.model.period import Period
from shpdocs.model.profile import AnswerName
from shpdocs.model.returns import Return
from shpdocs.model.settings import Settings
from shpdocs.paper.publication import Publication, bank_holidays, publication


def publication_of(
    period: Period, settings: Settings, meeting_date: AnswerName | None, returns: Mapping[str, Return], *, today: str, ready: str = ""
) -> Publication | None:
    """Return by when the paper of a period must be published, None if no day of the meeting is known.

    The day is that of the settings, else the answer that the profile names, from the return in force. `today` is a day
    ('2024-09-16') or begins with one, as the time of an event does; `ready` the day on which a paper first stood that is no draft.
    """
    answered = answered_day(meeting_date, returns)
    day = settings.meeting(period) or answered
    if day is None:
        return None
    holidays = bank_holidays((day.year - 1, day.year))
    return publication(day, answered, settings.clear_days, holidays, date.fromisoformat(today[:10]), ready)


def answered_day(name: AnswerName | None, returns: Mapping[str, Return]) -> date | None:
    """The day that the field of that name holds in the returns in force, None if it holds none."""
    return_ = returns.get(name.sub_group) if name else None
    answer = return_.answers["fields"].get(name.key) if return_ and name else None
    try:
        return date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None
