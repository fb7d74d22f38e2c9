"""Where the day of the meeting is stated, for a first look: settings and profile are read, and not judged."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from shpdocs.model.period import Period
from shpdocs.model.settings import Settings
from shpdocs.store.folder import PROFILE, SETTINGS, Folder

_MOST_CLEAR_DAYS = 30  # as the settings' schema has it


def meeting_in_settings(folder: Folder, period: Period) -> tuple[date | None, int]:
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


def meeting_in_profile(folder: Folder, year: str) -> str:
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
