"""Answers that can be read and do not make sense beside others: against a target, a history, a base, a date, what was issued."""

from __future__ import annotations

from datetime import date
from random import Random

from shpdocs.model.returns import REASON_WORDS
from shpdocs.workbook.layout import Slot
from tests.reliability.planted.answers import words
from tests.reliability.planted.changes import Change, is_figure, pick
from tests.reliability.planted.entries import is_free, take
from tests.reliability.planted.filled import Filled, Place


def no_base(rng: Random, filled: Filled) -> Place | None:
    pointer = pick(rng, filled, lambda pointer, slot: is_figure(filled, pointer) and slot.asked.kind == "percentage")
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
        has_history = any(one.startswith(f"{base}/earlier/") for one in filled.answers) or base in filled.made_up.prefill.ranges
        has_target = target is not None and target.value is not None and measure.better in ("lower", "higher")
        is_shared = any(other.activity_with == measure.key for other in filled.made_up.layout.definition.measures)
        if is_plain and has_target and not (has_history or is_shared) and measure.unit in ("count", "number", "rate", "money"):
            fit += [(measure, pointer)] if is_figure(filled, pointer) and is_free(filled, pointer) else []
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
        is_plain = measure.target is None and measure.unit in ("count", "number", "rate") and base in filled.made_up.prefill.ranges
        fit += [(base, pointer)] if is_plain and is_figure(filled, pointer) and is_free(filled, pointer) else []
    if not fit:
        return None
    base, pointer = rng.choice(fit)
    filled.cell(pointer).value = round(filled.made_up.prefill.ranges[base][1] * 1.6) + 1
    commentary = pointer.removesuffix("value") + "commentary"
    filled.cell(commentary).value = None
    take(filled, pointer)
    filled.lost.add(commentary)
    return filled.places[pointer]


def milestone_passed(rng: Random, filled: Filled) -> Place | None:
    last_month = filled.made_up.layout.period.last_month
    due = {base for measure, base in filled.measures() if measure.target and measure.target.month and measure.target.month < last_month}
    pointer = pick(rng, filled, lambda pointer, _: is_figure(filled, pointer) and pointer.removesuffix("/figure/value") in due)
    if pointer is None:
        return None
    filled.cell(pointer).value = rng.choice(("Still to be held (made up)", "Nearly completed", "In hand (made up)"))
    take(filled, pointer)
    return filled.places[pointer]


def result_against_target(rng: Random, filled: Filled) -> Place | None:
    aimed = {f"/measures/{one.key}/progress" for one in filled.made_up.layout.definition.measures if one.unit == "progress" and one.target}
    pointer = pick(rng, filled, lambda pointer, _: pointer in aimed)
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
    pointer = pick(rng, filled, lambda pointer, _: pointer in known)
    if pointer is None:
        return None
    filled.cell(pointer).value = f"Made up: {known[pointer]} has fallen by {rng.choice((70, 85.5))}%."
    take(filled, pointer)
    return filled.places[pointer]


def share_of_too_few(rng: Random, filled: Filled) -> Place | None:
    """52% of 38: no whole number of them is."""
    pointer = pick(rng, filled, lambda pointer, slot: is_figure(filled, pointer) and slot.asked.kind == "percentage")
    if pointer is None:
        return None
    base = pointer.removesuffix("value") + "base"
    filled.cell(pointer).value, filled.cell(base).value = 52, 38
    take(filled, pointer)
    filled.lost.add(base)
    return filled.places[pointer]


def share_in_a_text(rng: Random, filled: Filled) -> Place | None:
    pointer = pick(rng, filled, lambda pointer, slot: slot.asked.kind == "narrative" and pointer in filled.answers)
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
        is_kind = (
            measure.target is None and (measure.quarters == "to-date") == so_far and measure.unit in ("count", "number", "rate", "money")
        )
        fit += [pointer] if is_kind and has_history and is_figure(filled, pointer) and is_free(filled, pointer) else []
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
    pointer = pick(rng, filled, lambda pointer, _: pointer.endswith(("/data-as-at", "/sign-off/date")) and pointer in filled.answers)
    if pointer is None:
        return None
    filled.cell(pointer).value = date(2021, rng.randint(1, 12), rng.randint(1, 28))
    take(filled, pointer)
    return filled.places[pointer]


def a_sum(rng: Random, filled: Filled) -> Place | None:
    """Plain arithmetic in a cell for a number is worked out: told for information, and read as what it comes to."""

    def fits(pointer: str, slot: Slot) -> bool:
        return slot.asked.kind in ("count", "number", "rate") and isinstance(filled.typed.get(pointer), int)

    pointer = pick(rng, filled, fits)
    if pointer is None:
        return None
    part = rng.randint(0, 9)
    filled.cell(pointer).value = f"={filled.typed[pointer]}-{part}+{part}"
    take(filled, pointer)
    filled.lost.discard(pointer)
    return filled.places[pointer]


def earlier_revised(rng: Random, filled: Filled) -> Place | None:
    return _revise(rng, filled, has_reason=True)


def revised_without_reason(rng: Random, filled: Filled) -> Place | None:
    return _revise(rng, filled, has_reason=False)


def _revise(rng: Random, filled: Filled, has_reason: bool) -> Place | None:
    """Another figure in an earlier quarter that was carried; told at the figure, or where its reason is missing."""
    pointer = _carried_figure(rng, filled)
    if pointer is None:
        return None
    figure, revision = filled.typed.get(pointer) or filled.made_up.prefill.cells[pointer], _revision(pointer)
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
    cells = filled.made_up.prefill.cells
    reasons = tuple(REASON_WORDS.values())
    fit = [
        pointer
        for pointer in cells
        if "/earlier/" in pointer
        and is_free(filled, pointer)
        and cells[pointer] not in reasons
        and filled.slots[pointer].asked.kind != "money"
    ]
    return rng.choice(fit) if fit else None


ODDITIES = (
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
    Change("an earlier quarter revised", "earlier-revised", earlier_revised),
    Change("an earlier quarter revised, no reason", "revised-without-reason", revised_without_reason),
    Change("an earlier quarter deleted", "earlier-deleted", earlier_deleted),
)
