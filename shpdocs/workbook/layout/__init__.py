"""The layout: which answer stands where in a workbook. One map for the writer and the reader.

A workbook is a set of grids. Every column of a grid has a key, kept as a defined name on its heading; every row has a
key, written in its Reference column, but for the rows of an open table, which are the lead's own. An answer is found by
these keys, never by coordinates.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten

from shpdocs.answers.kinds import wanted
from shpdocs.model.definition import SIGN_OFF, Definition, Field
from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill
from shpdocs.model.workbook import sheet_key
from shpdocs.workbook.layout.grid import LEFT_BLANK, NEW_ROW, NOT_ASKED, REFERENCE, STATE, Column, Grid, Layout, Row, Slot, row_pixels
from shpdocs.workbook.layout.measures import COMPARISON_COLUMNS, NOT_PRINTED, activity_grid, measure_grid
from shpdocs.workbook.layout.printing import is_anything_printed, with_printing
from shpdocs.workbook.layout.tables import table_grid, table_slot

__all__ = [
    "COMPARISON_COLUMNS",
    "LEFT_BLANK",
    "NEW_ROW",
    "NOT_ASKED",
    "NOT_PRINTED",
    "REFERENCE",
    "STATE",
    "Column",
    "Grid",
    "Layout",
    "Row",
    "Slot",
    "is_anything_printed",
    "lay_out",
    "row_pixels",
    "table_slot",
]

_LONGEST_SUMMARY = 200  # characters


def lay_out(definition: Definition, period: Period, prefill: Prefill | None = None, rows: Mapping[str, int] | None = None) -> Layout:
    """Return the layout of the workbook that asks this definition for this period, issued with what is carried.

    `rows` says by table's key how many rows of an open table are filled in already, so that there are spare ones under them.
    """
    known = prefill or Prefill()
    sheets = dict.fromkeys(field.sheet for field in definition.fields)
    grids = [_field_grid(sheet, tuple(field for field in definition.fields if field.sheet == sheet)) for sheet in sheets]
    measures = definition.measures_asked(period.quarter)
    figures = tuple(measure for measure in measures if measure.unit != "progress")
    if figures:
        grids.append(measure_grid(figures, period, known))
    active = tuple(measure for measure in measures if not measure.activity_with or measure.unit == "progress")
    if active:
        grids.append(activity_grid(active, period.quarter, known))
    grids.extend(table_grid(table, known, (rows or {}).get(table.key, 0)) for table in definition.tables)
    return Layout(definition, period, tuple(with_printing(grid, known.unprinted) for grid in (*grids, _sign_off_grid())))


def _field_grid(sheet: str, fields: tuple[Field, ...]) -> Grid:
    columns = (
        Column("label", "What is asked", 26),
        Column("answer", "Your answer", 100, is_answer=True),
        Column("guidance", "Guidance", 40),
    )
    rows = tuple(
        Row(f"fields/{field.key}", (field.label, Slot(f"/fields/{field.key}", field.label, field.asked), _field_guidance(field)))
        for field in fields
    )
    guidance = "Fill in the answers under 'Your answer'."
    summary = "; ".join(field.label for field in fields)
    return Grid(
        f"fields-{sheet_key(sheet)}",
        sheet,
        sheet,
        guidance,
        columns,
        rows,
        summary=shorten(f"{summary}.", _LONGEST_SUMMARY, placeholder=" …"),
    )


def _field_guidance(field: Field) -> str:
    parts = [field.guidance, "" if field.asked.required else "You may leave this blank."]
    return " ".join(part for part in parts if part) or wanted(field.asked)


def _sign_off_grid() -> Grid:
    """Who answers for the return: at the foot of the Start sheet."""
    columns = (Column("label", "Sign-off", 26), Column("answer", "Your answer", 72, is_answer=True))
    rows = tuple(
        Row(f"sign-off/{field.key}", (field.label, Slot(f"/sign-off/{field.key}", f"Sign-off: {field.label.lower()}", field.asked)))
        for field in SIGN_OFF
    )
    return Grid("sign-off", "Start", "Sign-off", "Who answers for this return.", columns, rows)
