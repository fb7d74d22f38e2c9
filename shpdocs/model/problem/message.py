"""Messages: how a problem is worded, and how its details come into the words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Severity = Literal["blocking", "warning", "notice"]

_PLACEHOLDER = re.compile(r"\{([a-z-]+)\}")


class Message(Struct, frozen=True):
    """How a problem is worded: what stands there, and what is needed. {…} are the problem's details.

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


def placeholders(template: str) -> set[str]:
    """Return the names of the details that a template has a place for."""
    return set(_PLACEHOLDER.findall(template))


def filled(template: str, details: Mapping[str, str]) -> str:
    """Return a template with its details filled in, once: a detail may hold braces too. What is not known stays as it is."""
    return _PLACEHOLDER.sub(lambda match: details.get(match[1], match[0]), template)


def printable(text: str) -> str:
    """Return text as a terminal may show it: a file's name may hold what moves the cursor."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
