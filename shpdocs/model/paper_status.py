"""Where a paper stands: its editions, which of them the committee has, and what differs from them by now."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from shpdocs.model.edition import PaperChange
from shpdocs.model.errors import RecordFault


class EditionStatus(Struct, frozen=True):
    """An edition: when it was published, whether it 'stands', was 'replaced' by a later one or 'withdrawn', and when it was sent.

    Times are ISO 8601 in UTC, '' for what did not happen. `because` says why it was withdrawn.
    """

    number: int
    at: str
    state: Literal["stands", "replaced", "withdrawn"]
    sent: str = ""
    withdrawn: str = ""
    because: str = ""


class PaperStatus(Struct, frozen=True):
    """A paper ('2024-25-Q2', '2017-18-Q3/select-committee') of which there is an edition, or a draft that was sent.

    `editions` are in order, `drafts_sent` the times at which drafts were sent. `since` is what the paper as it is now was compared with:
    the edition that stands, or else the last draft that was sent ('edition 2', 'the draft sent on 3 November 2024'; '' for neither).
    `changes` are all that differs from it, `words` how many there are of each sort, and `unknown` why that cannot be told, '' if it can.
    `command` is what publishes the paper as it is now. `faults` says which files of the edition that stands are gone or not as published.
    """

    paper: str
    editions: tuple[EditionStatus, ...]
    drafts_sent: tuple[str, ...] = ()
    since: str = ""
    changes: tuple[PaperChange, ...] = ()
    words: str = ""
    unknown: str = ""
    command: str = ""
    faults: tuple[RecordFault, ...] = ()

    @property
    def standing(self) -> EditionStatus | None:
        """The edition that stands."""
        return next((edition for edition in self.editions if edition.state == "stands"), None)
