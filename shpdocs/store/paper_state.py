"""What a period's ledger says of one paper: its editions, what of them was withdrawn or sent, and the appendices given to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from shpdocs.model.ledger import Event
from shpdocs.model.profile import BOARD

PRIVATE = "private"  # `what` of an edition's file that was made later and is none of the public ones
PAPER_EVENTS = ("appendix", "edition", "edition-file", "paper-sent")  # and an edition that is withdrawn


@dataclass
class PaperState:
    """The events of one paper (a period and a profile), brought up to date by `apply`.

    By an edition's number: its event, its withdrawal, when it was sent, and the public files made of it later. In order: the drafts
    that were sent. By title, whatever its case, in the order first given: the appendices that go with the paper.
    """

    editions: dict[int, Event] = field(default_factory=dict)
    withdrawn: dict[int, Event] = field(default_factory=dict)
    sent: dict[int, Event] = field(default_factory=dict)
    files: dict[int, list[Event]] = field(default_factory=dict)
    drafts_sent: list[Event] = field(default_factory=list)
    appendices: dict[str, Event] = field(default_factory=dict)

    @property
    def standing(self) -> int:
        """The number of the last edition that was not withdrawn; 0 if there is none."""
        return max((number for number in self.editions if number not in self.withdrawn), default=0)

    @property
    def is_out(self) -> bool:
        """Whether there ever was an edition of it, or a draft of it was sent."""
        return bool(self.editions or self.drafts_sent)

    @property
    def is_for_board(self) -> bool:
        """Whether any of that was a paper for the board alone."""
        return any(event.what == BOARD for event in (*self.editions.values(), *self.drafts_sent))

    @property
    def published_at(self) -> tuple[str, ...]:
        """When each edition that was not withdrawn was published, in order."""
        return tuple(event.at for number, event in self.editions.items() if number not in self.withdrawn)

    @property
    def next_number(self) -> int:
        """The number of the next edition: none is given twice."""
        return max(self.editions, default=0) + 1

    def apply(self, event: Event) -> None:
        """Take in an event about this paper."""
        match event.event:
            case "edition":
                self.editions[event.edition] = event
            case "withdrawn":
                self.withdrawn[event.edition] = event
            case "edition-file":
                self.files.setdefault(event.edition, []).append(event)
            case "paper-sent" if event.edition:
                self.sent[event.edition] = event
            case "paper-sent":
                self.drafts_sent.append(event)
            case "appendix" if event.what == "left-out":
                self.appendices.pop(event.title.casefold(), None)
            case "appendix":
                self.appendices[event.title.casefold()] = event
