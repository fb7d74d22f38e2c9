"""The items of the checklist: what an item is, what cannot be an answer of its kind, and what a quarter's figure is watched for."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.kinds import bounds, guard_of, kind_of, wanted
from shpdocs.answers.kinds.reason import NO_FIGURE_WORDS, SUPPRESSED_WORDS
from shpdocs.answers.values import number_in
from shpdocs.figures.expected import expected
from shpdocs.figures.reported import AWAITED
from shpdocs.model.definition import Measure, Series
from shpdocs.model.period import Period
from shpdocs.model.prefill import Prefill
from shpdocs.model.returns import REASON_WORDS, Place, RawCell
from shpdocs.model.workbook import MUST, ODD
from shpdocs.workbook import conditions
from shpdocs.workbook.conditions import Condition, all_of, any_of, negated
from shpdocs.workbook.layout import Grid, Row, Slot

NO_FIGURE = tuple(NO_FIGURE_WORDS)
_REQUIRED = ("missing", "missing-figure", "too-few-rows")
_MOST_CHOICES = 30


class Item(Struct, frozen=True):
    """One thing that is watched.

    `code` is the problem it is reported as (a key of the catalogue); `mark` says whether it must be done or looks odd;
    `text` what to do; `pointer` the answer it stands at, for an open table the answer in its first row; `columns` the
    columns of an open table, by key, if the item looks at all of its rows.
    """

    code: str
    mark: str
    text: str
    grid: Grid
    row: Row
    pointer: str
    label: str
    when: Condition
    columns: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """How a state names it: '! Q2 figure needed.'"""
        return f"{self.mark} {self.text}"

    @property
    def is_required(self) -> bool:
        """Whether it stands for an answer that must be there."""
        return self.code in _REQUIRED


def wrong_kind(slot: Slot) -> Condition | None:
    """What stands there cannot be an answer of its kind, whatever it means; None if anything may be one."""
    kind, pointer = kind_of(slot.asked), slot.pointer
    known = NO_FIGURE if slot.asked.no_figure else SUPPRESSED_WORDS if slot.asked.suppressible else ()
    choices = guard_of(slot.asked).choices
    if choices and len(choices) <= _MOST_CHOICES:
        listed = (*map(str.lower, choices), *kind.also)
        other = all_of(conditions.filled(pointer), conditions.words_other_than(pointer, listed))
        wrong = [other, conditions.number(pointer)] + ([] if "true" in kind.also else [conditions.logical(pointer)])
    elif kind.needs == "digit":
        words = all_of(conditions.filled(pointer), conditions.words_other_than(pointer, known), conditions.without_digit(pointer))
        # LibreOffice knows a logical value by its number format, which a date cell has of its own
        wrong = [words] if kind.cell == "date" else [words, conditions.logical(pointer)]
    elif kind.needs == "number":
        wrong = [conditions.unreadable(pointer, known), conditions.logical(pointer)]
    else:
        return None
    wrong += [conditions.share_of_one(pointer)] if kind.is_percentage else []
    out_of_bounds = _out_of_bounds(slot)
    return any_of(*wrong, *([out_of_bounds] if out_of_bounds else []))


def _out_of_bounds(slot: Slot) -> Condition | None:
    """A number outside the bounds of its kind, or with decimals where a whole one is asked; None if all are allowed."""
    kind = kind_of(slot.asked)
    if kind.cell != "number":
        return None
    low, high = bounds(slot.asked)
    conditions_broken = [conditions.outside((slot.pointer,), low, high)] if (low, high) != (None, None) else []
    conditions_broken += [conditions.with_decimals(slot.pointer)] if kind.is_count else []
    return any_of(*conditions_broken) if conditions_broken else None


def allowed(slot: Slot) -> str:
    """What a cell allows, within a sentence."""
    hint = wanted(slot.asked)
    return hint[0].lower() + hint[1:]


class Figure(Struct, frozen=True):
    """One figure of the quarter: its row, its measure and series, and what the workbook was issued with."""

    grid: Grid
    row: Row
    measure: Measure
    series: Series
    period: Period
    prefill: Prefill

    @property
    def base(self) -> str:
        """The pointer of the measure or part."""
        return self.series.pointer

    @property
    def value(self) -> str:
        """The pointer of the quarter's figure."""
        return f"{self.base}/figure/value"

    def item(self, code: str, mark: str, text: str, when: Condition, key: str = "value") -> Item:
        """An item of this figure; `key` names the answer within the figure at which it stands."""
        return Item(code, mark, text, self.grid, self.row, f"{self.base}/figure/{key}", self.series.name, when)

    def slot(self) -> Slot:
        """The slot of the quarter's figure."""
        return next(slot for _, slot in self.grid.slots(self.row) if slot.pointer == self.value)


def figure_items(figure: Figure) -> Iterator[Item]:
    """What a quarter's figure is watched for."""
    yield from _entry_items(figure)
    yield from _beside(figure)
    yield from _explanation_items(figure)
    yield from _cleared(figure)
    revised = _revised(figure)
    if revised:
        yield figure.item("revised-without-reason", ODD, "An earlier quarter changed: say why.", revised, "revision")


def _entry_items(figure: Figure) -> Iterator[Item]:
    """The figure or the reason for none is there, one of the two, and can be read."""
    quarter, slot, reason = figure.period.quarter, figure.slot(), f"{figure.base}/figure/reason"
    kind, wrong = kind_of(slot.asked), wrong_kind(slot)
    none = all_of(conditions.blank(figure.value) if wrong else conditions.unanswered(figure.value), conditions.blank(reason))
    yield figure.item("missing-figure", MUST, f"{quarter} figure needed, or why there is none.", none)
    is_figure = conditions.number(figure.value) if kind.cell == "number" else conditions.filled(figure.value)
    two = all_of(is_figure, conditions.filled(reason))
    yield figure.item("figure-and-reason", MUST, "Both a figure and a reason for none: keep one.", two, "reason")
    if wrong:
        or_why = " If there is none, choose why." if kind.cell == "number" else ""
        yield figure.item("not-allowed", MUST, f"{quarter} figure: {allowed(slot)}{or_why}", conditions.or_error(figure.value, wrong))
    if kind.needs == "number":
        text = all_of(conditions.filled(figure.value), conditions.words_other_than(figure.value, NO_FIGURE))
        typed_as_text = all_of(text, negated(wrong)) if wrong else text
        yield figure.item("", ODD, f"{quarter} figure: typed as text, not as a number.", typed_as_text)


def _explanation_items(figure: Figure) -> Iterator[Item]:
    """What should be said about a figure: its base, and why it is off target or outside last year's range."""
    base, commentary = figure.base, conditions.blank(f"{figure.base}/figure/commentary")
    if figure.measure.unit == "percentage":
        no_base = all_of(conditions.number(figure.value), conditions.blank(f"{base}/figure/base"))
        yield figure.item("percentage-without-base", ODD, "Per cent of how many?", no_base, "base")
    off = _off_target(figure)
    if off:
        yield figure.item("off-target", ODD, "Off target: say why in the commentary.", all_of(off, commentary), "commentary")
    if base in figure.prefill.ranges:
        far = all_of(conditions.outside((figure.value,), *figure.prefill.ranges[base]), commentary)
        yield figure.item("outside-last-year", ODD, "Outside last year's range: check, or say why in the commentary.", far)


def _beside(figure: Figure) -> Iterator[Item]:
    """What stands beside the quarter's figure cannot be read: its reason, base or date, or an earlier quarter."""
    by_pointer = {slot.pointer: wrong_kind(slot) for _, slot in figure.grid.slots(figure.row) if slot.pointer != figure.value}
    wrong = [conditions.or_error(pointer, condition) for pointer, condition in by_pointer.items() if condition]
    yield figure.item("not-allowed", MUST, "Beside the figure, something cannot be read: check each entry.", any_of(*wrong), "reason")


def _off_target(figure: Figure) -> Condition | None:
    """The figure, or the sum of the year so far, is beyond what is expected, and no new activity says why."""
    expectation = expected(figure.measure, figure.series.part, figure.period.quarter)
    if expectation is None:
        return None
    pointers = [f"{figure.base}/earlier/{quarter}/value" for quarter in expectation.quarters if quarter != figure.period.quarter]
    beyond = [conditions.outside((*pointers, figure.value), expectation.low, None)] if expectation.low is not None else []
    beyond += [conditions.sum_over(pointers, figure.value, expectation.high)] if expectation.high is not None else []
    activity = f"/measures/{figure.measure.activity_with or figure.measure.key}/activity"
    carried = figure.prefill.cells.get(activity)
    no_news = conditions.blank(activity)
    if isinstance(carried, str):
        no_news = any_of(no_news, conditions.as_long_as(activity, carried))
    return all_of(any_of(*beyond), no_news)


def _cleared(figure: Figure) -> Iterator[Item]:
    """An earlier quarter that was accepted is blank."""
    for quarter in figure.period.earlier_quarters:
        key = f"earlier/{quarter}/value"
        if f"{figure.base}/{key}" in figure.prefill.cells:
            blank = conditions.blank(f"{figure.base}/{key}")
            yield replace(figure.item("", ODD, f"{quarter} was cleared: put it back.", blank), pointer=f"{figure.base}/{key}")


def _revised(figure: Figure) -> Condition | None:
    """An earlier quarter stands otherwise than it was accepted, and nothing says why."""
    issued = {
        pointer: figure.prefill.cells[pointer]
        for pointer in (f"{figure.base}/earlier/{quarter}/value" for quarter in figure.period.earlier_quarters)
        if pointer in figure.prefill.cells and figure.prefill.cells[pointer] != REASON_WORDS[AWAITED]
    }
    if not issued:
        return None
    changed = any_of(*(_other_than(figure, pointer, entry) for pointer, entry in issued.items()))  # one cleared is another item
    return all_of(changed, conditions.blank(f"{figure.base}/figure/revision"))


def _other_than(figure: Figure, pointer: str, issued: str | int | float) -> Condition:
    """The cell holds something else than it was issued with; a sum of money may stand there as its words or as its pounds."""
    changed = conditions.other_than(pointer, issued)
    asked = figure.slot().asked
    pounds = number_in(kind_of(asked).read(RawCell(Place(""), issued), asked).answer) if kind_of(asked).cell == "text" else None
    return changed if pounds is None else all_of(changed, conditions.other_than(pointer, pounds))
