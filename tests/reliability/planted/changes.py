"""Faults that are more than one entry: answers cleared, or two set against each other, and what is written beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from openpyxl.comments import Comment

from shpdocs.model.returns import REASON_WORDS
from shpdocs.workbook.layout import Slot
from tests.reliability.planted.answers import words
from tests.reliability.planted.entries import Planted, is_carried, is_free, row_of, take
from tests.reliability.planted.filled import Filled, GridAt, Place

Make = Callable[[Random, Filled], Place | None]


@dataclass(frozen=True)
class Change:
    """A kind of fault that is made by a function, which returns where it must be told, or None if nothing is fit for it."""

    name: str
    code: str
    make: Make

    def plant(self, rng: Random, filled: Filled) -> Planted | None:
        """Plant it, or return None if there is no place left for it."""
        place = self.make(rng, filled)
        return Planted(self.name, self.code, place) if place else None


def pick(rng: Random, filled: Filled, fits: Callable[[str, Slot], bool]) -> str | None:
    """A pointer whose row is free, whose answer is not carried in a way of its own, and which fits."""
    fit = [
        pointer
        for pointer, slot in filled.slots.items()
        if is_free(filled, pointer) and not is_carried(filled, pointer) and fits(pointer, slot)
    ]
    return rng.choice(fit) if fit else None


def _cleared(value: str | None) -> Make:
    def make(rng: Random, filled: Filled) -> Place | None:
        def fits(pointer: str, slot: Slot) -> bool:
            others = [one for one in filled.typed if one.rpartition("/")[0] == pointer.rpartition("/")[0] and one != pointer]
            in_row = not pointer.startswith("/tables/") or len(others) > 0
            return slot.asked.required and not slot.asked.no_figure and pointer in filled.answers and in_row

        pointer = pick(rng, filled, fits)
        if pointer is None:
            return None
        filled.cell(pointer).value = value
        take(filled, pointer)
        return filled.places[pointer]

    return make


def is_figure(filled: Filled, pointer: str) -> bool:
    """Whether the quarter's figure was given, and not a reason for none."""
    return pointer.endswith("/figure/value") and pointer in filled.typed


def no_figure(rng: Random, filled: Filled) -> Place | None:
    pointer = pick(rng, filled, lambda pointer, _: pointer.endswith("/figure/value"))
    if pointer is None:
        return None
    filled.cell(pointer).value = None
    filled.cell(_reason(pointer)).value = None
    take(filled, pointer)
    filled.lost.add(_reason(pointer))
    return filled.places[pointer]


def _reason(pointer: str) -> str:
    return pointer.removesuffix("value") + "reason"


def figure_and_reason(rng: Random, filled: Filled) -> Place | None:
    pointer = pick(rng, filled, lambda pointer, _: is_figure(filled, pointer))
    if pointer is None:
        return None
    filled.cell(_reason(pointer)).value = rng.choice(tuple(REASON_WORDS.values()))
    take(filled, pointer)
    filled.lost.add(_reason(pointer))
    return filled.places[_reason(pointer)]


def two_reasons(rng: Random, filled: Filled) -> Place | None:
    pointer = pick(rng, filled, lambda pointer, _: pointer.endswith("/figure/value"))
    if pointer is None:
        return None
    filled.cell(pointer).value, filled.cell(_reason(pointer)).value = "n/a", "Suppressed"
    take(filled, pointer)
    filled.lost.add(_reason(pointer))
    return filled.places[_reason(pointer)]


def not_a_reason(rng: Random, filled: Filled) -> Place | None:
    pointer = pick(rng, filled, lambda pointer, _: pointer.endswith("/figure/value"))
    if pointer is None:
        return None
    filled.cell(pointer).value, filled.cell(_reason(pointer)).value = None, "The dog ate it (made up)"
    take(filled, pointer)
    filled.lost.add(_reason(pointer))
    return filled.places[_reason(pointer)]


def not_signed_off(rng: Random, filled: Filled) -> Place | None:
    pointer = pick(rng, filled, lambda pointer, _: pointer.startswith("/sign-off/"))
    if pointer is None or "no sign-off" in filled.taken:
        return None
    filled.cell(pointer).value = None
    take(filled, pointer)
    filled.taken |= {"no sign-off", "sign-off"}
    return filled.places[pointer]


def comment_beside(rng: Random, filled: Filled) -> Place | None:
    pointer = pick(rng, filled, lambda pointer, _: pointer in filled.answers)
    if pointer is None:
        return None
    filled.cell(pointer).comment = Comment(words(rng, 3, 6), "Made up")
    filled.taken |= {row_of(filled, pointer), f"some of {filled.rows[pointer].split('|')[0]}"}
    return filled.places[pointer]


def text_beside(rng: Random, filled: Filled) -> Place | None:
    """Text two columns beyond a table."""
    at = _grid(rng, filled, lambda at: at.grid.key not in filled.taken)
    if at is None:
        return None
    filled.taken.add(f"some of {at.grid.key}")  # so that its sheet stays
    sheet = filled.workbook[at.grid.sheet]
    return _remark(rng, sheet, at.heading + rng.randint(1, max(1, len(at.grid.rows))), max(at.columns.values()) + rng.randint(2, 6))


def text_under(rng: Random, filled: Filled) -> Place | None:
    """Text below a table whose rows are named."""
    at = _grid(rng, filled, lambda at: at.grid.key not in filled.taken and not at.grid.open_table)
    if at is None:
        return None
    filled.taken.add(f"some of {at.grid.key}")
    sheet = filled.workbook[at.grid.sheet]
    return _remark(rng, sheet, sheet.max_row + rng.randint(2, 5), rng.choice([at.columns[column.key] for column in at.grid.columns]))


def text_on_a_sheet(rng: Random, filled: Filled) -> Place | None:
    sheet = filled.workbook.create_sheet(f"Made-up notes {len(filled.workbook.sheetnames)}")
    return _remark(rng, sheet, rng.randint(1, 40), rng.randint(1, 12))


def _remark(rng: Random, sheet: Any, row: int, column: int) -> Place | None:
    cell = sheet.cell(row, column)
    if cell.value is not None:
        return None
    cell.value = rng.choice((words(rng, 2, 6), 42, 0))
    return (sheet.title, cell.coordinate)


def _grid(rng: Random, filled: Filled, fits: Callable[[GridAt], bool]) -> GridAt | None:
    fit = [at for at in filled.grids.values() if fits(at)]
    return rng.choice(fit) if fit else None


CHANGES = (
    Change("a required answer cleared", "missing", _cleared(None)),
    Change("a required answer of spaces", "missing", _cleared(" \n\u00a0 ")),
    Change("neither figure nor reason", "missing-figure", no_figure),
    Change("a figure and a reason", "figure-and-reason", figure_and_reason),
    Change("two reasons for no figure", "figure-and-reason", two_reasons),
    Change("a reason of the lead's own", "not-a-choice", not_a_reason),
    Change("no sign-off", "not-signed-off", not_signed_off),
    Change("a comment at an answer", "remark-not-read", comment_beside),
    Change("text beside a table", "not-read", text_beside),
    Change("text under a table", "not-read", text_under),
    Change("text on a sheet of the lead's own", "not-read", text_on_a_sheet),
)
