"""What a workbook is issued with beside its questions: cells that are filled in, where they come from, last year's range."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from shpdocs.model.ledger import Event

Typed = str | int | float


class Prefill(Struct, frozen=True):
    """What a workbook is issued with beside its questions.

    `cells` gives what cells hold, by JSON pointer, as a lead would type it; `origins` the period that a carried text or
    row comes from, by the pointer of the text or row; `ranges` the smallest and largest figure of last year's quarters,
    by the pointer of the measure or part. `sent` is the SHA-256 of the workbook as it was sent, '' if it was not sent yet.
    """

    cells: Mapping[str, Typed] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    sent: str = ""


def issued_with(sent: Event | None) -> Prefill:
    """What a workbook was issued with, by the event of its sending; nothing if there is none."""
    return Prefill(sent.prefilled, sent.origins, sent.ranges, sent.sha256) if sent else Prefill()
