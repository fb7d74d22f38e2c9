"""Checking: every problem of the files named. Stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from shpdocs.commands.files import find_files, name_of, read_bytes
from shpdocs.commands.judge import judge, outcome_of
from shpdocs.definitions.definition_files import Year, read_settings, read_year
from shpdocs.model.collection import Outcome, unreadable
from shpdocs.model.ledger import Event
from shpdocs.model.period import parse_period
from shpdocs.model.prefill import Prefill, issued_with
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Place, Stamp
from shpdocs.store.folder import Folder, open_folder


def check(folder: str | Path, files: tuple[str | Path, ...]) -> tuple[Outcome, ...]:
    """Judge every file named, and all files in folders named, by the definitions of the period each is for.

    Raises:
        ShpdocsError: the folder, its settings or definitions cannot be used, or a named file does not exist.
    """
    root = open_folder(Path(folder))
    settings = read_settings(root)

    @cache
    def year(name: str) -> Year | None:
        return read_year(root, name) if name in root.years() else None

    @cache
    def sent(period: str) -> Mapping[tuple[str, int], Event]:
        return root.period(parse_period(period)).state().sent

    def prefill(stamp: Stamp) -> Prefill:
        return issued_with(sent(stamp.period).get((stamp.sub_group, stamp.issue)))

    def checked(path: Path) -> Outcome:
        content = read_bytes(path)
        if content is None:
            return unreadable(name_of(path), "checked")
        judged = judge(content, name_of(path), settings.partnership, year, prefill=prefill, limits=settings.limits)
        outcome = outcome_of(judged, "checked")
        return outcome.with_notices(_in_another_inbox(root, path, outcome.period))

    found = find_files(tuple(Path(file) for file in files))
    skipped = (Outcome(name_of(path), "skipped", problems=(Problem(why, Place(name_of(path))),)) for path, why in found.skipped)
    not_given = (unreadable(name_of(path), "checked") for path in found.unreadable)
    return (*skipped, *not_given, *(checked(path) for path in found.files))


def _in_another_inbox(root: Folder, path: Path, period: str) -> tuple[Problem, ...]:
    """A warning if the file lies in the inbox of another period than it is for."""
    inboxes = {root.period(parse_period(name)).inbox.resolve(): name for name in root.periods()}
    lies_in = next((name for inbox, name in inboxes.items() if path.resolve().is_relative_to(inbox)), "")
    if not lies_in or not period or lies_in == period:
        return ()
    return (Problem("other-inbox", Place(name_of(path)), details={"first": lies_in, "second": period}),)
