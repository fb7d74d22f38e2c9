"""Which schemas of a folder are not as they should be, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shpdocs.model.collection import SchemaState
from shpdocs.report.screen import names_in_line

_WORDS = {
    "missing": "missing",
    "edited": "edited by hand, or damaged",
    "stale": "older than what it is made of",
    "left over": "of no definition",
    "differs": "not that of this shpdocs",
}
_MOST = 5


def schema_lines(states: Sequence[SchemaState]) -> Iterator[str]:
    """Yield which schemas other programs should not use, and what to do; nothing if all are as they should be."""
    if states:
        names = [f"schemas/{state.name} ({_WORDS[state.state]})" for state in states]
        yield f"Other programs should not use these schemas: {names_in_line(names, _MOST)}."
        yield "  To make them anew: shpdocs schemas"
