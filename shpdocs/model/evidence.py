"""Evidence: a paper as it was printed, with where every figure and text of it comes from, and who answers for that."""

from __future__ import annotations

from msgspec import Struct

from shpdocs.model.edition import Edition
from shpdocs.model.ledger import Event
from shpdocs.model.printed_paper import PrintedPaper


class UsedReturn(Struct, frozen=True):
    """A return that a paper was made from: its period ('2024-25-Q2') and sub-group, the SHA-256 of the file that it came in and the name
    of that, when it came (ISO 8601), and who signed it off: name, role and day. '' for what is not known, or was not filled in."""

    period: str
    sub_group: str
    file: str
    file_name: str = ""
    received: str = ""
    name: str = ""
    role: str = ""
    day: str = ""


class Evidence(Struct, frozen=True):
    """All that the page of evidence shows of a paper: its record, the paper as it was printed, the returns that it was made from, and the
    decisions that it rests on, in order. Private."""

    partnership: str
    edition: Edition
    printed: PrintedPaper
    returns: tuple[UsedReturn, ...] = ()
    decisions: tuple[Event, ...] = ()
