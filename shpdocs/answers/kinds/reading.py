"""Reading an answer: what is alike in every kind, before and after the kind's own rules."""

from __future__ import annotations

import math

from msgspec.structs import replace

from shpdocs.answers import values
from shpdocs.answers.kinds.kind import KINDS, bounds
from shpdocs.answers.values.formulas import ERRORS, evaluate
from shpdocs.answers.values.shown import shows_as_held
from shpdocs.model.definition import Asked
from shpdocs.model.returns import RawCell, Reading

_NUMBERS, _DATES = ("count", "number", "percentage", "rate", "money"), ("date", "months")  # kinds
_WORDS = ("text", "narrative")
_STRUCK, _RAISED = "struck through", "raised or lowered"
_SHOWN = 60  # characters of a stored result in a question
_LARGEST = 1e15  # beyond it a spreadsheet no longer keeps every digit


def read_answer(cell: RawCell, asked: Asked) -> Reading:
    """Read one cell that is not blank. Errors are questions in every kind, and formulas but for plain sums in a figure."""
    no_number = isinstance(cell.value, float) and not math.isfinite(cell.value)
    if cell.is_error or no_number or cell.formula.lstrip("=") in ERRORS:  # LibreOffice saves an error as a formula
        return Reading("error-cell", problem="error-cell")
    if cell.struck or (cell.raised and asked.kind not in _WORDS):
        return Reading("formatted-part", problem="formatted-part", details={"how": _STRUCK if cell.struck else _RAISED})
    if cell.formula:
        return _read_formula(cell, asked)
    reading = _read_value(cell, asked)
    if reading.problem or shows_as_held(cell.value, cell.number_format, asked.kind):
        return reading
    return Reading("shown-otherwise", problem="shown-otherwise")


def _read_value(cell: RawCell, asked: Asked) -> Reading:
    if asked.kind in _NUMBERS + _DATES and (fraction := values.read_fraction(cell)):
        return fraction
    if asked.no_figure:
        reason = values.read_no_figure(cell)
        if reason and not (asked.kind == "text" and _is_status(cell, reason)):
            return reason
    return _within(KINDS[asked.kind].read(cell, asked), asked)


def _is_status(cell: RawCell, reason: Reading) -> bool:
    """Whether words that say why there is no figure may as well be the status that is asked: 'under 18', 'Pending'."""
    return reason.problem == "hidden-number" or values.comparable(str(cell.value)).rstrip(".") in values.STATUSES


def _read_formula(cell: RawCell, asked: Asked) -> Reading:
    """TRUE() and FALSE() as they are; a sum of plain numbers worked out where a figure is asked; all else is a question.

    What a program stored as the result is shown in the question and never taken for the answer.
    """
    if cell.formula.upper() in values.CONSTANTS:
        reading = read_answer(replace(cell, formula="", value=values.CONSTANTS[cell.formula.upper()]), asked)
        return replace(reading, rule="constant-formula")
    result = evaluate(cell.formula) if asked.kind in _NUMBERS and not values.is_date_format(cell.number_format) else None
    if result is None:
        cached = values.tidy(cell.cached)
        cached = cached if len(cached) <= _SHOWN else f"{cached[: _SHOWN - 1]}…"
        return Reading("formula", problem="formula", details={"cached": f" (showing {cached})" if cached else ""})
    reading = replace(read_answer(replace(cell, formula="", value=values.json_number(result)), asked), rule="arithmetic")
    if reading.problem:
        return reading
    return replace(reading, notice="formula-computed", details={"first": KINDS[asked.kind].show(reading.answer, asked)})


def _within(reading: Reading, asked: Asked) -> Reading:
    """Return the reading, or a problem if its number or text is outside the bounds of what is asked."""
    answer = reading.answer
    number = answer["amount"] if isinstance(answer, dict) and "amount" in answer else answer
    if isinstance(number, int | float) and not isinstance(number, bool):
        low, high = bounds(asked)
        high = _LARGEST if high is None else high
        low = -_LARGEST if low is None else low
        if number < low:
            return replace(reading, answer=None, problem="too-small", details={"limit": values.show_number(low)})
        if number > high:
            return replace(reading, answer=None, problem="too-large", details={"limit": values.show_number(high)})
    if isinstance(answer, str) and asked.longest is not None and len(answer) > asked.longest:
        details = {"length": str(len(answer)), "limit": str(asked.longest)}
        return replace(reading, answer=None, problem="too-long", details=details)
    return reading
