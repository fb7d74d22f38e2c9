"""Where every sub-group stands: what the ledger last says of it, with the problems of the file that this is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from shpdocs.doors.store import Folder, PeriodFolder
from shpdocs.verbs.outcome import FileOutcome
from shpdocs.verbs.weigh import Scales
from shpdocs.words.collection import Change, Standing
from shpdocs.words.definition import Definition
from shpdocs.words.errors import FolderError
from shpdocs.words.ledger import Event
from shpdocs.words.problem import Problem, in_order

_Decided = Literal["in-force", "held", "refused"]
_DECIDED = ("in-force", "held", "refused")


@dataclass
class Known:
    """What the ledger says, by sub-group: the last decision, the last return in force, the one held since, the last query.

    By hash of a file: the last acceptance, and when it last came.
    """

    events: tuple[Event, ...]
    last: dict[str, Event] = field(default_factory=dict)
    in_force: dict[str, Event] = field(default_factory=dict)
    held: dict[str, Event] = field(default_factory=dict)
    accepted: dict[str, Event] = field(default_factory=dict)
    queried: dict[str, Event] = field(default_factory=dict)
    received: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for event in self.events:
            if event.event == "received":
                self.received[event.sha256] = event.at
            elif event.event in _DECIDED and event.sub_group:
                self.last[event.sub_group] = event
                self.files.add(event.sha256)
                if event.event == "in-force":
                    self.in_force[event.sub_group] = event
                    self.held.pop(event.sub_group, None)
                elif event.event == "held":
                    self.held[event.sub_group] = event
            elif event.event == "accepted":
                self.accepted[event.sha256] = event
            elif event.event == "queried":
                self.queried[event.sub_group] = event

    def is_of_somebody(self, file: str) -> bool:
        """Whether a file, by its hash, was found to be a sub-group's return for the period."""
        return file in self.files


def standings(
    root: Folder, of_period: PeriodFolder, scales: Scales, outcomes: tuple[FileOutcome, ...], known: Known
) -> tuple[Standing, ...]:
    """Where every sub-group stands, in the order of the definitions. `outcomes` are those of the files just judged."""
    just: dict[str, list[FileOutcome]] = {}
    for one in outcomes:
        if one.outcome in ("refused", "held", "in-force", "unchanged") and known.is_of_somebody(one.sha256):
            just.setdefault(one.sub_group, []).append(one)
    return tuple(_standing(root, of_period, scales, definition, just, known) for definition in scales.year.definitions)


def _standing(
    root: Folder,
    of_period: PeriodFolder,
    scales: Scales,
    definition: Definition,
    just: Mapping[str, list[FileOutcome]],
    known: Known,
) -> Standing:
    name = definition.sub_group
    last = known.last.get(name)
    is_in_force = of_period.return_file(name).is_file()
    if last is None or (last.event == "in-force" and not is_in_force):
        return Standing(name, definition.title, "missing")
    state = cast("_Decided", last.event)
    before = known.in_force.get(name)
    decision = known.accepted.get(last.sha256)
    return Standing(
        name,
        definition.title,
        state,
        last.file,
        known.received.get(last.sha256, last.at),
        before.file if before and is_in_force and state != "in-force" else "",
        f"{decision.by}: {decision.because}" if decision and state == "in-force" else "",
        _problems(of_period, scales, last, just.get(name, [])),
        _changes(root, of_period, definition) if state == "in-force" else (),
    )


def _problems(of_period: PeriodFolder, scales: Scales, last: Event, just: list[FileOutcome]) -> tuple[Problem, ...]:
    """The problems of the file that the last decision is about; if it was judged in an earlier run, it is judged again.

    Two files between which nobody could choose are told together.
    """
    about = [one for one in just if one.sha256 == last.sha256]
    tied = [one for one in just if any(problem.code == "two-candidates" for problem in one.problems)]
    if about:
        return in_order(tuple(problem for one in (tied or about) for problem in one.problems))
    content = of_period.received(last.sha256)
    return scales.weigh((last.file, content)).judged.problems if content is not None else ()


def _changes(root: Folder, of_period: PeriodFolder, definition: Definition) -> tuple[Change, ...]:
    """What the return in force says otherwise than the one of the quarter before."""
    period = of_period.period
    try:
        before = root.period(period.before).read_return(definition.sub_group) if period.earlier_quarters else None
        now = of_period.read_return(definition.sub_group) if before else None
    except FolderError:
        return ()
    if now is None:
        return ()
    from shpdocs.rules.changes import changes

    return changes(definition, period, now, before)
