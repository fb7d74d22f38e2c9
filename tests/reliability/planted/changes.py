"""Faults that are more than one entry: answers cleared or set against each other, rows, headings and sheets changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from openpyxl.comments import Comment

from shpdocs.rules.layout import Slot
from shpdocs.words.returns import REASON_WORDS
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


def _pick(rng: Random, filled: Filled, fits: Callable[[str, Slot], bool]) -> str | None:
    """A pointer whose row is free, whose answer is not carried in a way of its own, and which fits."""
    fit = [
        pointer for pointer, slot in filled.slots.items() if is_free(filled, pointer) and not is_carried(filled, pointer) and fits(pointer, slot)
    ]
    return rng.choice(fit) if fit else None


def _cleared(value: str | None) -> Make:
    def make(rng: Random, filled: Filled) -> Place | None:
        def fits(pointer: str, slot: Slot) -> bool:
            others = [one for one in filled.typed if one.rpartition("/")[0] == pointer.rpartition("/")[0] and one != pointer]
            in_row = not pointer.startswith("/tables/") or len(others) > 0
            return slot.asked.required and not slot.asked.no_figure and pointer in filled.answers and in_row

        pointer = _pick(rng, filled, fits)
        if pointer is None:
            return None
        filled.cell(pointer).value = value
        take(filled, pointer)
        return filled.places[pointer]

    return make


def _is_figure(filled: Filled, pointer: str) -> bool:
    """Whether the quarter's figure was given, and not a reason for none."""
    return pointer.endswith("/figure/value") and pointer in filled.typed


def no_figure(rng: Random, filled: Filled) -> Place | None:
    pointer = _pick(rng, filled, lambda pointer, _: pointer.endswith("/figure/value"))
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
    pointer = _pick(rng, filled, lambda pointer, _: _is_figure(filled, pointer))
    if pointer is None:
        return None
    filled.cell(_reason(pointer)).value = rng.choice(tuple(REASON_WORDS.values()))
    take(filled, pointer)
    filled.lost.add(_reason(pointer))
    return filled.places[_reason(pointer)]


def two_reasons(rng: Random, filled: Filled) -> Place | None:
    pointer = _pick(rng, filled, lambda pointer, _: pointer.endswith("/figure/value"))
    if pointer is None:
        return None
    filled.cell(pointer).value, filled.cell(_reason(pointer)).value = "n/a", "Suppressed"
    take(filled, pointer)
    filled.lost.add(_reason(pointer))
    return filled.places[_reason(pointer)]


def not_a_reason(rng: Random, filled: Filled) -> Place | None:
    pointer = _pick(rng, filled, lambda pointer, _: pointer.endswith("/figure/value"))
    if pointer is None:
        return None
    filled.cell(pointer).value, filled.cell(_reason(pointer)).value = None, "The dog ate it (made up)"
    take(filled, pointer)
    filled.lost.add(_reason(pointer))
    return filled.places[_reason(pointer)]


def no_base(rng: Random, filled: Filled) -> Place | None:
    pointer = _pick(rng, filled, lambda pointer, slot: _is_figure(filled, pointer) and slot.asked.kind == "percentage")
    if pointer is None:
        return None
    base = pointer.removesuffix("value") + "base"
    filled.cell(base).value = None
    take(filled, base)
    return filled.places[base]


def off_target(rng: Random, filled: Filled) -> Place | None:
    """A figure far beyond a target of its own, with nothing said of why."""
    fit = []
    for measure, base in filled.measures():
        pointer, target = f"{base}/figure/value", measure.target
        is_plain = measure.quarters in ("level", "rolling") and not measure.profile and not measure.activity_with
        has_history = any(one.startswith(f"{base}/earlier/") for one in filled.answers) or base in filled.made_up.carried.ranges
        has_target = target is not None and target.value is not None and measure.better in ("lower", "higher")
        is_shared = any(other.activity_with == measure.key for other in filled.made_up.layout.definition.measures)
        if is_plain and has_target and not (has_history or is_shared) and measure.unit in ("count", "number", "rate", "money"):
            fit += [(measure, pointer)] if _is_figure(filled, pointer) and is_free(filled, pointer) else []
    if not fit:
        return None
    measure, pointer = rng.choice(fit)
    assert measure.target and measure.target.value
    value = round(measure.target.value)
    filled.cell(pointer).value = value * 4 + 20 if measure.better == "lower" else value // 10
    commentary, activity = pointer.removesuffix("value") + "commentary", f"/measures/{measure.key}/activity"
    for cleared in (commentary, activity):
        filled.cell(cleared).value = None
        filled.lost.add(cleared)
    take(filled, pointer)
    return filled.places[commentary]


def outside_last_year(rng: Random, filled: Filled) -> Place | None:
    """A figure somewhat beyond last year's quarters, with nothing said of why."""
    fit = []
    for measure, base in filled.measures():
        pointer = f"{base}/figure/value"
        is_plain = measure.target is None and measure.unit in ("count", "number", "rate") and base in filled.made_up.carried.ranges
        fit += [(base, pointer)] if is_plain and _is_figure(filled, pointer) and is_free(filled, pointer) else []
    if not fit:
        return None
    base, pointer = rng.choice(fit)
    filled.cell(pointer).value = round(filled.made_up.carried.ranges[base][1] * 1.6) + 1
    commentary = pointer.removesuffix("value") + "commentary"
    filled.cell(commentary).value = None
    take(filled, pointer)
    filled.lost.add(commentary)
    return filled.places[pointer]


def milestone_passed(rng: Random, filled: Filled) -> Place | None:
    last_month = filled.made_up.layout.period.last_month
    due = {base for measure, base in filled.measures() if measure.target and measure.target.month and measure.target.month < last_month}
    pointer = _pick(rng, filled, lambda pointer, _: _is_figure(filled, pointer) and pointer.removesuffix("/figure/value") in due)
    if pointer is None:
        return None
    filled.cell(pointer).value = rng.choice(("Still to be held (made up)", "Nearly completed", "In hand (made up)"))
    take(filled, pointer)
    return filled.places[pointer]


def result_against_target(rng: Random, filled: Filled) -> Place | None:
    aimed = {f"/measures/{one.key}/progress" for one in filled.made_up.layout.definition.measures if one.unit == "progress" and one.target}
    pointer = _pick(rng, filled, lambda pointer, _: pointer in aimed)
    if pointer is None:
        return None
    filled.cell(pointer).value = f"{words(rng, 2, 4)}: {rng.choice((96, 92.5, 88))}% of them did (made up)."
    take(filled, pointer)
    return filled.places[pointer]


def change_not_borne_out(rng: Random, filled: Filled) -> Place | None:
    known = {
        pointer: measure.name
        for measure, base in filled.measures()
        if measure.is_figure and measure.unit != "money" and not measure.parts and measure.baseline and measure.baseline.value
        if f"{base}/figure/value" in filled.typed
        for pointer in (f"{base}/activity", f"{base}/figure/commentary")
    }
    pointer = _pick(rng, filled, lambda pointer, _: pointer in known)
    if pointer is None:
        return None
    filled.cell(pointer).value = f"Made up: {known[pointer]} has fallen by {rng.choice((70, 85.5))}%."
    take(filled, pointer)
    return filled.places[pointer]


def share_of_too_few(rng: Random, filled: Filled) -> Place | None:
    """52% of 38: no whole number of them is."""
    pointer = _pick(rng, filled, lambda pointer, slot: _is_figure(filled, pointer) and slot.asked.kind == "percentage")
    if pointer is None:
        return None
    base = pointer.removesuffix("value") + "base"
    filled.cell(pointer).value, filled.cell(base).value = 52, 38
    take(filled, pointer)
    filled.lost.add(base)
    return filled.places[pointer]


def share_in_a_text(rng: Random, filled: Filled) -> Place | None:
    pointer = _pick(rng, filled, lambda pointer, slot: slot.asked.kind == "narrative" and pointer in filled.answers)
    if pointer is None:
        return None
    filled.cell(pointer).value = f"{words(rng, 1, 4)}.\n52% of 38 students took part (made up)."
    take(filled, pointer)
    return filled.places[pointer]


def _slipped(rng: Random, filled: Filled, so_far: bool) -> Place | None:
    """A figure unlike those before it, of a measure without a target, and nothing said of why."""
    fit = []
    for measure, base in filled.measures():
        pointer = f"{base}/figure/value"
        known = [one for one in filled.answers if one.startswith(f"{base}/earlier/") and one.endswith("/value")]
        has_history = len(known) > (0 if so_far else 1)
        is_kind = measure.target is None and (measure.quarters == "to-date") == so_far and measure.unit in ("count", "number", "rate", "money")
        fit += [pointer] if is_kind and has_history and _is_figure(filled, pointer) and is_free(filled, pointer) else []
    if not fit:
        return None
    pointer = rng.choice(fit)
    centre = filled.made_up.centres[pointer.removesuffix("/figure/value")]
    filled.cell(pointer).value = round(centre / 20) if so_far else round(centre * 10)
    commentary = pointer.removesuffix("value") + "commentary"
    filled.cell(commentary).value = None
    take(filled, pointer)
    filled.lost.add(commentary)
    return filled.places[pointer]


def slipped_digit(rng: Random, filled: Filled) -> Place | None:
    return _slipped(rng, filled, so_far=False)


def year_so_far_falls(rng: Random, filled: Filled) -> Place | None:
    return _slipped(rng, filled, so_far=True)


def other_year(rng: Random, filled: Filled) -> Place | None:
    """A date of years ago where the quarter's is asked for."""
    pointer = _pick(rng, filled, lambda pointer, _: pointer.endswith(("/data-as-at", "/sign-off/date")) and pointer in filled.answers)
    if pointer is None:
        return None
    filled.cell(pointer).value = date(2021, rng.randint(1, 12), rng.randint(1, 28))
    take(filled, pointer)
    return filled.places[pointer]


def a_sum(rng: Random, filled: Filled) -> Place | None:
    """Plain arithmetic in a cell for a number is worked out: told for information, and read as what it comes to."""

    def fits(pointer: str, slot: Slot) -> bool:
        return slot.asked.kind in ("count", "number", "rate") and isinstance(filled.typed.get(pointer), int)

    pointer = _pick(rng, filled, fits)
    if pointer is None:
        return None
    part = rng.randint(0, 9)
    filled.cell(pointer).value = f"={filled.typed[pointer]}-{part}+{part}"
    take(filled, pointer)
    filled.lost.discard(pointer)
    return filled.places[pointer]


def not_signed_off(rng: Random, filled: Filled) -> Place | None:
    pointer = _pick(rng, filled, lambda pointer, _: pointer.startswith("/sign-off/"))
    if pointer is None or "no sign-off" in filled.taken:
        return None
    filled.cell(pointer).value = None
    take(filled, pointer)
    filled.taken |= {"no sign-off", "sign-off"}
    return filled.places[pointer]


def earlier_revised(rng: Random, filled: Filled) -> Place | None:
    return _revise(rng, filled, has_reason=True)


def revised_without_reason(rng: Random, filled: Filled) -> Place | None:
    place = _revise(rng, filled, has_reason=False)
    return place


def _revise(rng: Random, filled: Filled, has_reason: bool) -> Place | None:
    """Another figure in an earlier quarter that was carried; told at the figure, or where its reason is missing."""
    pointer = _carried_figure(rng, filled)
    if pointer is None:
        return None
    figure, revision = filled.typed.get(pointer) or filled.made_up.carried.cells[pointer], _revision(pointer)
    filled.cell(pointer).value = figure + 1 if isinstance(figure, int | float) else "Completed otherwise (made up)"
    filled.cell(revision).value = "Made-up late entries" if has_reason else None
    take(filled, pointer)
    return filled.places[pointer if has_reason else revision]


def earlier_deleted(rng: Random, filled: Filled) -> Place | None:
    pointer = _carried_figure(rng, filled)
    if pointer is None:
        return None
    filled.cell(pointer).value = None
    take(filled, pointer)
    return filled.places[pointer]


def _revision(pointer: str) -> str:
    return pointer.split("/earlier/")[0] + "/figure/revision"


def _carried_figure(rng: Random, filled: Filled) -> str | None:
    """An earlier quarter that was issued with a figure or a status."""
    cells = filled.made_up.carried.cells
    reasons = tuple(REASON_WORDS.values())
    fit = [
        pointer
        for pointer in cells
        if "/earlier/" in pointer and is_free(filled, pointer) and cells[pointer] not in reasons and filled.slots[pointer].asked.kind != "money"
    ]
    return rng.choice(fit) if fit else None


def comment_beside(rng: Random, filled: Filled) -> Place | None:
    pointer = _pick(rng, filled, lambda pointer, _: pointer in filled.answers)
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
    sheet = filled.workbook[at.grid.sheet]
    return _remark(rng, sheet, at.heading + rng.randint(1, max(1, len(at.grid.rows))), max(at.columns.values()) + rng.randint(2, 6))


def text_under(rng: Random, filled: Filled) -> Place | None:
    """Text below a table whose rows are named."""
    at = _grid(rng, filled, lambda at: at.grid.key not in filled.taken and not at.grid.open_table)
    if at is None:
        return None
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
    Change("a percentage of nobody knows how many", "percentage-without-base", no_base),
    Change("off target and nothing said", "off-target", off_target),
    Change("beyond last year's quarters and nothing said", "outside-last-year", outside_last_year),
    Change("a milestone passed", "milestone-passed", milestone_passed),
    Change("a result against its target", "result-against-target", result_against_target),
    Change("a change that the figures do not give", "change-not-borne-out", change_not_borne_out),
    Change("a percentage of too few", "percentage-not-of-base", share_of_too_few),
    Change("a percentage of too few, in a text", "percentage-not-of-base", share_in_a_text),
    Change("a slipped digit and nothing said", "far-from-history", slipped_digit),
    Change("the year so far falls and nothing said", "cumulative-falls", year_so_far_falls),
    Change("a date of another year", "date-outside-period", other_year),
    Change("a sum in place of a number", "formula-computed", a_sum),
    Change("no sign-off", "not-signed-off", not_signed_off),
    Change("an earlier quarter revised", "earlier-revised", earlier_revised),
    Change("an earlier quarter revised, no reason", "revised-without-reason", revised_without_reason),
    Change("an earlier quarter deleted", "earlier-deleted", earlier_deleted),
    Change("a comment at an answer", "remark-not-read", comment_beside),
    Change("text beside a table", "not-read", text_beside),
    Change("text under a table", "not-read", text_under),
    Change("text on a sheet of the lead's own", "not-read", text_on_a_sheet),
)
