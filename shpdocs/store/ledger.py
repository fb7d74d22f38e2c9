"""What the events of a period's ledger come to: the last decision about each sub-group, what was accepted, asked and drafted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from msgspec.structs import replace

from shpdocs.model.disclosure import Decisions
from shpdocs.model.ledger import Event, Ground
from shpdocs.store.paper_state import PAPER_EVENTS, PaperState


def now() -> str:
    """Return the time as ISO 8601 in UTC, to the microsecond, as events have it. Commands read the clock here only and hand it on."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass
class LedgerState:
    """What the events of a period come to, brought up to date by `apply`; every step asks it, none reads the events anew.

    By sub-group: the last decision, the last return in force, that of another file before it, the one held since, the last workbook
    issued, the last query workbook, the last issue number given out, the waivers. By sub-group and issue: every workbook sent out.
    By a file's hash: when it last came, its acceptances, and the refusals of files that are nobody's return. By a file's name: the
    query workbooks and drafts made. By answer ('prevent/update'): what may be published (by the digest of what stood there) and
    what is exempt; what made an answer exempt that a paper withheld, and what of that a decision lifted.
    By a file's hash: what was received in error and removed. In order: the papers assembled. By a paper's profile: its editions and
    appendices.
    """

    last_decision: dict[str, Event] = field(default_factory=dict)
    in_force: dict[str, Event] = field(default_factory=dict)
    replaced: dict[str, Event] = field(default_factory=dict)
    held: dict[str, Event] = field(default_factory=dict)
    last_issued: dict[str, Event] = field(default_factory=dict)
    last_query: dict[str, Event] = field(default_factory=dict)
    last_issue: dict[str, int] = field(default_factory=dict)
    sent: dict[tuple[str, int], Event] = field(default_factory=dict)
    received: dict[str, Event] = field(default_factory=dict)
    accepted: dict[str, list[Event]] = field(default_factory=dict)
    unrecognised: dict[str, Event] = field(default_factory=dict)
    made: dict[str, Event] = field(default_factory=dict)
    waived: dict[str, Event] = field(default_factory=dict)
    published: dict[str, dict[str, Event]] = field(default_factory=dict)
    exempted: dict[str, Event] = field(default_factory=dict)
    withheld: dict[str, tuple[Ground, ...]] = field(default_factory=dict)
    lifted: dict[str, tuple[Ground, ...]] = field(default_factory=dict)
    removed: dict[str, Event] = field(default_factory=dict)
    assembled: list[Event] = field(default_factory=list)
    papers: dict[str, PaperState] = field(default_factory=dict)
    decided_files: set[str] = field(default_factory=set)
    runs: dict[str, int] = field(default_factory=dict)
    _last_run: tuple[str, int] = ("", 0)

    def apply(self, event: Event) -> None:
        """Take in an event that comes after all before."""
        match event.event:
            case "in-force" | "held" | "refused" if event.sub_group:
                self._decide(event)
            case "refused":
                self.unrecognised[event.sha256] = event
            case "received":
                self.received[event.sha256] = event
                if event.at != self._last_run[0]:
                    self._last_run = (event.at, self._last_run[1] + 1)
                self.runs[event.sha256] = self._last_run[1]
            case "accepted" | "removed":
                self._decide_of_file(event)
            case "issued" | "queried" | "drafted":
                self._send(event)
            case "waived" | "published" | "exempted" | "withdrawn":
                self._decide_of_paper(event)
            case "withheld" | "assembled":
                self._assemble(event)
            case _ if event.event in PAPER_EVENTS:
                self._paper(event.profile).apply(event)

    def _paper(self, profile: str) -> PaperState:
        return self.papers.setdefault(profile, PaperState())

    def _send(self, event: Event) -> None:
        if event.event == "drafted":
            self.made[event.file] = event
            return
        self.sent[event.sub_group, event.issue] = event
        self.last_issue[event.sub_group] = max(self.last_issue.get(event.sub_group, 0), event.issue)
        if event.event == "issued":
            self.last_issued[event.sub_group] = event
        else:
            self.last_query[event.sub_group] = self.made[event.file] = event

    def _decide(self, event: Event) -> None:
        self.last_decision[event.sub_group] = event
        self.decided_files.add(event.sha256)
        if event.event == "in-force":
            before = self.in_force.get(event.sub_group)
            if before and before.sha256 != event.sha256:
                self.replaced[event.sub_group] = before
            self.in_force[event.sub_group] = event
            self.held.pop(event.sub_group, None)
        elif event.event == "held":
            self.held[event.sub_group] = event
            accepted = self.accepted.get(event.sha256, [])  # what waits again is accepted no longer
            accepted[:] = [replace(each, warnings=tuple(key for key in each.warnings if key not in event.warnings)) for each in accepted]

    def _decide_of_paper(self, event: Event) -> None:
        if event.what == "edition":
            self._paper(event.profile).apply(event)
        for answer, digest in event.answers.items():
            if event.event == "waived":
                self.waived[answer] = event
            elif event.event == "exempted":
                self.exempted[answer] = event
                self.lifted.pop(answer, None)
            elif event.event == "published":
                self.published.setdefault(answer, {})[digest] = event
            elif event.what == "waived":
                self.waived.pop(answer, None)
            elif event.what == "exempted":
                self._lift(answer, event)
            else:
                self.published.pop(answer, None)

    def _decide_of_file(self, event: Event) -> None:
        file = event.sha256
        if event.event == "accepted":
            self.accepted.setdefault(file, []).append(event)
            return
        self.removed[file] = event
        self.received.pop(file, None)
        self.accepted.pop(file, None)
        self.unrecognised.pop(file, None)
        for key, sent in self.sent.items():
            if file in (sent.sha256, sent.about):
                self.sent[key] = replace(sent, prefill="")  # what it was issued with is gone too
        for sub_group in [name for name, before in self.replaced.items() if before.sha256 == file]:
            del self.replaced[sub_group]
        for sub_group in [name for name, held in self.held.items() if held.sha256 == file]:
            del self.held[sub_group]
        for sub_group in [name for name, last in self.last_decision.items() if last.sha256 == file]:
            before = self.held.get(sub_group) or self.in_force.get(sub_group)
            if before:
                self.last_decision[sub_group] = before
            else:
                del self.last_decision[sub_group]

    def _assemble(self, event: Event) -> None:
        if event.event == "assembled":
            self.assembled.append(event)
        for answer, grounds in event.grounds.items():
            self.withheld[answer] = tuple(dict.fromkeys((*self.withheld.get(answer, ()), *grounds)))

    def _lift(self, answer: str, event: Event) -> None:
        self.exempted.pop(answer, None)
        lifted = event.grounds.get(answer, ())
        self.lifted[answer] = (*self.lifted.get(answer, ()), *lifted)
        self.withheld[answer] = tuple(ground for ground in self.withheld.get(answer, ()) if ground not in lifted)

    @property
    def decisions(self) -> Decisions:
        """What was decided of the paper, and not withdrawn."""
        return Decisions(self.waived, self.published, self.exempted)

    @property
    def first_edition(self) -> str:
        """When the first edition of any paper that was not withdrawn was published; '' if none was."""
        return min((at for paper in self.papers.values() for at in paper.published_at), default="")

    def query(self, sub_group: str, issue: int) -> Event | None:
        """The query workbook with that issue number, None if that number is another workbook's."""
        event = self.sent.get((sub_group, issue))
        return event if event and event.event == "queried" else None

    def accepted_warnings(self, file: str) -> set[str]:
        """The warnings of a file, by `Problem.key`, that somebody accepted."""
        return {key for event in self.accepted.get(file, ()) for key in event.warnings}

    def received_run(self, file: str) -> int:
        """When a file, by its hash, was last received, counted in runs; 0 if it never was. No clock has a part in it."""
        return self.runs.get(file, 0)

    def received_at(self, file: str) -> str:
        """When a file, by its hash, was last received; '' if it never was."""
        return self.received[file].at if file in self.received else ""


def ledger_state(events: Iterable[Event]) -> LedgerState:
    """Return what the events come to."""
    state = LedgerState()
    for event in events:
        state.apply(event)
    return state
