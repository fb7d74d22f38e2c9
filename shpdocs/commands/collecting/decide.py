"""Deciding what becomes of the files that were weighed: in force, held for a decision, refused, or past."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from shpdocs.commands.collecting.standing import Scene
from shpdocs.commands.collecting.weighing import Came, Weighed
from shpdocs.commands.judge import outcome_of
from shpdocs.model.collection import Outcome
from shpdocs.model.ledger import Event, EventName
from shpdocs.model.problem import Problem, in_order
from shpdocs.model.returns import Place, Stamp
from shpdocs.store.disk import sha256
from shpdocs.store.folder import PeriodFolder
from shpdocs.store.ledger import LedgerState
from shpdocs.store.precedence import Candidate, decide, differing

_NAMED = 5  # differing answers


@dataclass
class Deciding:
    """A period while it is decided what counts; what its ledger says is kept up to date."""

    scene: Scene
    time: str

    @property
    def period_folder(self) -> PeriodFolder:
        """The period's folder."""
        return self.scene.period_folder

    @property
    def state(self) -> LedgerState:
        """What the ledger says."""
        return self.scene.state

    def stage(self, one: Weighed) -> Weighed:
        """Lay a return that may count beside those in force; its content is then no longer held in memory."""
        if one.is_valid and not self._stands(one):
            self.period_folder.stage(one.sha256, one.content)
        return replace(one, content=b"")

    def _stands(self, one: Weighed) -> bool:
        """Whether just this return is in force."""
        stamp = one.judged.stamp
        path = self.period_folder.return_file(stamp.sub_group) if stamp else None
        if path is None or not path.is_file():
            return False
        there = path.read_bytes()
        return there == one.content or _same_but_for_name(there, one.content)

    def _content(self, one: Weighed, sub_group: str) -> bytes:
        try:
            return self.period_folder.read_staged(one.sha256)
        except FileNotFoundError:
            return self.period_folder.return_file(sub_group).read_bytes()

    def _in_force(self, sub_group: str) -> tuple[str, int] | None:
        """Hash and issue of the return in force, or None. What a damaged one was, the ledger tells: collecting again mends it."""
        path = self.period_folder.return_file(sub_group)
        if not path.is_file():
            return None
        raw = _raw(path.read_bytes())
        known = self.state.in_force.get(sub_group)
        try:
            file, issue = raw["received"]["sha256"], raw["issue"]
        except (KeyError, TypeError):
            file = issue = None
        if isinstance(file, str) and isinstance(issue, int):
            return file, issue
        return (known.sha256, known.issue) if known else None

    def outcomes(self, weighed: tuple[Weighed, ...]) -> list[Outcome]:
        """Return what becomes of every file, in their order, and put in force what counts."""
        found = {number: outcome_of(one.judged, "refused") for number, one in enumerate(weighed)}
        groups: dict[str, dict[int, Weighed]] = {}
        for number, one in enumerate(weighed):
            if one.is_valid and one.judged.stamp:
                groups.setdefault(one.judged.stamp.sub_group, {})[number] = one
        for sub_group in sorted(groups):
            found |= self._of_group(sub_group, groups[sub_group])
        last_first = sorted(range(len(weighed)), key=lambda number: self._when(weighed[number]), reverse=True)
        for number in last_first:
            if found[number].outcome == "refused":
                found[number] = self._refused(found[number], weighed[number])
        return [found[number] for number in range(len(weighed))]

    def _when(self, one: Weighed) -> tuple[int, int]:
        """When a file came; of those that came together, which issue it is."""
        return self.state.received_run(one.sha256), one.judged.stamp.issue if one.judged.stamp else 0

    def _of_group(self, sub_group: str, group: dict[int, Weighed]) -> dict[int, Outcome]:
        """What becomes of the valid files for one return. The one that counts is settled first, and in force then."""
        answers = {number: _raw(self._content(one, sub_group)) for number, one in group.items()} if len(group) > 1 else {}
        candidates = {number: self._candidate(one, answers.get(number)) for number, one in group.items()}
        decision = decide(tuple(candidates.values()))
        found = {}
        for number, one in sorted(group.items(), key=lambda member: candidates[member[0]] is not decision.counts):
            candidate = candidates[number]
            if candidate in decision.tied:
                rivals = [other for other, rival in candidates.items() if rival in decision.tied and other != number]
                found[number] = _tied(one, [group[other] for other in rivals], answers[number], [answers[other] for other in rivals])
            elif decision.counts is candidate:
                found[number] = self._settle(one, sub_group)
            else:
                found[number] = self._past(one, candidate, decision.counts, sub_group)
        return found

    def _candidate(self, one: Weighed, raw: Any) -> Candidate:
        stamp = one.judged.stamp
        digest = sha256(json.dumps(raw["answers"], sort_keys=True).encode()) if raw else ""
        return Candidate(one.judged.file, one.sha256, self.state.received_run(one.sha256), stamp.issue if stamp else 0, digest)

    def _settle(self, one: Weighed, sub_group: str) -> Outcome:
        """What becomes of the file that counts among those that came."""
        before = self._in_force(sub_group)
        if before and before[0] != one.sha256 and self.state.received_run(before[0]) > self.state.received_run(one.sha256):
            return outcome_of(one.judged, "superseded")
        is_staged = self.period_folder.is_staged(one.sha256)
        one = self.with_its_standing(one)
        if is_staged and before and before[0] == self._asked_about(one):  # accepted meanwhile as it stood
            return outcome_of(one.judged, "duplicate")
        held = [problem for problem in one.warnings if problem.key not in self.state.accepted_warnings(one.sha256)]
        if is_staged and held:
            self._record("held", outcome_of(one.judged, "held"), len(held), tuple(problem.key for problem in held))
            return outcome_of(one.judged, "held")
        self.force(one, sub_group)
        return outcome_of(one.judged, "in-force" if is_staged else "unchanged")

    def with_its_standing(self, one: Weighed) -> Weighed:
        """The file with what can only be said beside what came before it and what was sent out."""
        stamp = one.judged.stamp
        if stamp is None:
            return one
        place = Place(one.judged.file)
        before = self._in_force(stamp.sub_group)
        asked = self.state.query(stamp.sub_group, stamp.issue)
        if before and before[0] != one.sha256 and before[1] > stamp.issue:
            one = _with(one, Problem("older-issue", place, str(stamp.issue), details={"first": str(before[1])}))
        elif asked and before and before[1] < stamp.issue and before[0] != asked.about and self._is_later(before[0], asked.about):
            one = _with(one, Problem("query-of-older", place, asked.file))
        if stamp.sub_group in self.state.last_issue and (stamp.sub_group, stamp.issue) not in self.state.sent:
            one = _with(one, Problem("issue-unknown", place, str(stamp.issue)))
        if self._is_unanswered(one, stamp):
            one = _with(one, Problem("query-unanswered", place))
        return one

    def _is_later(self, file: str, other: str) -> bool:
        return self.state.received_run(file) > self.state.received_run(other)

    def _asked_about(self, one: Weighed) -> str:
        """The file, by its hash, that a query was about of which nothing was answered; '' for any other file."""
        stamp = one.judged.stamp
        is_unanswered = any(problem.code == "query-unanswered" for problem in one.judged.problems)
        return self.state.sent[stamp.sub_group, stamp.issue].about if stamp and is_unanswered else ""

    def _is_unanswered(self, one: Weighed, stamp: Stamp) -> bool:
        """Whether this is the workbook of a query that came back with the very answers that were asked about.

        What was asked about them, such as a remark that no answer reads, is then as open as it was.
        """
        asked = self.state.query(stamp.sub_group, stamp.issue)
        about = self.period_folder.read_received(asked.about) if asked else None
        if asked is None or about is None:
            return False
        then = self.scene.scales.weigh(Came(asked.file, asked.about, about))
        was, now = _raw(then.content), _raw(self._content(one, stamp.sub_group))
        return bool(was and now and was["answers"] == now["answers"])

    def force(self, one: Weighed, sub_group: str) -> None:
        """Put a return in force, unless just it is already, and record that."""
        if self.period_folder.is_staged(one.sha256):
            self.period_folder.put_in_force(sub_group, one.sha256)
        self._record("in-force", outcome_of(one.judged, "in-force"), 0)

    def _past(self, one: Weighed, candidate: Candidate, counts: Candidate | None, sub_group: str) -> Outcome:
        """What becomes of a valid file that another one comes before."""
        if counts and counts.answers == candidate.answers:
            notice = Problem("same-answers", Place(one.judged.file), counts.file)
            return outcome_of(one.judged, "duplicate").with_notices((notice,))
        before = self._in_force(sub_group)
        return outcome_of(one.judged, "unchanged" if before and before[0] == one.sha256 else "superseded")

    def _refused(self, outcome: Outcome, one: Weighed) -> Outcome:
        """Record a refusal, unless a return that came later is in force or was told, so that the file's problems are past."""
        if not one.has_return:
            self._record("refused", replace(outcome, sub_group="", issue=0), _blocking(outcome))
            return outcome
        before = self._in_force(outcome.sub_group)
        if before and self.state.received_run(before[0]) > self.state.received_run(one.sha256):
            return replace(outcome, outcome="superseded", problems=())
        last = self.state.last_decision.get(outcome.sub_group)
        when = self.state.received_run(last.sha256) if last and last.sha256 != one.sha256 else 0
        if when > self.state.received_run(one.sha256):  # a later one is refused, or waits
            return replace(outcome, outcome="superseded", problems=())
        came_together = when == self.state.received_run(one.sha256) and last is not None and last.event != "in-force"
        if not came_together:  # of several that came together one is recorded; all are told now
            self._record("refused", outcome, _blocking(outcome))
        return outcome

    def _record(self, event: EventName, outcome: Outcome, problems: int, warnings: tuple[str, ...] = ()) -> None:
        """Record an event, unless it is the last thing known of the sub-group, or of a file that is nobody's.

        At once: if a run is cut short between putting a return in force and this, the next one makes it good.
        """
        about = (outcome.file, outcome.sha256, outcome.sub_group, outcome.issue)
        new = Event(event, self.time, *about, problems=problems, warnings=warnings)
        tie = next((problem for problem in outcome.problems if problem.code == "two-candidates"), None)
        if tie:
            new = replace(new, rivals=tie.entered, differences=tie.details["differences"])
        known = self.state.last_decision.get(outcome.sub_group) if outcome.sub_group else self.state.unrecognised.get(outcome.sha256)
        if known is None or replace(known, at="", file="") != replace(new, at="", file=""):
            self.period_folder.record(new)
            self.state.apply(new)


def _blocking(outcome: Outcome) -> int:
    return sum(problem.severity == "blocking" for problem in outcome.problems)


def _raw(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _same_but_for_name(first: bytes, second: bytes) -> bool:
    """Whether two returns differ in nothing but the name under which their file came."""
    one, other = _raw(first), _raw(second)
    try:
        one["received"]["file"] = other["received"]["file"]
    except (KeyError, TypeError):
        return False
    return bool(one == other)


def _with(one: Weighed, problem: Problem) -> Weighed:
    return replace(one, judged=replace(one.judged, problems=in_order((problem, *one.judged.problems))))


def _tied(one: Weighed, rivals: Iterable[Weighed], raw: Any, others: Iterable[Any]) -> Outcome:
    names = ", ".join(rival.judged.file for rival in rivals)
    pointers = list(dict.fromkeys(pointer for other in others for pointer in differing(raw["answers"], other["answers"])))
    where = [_cell_of(raw, pointer) for pointer in pointers]
    more = f" and {len(where) - _NAMED} more" if len(where) > _NAMED else ""
    told = Problem("two-candidates", Place(one.judged.file), names, details={"differences": ", ".join(where[:_NAMED]) + more})
    return outcome_of(_with(one, told).judged, "refused")


def _cell_of(raw: Any, pointer: str) -> str:
    """Where an answer stands, as 'Measures H7'; its pointer if nothing was entered there."""
    at = pointer
    while at:
        source = raw["sources"].get(at)
        if source:
            return f"{source['sheet']} {source['cell']}"
        at = at.rpartition("/")[0]
    return pointer
