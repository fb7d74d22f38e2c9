"""Yes or no."""

from __future__ import annotations

from shpdocs.answers.kinds.choice import choices_guard, without_stop
from shpdocs.answers.kinds.kind import Kind
from shpdocs.model.definition import Asked
from shpdocs.model.returns import Json, RawCell, Reading

_CHOICES = ("Yes", "No")
_GUARD = choices_guard(_CHOICES, "Choose Yes or No.")
_YES, _NO = ("yes", "y", "true"), ("no", "n", "false")


def _read(cell: RawCell, _: Asked) -> Reading:
    """Yes or no, in words or as a tick-box value."""
    if isinstance(cell.value, bool):
        return Reading("yes-no-boolean", cell.value)
    words = without_stop(str(cell.value))
    if words in (*_YES, *_NO):
        return Reading("yes-no", words in _YES)
    return Reading("yes-no", problem="not-a-choice", details={"choices": ", ".join(_CHOICES)})


def _in_words(answer: Json) -> str:
    return _CHOICES[0] if answer else _CHOICES[1]


KIND = Kind(
    schema=lambda _: {"description": "True for yes, false for no.", "type": "boolean"},
    guard=lambda _: _GUARD,
    read=_read,
    show=lambda answer, _: _in_words(answer),
    type_in=_in_words,
    width=12,
    also=("y", "n", "true", "false"),
)
