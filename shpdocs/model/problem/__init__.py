"""Problems: what is wrong in a return, each a value with a code and a place; the one catalogue says how each is worded, by its code."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from shpdocs.model.cells import cell_at
from shpdocs.model.problem.answer_messages import ANSWER_MESSAGES, CHECK_MESSAGES
from shpdocs.model.problem.file_messages import FILE_MESSAGES
from shpdocs.model.problem.message import Message, Severity, filled, printable
from shpdocs.model.returns import Place

__all__ = ["CATALOGUE", "PRINTED_ANSWER", "PRINTED_FIGURE", "Message", "Problem", "Severity", "in_order"]

CATALOGUE: dict[str, Message] = FILE_MESSAGES | ANSWER_MESSAGES | CHECK_MESSAGES
PRINTED_FIGURE, PRINTED_ANSWER = "printed-figure-changed", "printed-answer-changed"  # codes that decisions are looked through for
_RANK = {"blocking": 0, "warning": 1, "notice": 2}
_LONGEST_ENTRY = 60  # characters of what was entered that a message quotes


class Problem(Struct, frozen=True):
    """Something wrong in a return. `code` is a key of CATALOGUE; `answer` the JSON pointer of the answer, if any."""

    code: str
    place: Place
    entered: str = ""
    answer: str = ""
    label: str = ""
    details: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.code, self.place, self.entered, self.answer, self.label))  # details are a mapping, which has none

    @property
    def severity(self) -> Severity:
        """'blocking', 'warning' or 'notice', as the catalogue has it."""
        return CATALOGUE[self.code].severity

    @property
    def key(self) -> str:
        """What makes this problem this one among those of a file, as a line: 'not-signed-off Start!C31 /sign-off/name'."""
        return f"{self.code} {self.place.sheet}!{self.place.cell} {self.answer}"

    @property
    def what(self) -> str:
        """What stands there, in words."""
        return self._words(CATALOGUE[self.code].what)

    @property
    def needed(self) -> str:
        """What is needed, in words."""
        return self._words(CATALOGUE[self.code].needed)

    def _words(self, text: str) -> str:
        quoted = self.entered if len(self.entered) <= _LONGEST_ENTRY else self.entered[: _LONGEST_ENTRY - 3] + "…"
        details = {"entered": quoted, "label": self.label, "file": self.place.file, **self.details}
        return filled(text, {name: printable(detail) for name, detail in details.items()})


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems sorted by file, sheet and cell; at the same cell blocking ones, warnings, notices."""
    return tuple(sorted(problems, key=_position))


def _position(problem: Problem) -> tuple[str, str, tuple[int, int], int, str]:
    return (problem.place.file, problem.place.sheet, cell_at(problem.place.cell), _RANK[problem.severity], problem.code)
