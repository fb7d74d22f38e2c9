"""What changed since last quarter's return: figures, statuses, fields, tables, and what the texts of the year say."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from types import UnionType

from msgspec import Struct

from shpdocs.answers.kinds import kind_of
from shpdocs.answers.values import json_number, number_in, show_number, tidy, with_sign
from shpdocs.figures.reported import ReportedFigure, reported_figure
from shpdocs.figures.rows import Row, is_closed, matched_rows
from shpdocs.model.collection import Change
from shpdocs.model.definition import Asked, Definition, Table
from shpdocs.model.period import Period
from shpdocs.model.returns import REASON_WORDS, Json, Return, answer_at
from shpdocs.workbook.layout import Grid, Slot, lay_out, table_slot

_TYPES: dict[str, type | UnionType] = {"string": str, "object": dict, "boolean": bool, "integer": int | float, "number": int | float}
_EXCERPT, _LEAD_IN = 160, 30  # characters of a long text that are shown, and of those how many before the first change
_LONGEST_NAME = 60  # characters of a row's own words in its label


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
        yield from _row_changes(grid.open_table, returns)
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
        return _figure_change(slot, before, now, sheet) if _was_asked(returns.before.answers, f"{base}/figure") else None
    base, _, earlier = slot.pointer.partition("/earlier/")
    if earlier:  # against what the return before said of it
        before, now = (reported_figure(earlier.removesuffix("/value"), base, known) for known in (then, both))
        return _figure_change(slot, before, now, sheet)
    if key or not _was_asked(returns.before.answers, slot.pointer):
        return None
    return _answer_change(slot, answer_at(returns.before.answers, slot.pointer), answer_at(returns.now.answers, slot.pointer), sheet)


def _figure_change(slot: Slot, before: ReportedFigure | None, now: ReportedFigure | None, sheet: str) -> Change | None:
    first, second = (reported.figure["value"] if reported else None for reported in (before, now))
    if not (_fits(first, slot.asked) and _fits(second, slot.asked)):
        return None
    shown_before, shown_now = _shown(first, slot.asked) or _reason(before), _shown(second, slot.asked) or _reason(now)
    if shown_before == shown_now:
        return None
    return Change(slot.label, shown_before, shown_now, _difference(slot.asked, first, second), sheet)


def _reason(reported: ReportedFigure | None) -> str:
    return REASON_WORDS.get(reported.figure["reason"], "") if reported else ""


def _answer_change(slot: Slot, before: Json, now: Json, sheet: str) -> Change | None:
    if not (_fits(before, slot.asked) and _fits(now, slot.asked)):
        return None
    shown_before, shown_now = _shown(before, slot.asked), _shown(now, slot.asked)
    if tidy(shown_before) == tidy(shown_now):
        return None
    if kind_of(slot.asked).words != "paragraphs":
        return Change(slot.label, shown_before, shown_now, _difference(slot.asked, before, now), sheet)
    happened = "text changed" if shown_before and shown_now else "text added" if shown_now else "text gone"
    return Change(slot.label, *_excerpts(shown_before, shown_now), happened, sheet)


def _was_asked(answers: Json, pointer: str) -> bool:
    """Whether the answers have something, if only null, at a pointer."""
    parent, _, key = pointer.rpartition("/")
    answer = answer_at(answers, parent)
    return isinstance(answer, dict) and key in answer


def _fits(answer: Json, asked: Asked) -> bool:
    """Whether an answer is of the kind that is asked now: a definition may have changed since."""
    schema = kind_of(asked).schema(asked)
    is_typed = isinstance(answer, _TYPES[schema["type"]]) and isinstance(answer, bool) == (schema["type"] == "boolean")
    return answer is None or (is_typed and (schema["type"] != "object" or set(schema["required"]) <= answer.keys()))


def _shown(answer: Json, asked: Asked) -> str:
    """An answer as printed; '' if there is none."""
    return "" if answer is None else kind_of(asked).show(answer, asked)


def _difference(asked: Asked, before: Json, now: Json) -> str:
    """By how much a number changed: '-22, -17.5%', '+3 percentage points', '+£500'; '' for what is no number."""
    kind = kind_of(asked)
    if before is None or now is None or not kind.is_number:
        return ""
    first, second = (Decimal(str(number_in(answer))) for answer in (before, now))
    difference = second - first
    sign, size = "-" if difference < 0 else "+", show_number(json_number(abs(difference)))
    if kind.is_percentage:
        return f"{sign}{size} percentage point{'' if size == '1' else 's'}"
    share = (abs(difference / first) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP) if first else Decimal(0)
    amount = f"{sign}{with_sign(size, kind.sign)}"
    return f"{amount}, {sign}{show_number(json_number(share))}%" if share else amount


def _excerpts(before: str, now: str) -> tuple[str, str]:
    """Both texts on one line, from a little before the place at which they begin to differ."""
    texts = tidy(before), tidy(now)
    letters = enumerate(zip(*texts, strict=False))
    same = next((at for at, (before_letter, now_letter) in letters if before_letter != now_letter), min(map(len, texts)))
    start = 0 if same <= _LEAD_IN else texts[0].rfind(" ", 0, same - _LEAD_IN) + 1
    first, second = ((f"… {text[start:]}" if start else text) for text in texts)
    return _shortened(first, _EXCERPT), _shortened(second, _EXCERPT)


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 2].rstrip()} …"


def _row_changes(table: Table, returns: _Returns) -> Iterator[Change]:
    """The rows of an open table: those added and changed where they stand, then those that are gone."""
    before, now = (answer_at(return_.answers, f"/tables/{table.key}") for return_ in (returns.before, returns.now))
    if not (isinstance(before, list) and isinstance(now, list)):
        return
    matched = matched_rows(table, before, now)
    for number, row in enumerate(now):
        if number in matched:
            yield from _cell_changes(table, before[matched[number]], row, number)
        else:
            yield Change(f"{table.title}, row {number + 1}", "", _first_answer(table, row), "row added", table.sheet)
    taken = set(matched.values())
    for at, row in enumerate(before):
        if at not in taken and not is_closed(row, table):
            yield Change(table.title, _first_answer(table, row), "", "row gone", table.sheet)


def _cell_changes(table: Table, before: Row, now: Row, number: int) -> Iterator[Change]:
    name = _shortened(tidy(_first_answer(table, now)), _LONGEST_NAME)
    for column in table.columns:
        if column.key in before:
            slot = table_slot(table, str(number), f"row {number + 1} ({name})" if name else f"row {number + 1}", column)
            change = _answer_change(slot, before[column.key], now.get(column.key), table.sheet)
            if change:
                yield change


def _first_answer(table: Table, row: Row) -> str:
    """What a row is known by: its first answer in words, '' if it has none."""
    answers = (
        _shown(row.get(column.key), column.asked)
        for column in table.columns
        if row.get(column.key) is not None and _fits(row[column.key], column.asked)
    )
    return next(answers, "")
