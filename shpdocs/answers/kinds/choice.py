"""A choice: one of the answers that the definition lists."""

from __future__ import annotations

from shpdocs.answers.kinds.kind import Guard, Kind, needed
from shpdocs.answers.values import comparable, json_number, plain_number, show_number
from shpdocs.model.returns import RawCell, Reading

_LONGEST_MESSAGE = 255  # characters that Excel shows of a message


def choices_guard(choices: tuple[str, ...], hint: str, more: str = "") -> Guard:
    """A guard that offers choices; its fault names every one, or none where a spreadsheet has no room for all."""
    fault = needed("not-a-choice", choices="; ".join(choices))
    short = needed("not-a-choice", choices="the choices in the list")
    return Guard("list", choices=choices, hint=hint, fault=(fault if len(fault) <= _LONGEST_MESSAGE else short) + more)


def read_choice(cell: RawCell, choices: tuple[str, ...]) -> Reading:
    """One of the choices, in any case, with any spaces, quotes and dashes, and with or without a full stop."""
    number = plain_number(cell.value)
    text = str(cell.value) if number is None else show_number(json_number(number))
    for key in (comparable, without_stop):
        matches = [choice for choice in choices if key(choice) == key(text)]
        if len(matches) == 1:
            return Reading("choice", matches[0])
    return Reading("choice", problem="not-a-choice", details={"choices": ", ".join(choices)})


def without_stop(text: str) -> str:
    """A text as it is compared, without a full stop at its end."""
    return comparable(text).rstrip(". ")


KIND = Kind(
    schema=lambda asked: {"description": "One of the choices.", "type": "string", "enum": list(asked.choices)},
    guard=lambda asked: choices_guard(asked.choices, "Choose from the list."),
    read=lambda cell, asked: read_choice(cell, asked.choices),
    width=18,
)
