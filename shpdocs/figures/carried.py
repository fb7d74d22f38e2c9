"""Carried figures: what the returns of a year say of an earlier quarter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from msgspec import Struct, field

from shpdocs.answers.values import tidy
from shpdocs.model.ledger import Event
from shpdocs.model.returns import Json, RawCell, Return, answer_at

Typed = str | int | float

AWAITED = "not-yet-available"


class Carried(Struct, frozen=True):
    """What a workbook is issued with beside its questions.

    `cells` gives what cells hold, by JSON pointer, as a lead would type it; `origins` the period that a carried text or
    row comes from, by the pointer of the text or row; `ranges` the smallest and largest figure of last year's quarters,
    by the pointer of the measure or part. `version` is the shpdocs that made the workbook, '' if that is not known: another
    one may have put labels in other words.
    """

    cells: Mapping[str, Typed] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    ranges: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    version: str = ""


class Told(Struct, frozen=True):
    """What is known of a quarter: its figure ({'value', 'reason', …}), and whether a later return revised it."""

    figure: Json
    is_revised: bool = False


def figure_of(quarter: str, base: str, returns: Mapping[str, Return]) -> Told | None:
    """Return what the returns in force of a year (by quarter, 'Q1') say of a quarter's figure, or None.

    `base` is the pointer of the measure or part. The quarter's own return counts; a later one that was filled in
    otherwise has revised it, unless the figure was not yet available before. A figure that a later workbook was issued
    with and that nobody touched says nothing new.
    """
    told: Told | None = None
    for of in sorted(name for name in returns if name >= quarter):
        pointer = f"{base}/figure" if of == quarter else f"{base}/earlier/{quarter}"
        figure = answer_at(returns[of].answers, pointer)
        if not _is_told(figure) or (of != quarter and _is_untouched(returns[of], pointer)):
            continue
        if told is None:
            told = Told(figure)
        elif (figure["value"], figure["reason"]) != (told.figure["value"], told.figure["reason"]):
            told = Told(figure, is_revised=told.is_revised or told.figure["reason"] != AWAITED)
    return told


def _is_told(figure: Json) -> bool:
    return figure is not None and (figure["value"] is not None or figure["reason"] is not None)


def _is_untouched(of: Return, pointer: str) -> bool:
    sources = [of.sources[key] for key in (f"{pointer}/value", f"{pointer}/reason") if key in of.sources]
    return bool(sources) and all(source.prefilled for source in sources)


def is_as_issued(cell: RawCell, prefilled: Mapping[str, Typed], pointer: str) -> bool:
    """Whether the cell holds just what the workbook was issued with."""
    if pointer not in prefilled or cell.formula:
        return False
    issued, now = prefilled[pointer], cell.value
    if isinstance(issued, str) and isinstance(now, datetime | date):
        return now.isoformat()[:10] == issued
    return tidy(issued) == tidy(now) if isinstance(issued, str) and isinstance(now, str) else issued == now


def carried_by_stamp(events: tuple[Event, ...]) -> dict[tuple[str, int], Carried]:
    """What every workbook sent out in a period was issued with, by sub-group and issue number."""
    return {
        (event.sub_group, event.issue): Carried(event.prefilled, event.origins, event.ranges, event.version)
        for event in events
        if event.event in ("issued", "queried")
    }
