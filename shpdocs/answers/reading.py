"""Reading an answer: what is alike in every kind, before and after the kind's own rules."""

from __future__ import annotations

import math

from msgspec.structs import replace

from shpdocs.answers.beside_number import beside_number
from shpdocs.answers.dates import read_fraction
from shpdocs.answers.error_words import has_error_word, is_error_word
from shpdocs.answers.formats import is_date_format, shows_as_held
from shpdocs.answers.formulas import CONSTANTS, evaluate
from shpdocs.answers.garbled import garbled_in
from shpdocs.answers.kinds import bounds, kind_of, wanted
from shpdocs.answers.kinds.reason import STATUSES, read_no_figure
from shpdocs.answers.shown import shown_of
from shpdocs.answers.values import comparable, json_number, number_in, show_number, tidy
from shpdocs.model.definition import Asked
from shpdocs.model.returns import SUPPRESSED, RawCell, Reading

_STRUCK, _RAISED = "struck through", "raised or lowered"
_NO_NUMBER = ("not-a-number", "not-a-whole-number", "not-money")
_SHOWN = 60  # characters of a stored result in a question
_LARGEST = 1e15  # beyond it a spreadsheet no longer keeps every digit


def read_answer(cell: RawCell, asked: Asked) -> Reading:
    """Read one cell that is not blank. Errors are questions in every kind, and formulas but for plain sums in a figure."""
    if cell.is_unclear:
        return Reading("unclear-cell", problem="unclear-cell")
    if cell.not_typed and not cell.formula:
        return Reading("not-typed", problem="not-typed", details={"how": cell.not_typed})
    if _is_error(cell):
        return Reading("error-cell", problem="error-cell")
    if cell.struck or cell.raised_reads_otherwise or (cell.raised and not kind_of(asked).words):
        return Reading("formatted-part", problem="formatted-part", details={"how": _STRUCK if cell.struck else _RAISED})
    if cell.formula:
        return _read_formula(cell, asked)
    if isinstance(cell.value, str) and (garbled := garbled_in(cell.value)):
        perhaps = f", perhaps '{garbled.meant}'" if garbled.meant else ""
        return Reading("garbled", problem="garbled", details={"first": garbled.piece, "second": perhaps})
    reading, kind = _read_value(cell, asked), kind_of(asked)
    if reading.problem:
        return reading
    if not shows_as_held(cell.value, cell.number_format, kind.is_number, kind.date_parts, kind.sign):
        return Reading("shown-otherwise", problem="shown-otherwise")
    return reading if kind.is_count else _as_shown(reading, cell, asked)


def _as_shown(reading: Reading, cell: RawCell, asked: Asked) -> Reading:
    """The reading; or of a number that shows fewer decimals than it holds what it shows, told, if no decimal that counts is lost."""
    kind = kind_of(asked)
    was_written_out = isinstance(cell.value, str) and isinstance(reading.answer, float)  # by a program, as text
    value, number_format = (reading.answer, "General") if was_written_out else (cell.value, cell.number_format)
    number = shown_of(value, number_format, kind.decimals, kind.most_decimals) if kind.is_number or kind.words else None
    if number is None:
        return reading
    sign = "%" if number.is_percent else ""
    details = {"first": f"{number.shown.normalize():f}{sign}", "second": f"{number.held.normalize():f}{sign}"}
    if not number.is_told:
        return Reading("shown-rounded", problem="shown-rounded", details=details)
    as_shown = json_number(number.value)
    rounded = replace(reading, answer=as_shown) if was_written_out else _read_value(replace(cell, value=as_shown), asked)
    return replace(rounded, rule="rounded", notice="rounded", details=details)


def _is_error(cell: RawCell) -> bool:
    """Whether a cell holds no result: an error, no number, or the word that a program made of one; LibreOffice saves it as a formula."""
    value = cell.formula.lstrip("=") or cell.value
    if isinstance(value, str):
        return cell.is_error or is_error_word(value) or (not cell.formula and has_error_word(value))
    return cell.is_error or (isinstance(value, float) and not math.isfinite(value))


def _read_value(cell: RawCell, asked: Asked) -> Reading:
    kind = kind_of(asked)
    if (kind.is_number or kind.is_date) and (fraction := read_fraction(cell)):
        return fraction
    if asked.no_figure:
        reason = read_no_figure(cell)
        if reason and not (kind.words and _is_status(cell, reason)):
            return reason
    reading = (_read_suppressed(cell) if asked.suppressible else None) or _within(kind.read(cell, asked), asked)
    if reading.problem in _NO_NUMBER and kind.is_number and isinstance(cell.value, str):
        return beside_number(cell.value, wanted(asked)) or reading
    return reading


def _read_suppressed(cell: RawCell) -> Reading | None:
    """Words that say that a count of people is suppressed, or hide it ('<5', which is a question); None if they are not."""
    reading = read_no_figure(cell)
    if reading and reading.reason == SUPPRESSED:
        return Reading(reading.rule, SUPPRESSED)
    return reading if reading and reading.problem == "hidden-number" else None


def _is_status(cell: RawCell, reason: Reading) -> bool:
    """Whether words that say why there is no figure may as well be the status that is asked: 'under 18', 'Pending'."""
    return reason.problem == "hidden-number" or comparable(str(cell.value)).rstrip(".") in STATUSES


def _read_formula(cell: RawCell, asked: Asked) -> Reading:
    """TRUE() and FALSE() as they are; a sum of plain numbers worked out where a figure is asked; all else is a question.

    What a program stored as the result is shown in the question and never taken for the answer.
    """
    kind = kind_of(asked)
    if cell.formula.upper() in CONSTANTS:
        reading = read_answer(replace(cell, formula="", value=CONSTANTS[cell.formula.upper()]), asked)
        return replace(reading, rule="constant-formula")
    result = evaluate(cell.formula) if kind.is_number and not is_date_format(cell.number_format) else None
    if result is None:
        cached = tidy(cell.cached)
        cached = cached if len(cached) <= _SHOWN else f"{cached[: _SHOWN - 1]}…"
        return Reading("formula", problem="formula", details={"cached": f" (showing {cached})" if cached else ""})
    reading = replace(read_answer(replace(cell, formula="", value=json_number(result)), asked), rule="arithmetic")
    if reading.problem:
        return reading
    worked_out = kind.show(reading.answer, asked) + (", rounded" if reading.notice else "")
    return replace(reading, notice="formula-computed", details={"first": worked_out})


def _within(reading: Reading, asked: Asked) -> Reading:
    """Return the reading, or a problem if its number or text is outside the bounds of what is asked."""
    number = number_in(reading.answer)
    if number is not None:
        low, high = bounds(asked)
        low, high = -_LARGEST if low is None else low, _LARGEST if high is None else high
        if not low <= number <= high:
            code, limit = ("too-small", low) if number < low else ("too-large", high)
            return replace(reading, answer=None, problem=code, details={"limit": show_number(limit)})
    if isinstance(reading.answer, str) and asked.longest is not None and len(reading.answer) > asked.longest:
        details = {"length": str(len(reading.answer)), "limit": str(asked.longest)}
        return replace(reading, answer=None, problem="too-long", details=details)
    return reading
