"""A paper as it was printed, with the way back of every number: what is kept with an edition or a draft, and what `trace` reads."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from shpdocs.model.document import Document
from shpdocs.model.origin import PLAIN, How, Role, Unit
from shpdocs.model.returns import Json

Kind = How | Literal["returned", "stated", "calendar", "rule", "decided"]


class KeptCell(Struct, frozen=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """A cell that an answer stands in, and what it did (as in `Use`): the period of its return and the answer's JSON pointer in it,
    the file as received (name and SHA-256), the cell as it was read (as in `Source`).

    Of an answer that the paper keeps back `is_kept_back` is set, and there is no raw value: no tree of a public paper holds one.
    """

    period: str
    pointer: str
    role: Role
    file_name: str
    file: str
    sheet: str
    cell: str
    raw: Json = None
    number_format: str = ""
    rule: str = ""
    prefilled: bool = False
    is_kept_back: bool = False


class KeptOrigin(Struct, frozen=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """An origin as it is kept (see `model.origin`): what it is in words, the exact number that it has ('173/2', '' if none) and its unit.

    Of what is 'returned' `answer`, `period` and `cells` say where; of what is 'stated' `file` and `key`; of the 'calendar' `period`; what
    is 'decided' has the event as `key`, and `answer` and `at`; a 'rule' its words as `key`. What was worked out has `inputs`: the
    numbers of other origins of the same paper, all before its own.
    """

    kind: Kind
    words: str
    value: str = ""
    unit: Unit = PLAIN
    inputs: tuple[int, ...] = ()
    answer: str = ""
    period: str = ""
    cells: tuple[KeptCell, ...] = ()
    file: str = ""
    key: str = ""
    at: str = ""


class KeptSpan(Struct, frozen=True, array_like=True):
    """A piece of one of a document's texts and the number of its origin; `text` counts the texts as `paper.origins.texts` yields them."""

    text: int
    start: int
    end: int
    origin: int


class TracedDocument(Struct, frozen=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """A document as it was printed, without origins in its blocks, and the origins of the pieces of its texts."""

    document: Document
    origins: tuple[KeptOrigin, ...] = ()
    spans: tuple[KeptSpan, ...] = ()


class PrintedPaper(Struct, frozen=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """A paper as it was printed, notices and all: what is public, the places among its blocks at which an appendix of its own begins,
    and Part II if it has one. Private: it names files of leads, and holds Part II."""

    format: int
    public: TracedDocument
    starts: tuple[int, ...] = ()
    exempt: TracedDocument | None = None

    @property
    def documents(self) -> tuple[TracedDocument, ...]:
        """What is public, and Part II if there is one."""
        return (self.public, self.exempt) if self.exempt else (self.public,)
