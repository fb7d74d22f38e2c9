"""What was sent out, by the ledger: what each workbook was issued with, and the numbers given out."""

from __future__ import annotations

from shpdocs.rules.carried import Carried
from shpdocs.words.ledger import Event


def carried_by_stamp(events: tuple[Event, ...]) -> dict[tuple[str, int], Carried]:
    """What every workbook sent out in a period was issued with, by sub-group and issue number."""
    return {
        (event.sub_group, event.issue): Carried(event.prefilled, event.origins, event.ranges, event.version)
        for event in events
        if event.event in ("issued", "queried")
    }


def last_issues(events: tuple[Event, ...]) -> dict[str, int]:
    """The last issue number given out to each sub-group: every workbook that is sent out has its own."""
    numbers: dict[str, int] = {}
    for event in events:
        if event.event in ("issued", "queried"):
            numbers[event.sub_group] = max(numbers.get(event.sub_group, 0), event.issue)
    return numbers
