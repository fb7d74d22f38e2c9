"""Prefill: what earlier returns in force already say, ready for the cells of a new workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from msgspec import Struct

from shpdocs.answers.kinds import KINDS, kind_of
from shpdocs.answers.reading import read_answer
from shpdocs.definitions.wording import WORKBOOK_WORDS, show_figure
from shpdocs.figures.printed import Marks
from shpdocs.figures.reported import reported_figure
from shpdocs.figures.rows import is_closed
from shpdocs.model.definition import Definition, Table
from shpdocs.model.period import QUARTERS, Period
from shpdocs.model.prefill import Prefill, Typed
from shpdocs.model.returns import REASON_WORDS, Json, Place, RawCell, Return, answer_at
from shpdocs.workbook.layout import Layout, Slot, lay_out

_YEARS_TEXTS = ("activity", "progress")
_NOWHERE = Place("")
_UNMARKED: Marks = MappingProxyType({})
_FEWEST_QUARTERS = 2  # of last year: one figure is no range


class YearReturns(Struct, frozen=True):
    """A year's definition and its returns in force, by quarter ('Q1')."""

    definition: Definition
    returns: Mapping[str, Return]


def make_prefill(
    definition: Definition,
    period: Period,
    earlier: Mapping[str, Return],
    last_year: YearReturns | None = None,
    marked: Marks = _UNMARKED,
) -> Prefill:
    """Return what the workbook of a period is issued with.

    `earlier` holds the returns in force of the same year by quarter. Earlier quarters get what those returns say of
    them; the activity and progress of the year, and tables that carry, get what the return before this one said, last
    year's if there is none this year. The quarters of last year give the range in which a figure would be expected. `marked` says
    which figures were corrected after they were printed.
    """
    cells: dict[str, Typed] = {}
    origins: dict[str, str] = {}
    for _, _, _, slot in lay_out(definition, period).slots():
        typed = _earlier_quarter(slot, earlier)
        if typed is not None:
            cells[slot.pointer] = typed
        text, quarter = _years_text(slot, earlier)
        if text:
            cells[slot.pointer], origins[slot.pointer] = text, str(Period(period.year, quarter))
    this_year = YearReturns(definition, earlier)
    before = this_year if earlier else last_year
    shown: dict[str, str] = {}
    for table in definition.tables if before else ():
        rows, beside, origin = _carried_rows(table, before) if table.carries and before else ({}, {}, "")
        cells |= rows
        shown |= beside
        origins |= dict.fromkeys((pointer.rpartition("/")[0] for pointer in rows), origin)
        origins |= {f"/tables/{table.key}": origin} if beside else {}
    ranges = dict(_ranges(definition, period, last_year)) if last_year else {}
    return Prefill(cells, origins, ranges, dict(_corrected(definition, period, earlier, marked)), shown)


def _corrected(definition: Definition, period: Period, earlier: Mapping[str, Return], marked: Marks) -> Iterator[tuple[str, str]]:
    """What is said of each figure of an earlier quarter that was corrected after a paper printed it, by its cell's pointer."""
    for measure in definition.measures_asked(period.quarter):
        for series in measure.series:
            for quarter in period.earlier_quarters:
                mark = marked.get((f"{definition.sub_group}{series.pointer}", str(Period(period.year, quarter))))
                reported = reported_figure(quarter, series.pointer, earlier)
                if mark and mark.kind == "corrected" and mark.because and reported:
                    now = show_figure(measure, reported.figure, WORKBOOK_WORDS)
                    was = f"{mark.before} was printed in {mark.where}; it was corrected to {now}."
                    why = f"{series.name}, Quarter {quarter[1]}: {was} The reason given: {mark.because}"
                    yield f"{series.pointer}/earlier/{quarter}/value", why


def _years_text(slot: Slot, earlier: Mapping[str, Return]) -> tuple[str, str]:
    """The text of the last return on the year so far, and that return's quarter."""
    group, _, key = slot.pointer.rpartition("/")
    if not (group.startswith("/measures/") and group.count("/") == 2 and key in _YEARS_TEXTS):
        return "", ""
    texts = ((answer_at(earlier[quarter].answers, slot.pointer), quarter) for quarter in sorted(earlier, reverse=True))
    return next(((text, quarter) for text, quarter in texts if text is not None), ("", ""))


def _earlier_quarter(slot: Slot, earlier: Mapping[str, Return]) -> Typed | None:
    base, _, rest = slot.pointer.rpartition("/earlier/")
    quarter = rest.removesuffix("/value")
    reported = reported_figure(quarter, base, earlier) if quarter in QUARTERS else None
    if reported is None:
        return None
    if reported.figure["value"] is None:
        return REASON_WORDS[reported.figure["reason"]]
    return kind_of(slot.asked).type_in(reported.figure["value"])


def _carried_rows(table: Table, before: YearReturns) -> tuple[dict[str, Typed], dict[str, str], str]:
    """What the last return says in a table, by pointer, without the rows that it closed; and that return's period.

    First what its columns carry, then what they ask anew, as it is shown beside. Of a table whose rows the lead adds, a row of
    which nothing is carried is left out: nothing would say which it is.
    """
    then = next((earlier for earlier in before.definition.tables if earlier.key == table.key), None)
    if not before.returns or then is None or then.is_open != table.is_open:
        return {}, {}, ""
    quarter = max(before.returns)
    rows = _rows_then(answer_at(before.returns[quarter].answers, f"/tables/{table.key}") or {}, then, table)
    base = f"/tables/{table.key}"
    cells: dict[str, Typed] = {}
    shown: dict[str, str] = {}
    for key, row in rows.items():
        cells |= {f"{base}/{key}/{column}": entry for column, entry in _retyped(row, then, table).items()}
        shown |= {f"{base}/{key}/{column}": text for column, text in _shown_beside(row, then, table).items()}
    return cells, shown, str(Period(before.definition.year, quarter))


def _rows_then(rows: Json, then: Table, table: Table) -> dict[str, Json]:
    """The rows of the last return that today's table is issued with, by the key or number that they have in it."""
    if isinstance(rows, dict):
        known = {key for key, _ in table.rows}
        return {key: row for key, row in rows.items() if key in known}
    still_open = (row for row in rows if not (is_closed(row, table) or is_closed(row, then)))
    return {str(number): row for number, row in enumerate(row for row in still_open if _retyped(row, then, table))}


def _retyped(row: Json, then: Table, table: Table) -> dict[str, Typed]:
    """What a row says in the columns that carry, as typed into today's table: answers that these can still read, and no number."""
    kinds = {column.key: kind_of(column.asked) for column in then.columns if not kind_of(column.asked).is_number}
    typed: dict[str, Typed] = {}
    for column in table.columns:
        answer = row.get(column.key)
        if column.carry and answer is not None and column.key in kinds:
            entry = kinds[column.key].type_in(answer)
            if not read_answer(RawCell(Place(""), entry), column.asked).problem:
                typed[column.key] = entry
    return typed


def _shown_beside(row: Json, then: Table, table: Table) -> dict[str, str]:
    """What a row says in the columns that belong to a quarter, as a paper shows it."""
    asked = {column.key: column.asked for column in then.columns}
    anew = (column.key for column in table.columns if not column.carry and column.key in asked)
    return {key: kind_of(asked[key]).show(row[key], asked[key]) for key in anew if row.get(key) is not None}


def _ranges(definition: Definition, period: Period, last_year: YearReturns) -> Iterator[tuple[str, tuple[float, float]]]:
    """Smallest and largest quarter of last year for every figure that is of the same kind as then.

    Figures for the year so far grow by themselves: they have no range.
    """
    then = {measure.key: (measure.unit, measure.quarters) for measure in last_year.definition.measures}
    for measure in definition.measures_asked(period.quarter):
        is_same = then.get(measure.key) == (measure.unit, measure.quarters)
        if measure.is_figure and is_same and KINDS[measure.unit].cell == "number" and measure.quarters != "to-date":
            for series in measure.series:
                quarters = (reported_figure(quarter, series.pointer, last_year.returns) for quarter in QUARTERS)
                figures = [reported.figure["value"] for reported in quarters if reported and reported.figure["value"] is not None]
                if len(figures) >= _FEWEST_QUARTERS:
                    yield series.pointer, (min(figures), max(figures))


def prefilled_cells(layout: Layout, prefill: Prefill) -> dict[str, RawCell]:
    """The answer cells that a workbook is issued with something in, by JSON pointer."""
    return {slot.pointer: typed_cell(slot, prefill.cells[slot.pointer]) for *_, slot in layout.slots() if slot.pointer in prefill.cells}


def typed_cell(slot: Slot, entry: Typed, place: Place = _NOWHERE) -> RawCell:
    """An entry as a lead types it, in a cell of the slot's kind; a date as a date."""
    kind = kind_of(slot.asked)
    if kind.cell == "date" and isinstance(entry, str):
        try:
            return RawCell(place, datetime.fromisoformat(entry), kind.number_format)
        except ValueError:
            pass  # words
    return RawCell(place, entry, kind.number_format)
