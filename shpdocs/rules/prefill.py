"""Prefill: what earlier returns in force already say, ready for the cells of a new workbook."""

from __future__ import annotations

from collections.abc import Mapping

from shpdocs.rules.kinds import KINDS
from shpdocs.rules.layout import Layout
from shpdocs.words.period import QUARTERS
from shpdocs.words.returns import REASON_WORDS, Json, Return, answer_at

Typed = str | int | float


def prefill(layout: Layout, earlier: Mapping[str, Return]) -> dict[str, Typed]:
    """Return what each earlier quarter's cell is issued with, by JSON pointer.

    `earlier` holds the returns in force of the same year by quarter ('Q1'). A later return that gives a figure
    for a quarter before it has revised it, so the latest one that speaks counts.
    """
    cells: dict[str, Typed] = {}
    for _, _, _, slot in layout.slots():
        base, _, rest = slot.pointer.rpartition("/earlier/")
        quarter = rest.removesuffix("/value")
        if quarter not in QUARTERS:
            continue
        figure = _latest(base, quarter, earlier)
        if figure is None:
            continue
        if figure["value"] is not None:
            cells[slot.pointer] = KINDS[slot.asked.kind].type_in(figure["value"])
        elif figure["reason"] is not None:
            cells[slot.pointer] = REASON_WORDS[figure["reason"]]
    return cells


def _latest(base: str, quarter: str, earlier: Mapping[str, Return]) -> Json:
    """The figure of that quarter in the latest return that knows it, or None."""
    for of in sorted(earlier, reverse=True):
        pointer = f"{base}/figure" if of == quarter else f"{base}/earlier/{quarter}"
        figure = answer_at(earlier[of].answers, pointer) if of >= quarter else None
        if figure is not None and (figure["value"] is not None or figure["reason"] is not None):
            return figure
    return None
