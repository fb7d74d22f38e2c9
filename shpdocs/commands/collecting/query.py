"""Querying: a workbook for each return with problems, made once and kept until it is answered.

It is the file that came, issued anew with its own answers and what is asked about them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.context import Context
from shpdocs.commands.printing import unprinted_now
from shpdocs.model.collection import SubGroupStatus
from shpdocs.model.definition import Definition
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Stamp
from shpdocs.model.settings import Settings
from shpdocs.model.version import __version__
from shpdocs.store.disk import read_if_there, sha256, write_atomically
from shpdocs.store.records import fingerprint
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.queries import carried_into_query, filled_row_counts, query_content
from shpdocs.workbook.read import read_workbook

_NOBODY_CAN_TELL = ("two-candidates", "could-not-judge")  # which answers are meant, so that none can be replayed


class Query(Struct, frozen=True):
    """What a query workbook is made of, but for the bytes of the file that it asks about (by hash): few plain values."""

    about: str
    file: str
    stamp: Stamp
    definition: Definition
    settings: Settings
    prefill: Prefill
    problems: tuple[Problem, ...]
    unprinted: tuple[str, ...] | None = None

    @property
    def fingerprint(self) -> str:
        """A hash of everything that the workbook is made of but its issue number."""
        settings = self.settings
        return fingerprint(
            about=self.about,
            definition=self.definition.digest,
            partnership=settings.partnership,
            council=settings.council,
            marking=settings.marking,
            contact=settings.contact,
            deadline=settings.deadline(parse_period(self.stamp.period)),
            unprinted=self.unprinted,
            problems=[problem.key for problem in self.problems],
            version=__version__,
        )


def write_queries(context: Context, statuses: tuple[SubGroupStatus, ...]) -> dict[str, Path]:
    """Write a query workbook for each return that is refused or held; return where each stands, by sub-group.

    What was asked before just so is not asked again, unless somebody wrote into the workbook meanwhile.
    """
    asked: dict[str, Path] = {}
    queries = []
    in_query = tuple(status for status in statuses if status.state in ("refused", "held"))
    unprinted = unprinted_now(context.root, context.period, context.year, context.state) if in_query else {}
    for status in in_query:
        query = _query(context, status, unprinted)
        before = _asked_before(context, query) if query else None
        if before:
            asked[status.sub_group] = before
        elif query:
            queries.append(query)
    contents = ((query, context.period_folder.received.read(query.about)) for query in queries)
    made = context.parallel.map(_make, contents, len(queries))
    for query, workbook in zip(queries, made, strict=True):
        if workbook is not None:
            asked[query.stamp.sub_group] = _write(context, query, *workbook)
    return asked


def _query(context: Context, status: SubGroupStatus, unprinted: Mapping[str, tuple[str, ...]]) -> Query | None:
    """What the query workbook on a return is made of; None if nobody can tell which answers are meant.

    `unprinted` says of each sub-group what is not printed in public by now: its lead is told in the workbook.
    """
    about = context.state.last_decision.get(status.sub_group)
    definition = context.year.definition(status.sub_group)
    if about is None or definition is None or any(problem.code in _NOBODY_CAN_TELL for problem in status.problems):
        return None
    stamp = Stamp(context.settings.partnership, status.sub_group, str(context.period), definition.digest, 0)
    prefill = context.period_folder.issued_with(context.state.sent.get((status.sub_group, about.issue)))
    query = Query(about.sha256, status.file, stamp, definition, context.settings, prefill, status.problems, unprinted[status.sub_group])
    return replace(query, stamp=replace(stamp, issue=_issue(context, query, about.issue)))


def _issue(context: Context, query: Query, about: int) -> int:
    """The workbook's issue number: the next one, unless it was recorded and not written, as by a run that was cut short.

    It is never that of the workbook that came (`about`), though a ledger that was lost may not know it.
    """
    sub_group, before = query.stamp.sub_group, _recorded(context, query)
    if before and not _path(context, sub_group, before.issue).exists():
        return before.issue
    number = max(context.state.last_issue.get(sub_group, 0), about) + 1
    while any(_path(context, sub_group, number, folder).exists() for folder in ("", "past")):
        number += 1
    return number


def _path(context: Context, sub_group: str, issue: int, folder: str = "") -> Path:
    return context.period_folder.queries / folder / f"{context.period} {sub_group} (issue {issue}).xlsx"


def _recorded(context: Context, query: Query) -> Event | None:
    """The event of the sub-group's last query workbook, if just this was asked in it."""
    before = context.state.last_query.get(query.stamp.sub_group)
    return before if before and before.fingerprint == query.fingerprint else None


def _asked_before(context: Context, query: Query) -> Path | None:
    """The workbook that asked just this before, if it stands as it was written."""
    before = _recorded(context, query)
    path = context.period_folder.queries / before.file if before else None
    content = read_if_there(path) if path else None
    return path if before and content is not None and sha256(content) == before.sha256 else None


def _make(asked: tuple[Query, bytes | None]) -> tuple[bytes, Prefill] | None:
    """The workbook and what it counts as issued with; None if the file is such that none can be made: the draft asks then."""
    query, content = asked
    try:
        return query_workbook(content, query) if content is not None else None
    except Exception:
        if os.environ.get("SHPDOCS_TRACEBACK"):
            raise
        return None


def _write(context: Context, query: Query, content: bytes, prefill: Prefill) -> Path:
    """Record the workbook, then write it: if the run is cut short between the two, the next one writes the very same."""
    stamp, before = query.stamp, _recorded(context, query)
    path = _path(context, stamp.sub_group, stamp.issue)
    event = Event("queried", context.time, path.name, sha256(content), stamp.sub_group, stamp.issue, query.fingerprint)
    context.period_folder.sent.keep_bytes(content)
    if before is None or before.issue != stamp.issue:
        kept = context.period_folder.keep_prefill(prefill)
        context.record(replace(event, prefill=kept, about=query.about, unprinted=query.unprinted))
    write_atomically(path, content)
    return path


def query_workbook(content: bytes, query: Query) -> tuple[bytes, Prefill]:
    """Return the workbook that asks about the problems of a file, blocking ones and warnings, each at its cell.

    `content` are the bytes of the file that came. With the workbook goes what it counts as issued with, for the ledger. Same
    input, same bytes.

    Raises:
        ValueError: the file is no workbook that can be read.
    """
    from shpdocs.workbook.write import write_workbook  # late: most collections need no XlsxWriter

    workbook = read_workbook(content, query.file, query.settings.limits)
    if isinstance(workbook, Problem):
        raise ValueError(f"{query.file} is no workbook that can be read")
    layout = lay_out(query.definition, parse_period(query.stamp.period), query.prefill)
    places = find_answers(layout, workbook)
    again = replace(carried_into_query(layout, places, query.prefill), unprinted=query.unprinted)
    asked = lay_out(query.definition, layout.period, again, filled_row_counts(layout, places))
    questions = query_content(layout, places, query.prefill, query.problems, query.file)
    return write_workbook(asked, query.settings, query.stamp, again, questions), again
