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

    As many rows issued as can be are matched, each with a row returned that shares at least half of its answers in the
    lead's own words: a lead who brings a row up to date changes some, and hardly all.
    """
    problems = []
    for grid in layout.grids:
        if grid.open_table and grid.key in found.sheets:
            base = f"/tables/{grid.open_table.key}"
            own = tuple(column.key for column in grid.open_table.columns if column.asked.kind not in ("choice", "yes-no"))
            issued = {
                row: told
                for row in carried.origins
                if row.startswith(f"{base}/")
                for told in ([carried.cells[f"{row}/{key}"] for key in own if f"{row}/{key}" in carried.cells],)
                if told
            }
            place = Place("", found.sheets[grid.key], cell_name(found.heading_rows[grid.key], 1))
            problems += [
                Problem("carried-row-gone", place, str(issued[row][0]), row, grid.open_table.title)
                for row in _unmatched(issued, _returned_rows(found, base))
            ]
    return tuple(problems)


def _returned_rows(found: Found, base: str) -> list[set[object]]:
    """What stands in each row of an open table."""
    rows: dict[str, set[object]] = {}
    for pointer, (_, cell) in found.cells.items():
        if pointer.startswith(f"{base}/"):
            rows.setdefault(pointer.rpartition("/")[0], set()).add(_comparable(cell.value))
    return list(rows.values())


def _unmatched(issued: Mapping[str, list[Typed]], returned: list[set[object]]) -> list[str]:
    """The rows issued that are left over when as many as can be are matched, each with a row returned that is like it."""
    wanted = {row: {_comparable(value) for value in told} for row, told in issued.items()}
    alike = {row: [at for at, there in enumerate(returned) if 2 * len(own & there) >= len(own)] for row, own in wanted.items()}
    taken: dict[int, str] = {}

    def find(row: str, tried: set[int]) -> bool:
        """Match a row, moving others to another row like them if need be."""
        for at in alike[row]:
            if at not in tried:
                tried.add(at)
                if at not in taken or find(taken[at], tried):
                    taken[at] = row
                    return True
        return False

    return [row for row in issued if not find(row, set())]


def _comparable(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return tidy(value) if isinstance(value, str) else value
