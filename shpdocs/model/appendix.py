"""Appendices of other bodies: what comes in, why one is refused, and what became of each that came in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from shpdocs.model.errors import ShpdocsError
from shpdocs.model.origin import Statement
from shpdocs.model.phrase import Phrase

Request = Literal["changes-accepted", "comments-dropped", "objects-as-pictures", "links-as-text", "hidden-dropped", "hidden-shown"]
"""What may be asked for of an appendix that is refused without: its tracked changes are accepted, its comments stay behind, of an embedded
object the picture comes in, of a link that no paper may have the words, text that no reader sees stays behind or is shown."""

INSTEAD: dict[Request, Request] = {"hidden-dropped": "hidden-shown", "hidden-shown": "hidden-dropped"}
"""Requests of which one takes the place of the other."""

_REQUESTED: dict[Request, str] = {
    "changes-accepted": "tracked changes accepted",
    "comments-dropped": "comments left out",
    "objects-as-pictures": "of embedded objects the pictures",
    "links-as-text": "links that no reader can open as words",
    "hidden-dropped": "text that no reader sees left out",
    "hidden-shown": "text that no reader sees shown",
}

_NUMBERED = re.compile(r"\s*appendix\s+(?:\d+|[a-z])\b[\s–—:.|-]*(.*)", re.IGNORECASE)


def requests_in_words(requests: tuple[Request, ...]) -> str:
    """What was asked for of an appendix, as words behind its name: ' (asked for: comments left out)', '' if nothing was."""
    return f" (asked for: {'; '.join(_REQUESTED[request] for request in requests)})" if requests else ""


def title_after_number(text: str) -> str | None:
    """The title of a heading numbered by hand ('Appendix 4 – MPS Report'), '' if it has none; None if it is not numbered."""
    match = _NUMBERED.match(text)
    return match[1].strip() if match else None


class NamedAppendix(Struct, frozen=True):
    """An appendix of a paper: its title, without a number, whether it is published apart from the paper, and where the title comes from:
    the profile, or the officer who added it."""

    title: str
    is_apart: bool = False
    origin: Statement | None = None


class NumberedAppendix(Struct, frozen=True):
    """An appendix that there is: its title, its heading ('Appendix 2 – MPS Report') and how texts refer to it ('Appendix 2')."""

    title: str
    heading_words: Phrase
    name_words: Phrase
    is_apart: bool = False

    @property
    def heading(self) -> str:
        """What its heading reads."""
        return self.heading_words.text

    @property
    def name(self) -> str:
        """What texts call it."""
        return self.name_words.text


class ListedAppendices(Struct, frozen=True):
    """A list of appendices as somebody typed it, line by line, that names others than `there` are; `label` is what it is printed under."""

    answer: str
    label: str
    typed: tuple[str, ...]
    there: tuple[str, ...]


class AbsentAppendix(Struct, frozen=True):
    """An appendix that an answer (`ref`) names ('Appendix 3') and that is not there, with the words around it."""

    name: str
    ref: str
    excerpt: str


class Appendix(Struct, frozen=True):
    """A Word file of another body. `heading` is printed over it, such as 'Appendix 2 – MPS Report'; `file` is its name; `requests` are
    what was asked for of it."""

    title: str
    heading: str
    content: bytes
    file: str
    requests: tuple[Request, ...] = ()


class RequestFor(Struct, frozen=True):
    """A request for the appendix of this title, or, without one, for those given in the same run; it may be taken back."""

    request: Request
    title: str = ""
    is_taken_back: bool = False


class Refusal(Struct, frozen=True):
    """Something in an appendix that cannot come in: what, where it stands, and what to do about it in Word."""

    what: str
    where: str
    mend: str

    @property
    def words(self) -> str:
        """The refusal as one line."""
        return f"{self.what} ({self.where}). {self.mend}" if self.where else f"{self.what}. {self.mend}"


def _with_places_together(refusals: tuple[Refusal, ...]) -> Iterator[Refusal]:
    """The reasons, each told once with all its places."""
    places: dict[tuple[str, str], list[str]] = {}
    for refusal in refusals:
        places.setdefault((refusal.what, refusal.mend), []).append(refusal.where)
    for (what, mend), where in places.items():
        yield Refusal(what, "; ".join(filter(None, where)), mend)


class CarriedContent(Struct, frozen=True):
    """A kind of thing that came in as it was, and how many."""

    what: str
    count: int


class MergeReport(Struct, frozen=True):
    """What became of one appendix, as schemas/merge-report.schema.json describes it.

    `left` never was on a page: properties, settings; `requested` is what was done because somebody asked for it, with counts, or that
    there was nothing to do; `noticed` is what somebody should look at; `lost` is proved empty. `bookmark` is the name of the bookmark on
    its heading, for links to it.
    """

    title: str
    file: str
    sha256: str
    bookmark: str
    carried: tuple[CarriedContent, ...]
    changed: tuple[str, ...]
    left: tuple[str, ...]
    requested: tuple[str, ...] = ()
    noticed: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    lost: tuple[str, ...] = ()


class Merged(Struct, frozen=True):
    """The paper with its appendices (.docx), a report for each appendix in order, and each as what of it comes in, a file of its own."""

    content: bytes
    reports: tuple[MergeReport, ...]
    appendices: tuple[bytes, ...] = ()


class AppendixRefusedError(ShpdocsError):
    """Appendices cannot come into the paper: every reason of every file. Nothing was written."""

    def __init__(self, refused: tuple[tuple[str, tuple[Refusal, ...]], ...]) -> None:
        self.refused = refused
        lines = "".join(f"\n  {file}: {refusal.words}" for file, refusals in refused for refusal in _with_places_together(refusals))
        super().__init__("An appendix cannot come into the paper as it is:", lines)


class AppendixLostError(ShpdocsError):
    """The result lacks something of an appendix: it is not written."""

    def __init__(self, file: str, lost: tuple[str, ...]) -> None:
        self.lost = lost
        lines = "".join(f"\n  {text}" for text in lost)
        super().__init__(f"{file} did not come whole into the paper, so no paper was written:{lines}\n", "Publish it as a file of its own.")
