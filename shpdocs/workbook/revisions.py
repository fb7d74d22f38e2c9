"""What a lead changed of what a workbook was issued with: earlier quarters revised, carried rows taken out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from string import ascii_uppercase

from shpdocs.answers.kinds import guard_of, kind_of
from shpdocs.answers.reading import read_answer
from shpdocs.answers.values import tidy
from shpdocs.figures.reported import AWAITED
from shpdocs.model.cells import cell_name
from shpdocs.model.definition import Table
from shpdocs.model.prefill import Prefill, Typed
from shpdocs.model.problem import Problem
from shpdocs.model.returns import REASON_WORDS, Place, RawCell, Reading
from shpdocs.workbook.find import FoundAnswers
from shpdocs.workbook.layout import Layout, Slot


def revision_problems(places: FoundAnswers, prefilled: Mapping[str, Typed]) -> tuple[Problem, ...]:
    """Return a problem for every earlier quarter whose accepted figure was changed or deleted, with both as they are shown."""
    problems = []
    for pointer, issued in prefilled.items():
        if pointer not in places.cells or "/earlier/" not in pointer:
            continue
        slot, cell = places.cells[pointer]
        is_awaited = issued == REASON_WORDS[AWAITED] and not cell.is_blank
        if is_as_issued(cell, prefilled, pointer) or is_awaited:
            continue
        then, now = _shown_issued(issued, slot), shown_cell(cell, slot)
        if cell.is_blank or then != now:  # 45 typed as '45%' is the same figure
            code = "earlier-deleted" if cell.is_blank else "earlier-revised"
            problems.append(Problem(code, cell.place, now, pointer, slot.label, {"first": then}))
    return tuple(problems)


def _shown_issued(issued: Typed, slot: Slot) -> str:
    """What a cell was issued with, as the paper prints it: a number is the answer itself."""
    if isinstance(issued, str):
        return shown_cell(RawCell(Place(""), issued), slot)
    return kind_of(slot.asked).show(issued, slot.asked)


def shown_cell(cell: RawCell, slot: Slot) -> str:
    """What a cell says as the paper prints it, or what was entered if that cannot be read."""
    reading = Reading("blank") if cell.is_blank else read_answer(cell, slot.asked)
    if reading.reason:
        return REASON_WORDS[reading.reason]
    return cell.entered if reading.answer is None else kind_of(slot.asked).show(reading.answer, slot.asked)


def is_as_issued(cell: RawCell, prefilled: Mapping[str, Typed], pointer: str) -> bool:
    """Whether the cell holds just what the workbook was issued with."""
    if pointer not in prefilled or cell.formula or cell.not_typed:
        return False
    issued, now = prefilled[pointer], cell.value
    if isinstance(issued, str) and isinstance(now, datetime | date):
        return now.isoformat()[:10] == issued
    return tidy(issued) == tidy(now) if isinstance(issued, str) and isinstance(now, str) else issued == now


def removed_row_problems(layout: Layout, places: FoundAnswers, prefill: Prefill) -> tuple[Problem, ...]:
    """Return a warning for every row that an open table was issued with and that is no longer there.

    As many rows issued as can be are matched, each with a row returned that shares at least half of its answers in the
    lead's own words: a lead who brings a row up to date changes some, and hardly all. The only answer of a row may be
    reworded where it stands.
    """
    problems = []
    for grid in layout.grids:
        if grid.open_table and grid.key in places.sheets:
            issued = _issued_rows(grid.open_table, prefill)
            kept = _matched(issued, _returned_rows(places, grid.open_table), _as_they_stood(places, grid.open_table))
            place = Place("", places.sheets[grid.key], cell_name(places.heading_rows[grid.key], 1))
            problems += [
                Problem("carried-row-gone", place, str(next(iter(entries.values()))), row, grid.open_table.title)
                for row, entries in issued.items()
                if row not in kept
            ]
    return tuple(problems)


def match_carried_rows(table: Table, places: FoundAnswers, prefill: Prefill) -> dict[str, str]:
    """Return where the rows that an open table was issued with stand now: the pointer of a row returned by that of the row issued."""
    return _matched(_issued_rows(table, prefill), _returned_rows(places, table), _as_they_stood(places, table))


def _issued_rows(table: Table, prefill: Prefill) -> dict[str, dict[str, Typed]]:
    """What each row carried into an open table says in the lead's own words, by the row's pointer and the column."""
    worded = tuple(column.key for column in table.columns if not guard_of(column.asked).choices)
    rows = (row for row in prefill.origins if row.startswith(f"/tables/{table.key}/"))
    entries = {row: {key: prefill.cells[f"{row}/{key}"] for key in worded if f"{row}/{key}" in prefill.cells} for row in rows}
    return {row: words for row, words in entries.items() if words}


def _returned_rows(places: FoundAnswers, table: Table) -> dict[str, dict[str, object]]:
    """What stands in each row of an open table, by the row's pointer and the column."""
    rows: dict[str, dict[str, object]] = {}
    for pointer, (_, cell) in places.cells.items():
        if pointer.startswith(f"/tables/{table.key}/"):
            row, _, column = pointer.rpartition("/")
            rows.setdefault(row, {})[column] = _comparable(cell.value)
    return rows


def _as_they_stood(places: FoundAnswers, table: Table) -> dict[str, str]:
    """The row returned, by its pointer, where each row was issued: rows left blank have no pointer, so numbers alone do not say it."""
    base, heading = f"/tables/{table.key}/", places.heading_rows.get(f"tables-{table.key}", 0)
    answers = ((pointer.rpartition("/")[0], cell.place.cell) for pointer, (_, cell) in places.cells.items() if pointer.startswith(base))
    return {f"{base}{int(name.lstrip(ascii_uppercase)) - heading - 1}": row for row, name in answers if name}


def _matched(
    issued: Mapping[str, Mapping[str, Typed]], returned: Mapping[str, Mapping[str, object]], standing: Mapping[str, str]
) -> dict[str, str]:
    """As many of the rows issued as can be, each with a row returned of its own that is like it, or is it in other words where it stood
    (`standing`)."""
    wanted = {row: {column: _comparable(value) for column, value in entries.items()} for row, entries in issued.items()}
    similar = {
        row: [
            name
            for name, there in returned.items()
            if _are_alike(entries, there) or (name == standing.get(row) and _is_reworded(entries, there))
        ]
        for row, entries in wanted.items()
    }
    taken: dict[str, str] = {}

    def find(row: str, tried: set[str]) -> bool:
        """Match a row, moving others to another row like them if need be."""
        for candidate in similar[row]:
            if candidate not in tried:
                tried.add(candidate)
                if candidate not in taken or find(taken[candidate], tried):
                    taken[candidate] = row
                    return True
        return False

    for row in issued:
        find(row, set())
    return {row: candidate for candidate, row in taken.items()}


def _are_alike(issued: Mapping[str, object], returned: Mapping[str, object]) -> bool:
    """Whether a row returned has at least half of the answers of one issued."""
    entries = set(issued.values())
    return 2 * len(entries & set(returned.values())) >= len(entries)


def _is_reworded(issued: Mapping[str, object], returned: Mapping[str, object]) -> bool:
    """Whether the only answer of a row, where it stood, keeps more than half of its words."""
    (column, entry), *others = issued.items()
    words, there = (set(str(text).casefold().split()) for text in (entry, returned.get(column) or ""))
    return not others and 2 * len(words & there) > len(words)


def _comparable(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return tidy(value) if isinstance(value, str) else value
