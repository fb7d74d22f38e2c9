"""A count: a whole number of things, none or more."""

from __future__ import annotations

from shpdocs.answers.kinds.number import number_kind, read_number
from shpdocs.model.definition import Asked
from shpdocs.model.returns import RawCell, Reading


def _read(cell: RawCell, asked: Asked) -> Reading:
    """A whole number; a number with decimals is a question, never cut."""
    reading = read_number(cell, asked)
    return reading if isinstance(reading.answer, int) else Reading(reading.rule, problem="not-a-whole-number")


KIND = number_kind(
    "a whole number", "not-a-whole-number", _read, json_type="integer", least=0, unit="Number", needs="number", is_count=True
)
