"""The ledger: what happened to a period's workbooks, returns and papers, one event after another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from shpdocs.model.appendix import Request

EventName = Literal[
    "issued",
    "received",
    "in-force",
    "held",
    "refused",
    "queried",
    "drafted",
    "accepted",
    "waived",
    "published",
    "exempted",
    "withdrawn",
    "withheld",
    "assembled",
    "appendix",
    "edition",
    "edition-file",
    "paper-sent",
    "removed",
    "torn",
]


OUTCOMES = ("in-force", "held", "refused")  # events that say what became of a file that was received
PRINTED = "printed"  # `what` of a decision to publish an answer whose workbook said that it is not printed
HEAD_PROPERTY = "shpdocs ledger"  # the name of the property of a draft paper that says how far the ledger went
_IN_WORDS = re.compile(r"(\S+) (0|[1-9][0-9]{0,9}) ([0-9a-f]{64}|)")


class Head(Struct, frozen=True):
    """How far a ledger goes: how many lines it has, and the SHA-256 of the last one without its line end, '' if it has none."""

    lines: int = 0
    sha256: str = ""

    def words(self, period: str) -> str:
        """The head of a period's ledger as a line of text."""
        return f"{period} {self.lines} {self.sha256}"


def head_in_words(text: str, period: str) -> Head | None:
    """Return the head of a period's ledger that a line of text says, None if it says none."""
    match = _IN_WORDS.fullmatch(text)
    return Head(int(match[2]), match[3]) if match and match[1] == period else None


class Ground(Struct, frozen=True, forbid_unknown_fields=True):
    """What makes an answer exempt though nobody decided it: a definition or profile ('2024-25/paper-short.toml'), with its reason."""

    file: str
    paragraphs: tuple[int, ...]
    reason: str


Grounds = Mapping[str, tuple[Ground, ...]]  # by answer: 'prevent/update', 'prevent/cases/owner' of a table's column


class Event(Struct, frozen=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """One event, and the form of its line in the ledger. `at` is ISO 8601 in UTC; fields that do not concern the event are empty.

    `fingerprint` is a hash of everything an issued workbook was made of, `prefill` that of the file that says what it was issued with,
    '' if nothing: what people entered stands in no event, so that it can be taken away. `problems` is the number of blocking problems
    or of warnings that hold a return, `missing` the sub-groups a draft lacked. `by` and `because` say who decided and why, `warnings`
    which warnings (`Problem.key`) hold a return, or which of them the decision covers; `about` is the SHA-256 of the file that a query
    workbook asks about. `rivals` and `differences` say of a file refused because nobody could choose between it and others which they
    are, and at which cells they differ.

    A return may be 'waived', small numbers be 'published' all the same, an answer be 'exempted', and each of these be
    'withdrawn': `answers` names the answers ('domestic-abuse/update'; for a waiver the sub-group alone) with the digest of
    what stood there when it was decided, `paragraphs` those of Schedule 12A, `what` the event that is withdrawn.
    `places` names, by digests, the places in the texts of answers that are 'published' which told small numbers, or numbers that the paper
    kept back elsewhere, when it was decided: the decision is about no other place.
    `return_sha256` is the SHA-256 of the file of a return that comes into force.
    Of a 'torn' line, one that a crash cut short, `size` says how many bytes of it were moved to `file`.
    A file received in error is 'removed', in two events: before its content is taken away, and once all is (`what` is 'done' then);
    so is a workbook that was issued with what it said (`about` is its SHA-256).
    `unprinted` are the answers of which a workbook that was issued or asks says that no public paper prints them, by pointer
    ('/fields/notes', '/tables/risks/owner'); None if it says nothing of it. A 'published' answer that such a workbook named has `what`
    'printed', another one has none.
    `grounds` says, by answer, what made answers exempt beside decisions: those that a paper has 'withheld' for it, and those that a
    withdrawal is about. `earlier` is in whichever event is the first since it changed: how the ledgers of the periods before, of which
    a paper of this one tells, began and how far they went, by period ('2024-25-Q1').
    Of papers, `profile` is the paper's ('' for the year's usual one) and `edition` the number of an edition, 0 for a draft. An 'edition'
    is recorded before it is put in its place, with the SHA-256 of its record (`file` is 'edition.json'); of it, and of a draft that was
    sent, `what` is 'board' if only the board may read it; an 'edition-file' is a file
    made of it later, such as its PDF: a public one, unless `what` is 'private'. A 'paper-sent' says that an edition or a draft
    (`sha256` of its .docx) went to the committee; an edition that was not may be 'withdrawn' (`what` is 'edition'). An 'appendix' is
    given to a paper under a `title`: `what` is 'given' (with name and SHA-256 of its file, and what is asked for of it), 'apart' (published
    apart) or 'left-out'.
    """

    event: EventName
    at: str
    file: str
    sha256: str
    sub_group: str = ""
    issue: int = 0
    fingerprint: str = ""
    prefill: str = ""
    problems: int = 0
    missing: tuple[str, ...] = ()
    by: str = ""
    because: str = ""
    warnings: tuple[str, ...] = ()
    about: str = ""
    rivals: str = ""
    differences: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    paragraphs: tuple[int, ...] = ()
    what: str = ""
    return_sha256: str = ""
    size: int = 0
    grounds: Mapping[str, tuple[Ground, ...]] = field(default_factory=dict)
    earlier: Mapping[str, tuple[Head, Head]] = field(default_factory=dict)
    profile: str = ""
    edition: int = 0
    title: str = ""
    unprinted: tuple[str, ...] | None = None
    requests: tuple[Request, ...] = ()
