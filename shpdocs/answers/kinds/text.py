"""A line of text, in the lead's own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time

from shpdocs.answers.dates import show_date
from shpdocs.answers.formats import is_percent_format
from shpdocs.answers.kinds.kind import Guard, Kind, Schema, needed
from shpdocs.answers.values import json_number, plain_number, show_number
from shpdocs.answers.written import doubt, one_line
from shpdocs.model.definition import Asked
from shpdocs.model.returns import RawCell, Reading


def text_schema(asked: Asked, description: str = "One line of text.") -> Schema:
    """A text that is not blank, of at most so many characters."""
    return {"description": description, "type": "string", "minLength": 1} | ({"maxLength": asked.longest} if asked.longest else {})


def text_guard(what: str) -> Callable[[Asked], Guard]:
    """A guard on the length of a text; `what` is the hint."""

    def guard(asked: Asked) -> Guard:
        if not asked.longest:
            return Guard(minimum=0, hint=what)
        fault = needed("too-long", limit=f"{asked.longest:,}")
        return Guard("length", 0, asked.longest, hint=f"{what} At most {asked.longest:,} characters.", fault=fault)

    return guard


def unless_doubtful(reading: Reading) -> Reading:
    """Words that were read, or the question what is meant by signs in them that show something else than they are."""
    how = doubt(reading.answer)
    return Reading(reading.rule, problem="formatted-part", details={"how": how}) if how else reading


def read_text(cell: RawCell, _: Asked) -> Reading:
    """One line of text; numbers and dates that a program made of it are written out again."""
    value = cell.value
    if isinstance(value, str):
        return unless_doubtful(Reading("text", one_line(value)))
    if (isinstance(value, datetime) and value.time() == time()) or type(value) is date:
        return Reading("text-date", show_date(value.isoformat()[:10]))
    number = plain_number(value)
    if number is not None:
        percent = is_percent_format(cell.number_format)
        return Reading("text-number", show_number(json_number(number * (100 if percent else 1))) + ("%" if percent else ""))
    return Reading("text-other", cell.entered)


KIND = Kind(
    schema=text_schema,
    guard=text_guard("Enter one line of text."),
    read=read_text,
    number_format="@",
    width=30,
    words="line",
    longest=200,
)
