"""Editions: a final paper as it was published, and the record of a draft; what each printed, and what differs between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from shpdocs.model.appendix import Request
from shpdocs.model.document import Document
from shpdocs.model.errors import UsageError
from shpdocs.model.ledger import Event
from shpdocs.model.period import Period, parse_period
from shpdocs.model.profile import BOARD
from shpdocs.model.returns import Json

PrintedState = Literal["printed", "suppressed", "withheld"]
DRAFT_NUMBER = 0  # in the place of an edition's number


class PrintedAnswer(Struct, frozen=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """What a paper told of one answer: `value` and the words that it `shown`; or that it was suppressed or withheld, without either.

    `answer` is the sub-group and the answer's JSON pointer: 'prevent/fields/update', 'partnership/tables/risks/0/owner'. A figure is
    named by its series, whichever quarter's return told it ('domestic-abuse/measures/repeat-victims', '…/parts/pwit'), and `period`
    ('2024-25-Q1') is the quarter that it is of; of all else it is the paper's. `name` is what people call it ('Repeat victims, Quarter 1').
    `value` is as it was returned, also where the paper rounded it; of a figure that there is none of, the reason.
    `is_provisional` says that it was printed as provisional.
    """

    answer: str
    period: str
    state: PrintedState
    name: str = ""
    value: Json = None
    shown: str = ""
    is_provisional: bool = False


class PaperChange(Struct, frozen=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """A place at which two papers differ: where ('Domestic abuse: Repeat victims, Quarter 2'), and what stood and stands there.

    `before` and `now` are '' where nothing stands; of what only `is_moved` they are the two places. `what` is 'text', 'marking' or
    'appendix'; `is_exempt` says that it is of Part II; `refs` name the answers that either text was made of.
    """

    where: str
    before: str
    now: str
    what: Literal["text", "marking", "appendix"] = "text"
    is_exempt: bool = False
    is_moved: bool = False
    refs: tuple[str, ...] = ()


class KeptAppendix(Struct, frozen=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """An appendix of a paper: its title as it was given, the heading that it has ('Appendix 2 – MPS report'), its file's name and SHA-256,
    and what was asked for of it.

    One that is published apart has neither file nor hash.
    """

    title: str
    heading: str
    file: str = ""
    sha256: str = ""
    requests: tuple[Request, ...] = ()

    @property
    def is_apart(self) -> bool:
        """Whether it is published apart: named in the paper, and not in it."""
        return not self.sha256


class CorrectionNote(Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What a corrected edition says of itself: the recorded day ('2024-11-04'), why, and what changed.

    `because` is '' where the reason may not be printed any more. Of `changes` a paper prints what it may when it is made: they tell of
    numbers that may have been suppressed since.
    """

    day: str
    because: str
    changes: tuple[PaperChange, ...] = ()


class Edition(Struct, frozen=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """The record of an edition, or of a draft (`number` is DRAFT_NUMBER): private, since it holds what is withheld.

    `profile` is '' for the year's usual one. `at`, `by` and `because` are when, by whom and why it was made; `fingerprint` is a hash of
    the ledgers and files that it was made from: another one does not yet mean another paper. `document` is the public paper as composed,
    without what the program adds of its own (draft notices, correction notes), `exempt` Part II. `returns` gives, by period and
    sub-group ('2024-25-Q2/prevent'), the SHA-256 of the received file of each return that it was made from. By path from the
    edition's folder, `public` gives the SHA-256 of every file in published/, `private` of those in editions/; the `public` of a draft
    is its file in papers/. `audience` is 'board' of a paper that only the board may read, marked with its `marking`, else '': of its files
    none stands in published/, and those of `public` are in board/.
    """

    format: int
    period: str
    number: int
    at: str
    version: str
    fingerprint: str
    document: Document
    profile: str = ""
    by: str = ""
    because: str = ""
    exempt: Document | None = None
    printed: tuple[PrintedAnswer, ...] = ()
    notes: tuple[CorrectionNote, ...] = ()
    appendices: tuple[KeptAppendix, ...] = ()
    changes: tuple[PaperChange, ...] = ()
    decisions: tuple[Event, ...] = ()
    returns: Mapping[str, str] = field(default_factory=dict)
    public: Mapping[str, str] = field(default_factory=dict)
    private: Mapping[str, str] = field(default_factory=dict)
    audience: str = ""
    marking: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether it is the record of a draft."""
        return self.number == DRAFT_NUMBER

    @property
    def is_for_board(self) -> bool:
        """Whether it is a paper that only the partnership's board may read."""
        return self.audience == BOARD


def parse_paper(text: str) -> tuple[Period, str]:
    """Return the period and the profile ('' for the year's usual one) of a paper as it is named: '2017-18-Q3/select-committee'.

    Raises:
        UsageError: what stands before the '/' is no period, or nothing stands behind it.
    """
    period, is_named, profile = text.strip().partition("/")
    if is_named and not profile:
        raise UsageError(
            f"'{text}' names no profile.", f"Write {period} for the year's usual paper, {period}/NAME for that of paper-NAME.toml."
        )
    return parse_period(period), profile


def paper_folder(profile: str) -> str:
    """The name of the folder of a paper's editions, that of its profile's file: 'paper', 'paper-select-committee'."""
    return f"paper-{profile}" if profile else "paper"


def paper_words(period: str, profile: str) -> str:
    """A paper as it is named on the command line: '2024-25-Q2', '2017-18-Q3/select-committee'."""
    return f"{period}/{profile}" if profile else period


def assemble_command(period: str, profile: str) -> str:
    """The command that makes a paper: 'shpdocs assemble 2017-18-Q3 --profile select-committee'; with --final it publishes it."""
    return f"shpdocs assemble {period}{f' --profile {profile}' if profile else ''}"
