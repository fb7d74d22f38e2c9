"""Kinds of answer. Each states in one place its JSON Schema, its guard in the workbook, how it is read and shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from shpdocs.answers import values
from shpdocs.model.definition import Asked
from shpdocs.model.problem import Problem
from shpdocs.model.returns import REASON_WORDS, Json, Place, RawCell, Reading

Schema = dict[str, Any]

_LONGEST_MESSAGE = 255  # characters that Excel shows of a message
_GUARDS = 256  # kept: the same few are asked for with every answer


class Guard(Struct, frozen=True):
    """What a program may check while the lead types: neutral words for a data validation.

    `test` is 'whole', 'decimal', 'date', 'list', 'length' or '' (anything). `stop` refuses other entries; else
    they are only warned about. `hint` is shown before, `fault` after a wrong entry: at most 255 characters; a fault
    is told in the words that the catalogue has for it.
    """

    test: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    stop: bool = True
    hint: str = ""
    fault: str = ""


class Kind(Struct, frozen=True):
    """One kind of answer.

    `number_format` is the cell's format in the workbook; `width` the column's width in characters; `show` gives
    the answer as the paper prints it; `type_in` what the workbook's cell holds to mean that answer.
    """

    schema: Callable[[Asked], Schema]
    guard: Callable[[Asked], Guard]
    read: Callable[[RawCell, Asked], Reading]
    show: Callable[[Json, Asked], str]
    type_in: Callable[[Json], str | int | float]
    number_format: str = "General"
    width: int = 16


def wanted(asked: Asked) -> str:
    """Return in a sentence what an answer of this kind must be."""
    return KINDS[asked.kind].guard(asked).hint


def bounds(asked: Asked) -> tuple[float | None, float | None]:
    """The smallest and largest number allowed, from the definition or the kind; None where there is no bound."""
    low, high = asked.minimum, asked.maximum
    if low is None and asked.kind in ("count", "percentage", "rate", "money"):
        low = 0
    if high is None and asked.kind == "percentage":
        high = 100
    return low, high


def _number_schema(json_type: str) -> Callable[[Asked], Schema]:
    def schema(asked: Asked) -> Schema:
        low, high = bounds(asked)
        found: Schema = {"type": json_type}
        if low is not None:
            found["minimum"] = low
        if high is not None:
            found["maximum"] = high
        return found

    return schema


def _text_schema(asked: Asked) -> Schema:
    return {"type": "string", "minLength": 1} | ({"maxLength": asked.longest} if asked.longest else {})


def _months_schema(_: Asked) -> Schema:
    month = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
    return {
        "type": "object",
        "required": ["words", "start", "end"],
        "additionalProperties": False,
        "properties": {
            "words": {"type": "string", "minLength": 1, "description": "As the lead wrote it."},
            "start": month | {"description": "First month."},
            "end": month | {"description": "Last month."},
        },
    }


def _money_schema(asked: Asked) -> Schema:
    return {
        "type": "object",
        "required": ["amount", "words"],
        "additionalProperties": False,
        "properties": {
            "amount": _number_schema("number")(asked) | {"description": "Pounds."},
            "words": {"type": "string", "minLength": 1, "description": "As the lead wrote it."},
        },
    }


def _number_guard(test: str, what: str, code: str) -> Callable[[Asked], Guard]:
    @lru_cache(_GUARDS)
    def guard(asked: Asked) -> Guard:
        low, high = bounds(asked)
        span = {
            (True, True): f", from {_plain(low)} to {_plain(high)}",
            (True, False): f", {_plain(low)} or more",
            (False, True): f", {_plain(high)} or less",
            (False, False): "",
        }[(low is not None, high is not None)]
        hint = f"Enter {what}{span}.".replace("{per}", str(asked.per))
        faults = [_needed(code, limit=str(asked.per))]
        faults += [_needed("too-small", limit=_plain(low))] if low is not None else []
        faults += [_needed("too-large", limit=_plain(high))] if high is not None else []
        return Guard(test, low, high, stop=not asked.no_figure, hint=hint, fault=" ".join(faults))

    return guard


def _needed(code: str, **details: str) -> str:
    """What the catalogue says is needed, for a message that a spreadsheet shows."""
    return Problem(code, Place(""), details=details).needed


def _plain(number: float | None) -> str:
    return "" if number is None else values.show_number(number)


def _length_guard(what: str) -> Callable[[Asked], Guard]:
    @lru_cache(_GUARDS)
    def guard(asked: Asked) -> Guard:
        limit = f" At most {asked.longest:,} characters." if asked.longest else ""
        fault = _needed("too-long", limit=f"{asked.longest:,}") if asked.longest else ""
        return Guard("length" if asked.longest else "", 0, asked.longest, hint=what + limit, fault=fault)

    return guard


@lru_cache(_GUARDS)
def _choice_guard(asked: Asked) -> Guard:
    return Guard("list", choices=asked.choices, hint="Choose from the list.", fault=_choose(asked.choices))


def _choose(choices: tuple[str, ...]) -> str:
    """The catalogue's words with every choice, or without them where a spreadsheet has no room for all."""
    told = _needed("not-a-choice", choices="; ".join(choices))
    return told if len(told) <= _LONGEST_MESSAGE else _needed("not-a-choice", choices="the choices in the list")


def _fixed_guard(make: Callable[[], Guard]) -> Callable[[Asked], Guard]:
    made = cache(make)  # when a workbook is written: its words need the catalogue, which little else does
    return lambda _: made()


def _as_is(answer: Json) -> str | int | float:
    found: str | int | float = answer
    return found


def _number_kind(json_type: str, what: str, code: str, read: Callable[[RawCell, Asked], Reading], suffix: str = "") -> Kind:
    """A kind whose answer is a plain number; a wrong entry is told as the problem of that code is."""
    test = "whole" if json_type == "integer" else "decimal"
    return Kind(
        schema=_number_schema(json_type),
        guard=_number_guard(test, what, code),
        read=read,
        show=lambda answer, _: values.show_number(answer) + suffix,
        type_in=_as_is,
    )


_WORDS = Guard()
_DATE = "Enter a date as day/month/year, for example 31/12/2024."
_NARRATIVE = "Write in sentences. Alt+Enter starts a new line; begin a line with '- ', '1. ' or 'a) ' for a list."

KINDS: dict[str, Kind] = {
    "text": Kind(
        schema=_text_schema,
        guard=_length_guard("Enter one line of text."),
        read=lambda cell, _: values.read_text(cell),
        show=lambda answer, _: str(answer),
        type_in=_as_is,
        number_format="@",
        width=30,
    ),
    "narrative": Kind(
        schema=_text_schema,
        guard=_length_guard(_NARRATIVE),
        read=lambda cell, _: values.read_narrative(cell),
        show=lambda answer, _: str(answer),
        type_in=_as_is,
        number_format="@",
        width=70,
    ),
    "count": _number_kind("integer", "a whole number", "not-a-whole-number", lambda cell, _: values.read_count(cell)),
    "number": _number_kind("number", "a number", "not-a-number", lambda cell, _: values.read_number(cell)),
    "percentage": _number_kind(
        "number", "the number of per cent (45 for 45%)", "ambiguous-percentage", lambda cell, _: values.read_percentage(cell), suffix="%"
    ),
    "rate": _number_kind(
        "number", "the rate per {per} as a number", "ambiguous-rate", lambda cell, asked: values.read_rate(cell, asked.per or 1)
    ),
    "money": Kind(
        schema=_money_schema,
        guard=_fixed_guard(lambda: Guard(hint="Enter pounds, for example 280000 or £280k.", fault=_needed("not-money"))),
        read=lambda cell, _: values.read_money(cell),
        show=lambda answer, _: str(answer["words"]),
        type_in=lambda answer: str(answer["words"]),
        number_format="@",
        width=20,
    ),
    "date": Kind(
        schema=lambda _: {"type": "string", "format": "date"},
        guard=_fixed_guard(lambda: Guard("date", stop=False, hint=_DATE, fault=_needed("not-a-date"))),
        read=lambda cell, _: values.read_date(cell),
        show=lambda answer, _: values.show_date(answer),
        type_in=_as_is,
        number_format="d mmm yyyy",
        width=14,
    ),
    "months": Kind(
        schema=_months_schema,
        guard=_fixed_guard(lambda: Guard(hint="Enter a month or a range of months with the year, for example Sept 2024 or Oct/Nov 2024.")),
        read=lambda cell, _: values.read_months(cell),
        show=lambda answer, _: str(answer["words"]),
        type_in=lambda answer: str(answer["words"]),
        number_format="@",
        width=18,
    ),
    "choice": Kind(
        schema=lambda asked: {"type": "string", "enum": list(asked.choices)},
        guard=_choice_guard,
        read=lambda cell, asked: values.read_choice(cell, asked.choices),
        show=lambda answer, _: str(answer),
        type_in=_as_is,
        width=18,
    ),
    "yes-no": Kind(
        schema=lambda _: {"type": "boolean"},
        guard=_fixed_guard(lambda: Guard("list", choices=("Yes", "No"), hint="Choose Yes or No.", fault=_choose(("Yes", "No")))),
        read=lambda cell, _: values.read_yes_no(cell),
        show=lambda answer, _: "Yes" if answer else "No",
        type_in=lambda answer: "Yes" if answer else "No",
        width=12,
    ),
    "reason": Kind(
        schema=lambda _: {"type": "string", "enum": list(REASON_WORDS)},
        guard=_fixed_guard(
            lambda: Guard(
                "list",
                choices=tuple(REASON_WORDS.values()),
                hint="If there is no figure, choose why. Otherwise leave blank.",
                fault=f"{_choose(tuple(REASON_WORDS.values()))} Or leave it blank.",
            )
        ),
        read=lambda cell, _: _read_reason(cell),
        show=lambda answer, _: REASON_WORDS[answer],
        type_in=lambda answer: REASON_WORDS[answer],
        width=18,
    ),
}


def _read_reason(cell: RawCell) -> Reading:
    """A reason from the list, or other words that mean one."""
    listed = values.read_choice(cell, tuple(REASON_WORDS.values()))
    if not listed.problem:
        by_words = {words: reason for reason, words in REASON_WORDS.items()}
        return Reading("reason", by_words[listed.answer])
    found = values.read_no_figure(cell)
    if found and found.reason:
        return Reading("no-figure-words", found.reason)
    return listed
