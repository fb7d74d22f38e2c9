"""Collecting: keep every file as received, judge it, and put accepted returns in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from shpdocs.doors.definition_files import Year, read_settings, read_year
from shpdocs.doors.store import PeriodFolder, open_folder
from shpdocs.rules.carried import Carried
from shpdocs.rules.precedence import Candidate, decide
from shpdocs.verbs.clock import now
from shpdocs.verbs.files import Files, find_files, read_bytes
from shpdocs.verbs.in_force import carried_by_stamp
from shpdocs.verbs.judge import Judged, judge, outcome_of
from shpdocs.verbs.outcome import FileOutcome, unreadable
from shpdocs.verbs.working import Progress, each
from shpdocs.words.errors import FolderError
from shpdocs.words.ledger import Event
from shpdocs.words.period import Period, parse_period
from shpdocs.words.problem import Problem
from shpdocs.words.returns import Place, Return, Stamp

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True)
class Collected:
    """What a collection came to: every file's outcome, and the sub-groups whose return is now in force or missing."""

    period: Period
    files: tuple[FileOutcome, ...]
    in_force: tuple[str, ...]
    missing: tuple[str, ...]


def collect(
    folder: str | Path,
    period: str,
    files: Iterable[str | Path] = (),
    *,
    executor: Executor | None = None,
    at: str = "",
    progress: Progress | None = None,
) -> Collected:
    """Collect the files named (and all files in folders named), or what lies in the period's inbox.

    `progress` is called with how many files are judged, and how many there are.

    Raises:
        ShpdocsError: the folder, its settings or definitions cannot be used, `period` is no period, or a named
            file does not exist.
    """
    wanted = parse_period(period)
    root = open_folder(Path(folder))
    settings, year = read_settings(root), read_year(root, wanted.year)
    of_period = root.period(wanted)
    named = tuple(Path(file) for file in files)
    if not named:
        of_period.inbox.mkdir(parents=True, exist_ok=True)
    found = find_files(named or (of_period.inbox,))
    time = at or now()
    with of_period.locked():
        kept, unread = _take_in(of_period, found, time, is_named=bool(named))
        issued = carried_by_stamp(of_period.events())
        judging = partial(_judge, partnership=settings.partnership, year=year, wanted=wanted, issued=issued)
        judged = tuple(each(judging, kept, executor, progress))
        outcomes = _put_in_force(of_period, judged, time)
    skipped = [FileOutcome(path.name, "skipped") for path in found.skipped]
    sub_groups = tuple(definition.sub_group for definition in year.definitions)
    in_force = tuple(name for name in sub_groups if of_period.return_file(name).is_file())
    missing = tuple(name for name in sub_groups if name not in in_force)
    return Collected(wanted, (*skipped, *unread, *outcomes), in_force, missing)


def _take_in(of_period: PeriodFolder, found: Files, time: str, is_named: bool) -> tuple[list[tuple[str, bytes]], list[FileOutcome]]:
    """Keep every file by its hash before anything else is done; a file not seen before, or named, is received now."""
    seen = {event.sha256 for event in of_period.events() if event.event == "received"}
    kept, unread = [], []
    for path in found.taken:
        content = read_bytes(path)
        if content is None:
            unread.append(unreadable(path.name, "refused"))
            continue
        digest = of_period.keep(content, path.suffix.lower())
        if digest not in seen or is_named:
            of_period.record(Event("received", time, path.name, digest))
            seen.add(digest)
        kept.append((path.name, content))
    return kept, unread


def _judge(file: tuple[str, bytes], partnership: str, year: Year, wanted: Period, issued: dict[tuple[str, int], Carried]) -> Judged:
    carried = partial(_carried, issued)
    return judge(file[1], file[0], partnership, partial(_only, year), wanted, carried)


def _carried(issued: dict[tuple[str, int], Carried], stamp: Stamp) -> Carried:
    return issued.get((stamp.sub_group, stamp.issue), Carried())


def _only(year: Year, name: str) -> Year | None:
    return year if name == year.name else None


def _put_in_force(of_period: PeriodFolder, judged: tuple[Judged, ...], time: str) -> list[FileOutcome]:
    """For each sub-group the latest valid return comes into force; an invalid one never replaces a valid one."""
    received = {event.sha256: event.at for event in of_period.events() if event.event == "received"}
    outcomes = {number: outcome_of(one, "refused") for number, one in enumerate(judged)}
    valid = [(number, one, one.of) for number, one in enumerate(judged) if one.is_valid and one.of]
    for sub_group in sorted({of.stamp.sub_group for _, _, of in valid}):
        group = [(number, one, of) for number, one, of in valid if of.stamp.sub_group == sub_group]
        decision = decide(tuple(Candidate(one.file, received[one.sha256], of) for _, one, of in group))
        # the one that counts comes first: what became of the others depends on what is in force then
        for number, one, of in sorted(group, key=lambda member: decision.counts is None or decision.counts.of is not member[2]):
            if decision.tied and any(of is candidate.of for candidate in decision.tied):
                outcomes[number] = _tied(one, [candidate.file for candidate in decision.tied])
            elif decision.counts and decision.counts.of is of:
                outcomes[number] = outcome_of(one, _bring_into_force(of_period, of, received, time))
            else:
                before = _in_force(of_period, sub_group)
                outcomes[number] = outcome_of(one, "unchanged" if before and before.file == of.file else "superseded")
    for number, outcome in outcomes.items():
        if outcome.outcome == "refused" and judged[number].of and _is_overtaken(of_period, outcome, received):
            outcomes[number] = replace(outcome, outcome="superseded", problems=())
        elif outcome.outcome == "refused":
            _record_once(of_period, outcome if judged[number].of else replace(outcome, sub_group=""), time)
    return list(outcomes.values())


def _is_overtaken(of_period: PeriodFolder, outcome: FileOutcome, received: dict[str, str]) -> bool:
    """Whether a return that came after this file is in force, so that the file's problems are past."""
    before = _in_force(of_period, outcome.sub_group)
    return before is not None and received.get(before.file, "") > received[outcome.sha256]


def _tied(judged: Judged, files: list[str]) -> FileOutcome:
    others = ", ".join(file for file in files if file != judged.file)
    problem = Problem("two-candidates", Place(judged.file), others)
    return outcome_of(replace(judged, problems=(problem, *judged.problems)), "refused")


def _bring_into_force(of_period: PeriodFolder, of: Return, received: dict[str, str], time: str) -> str:
    """Write the return unless it, or one that came later, is in force already; return the outcome."""
    before = _in_force(of_period, of.stamp.sub_group)
    if before and before.file != of.file and received.get(before.file, "") > received[of.file]:
        return "superseded"
    if before and (before.file, before.answers, before.stamp) == (of.file, of.answers, of.stamp) and before.sources == of.sources:
        _record_in_force(of_period, of, time)
        return "unchanged"
    of_period.write_return(of)
    _record_in_force(of_period, of, time)
    return "in-force"


def _record_in_force(of_period: PeriodFolder, of: Return, time: str) -> None:
    """Record that a return is in force, unless that is the last thing known of the sub-group (a crash may have cut it off)."""
    own = [event for event in of_period.events() if event.sub_group == of.stamp.sub_group and event.event in ("refused", "in-force")]
    if not own or (own[-1].event, own[-1].sha256) != ("in-force", of.file):
        of_period.record(Event("in-force", time, of.file_name, of.file, of.stamp.sub_group))


def _in_force(of_period: PeriodFolder, sub_group: str) -> Return | None:
    """The return in force, or None; a damaged one counts as none, since collecting again is its remedy."""
    try:
        return of_period.read_return(sub_group)
    except FolderError:
        return None


def _record_once(of_period: PeriodFolder, outcome: FileOutcome, time: str) -> None:
    """Record a refusal, unless it is the last thing known of the sub-group, or of a file that is nobody's."""
    blocking = sum(problem.severity == "blocking" for problem in outcome.problems)
    event = Event("refused", time, outcome.file, outcome.sha256, outcome.sub_group, problems=blocking)
    own = [known for known in of_period.events() if known.event in ("refused", "in-force") and _concerns(known, event)]
    if not own or replace(own[-1], at=time) != event:
        of_period.record(event)


def _concerns(known: Event, event: Event) -> bool:
    return known.sub_group == event.sub_group and (bool(event.sub_group) or known.sha256 == event.sha256)
