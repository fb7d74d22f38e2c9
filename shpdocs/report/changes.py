"""What changed since last quarter's return, and what a newer return of the same quarter says otherwise than the one before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from shpdocs.figures.reported import ReportedFigure, reported_figure
from shpdocs.model.collection import Change
from shpdocs.model.definition import Definition
from shpdocs.model.period import Period
from shpdocs.model.problem import Problem
from shpdocs.model.returns import Json, Return, answer_at
from shpdocs.report.answer_changes import answer_change, figure_change, row_changes
from shpdocs.workbook.layout import Grid, Slot, lay_out


class _Returns(Struct, frozen=True):
    """A return and the one before it, of the same year, by quarter ('Q1')."""

    quarter: str
    now: Return
    quarter_before: str
    before: Return


def changes(definition: Definition, period: Period, now: Return, before: Return | None) -> tuple[Change, ...]:
    """Return every answer that differs from the return of an earlier quarter, in the order of the workbook.

    A quarter's figure is held against the figure of the quarter before it, as it now stands; earlier quarters that were
    revised are among them. What a return says of its own quarter alone (commentary, data as at, sign-off) is no change.
    Nothing is compared across years, nor what was not asked then or was asked as another kind.
    """
    year, _, quarter = before.stamp.period.rpartition("-") if before else ("", "", "")
    if before is None or year != period.year or quarter >= period.quarter:
        return ()
    returns = _Returns(period.quarter, now, quarter, before)
    grids = (grid for grid in lay_out(definition, period).grids if grid.key != "sign-off")
    return tuple(change for grid in grids for change in _grid_changes(grid, returns))


def _grid_changes(grid: Grid, returns: _Returns) -> Iterator[Change]:
    if grid.open_table:
        yield from row_changes(grid.open_table, returns.before.answers, returns.now.answers, with_closed=False)
        return
    for row in grid.rows:
        for slot in row.cells:
            change = _slot_change(slot, returns, grid.sheet) if isinstance(slot, Slot) else None
            if change:
                yield change


def _slot_change(slot: Slot, returns: _Returns, sheet: str) -> Change | None:
    then = {returns.quarter_before: returns.before}
    both = then | {returns.quarter: returns.now}
    base, _, key = slot.pointer.partition("/figure/")
    if key == "value":  # against that of the quarter before as it now stands, if it was asked then
        before, now = (reported_figure(quarter, base, both) for quarter in (returns.quarter_before, returns.quarter))
        return figure_change(slot, before, now, sheet) if _was_asked(returns.before.answers, f"{base}/figure") else None
    base, _, earlier = slot.pointer.partition("/earlier/")
    if earlier:  # against what the return before said of it
        before, now = (reported_figure(earlier.removesuffix("/value"), base, known) for known in (then, both))
        return figure_change(slot, before, now, sheet)
    if key or not _was_asked(returns.before.answers, slot.pointer):
        return None
    return answer_change(slot, answer_at(returns.before.answers, slot.pointer), answer_at(returns.now.answers, slot.pointer), sheet)


def _was_asked(answers: Json, pointer: str) -> bool:
    """Whether the answers have something, if only null, at a pointer."""
    parent, _, key = pointer.rpartition("/")
    answer = answer_at(answers, parent)
    return isinstance(answer, dict) and key in answer


def changes_by_newer(
    definition: Definition, period: Period, now: Return, before: Return, problems: tuple[Problem, ...] = ()
) -> tuple[Change, ...]:
    """Return every answer of a return that differs from the one of the same quarter before it, in the order of the workbook.

    Every cell that a lead fills in is compared, sign-off and closed rows among them. `problems` are those of the newer one: what one
    of them keeps from being read is told as it was typed.
    """
    unread = {problem.answer: problem.entered for problem in problems if problem.severity == "blocking"}
    changes: list[Change] = []
    for grid in lay_out(definition, period).grids:
        if grid.open_table:
            changes += row_changes(grid.open_table, before.answers, now.answers, with_closed=True, unread=unread)
            continue
        slots = (slot for row in grid.rows for slot in row.cells if isinstance(slot, Slot))
        changes += (change for slot in slots if (change := _newer_change(slot, before, now, grid.sheet, unread)))
    return tuple(changes)


def _newer_change(slot: Slot, before: Return, now: Return, sheet: str, unread: Mapping[str, str]) -> Change | None:
    """What changed of an answer; of a figure and of the reason for none that is told together."""
    base, _, key = slot.pointer.rpartition("/")
    if not slot.pointer.startswith("/measures/") or key not in ("value", "reason"):
        was, is_now = (answer_at(return_.answers, slot.pointer) for return_ in (before, now))
        return answer_change(slot, was, is_now, sheet, unread.get(slot.pointer, ""))
    if key == "reason":
        return None
    first, second = (_figure_at(return_.answers, base) for return_ in (before, now))
    return figure_change(slot, first, second, sheet, unread.get(slot.pointer) or unread.get(base, ""))


def _figure_at(answers: Json, pointer: str) -> ReportedFigure | None:
    figure = answer_at(answers, pointer)
    return None if figure is None else ReportedFigure(figure)
