"""A count: a whole number of things, none or more; of people it may be suppressed, where the cell has no reason beside it."""

from __future__ import annotations

from msgspec.structs import replace

from shpdocs.answers.kinds.kind import Guard, Schema
from shpdocs.answers.kinds.number import number_kind, read_number
from shpdocs.model.definition import Asked
from shpdocs.model.returns import REASON_WORDS, SUPPRESSED, Json, RawCell, Reading

_IN_WORDS = REASON_WORDS[SUPPRESSED]
_OR_SUPPRESSED = f" If it must not be published, enter {_IN_WORDS}."


def _read(cell: RawCell, asked: Asked) -> Reading:
    """A whole number; a number with decimals is a question, never cut."""
    reading = read_number(cell, asked)
    return reading if isinstance(reading.answer, int) else Reading(reading.rule, problem="not-a-whole-number")


_NUMBER = number_kind(
    "a whole number", "not-a-whole-number", _read, json_type="integer", least=0, unit="Number", needs="number", is_count=True
)


def _schema(asked: Asked) -> Schema:
    number = _NUMBER.schema(asked)
    if not asked.suppressible:
        return number
    description = f"{number['description']} Or '{SUPPRESSED}', where it must not be published."
    return number | {"description": description, "type": [number["type"], "string"], "pattern": f"^{SUPPRESSED}$"}


def _guard(asked: Asked) -> Guard:
    guard = _NUMBER.guard(asked)
    if not asked.suppressible:
        return guard
    return replace(guard, stop=False, hint=f"{guard.hint}{_OR_SUPPRESSED}", fault=f"{guard.fault}{_OR_SUPPRESSED}")


def _show(answer: Json, asked: Asked) -> str:
    return _IN_WORDS if answer == SUPPRESSED else _NUMBER.show(answer, asked)


def _type_in(answer: Json) -> str | int | float:
    return _IN_WORDS if answer == SUPPRESSED else _NUMBER.type_in(answer)


KIND = replace(_NUMBER, schema=_schema, guard=_guard, show=_show, type_in=_type_in)
