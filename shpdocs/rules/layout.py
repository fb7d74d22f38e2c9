"""The layout: which answer stands where in a workbook. One map for the writer and the reader.

A workbook is a set of grids, one a sheet. Every row of a grid has a key, written in its Reference column; every
column has a key, kept as a defined name on its heading. An answer is found by the two keys, never by coordinates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shpdocs.rules.figures import WORKBOOK_WORDS, figure_asked, show_baseline, show_target, unit_words
from shpdocs.rules.kinds import KINDS
from shpdocs.words.definition import Asked, Definition, Field, Measure, Part, Table
from shpdocs.words.period import Period, slashed
from shpdocs.words.workbook import sheet_key

NOT_ASKED = "Not asked"
NOT_PRINTED = "(For the partnership only: not printed in the paper.)"
NOTE_LONGEST = 300
_LEAST_WIDTH = 130  # characters: a narrower sheet would cut its title when printed
ACTIVITY = Asked("narrative", required=False, longest=20_000)
PROGRESS = Asked("narrative", required=True, longest=20_000)


@dataclass(frozen=True)
class Slot:
    """One answer cell: the JSON pointer of its answer, its label in messages, and what is asked."""

    pointer: str
    label: str
    asked: Asked

    @property
    def reason_pointer(self) -> str:
        """For a figure: the pointer of the reason for having none."""
        return self.pointer.removesuffix("/value") + "/reason"


@dataclass(frozen=True)
class Column:
    """A column: its key, heading, width in characters, guidance, and whether the lead fills it in."""

    key: str
    label: str
    width: int
    is_answer: bool = False
    guidance: str = ""


@dataclass(frozen=True)
class Row:
    """A row: its key and one entry for each column, a label or a slot."""

    key: str
    cells: tuple[str | Slot, ...]


@dataclass(frozen=True)
class Grid:
    """One sheet's table. `open_table` is set if the lead adds its rows."""

    key: str
    sheet: str
    title: str
    guidance: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    open_table: Table | None = None


@dataclass(frozen=True)
class Layout:
    """All grids of a sub-group's workbook for a period."""

    definition: Definition
    period: Period
    grids: tuple[Grid, ...]

    def slots(self) -> Iterator[tuple[Grid, Row, Column, Slot]]:
        """Every slot with its grid, row and column; an open table's rows count as issued."""
        for grid in self.grids:
            for row in grid.rows:
                for column, cell in zip(grid.columns, row.cells, strict=True):
                    if isinstance(cell, Slot):
                        yield grid, row, column, cell


def lay_out(definition: Definition, period: Period) -> Layout:
    """Return the layout of the workbook that asks this definition for this period."""
    sheets = dict.fromkeys(field.sheet for field in definition.fields)
    grids = [_field_grid(sheet, tuple(field for field in definition.fields if field.sheet == sheet)) for sheet in sheets]
    measures = definition.measures_asked(period.quarter)
    figures = tuple(measure for measure in measures if measure.unit != "progress")
    if figures:
        grids.append(_measure_grid(figures, period))
    commented = tuple(measure for measure in measures if not measure.activity_with or measure.unit == "progress")
    if commented:
        grids.append(_commentary_grid(commented))
    grids.extend(_table_grid(table) for table in definition.tables)
    return Layout(definition, period, tuple(grids))


def _field_grid(sheet: str, fields: tuple[Field, ...]) -> Grid:
    columns = (
        Column("label", "What is asked", 30),
        Column("answer", "Your answer", 78, is_answer=True),
        Column("guidance", "Guidance", 42),
    )
    rows = tuple(
        Row(f"fields/{field.key}", (field.label, Slot(f"/fields/{field.key}", field.label, field.asked), _field_guidance(field)))
        for field in fields
    )
    return Grid(f"fields-{sheet_key(sheet)}", sheet, sheet, "Fill in the answers in the middle column.", columns, rows)


def _field_guidance(field: Field) -> str:
    parts = [field.guidance, "" if field.asked.required else "You may leave this blank."]
    return " ".join(part for part in parts if part) or KINDS[field.asked.kind].guard(field.asked).hint


def _measure_grid(measures: tuple[Measure, ...], period: Period) -> Grid:
    with_base = any(measure.unit == "percentage" for measure in measures)
    wide = 14 if any(measure.unit == "status" for measure in measures) else 10
    year = slashed(period.year)
    columns = [
        Column("objective", "Objective", 32),
        Column("counts", "What it counts, and source", 36),
        Column("unit", "Unit", 10),
        Column("baseline", "Baseline", 11),
        Column("target", "Target", 10),
        *(Column(quarter, f"{quarter} {year}", wide, is_answer=True) for quarter in period.earlier_quarters),
        Column("figure", f"{period.quarter} {year}: your figure", wide + 1, is_answer=True),
        Column("reason", "If no figure, why", 13, is_answer=True),
    ]
    if with_base:
        columns.append(Column("base", "If per cent, of how many", 10, is_answer=True))
    columns += [
        Column("data-as-at", "Data as at", 12, is_answer=True),
        Column("provisional", "Provisional?", 12, is_answer=True),
        Column("note", "Note", 24, is_answer=True),
    ]
    rows = tuple(_measure_row(measure, part, period, with_base) for measure in measures for part in (measure.parts or (None,)))
    guidance = (
        f"Give the figure for {period.quarter}, or choose why there is none. "
        "Fill in earlier quarters if they are blank; change one only to correct it."
    )
    return Grid("measures", "Measures", "Measures", guidance, tuple(columns), rows)


def _measure_row(measure: Measure, part: Part | None, period: Period, with_base: bool) -> Row:
    key = f"measures/{measure.key}/parts/{part.key}" if part else f"measures/{measure.key}"
    name = f"{measure.name}, {part.label}" if part else measure.name
    this = f"/{key}/figure"

    def slot(pointer: str, label: str, asked: Asked) -> Slot:
        return Slot(pointer, f"{name}: {label}", asked)

    earlier = [
        slot(f"/{key}/earlier/{quarter}/value", quarter, figure_asked(measure, required=False))
        if quarter in measure.asked_in
        else NOT_ASKED
        for quarter in period.earlier_quarters
    ]
    cells = [
        f"{measure.objective} ({part.label})" if part else measure.objective,
        _counts(measure, part),
        unit_words(measure),
        _part_baseline(measure, part) or "None set",
        show_target(part.target if part and part.target else measure.target, measure) or "None set",
        *earlier,
        slot(f"{this}/value", f"{period.quarter} figure", figure_asked(measure, required=True)),
        slot(f"{this}/reason", "if no figure, why", Asked("reason", required=False)),
    ]
    if with_base:
        asks_base = measure.unit == "percentage"
        cells.append(slot(f"{this}/base", "of how many", Asked("count", required=False)) if asks_base else NOT_ASKED)
    cells += [
        slot(f"{this}/data-as-at", "data as at", Asked("date", required=False)),
        slot(f"{this}/provisional", "provisional", Asked("yes-no", required=False)),
        slot(f"{this}/note", "note", Asked("text", required=False, longest=NOTE_LONGEST)),
    ]
    return Row(key, tuple(cells))


def _counts(measure: Measure, part: Part | None) -> str:
    pieces = [
        f"{(part.counts if part and part.counts else measure.counts).rstrip('.')}.",
        f"Source: {measure.source.rstrip('.')}." if measure.source else "",
        measure.guidance,
        "" if measure.publish else NOT_PRINTED,
    ]
    return " ".join(piece for piece in pieces if piece)


def _part_baseline(measure: Measure, part: Part | None) -> str:
    baseline = part.baseline if part and part.baseline else measure.baseline
    return show_baseline(replace(measure, parts=(), baseline=baseline), WORKBOOK_WORDS)


def _commentary_grid(measures: tuple[Measure, ...]) -> Grid:
    with_progress = any(measure.unit == "progress" for measure in measures)
    columns = [Column("measure", "Measure", 34)]
    if with_progress:
        columns.append(Column("progress", "Progress this year", 60, is_answer=True))
    columns.append(Column("activity", "Activity this year", 96, is_answer=True))
    rows = []
    for measure in measures:
        key = f"measures/{measure.key}"
        cells: list[str | Slot] = [_commented(measure, measures)]
        if with_progress:
            asks = measure.unit == "progress"
            cells.append(Slot(f"/{key}/progress", f"{measure.name}: progress", PROGRESS) if asks else NOT_ASKED)
        cells.append(NOT_ASKED if measure.activity_with else Slot(f"/{key}/activity", f"{measure.name}: activity", ACTIVITY))
        rows.append(Row(key, tuple(cells)))
    guidance = "Say what was done. Alt+Enter starts a new line; begin a line with '- ', '1. ' or 'a) ' for a list."
    return Grid("commentary", "Commentary", "Commentary", guidance, tuple(columns), tuple(rows))


def _commented(measure: Measure, measures: tuple[Measure, ...]) -> str:
    """The measure's objective, and for progress what is to be told and the target it is told against."""
    if measure.unit != "progress":
        return measure.objective if measure.publish else f"{measure.objective} {NOT_PRINTED}"
    target = show_target(measure.target, measure)
    return f"{measure.objective} {_counts(measure, None)}" + (f" Target: {target}." if target else "")


def _table_grid(table: Table) -> Grid:
    columns = [Column("_row", table.row_heading, 34)] if table.rows else []
    spare = _LEAST_WIDTH - sum(column.width for column in columns) - sum(map(_width, table.columns))
    wider = max(spare, 0) // len(table.columns)
    columns += [Column(column.key, column.label, _width(column) + wider, True, _column_guidance(column)) for column in table.columns]
    named = table.rows or tuple((str(number), "") for number in range(1, table.spare + 1))
    rows = tuple(_table_row(table, key, label) for key, label in named)
    guidance = table.guidance or ("Fill in a row for each." if table.is_open else "Fill in every row.")
    return Grid(f"tables-{table.key}", table.sheet, table.title, guidance, tuple(columns), rows, table if table.is_open else None)


def _width(column: Field) -> int:
    """Width of a table's column in characters: by its kind, and for a long line of text twice that."""
    longest = column.asked.longest or 0
    return max(KINDS[column.asked.kind].width, 14) * (2 if column.asked.kind == "text" and longest > 200 else 1)


def _column_guidance(column: Field) -> str:
    return column.guidance or KINDS[column.asked.kind].guard(column.asked).hint


def _table_row(table: Table, key: str, label: str) -> Row:
    slots = tuple(table_slot(table, key, label, column) for column in table.columns)
    return Row(f"tables/{table.key}/{key}", slots if table.is_open else (label, *slots))


def table_slot(table: Table, row: str, label: str, column: Field) -> Slot:
    """The slot of one answer of a table; an open table's rows are numbered from 0 in the pointer when read."""
    name = f"{table.title}, {label or 'row ' + row}: {column.label}"
    return Slot(f"/tables/{table.key}/{row}/{column.key}", name, column.asked)
