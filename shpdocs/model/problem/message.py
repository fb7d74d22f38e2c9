"""Messages: how a problem is told."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Severity = Literal["blocking", "warning", "notice"]


class Message(Struct, frozen=True):
    """How a problem is told: what stands there, and what is needed. {…} are the problem's details.

    Something blocking must be put right; a warning holds a return back until the lead answers it or somebody accepts it;
    a notice is for information.
    """

    severity: Severity
    what: str
    needed: str


def blocking(what: str, needed: str) -> Message:
    """A message about something that must be put right."""
    return Message("blocking", what, needed)


def warning(what: str, needed: str) -> Message:
    """A message about something that holds a return until it is answered or accepted."""
    return Message("warning", what, needed)


def notice(what: str, needed: str) -> Message:
    """A message for information."""
    return Message("notice", what, needed)
