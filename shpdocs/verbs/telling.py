"""Telling: the page that shows where a period stands, a query workbook for each return with problems, e-mail drafts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from shpdocs.doors.disk import sha256, write_atomically
from shpdocs.doors.store import Folder, PeriodFolder
from shpdocs.verbs.asking import Asked, ask
from shpdocs.verbs.outcome import FileOutcome
from shpdocs.verbs.standing import Known, standings
from shpdocs.verbs.weigh import Scales
from shpdocs.words.collection import Attachment, Collection, Standing, Stray

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True)
class Told:
    """Where it was told: the page, the query workbooks and the drafts that are to be sent now, and each sub-group's standing."""

    page: Path
    queries: tuple[Path, ...]
    drafts: tuple[Path, ...]
    standings: tuple[Standing, ...]


def tell(
    root: Folder,
    of_period: PeriodFolder,
    scales: Scales,
    outcomes: tuple[FileOutcome, ...],
    time: str,
    executor: Executor | None = None,
    workers: int = 1,
) -> Told:
    """Write queries, drafts and the page for where the period stands now; `outcomes` are those of the files just judged.

    What is not to be sent any more is moved to queries/past.
    """
    known = Known(of_period.events())
    found = standings(root, of_period, scales, outcomes, known)
    asked = ask(of_period, scales, found, known, time, executor, workers)
    drafted = [_drafted(of_period, scales, standing, asked.get(standing.sub_group)) for standing in found]
    written = tuple(standing for standing, _ in drafted)
    drafts = tuple(path for _, path in drafted if path)
    queries = tuple(one.path for one in asked.values())
    _put_past(of_period, {*drafts, *queries})
    _write_page(of_period, scales, written, tuple(_strays(outcomes, known)))
    return Told(of_period.page, queries, drafts, written)


def _drafted(of_period: PeriodFolder, scales: Scales, standing: Standing, asked: Asked | None) -> tuple[Standing, Path | None]:
    """The standing with its query workbook and the draft of what is to be sent to its lead, if anything is."""
    if standing.state == "in-force":
        return standing, None
    about = "reminder" if standing.state == "missing" else "question"
    path = of_period.queries / f"{asked.path.stem if asked else f'{of_period.period} {standing.sub_group} {about}'}.eml"
    _write_if_new(path, _draft(of_period, scales, standing, asked))
    query = asked.path.relative_to(of_period.root).as_posix() if asked else ""
    return replace(standing, query=query, draft=path.relative_to(of_period.root).as_posix()), path


def _draft(of_period: PeriodFolder, scales: Scales, standing: Standing, asked: Asked | None) -> bytes:
    from shpdocs.doors.mail_writer import eml
    from shpdocs.rules.letters import query_letter, reminder

    settings, definition = scales.settings, scales.year.definition(standing.sub_group)
    assert definition is not None  # standings come from the definitions
    if standing.state == "missing":
        return eml(reminder(settings, definition, of_period.period, _issued(of_period, standing.sub_group)))
    workbook = Attachment(asked.path.name, asked.path.read_bytes()) if asked else None
    return eml(query_letter(settings, definition, of_period.period, standing, workbook))


def _issued(of_period: PeriodFolder, sub_group: str) -> Attachment | None:
    """The last workbook issued to a sub-group, as it was issued: nobody has written into it."""
    events = [event for event in of_period.events() if event.event == "issued" and event.sub_group == sub_group]
    path = of_period.issued / events[-1].file if events else None
    content = path.read_bytes() if path and path.is_file() else b""
    return Attachment(events[-1].file, content) if content and sha256(content) == events[-1].sha256 else None


def _write_if_new(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        write_atomically(path, content)


def _put_past(of_period: PeriodFolder, current: set[Path]) -> None:
    """Move what is not to be sent any more out of the way; nothing is deleted."""
    if not of_period.queries.is_dir():
        return
    for path in sorted(of_period.queries.iterdir()):
        if path.is_file() and path not in current and not path.name.startswith("."):
            past = of_period.queries / "past"
            past.mkdir(exist_ok=True)
            path.replace(past / path.name)


def _strays(outcomes: tuple[FileOutcome, ...], known: Known) -> Iterator[Stray]:
    """The files just judged that are nobody's return."""
    for one in outcomes:
        if one.outcome == "skipped" or (one.outcome == "refused" and not known.is_of_somebody(one.sha256)):
            yield Stray(one.file, one.outcome, one.problems)


def _write_page(of_period: PeriodFolder, scales: Scales, found: tuple[Standing, ...], strays: tuple[Stray, ...]) -> None:
    from shpdocs.doors.page_writer import page

    settings = scales.settings
    deadline = settings.deadline(of_period.period)
    about = (settings.partnership, settings.council, settings.marking, settings.contact)
    _write_if_new(of_period.page, page(Collection(of_period.period, *about, deadline, found, strays)))
