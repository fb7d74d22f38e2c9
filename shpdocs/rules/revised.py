"""What a lead changed of what a workbook was issued with: earlier quarters revised, carried rows taken out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from shpdocs.rules.carried import AWAITED, Carried, Typed, is_as_issued
from shpdocs.rules.find import Found
from shpdocs.rules.layout import Layout
from shpdocs.rules.values import tidy
from shpdocs.words.problem import Problem
from shpdocs.words.returns import REASON_WORDS, Place
from shpdocs.words.workbook import cell_name


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


def rows_gone(layout: Layout, found: Found, carried: Carried) -> tuple[Problem, ...]:
    """Return a warning for every row that an open table was issued with and that is no longer there.

    A row counts as still there if any row of the table shares one of its answers that are in the lead's own words; a
    lead who brings a row up to date changes some of them, and hardly all.
    """
    problems = []
    for grid in layout.grids:
        if grid.open_table and grid.key in found.sheets:
            base = f"/tables/{grid.open_table.key}"
            there = {_comparable(cell.value) for pointer, (_, cell) in found.cells.items() if pointer.startswith(f"{base}/")}
            place = Place("", found.sheets[grid.key], cell_name(found.heading_rows[grid.key], 1))
            for pointer in (pointer for pointer in carried.origins if pointer.startswith(f"{base}/")):
                told = [
                    carried.cells[f"{pointer}/{column.key}"]
                    for column in grid.open_table.columns
                    if column.asked.kind not in ("choice", "yes-no") and f"{pointer}/{column.key}" in carried.cells
                ]
                if told and not there & {_comparable(value) for value in told}:
                    problems.append(Problem("carried-row-gone", place, str(told[0]), pointer, grid.open_table.title))
    return tuple(problems)


def _comparable(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return tidy(value) if isinstance(value, str) else value
