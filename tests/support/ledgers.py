"""Records made anew as if other things had happened: the ledger whole, chained and with its head, and with it the returns in force.

So only what they say differs. Drafts that tell of the ledger as it was are taken away.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from shpdocs.model.ledger import OUTCOMES, Event, Head
from shpdocs.model.period import parse_period
from shpdocs.store.disk import sha256
from shpdocs.store.drafts import draft_heads
from shpdocs.store.ledger_file import HEAD, LEDGER, Ledger
from shpdocs.store.records import head_bytes, return_bytes, return_from


def rewrite_ledger(period: Path, change: Callable[[Event], Event | None]) -> None:
    """Make a period's ledger anew (`period` is its folder) of its events as they are changed, without those that come to None.

    The returns that are in force by it are made anew with it, as they stand now; the others are taken away.
    """
    events = [event for event in map(change, Ledger(period, period.name).events()) if event is not None]
    last = {event.sub_group: number for number, event in enumerate(events) if event.event == "in-force"}
    (period / LEDGER).unlink(missing_ok=True)
    (period / HEAD).write_bytes(head_bytes(Head()))
    ledger, waiting = Ledger(period, period.name), list[Event]()
    for number, event in enumerate(events):
        path = period / "returns" / f"{event.sub_group}.json"
        if last.get(event.sub_group) == number and path.is_file():
            ledger.record(*waiting)
            waiting.clear()
            content = return_bytes(return_from(path.read_bytes())[0], ledger.head(OUTCOMES))
            path.write_bytes(content)
            event = replace(event, return_sha256=sha256(content))
        waiting.append(event)
    ledger.record(*waiting)
    for path in (period / "returns").glob("*.json"):
        if path.stem not in last:
            path.unlink()
    for path, _ in list(draft_heads(period / "papers", parse_period(period.name))):
        path.unlink()


def keep_events(period: Path, *names: str) -> None:
    """Make a period's ledger anew of the events of these names alone; without those of editions, no edition is left either."""
    rewrite_ledger(period, lambda event: event if event.event in names else None)
    for name in () if "edition" in names else ("published", "editions"):
        shutil.rmtree(period / name, ignore_errors=True)


def drop_events(period: Path, *names: str) -> None:
    """Make a period's ledger anew without the events of these names."""
    rewrite_ledger(period, lambda event: None if event.event in names else event)


def drop_return(period: Path, sub_group: str) -> None:
    """Take a return out of force, as if nothing had ever been decided about it."""
    decided = ("in-force", "held", "refused", "accepted")
    rewrite_ledger(period, lambda event: None if event.event in decided and event.sub_group == sub_group else event)


def change_return(period: Path, sub_group: str, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the return in force, as if it had been put in force so: `change` is given what its file holds as JSON."""
    path = period / "returns" / f"{sub_group}.json"
    raw = json.loads(path.read_bytes())
    change(raw)
    path.write_text(json.dumps(raw), encoding="utf-8")
    rewrite_ledger(period, lambda event: event)


def no_longer_fitting(raw: dict[str, Any]) -> None:
    """Make a return one that was collected under another definition, and holds answers that today's does not allow."""
    raw["definition"] = "made up"
    raw["answers"]["measures"] = dict.fromkeys(raw["answers"]["measures"], "no answer")
