"""By when the paper of a period must be published: the day of the meeting, wherever it is stated, and the rule.

For a first look (`status`) settings and profile are read, and not judged.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from shpdocs.model.ledger import Event
from shpdocs.model.period import Period
from shpdocs.model.profile import AnswerName
from shpdocs.model.returns import Return
from shpdocs.model.settings import Settings
from shpdocs.paper.publication import Publication, bank_holidays, publication
from shpdocs.store.folder import PROFILE, SETTINGS, Folder

_MOST_CLEAR_DAYS = 30  # as the settings' schema has it


def publication_of(
    period: Period, settings: Settings, meeting_date: AnswerName | None, returns: Mapping[str, Return], *, today: str
) -> Publication | None:
    """Return by when the paper of a period must be published, None if no day of the meeting is known.

    The day is that of the settings, else the answer that the profile names, from the return in force. `today` is a day
    ('2024-09-16') or begins with one, as the time of an event does.
    """
    answered = answered_day(returns.get(meeting_date.sub_group), meeting_date.key) if meeting_date else None
    return _published_by(settings.meeting(period), answered, settings.clear_days, today)


def publication_unvalidated(root: Folder, period: Period, assembled: Iterable[Event], *, today: str) -> Publication | None:
    """Return the same for a first look: no file but the settings, the profile and one return is read, and none is validated.

    A paper that is no draft, assembled by the last day, is in time however late it is today.

    Raises:
        FolderError: the return in force that holds the day is damaged.
    """
    meeting, clear_days = _meeting_in_settings(root, period)
    sub_group, _, key = _meeting_in_profile(root, period.year).partition("/")
    answered = answered_day(root.period(period).read_return(sub_group), key) if key else None
    ready = (event.at[:10] for event in assembled if event.what == "final")
    return _published_by(meeting, answered, clear_days, today, min(ready, default=""))


def answered_day(return_: Return | None, key: str) -> date | None:
    """The day that a field of a return holds, None if it holds none."""
    answer = return_.answers["fields"].get(key) if return_ else None
    try:
        return date.fromisoformat(answer) if isinstance(answer, str) else None
    except ValueError:
        return None


def _published_by(meeting: date | None, answered: date | None, clear_days: int, today: str, ready: str = "") -> Publication | None:
    day = meeting or answered
    if day is None:
        return None
    holidays = bank_holidays((day.year - 1, day.year))
    return publication(day, answered, clear_days, holidays, date.fromisoformat(today[:10]), ready)


def _meeting_in_settings(folder: Folder, period: Period) -> tuple[date | None, int]:
    """The day on which the committee meets about a period, by shpdocs.toml (None if none is set there), and how many clear days
    before it the paper is due."""
    raw = _toml((folder.root / SETTINGS).read_text(encoding="utf-8-sig"))
    usual = Settings("", "").clear_days
    days = raw.get("clear-days", usual)
    try:
        meeting = Settings("", "", meetings=raw.get("meetings", {})).meeting(period)
    except (TypeError, ValueError):
        meeting = None
    return meeting, days if type(days) is int and 0 < days <= _MOST_CLEAR_DAYS else usual


def _meeting_in_profile(folder: Folder, year: str) -> str:
    """The answer ('partnership/meeting-date') that a year's profile names for the day of the meeting, '' if none."""
    try:
        text = (folder.templates(year) / PROFILE).read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return ""
    if "meeting-date" not in text:  # many have none, and to parse one takes time
        return ""
    name = _toml(text).get("meeting-date", "")
    return name if isinstance(name, str) else ""


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except ValueError:
        return {}
