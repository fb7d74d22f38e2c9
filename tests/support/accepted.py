"""Collecting as an officer does who accepts every warning: what is held comes into force at once."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from shpdocs.commands.accept import accept
from shpdocs.commands.collect import Collected
from shpdocs.commands.collect import collect as take
from shpdocs.commands.decide import publish
from shpdocs.model.collection import Outcome
from shpdocs.model.errors import UsageError

BY, BECAUSE = "A made-up officer", "A made-up reason"


def collect(folder: str | Path, period: str, files: Iterable[str | Path] = (), **options: Any) -> Collected:
    """Collect, and accept what is held; the outcome of such a file is then 'in-force'."""
    collected = take(folder, period, files, **options)
    held = [one.sub_group for one in collected.files if one.outcome == "held"]
    for sub_group in held:
        accept(folder, period, sub_group, by=BY, because=BECAUSE, at=options.get("at", ""))
    sub_groups = [standing.sub_group for standing in collected.report.statuses]
    in_force = tuple(name for name in sub_groups if name in (*collected.in_force, *held))
    missing = tuple(name for name in sub_groups if name not in in_force)
    files_now = tuple(_accepted(one) for one in collected.files)
    return replace(collected, files=files_now, in_force=in_force, missing=missing)


def _accepted(one: Outcome) -> Outcome:
    return replace(one, outcome="in-force") if one.outcome == "held" else one


def publish_all(folder: Path, period: str, sub_group: str) -> None:
    """Let the small numbers of a sub-group be printed, if any wait for a decision."""
    with suppress(UsageError):
        publish(folder, period, sub_group, by="a test", because="The figures are published, or made up.")
