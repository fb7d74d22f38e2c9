"""Faults that are typed into an answer cell: the one cell is what must be told, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from shpdocs.workbook.layout import Slot
from tests.reliability.planted.filled import Filled, Place

_NUMBERS = ("count", "number", "percentage", "rate")
_FIGURES = (*_NUMBERS, "money")
_TEXTS = ("text", "narrative")
_ALL = (*_FIGURES, *_TEXTS, "date", "months", "choice", "yes-no", "reason")


@dataclass(frozen=True)
class Planted:
    """One fault: its kind, and the code and the place of the problem that must be told."""

    kind: str
    code: str
    place: Place


@dataclass(frozen=True)
class Entry:
    """A kind of fault that is one entry: what is typed, into cells of which kinds of answer.

    `entry` makes the value from the slot; `where` narrows the slots: 'figure' for a quarter's figure, 'bounded' for a
    number with a lower bound.
    """

    name: str
    code: str
    kinds: tuple[str, ...]
    entry: Callable[[Random, Slot], Any]
    where: str = ""
    number_format: str = ""

    def plant(self, rng: Random, filled: Filled) -> Planted | None:
        """Type it into a cell fit for it, or return None if there is none left."""
        fit = [pointer for pointer in filled.slots if self._fits(filled, pointer)]
        if not fit:
            return None
        pointer = rng.choice(fit)
        cell = filled.cell(pointer)
        cell.value = self.entry(rng, filled.slots[pointer])
        if self.number_format:
            cell.number_format = self.number_format
        take(filled, pointer)
        return Planted(self.name, self.code, filled.places[pointer])

    def _fits(self, filled: Filled, pointer: str) -> bool:
        slot = filled.slots[pointer]
        if slot.asked.kind not in self.kinds or not is_free(filled, pointer) or pointer not in filled.answers:
            return False
        if is_carried(filled, pointer):
            return False
        is_figure = pointer.endswith("/figure/value")
        return {"figure": is_figure, "bounded": slot.asked.kind != "number" or slot.asked.minimum is not None}.get(self.where, True)


def row_of(filled: Filled, pointer: str) -> str:
    """What a fault at this answer takes: the measure with everything said of it, else the row."""
    steps = pointer.split("/")
    return "/".join(steps[:3]) if steps[1] == "measures" else filled.rows[pointer]


def is_free(filled: Filled, pointer: str) -> bool:
    """Whether no fault was planted in this answer's row, nor in the whole of its grid."""
    return not {row_of(filled, pointer), filled.rows[pointer].split("|")[0]} & filled.taken


def is_carried(filled: Filled, pointer: str) -> bool:
    """Whether the answer was carried in such a way that changing it says something of its own."""
    cells = filled.made_up.prefill.cells
    row = pointer.rpartition("/")[0]
    in_open_table = pointer.startswith("/tables/") and row in filled.made_up.prefill.origins and row.rpartition("/")[2].isdigit()
    return in_open_table or (pointer in cells and "/earlier/" in pointer)


def take(filled: Filled, pointer: str) -> None:
    """Keep other faults from this answer's row, and remember that its answer is not what was typed first."""
    filled.taken |= {row_of(filled, pointer), f"some of {filled.rows[pointer].split('|')[0]}"}
    filled.lost.add(pointer)


def _one_of(*values: Any) -> Callable[[Random, Slot], Any]:
    return lambda rng, _: rng.choice(values)


def _two_ways(rng: Random, _: Slot) -> str:
    day, month = rng.sample(range(1, 13), 2)
    return rng.choice((f"{day:02d}/{month:02d}/2024", f"{day}.{month}.24", f"{day}-{month}-2024"))


def _too_long(rng: Random, slot: Slot) -> str:
    return "x" * ((slot.asked.longest or 0) + rng.choice((1, 7, 200)))


def _other_per(rng: Random, slot: Slot) -> str:
    return f"21 per {rng.choice([per for per in (100, 1_000, 10_000, 100_000) if per != slot.asked.per]):,}"


def _with_a_note(rng: Random, _: Slot) -> CellRichText:
    raised = InlineFont(vertAlign="superscript")
    return CellRichText(f"There were {rng.choice((45, 120, 7))}", TextBlock(raised, "1"), " incidents (made up).")


ENTRIES = (
    Entry("words in a count", "not-a-whole-number", ("count",), _one_of("about 370", "seven", "many (made up)")),
    Entry("a count with decimals", "not-a-whole-number", ("count",), _one_of(1.5, "1.5", 120.25)),
    Entry("a tick in a count", "not-a-whole-number", ("count",), _one_of(True, False)),
    Entry("a date in a count", "not-a-whole-number", ("count",), _one_of(date(2024, 12, 3))),
    Entry("1.000 in a count", "not-a-whole-number", ("count",), _one_of("1.000", "12.000")),
    Entry("1.000 in a number, percentage or rate", "not-a-number", ("number", "percentage", "rate"), _one_of("1.000")),
    Entry("words in a number", "not-a-number", ("number", "percentage", "rate"), _one_of("lots", "a third", "about 5")),
    Entry("a badly grouped number", "not-a-number", ("number",), _one_of("1,66", "1,6640", "12 34")),
    Entry("a number below its limit", "too-small", _NUMBERS, _one_of(-1, -250, "-3"), "bounded"),
    Entry("money below nothing", "too-small", ("money",), _one_of("-£5", -280)),
    Entry("a percentage above 100", "too-large", ("percentage",), _one_of(101, 250, "101%", "100.5")),
    Entry("a number beyond every limit", "too-large", ("count", "number", "rate", "money"), _one_of(10**16, 5 * 10**17)),
    Entry("a share for a percentage", "ambiguous-percentage", ("percentage",), _one_of(0.45, "0.45", 0.066)),
    Entry("500% in a per-cent cell", "ambiguous-percentage", ("percentage",), _one_of(5, 45), number_format="0%"),
    Entry("a rate per another number", "ambiguous-rate", ("rate",), _other_per),
    Entry("a dash or nil for a figure", "ambiguous-none", _FIGURES, _one_of("-", "–", "nil", "None", "...", "?"), "figure"),
    Entry("a hidden small number", "hidden-number", _FIGURES, _one_of("<5", "fewer than 5", "5 or fewer"), "figure"),
    Entry("money in words", "not-money", ("money",), _one_of("a made-up sum", "about £280k")),
    Entry("money grouped by points", "not-money", ("money",), _one_of("£1.000", "280.000")),
    Entry("a date with two meanings", "ambiguous-date", ("date",), _two_ways),
    Entry("a day that is not in the calendar", "not-a-date", ("date",), _one_of("31/02/2024", "30 February 2024", "2024-13-01")),
    Entry("words for a date", "not-a-date", ("date",), _one_of("soon (made up)", "the other day")),
    Entry("a date with a time of day", "not-a-date", ("date",), _one_of(datetime(2024, 12, 3, 14, 30))),
    Entry("a date nobody means", "unlikely-date", ("date",), _one_of(date(1901, 12, 3), "3 December 2224")),
    Entry("a month without its year", "not-months", ("months",), _one_of("Sept", "March", "Oct/Nov")),
    Entry("words for a month", "not-months", ("months",), _one_of("when there is time", "next year")),
    Entry("a fraction or a date", "fraction-or-date", ("count", "number", "percentage", "rate", "date", "months"), _one_of("¾", "½")),
    Entry("none of the choices", "not-a-choice", ("choice",), _one_of("Nearly (made up)", "Brilliant")),
    Entry("perhaps for yes or no", "not-a-choice", ("yes-no",), _one_of("perhaps", "1", "yes and no")),
    Entry("a text that is too long", "too-long", _TEXTS, _too_long),
    Entry("a formula", "formula", _ALL, _one_of("=TODAY()", "=SUM(3,4)", '="a"&"b"')),
    Entry("a formula in a text", "formula", _TEXTS, _one_of("=120+37")),
    Entry("an error", "error-cell", _ALL, _one_of("#N/A", "#DIV/0!", "#REF!")),
    Entry("an error in another program's words", "error-cell", _ALL, _one_of("#ERROR!", "Err:509", "#¡VALOR!", "#BEZUG!", "#NOM?")),
    Entry("a share shown without its decimals", "shown-rounded", ("percentage",), _one_of(100 / 3, 61.538461538461533), number_format="0"),
    Entry("a note's sign raised beside a number", "formatted-part", ("narrative",), _with_a_note),
)
