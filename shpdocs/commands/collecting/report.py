"""Reporting: the page that shows where a period stands, a query workbook for each return with problems, e-mail drafts."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.collecting.query import write_queries
from shpdocs.commands.collecting.standing import statuses, strays
from shpdocs.commands.context import Context
from shpdocs.commands.paper_statuses import paper_statuses
from shpdocs.commands.printed_changes import printed_changes
from shpdocs.model.collection import Attachment, Collection, OtherFile, Outcome, PrintedChanges, SubGroupStatus
from shpdocs.model.ledger import Event
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place
from shpdocs.report.emails import query_email, reminder_email
from shpdocs.report.mail_file import eml_file
from shpdocs.report.page import page
from shpdocs.store.disk import HeldOpenError, make_folder, put_in_place, read_file, read_if_there, sha256, write_atomically


class Report(Struct, frozen=True):
    """The page, the query workbooks and the drafts that are to be sent, and where each sub-group stands.

    `new` are those of the drafts that were not there before; `printed` is what papers printed otherwise than it stands now.
    """

    page: Path
    queries: tuple[Path, ...]
    drafts: tuple[Path, ...]
    new: tuple[Path, ...]
    statuses: tuple[SubGroupStatus, ...]
    printed: PrintedChanges = PrintedChanges()


def report(context: Context, outcomes: tuple[Outcome, ...]) -> Report:
    """Write queries, drafts and the page for where the period stands now; `outcomes` are those of the files just judged.

    What was made earlier and is not to be sent any more is moved to queries/past.
    """
    known = set(context.state.made)
    standing = statuses(context, outcomes)
    queries = write_queries(context, standing)
    drafted = [_with_draft(context, status, queries.get(status.sub_group)) for status in standing]
    drafts = tuple(path for _, path in drafted if path)
    _put_past(context, {path.name for path in (*drafts, *queries.values())})
    written = tuple(status for status, _ in drafted)
    printed = printed_changes(context.root, context.period, context.settings.small_numbers)
    _write_page(context, written, tuple(strays(context, outcomes)), printed)
    new = tuple(path for path in drafts if path.name not in known)
    return Report(context.period_folder.page, tuple(queries.values()), drafts, new, written, printed)


def refresh_page(context: Context) -> None:
    """Write the page anew, if there is one, once something happened to a paper."""
    if context.period_folder.page.exists():
        report(context, ())


def _with_draft(context: Context, status: SubGroupStatus, query: Path | None) -> tuple[SubGroupStatus, Path | None]:
    """Where a sub-group stands, with its query workbook and the draft of what is to be sent to its lead, if anything is."""
    is_issued = status.sub_group in context.state.last_issue
    if status.state == "in-force" or (status.state == "missing" and not is_issued):
        return status, None
    if query is None and status.state != "missing":
        status = replace(status, problems=(*status.problems, Problem("no-query-workbook", Place(status.file))))
    about = "reminder" if status.state == "missing" else "question"
    name = query.stem if query else f"{context.period} {status.sub_group} {about}"
    path = _write_draft(context, name, status.sub_group, _draft(context, status, query))
    folder = context.period_folder.root
    asked = query.relative_to(folder).as_posix() if query else ""
    return replace(status, query=asked, draft=path.relative_to(folder).as_posix()), path


def _draft(context: Context, status: SubGroupStatus, query: Path | None) -> bytes:
    definition = context.year.definition(status.sub_group)
    assert definition is not None  # statuses come from the definitions
    about = (context.settings, definition, context.period)
    if status.state == "missing":
        return eml_file(reminder_email(*about, _issued(context, status.sub_group), status.wrong_file))
    return eml_file(query_email(*about, status, Attachment(query.name, read_file(query)) if query else None))


def _issued(context: Context, sub_group: str) -> Attachment | None:
    """The last workbook issued to a sub-group, as it was issued: nobody has written into it."""
    last = context.state.last_issued.get(sub_group)
    path = context.period_folder.issued / last.file if last else None
    content = read_if_there(path) if path else None
    return Attachment(last.file, content) if last and content and sha256(content) == last.sha256 else None


def _write_draft(context: Context, name: str, sub_group: str, content: bytes) -> Path:
    """Write a draft and record it. One that the officer has changed stays: if there is more to say, that gets a name of its own.

    In this order: if it is open in another program, or the run is cut short between the two, the next run knows what stands there.
    """
    number, digest = 1, sha256(content)
    while True:
        path = context.period_folder.queries / f"{name}{f' ({number})' if number > 1 else ''}.eml"
        written = context.state.made.get(path.name)
        before = read_if_there(path)
        there = "" if before is None else sha256(before)
        if there and written and written.sha256 == digest:
            return path
        if there in ("", digest) or (written and there == written.sha256):
            if there != digest:
                write_atomically(path, content)
            if not written or written.sha256 != digest:
                context.record(Event("drafted", context.time, path.name, digest, sub_group))
            return path
        number += 1


def _put_past(context: Context, current: set[str]) -> None:
    """Move what was made here and is not to be sent any more out of the way; nothing is deleted or written over.

    What somebody has changed meanwhile stays, and so does, until the next run, what is open in another program.
    """
    queries, made = context.period_folder.queries, context.state.made
    for name in sorted(made.keys() - current):
        path, past = queries / name, queries / "past" / name
        content = read_if_there(path)
        if content is not None and sha256(content) == made[name].sha256:
            with suppress(HeldOpenError):
                make_folder(past.parent)
                put_in_place(path, past if not past.exists() else past.with_stem(f"{past.stem} {made[name].sha256[:8]}"))


def _write_page(context: Context, standing: tuple[SubGroupStatus, ...], others: tuple[OtherFile, ...], printed: PrintedChanges) -> None:
    settings, path = context.settings, context.period_folder.page
    about = (settings.partnership, settings.council, settings.marking, settings.contact, settings.deadline(context.period))
    papers = paper_statuses(context.root, context.period)
    content = page(Collection(context.period, *about, standing, others, printed, papers))
    if read_if_there(path) != content:
        write_atomically(path, content)
