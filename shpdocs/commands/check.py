"""Checking: every problem of the files named. Stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from shpdocs.commands.files import find_files, name_of, not_looked_at, read_bytes
from shpdocs.commands.judge import Rules, judge
from shpdocs.definitions.definition_files import Year, read_year
from shpdocs.definitions.settings import read_settings
from shpdocs.model.collection import Outcome, file_fault
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, Stamp
from shpdocs.store.folder import Folder, open_folder


def check(folder: str | Path, files: tuple[str | Path, ...]) -> tuple[Outcome, ...]:
    """Judge every file named, and all files in folders named, by the definitions of the period each is for.

    Raises:
        ShpdocsError: the folder, its settings or definitions cannot be used, or a named file does not exist.
    """
    root = open_folder(Path(folder))
    rules = _rules(root)

    def checked(path: Path) -> Outcome:
        content, name = read_bytes(path), name_of(path)
        judgement = file_fault(name, "unreadable-file") if content is None else judge(content, name, rules)
        outcome = judgement.outcome("checked")
        return outcome.with_notices(_in_another_inbox(root, path, outcome.period))

    found = find_files(tuple(Path(file) for file in files))
    return (*not_looked_at(found, "checked"), *(checked(path) for path in found.files))


def _rules(root: Folder) -> Rules:
    """What files of whatever period are judged by: of each what it needs is read once."""

    @cache
    def year(name: str) -> Year | None:
        return read_year(root, name) if name in root.years() else None

    @cache
    def sent(period: str) -> Mapping[tuple[str, int], Event]:
        return root.period(parse_period(period)).state().sent

    def prefill(stamp: Stamp) -> Prefill:
        return root.issued_with(stamp.period, sent(stamp.period).get((stamp.sub_group, stamp.issue)))

    return Rules(read_settings(root), year, prefill, root.read_sent)


def _in_another_inbox(root: Folder, path: Path, period: str) -> tuple[Problem, ...]:
    """A warning if the file lies in the inbox of another period than it is for."""
    inboxes = {root.period(parse_period(name)).inbox.resolve(): name for name in root.periods()}
    lies_in = next((name for inbox, name in inboxes.items() if path.resolve().is_relative_to(inbox)), "")
    if not lies_in or not period or lies_in == period:
        return ()
    return (Problem("other-inbox", Place(name_of(path)), details={"first": lies_in, "second": period}),)
