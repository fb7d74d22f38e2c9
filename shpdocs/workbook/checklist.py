"""The checklist: what the Check sheet watches while the lead types, and what `collect` finds by the same conditions.

Each item is one thing that may still be to do, or look odd, at one answer. Its text is the same for every row of a
column, so that a row's State names what is wanted there.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from shpdocs.answers.kinds import KINDS, bounds
from shpdocs.answers.values import NO_FIGURE_WORDS, read_money
from shpdocs.figures.expected import expected
from shpdocs.figures.prefill import Prefill
from shpdocs.figures.reported import AWAITED
from shpdocs.model.definition import Measure, Part, Table
from shpdocs.model.period import Period
from shpdocs.model.returns import REASON_WORDS, Place, RawCell
from shpdocs.model.workbook import MUST, ODD, Verdict
from shpdocs.workbook import conditions
from shpdocs.workbook.conditions import Cells, Condition, both, either, negated
from shpdocs.workbook.layout import Column, Grid, Layout, Row, Slot

_NUMBERS = ("count", "number", "percentage", "rate")
_REQUIRED = ("missing", "missing-figure", "too-few-rows")
_MOST_CHOICES = 30
_OTHER_WORDS = {"reason": tuple(NO_FIGURE_WORDS), "yes-no": ("y", "n", "true", "false")}  # that are read as a choice
_LONGEST_NAME = 60  # characters of a heading in a state
_NO_FIGURE = tuple(NO_FIGURE_WORDS)


class Item(Struct, frozen=True):
    """One thing that is watched.

    `code` is the problem it is told as (a key of the catalogue); `mark` says whether it must be done or looks odd;
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


def open_items(items: tuple[Item, ...], cells: Cells) -> tuple[Item, ...]:
    """The items whose condition holds over the cells of a workbook."""
    return tuple(item for item in items if item.when.holds(cells))


def verdict(items: tuple[Item, ...], cells: Cells) -> Verdict:
    """The verdict on the cells of a workbook."""
    marks = [item.mark for item in open_items(items, cells)]
    return Verdict(marks.count(MUST), marks.count(ODD))


def checklist(layout: Layout, prefill: Prefill) -> tuple[Item, ...]:
    """Every item of a layout's checklist, in the order of its grids and rows."""
    return tuple(item for grid in layout.grids for item in _grid_items(grid, layout, prefill))


def _grid_items(grid: Grid, layout: Layout, prefill: Prefill) -> Iterator[Item]:
    if grid.open_table:
        yield from _open_items(grid, grid.open_table)
        return
    figures = dict(_figures(layout)) if grid.key == "measures" else {}
    for row in grid.rows:
        for column, cell in zip(grid.columns, row.cells, strict=True):
            if isinstance(cell, Slot) and row.key not in figures:
                yield from _slot_items(grid, row, column, cell)
        if grid.key == "activity":
            yield from _carried_items(grid, row, prefill)
        if row.key in figures:
            yield from _figure_items(_Figure(grid, row, *figures[row.key], layout.period, prefill))


def _slot_items(grid: Grid, row: Row, column: Column, slot: Slot) -> Iterator[Item]:
    """What an answer is watched for: that a required one is there, and that what is there can be one of its kind."""
    name = _short(column.label)

    def item(code: str, mark: str, text: str, when: Condition) -> Item:
        return Item(code, mark, text, grid, row, slot.pointer, slot.label, when)

    if grid.key == "sign-off":
        yield item("not-signed-off", MUST, "Fill in.", conditions.unanswered(slot.pointer))
    elif slot.asked.required:
        text = "Answer needed." if column.key == "answer" else f"{name}: answer needed."
        yield item("missing", MUST, text, conditions.unanswered(slot.pointer))
    wrong = _wrong_kind(slot)
    if wrong and not slot.asked.required:  # an error in a required answer counts as none
        wrong = conditions.or_error(slot.pointer, wrong)
    if wrong:
        yield item("not-allowed", MUST, f"{name}: {_allowed(slot)}", wrong)


def _wrong_kind(slot: Slot) -> Condition | None:
    """What stands there cannot be an answer of its kind, whatever it means; None if anything may be one."""
    kind, pointer = slot.asked.kind, slot.pointer
    known = _NO_FIGURE if slot.asked.no_figure else ()
    choices = KINDS[kind].guard(slot.asked).choices
    if choices and len(choices) <= _MOST_CHOICES:
        listed = (*map(str.lower, choices), *_OTHER_WORDS.get(kind, ()))
        other = both(conditions.filled(pointer), conditions.words_other_than(pointer, listed))
        found = [other, conditions.number(pointer)] + ([] if kind == "yes-no" else [conditions.logical(pointer)])
    elif kind in ("date", "months", "money", "rate"):
        words = both(conditions.filled(pointer), conditions.words_other_than(pointer, known), conditions.without_digit(pointer))
        # LibreOffice knows a logical value by its number format, which a date cell has of its own
        found = [words] if kind == "date" else [words, conditions.logical(pointer)]
    elif kind in _NUMBERS:
        found = [conditions.unreadable(pointer, known), conditions.logical(pointer)]
    else:
        return None
    found += [conditions.share_of_one(pointer)] if kind == "percentage" else []
    broken = _not_allowed(slot)
    return either(*found, *([broken] if broken else []))


def _carried_items(grid: Grid, row: Row, prefill: Prefill) -> Iterator[Item]:
    """The year's text that stands as an earlier return told it."""
    for slot in row.cells:
        text = prefill.cells.get(slot.pointer) if isinstance(slot, Slot) else None
        if isinstance(slot, Slot) and isinstance(text, str):
            as_carried = conditions.as_long_as(slot.pointer, text)
            yield Item("", ODD, "As carried: bring it up to date.", grid, row, slot.pointer, slot.label, as_carried)


def _short(label: str) -> str:
    """A heading as a state names it: one that is a sentence is cut."""
    return label if len(label) <= _LONGEST_NAME else f"{label[: _LONGEST_NAME - 1].rstrip()}…"


def _allowed(slot: Slot) -> str:
    hint = KINDS[slot.asked.kind].guard(slot.asked).hint
    return hint[0].lower() + hint[1:]


def _not_allowed(slot: Slot) -> Condition | None:
    """A number outside the bounds of its kind, or with decimals where a whole one is asked; None if all are allowed."""
    if slot.asked.kind not in _NUMBERS:
        return None
    low, high = bounds(slot.asked)
    broken = [conditions.outside((slot.pointer,), low, high)] if (low, high) != (None, None) else []
    broken += [conditions.with_decimals(slot.pointer)] if slot.asked.kind == "count" else []
    return either(*broken) if broken else None


class _Figure(Struct, frozen=True):
    """One figure of the quarter: its row, its measure and part, and what the workbook was issued with."""

    grid: Grid
    row: Row
    measure: Measure
    part: Part | None
    period: Period
    prefill: Prefill

    @property
    def base(self) -> str:
        """The pointer of the measure or part."""
        return f"/{self.row.key}"

    @property
    def value(self) -> str:
        """The pointer of the quarter's figure."""
        return f"{self.base}/figure/value"

    def item(self, code: str, mark: str, text: str, when: Condition, key: str = "value") -> Item:
        """An item of this figure; `key` names the answer within the figure at which it stands."""
        name = f"{self.measure.name}, {self.part.label}" if self.part else self.measure.name
        return Item(code, mark, text, self.grid, self.row, f"{self.base}/figure/{key}", name, when)

    def slot(self) -> Slot:
        """The slot of the quarter's figure."""
        return next(cell for cell in self.row.cells if isinstance(cell, Slot) and cell.pointer == self.value)


def _figures(layout: Layout) -> Iterator[tuple[str, tuple[Measure, Part | None]]]:
    """Measure and part of each row of the measures grid, by the row's key."""
    for measure in layout.definition.measures_asked(layout.period.quarter):
        for part in measure.parts or (None,):
            yield f"measures/{measure.key}" + (f"/parts/{part.key}" if part else ""), (measure, part)


def _figure_items(figure: _Figure) -> Iterator[Item]:
    """What a quarter's figure is watched for."""
    quarter, base, slot = figure.period.quarter, figure.base, figure.slot()
    reason, commentary = f"{base}/figure/reason", conditions.blank(f"{base}/figure/commentary")
    wrong = _wrong_kind(slot)
    none = both(conditions.blank(figure.value) if wrong else conditions.unanswered(figure.value), conditions.blank(reason))
    yield figure.item("missing-figure", MUST, f"{quarter} figure needed, or why there is none.", none)
    is_figure = conditions.filled(figure.value) if figure.measure.unit in ("status", "money") else conditions.number(figure.value)
    yield figure.item(
        "figure-and-reason", MUST, "Both a figure and a reason for none: keep one.", both(is_figure, conditions.filled(reason)), "reason"
    )
    if wrong:
        told = "" if slot.asked.kind == "money" else " If there is none, choose why."
        yield figure.item("not-allowed", MUST, f"{quarter} figure: {_allowed(slot)}{told}", conditions.or_error(figure.value, wrong))
    if slot.asked.kind in _NUMBERS and slot.asked.kind != "rate":  # '25 per 10,000' is a rate
        number = both(conditions.filled(figure.value), conditions.words_other_than(figure.value, _NO_FIGURE))
        yield figure.item("", ODD, f"{quarter} figure: typed as text, not as a number.", both(number, negated(wrong)) if wrong else number)
    yield from _beside(figure)
    if figure.measure.unit == "percentage":
        no_base = both(conditions.number(figure.value), conditions.blank(f"{base}/figure/base"))
        yield figure.item("percentage-without-base", ODD, "Per cent of how many?", no_base, "base")
    off = _off_target(figure)
    if off:
        yield figure.item("off-target", ODD, "Off target: say why in the commentary.", both(off, commentary), "commentary")
    if base in figure.prefill.ranges:
        low, high = figure.prefill.ranges[base]
        far = conditions.outside((figure.value,), low, high)
        yield figure.item(
            "outside-last-year", ODD, "Outside last year's range: check, or say why in the commentary.", both(far, commentary)
        )
    yield from _cleared(figure)
    revised = _revised(figure)
    if revised:
        yield figure.item("revised-without-reason", ODD, "An earlier quarter changed: say why.", revised, "revision")


def _beside(figure: _Figure) -> Iterator[Item]:
    """What stands beside the quarter's figure cannot be read: its reason, base or date, or an earlier quarter."""
    slots = [cell for cell in figure.row.cells if isinstance(cell, Slot) and cell.pointer != figure.value]
    wrong = [conditions.or_error(slot.pointer, condition) for slot in slots for condition in (_wrong_kind(slot),) if condition]
    yield figure.item("not-allowed", MUST, "Beside the figure, something cannot be read: check each entry.", either(*wrong), "reason")


def _off_target(figure: _Figure) -> Condition | None:
    """The figure, or the sum of the year so far, is beyond what is expected, and no new activity says why."""
    of = expected(figure.measure, figure.part, figure.period.quarter)
    if of is None:
        return None
    pointers = [f"{figure.base}/earlier/{quarter}/value" for quarter in of.quarters if quarter != figure.period.quarter]
    beyond = [conditions.outside((*pointers, figure.value), of.low, None)] if of.low is not None else []
    beyond += [conditions.sum_over(pointers, figure.value, of.high)] if of.high is not None else []
    activity = f"/measures/{figure.measure.activity_with or figure.measure.key}/activity"
    told = figure.prefill.cells.get(activity)
    untold = conditions.blank(activity)
    return both(either(*beyond), either(untold, conditions.as_long_as(activity, told)) if isinstance(told, str) else untold)


def _cleared(figure: _Figure) -> Iterator[Item]:
    """An earlier quarter that was accepted is blank."""
    for quarter in figure.period.earlier_quarters:
        key = f"earlier/{quarter}/value"
        if f"{figure.base}/{key}" in figure.prefill.cells:
            blank = conditions.blank(f"{figure.base}/{key}")
            yield replace(figure.item("", ODD, f"{quarter} was cleared: put it back.", blank), pointer=f"{figure.base}/{key}")


def _revised(figure: _Figure) -> Condition | None:
    """An earlier quarter stands otherwise than it was accepted, and nothing says why."""
    issued = {
        pointer: figure.prefill.cells[pointer]
        for pointer in (f"{figure.base}/earlier/{quarter}/value" for quarter in figure.period.earlier_quarters)
        if pointer in figure.prefill.cells and figure.prefill.cells[pointer] != REASON_WORDS[AWAITED]
    }
    if not issued:
        return None
    changed = either(*(_other_than(figure, pointer, told) for pointer, told in issued.items()))  # one cleared is told apart
    return both(changed, conditions.blank(f"{figure.base}/figure/revision"))


def _other_than(figure: _Figure, pointer: str, told: str | int | float) -> Condition:
    """The cell holds something else than it was issued with; a sum of money may stand there as its words or as its pounds."""
    changed = conditions.other_than(pointer, told)
    money = read_money(RawCell(Place(""), told)).answer if figure.measure.unit == "money" else None
    return both(changed, conditions.other_than(pointer, money["amount"])) if money else changed


def _open_items(grid: Grid, table: Table) -> Iterator[Item]:
    """What an open table is watched for as a whole: enough rows, and in each row that is used every required answer."""
    columns = tuple(column.key for column in table.columns)
    first = grid.rows[0]
    base = f"/tables/{table.key}/0"
    wrong = conditions.error_in(table.key, columns)
    yield Item("error-cell", MUST, "An error stands in the table.", grid, first, f"{base}/{columns[0]}", table.title, wrong)
    if table.fewest:
        few = conditions.fewer_rows(table.key, columns, table.fewest)
        text = f"At least {table.fewest} {'row' if table.fewest == 1 else 'rows'} needed."
        yield Item("too-few-rows", MUST, text, grid, first, f"{base}/{columns[0]}", table.title, few)
    for column in table.columns:
        if column.asked.required:
            lacks = conditions.row_lacks(table.key, columns, column.key)
            label = f"{table.title}: {column.label}"
            yield Item(
                "missing", MUST, f"{_short(column.label)}: answer needed.", grid, first, f"{base}/{column.key}", label, lacks, columns
            )
