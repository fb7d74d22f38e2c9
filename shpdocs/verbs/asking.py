"""Asking back: a query workbook for each return with problems, made once and kept until it is answered."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from shpdocs.doors.disk import sha256, write_atomically
from shpdocs.doors.store import PeriodFolder
from shpdocs.rules.carried import Carried
from shpdocs.verbs.sent import last_issues
from shpdocs.verbs.standing import Known
from shpdocs.verbs.weigh import Scales
from shpdocs.verbs.working import each
from shpdocs.words.collection import Standing
from shpdocs.words.definition import Definition
from shpdocs.words.ledger import Event
from shpdocs.words.problem import Problem
from shpdocs.words.returns import Stamp
from shpdocs.words.settings import Settings
from shpdocs.words.version import __version__

if TYPE_CHECKING:
    from concurrent.futures import Executor

_NOBODY_CAN_TELL = ("two-candidates", "could-not-judge")  # which answers are meant, so that none can be replayed


@dataclass(frozen=True)
class Asked:
    """A query workbook: where it stands, and its issue number."""

    path: Path
    issue: int


@dataclass(frozen=True)
class _Order:
    """Everything a query workbook is made of: plain values, few, so that any executor can carry it."""

    content: bytes
    file: str
    stamp: Stamp
    definition: Definition
    settings: Settings
    carried: Carried
    problems: tuple[Problem, ...]
    fingerprint: str


def ask(
    of_period: PeriodFolder,
    scales: Scales,
    standings: tuple[Standing, ...],
    known: Known,
    time: str,
    executor: Executor | None,
    workers: int,
) -> dict[str, Asked]:
    """Write a query workbook for each return that is refused or held, unless the same was asked before."""
    numbers = last_issues(known.events)
    due = [one for one in standings if one.state in ("refused", "held") and not _is_unclear(one)]
    asked, orders = {}, []
    for standing in due:
        order = _order(of_period, scales, standing, known, numbers.get(standing.sub_group, 0) + 1)
        before = known.queried.get(standing.sub_group)
        if order is None:
            continue
        if before and before.fingerprint == order.fingerprint and (of_period.queries / before.file).is_file():
            asked[standing.sub_group] = Asked(of_period.queries / before.file, before.issue)
        else:
            orders.append(order)
    made = each(_make, orders, len(orders), executor, None, workers)
    for order, workbook in zip(orders, made, strict=True):
        if workbook is not None:
            asked[order.stamp.sub_group] = _put(of_period, order, *workbook, known, time)
    return asked


def _is_unclear(standing: Standing) -> bool:
    return any(problem.code in _NOBODY_CAN_TELL for problem in standing.problems)


def _order(of_period: PeriodFolder, scales: Scales, standing: Standing, known: Known, issue: int) -> _Order | None:
    """What the query workbook is made of; None if its file has gone."""
    about = known.last[standing.sub_group]
    content = of_period.received(about.sha256)
    definition = scales.year.definition(standing.sub_group)
    if content is None or definition is None:
        return None
    settings = scales.settings
    parts = [about.sha256, definition.digest, repr(settings), __version__, *(problem.key for problem in standing.problems)]
    stamp = Stamp(settings.partnership, definition.sub_group, str(of_period.period), definition.digest, issue)
    carried = scales.issued.get((standing.sub_group, about.issue), Carried())
    fingerprint = sha256("\n".join(parts).encode())
    return _Order(content, standing.file, stamp, definition, settings, carried, standing.problems, fingerprint)


def _make(order: _Order) -> tuple[bytes, Carried] | None:
    """The workbook and what it counts as issued with; None if the file is such that none can be made: the draft asks then."""
    from shpdocs.verbs.query import query_workbook

    try:
        return query_workbook(order.content, order.file, order.stamp, order.definition, order.settings, order.carried, order.problems)
    except Exception:
        if os.environ.get("SHPDOCS_TRACEBACK"):
            raise
        return None


def _put(of_period: PeriodFolder, order: _Order, content: bytes, carried: Carried, known: Known, time: str) -> Asked:
    stamp = order.stamp
    path = of_period.queries / f"{stamp.period} {stamp.sub_group} (issue {stamp.issue}).xlsx"
    write_atomically(path, content)
    about = known.last[stamp.sub_group].sha256
    event = Event("queried", time, path.name, sha256(content), stamp.sub_group, stamp.issue, order.fingerprint, carried.cells)
    of_period.record(replace(event, origins=carried.origins, ranges=carried.ranges, about=about, version=__version__))
    return Asked(path, stamp.issue)
