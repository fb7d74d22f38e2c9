"""Ledgers made anew as if other things had happened: whole, chained and with their head, so that only what they say differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shpdocs.model.ledger import Event, Head
from shpdocs.store.ledger_file import HEAD, LEDGER, Ledger
from shpdocs.store.records import head_bytes


def rewrite_ledger(period: Path, change: Callable[[Event], Event | None]) -> None:
    """Make a period's ledger anew (`period` is its folder) of its events as they are changed, without those that come to None."""
    changed = [event for event in map(change, Ledger(period, period.name).events()) if event is not None]
    (period / LEDGER).unlink(missing_ok=True)
    (period / HEAD).write_bytes(head_bytes(Head()))
    Ledger(period, period.name).record(*changed)


def keep_events(period: Path, *names: str) -> None:
    """Make a period's ledger anew of the events of these names alone."""
    rewrite_ledger(period, lambda event: event if event.event in names else None)


def drop_events(period: Path, *names: str) -> None:
    """Make a period's ledger anew without the events of these names."""
    rewrite_ledger(period, lambda event: None if event.event in names else event)
