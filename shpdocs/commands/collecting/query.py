"""Asking back: a query workbook for each return with problems, made once and kept until it is answered.

It is the file that came, issued anew with its own answers and what is asked about them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.commands.collecting.standing import Scene
from shpdocs.commands.parallel import Progress, parallel_map
from shpdocs.model.collection import SubGroupStatus
from shpdocs.model.definition import Definition
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill, issued_with
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Stamp
from shpdocs.model.settings import Settings
from shpdocs.model.version import __version__
from shpdocs.store.disk import sha256, write_atomically
from shpdocs.store.records import fingerprint
from shpdocs.workbook.compare.marks import without_marks
from shpdocs.workbook.find import find_answers
from shpdocs.workbook.layout import lay_out
from shpdocs.workbook.queries import carried_into_query, filled_row_counts, query_content
from shpdocs.workbook.read import read_workbook

_NOBODY_CAN_TELL = ("two-candidates", "could-not-judge")  # which answers are meant, so that none can be replayed


class Order(Struct, frozen=True):
    """What a query workbook is made of, but for the bytes of the file that it asks about (by hash): few plain values."""

    about: str
    file: str
    stamp: Stamp
    definition: Definition
    settings: Settings
    prefill: Prefill
    problems: tuple[Problem, ...]

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
            problems=[problem.key for problem in self.problems],
            version=__version__,
        )


def ask(
    scene: Scene,
    standings: tuple[SubGroupStatus, ...],
    time: str,
    executor: Executor | None = None,
    progress: Progress | None = None,
    workers: int = 1,
) -> dict[str, Path]:
    """Write a query workbook for each return that is refused or held; return where each stands, by sub-group.

    What was asked before just so is not asked again, unless somebody wrote into the workbook meanwhile.
    """
    asked: dict[str, Path] = {}
    orders = []
    for standing in standings:
        order = _order(scene, standing) if standing.state in ("refused", "held") else None
        before = _asked_before(scene, order) if order else None
        if before:
            asked[standing.sub_group] = before
        elif order:
            orders.append(order)
    made = parallel_map(_make, _with_contents(scene, orders), len(orders), executor, progress, workers)
    for order, workbook in zip(orders, made, strict=True):
        if workbook is not None:
            asked[order.stamp.sub_group] = _put(scene, order, *workbook, time)
    return asked


def _order(scene: Scene, standing: SubGroupStatus) -> Order | None:
    """What the query workbook on a return is made of; None if nobody can tell which answers are meant."""
    about = scene.state.last_decision.get(standing.sub_group)
    definition = scene.scales.year.definition(standing.sub_group)
    if about is None or definition is None or any(problem.code in _NOBODY_CAN_TELL for problem in standing.problems):
        return None
    settings, period = scene.scales.settings, scene.period_folder.period
    stamp = Stamp(settings.partnership, definition.sub_group, str(period), definition.digest, 0)
    prefill = issued_with(scene.state.sent.get((standing.sub_group, about.issue)))
    order = Order(about.sha256, standing.file, stamp, definition, settings, prefill, standing.problems)
    return replace(order, stamp=replace(stamp, issue=_issue(scene, order)))


def _issue(scene: Scene, order: Order) -> int:
    """The workbook's issue number: the next one, unless it was recorded and not written, as by a run that was cut short."""
    sub_group = order.stamp.sub_group
    if _is_recorded(scene, order) and not _path(scene, sub_group, scene.state.last_query[sub_group].issue).exists():
        return scene.state.last_query[sub_group].issue
    number = scene.state.last_issue.get(sub_group, 0) + 1
    while any(_path(scene, sub_group, number, folder).exists() for folder in ("", "past")):
        number += 1
    return number


def _path(scene: Scene, sub_group: str, issue: int, folder: str = "") -> Path:
    return scene.period_folder.queries / folder / f"{scene.period_folder.period} {sub_group} (issue {issue}).xlsx"


def _is_recorded(scene: Scene, order: Order) -> bool:
    """Whether just this was asked last."""
    before = scene.state.last_query.get(order.stamp.sub_group)
    return before is not None and before.fingerprint == order.fingerprint


def _asked_before(scene: Scene, order: Order) -> Path | None:
    """The workbook that asked just this before, if it stands as it was written."""
    before = scene.state.last_query.get(order.stamp.sub_group)
    path = scene.period_folder.queries / before.file if before and _is_recorded(scene, order) else None
    return path if path and before and path.is_file() and sha256(path.read_bytes()) == before.sha256 else None


def _with_contents(scene: Scene, orders: list[Order]) -> Iterator[tuple[Order, bytes | None]]:
    """Yield each order with the bytes of the file that it is about, one at a time."""
    for order in orders:
        yield order, scene.period_folder.read_received(order.about)


def _make(ordered: tuple[Order, bytes | None]) -> tuple[bytes, Prefill] | None:
    """The workbook and what it counts as issued with; None if the file is such that none can be made: the draft asks then."""
    order, content = ordered
    if content is None:
        return None
    try:
        return query_workbook(content, order.file, order.stamp, order.definition, order.settings, order.prefill, order.problems)
    except Exception:
        if os.environ.get("SHPDOCS_TRACEBACK"):
            raise
        return None


def _put(scene: Scene, order: Order, content: bytes, prefill: Prefill, time: str) -> Path:
    """Record the workbook, then write it: if the run is cut short between the two, the next one writes the very same."""
    stamp = order.stamp
    path = _path(scene, stamp.sub_group, stamp.issue)
    event = Event("queried", time, path.name, sha256(content), stamp.sub_group, stamp.issue, order.fingerprint, prefill.cells)
    event = replace(event, origins=prefill.origins, ranges=prefill.ranges, about=order.about, version=__version__)
    if not (_is_recorded(scene, order) and scene.state.last_query[stamp.sub_group].issue == stamp.issue):
        scene.period_folder.record(event)
        scene.state.apply(event)
    write_atomically(path, content)
    return path


def query_workbook(
    content: bytes, file: str, stamp: Stamp, definition: Definition, settings: Settings, prefill: Prefill, problems: tuple[Problem, ...]
) -> tuple[bytes, Prefill]:
    """Return the workbook that asks about the problems of a file, blocking ones and warnings, each at its cell.

    `content` and `file` are the bytes and the name of the file that came, `prefill` what that workbook had been issued
    with; `stamp` is the one of the workbook to be made. With it goes what it counts as issued with, for the ledger. Same
    input, same bytes.

    Raises:
        ValueError: the file is no workbook that can be read.
    """
    from shpdocs.workbook.write import write_workbook  # late: most collections need no XlsxWriter

    workbook = read_workbook(content, file, settings.limits)
    if isinstance(workbook, Problem):
        raise ValueError(f"{file} is no workbook that can be read")
    layout = lay_out(definition, parse_period(stamp.period), prefill)
    found = find_answers(layout, without_marks(layout, workbook))
    again = carried_into_query(layout, found, prefill)
    asked = lay_out(definition, layout.period, again, filled_row_counts(layout, found))
    return write_workbook(asked, settings, stamp, again, query_content(layout, found, prefill, problems, file)), again
