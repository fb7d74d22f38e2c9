"""An answer, a figure or the rows of a table as a return says them, and as an earlier one did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import UnionType

from shpdocs.answers.kinds import kind_of
from shpdocs.answers.values import json_number, number_in, show_number, tidy, with_sign
from shpdocs.figures.reported import ReportedFigure
from shpdocs.figures.rows import Row, is_closed, matched_rows
from shpdocs.model.collection import Change
from shpdocs.model.definition import Asked, Table
from shpdocs.model.returns import REASON_WORDS, Json, answer_at
from shpdocs.workbook.layout import Slot, table_slot

_TYPES: dict[str, type | UnionType] = {"string": str, "object": dict, "boolean": bool, "integer": int | float, "number": int | float}
_EXCERPT, _LEAD_IN = 160, 30  # characters of a long text that are shown, and of those how many before the first change
UNREAD = "cannot be read yet"  # of what was typed where no answer could be read
_LONGEST_NAME = 60  # characters of a row's own words in its label


def figure_change(slot: Slot, before: ReportedFigure | None, now: ReportedFigure | None, sheet: str, unread: str = "") -> Change | None:
    """What changed of a figure, or of why there is none; None if nothing did, or it is of another kind than is asked now.

    `unread` is what was typed where no answer could be read: it stands for one.
    """
    first, second = (reported.figure["value"] if reported else None for reported in (before, now))
    if not (_fits(first, slot.asked) and _fits(second, slot.asked)):
        return None
    shown_before, shown_now = _shown(first, slot.asked) or _reason(before), _shown(second, slot.asked) or _reason(now)
    if unread and not shown_now:
        return Change(slot.label, shown_before, _shortened(tidy(unread), _EXCERPT), UNREAD, sheet)
    if shown_before == shown_now:
        return None
    return Change(slot.label, shown_before, shown_now, _difference(slot.asked, first, second), sheet)


def _reason(reported: ReportedFigure | None) -> str:
    return REASON_WORDS.get(reported.figure["reason"], "") if reported else ""


def answer_change(slot: Slot, before: Json, now: Json, sheet: str, unread: str = "") -> Change | None:
    """What changed of any other answer; None if nothing did, or it is of another kind than is asked now. `unread` is as of a figure."""
    if not (_fits(before, slot.asked) and _fits(now, slot.asked)):
        return None
    shown_before, shown_now = _shown(before, slot.asked), _shown(now, slot.asked)
    if unread and now is None:
        return Change(slot.label, _shortened(tidy(shown_before), _EXCERPT), _shortened(tidy(unread), _EXCERPT), UNREAD, sheet)
    if tidy(shown_before) == tidy(shown_now):
        return None
    if kind_of(slot.asked).words != "paragraphs":
        return Change(slot.label, shown_before, shown_now, _difference(slot.asked, before, now), sheet)
    happened = "text changed" if shown_before and shown_now else "text added" if shown_now else "text gone"
    return Change(slot.label, *_excerpts(shown_before, shown_now), happened, sheet)


def _fits(answer: Json, asked: Asked) -> bool:
    """Whether an answer is of the kind that is asked now: a definition may have changed since."""
    schema = kind_of(asked).schema(asked)
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    is_typed = any(isinstance(answer, _TYPES[name]) for name in types) and isinstance(answer, bool) == (types == ["boolean"])
    return answer is None or (is_typed and (types != ["object"] or set(schema["required"]) <= answer.keys()))


def _shown(answer: Json, asked: Asked) -> str:
    """An answer as printed; '' if there is none."""
    return "" if answer is None else kind_of(asked).show(answer, asked)


def _difference(asked: Asked, before: Json, now: Json) -> str:
    """By how much a number changed: '-22, -17.5%', '+3 percentage points', '+£500'; '' for what is no number."""
    kind = kind_of(asked)
    numbers = [number for answer in (before, now) if (number := number_in(answer)) is not None]
    if len(numbers) < 2 or not kind.is_number:
        return ""
    first, second = (Decimal(str(number)) for number in numbers)
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


def row_changes(
    table: Table, earlier: Json, later: Json, *, with_closed: bool, unread: Mapping[str, str] | None = None
) -> Iterator[Change]:
    """The rows of an open table: those added and changed where they stand, then those that are gone; of closed ones `with_closed`.

    `unread` says, by JSON pointer, what was typed where no answer could be read.
    """
    before, now = (answer_at(answers, f"/tables/{table.key}") for answers in (earlier, later))
    if not (isinstance(before, list) and isinstance(now, list)):
        return
    matched = matched_rows(table, before, now)
    for number, row in enumerate(now):
        if number in matched:
            yield from _cell_changes(table, before[matched[number]], row, number, unread or {})
        else:
            yield Change(f"{table.title}, row {number + 1}", "", _first_answer(table, row), "row added", table.sheet)
    taken = set(matched.values())
    for at, row in enumerate(before):
        if at not in taken and (with_closed or not is_closed(row, table)):
            yield Change(table.title, _first_answer(table, row), "", "row gone", table.sheet)


def _cell_changes(table: Table, before: Row, now: Row, number: int, unread: Mapping[str, str]) -> Iterator[Change]:
    name = _shortened(tidy(_first_answer(table, now)), _LONGEST_NAME)
    for column in table.columns:
        if column.key in before:
            slot = table_slot(table, str(number), f"row {number + 1} ({name})" if name else f"row {number + 1}", column)
            typed = unread.get(slot.pointer, "")
            change = answer_change(slot, before[column.key], now.get(column.key), table.sheet, typed)
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
