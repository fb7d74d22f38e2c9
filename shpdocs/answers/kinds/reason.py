"""A reason for having no figure: from the list, or in other words that mean one."""

from __future__ import annotations

import re

from shpdocs.answers.kinds.choice import choices_guard, read_choice
from shpdocs.answers.kinds.kind import Kind
from shpdocs.answers.values import comparable
from shpdocs.model.definition import Asked
from shpdocs.model.returns import REASON_WORDS, SUPPRESSED, RawCell, Reading

_NO_FIGURE = {
    "not-yet-available": (
        "not yet available", "data not yet available", "data not available yet", "not available", "awaited", "awaiting data",
        "data awaited", "data pending", "not yet known", "pending", "awaiting", "tbc", "tba", "to be confirmed", "[x]",
    ),
    "not-applicable": ("n/a", "na", "n.a.", "not applicable", "does not apply", "[z]"),
    SUPPRESSED: ("suppressed", "withheld", "[c]", "c", "*"),
}  # fmt: skip
SUPPRESSED_WORDS = _NO_FIGURE[SUPPRESSED]
NO_FIGURE_WORDS = {word: reason for reason, words in _NO_FIGURE.items() for word in words}
STATUSES = ("pending", "awaiting")  # are answers where a status is asked in words
_HIDDEN = r"(?:<|less than|fewer than|under|up to) ?\d+|\d+ or (?:fewer|less|under)"  # as in "<5", "fewer than 5"
AMBIGUOUS_NONE = ("-", "–", "—", "nil", "none", "no data", "..", "...", "…", "?")
_BY_WORDS = {words: reason for reason, words in REASON_WORDS.items()}
_GUARD = choices_guard(tuple(_BY_WORDS), "If there is no figure, choose why. Otherwise leave blank.", " Or leave it blank.")


def read_no_figure(cell: RawCell) -> Reading | None:
    """Words that give a reason for no figure ('N/A', 'tbc', 'Data not yet available'); None if they are not."""
    if not isinstance(cell.value, str):
        return None
    words = comparable(cell.value)
    stem = words.rstrip(".")
    if words in AMBIGUOUS_NONE or stem in AMBIGUOUS_NONE:
        return Reading("no-figure-words", problem="ambiguous-none")
    if re.fullmatch(_HIDDEN, words):
        return Reading("no-figure-words", problem="hidden-number")
    reason = NO_FIGURE_WORDS.get(stem) or NO_FIGURE_WORDS.get(stem + ".")
    return Reading("no-figure-words", reason=reason) if reason else None


def _read(cell: RawCell, _: Asked) -> Reading:
    """A reason from the list, or other words that mean one."""
    listed = read_choice(cell, tuple(_BY_WORDS))
    if not listed.problem:
        return Reading("reason", _BY_WORDS[listed.answer])
    other = read_no_figure(cell)
    return Reading("no-figure-words", other.reason) if other and other.reason else listed


KIND = Kind(
    schema=lambda _: {"description": "Why there is no figure.", "type": "string", "enum": list(REASON_WORDS)},
    guard=lambda _: _GUARD,
    read=_read,
    show=lambda answer, _: REASON_WORDS[answer],
    type_in=lambda answer: REASON_WORDS[answer],
    width=18,
    also=tuple(NO_FIGURE_WORDS),
)
