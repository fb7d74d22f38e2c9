"""What an item of the checklist is, and what stands in a cell that cannot be an answer of its kind."""

from __future__ import annotations

from msgspec import Struct

from shpdocs.answers.kinds import KINDS, bounds
from shpdocs.answers.values import NO_FIGURE_WORDS
from shpdocs.workbook import conditions
from shpdocs.workbook.conditions import Condition, all_of, any_of
from shpdocs.workbook.layout import Grid, Row, Slot

NUMBERS = ("count", "number", "percentage", "rate")
NO_FIGURE = tuple(NO_FIGURE_WORDS)
_REQUIRED = ("missing", "missing-figure", "too-few-rows")
_MOST_CHOICES = 30
_OTHER_WORDS = {"reason": NO_FIGURE, "yes-no": ("y", "n", "true", "false")}  # that are read as a choice


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
    kind, pointer = slot.asked.kind, slot.pointer
    known = NO_FIGURE if slot.asked.no_figure else ()
    choices = KINDS[kind].guard(slot.asked).choices
    if choices and len(choices) <= _MOST_CHOICES:
        listed = (*map(str.lower, choices), *_OTHER_WORDS.get(kind, ()))
        other = all_of(conditions.filled(pointer), conditions.words_other_than(pointer, listed))
        wrong = [other, conditions.number(pointer)] + ([] if kind == "yes-no" else [conditions.logical(pointer)])
    elif kind in ("date", "months", "money", "rate"):
        words = all_of(conditions.filled(pointer), conditions.words_other_than(pointer, known), conditions.without_digit(pointer))
        # LibreOffice knows a logical value by its number format, which a date cell has of its own
        wrong = [words] if kind == "date" else [words, conditions.logical(pointer)]
    elif kind in NUMBERS:
        wrong = [conditions.unreadable(pointer, known), conditions.logical(pointer)]
    else:
        return None
    wrong += [conditions.share_of_one(pointer)] if kind == "percentage" else []
    out_of_bounds = _out_of_bounds(slot)
    return any_of(*wrong, *([out_of_bounds] if out_of_bounds else []))


def _out_of_bounds(slot: Slot) -> Condition | None:
    """A number outside the bounds of its kind, or with decimals where a whole one is asked; None if all are allowed."""
    if slot.asked.kind not in NUMBERS:
        return None
    low, high = bounds(slot.asked)
    conditions_broken = [conditions.outside((slot.pointer,), low, high)] if (low, high) != (None, None) else []
    conditions_broken += [conditions.with_decimals(slot.pointer)] if slot.asked.kind == "count" else []
    return any_of(*conditions_broken) if conditions_broken else None


def allowed(slot: Slot) -> str:
    """What a cell allows, within a sentence."""
    hint = KINDS[slot.asked.kind].guard(slot.asked).hint
    return hint[0].lower() + hint[1:]
