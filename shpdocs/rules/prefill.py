"""Prefill: what earlier returns in force already say, ready for the cells of a new workbook."""

from __future__ import annotations

from collections.abc import Mapping

from shpdocs.rules.carried import Typed, figure_of
from shpdocs.rules.kinds import KINDS
from shpdocs.rules.layout import Layout, Slot
from shpdocs.words.period import QUARTERS
from shpdocs.words.returns import REASON_WORDS, Return, answer_at

_TOLD_ALL_YEAR = ("activity", "progress")


def prefill(layout: Layout, earlier: Mapping[str, Return]) -> dict[str, Typed]:
    """Return what cells are issued with, by JSON pointer.

    `earlier` holds the returns in force of the same year by quarter ('Q1'). Earlier quarters get what those returns
    say of them; the activity and progress of the year get the last return's text, to be carried on.
    """
    cells = {slot.pointer: _typed(slot, earlier) for _, _, _, slot in layout.slots()}
    return {pointer: typed for pointer, typed in cells.items() if typed is not None}


def _typed(slot: Slot, earlier: Mapping[str, Return]) -> Typed | None:
    group, _, key = slot.pointer.rpartition("/")
    if group.startswith("/measures/") and group.count("/") == 2 and key in _TOLD_ALL_YEAR:
        texts = (answer_at(earlier[quarter].answers, slot.pointer) for quarter in sorted(earlier, reverse=True))
        return next((text for text in texts if text is not None), None)
    base, _, rest = slot.pointer.rpartition("/earlier/")
    quarter = rest.removesuffix("/value")
    told = figure_of(quarter, base, earlier) if quarter in QUARTERS else None
    if told is None:
        return None
    if told.figure["value"] is None:
        return REASON_WORDS[told.figure["reason"]]
    return KINDS[slot.asked.kind].type_in(told.figure["value"])
