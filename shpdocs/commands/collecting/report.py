"""Telling: the page that shows where a period stands, a query workbook for each return with problems, e-mail drafts."""

from __future__ import annotations

from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.collecting.query import ask
from shpdocs.commands.collecting.standing import Scene, standings, strays
from shpdocs.commands.parallel import Progress
from shpdocs.model.collection import Attachment, Collection, OtherFile, Outcome, SubGroupStatus
from shpdocs.model.ledger import Event
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.report.emails import eml_file, query_email, reminder_email
from shpdocs.report.page import page
from shpdocs.store.disk import sha256, write_atomically


class Report(Struct, frozen=True):
    """What was reported: where the page stands, the query workbooks and the drafts that are to be sent, and each sub-group's standing.

    `new` are those of the drafts that were not there before.
    """

    page: Path
    queries: tuple[Path, ...]
    drafts: tuple[Path, ...]
    new: tuple[Path, ...]
    statuses: tuple[SubGroupStatus, ...]


def report(
    scene: Scene,
    outcomes: tuple[Outcome, ...],
    time: str,
    executor: Executor | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> Report:
    """Write queries, drafts and the page for where the period stands now; `outcomes` are those of the files just judged.

    What was made earlier and is not to be sent any more is moved to queries/past.
    """
    found = standings(scene, outcomes)
    asked = ask(scene, found, time, executor, progress, workers)
    known = set(scene.state.made)
    drafted = [_drafted(scene, standing, asked.get(standing.sub_group), time) for standing in found]
    written = tuple(standing for standing, _ in drafted)
    drafts = tuple(path for _, path in drafted if path)
    queries = tuple(asked.values())
    _put_past(scene, {path.name for path in (*drafts, *queries)})
    _write_page(scene, written, tuple(strays(scene, outcomes)))
    return Report(scene.period_folder.page, queries, drafts, tuple(path for path in drafts if path.name not in known), written)


def _drafted(scene: Scene, standing: SubGroupStatus, query: Path | None, time: str) -> tuple[SubGroupStatus, Path | None]:
    """The standing with its query workbook and the draft of what is to be sent to its lead, if anything is."""
    is_issued = standing.sub_group in scene.state.last_issue
    if standing.state == "in-force" or (standing.state == "missing" and not is_issued):
        return standing, None
    if query is None and standing.state != "missing":
        standing = replace(standing, problems=(*standing.problems, Problem("no-query-workbook", Place(standing.file))))
    about = "reminder" if standing.state == "missing" else "question"
    name = query.stem if query else f"{scene.period_folder.period} {standing.sub_group} {about}"
    path = _put_draft(scene, name, standing.sub_group, _draft(scene, standing, query), time)
    folder = scene.period_folder.root
    of_query = query.relative_to(folder).as_posix() if query else ""
    return replace(standing, query=of_query, draft=path.relative_to(folder).as_posix()), path


def _draft(scene: Scene, standing: SubGroupStatus, query: Path | None) -> bytes:
    settings, period = scene.scales.settings, scene.period_folder.period
    definition = scene.scales.year.definition(standing.sub_group)
    assert definition is not None  # standings come from the definitions
    if standing.state == "missing":
        return eml_file(reminder_email(settings, definition, period, _issued(scene, standing.sub_group), standing.wrong_file))
    workbook = Attachment(query.name, query.read_bytes()) if query else None
    return eml_file(query_email(settings, definition, period, standing, workbook))


def _issued(scene: Scene, sub_group: str) -> Attachment | None:
    """The last workbook issued to a sub-group, as it was issued: nobody has written into it."""
    last = scene.state.last_issued.get(sub_group)
    path = scene.period_folder.issued / last.file if last else None
    content = path.read_bytes() if path and path.is_file() else b""
    return Attachment(last.file, content) if last and content and sha256(content) == last.sha256 else None


def _put_draft(scene: Scene, name: str, sub_group: str, content: bytes, time: str) -> Path:
    """Record a draft and write it. One that the officer has changed stays: if there is more to say, that gets a name of its own.

    In this order: if the run is cut short between the two, the next one writes it.
    """
    number, digest = 1, sha256(content)
    while True:
        path = scene.period_folder.queries / f"{name}{f' ({number})' if number > 1 else ''}.eml"
        written = scene.state.made.get(path.name)
        there = sha256(path.read_bytes()) if path.is_file() else ""
        if there and written and written.sha256 == digest:
            return path
        if not there or (written and there == written.sha256):
            if not written or written.sha256 != digest:
                event = Event("drafted", time, path.name, digest, sub_group)
                scene.period_folder.record(event)
                scene.state.apply(event)
            write_atomically(path, content)
            return path
        number += 1


def _put_past(scene: Scene, current: set[str]) -> None:
    """Move what was made here and is not to be sent any more out of the way; nothing is deleted or written over.

    What somebody has changed meanwhile stays, and so does, until the next run, what is open in another program.
    """
    queries = scene.period_folder.queries
    made = {name: event.sha256 for name, event in scene.state.made.items()}
    for name in sorted(made.keys() - current):
        path, past = queries / name, queries / "past" / name
        if path.is_file() and sha256(path.read_bytes()) == made[name]:
            with suppress(OSError):
                past.parent.mkdir(exist_ok=True)
                path.replace(past if not past.exists() else past.with_stem(f"{past.stem} {made[name][:8]}"))


def _write_page(scene: Scene, found: tuple[SubGroupStatus, ...], nobodys: tuple[OtherFile, ...]) -> None:
    settings, period_folder = scene.scales.settings, scene.period_folder
    about = (settings.partnership, settings.council, settings.marking, settings.contact, settings.deadline(period_folder.period))
    content = page(Collection(period_folder.period, *about, found, nobodys))
    if not period_folder.page.is_file() or period_folder.page.read_bytes() != content:
        write_atomically(period_folder.page, content)
