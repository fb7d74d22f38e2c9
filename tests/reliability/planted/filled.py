"""A made-up workbook, issued and filled in without a fault: where everything stands, what was typed, what it means.

Places are found as a person finds them, by sheet, heading and reference, and not by the code that is tested.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from random import Random
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from shpdocs.model.definition import Measure
from shpdocs.model.returns import REASON_WORDS, Json, Stamp
from shpdocs.model.settings import Settings
from shpdocs.model.workbook import REFERENCE_LABEL, STATE_LABEL
from shpdocs.workbook.layout import Grid, Slot
from shpdocs.workbook.write import write_workbook
from tests.reliability.planted.answers import Entry, an_answer, as_typed, words
from tests.reliability.planted.made_up import DIGEST, SUB_GROUP, MadeUp, make_up, quarters_figure

SETTINGS = Settings("Made-up Partnership", "Made-up Council")
Place = tuple[str, str]  # sheet and cell


@dataclass(frozen=True)
class GridAt:
    """A grid on its sheet: the row of its headings and the number of each column, both counted from 1."""

    grid: Grid
    heading: int
    columns: dict[str, int]

    def cell(self, row: int, key: str) -> str:
        """The name of the cell in that row, under the column of that key."""
        return f"{get_column_letter(self.columns[key])}{row}"


@dataclass
class Filled:
    """A workbook open in openpyxl, with what is asked, where it stands, what was typed and what that means, by pointer.

    `taken` names rows and grids in which a fault was planted; `lost` the beginnings of pointers whose answers are no
    longer those typed.
    """

    made_up: MadeUp
    issued: bytes
    workbook: Any
    grids: dict[str, GridAt] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    slots: dict[str, Slot] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
    typed: dict[str, Entry] = field(default_factory=dict)
    answers: dict[str, Json] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)

    def cell(self, pointer: str) -> Any:
        """The openpyxl cell of an answer."""
        sheet, cell = self.places[pointer]
        return self.workbook[sheet][cell]

    def type_in(self, pointer: str, entry: Entry, answer: Json) -> None:
        """Type an answer into its cell, as a lead does who fills the workbook in."""
        self.cell(pointer).value = self.typed[pointer] = entry
        self.answers[pointer] = answer

    def saved(self) -> bytes:
        """The workbook as openpyxl saves it."""
        stream = BytesIO()
        self.workbook.save(stream)
        return stream.getvalue()

    def measures(self) -> Iterator[tuple[Measure, str]]:
        """Every measure with a figure or a status, and the pointer of each of its figures' measure or part."""
        for measure in self.made_up.layout.definition.measures_asked(self.made_up.layout.period.quarter):
            if measure.unit != "progress":
                for part in measure.parts or (None,):
                    yield measure, f"/measures/{measure.key}" + (f"/parts/{part.key}" if part else "")


def stamp_of(made_up: MadeUp) -> Stamp:
    """The stamp of the workbook."""
    return Stamp(SETTINGS.partnership, SUB_GROUP, str(made_up.layout.period), DIGEST, 1)


def fill_in(rng: Random) -> Filled:
    """Make up a definition, issue its workbook, and fill it in completely, with nothing wrong or odd in it."""
    made_up = make_up(rng)
    issued = write_workbook(made_up.layout, SETTINGS, stamp_of(made_up), made_up.prefill)
    filled = Filled(made_up, issued, openpyxl.load_workbook(BytesIO(issued)))
    for grid in made_up.layout.grids:
        _survey(filled, grid)
    filled.answers |= made_up.carried_answers
    for grid in made_up.layout.grids:
        if grid.open_table:
            _fill_rows(rng, filled, grid)
        elif grid.key not in ("measures", "activity"):
            _fill_grid(rng, filled, grid)
    for measure, base in filled.measures():
        _fill_figure(rng, filled, measure, base)
    _fill_activity(rng, filled)
    return filled


def _survey(filled: Filled, grid: Grid) -> None:
    """Find the grid on its sheet: the row that holds all its headings, and each row by its reference."""
    sheet = filled.workbook[grid.sheet]
    labels = {column.label: column.key for column in grid.columns} | {STATE_LABEL: "_state"}
    labels |= {} if grid.open_table else {REFERENCE_LABEL: "_reference"}
    for line in sheet.iter_rows():
        texts = {cell.value: cell.column for cell in line if cell.value is not None}
        if labels.keys() <= texts.keys():
            at = GridAt(grid, line[0].row, {key: texts[label] for label, key in labels.items()})
            break
    filled.grids[grid.key] = at
    by_reference = {}
    if not grid.open_table:
        by_reference = {sheet.cell(number, at.columns["_reference"]).value: number for number in range(at.heading + 1, sheet.max_row + 1)}
    for number, row in enumerate(grid.rows, at.heading + 1):
        for column, cell in zip(grid.columns, row.cells, strict=True):
            if isinstance(cell, Slot):
                filled.places[cell.pointer] = (grid.sheet, at.cell(by_reference.get(row.key, number), column.key))
                filled.slots[cell.pointer] = cell
                filled.rows[cell.pointer] = f"{grid.key}|{row.key}"


def _fill_grid(rng: Random, filled: Filled, grid: Grid) -> None:
    for row in grid.rows:
        for slot in (cell for cell in row.cells if isinstance(cell, Slot)):
            is_carried = slot.pointer in filled.made_up.prefill.cells and rng.random() < 0.8
            is_wanted = slot.asked.required or grid.key == "sign-off" or slot.pointer.endswith("/counted")
            if not is_carried and (is_wanted or rng.random() < 0.7):
                found = an_answer(rng, slot.asked)
                filled.type_in(slot.pointer, found.entry, found.answer)
    if grid.key == "sign-off":
        day = filled.made_up.layout.period.last_day + timedelta(days=rng.randint(1, 60))
        filled.type_in("/sign-off/date", day, day.isoformat())


def _fill_rows(rng: Random, filled: Filled, grid: Grid) -> None:
    """Carried rows get what belongs to the quarter; below them the lead adds some."""
    table = grid.open_table
    assert table is not None
    carried = sum(origin.startswith(f"/tables/{table.key}/") for origin in filled.made_up.prefill.origins)
    for number in range(min(len(grid.rows), carried + max(table.fewest, rng.randint(0, 3)))):
        for column in table.columns:
            pointer = f"/tables/{table.key}/{number}/{column.key}"
            is_new = number >= carried or (not column.carry and column.key == "counted")
            if pointer not in filled.made_up.prefill.cells and (is_new or column.asked.required or rng.random() < 0.6):
                found = an_answer(rng, column.asked)
                filled.type_in(pointer, found.entry, found.answer)


def _fill_figure(rng: Random, filled: Filled, measure: Measure, base: str) -> None:
    """The quarter's figure, or a reason for none, and what stands beside it."""
    this, slot = f"{base}/figure", filled.slots[f"{base}/figure/value"]
    is_due = measure.unit == "status" and measure.target is not None  # a milestone that is due is not to be awaited
    if not is_due and rng.random() < 0.12:
        reason = rng.choice(tuple(REASON_WORDS))
        at = rng.choice(("reason", "value"))
        filled.cell(f"{this}/{at}").value = REASON_WORDS[reason]
        filled.answers[f"{this}/reason"] = reason
    else:
        figure = quarters_figure(rng, measure, filled.made_up.centres.get(base, 0), filled.made_up.layout.period.quarter)
        if measure.unit == "percentage":
            people = rng.randint(40, 400)
            counted = max(1, round(people * figure / 100))
            figure = round(counted / people * 100 + 1e-9, 1)
            figure = int(figure) if figure == int(figure) else figure
            filled.type_in(f"{this}/base", people, people)
        filled.type_in(f"{this}/value", as_typed(rng, slot.asked, figure), figure)
    if _may_be_odd(filled, measure, base) or rng.random() < 0.5:
        text = words(rng, 3, 12)
        filled.type_in(f"{this}/commentary", text, text)
    if rng.random() < 0.5:
        day = filled.made_up.layout.period.last_day - timedelta(days=rng.randint(0, 60))
        filled.type_in(f"{this}/data-as-at", day, day.isoformat())
    if rng.random() < 0.4:
        yes = rng.random() < 0.5
        filled.type_in(f"{this}/provisional", "Yes" if yes else "No", yes)
    for quarter in filled.made_up.layout.period.earlier_quarters:
        pointer = f"{base}/earlier/{quarter}/value"
        if pointer in filled.slots and pointer not in filled.made_up.prefill.cells and rng.random() < 0.3:
            figure = quarters_figure(rng, measure, filled.made_up.centres.get(base, 0), quarter)
            filled.type_in(pointer, as_typed(rng, filled.slots[pointer].asked, figure), figure)


def _may_be_odd(filled: Filled, measure: Measure, base: str) -> bool:
    """Whether something is expected of the figure, so that only a commentary makes sure that it is not odd."""
    return measure.target is not None or base in filled.made_up.prefill.ranges


def _fill_activity(rng: Random, filled: Filled) -> None:
    for pointer, slot in filled.slots.items():
        is_told = filled.rows[pointer].startswith("activity|")
        if is_told and pointer not in filled.made_up.prefill.cells and (slot.asked.required or rng.random() < 0.5):
            text = "\n".join(words(rng, 4, 15) for _ in range(rng.randint(1, 3)))
            filled.type_in(pointer, text, text)
