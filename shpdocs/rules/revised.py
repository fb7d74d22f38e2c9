"""Revised figures: what a lead changed of the earlier quarters that a workbook was issued with."""

from __future__ import annotations

from collections.abc import Mapping

from shpdocs.rules.carried import AWAITED, Typed, is_as_issued
from shpdocs.rules.find import Found
from shpdocs.words.problem import Problem
from shpdocs.words.returns import REASON_WORDS


def revisions(found: Found, prefilled: Mapping[str, Typed]) -> tuple[Problem, ...]:
    """Return a warning for every earlier quarter whose accepted figure was changed or deleted."""
    problems = []
    for pointer, issued in prefilled.items():
        if pointer not in found.cells or "/earlier/" not in pointer:
            continue
        slot, cell = found.cells[pointer]
        is_awaited = issued == REASON_WORDS[AWAITED] and not cell.is_blank
        if not is_as_issued(cell, prefilled, pointer) and not is_awaited:
            code = "earlier-deleted" if cell.is_blank else "earlier-revised"
            problems.append(Problem(code, cell.place, cell.entered, pointer, slot.label, {"first": str(issued)}))
    return tuple(problems)
